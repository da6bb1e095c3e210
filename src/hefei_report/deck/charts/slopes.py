"""Slopes as a line chart over two moments: a hairline at each, and values and names beyond them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barlabels import value_label
from hefei_report.deck.charts.cells import Sheet, categories_column, constant_column, value_column
from hefei_report.deck.charts.curves import joined, point_looks, rank
from hefei_report.deck.charts.model import (
    CELLS,
    Axes,
    CategoryAxis,
    Label,
    LabelLine,
    NativeChart,
    Plot,
    Plotted,
    Says,
    Sort,
    ValueAxis,
)
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.deck.charts.slopeframe import BEYOND, GAP, End, SlopeFrame, slope_frame, slopes_of
from hefei_report.document.chartplan import Axis, ChartPlan, Ink, Point, Slope, Slopes
from hefei_report.document.chartplan import Line as Curve

_PLACES = (Decimal(0), Decimal(1))
_APPLIED = 0.6  # em, from a point to its label where the application sets it


def slopes_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Slopes. Raises NoRoom."""
    if not all(isinstance(layer, Slopes) for layer in plan.layers) or not isinstance(plan.y, Axis) or not _known(plan):
        raise NoRoom("no slopes")
    if plan.legend:  # LibreOffice shows neither a point that looks unlike its line nor a key without points
        raise NoRoom("estimated ends")
    frame = slope_frame(plan, room)
    slopes = slopes_of(plan)
    sheet = Sheet([categories_column(plan), *(value_column(series, plan) for series in plan.series)])
    _moments(plan.y, frame, sheet, room)
    for number in sorted(range(len(slopes)), key=lambda n: rank(_curve(slopes[n]))):
        sheet.series.append(_plotted(slopes[number], number, frame, room))
    return NativeChart(
        tuple(sheet.columns),
        (Plot(Sort.LINES, tuple(sheet.series)),),
        frame.box(room),
        room.size,
        plan.language,
        Axes(
            CategoryAxis(shown=False, between=False, grid=True),
            ValueAxis(plan.y.minimum, plan.y.maximum, inverted=plan.y.inverted),
        ),
    )


def _known(plan: ChartPlan) -> bool:
    """Whether the slopes are what the data say, thing by thing."""
    drawn = [(slope.name, (slope.start, slope.end)) for slope in slopes_of(plan)]
    return len(plan.categories) == 2 and drawn == [(series.name, series.values) for series in plan.series]


def _curve(slope: Slope) -> Curve:
    """A slope as a line with two points."""
    points = tuple(Point(x, value) for x, value in zip(_PLACES, (slope.start, slope.end), strict=True))
    return Curve(points, slope.name, slope.ink)


def _plotted(slope: Slope, number: int, frame: SlopeFrame, room: Room) -> Plotted:
    curve = _curve(slope)
    labels = tuple(
        _label(end, index, frame, room)
        for index, side in enumerate((frame.starts, frame.ends))
        for end in side
        if end.number == number
    )
    return Plotted(number + 1, line=joined(curve, room), points=point_looks(curve, _PLACES, room), labels=labels)


def _label(end: End, index: int, frame: SlopeFrame, room: Room) -> Label:
    """What stands at an end of a slope: its value, or its value and its name, at the place that the frame gave it."""
    out = room.em(GAP - _APPLIED + (BEYOND if frame.led[index] else 0.0))
    moved = ((out if index else -out) / room.width, (end.middle - end.at) / room.height)
    label = value_label(end.value, index, room, place="r" if index else "l")
    label = replace(label, moved=moved, colour=room.text(end.ink), bold=end.bold, led=frame.led[index])
    if not end.name:
        return label
    if end.value.text and len(end.lines) == 1 and label.says is Says.VALUE:
        return replace(label, says=Says.NAME_AND_VALUE)
    return replace(label, says=Says.TEXT, lines=_named(end, label))


def _named(end: End, label: Label) -> tuple[LabelLine, ...]:
    """The value in a line and the name in others; those that say all of it follow the cells."""
    if not end.value.text:
        names: Sequence[str] = end.lines
    elif len(end.lines) > 1:
        names = end.lines[1:]
    else:
        return (LabelLine(end.lines[0], fact=end.value.fact),)
    field = "VALUE" if label.says is Says.VALUE else ""
    value = (LabelLine(end.value.text, field, fact=end.value.fact),) if end.value.text else ()
    return (*value, *(LabelLine(name, "SERIESNAME" if len(names) == 1 else "") for name in names))


def _moments(axis: Axis, frame: SlopeFrame, sheet: Sheet, room: Room) -> None:
    """What the moments are called, over their hairlines: labels of points that nobody sees, at the upper edge."""
    upper = axis.minimum if axis.inverted else axis.maximum
    column = sheet.add(constant_column("…", upper, len(_PLACES), len(sheet.columns)))
    labels = []
    for index, (lines, x) in enumerate(zip(frame.moments, (frame.left, frame.right), strict=True)):
        if not any(lines):
            continue
        half = room.widest(lines, bold=True) / 2
        across = min(max(x, half), room.width - half) - x
        up = frame.top - frame.under
        told = tuple(LabelLine(line, CELLS if len(lines) == 1 else "") for line in lines)
        moved = (across / room.width, -up / room.height)
        labels.append(Label(index, told, Says.TEXT, place="t", moved=moved, colour=room.text(Ink.PRIMARY), bold=True))
    sheet.series.append(Plotted(column, labels=tuple(labels), said=0))
