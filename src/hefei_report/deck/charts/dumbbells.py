"""Dumbbells as a scatter: two dots in each row, and lines between them whose ends are the cells of the dots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barlabels import cell_label, value_label
from hefei_report.deck.charts.cells import EMPTY, Sheet, categories_column, code_of
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.model import (
    CELLS,
    Axes,
    Cell,
    Column,
    Label,
    LabelLine,
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
from hefei_report.deck.charts.rowframe import RowFrame, dumbbells_of, reach, row_frame, sides
from hefei_report.deck.charts.workbook import column_name
from hefei_report.deck.openxml.scheme import HAIRLINE, QUIET, TEXT
from hefei_report.document.chartplan import ChartPlan, Dumbbell, Dumbbells, Ink, Series, Value

_HAIR = Stroke(HAIRLINE, 0.75)
_SHARE = 1.3  # of the size of a line's points
_RIM = 0.3  # em, from the middle of a dot to where its line begins
_START, _END = 1, 2  # the columns of what is given
_HALF = Decimal("0.5")
_ZERO = Decimal(0)


def dumbbells_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Dumbbells. Raises NoRoom."""
    rows = dumbbells_of(plan)
    if not all(isinstance(layer, Dumbbells) for layer in plan.layers) or len(plan.series) != 2 or not _is_known(plan):
        raise NoRoom("no dumbbells")
    frame = row_frame(plan, room)
    sheet = Sheet([categories_column(plan), *(_given(series) for series in plan.series)])
    places = sheet.add(Column("…", tuple(Cell(Decimal(row)) for row in range(1, len(rows) + 1))))
    _leads(rows, frame, sheet, room)
    _joins(rows, frame, sheet, room)
    _names(rows, frame, sheet, places, room)
    for column, series in ((_START, plan.series[0]), (_END, plan.series[1])):
        sheet.series.append(_dots(column, series, rows, sheet, room))
    for entry in plan.legend[2:]:
        key = sheet.add(Column(entry.text, (EMPTY,) * len(rows)))
        sheet.series.append(Plotted(key, _END, line=Line(None, dot_symbol(entry.ink, entry.status, room))))
    across = ValueAxis(frame.axis.minimum, frame.axis.maximum)
    along = ValueAxis(_HALF, len(rows) + _HALF, inverted=True)
    hidden = _unnamed(plan, sheet)
    return NativeChart(
        tuple(sheet.columns),
        (Plot(Sort.SCATTER, tuple(sheet.series)),),
        frame.box(room),
        room.size,
        plan.language,
        Axes(across, along),
        None,
        legend_of(plan.legend, hidden, room),
    )


def _is_known(plan: ChartPlan) -> bool:
    """Whether the dumbbells are what the data say, row by row."""
    rows = dumbbells_of(plan)
    ends = [(row.start, row.end) for row in rows]
    given = list(zip(plan.series[0].values, plan.series[1].values, strict=True))
    return ends == given and [row.slot for row in rows] == list(range(len(plan.categories)))


def _unnamed(plan: ChartPlan, sheet: Sheet) -> list[int]:
    """The numbers of the series that the legend doesn't name."""
    named = {entry.text for entry in plan.legend}
    return [
        number
        for number, one in enumerate(sheet.series)
        if one.line.symbol is None or sheet.columns[one.column].header not in named
    ]


# ------------------------------------------------------------------------------------------------ cells


def _given(series: Series) -> Column:
    """One end of all rows as it was given; each cell prints as the plan does."""
    cells = tuple(
        Cell(value.number, fact=value.fact, code=(code_for(value.number, value.text) or "") if value.text else "")
        if value.number is not None
        else EMPTY
        for value in series.values
    )
    return Column(series.name, cells, code_of(series.values))


def _at(column: int, row: int) -> str:
    return f"{column_name(column)}{row + 2}"


