"""What a layout comes to: shapes and lines of text at exact places, ready for any canvas.

Lengths are points, the origin is the lower left corner of the box. Nothing here knows matplotlib.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from hefei_report.document.drawing import Box
from hefei_report.records import dataclass

Point = tuple[float, float]
Dashes = tuple[float, float]  # on, off, in points


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Rect, slack: float = 0.05) -> bool:
        """Whether both share more than a sliver of ``slack`` points."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > slack and min(self.top, other.top) - max(self.bottom, other.bottom) > slack

    def overlaps_any(self, others: Iterable[Rect]) -> bool:
        """Whether it overlaps one of ``others``; most are beside it, which is faster to see than to measure."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        for other in others:
            beside = other.left >= right or other.right <= left or other.bottom >= top or other.top <= bottom
            if not beside and self.overlaps(other):
                return True
        return False

    def outside(self, box: Box) -> float:
        """By how many points it leaves ``box``; 0 or less when it is inside."""
        return max(-self.left, -self.bottom, self.right - box.width, self.top - box.height)

    def grown(self, by: float) -> Rect:
        return Rect(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def meets(self, start: Point, end: Point) -> bool:
        """Whether the straight line from ``start`` to ``end`` runs through it (Liang-Barsky)."""
        enter, leave = 0.0, 1.0
        dx, dy = end[0] - start[0], end[1] - start[1]
        for delta, distance in (
            (-dx, start[0] - self.left),
            (dx, self.right - start[0]),
            (-dy, start[1] - self.bottom),
            (dy, self.top - start[1]),
        ):
            if delta == 0:
                if distance < 0:
                    return False
            elif delta < 0:
                enter = max(enter, distance / delta)
            else:
                leave = min(leave, distance / delta)
        return enter < leave


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed outline, filled with ``fill`` or edged with ``edge`` ('' for neither)."""

    points: tuple[Point, ...]
    fill: str = ""
    edge: str = ""
    edge_width: float = 0.0
    dashes: Dashes | None = None


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of a ring between two radii; angles in degrees, counter-clockwise from three o'clock."""

    centre: Point
    inner: float
    outer: float
    start: float
    end: float
    fill: str = ""
    edge: str = ""
    edge_width: float = 0.0
    dashes: Dashes | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open line through ``points``."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashes: Dashes | None = None
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    centre: Point
    radius: float
    fill: str
    edge: str = ""
    edge_width: float = 0.0


Shape = Polygon | Sector | Stroke | Dot


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text with its baseline starting at (x, y). ``ink`` is the rectangle that it takes."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool
    ink: Rect


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole drawing: shapes in order, then words on top of them."""

    box: Box
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]


def shifted(picture: Picture, x: float, y: float) -> Picture:
    """``picture`` with everything ``x`` points further right and ``y`` points higher."""

    def moved(point: Point) -> Point:
        return point[0] + x, point[1] + y

    def placed(shape: Shape) -> Shape:
        match shape:
            case Polygon() | Stroke():
                return replace(shape, points=tuple(map(moved, shape.points)))
            case Sector() | Dot():
                return replace(shape, centre=moved(shape.centre))

    words = tuple(
        replace(w, x=w.x + x, y=w.y + y, ink=Rect(w.ink.left + x, w.ink.bottom + y, w.ink.right + x, w.ink.top + y))
        for w in picture.words
    )
    return Picture(picture.box, tuple(map(placed, picture.shapes)), words)


def rectangle(rect: Rect) -> tuple[Point, ...]:
    """The corners of ``rect``, counter-clockwise from the lower left."""
    return ((rect.left, rect.bottom), (rect.right, rect.bottom), (rect.right, rect.top), (rect.left, rect.top))


def hatching(rect: Rect, pitch: float) -> tuple[tuple[Point, Point], ...]:
    """Parallel lines at 45 degrees that fill ``rect``, ``pitch`` points apart, cut off at its edges."""
    found: list[tuple[Point, Point]] = []
    step = pitch * math.sqrt(2)
    height = rect.top - rect.bottom
    foot = rect.left - height + step / 2  # where the line meets the bottom edge, extended
    while foot < rect.right:
        low = max(0.0, rect.left - foot)
        high = min(height, rect.right - foot)
        if high - low > 0.2:
            found.append(((foot + low, rect.bottom + low), (foot + high, rect.bottom + high)))
        foot += step
    return tuple(found)
