"""Columns and bars of PowerPoint's own: side by side or stacked, with what lies over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hefei_report.deck.charts.barframe import BarFrame, bars_of, lying_frame, upright_frame
from hefei_report.deck.charts.barlabels import DROP, bar_labels, named_parts
from hefei_report.deck.charts.barnames import unnamed, with_names
from hefei_report.deck.charts.cells import EMPTY, categories_column, value_column
from hefei_report.deck.charts.marks import rule_across_bars, targets_across
from hefei_report.deck.charts.model import (
    Axes,
    Box,
    CategoryAxis,
    Column,
    Look,
    NativeChart,
    Plot,
    Plotted,
    PointLook,
    Sort,
    Stroke,
)
from hefei_report.deck.charts.overlays import Overlay, apart, rule_over_columns, totals_over_columns
from hefei_report.deck.charts.room import NoRoom, Room, bar_look, legend_height, legend_of
from hefei_report.deck.charts.scales import value_axis
from hefei_report.deck.openxml.scheme import PAPER, TEXT
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Bar,
    ChartPlan,
    LegendEntry,
    Marker,
    Markers,
    Rule,
    Series,
    Status,
)
from hefei_report.document.rowlayers import Total, Totals
from hefei_report.records import dataclass

_ZERO = Stroke(TEXT, 1.25)
_BAR, _LEAST_BAR, _WIDEST_BAR = 4.0, 1.6, 8.0  # em, of a single divided bar
_BAR_SHARE = 0.32  # of the frame's height, for such a bar that stands alone


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a plan of bars consists of."""

    rows: tuple[dict[int, Bar], ...]
    targets: tuple[Marker, ...]
    rules: tuple[Rule, ...]
    stacked: bool


def bars_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Columns, or bars on their side. Raises NoRoom."""
    lying = isinstance(plan.y, Band)
    axis = plan.x if lying else plan.y
    if not isinstance(axis, Axis) or not plan.series:
        raise NoRoom("no value axis")
    drawn = _drawn(plan)
    if len(plan.categories) == 1 and drawn.stacked and all(bar.name for bar in bars_of(plan)):
        return _divided(plan, drawn, axis, room)
    if drawn.stacked and not lying:
        try:
            bare, aside = unnamed(plan, room)
            return _bars(bare, drawn, upright_frame(bare, axis, room, aside=aside), room, plan.legend)
        except NoRoom:
            pass
    return _bars(plan, drawn, (lying_frame if lying else upright_frame)(plan, axis, room), room)


def _bars(
    plan: ChartPlan,
    drawn: _Drawn,
    frame: BarFrame,
    room: Room,
    names: Sequence[LegendEntry] = (),
) -> NativeChart:
    """Bars in ``frame``; ``names`` stand beside the parts of the last column instead of in a legend. Raises NoRoom."""
    lying = frame.lying
    if not lying:
        apart(drawn.rules, frame, room)
    columns = [categories_column(plan), *(value_column(series, plan) for series in plan.series)]
    bars = plotted_columns(plan, frame, room)
    bars = with_names(bars, plan, names, frame, room) if names else bars
    keys, key_columns = status_keys(plan, len(columns), room)
    columns += key_columns
    marks = _across(plan, frame, drawn, len(columns), room)
    columns += marks.columns
    line = Overlay()
    for rule in () if lying else drawn.rules:
        over = rule_over_columns(rule, plan, frame, len(columns), room)
        line.series += over.series
        columns += over.columns
    sums = totals_over_columns(_totals(plan), plan, frame, len(columns), room)
    line.series += sums.series
    columns += sums.columns
    pair = _axes(frame, lying, plan)
    pad = _padding(plan, marks, len(columns)) if lying and len(bars) == 1 and plan.legend else []
    columns += [Column("…", (EMPTY,) * len(plan.categories))] if pad else []
    plots, secondary = _plots(bars, keys, marks, pad, frame, drawn, pair)
    plots += (Plot(Sort.LINES, tuple(line.series)),) if line.series else ()
    return NativeChart(
        tuple(columns),
        plots,
        frame.box(room),
        room.size,
        plan.language,
        pair,
        secondary,
        legend_of(plan.legend, _unnamed(plan, columns, plots), room),
    )


def _plots(
    bars: tuple[Plotted, ...],
    keys: list[Plotted],
    marks: Overlay,
    pad: list[Plotted],
    frame: BarFrame,
    drawn: _Drawn,
    pair: Axes,
) -> tuple[tuple[Plot, ...], Axes | None]:
    """The bars, then what lies across them; a second pair of axes where that needs one.

    Applications disagree from which end the series of lying bars are counted when a legend leaves out some. So there
    the ones that are left out stand around the keys, as many before as after them.
    """
    overlap = 100 if drawn.stacked else frame.overlap
    beside = keys if not frame.lying and frame.lanes == 1 and not marks.series else []
    first = Plot(Sort.BARS, (*bars, *beside), frame.lying, drawn.stacked, frame.gap, overlap)
    rest = keys if not beside else []
    if not rest and not marks.series:
        return (first,), None
    series = (*marks.series[:1], *rest, *marks.series[1:], *pad)
    second = Plot(Sort.BARS, series, frame.lying, True, marks.gap, 100, secondary=True)
    hidden = replace(pair.along, code=None, grid=False, line=None)
    return (first, second), Axes(CategoryAxis(shown=False, backwards=frame.lying), hidden)


def plotted_columns(plan: ChartPlan, frame: BarFrame, room: Room) -> tuple[Plotted, ...]:
    """The series of a plan of nothing but columns, from the second column of the workbook on. Raises NoRoom."""
    drawn = _drawn(plan)
    numbered = enumerate(zip(plan.series, drawn.rows, strict=True), 1)
    return tuple(_plotted(number, series, row, frame, drawn, room) for number, (series, row) in numbered)


def _drawn(plan: ChartPlan) -> _Drawn:
    """The layers of a plan. Raises NoRoom for what bars can't show."""
    bars = bars_of(plan)
    rules = [layer for layer in plan.layers if isinstance(layer, Rule)]
    targets = [marker for layer in plan.layers if isinstance(layer, Markers) for marker in layer.markers]
    if len(rules) > 1 and isinstance(plan.y, Band):
        raise NoRoom("more than one reference line through bars")
    stacked = any(bar.inside or bar.start != 0 for bar in bars)
    return _Drawn(tuple(_by_series(plan.series, bars)), tuple(targets), tuple(rules), stacked)


