"""Waterfalls of PowerPoint's own: stacked columns over lines that connect them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barframe import BarFrame, bars_of, upright_frame
from hefei_report.deck.charts.barlabels import cell_label, value_label
from hefei_report.deck.charts.cascade import Cascade, Part
from hefei_report.deck.charts.cells import EMPTY, categories_column
from hefei_report.deck.charts.model import (
    Axes,
    CategoryAxis,
    Cell,
    Column,
    Label,
    Line,
    Look,
    NativeChart,
    Plot,
    Plotted,
    PointLook,
    Sort,
    Stroke,
)
from hefei_report.deck.charts.room import NoRoom, Room, bar_look, is_shown, legend_of
from hefei_report.deck.charts.scales import value_axis
from hefei_report.deck.openxml.scheme import QUIET, TEXT
from hefei_report.document.chartplan import Axis, Bars, ChartPlan, Connectors, Ink, Status, Value
from hefei_report.document.labels import Labels, labels

_ZERO_LINE = Stroke(TEXT, 1.25)
_CONNECTOR = Stroke(QUIET, 0.75)
_INKS = {
    Part.LEVEL: Ink.PRIMARY,
    Part.UP_OVER: Ink.SECOND,
    Part.UP_UNDER: Ink.SECOND,
    Part.DOWN_OVER: Ink.THIRD,
    Part.DOWN_UNDER: Ink.THIRD,
}


def waterfall_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """A waterfall. Raises NoRoom."""
    if not isinstance(plan.y, Axis) or len(plan.series) != 1 or not _is_known(plan):
        raise NoRoom("no waterfall")
    frame = upright_frame(plan, plan.y, room)
    cascade = Cascade(plan.series[0].values, 1, 2)
    words = labels(plan.language)
    columns = [
        categories_column(plan),
        Column(plan.unit or plan.kind, cascade.given_cells()),
        Column("…", cascade.level_cells()),
    ]
    lines = _lines(plan, cascade, columns, frame, room)
    bars = [_part(part, cascade, columns, words, room) for part in Part]
    bars += _keys(plan, columns, room)
    axis = CategoryAxis(low=frame.axis.minimum < 0, line=_ZERO_LINE, shown=any(plan.categories))
    values = value_axis(frame.axis)
    named = {entry.text for entry in plan.legend}
    hidden = [n for n, one in enumerate((*lines, *bars)) if columns[one.column].header not in named]
    return NativeChart(
        tuple(columns),
        # What is on the second axes is drawn over what is on the first ones: so the lines end at the columns.
        (Plot(Sort.LINES, tuple(lines)), Plot(Sort.BARS, tuple(bars), False, True, frame.gap, 100, secondary=True)),
        frame.box(room),
        room.size,
        plan.language,
        Axes(axis, values),
        Axes(CategoryAxis(shown=False), replace(values, code=None, grid=False)),
        legend_of(plan.legend, hidden, room),
    )


def _is_known(plan: ChartPlan) -> bool:
    """Whether the bars of a plan are what its data say: each begins where the one before ends."""
    if not all(isinstance(layer, Bars | Connectors) for layer in plan.layers):
        return False
    cascade = Cascade(plan.series[0].values, 1, 2)
    joints = [one for layer in plan.layers if isinstance(layer, Connectors) for one in layer.connectors]
    if any(one.at != cascade.levels[one.slot] for one in joints):
        return False
    bars = [(bar.slot, bar.start, bar.end) for bar in bars_of(plan)]
    return bars == list(zip(range(len(bars)), cascade.starts(), cascade.levels, strict=False)) and len(bars) > 0


def _add(columns: list[Column], header: str, cells: tuple[Cell, ...]) -> int:
    columns.append(Column(header, cells))
    return len(columns) - 1


def _lines(plan: ChartPlan, cascade: Cascade, columns: list[Column], frame: BarFrame, room: Room) -> list[Plotted]:
    """The connectors; the given steps and what they lead to, unseen; and points that bear their labels."""
    slots = [one.slot for layer in plan.layers if isinstance(layer, Connectors) for one in layer.connectors]
    runs = cascade.connectors(slots)
    found = [Plotted(_add(columns, "…", cells), line=Line(_CONNECTOR)) for cells in runs]
    found += [Plotted(cascade.given), Plotted(cascade.after)]
    tops = _add(columns, "…", cascade.top_cells())
    shown = tuple(
        _label(value, slot, cascade.levels[slot], frame, room)
        for slot, value in enumerate(cascade.values)
        if is_shown(value)
    )
    return [*found, Plotted(tops, labels=shown, said=cascade.given)]


def _label(value: Value, slot: int, end: Decimal, frame: BarFrame, room: Room) -> Label:
    """The value of a step over its column, or under what hangs from the ground. Raises NoRoom."""
    if room.measure(value.text, value.ink is Ink.ACCENT) > frame.slot:
        raise NoRoom(value.text)
    place = "b" if end < 0 and (value.total or slot == 0) else "t"
    return cell_label(value_label(value, slot, room, place=place), value)


def _part(part: Part, cascade: Cascade, columns: list[Column], words: Labels, room: Room) -> Plotted:
    names = {Part.UNSEEN: "…", Part.LEVEL: words.level}
    over = part in (Part.UP_OVER, Part.UP_UNDER)
    cells = cascade.part_cells(part)
    place = _add(columns, names.get(part, words.increase if over else words.decrease), cells)
    if part is Part.UNSEEN:
        return Plotted(place)
    looks = _looks(part, cells, cascade.values, room)
    shown = [look for slot, look in looks.items() if cells[slot].value and look.edge is None]
    usual = Counter(shown).most_common(1)[0][0] if shown else bar_look(_INKS[part], Status.ACTUAL, room)
    points = tuple(PointLook(slot, look) for slot, look in looks.items() if look != usual)
    return Plotted(place, look=usual, points=points)


def _looks(part: Part, cells: Sequence[Cell], values: Sequence[Value], room: Room) -> dict[int, Look]:
    """The looks of the steps that are of a part, and of changes that stand out, whatever they are edited to."""
    found = {}
    for slot, (cell, value) in enumerate(zip(cells, values, strict=True)):
        if cell.value:
            found[slot] = bar_look(value.ink, value.status, room)
        elif value.ink is Ink.ACCENT and not value.total and part is not Part.LEVEL:
            found[slot] = bar_look(value.ink, Status.ACTUAL, room)
    return found


def _keys(plan: ChartPlan, columns: list[Column], room: Room) -> list[Plotted]:
    """A series without values for each entry of the legend, so that it has a key."""
    empty = (EMPTY,) * len(plan.categories)
    return [
        Plotted(_add(columns, entry.text, empty), look=bar_look(entry.ink, entry.status, room)) for entry in plan.legend
    ]
