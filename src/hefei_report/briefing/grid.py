"""The cells of a table as set texts, and how wide its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.linebreaks import least_width, natural_width
from hefei_report.briefing.styles import Flush, TextStyle
from hefei_report.briefing.text import Text
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Align, Column, Inline, Table

_FLUSH = {Align.LEFT: Flush.LEFT, Align.NUMBER: Flush.RIGHT, Align.CENTER: Flush.CENTRE}
_GUTTER = 14.0  # points between two columns
_EDGE = 4.0  # points between the ends of the rules and the text
_HEADER_SHARE = 0.6  # of the width of a header in one line: it may take two
_HALVINGS = 40  # to a width that is exact
_SLACK = 0.01  # a width computed twice must not break a line


@dataclass(frozen=True, slots=True)
class GridRow:
    """A set row; ``emphasis`` marks the one that matters."""

    row: Row
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table set ``width`` points wide; ``id`` is the table's."""

    width: float
    header: Row
    rows: tuple[GridRow, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What a column asks for, in points: for its widest cell in one line, and for its widest indivisible part."""

    natural: float
    least: float


@dataclass(frozen=True, slots=True)
class _Cells:
    """The texts of a table at one type size, with what its columns ask for."""

    header: list[Text]
    rows: list[list[Text]]
    demands: list[Demand]

    @property
    def spacing(self) -> float:
        """The width that isn't the cells', in points."""
        return _GUTTER * (len(self.demands) - 1) + 2 * _EDGE

    @property
    def natural(self) -> float:
        """The width at which every cell has one line, in points."""
        return sum(demand.natural for demand in self.demands) + self.spacing

    @property
    def least(self) -> float:
        """The width at which every word is whole, in points."""
        return sum(demand.least for demand in self.demands) + self.spacing


def set_grid(table: Table, typesetter: Typesetter) -> Grid:
    """``table`` in the text column if every cell fits there in one line, else over the full width.

    Words that don't fit side by side there make the type smaller, and if that isn't enough are broken.
    """
    tokens = typesetter.tokens
    cells = _cells(table, typesetter, tokens.small)
    if cells.least > tokens.full_width:
        cells = _cells(table, typesetter, tokens.tiny)
    width = tokens.column_width if cells.natural <= tokens.column_width else tokens.full_width
    widths = column_widths(table.columns, cells.demands, width - cells.spacing)
    rows = [
        GridRow(_row(texts, widths, typesetter), row.emphasis)
        for texts, row in zip(cells.rows, table.rows, strict=True)
    ]
    head = _row(cells.header, widths, typesetter, bottomed=True)
    excess = head.height(width) - typesetter.body_height / 2
    if excess > 0:  # can't be repeated on each page: it becomes the first row
        hint = "it is not repeated on every page; shorten the headers"
        typesetter.overfull(table.span, "the header of the table is higher than half a page", excess, hint)
        return Grid(width, Row((), whole=0.0), (GridRow(head, emphasis=True), *rows), table.id)
    return Grid(width, head, tuple(rows), table.id)


def _cells(table: Table, typesetter: Typesetter, size: float) -> _Cells:
    head, body = (replace(style, size=size) for style in (typesetter.styles.column_head, typesetter.styles.cell))
    header = _texts([column.header for column in table.columns], head, table, typesetter)
    rows = [_texts(row.cells, replace(body, bold=row.emphasis), table, typesetter) for row in table.rows]
    return _Cells(header, rows, [_demand(*column) for column in zip(header, *rows, strict=False)])


def _texts(cells: Sequence[Inline], style: TextStyle, table: Table, typesetter: Typesetter) -> list[Text]:
    return [
        typesetter.text(cell, replace(style, flush=_FLUSH[column.align]), table.span)
        for cell, column in zip(cells, table.columns, strict=False)
    ]


def _demand(header: Text, *cells: Text) -> Demand:
    """What a column asks for; its header is content with two lines."""
    least = max(least_width(cell.text) for cell in (header, *cells)) + _SLACK
    natural = max((natural_width(cell.text) for cell in cells), default=0.0) + _SLACK
    return Demand(max(natural, least, _HEADER_SHARE * natural_width(header.text)), least)


def _row(texts: Sequence[Text], widths: Sequence[float], typesetter: Typesetter, bottomed: bool = False) -> Row:
    cells, left = [], _EDGE
    for text, width in zip(texts, widths, strict=False):
        cells.append(Cell(left, width, text))
        left += width + _GUTTER
    return Row(cells, whole=typesetter.body_height / 2, bottomed=bottomed)


def column_widths(columns: Sequence[Column], demands: Sequence[Demand], total: float) -> list[float]:
    """The widths of ``columns``, which add up to ``total`` points.

    Shares that an author gave are kept. Without any, each column gets what its cells ask for: the spare is
    given to all alike, and what is wanting is taken from the widest, whose text can be broken.
    """
    if any(column.width != columns[0].width for column in columns):
        shares = sum(column.width for column in columns)
        return [total * column.width / shares for column in columns]
    natural, least = sum(demand.natural for demand in demands), sum(demand.least for demand in demands)
    if natural <= total:
        return [demand.natural + (total - natural) / len(demands) for demand in demands]
    if least > total:  # some word won't fit in any case: it is those with the widest words that must give
        return _cut([Demand(demand.least, 0.0) for demand in demands], total)
    return _cut(demands, total)


def _cut(demands: Sequence[Demand], total: float) -> list[float]:
    """The natural widths, with the widest cut to one level, or to what they need at least, to make ``total``."""

    def widths(level: float) -> list[float]:
        return [max(demand.least, min(demand.natural, level)) for demand in demands]

    low, high = 0.0, total
    for _ in range(_HALVINGS):
        level = (low + high) / 2
        low, high = (low, level) if sum(widths(level)) > total else (level, high)
    return widths(low)