def _both(row: int, then: str, otherwise: str) -> str:
    """A formula for rows with both values."""
    start, end = _at(_START, row), _at(_END, row)
    return f"IF(AND(ISNUMBER({start}),ISNUMBER({end})),{then.format(start=start, end=end)},{otherwise})"


def _change(row: Dumbbell) -> Decimal | None:
    if row.start.number is None or row.end.number is None:
        return None
    return row.end.number - row.start.number


# ------------------------------------------------------------------------------------------ dots, joins


def _dots(column: int, series: Series, rows: Sequence[Dumbbell], sheet: Sheet, room: Room) -> Plotted:
    """The dots of one end; those without a value are left out, until somebody gives it."""
    heights = tuple(
        Cell(Decimal(row + 1) if value.number is not None else None, f'IF(ISNUMBER({_at(column, row)}),{row + 1},"")')
        for row, value in enumerate(series.values)
    )
    place = sheet.add(Column(series.name, heights))
    symbols = {
        row: dot_symbol(value.ink, value.status, room, _SHARE)
        for row, value in enumerate(series.values)
        if value.number is not None
    }
    usual = Counter(symbols.values()).most_common(1)[0][0] if symbols else None
    points = tuple(PointLook(row, None, unlike(symbol, usual)) for row, symbol in symbols.items() if symbol != usual)
    labels = tuple(
        dot_label(value, row, "l" if sides(rows[row])[0] is value else "r", column == _END, room)
        for row, value in enumerate(series.values)
        if value.number is not None and value.text
    )
    return Plotted(place, column, line=Line(None, usual), points=points, labels=labels, said=column)


def dot_label(value: Value, row: int, place: str, bold: bool, room: Room) -> Label:
    label = replace(value_label(value, row, room, place=place), colour=room.text(value.ink), bold=bold)
    return cell_label(label, value)


def _joins(rows: Sequence[Dumbbell], frame: RowFrame, sheet: Sheet, room: Room) -> None:
    """A strong line from rim to rim of the dots in each row, in the accent where the row has it."""
    rim = frame.units(room.em(_RIM))
    for ink in (Ink.CONTEXT, Ink.ACCENT):
        joined = [
            (n, (_inward(row.start, row.end, n, _START, rim), _inward(row.end, row.start, n, _END, rim)))
            for n, row in enumerate(rows)
            if _change(row) and (row.end.ink is Ink.ACCENT) is (ink is Ink.ACCENT)
        ]
        if joined:
            level_lines(joined, Stroke(room.fill(ink), room.em(0.3)), sheet)


def _inward(here: Value, there: Value, row: int, column: int, rim: Decimal) -> Cell:
    """The place that is ``rim`` from a dot on the way to the other, which is in the other column of the given ones."""
    own, other = _at(column, row), _at(_START + _END - column, row)
    way = (there.number or _ZERO) - (here.number or _ZERO)
    step = min(rim, abs(way) / 2).copy_sign(way)
    formula = f"{own}+SIGN({other}-{own})*MIN({rim:f},ABS({other}-{own})/2)"
    return Cell((here.number or _ZERO) + step, formula)


def level_lines(lines: Sequence[tuple[int, tuple[Cell, Cell]]], stroke: Stroke, sheet: Sheet) -> None:
    """Level lines from one x to another, each in its row; points without a height keep them apart."""
    x = [cell for _, ends in lines for cell in (*ends, ends[1])][:-1]
    y = [cell for row, _ in lines for cell in (*[Cell(Decimal(row + 1))] * 2, EMPTY)][:-1]
    place = sheet.add(Column("…", tuple(x)), Column("…", tuple(y)))
    sheet.series.append(Plotted(place + 1, place, line=Line(stroke)))


# ---------------------------------------------------------------------------- names, leads, differences


