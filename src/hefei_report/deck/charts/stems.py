"""Lollipops and dot plots of one series as a scatter: a dot in each row, and stems whose ends are its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.cells import EMPTY, Sheet, categories_column, value_column
from hefei_report.deck.charts.dumbbells import cell_lines, dot_label, level_lines
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.model import (
    Axes,
    Cell,
    Column,
    Label,
    Line,
    NativeChart,
    Plot,
    Plotted,
    PointLook,
    Says,
    Sort,
    Stroke,
    ValueAxis,
)
from hefei_report.deck.charts.room import NoRoom, Room, dot_symbol, legend_of, unlike
from hefei_report.deck.charts.rowframe import RowFrame, row_frame
from hefei_report.deck.charts.workbook import column_name
from hefei_report.deck.openxml.scheme import HAIRLINE, TEXT
from hefei_report.document.chartplan import Axis, ChartPlan, Dumbbell, Dumbbells, Ink, Value
from hefei_report.document.rowlayers import Stem, Stems

_GIVEN = 1  # the column of what is given
_SHARE = 1.3  # of the size of a line's points
_STEM = 0.22  # em, the thickness of a stem
_ZERO_LINE = Stroke(TEXT, 1.25)
_GUIDE = Stroke(HAIRLINE, 0.75)
_HALF = Decimal("0.5")
_ZERO = Decimal(0)


def stems_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Dots in rows, on stems or not. Raises NoRoom."""
    stems = _known(plan)
    grounded = any(stem.grounded for stem in stems)
    frame = row_frame(replace(plan, layers=(Dumbbells(tuple(_as_dumbbell(stem) for stem in stems)),)), room)
    rows = len(plan.categories)
    given = value_column(plan.series[0], plan)
    sheet = Sheet([categories_column(plan), replace(given, cells=_cells(plan.series[0].values))])
    places = sheet.add(Column("…", tuple(Cell(Decimal(row)) for row in range(1, rows + 1))))
    low, high = frame.axis.minimum, frame.axis.maximum
    if grounded:
        _sticks(stems, sheet, room)
        zero = sheet.add(Column("…", (Cell(_ZERO), Cell(_ZERO))), Column("…", (Cell(_HALF), Cell(rows + _HALF))))
        sheet.series.append(Plotted(zero + 1, zero, line=Line(_ZERO_LINE)))
    else:
        level_lines([(row, (Cell(low), Cell(high))) for row in range(rows)], _GUIDE, sheet)
    _names(stems, frame, sheet, places)
    sheet.series.append(_dots(stems, plan, sheet, room))
    for entry in plan.legend:
        key = sheet.add(Column(entry.text, (EMPTY,) * rows))
        sheet.series.append(Plotted(key, _GIVEN, line=Line(None, dot_symbol(entry.ink, entry.status, room))))
    named = {entry.text for entry in plan.legend}
    hidden = [
        number
        for number, one in enumerate(sheet.series)
        if one.line.symbol is None or sheet.columns[one.column].header not in named
    ]
    return NativeChart(
        tuple(sheet.columns),
        (Plot(Sort.SCATTER, tuple(sheet.series)),),
        frame.box(room),
        room.size,
        plan.language,
        Axes(ValueAxis(low, high), ValueAxis(_HALF, rows + _HALF, inverted=True)),
        None,
        legend_of(plan.legend, hidden, room),
    )


def _known(plan: ChartPlan) -> tuple[Stem, ...]:
    """The dots of a plan of one series, whose values stand beside them. Raises NoRoom."""
    stems = tuple(stem for layer in plan.layers if isinstance(layer, Stems) for stem in layer.stems)
    if len(plan.layers) != 1 or len(plan.series) != 1 or not isinstance(plan.x, Axis) or plan.x.ticks:
        raise NoRoom("no dots in rows")
    drawn = {stem.slot: stem.value for stem in stems}
    values = plan.series[0].values
    if any(drawn.get(slot, Value(None)).number != value.number for slot, value in enumerate(values)):
        raise NoRoom("dots that are in no series")
    return tuple(stem for stem in stems if stem.value.number is not None)


def _as_dumbbell(stem: Stem) -> Dumbbell:
    """A dumbbell with one end, at the side at which the value of a dot stands."""
    if _is_before(stem):
        return Dumbbell(stem.slot, stem.value, Value(None))
    return Dumbbell(stem.slot, Value(None), stem.value)


def _is_before(stem: Stem) -> bool:
    return stem.grounded and (stem.value.number or _ZERO) < 0


def _cells(values: Sequence[Value]) -> tuple[Cell, ...]:
    """The values, each cell with the format that prints it as the plan does."""
    return tuple(
        EMPTY
        if value.number is None
        else Cell(value.number, fact=value.fact, code=(code_for(value.number, value.text) or "") if value.text else "")
        for value in values
    )


def _sticks(stems: Sequence[Stem], sheet: Sheet, room: Room) -> None:
    """Lines from zero to the dots, those of each colour together."""
    for ink in dict.fromkeys(stem.value.ink for stem in stems):
        lines = [
            (stem.slot, (Cell(_ZERO), Cell(stem.value.number, f"{column_name(_GIVEN)}{stem.slot + 2}")))
            for stem in stems
            if stem.value.ink is ink
        ]
        level_lines(lines, Stroke(room.fill(ink), room.em(_STEM)), sheet)


def _names(stems: Sequence[Stem], frame: RowFrame, sheet: Sheet, places: int) -> None:
    """What each row is called, at the left edge."""
    left = sheet.add(Column("…", tuple(Cell(frame.axis.minimum) for _ in frame.names)))
    bold = {stem.slot for stem in stems if stem.value.ink is Ink.ACCENT}
    labels = tuple(
        Label(row, cell_lines(lines), Says.TEXT, place="l", bold=row in bold) for row, lines in enumerate(frame.names)
    )
    sheet.series.append(Plotted(places, left, labels=labels, said=0))


def _value(stem: Stem, room: Room) -> Label:
    """The value of a dot beside it, in colour only where it matters."""
    accent = stem.value.ink is Ink.ACCENT
    label = dot_label(stem.value, stem.slot, "l" if _is_before(stem) else "r", accent, room)
    return label if accent else replace(label, colour=TEXT)


def _dots(stems: Sequence[Stem], plan: ChartPlan, sheet: Sheet, room: Room) -> Plotted:
    """The dots with their values; a row without a value has none, until somebody gives it."""
    given = column_name(_GIVEN)
    heights = tuple(
        Cell(Decimal(row + 1) if value.number is not None else None, f'IF(ISNUMBER({given}{row + 2}),{row + 1},"")')
        for row, value in enumerate(plan.series[0].values)
    )
    place = sheet.add(Column(sheet.columns[_GIVEN].header, heights))
    symbols = {stem.slot: dot_symbol(stem.value.ink, stem.value.status, room, _SHARE) for stem in stems}
    usual = Counter(symbols.values()).most_common(1)[0][0] if symbols else None
    points = tuple(PointLook(row, None, unlike(symbol, usual)) for row, symbol in symbols.items() if symbol != usual)
    labels = tuple(_value(stem, room) for stem in stems if stem.value.text)
    return Plotted(place, _GIVEN, line=Line(None, usual), points=points, labels=labels, said=_GIVEN)
