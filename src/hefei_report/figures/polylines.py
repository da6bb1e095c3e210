"""Thins lines of more points than paper can show, without changing what is seen."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hefei_report.figures.picture import Point

_MANY = 1_000  # points; fewer are drawn as they are
_STRIP = 0.12  # points: no printer and no screen tells places apart that are nearer


def thinned_line(points: Sequence[Point]) -> tuple[Point, ...]:
    """``points`` of a line that runs from left to right; of many in one upright strip only those that shape its ink.

    Those are the first, the lowest, the highest and the last (Jugel and others, M4, 2014), in their order.
    """
    if len(points) <= _MANY:
        return tuple(points)
    kept: list[Point] = []
    for _, strip in itertools.groupby(points, key=lambda point: int(point[0] / _STRIP)):
        inside = list(strip)
        places = range(len(inside))
        low, high = (end(places, key=lambda at: inside[at][1]) for end in (min, max))
        kept += [inside[at] for at in sorted({0, low, high, len(inside) - 1})]
    return tuple(kept)