def _totals(plan: ChartPlan) -> tuple[Total, ...]:
    return tuple(total for layer in plan.layers if isinstance(layer, Totals) for total in layer.totals)


def _by_series(rows: Sequence[Series], bars: Sequence[Bar]) -> list[dict[int, Bar]]:
    """The bars of each series by slot. Raises NoRoom when data and layers of a plan differ."""
    found: list[dict[int, Bar]] = []
    waiting = list(bars)
    for series in rows:
        found.append({})
        for slot, value in enumerate(series.values):
            if waiting and waiting[0].slot == slot and waiting[0].value.number == value.number:
                found[-1][slot] = waiting.pop(0)
    if waiting:
        raise NoRoom("bars that are in no series")
    return found


def _plotted(number: int, series: Series, row: dict[int, Bar], frame: BarFrame, drawn: _Drawn, room: Room) -> Plotted:
    """A series in its usual look, and those of its bars that differ."""
    looks = {slot: _look(bar, drawn, room) for slot, bar in row.items() if bar.value.number is not None}
    usual = Counter(looks.values()).most_common(1)[0][0] if looks else bar_look(series.ink, Status.ACTUAL, room)
    points = tuple(PointLook(slot, look) for slot, look in looks.items() if look != usual)
    marks = {target.slot: target.value.number for target in drawn.targets if target.value.number is not None}
    return Plotted(number, look=usual, points=points, labels=bar_labels(row, frame, room, marks))


def _look(bar: Bar, drawn: _Drawn, room: Room) -> Look:
    """The look of a bar; parts of a whole are told apart by an edge in the colour of the ground."""
    look = bar_look(bar.value.ink, bar.value.status, room)
    return replace(look, edge=Stroke(PAPER, 1.0)) if drawn.stacked and look.edge is None else look


def _axes(frame: BarFrame, lying: bool, plan: ChartPlan) -> Axes:
    low = frame.axis.minimum < 0
    return Axes(CategoryAxis(backwards=lying, low=low, line=_ZERO, shown=any(plan.categories)), value_axis(frame.axis))


