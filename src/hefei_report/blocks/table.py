"""``table``: columns and rows, with a title that says the finding."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Align, Block, Inline, Medium, Table, TableRow
from hefei_report.document.model import Column as TableColumn
from hefei_report.evidence.proof import Around
from hefei_report.outline.nodes import Mapping, Node, Sequence
from hefei_report.outline.schema import UNFIT, Binder, Name
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

NUMBERED = "table"
MAX_ROWS = 5_000
EXAMPLE = """
table:
  id: tbl-bets
  title: Three bets paid off, one did not
  columns: [Company, {header: Year, align: number}]
  rows:
    - [BOE, "2008"]
    - {cells: [LDK Solar, "2010"], emphasis: true}
  source: "[@journal-2017]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; ``width`` is its share of the table."""

    SHORTHAND = "header"
    span: Span
    header: Text
    align: Literal["left", "number", "center"] = "left"
    width: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: a list of cells, or ``{cells: [...], emphasis: true}``."""

    span: Span
    cells: tuple[Text, ...]
    emphasis: bool = False

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        if isinstance(node, Mapping):
            return binder.record(cls, node, anchor)
        if not isinstance(node, Sequence):
            return binder.complain("wrong-type", "a row is a list of cells", node.span, "write - [a, b]")
        cells = binder.value(tuple[Text, ...], node, anchor)
        return UNFIT if cells is UNFIT else cls(span=node.span, cells=cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    span: Span
    id: Name
    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Text | None = None
    note: Text | None = None
    source: Text | None = None
    assert_: tuple[Text, ...] = ()


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    _check(fields, context)
    context.claim(fields.assert_)
    around = Around.CITED if context.cites(fields.source) is not Around.NOTHING else Around.NOTHING
    table = Table(
        id=fields.id.value,
        number=context.number_of(fields.id),
        title=context.inline(fields.title, around, notes=True),
        caption=context.inline(fields.caption, around, notes=True),
        columns=tuple(_column(column, around, context) for column in fields.columns),
        rows=tuple(_row(row, len(fields.columns), around, context) for row in fields.rows[:MAX_ROWS]),
        note=context.inline(fields.note, around),
        source=context.inline(fields.source),
        span=fields.span,
        only=only,
    )
    return (table,) if table.columns else ()


def _check(fields: Fields, context: Lowering) -> None:
    wanted = len(fields.columns)
    if len(fields.rows) > MAX_ROWS:
        context.diagnostics.error("too-large", f"a table has at most {MAX_ROWS:,} rows", fields.span)
    for column in fields.columns:
        if not 0 < column.width <= 100:
            context.diagnostics.error("bad-value", "a column's width lies between 0 and 100", column.span)
    for row in fields.rows:
        if len(row.cells) != wanted:
            message = f"this row has {len(row.cells)} cells, the table has {wanted} columns"
            hint = "add or remove cells; an empty one is ''"
            context.diagnostics.error("wrong-cells", message, row.span, hint)


def _column(column: Column, around: Around, context: Lowering) -> TableColumn:
    width = float(column.width) if 0 < column.width <= 100 else 1.0
    return TableColumn(context.inline(column.header, around, notes=True), Align(column.align), width)


def _row(row: Row, width: int, around: Around, context: Lowering) -> TableRow:
    """A row; a citation or a fact in one of its cells speaks for the years in all."""
    if any(context.cites(cell) is not Around.NOTHING for cell in row.cells[:width]):
        around = Around.CITED
    cells: list[Inline] = [context.inline(cell, around, notes=True) for cell in row.cells[:width]]
    return TableRow((*cells, *[()] * (width - len(cells))), row.emphasis, row.span)
