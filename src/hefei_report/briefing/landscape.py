"""The quiet drawing on the cover: the document's own series as a landscape of fine upright strokes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.sheet import Sheet
from hefei_report.document.chartplan import Axis, Band, Bars, ChartPlan, Ink, Line
from hefei_report.document.model import Document, Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme, mixed

_LEAST_POINTS = 4  # fewer make no landscape
_RIDGES = 2
_STEP = 6.0  # points from stroke to stroke
_STROKE = 2.2
_TINTS = (0.5, 0.2)  # how much paper is mixed into the last stroke of a ridge, from the front to the back
_FIRST_TINT = 0.35  # of that, for the first stroke: what is long ago is fainter
_HEIGHTS = (0.52, 0.66)  # of the ground, the same way
_GRID = 8  # bands between the hairlines of the ground
_GRID_TINT = 0.16
_FOOT = 0.16  # of a ridge's height, where its lowest value stands


@dataclass(frozen=True, slots=True)
class Ridge:
    """A series as places between 0 and 1, from left to right."""

    across: tuple[float, ...]
    up: tuple[float, ...]

    def at(self, position: float) -> float:
        """The height at ``position``, on a straight line between the places on both sides."""
        index = min(max(bisect_right(self.across, position), 1), len(self.across) - 1)
        left, right = self.across[index - 1], self.across[index]
        share = min(max((position - left) / (right - left), 0.0), 1.0)
        return self.up[index - 1] + (self.up[index] - self.up[index - 1]) * share


def ridges(document: Document) -> tuple[Ridge, ...]:
    """The longest series of the document's figures, at most one of each figure, the longest first."""
    plans = [block.plan for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Figure)]
    found = [series for plan in plans if (series := _longest(plan)) is not None]
    found.sort(key=lambda series: -len(series))
    return tuple(_ridge(series) for series in found[:_RIDGES])


_Series = tuple[tuple[float, float], ...]


def _longest(plan: ChartPlan) -> _Series | None:
    """The series with the most values among the lines and columns of a chart, if they make a landscape."""
    candidates = [series for series in _series(plan) if len(series) >= _LEAST_POINTS]
    return max(candidates, key=len, default=None)


def _series(plan: ChartPlan) -> Iterator[_Series]:
    """The lines and columns of a chart, seen as they are drawn: on an inverted axis, low values are high."""
    sign = -1.0 if isinstance(plan.y, Axis) and plan.y.inverted else 1.0
    for layer in plan.layers:
        match layer:
            case Line():
                points = {float(p.x): sign * float(p.value.number) for p in layer.points if p.value.number is not None}
                yield tuple(sorted(points.items()))
            case Bars() if isinstance(plan.x, Band):
                heights: dict[float, float] = {}
                for bar in layer.bars:
                    heights[bar.slot] = max(heights.get(bar.slot, 0.0), sign * float(bar.end))
                yield tuple(sorted(heights.items()))
            case _:
                pass


def _ridge(series: _Series) -> Ridge:
    first, last = series[0][0], series[-1][0]
    low, high = min(y for _, y in series), max(y for _, y in series)
    return Ridge(
        tuple((x - first) / (last - first) for x, _ in series),
        tuple((y - low) / (high - low) if high > low else 0.5 for _, y in series),
    )


def paint_landscape(sheet: Sheet, ground: Area, shown: tuple[Ridge, ...], right: float, theme: Theme) -> None:
    """Draw ``shown`` on the lower edge of ``ground``, up to ``right``; the first in front, its last value accented."""
    grid = mixed(theme.primary, theme.paper, _GRID_TINT)
    for line in range(1, _GRID - 1):  # none behind the publisher's name
        y = ground.bottom + (ground.top - ground.bottom) * line / _GRID
        sheet.rule(ground.left, ground.right, y, 0.4, grid)
    for depth in reversed(range(len(shown))):
        _paint_ridge(sheet, ground, shown[depth], depth, right, theme)
    if shown:
        height = _ridge_height(ground, shown[0], 1.0, _HEIGHTS[0])
        sheet.fill(
            Area(right - _STROKE, ground.bottom, right, ground.bottom + height),
            theme.paper if theme.grey else theme.inks[Ink.ACCENT],
        )


def _paint_ridge(sheet: Sheet, ground: Area, ridge: Ridge, depth: int, right: float, theme: Theme) -> None:
    """Strokes from ``right`` to the left edge of the ground; those behind show between those in front."""
    right -= depth * _STEP / 3
    count = int((right - ground.left) / _STEP)
    for index in range(count + 1):
        position = 1 - index / max(count, 1)
        tint = _TINTS[depth] * (_FIRST_TINT + (1 - _FIRST_TINT) * position)
        x, height = right - index * _STEP, _ridge_height(ground, ridge, position, _HEIGHTS[depth])
        area = Area(x - _STROKE, ground.bottom, x, ground.bottom + height)
        sheet.fill(area, mixed(theme.primary, theme.paper, tint))


def _ridge_height(ground: Area, ridge: Ridge, position: float, share: float) -> float:
    return (ground.top - ground.bottom) * share * (_FOOT + (1 - _FOOT) * ridge.at(position))
