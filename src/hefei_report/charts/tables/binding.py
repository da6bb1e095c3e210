"""Puts the rows of a table where a figure names it, so that every kind of chart reads them as if written there."""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Union, get_args, get_origin

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount
from hefei_report.charts.tables.cells import Cell, Record, remade
from hefei_report.charts.tables.fields import TableFields
from hefei_report.charts.tables.frame import Frame, first, ordered, read_sort_keys
from hefei_report.charts.tables.ledger import Ledger
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar
from hefei_report.outline.nodes import Sequence as SequenceNode
from hefei_report.outline.schema import UNFIT, Binder, required_keys, schema_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

SERIES = "series"
MARKS = ("source", "unit")  # what a row may say of its values, whatever its kind
_OF_TABLES = ("file", "rows", "columns", "where", "derive", "sort", "top")  # keys that no row has
_ITS_OWN = (*MARKS, "status", "highlight", "named", "note", "target")  # what no sum of rows has


@dataclass(frozen=True, slots=True)
class Table:
    """A table that stands in the place of the rows under ``key``, which are of the class ``row``.

    ``row`` is None where columns are read by the names that the chart's own keys give (``x``, ``y``), which
    ``by_columns`` says that the author wrote.
    """

    key: str
    fields: TableFields
    row: type | None
    anchor: Span
    by_columns: bool = False


def table_in(kind: Any, node: Mapping, binder: Binder) -> Table | None:
    """The table that a figure with the fields ``kind`` takes its rows from, None when it takes none, or a bad one."""
    for entry in node.entries:
        if entry.key.value in schema_of(kind) and _is_table(entry.value):
            annotation = schema_of(kind)[entry.key.value][1]
            row = record_of(annotation)
            if row is None and not _takes_files(annotation):
                continue
            fields = binder.value(TableFields, entry.value, entry.key.span)
            if fields is UNFIT:
                return None
            by_columns = any(node.get(key) and key in schema_of(kind) for key in ("y", "line-y"))
            return Table(entry.key.value, fields, None if by_columns else row, entry.key.span, by_columns)
    return None


def _is_table(node: Node) -> bool:
    return isinstance(node, Mapping) and any(node.get(key) is not None for key in _OF_TABLES)


