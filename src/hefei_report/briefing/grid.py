"""The cells of a table as set texts, and how wide its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.digits import insets
from hefei_report.briefing.flow import Block
from hefei_report.briefing.linebreaks import least_width, natural_width
from hefei_report.briefing.structure import Node, Scope
from hefei_report.briefing.styles import Flush, TextStyle
from hefei_report.briefing.text import Text
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.diagnostics import Span
from hefei_report.document.model import Align, Column, Inline, Run, Table, plain
from hefei_report.document.naming import numbered_name
from hefei_report.proof.binding import NUMBERING
from hefei_report.records import dataclass

_FLUSH = {Align.LEFT: Flush.LEFT, Align.NUMBER: Flush.RIGHT, Align.CENTER: Flush.CENTRE}
_BETWEEN_ROWS = 1.5  # lines: what half a page spends on space around its rows
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
    """A table set ``width`` points wide; ``id`` is the table's.

    ``again`` says above the rows on a later page whose they are. A ``turned`` one is too wide for an upright page.
    """

    width: float
    header: Row
    rows: tuple[GridRow, ...]
    id: str = ""
    again: Block | None = None
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What a column asks for, in points: for its widest cell in one line, and for its widest indivisible part."""

    natural: float
    least: float


@dataclass(frozen=True, slots=True)
class _Cells:
    """The texts of a table at one type size, with what its columns ask for, and the insets of each row's cells."""

    header: list[Text]
    rows: list[list[Text]]
    demands: list[Demand]
    insets: list[tuple[float, ...]]

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

    Words that don't fit side by side there make the type smaller; if that isn't enough, they turn the page; and if not
    even that is, they are broken.
    """
    tokens = typesetter.tokens
    nodes = grid_nodes(typesetter, len(table.columns), len(table.rows), row_headed=_row_headed(table))
    cells = _cells(table, typesetter, tokens.small, nodes)
    if cells.least > tokens.full_width:
        cells = _fitted(cells, table, typesetter, nodes)
    turned = cells.least > tokens.full_width
    upright = tokens.column_width if cells.natural <= tokens.column_width else tokens.full_width
    width = typesetter.turned_width if turned else upright
    widths = column_widths(table.columns, cells.demands, width - cells.spacing)
    half = half_page(typesetter, turned=turned)
    first, *others = cells.insets
    rows = [
        GridRow(_row(texts, widths, own, half), row.emphasis)
        for texts, row, own in zip(cells.rows, table.rows, others, strict=True)
    ]
    head = _row(cells.header, widths, first, half, bottomed=True)
    excess = head.height(width) - half
    if excess > 0:  # can't be repeated on each page: it becomes the first row
        hint = "it is not repeated on every page; shorten the headers"
        typesetter.overfull(table.span, "the header of the table is higher than half a page", excess, hint)
        return Grid(width, Row((), whole=0.0), (GridRow(head, emphasis=True), *rows), table.id, None, turned)
    return Grid(width, head, tuple(rows), table.id, _again(table, typesetter, nodes), turned)


def half_page(typesetter: Typesetter, *, turned: bool) -> float:
    """The most that a header or an undivided row may take of a page, so that one of each has room there, in points."""
    page = typesetter.turned_height if turned else typesetter.body_height
    return page / 2 - _BETWEEN_ROWS * typesetter.tokens.baseline


def _fitted(cells: _Cells, table: Table, typesetter: Typesetter, nodes: GridNodes) -> _Cells:
    """``cells``, which are too wide for an upright page, or smaller ones; a page in landscape may have large ones."""
    smaller = _cells(table, typesetter, typesetter.tokens.tiny, nodes)
    turned = smaller.least > typesetter.tokens.full_width
    return cells if turned and cells.least <= typesetter.turned_width else smaller


def _again(table: Table, typesetter: Typesetter, nodes: GridNodes) -> Block:
    """ "Table 3, continued": an artifact with the header that it stands above."""
    name = numbered_name(table, typesetter.labels)
    words = typesetter.labels.continued_table.format(table=name)
    return typesetter.text((Run(words, role=NUMBERING),), typesetter.styles.again, table.span, node=nodes.header[0])


@dataclass(frozen=True, slots=True)
class GridNodes:
    """The cells of a table in the structure: those of its header, and those of each row."""

    header: tuple[Node, ...]
    rows: tuple[tuple[Node, ...], ...]


def grid_nodes(typesetter: Typesetter, columns: int, rows: int, *, row_headed: bool) -> GridNodes:
    """The elements of a table in the open one; with ``row_headed``, the first cell of a row is its header."""
    header = header_nodes(typesetter, columns, "THead" if rows else "TBody")
    if not rows:  # a head without a body is none (ISO 14289-1, 7.5)
        return GridNodes(header, ())
    with typesetter.element("TBody") as body:
        return GridNodes(header, tuple(row_nodes(body, columns, row_headed=row_headed) for _ in range(rows)))


def header_nodes(typesetter: Typesetter, columns: int, part: str = "THead") -> tuple[Node, ...]:
    """The cells of the row above all others, in a ``part`` of the open table."""
    with typesetter.element(part), typesetter.element("TR") as row:
        return tuple(row.add(Node("TH", scope=Scope.COLUMN)) for _ in range(columns))


def row_nodes(body: Node, columns: int, *, row_headed: bool) -> tuple[Node, ...]:
    """The cells of one more row."""
    row = body.add(Node("TR"))
    first = Node("TH", scope=Scope.ROW) if row_headed else Node("TD")
    return tuple(row.add(first if column == 0 else Node("TD")) for column in range(columns))


def _row_headed(table: Table) -> bool:
    """Whether the first column says what the rows are about: it has words, and in every row."""
    names = len(table.columns) > 1 and table.columns[0].align is not Align.NUMBER
    return names and all(plain(row.cells[0]).strip() for row in table.rows)


def _cells(table: Table, typesetter: Typesetter, size: float, nodes: GridNodes) -> _Cells:
    head, body = (replace(style, size=size) for style in (typesetter.styles.column_head, typesetter.styles.cell))
    header = _texts([column.header for column in table.columns], head, table, table.span, typesetter, nodes.header)
    rows = [
        _texts(row.cells, replace(body, bold=row.emphasis), table, row.span or table.span, typesetter, own)
        for row, own in zip(table.rows, nodes.rows, strict=True)
    ]
    columns = list(zip(header, *rows, strict=False))
    behind = [insets(column) for column in columns]
    demands = [_demand(column, own) for column, own in zip(columns, behind, strict=True)]
    return _Cells(header, rows, demands, list(zip(*behind, strict=True)))


def _texts(
    cells: Sequence[Inline], style: TextStyle, table: Table, span: Span, typesetter: Typesetter, nodes: Sequence[Node]
) -> list[Text]:
    """The cells of a row at ``span``."""
    return [
        typesetter.text(cell, replace(style, flush=_FLUSH[column.align]), span, node=node)
        for cell, column, node in zip(cells, table.columns, nodes, strict=False)
    ]


def _demand(column: Sequence[Text], behind: Sequence[float]) -> Demand:
    """What a column asks for, with what is free ``behind`` its texts; its header is content with two lines."""
    least = max(least_width(cell.text) + inset for cell, inset in zip(column, behind, strict=True)) + _SLACK
    natural = [natural_width(cell.text) + inset for cell, inset in zip(column, behind, strict=True)]
    return Demand(max(max(natural[1:], default=0.0) + _SLACK, least, _HEADER_SHARE * natural[0]), least)


def _row(
    texts: Sequence[Text], widths: Sequence[float], behind: Sequence[float], whole: float, bottomed: bool = False
) -> Row:
    cells, left = [], _EDGE
    for text, width, inset in zip(texts, widths, behind, strict=False):
        cells.append(Cell(left, width - inset, text))
        left += width + _GUTTER
    return Row(cells, whole=whole, bottomed=bottomed)


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
