"""Charts of lines, put together: their columns, their axes, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from decimal import Decimal

from hefei_report.deck.charts.cells import EMPTY, categories_column, code_of, constant_column, value_column
from hefei_report.deck.charts.curveframe import CurveFrame, curve_frame
from hefei_report.deck.charts.curves import curves_of, joined, label_lines, point_looks, rank, rule_label
from hefei_report.deck.charts.formats import same_code
from hefei_report.deck.charts.model import (
    Axes,
    CategoryAxis,
    Cell,
    Column,
    Label,
    LabelLine,
    Line,
    NativeChart,
    Plot,
    Plotted,
    Says,
    Sort,
    Stroke,
    ValueAxis,
)
from hefei_report.deck.charts.room import NoRoom, Room, dot_symbol, legend_of
from hefei_report.deck.charts.scales import value_axis
from hefei_report.deck.openxml.scheme import HAIRLINE, QUIET
from hefei_report.document.chartplan import Axis, Band, Break, ChartPlan, Interval, Rule
from hefei_report.document.chartplan import Line as Curve
from hefei_report.records import dataclass

_BASELINE = Stroke(QUIET, 1.0)
_HAIR = Stroke(HAIRLINE, 0.75)
_DASHED = "sysDash"


def lines_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Lines to scale, or over categories. Raises NoRoom."""
    if not plan.series or len(plan.series) != len(curves_of(plan)):
        raise NoRoom("lines that are in no series")
    if any(isinstance(layer, Interval) for layer in plan.layers):
        raise NoRoom("a band behind a line")
    frame = curve_frame(plan, room)
    return _over_categories(plan, frame, room) if isinstance(plan.x, Band) else _to_scale(plan, frame, room)


@dataclass(slots=True)
class _Sheet:
    """The columns and series of a chart as they come."""

    columns: list[Column] = field(default_factory=list)
    series: list[Plotted] = field(default_factory=list)

    def add(self, *columns: Column) -> int:
        """Add columns; returns the number of the first."""
        self.columns += columns
        return len(self.columns) - len(columns)


# -------------------------------------------------------------------------------------- over categories


def _over_categories(plan: ChartPlan, frame: CurveFrame, room: Room) -> NativeChart:
    """A line chart of PowerPoint's: every line has a point, or a gap, in each category. Raises NoRoom."""
    curves = curves_of(plan)
    slots = [Decimal(slot) for slot in range(len(plan.categories))]
    if any([point.x for point in curve.points] != slots or curve.breaks_before for curve in curves):
        raise NoRoom("a line that leaves out categories")
    sheet = _Sheet([categories_column(plan), *(value_column(series, plan) for series in plan.series)])
    labels = label_lines(plan, frame, [slots] * len(curves), room)
    for number in sorted(range(len(curves)), key=lambda n: rank(curves[n])):
        curve = curves[number]
        sheet.series.append(_plotted(curve, number + 1, 0, slots, labels[number], room))
    for rule in frame.rules:
        _rule_over_categories(rule, plan, frame, sheet, room)
    _keys(plan, sheet, len(slots), room)
    pair = Axes(CategoryAxis(line=_BASELINE, colour=QUIET, low=True), value_axis(frame.y))
    return _chart(plan, frame, sheet, Plot(Sort.LINES, tuple(sheet.series)), pair, room)


def _rule_over_categories(rule: Rule, plan: ChartPlan, frame: CurveFrame, sheet: _Sheet, room: Room) -> None:
    rows = len(plan.categories)
    if rows < 2:
        raise NoRoom("a reference line over one category")
    place = sheet.add(constant_column(rule.text or plan.kind, rule.at, rows, len(sheet.columns), rule.fact))
    label = rule_label(rule, frame, rows - 1, frame.slot / 2, room)
    sheet.series.append(Plotted(place, labels=label, trend=Stroke(room.text(rule.ink), 1.25, _DASHED)))


def _plotted(
    curve: Curve, column: int, x: int, rows: Sequence[Decimal], labels: Sequence[Label], room: Room
) -> Plotted:
    ordered = tuple(sorted(labels, key=lambda label: label.index))
    return Plotted(column, x, line=joined(curve, room), points=point_looks(curve, rows, room), labels=ordered)


# --------------------------------------------------------------------------------------------- to scale