@functools.cache
def record_of(annotation: Any) -> type | None:
    """The class of the rows that a list takes, or None when it takes none with keys."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next((found for part in get_args(annotation) if (found := record_of(part))), None)
    if get_origin(annotation) is not tuple:
        return None
    return row_class(get_args(annotation)[0])


def row_class(kind: Any) -> type | None:
    """``kind`` if it is a class whose fields are written as keys, else None."""
    if not isinstance(kind, type) or not dataclasses.is_dataclass(kind):
        return None
    return None if hasattr(kind, "bind_node") or issubclass(kind, Text) else kind


def _takes_files(annotation: Any) -> bool:
    return Text in get_args(annotation)


# --------------------------------------------------------------------------------------------------- rows


def shown(table: Table, context: PlanContext) -> Frame | None:
    """The rows that are to be drawn, in their order; None after a complaint."""
    from hefei_report.charts.tables.reading import read_frame  # most charts have no table

    frame = read_frame(table.fields, context)
    if frame is None:
        return None
    ledger, fields = Ledger.of(context), table.fields
    numeric = _amounts_of(table.row) if table.row else ()
    keys = read_sort_keys(fields.sort, frame.names, context.diagnostics)
    if keys is None or not _is_top(fields, context):
        return None
    frame = ordered(frame, keys, ledger)
    if fields.top is None:
        return frame

    def sum_up(rest: tuple[Record, ...]) -> Record:
        return _summed(rest, fields, numeric, ledger)

    return first(frame, fields.top, fields.other, sum_up, context.language)


def _is_top(fields: TableFields, context: PlanContext) -> bool:
    """Whether ``top`` and ``other`` make sense; reports it otherwise."""
    found = context.diagnostics
    if fields.top is not None and fields.top < 1:
        found.error("bad-value", "'top' is the number of rows to keep", fields.span, "write 1 or more")
    elif fields.top is None and fields.other is not None:
        found.error("missing-key", "'other' sums up what 'top' leaves", fields.other.span, "add 'top:' beside it")
    else:
        return True
    return False


def _summed(rest: Sequence[Record], fields: TableFields, numeric: Sequence[str], ledger: Ledger) -> Record:
    """One row for all of ``rest``: what it is called, and the sums of its numbers."""
    assert fields.other is not None
    name = fields.other.scalar
    found: dict[str, Node] = {}
    for key in rest[0]:
        cells = [cell for record in rest if isinstance(cell := record.get(key), Scalar) and not cell.is_null]
        if key in numeric or (not numeric and key not in _ITS_OWN and _are_numbers(rest, key, ledger)):
            numbers = [number for record in rest if (number := ledger.number(record, key)) is not None]
            text = format(sum(numbers, Decimal(0)), "f") if numbers else ""
            found[key] = remade(cells[0] if cells else name, text, ledger.made_from(cells), rest=True)
        elif key not in _ITS_OWN:
            found[key] = Cell(name.value, name.plain, name.source, name.start, name.end, rest=True)
    summed = [key for key, cell in found.items() if isinstance(cell, Cell) and cell.value != fields.other.value]
    proofs = [ledger.proof_of(record, summed) for record in rest]
    return found if None in proofs else {**found, "source": remade(name, _joined(proofs))}


def _joined(proofs: Sequence[tuple[str, ...] | None]) -> str:
    """Citations, each once, as one text."""
    return " ".join(dict.fromkeys(text for proof in proofs for text in proof or ()))


def _are_numbers(records: Sequence[Record], key: str, ledger: Ledger) -> bool:
    worths = [worth for record in records if (worth := ledger.worth(record, key)) is not None]
    return bool(worths) and all(isinstance(worth, Decimal) for worth in worths)


@functools.cache
def _amounts_of(row: type) -> tuple[str, ...]:
    """The keys of a row that take amounts."""
    return tuple(key for key, (_, kind) in schema_of(row).items() if kind is Amount or Amount in get_args(kind))


# ---------------------------------------------------------------------------------------------- into nodes


def with_rows(node: Mapping, kind: Any, table: Table, frame: Frame, context: PlanContext) -> Mapping | None:
    """The figure's ``node`` with the rows of ``frame`` in the place of its table, or None after a complaint."""
    if is_long(kind, table, frame):
        from hefei_report.charts.tables.pivoting import in_series  # rare, and it needs this module

        return in_series(node, kind, table, frame, context)
    if table.row is None:
        path = table.fields.file
        stand_in = path.scalar if path else Scalar("rows", True, node.source, node.start, node.start)
        return placed(node, table.key, table.key, stand_in)
    keys = tuple(schema_of(table.row))
    missing = [key for key in required_keys(table.row) if key not in frame.names]
    for key in missing:
        report_missing(key, table, frame, context)
    return None if missing else placed(node, table.key, table.key, rows_of(frame, table.row, keys, node))


def is_long(kind: Any, table: Table, frame: Frame) -> bool:
    """Whether the rows say which series they belong to: their author says so, or their kind has series."""
    if SERIES not in frame.names or (table.row and SERIES in schema_of(table.row)):
        return False
    if any(keyed.key.value == SERIES for keyed in table.fields.columns):
        return True
    return not table.by_columns and any(key in schema_of(kind) for key in (SERIES, "rows"))


def report_missing(key: str, table: Table, frame: Frame, context: PlanContext) -> None:
    """Say that no column is called ``key``, and how to name one so."""
    hint = did_you_mean(key, frame.names)
    hint = (
        hint
        if hint.startswith("did you")
        else f"write 'columns: {{{key}: NAME}}' with one of: {', '.join(frame.names)}"
    )
    place = table.fields.file.span if table.fields.file else table.anchor
    context.diagnostics.error("unknown-column", f"there is no column '{key}'", place, hint)


def rows_of(frame: Frame, row: type, keys: Sequence[str], node: Mapping) -> SequenceNode:
    """The records as a list of mappings with ``keys`` and marks; what may be left out is, where it is empty."""
    needed = required_keys(row)
    wanted = tuple(dict.fromkeys((*keys, *MARKS)))
    return SequenceNode(tuple(_row(record, wanted, needed, node) for record in frame.records), node.source, node.start)


def _row(record: Record, keys: Sequence[str], needed: Sequence[str], node: Mapping) -> Mapping:
    cells = [(key, record[key]) for key in keys if key in record]
    cells = [(key, cell) for key, cell in cells if key in needed or not (isinstance(cell, Scalar) and cell.is_null)]
    entries = tuple(Entry(Scalar(key, True, cell.source, cell.start, cell.start), cell) for key, cell in cells)
    anchor = cells[0][1] if cells else node
    return Mapping(entries, anchor.source, anchor.start)


def placed(node: Mapping, key: str, name: str, value: Node) -> Mapping:
    """``node`` with ``value`` under ``name`` in the place of what stands under ``key``."""
    entries = (
        Entry(replace(entry.key, value=name), value) if entry.key.value == key else entry for entry in node.entries
    )
    return Mapping(tuple(entries), node.source, node.start)