def _names(rows: Sequence[Dumbbell], frame: RowFrame, sheet: Sheet, places: int, room: Room) -> None:
    """What each row is called, at the left edge; and at the right one what its ends differ by."""
    left, right = (
        sheet.add(Column("…", tuple(Cell(edge) for _ in rows))) for edge in (frame.axis.minimum, frame.axis.maximum)
    )
    names = tuple(
        Label(row, cell_lines(lines), Says.TEXT, place="l", bold=rows[row].end.ink is Ink.ACCENT)
        for row, lines in enumerate(frame.names)
    )
    sheet.series.append(Plotted(places, left, labels=names, said=0))
    if not frame.column:
        return
    cells = tuple(_difference(row, n) for n, row in enumerate(rows))
    place = sheet.add(Column(" ".join(frame.heading) or "…", cells))
    told = tuple(_told(row, n, cells[n], frame, room) for n, row in enumerate(rows) if row.difference)
    sheet.series.append(Plotted(places, right, labels=told, said=place))
    # The differences are in the chart, and in its proof, as points that nobody sees; the first bears their heading.
    top = sheet.add(Column(" ".join(frame.heading) or "…", (Cell(_HALF),)), Column("…", (Cell(frame.axis.maximum),)))
    sheet.series.append(Plotted(top, top + 1, labels=_heading(frame, room)))
    sheet.series.append(Plotted(place, right))


def cell_lines(lines: Sequence[str]) -> tuple[LabelLine, ...]:
    return tuple(LabelLine(line, CELLS if len(lines) == 1 else "") for line in lines)


def _difference(row: Dumbbell, number: int) -> Cell:
    change = _change(row)
    code = code_for(change, row.difference) if change is not None and row.difference else None
    return Cell(change, _both(number, "{end}-{start}", '""'), code=code or "")


def _told(row: Dumbbell, number: int, cell: Cell, frame: RowFrame, room: Room) -> Label:
    """A difference flush right."""
    accent = row.end.ink is Ink.ACCENT
    wide = room.measure(row.difference, accent)
    away = (frame.column - wide + room.width - frame.right - frame.column - room.em(0.45)) / room.width
    line = LabelLine(row.difference, CELLS if cell.code else "")
    colour = room.text(Ink.ACCENT) if accent else TEXT
    return Label(number, (line,), Says.TEXT, place="r", moved=(away, 0.0), colour=colour, bold=accent)


def _heading(frame: RowFrame, room: Room) -> tuple[Label, ...]:
    """What the differences are, flush right over them."""
    if not frame.heading:
        return ()
    away = (room.width - frame.right - room.widest(frame.heading) - room.em(0.45)) / room.width
    up = room.height_of(len(frame.heading)) / 2 / room.height
    lines = tuple(LabelLine(line, "SERIESNAME" if len(frame.heading) == 1 else "") for line in frame.heading)
    return (Label(0, lines, Says.TEXT, place="r", moved=(away, -up), colour=QUIET),)


def _leads(rows: Sequence[Dumbbell], frame: RowFrame, sheet: Sheet, room: Room) -> None:
    """Hairlines that lead the eye along each row, from edge to edge but for its dots and their values."""
    low, high = Cell(frame.axis.minimum + frame.units(room.em(0.4))), Cell(frame.axis.maximum)
    lines: list[tuple[int, tuple[Cell, Cell]]] = []
    for number, row in enumerate(rows):
        known = [value.number for value in (row.start, row.end) if value.number is not None]
        if not known:
            lines.append((number, (low, high)))
            continue
        cells = f"{_at(_START, number)},{_at(_END, number)}"
        before, after = (frame.units(reach(one, room) + room.em(0.5)) for one in sides(row))
        end = Cell(min(known) - before, f"MIN({cells})-{before:f}")
        start = Cell(max(known) + after, f"MAX({cells})+{after:f}")
        least = frame.units(room.em(1))
        lines += [(number, (low, end))] if min(known) - before - frame.axis.minimum > least else []
        lines += [(number, (start, high))] if frame.axis.maximum - max(known) - after > least else []
    if lines:
        level_lines(lines, _HAIR, sheet)
