"""Shapes as every canvas takes them: straight lines and Bézier curves, filled and stroked with a brush."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hefei_report.figures.picture import Dashes, Dot, Point, Polygon, Sector, Shape, Stroke
from hefei_report.records import dataclass
from hefei_report.theme.face import Outline, Segment

_CLOSE: Segment = ("h", ())
_STEP = 45.0  # degrees of an arc that one curve stands for: it is off by a millionth of the radius


@dataclass(frozen=True, slots=True)
class Brush:
    """How an outline is painted: the colours of its area and its line ('' for none), and the line in points."""

    fill: str
    edge: str
    width: float
    dashes: Dashes | None = None
    round_ends: bool = False
    sharp: bool = False  # corners are mitred


def outline_of(shape: Shape) -> Outline:
    """``shape`` as segments in points, from the lower left corner of the box."""
    match shape:
        case Polygon():
            return (*_through(shape.points), _CLOSE)
        case Stroke():
            return _through(shape.points)
        case Dot():
            return (*_arc(shape.centre, shape.radius, 0, 360, "m"), _CLOSE)
        case Sector():
            return tuple(_ring_part(shape))


def brush_of(shape: Shape) -> Brush:
    """The colours and the line of ``shape``."""
    match shape:
        case Stroke():
            return Brush("", shape.colour, shape.width, shape.dashes, round_ends=shape.round_ends)
        case Polygon():
            return Brush(shape.fill, shape.edge, shape.edge_width, shape.dashes, sharp=True)
        case Sector():
            return Brush(shape.fill, shape.edge, shape.edge_width, shape.dashes)
        case Dot():
            return Brush(shape.fill, shape.edge, shape.edge_width, sharp=True)


def _through(points: tuple[Point, ...]) -> Outline:
    return (("m", points[0]), *(("l", point) for point in points[1:]))


def _ring_part(sector: Sector) -> Iterator[Segment]:
    whole = sector.end - sector.start >= 360
    yield from _arc(sector.centre, sector.outer, sector.start, sector.end, "m")
    if whole:
        yield _CLOSE
    if sector.inner > 0:
        yield from _arc(sector.centre, sector.inner, sector.end, sector.start, "m" if whole else "l")
    elif not whole:
        yield ("l", sector.centre)
    if sector.inner > 0 or not whole:
        yield _CLOSE


def _arc(centre: Point, radius: float, start: float, end: float, first: str) -> Iterator[Segment]:
    """An arc between two angles in degrees, reached by the segment ``first``."""
    count = max(1, math.ceil(abs(end - start) / _STEP))
    lever = radius * 4 / 3 * math.tan(math.radians(end - start) / count / 4)
    yield (first, _on_circle(centre, radius, start, 0.0))
    for number in range(count):
        here, there = (start + (end - start) * (number + more) / count for more in (0, 1))
        leaving, arriving = _on_circle(centre, radius, here, lever), _on_circle(centre, radius, there, -lever)
        yield ("c", (*leaving, *arriving, *_on_circle(centre, radius, there, 0.0)))


def _on_circle(centre: Point, radius: float, degrees: float, along: float) -> Point:
    """The point of a circle at an angle, moved by ``along`` on its tangent there."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (centre[0] + radius * cos - along * sin, centre[1] + radius * sin + along * cos)
