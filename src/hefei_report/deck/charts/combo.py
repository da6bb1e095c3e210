"""Columns and lines of PowerPoint's own over the same categories; at the right a second axis where units differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barframe import BarFrame, bars_of, upright_frame
from hefei_report.deck.charts.bars import plotted_columns, status_keys
from hefei_report.deck.charts.cells import categories_column, value_column
from hefei_report.deck.charts.curveframe import CurveFrame
from hefei_report.deck.charts.curves import curves_of, joined, keep_clear, point_looks, rank, value_labels
from hefei_report.deck.charts.linelabels import Rect, Taken
from hefei_report.deck.charts.model import (
    Axes,
    Box,
    CategoryAxis,
    Column,
    NativeChart,
    Plot,
    Plotted,
    Sort,
    Stroke,
    Words,
)
from hefei_report.deck.charts.room import NoRoom, Room, is_shown, legend_height, legend_of
from hefei_report.deck.charts.scales import value_axis
from hefei_report.deck.openxml.scheme import TEXT
from hefei_report.document.chartplan import Axis, Band, Bars, ChartPlan, Ink
from hefei_report.document.chartplan import Line as Curve
from hefei_report.records import dataclass

_ZERO = Stroke(TEXT, 1.25)
_OVER_POINT = 0.3  # em, that a label over a point takes more than one over a column
_TITLE = 1.45  # em, a title with what is under it


@dataclass(frozen=True, slots=True)
class _Frames:
    """The same plot as columns and as lines see it, the latter once for each axis."""

    bars: BarFrame
    first: CurveFrame
    second: CurveFrame

    def of(self, curve: Curve) -> CurveFrame:
        """The axis on which a line is read."""
        return self.second if curve.secondary else self.first


def combo_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Columns from zero, and the lines over them. Raises NoRoom."""
    curves = curves_of(plan)
    strokes = [series for series in plan.series if series.line]
    slots = [Decimal(slot) for slot in range(len(plan.categories))]
    in_order = [*(one for one in plan.series if not one.line), *strokes] == list(plan.series)
    if len(strokes) != len(curves) or not in_order or any(_places(curve) != slots for curve in curves):
        raise NoRoom("lines that are in no series")
    frames = _frames(plan, room)
    bars = plotted_columns(_columns_of(plan), frames.bars, room)
    lines = _lines(plan, curves, frames, len(bars) + 1, room)
    keys, key_columns = status_keys(plan, len(plan.series) + 1, room)
    if keys and frames.bars.lanes > 1:
        raise NoRoom("keys beside columns in groups")
    columns = [categories_column(plan), *(value_column(series, plan) for series in plan.series), *key_columns]
    plots = [Plot(Sort.BARS, (*bars, *keys), gap=frames.bars.gap, overlap=frames.bars.overlap)]
    for secondary in (False, True):
        order = sorted(zip(curves, lines, strict=True), key=lambda pair: rank(pair[0]))
        there = tuple(line for curve, line in order if curve.secondary is secondary)
        plots += [Plot(Sort.LINES, there, secondary=secondary)] if there else []
    first, second = _axes(plan, frames, room)
    legend = legend_of(plan.legend, _unnamed(plan, columns, plots), room)
    box = frames.bars.box(room)
    titles = _titles(plan, room)
    return NativeChart(tuple(columns), tuple(plots), box, room.size, plan.language, first, second, legend, words=titles)


def _places(curve: Curve) -> list[Decimal]:
    return [point.x for point in curve.points]


def _columns_of(plan: ChartPlan) -> ChartPlan:
    """The plan without its lines."""
    series = tuple(one for one in plan.series if not one.line)
    return replace(plan, series=series, layers=tuple(layer for layer in plan.layers if isinstance(layer, Bars)))


def _frames(plan: ChartPlan, room: Room) -> _Frames:
    """The plot between the ticks of both axes and under their titles. Raises NoRoom."""
    if not isinstance(plan.y, Axis) or not isinstance(plan.x, Band):
        raise NoRoom("no value axis")
    if any(not isinstance(layer, Bars | Curve) for layer in plan.layers):
        raise NoRoom("something that is neither column nor line")
    titled = any(axis and axis.title for axis in (plan.y, plan.y2))
    above = room.em(_TITLE if titled else 0.0) + room.em(_OVER_POINT)
    aside = max((room.measure(tick.text) for tick in (plan.y2.ticks if plan.y2 else ())), default=0.0)
    bars = upright_frame(_columns_of(plan), plan.y, room, above, aside + room.em(0.7) if aside else 0.0)
    first = CurveFrame(bars.left, bars.top, bars.right, bars.bottom, plan.x, bars.axis)
    return _Frames(bars, first, replace(first, y=plan.y2) if plan.y2 else first)