def _to_scale(plan: ChartPlan, frame: CurveFrame, room: Room) -> NativeChart:
    """A scatter with joined points, whose distances are true however uneven the years are. Raises NoRoom."""
    curves = curves_of(plan)
    places = sorted({point.x for curve in curves for point in curve.points})
    if len(places) != len(plan.categories) or not isinstance(frame.x, Axis):
        raise NoRoom("categories without a place")
    rows = _with_breaks(places, plan)
    sheet = _Sheet([Column("", tuple(Cell(x) for x in rows), _code_of_places(frame.x))])
    own = {number: _own_rows(curve, places, plan) for number, curve in enumerate(curves)}
    labels = label_lines(plan, frame, [own[number] or rows for number in range(len(curves))], room)
    made = []
    for number, (curve, series) in enumerate(zip(curves, plan.series, strict=True)):
        there = own[number] or rows
        x = sheet.add(Column("", tuple(Cell(place) for place in there))) if own[number] else 0
        values = {point.x: point.value for point in curve.points}
        cells = tuple(Cell(values[p].number, fact=values[p].fact) if p in values else EMPTY for p in there)
        name = series.name or plan.unit or plan.kind
        column = sheet.add(Column(name, cells, code_of(values.values())))
        made.append(_plotted(curve, column, x, there, labels[number], room))
    _behind(plan, frame, sheet, room)
    sheet.series += [made[number] for number in sorted(range(len(curves)), key=lambda n: rank(curves[n]))]
    _keys(plan, sheet, len(rows), room)
    across = _across(frame, sheet, room)
    along = _along(frame, sheet)
    return _chart(plan, frame, sheet, Plot(Sort.SCATTER, tuple(sheet.series)), Axes(across, along), room)


def _with_breaks(places: Sequence[Decimal], plan: ChartPlan) -> list[Decimal]:
    """``places`` with one between two where a line is interrupted; an empty cell there makes the gap."""
    found: list[Decimal] = []
    for place in places:
        if found and any(found[-1] < layer.at <= place for layer in _breaks(plan)):
            found.append((found[-1] + place) / 2)
        found.append(place)
    return found


def _own_rows(curve: Curve, places: Sequence[Decimal], plan: ChartPlan) -> list[Decimal]:
    """The rows of a line that others have points between, where it must not be interrupted; or none."""
    own = [point.x for point in curve.points]
    return [] if own == list(places) else _with_breaks(own, plan)


def _breaks(plan: ChartPlan) -> list[Break]:
    return [layer for layer in plan.layers if isinstance(layer, Break)]


def _code_of_places(axis: Axis) -> str:
    return same_code([(tick.at, tick.text) for tick in axis.ticks]) or "General"


def _behind(plan: ChartPlan, frame: CurveFrame, sheet: _Sheet, room: Room) -> None:
    """Reference lines and breaks as series of two points each."""
    if not isinstance(frame.x, Axis):
        return
    low, high = frame.x.minimum - frame.beyond, frame.x.maximum + frame.beyond
    for rule in frame.rules:
        header = rule.text or plan.kind
        ends = (Cell(rule.at, fact=rule.fact), Cell(rule.at, fact=rule.fact))
        x = sheet.add(Column("", (Cell(low), Cell(high))), Column(header, ends))
        stroke = Stroke(room.text(rule.ink), 1.25, _DASHED)
        label = rule_label(rule, frame, 1, 0.0, room)
        sheet.series.append(Plotted(x + 1, x, line=Line(stroke), labels=label))
    places = sorted({point.x for curve in curves_of(plan) for point in curve.points})
    for layer in _breaks(plan):
        before = [place for place in places if place < layer.at]
        at = (before[-1] + layer.at) / 2 if before else layer.at
        x = sheet.add(
            Column("", (Cell(at), Cell(at))), Column(layer.text or "…", (Cell(frame.y.minimum), Cell(frame.y.maximum)))
        )
        stroke = Stroke(QUIET, 1.0, _DASHED)
        sheet.series.append(Plotted(x + 1, x, line=Line(stroke), labels=_break_label(layer, at, frame, room)))


