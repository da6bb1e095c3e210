"""Leaves out of a line what can't be seen (Douglas and Peucker 1973)."""

from __future__ import annotations

import math
from collections.abc import Sequence

Position = tuple[float, float]


def simplified(line: Sequence[Position], tolerance: float) -> list[Position]:
    """As few of the positions of ``line`` as leave none of them farther than ``tolerance`` from what is drawn.

    The first and the last stay; of a closed line, so does the one that is farthest from them.
    """
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        start, end = waiting.pop()
        distances = [_distance(line[at], line[start], line[end]) for at in range(start + 1, end)]
        if distances and max(distances) > tolerance:
            middle = start + 1 + distances.index(max(distances))
            keep.add(middle)
            waiting += [(start, middle), (middle, end)]
    return [line[at] for at in sorted(keep)]


def _distance(at: Position, start: Position, end: Position) -> float:
    """How far ``at`` is from the straight line between ``start`` and ``end``."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((at[0] - start[0]) * dx + (at[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(start[0] + along * dx - at[0], start[1] + along * dy - at[1])
