"""Measures a drawing as a reader with a ruler would: where its marks are, and which values they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hefei_report.document.chartplan import ChartPlan
from hefei_report.figures.picture import Dot, Picture, Point, Polygon, Sector, Stroke

EXACT = 0.02  # points, how far a mark may be from its place
_THICK = 0.14  # em, from where on a stroke is a line of data and no hairline


@dataclass(frozen=True, slots=True)
class Ruler:
    """A straight scale, laid along two marks whose values are known: ``unit`` points for one, zero at ``origin``."""

    unit: float
    origin: float

    def at(self, value: float) -> float:
        return self.unit * value + self.origin


def ruler(pairs: Sequence[tuple[float, float]]) -> Ruler:
    """The scale on which the smallest and the largest of ``pairs`` (value, place) are."""
    low, high = min(pairs), max(pairs)
    if high[0] == low[0]:
        return Ruler(0.0, low[1])
    unit = (high[1] - low[1]) / (high[0] - low[0])
    return Ruler(unit, low[1] - unit * low[0])


def farthest(pairs: Sequence[tuple[float, float]]) -> float:
    """By how many points the farthest of ``pairs`` is off the scale of all."""
    scale = ruler(pairs)
    return max(abs(scale.at(value) - place) for value, place in pairs)


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where a shape reaches along an axis, and by how much its edge leaves that open."""

    low: float
    high: float
    open: float


def extents(picture: Picture, *, lying: bool) -> list[Extent]:
    """All filled shapes along the axis of values, with their edges."""
    along = 0 if lying else 1
    found = []
    for shape in picture.shapes:
        if isinstance(shape, Polygon):
            places = [point[along] for point in shape.points]
            edge = shape.edge_width / 2 if shape.edge else 0.0
            found.append(Extent(min(places) - edge, max(places) + edge, 2 * edge))
    return found


def middles(picture: Picture, *, lying: bool) -> list[float]:
    """The middles of all filled shapes across the axis of values."""
    across = 1 if lying else 0
    shapes = [shape for shape in picture.shapes if isinstance(shape, Polygon)]
    return [(min(p[across] for p in shape.points) + max(p[across] for p in shape.points)) / 2 for shape in shapes]


def dots(picture: Picture, plan: ChartPlan) -> list[Dot]:
    """The points of a drawing, without the keys of its legend, which come first."""
    keys = sum(entry.shape == "dot" for entry in plan.legend)
    return [shape for shape in picture.shapes if isinstance(shape, Dot)][keys:]


def bends(picture: Picture, plan: ChartPlan, paper: str) -> list[Point]:
    """The ends and bends of all strokes that are thick enough to be lines of data, but for keys, which come first."""
    thick = _THICK * picture.words[0].size if picture.words else 0.0
    keys = sum(entry.shape in ("line", "tick") for entry in plan.legend)
    strokes = [shape for shape in picture.shapes if isinstance(shape, Stroke) and shape.colour != paper]
    return [point for stroke in [one for one in strokes if one.width >= thick][keys:] for point in stroke.points]


def corners(picture: Picture, plan: ChartPlan) -> list[Point]:
    """The corners of all filled shapes, without the keys of the legend, which come first."""
    keys = sum(entry.shape == "box" for entry in plan.legend)
    shapes = [shape for shape in picture.shapes if isinstance(shape, Polygon)][keys:]
    return [point for shape in shapes for point in shape.points]


def shares(picture: Picture) -> list[float]:
    """What part of a turn each wedge is."""
    return [(shape.end - shape.start) / 360 for shape in picture.shapes if isinstance(shape, Sector)]


def off(wanted: Sequence[Point], places: Sequence[Point]) -> float:
    """By how many points the farthest of ``wanted`` (x and y in data) is off the places that stand for it.

    The scales are those on which the outermost data are the outermost places; y may run down.
    """
    best = float("inf")
    for down in (False, True):
        xs = ruler(list(zip(_ends(wanted, 0), _ends(places, 0), strict=True)))
        tops = _ends(places, 1)
        ys = ruler(list(zip(_ends(wanted, 1), tops[::-1] if down else tops, strict=True)))
        best = min(best, max(_nearest((xs.at(x), ys.at(y)), places) for x, y in wanted))
    return best


def runs_down(wanted: Sequence[Point], places: Sequence[Point]) -> bool:
    """Whether the smallest y of the data is the highest of the places."""
    low = min(wanted, key=lambda point: point[1])
    xs = ruler(list(zip(_ends(wanted, 0), _ends(places, 0), strict=True)))
    top = max(y for _, y in places)
    return _nearest((xs.at(low[0]), top), places) <= EXACT


def _ends(points: Sequence[Point], axis: int) -> tuple[float, float]:
    values = [point[axis] for point in points]
    return min(values), max(values)


def _nearest(point: Point, places: Sequence[Point]) -> float:
    return min(max(abs(point[0] - x), abs(point[1] - y)) for x, y in places)