def _break_label(layer: Break, at: Decimal, frame: CurveFrame, room: Room) -> tuple[Label, ...]:
    """Why a series changes, over the line that says where. Raises NoRoom."""
    if not layer.text:
        return ()
    wide = room.measure(layer.text)
    if wide > room.width * 0.6:
        raise NoRoom(layer.text)
    middle = frame.spot(at, frame.y.minimum)[0]
    moved = min(max(middle, wide / 2), room.width - wide / 2) - middle
    index = 0 if frame.y.inverted else 1
    line = LabelLine(layer.text, "SERIESNAME")
    return (Label(index, (line,), Says.TEXT, place="t", moved=(moved / room.width, 0.0), colour=QUIET),)


# ------------------------------------------------------------------------------------------------- axes


def _across(frame: CurveFrame, sheet: _Sheet, room: Room) -> ValueAxis:
    """The axis of x, a little longer than the data so that no point stands on its ends.

    Its ticks are points on it that bear labels: PowerPoint's own would be at even distances from the lower end.
    """
    axis = frame.x
    if not isinstance(axis, Axis):
        raise NoRoom("no axis")
    spots = [frame.spot(tick.at, frame.y.minimum)[0] for tick in axis.ticks]
    kept = _thinned(spots, [room.measure(tick.text) for tick in axis.ticks], room.em(0.7))
    ticks = [axis.ticks[number] for number in kept]
    foot = frame.y.maximum if frame.y.inverted else frame.y.minimum
    x = sheet.add(
        Column("", tuple(Cell(tick.at) for tick in ticks), _code_of_places(axis)),
        Column("…", tuple(Cell(foot) for _ in ticks)),
    )
    labels = tuple(
        Label(number, (LabelLine(tick.text),), Says.TEXT, place="b", colour=QUIET) for number, tick in enumerate(ticks)
    )
    if ticks:
        sheet.series.append(Plotted(x + 1, x, labels=labels))
    return ValueAxis(axis.minimum - frame.beyond, axis.maximum + frame.beyond, line=_BASELINE)


def _thinned(places: Sequence[float], widths: Sequence[float], gap: float) -> list[int]:
    """Which ticks keep their labels so that none touch: the last, the first, and what fits between them."""
    last = len(places) - 1
    kept: list[int] = []
    for number in dict.fromkeys((last, 0, *range(last - 1, 0, -1)) if places else ()):
        if all(abs(places[number] - places[n]) >= (widths[number] + widths[n]) / 2 + gap for n in kept):
            kept.append(number)
    return sorted(kept)


def _along(frame: CurveFrame, sheet: _Sheet) -> ValueAxis:
    """The axis of y. Uneven ticks, such as those of ranks, are hairlines that bear labels.

    They are one series with an empty row after each, for LibreOffice leaves out error bars with lengths of their own.
    """
    try:
        return value_axis(frame.y)
    except NoRoom:
        pass
    axis, x_axis = frame.y, frame.x
    if not isinstance(x_axis, Axis):
        raise NoRoom("uneven ticks")
    ends = (Cell(x_axis.minimum - frame.beyond), Cell(x_axis.maximum + frame.beyond), EMPTY)
    x = sheet.add(
        Column("", ends * len(axis.ticks)),
        Column("…", tuple(cell for tick in axis.ticks for cell in (Cell(tick.at), Cell(tick.at), EMPTY))),
    )
    labels = tuple(
        Label(len(ends) * number, (LabelLine(tick.text),), Says.TEXT, place="l", colour=QUIET)
        for number, tick in enumerate(axis.ticks)
    )
    sheet.series.insert(0, Plotted(x + 1, x, line=Line(_HAIR if axis.grid else None), labels=labels))
    return ValueAxis(axis.minimum, axis.maximum, inverted=axis.inverted)


def _keys(plan: ChartPlan, sheet: _Sheet, rows: int, room: Room) -> None:
    """A series without values for each entry of the legend, so that it has a key."""
    for entry in plan.legend:
        x = sheet.add(Column(entry.text, (EMPTY,) * rows))
        sheet.series.append(Plotted(x, line=Line(None, dot_symbol(entry.ink, entry.status, room))))


def _chart(plan: ChartPlan, frame: CurveFrame, sheet: _Sheet, plot: Plot, pair: Axes, room: Room) -> NativeChart:
    named = {entry.text for entry in plan.legend}
    headers = [sheet.columns[one.column].header for one in plot.series]
    hidden = [number for number, header in enumerate(headers) if header not in named]
    legend = legend_of(plan.legend, hidden, room)
    return NativeChart(tuple(sheet.columns), (plot,), frame.box(room), room.size, plan.language, pair, None, legend)