def _across(plan: ChartPlan, frame: BarFrame, drawn: _Drawn, first: int, room: Room) -> Overlay:
    """Targets, or a reference line through lying bars. Raises NoRoom for both, which have one place between them."""
    ruled = frame.lying and drawn.rules
    if ruled and (drawn.targets or frame.lanes > 1 or drawn.stacked):
        raise NoRoom("targets, or keys, and a reference line")
    if drawn.targets:
        return targets_across(drawn.targets, plan, frame, first, room, drawn.rows)
    return rule_across_bars(drawn.rules[0], plan, frame, first, room) if ruled else Overlay()


def status_keys(plan: ChartPlan, first: int, room: Room) -> tuple[list[Plotted], list[Column]]:
    """A series without values for each entry of the legend that tells of a status, so that it has a key."""
    named = {series.name for series in plan.series}
    entries = [entry for entry in plan.legend if entry.text not in named and entry.shape != "tick"]
    empty = (EMPTY,) * len(plan.categories)
    columns = [Column(entry.text, empty) for entry in entries]
    keys = [Plotted(first + n, look=bar_look(entry.ink, entry.status, room)) for n, entry in enumerate(entries)]
    return keys, columns


def _padding(plan: ChartPlan, marks: Overlay, column: int) -> list[Plotted]:
    """Series of nothing that make those which the legend leaves out as many at the end as at the beginning."""
    before = 2 if marks.series else 1
    named = any(entry.shape == "tick" for entry in plan.legend)
    after = 0 if not marks.series else 1 if named else 2
    return [Plotted(column)] * (before - after)


def _unnamed(plan: ChartPlan, columns: Sequence[Column], plots: Sequence[Plot]) -> list[int]:
    """The numbers of the series that the legend doesn't name."""
    waiting = {entry.text for entry in plan.legend}
    hidden = []
    for number, one in enumerate(one for plot in plots for one in plot.series):
        header = columns[one.column].header
        if header in waiting and one.look.fill is not None:
            waiting.remove(header)
        else:
            hidden.append(number)
    return hidden


def _divided(plan: ChartPlan, drawn: _Drawn, axis: Axis, room: Room) -> NativeChart:
    """One whole as a single bar, its parts named below. Raises NoRoom."""
    parts = [row[0] for row in drawn.rows if 0 in row]
    top = legend_height(plan.legend, room) + room.em(0.3)
    frame = BarFrame(0.0, top, room.width, top + room.em(_BAR), 1, 1, True, axis, room.em(_BAR))
    labels, depth = named_parts(parts, frame, room)
    wanted = min(max(room.em(_BAR), room.height * _BAR_SHARE), room.em(_WIDEST_BAR))
    high = min(wanted, room.height - top - depth - room.em(DROP + 0.3))
    if high < room.em(_LEAST_BAR):
        raise NoRoom("the names of the parts")
    spare = min(room.height - top - high - depth - room.em(DROP + 0.3), room.em(2)) / 2
    frame = replace(frame, top=top + spare, bottom=top + spare + high, thickness=high)
    labels, depth = named_parts(parts, frame, room)
    columns = [categories_column(plan), *(value_column(series, plan) for series in plan.series)]
    made = iter(labels)
    series = tuple(
        Plotted(number, look=_look(row[0], drawn, room), labels=(next(made),))
        if 0 in row
        else Plotted(number, look=bar_look(one.ink, Status.ACTUAL, room))
        for number, (one, row) in enumerate(zip(plan.series, drawn.rows, strict=True), 1)
    )
    keys, key_columns = status_keys(plan, len(columns), room)
    columns += key_columns
    pad = [Plotted(len(columns))] * len(series) if keys else []
    columns += [Column("…", (EMPTY,))] if pad else []
    pair = Axes(CategoryAxis(shown=False), value_axis(axis))
    plots, secondary = _plots(series, keys, Overlay(), pad, frame, drawn, pair)
    box = Box(0.0, frame.top / room.height, 1.0, high / room.height)
    legend = legend_of(plan.legend, _unnamed(plan, columns, plots), room)
    return NativeChart(tuple(columns), plots, box, room.size, plan.language, pair, secondary, legend)