# --------------------------------------------------------------------------------------------- lines


def _lines(plan: ChartPlan, curves: Sequence[Curve], frames: _Frames, column: int, room: Room) -> list[Plotted]:
    """The lines, their values where neither columns nor other lines are. Raises NoRoom."""
    slots = [Decimal(slot) for slot in range(len(plan.categories))]
    taken = Taken(room)
    for curve in curves:
        keep_clear(curve, frames.of(curve), taken)
    _keep_clear_of_columns(plan, frames, taken, room)
    found = []
    for number, curve in enumerate(curves, column):
        labels = value_labels(curve, slots, frames.of(curve), taken, room)
        looks = point_looks(curve, slots, room)
        found.append(Plotted(number, line=joined(curve, room), points=looks, labels=tuple(labels)))
    return found


def _keep_clear_of_columns(plan: ChartPlan, frames: _Frames, taken: Taken, room: Room) -> None:
    """Note columns and their values, over which no line may run. Raises NoRoom."""
    frame, bars = frames.bars, bars_of(plan)
    values = [bar for bar in bars if is_shown(bar.value)]
    if values and frame.lanes > 1:
        raise NoRoom("values over columns in groups, and lines")
    for bar in values:
        middle, end = frames.first.spot(Decimal(bar.slot), bar.end)
        half = room.measure(bar.value.text, bar.value.ink is Ink.ACCENT) / 2
        outer = end + room.em(1.4 if bar.end < 0 else -1.4)
        label = Rect(middle - half, min(end, outer), middle + half, max(end, outer))
        if not taken.is_free(label):
            raise NoRoom(bar.value.text)
        foot = frames.first.height_at(Decimal(0))
        body = Rect(middle - frame.thickness / 2, min(end, foot), middle + frame.thickness / 2, max(end, foot))
        taken.rects += [label, body]


# ---------------------------------------------------------------------------------------------- axes


def _axes(plan: ChartPlan, frames: _Frames, room: Room) -> tuple[Axes, Axes | None]:
    """The axes with their ticks in the colour of the one series that is read on each. Raises NoRoom."""
    across = CategoryAxis(line=_ZERO, low=frames.bars.axis.minimum < 0, shown=any(plan.categories))
    ink = plan.y.ink if isinstance(plan.y, Axis) else Ink.QUIET
    first = Axes(across, replace(value_axis(frames.bars.axis), colour=room.text(ink)))
    if plan.y2 is None:
        return first, None
    return first, Axes(CategoryAxis(shown=False), replace(value_axis(plan.y2), colour=room.text(plan.y2.ink)))


def _titles(plan: ChartPlan, room: Room) -> tuple[Words, ...]:
    """What the axes measure, over their ticks. Raises NoRoom."""
    sides = [(axis, side) for axis, side in ((plan.y, "l"), (plan.y2, "r")) if isinstance(axis, Axis) and axis.title]
    widths = [room.measure(axis.title, axis.ink is not Ink.QUIET) for axis, _ in sides]
    if sum(widths) > room.width - room.em(2):
        raise NoRoom("the titles of the axes")
    top, high = legend_height(plan.legend, room) / room.height, room.height_of(1) / room.height
    found = []
    for (axis, side), wide in zip(sides, widths, strict=True):
        part = (wide + room.em(0.8)) / room.width
        line = (axis.title, room.size, axis.ink is not Ink.QUIET, room.text(axis.ink), None)
        found.append(Words(Box(0.0 if side == "l" else 1 - part, top, part, high), (line,), side))
    return tuple(found)


def _unnamed(plan: ChartPlan, columns: Sequence[Column], plots: Iterable[Plot]) -> list[int]:
    """The numbers of the series that the legend doesn't name."""
    named = {entry.text for entry in plan.legend}
    series = [one for plot in plots for one in plot.series]
    return [number for number, one in enumerate(series) if columns[one.column].header not in named]
