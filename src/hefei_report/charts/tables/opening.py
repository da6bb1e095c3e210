"""Opens what an author names as a table, rows in place or a file, and says which of its columns is called what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.tables.cells import RawRow, Record, Unreadable
from hefei_report.charts.tables.commas import read_commas
from hefei_report.charts.tables.fields import TableFields
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.outline.files import author_bytes, author_text
from hefei_report.outline.nodes import Mapping as MappingNode
from hefei_report.outline.nodes import Scalar
from hefei_report.outline.nodes import Sequence as SequenceNode
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MOST_COMPLAINTS = 20  # about the rows of one table
_OTHERS = frozenset({".xls", ".xlsb", ".xlsm", ".ods", ".numbers", ".json", ".parquet", ".pdf"})


@dataclass(slots=True)
class Rows:
    """Rows as they come; ``places`` says in which column each name stands, ``twice`` which names are ambiguous."""

    place: Span
    places: dict[str, int]
    rows: Iterator[RawRow]
    twice: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()

    def text(self, row: RawRow, name: str) -> str:
        """What stands under ``name``, '' for a missing value."""
        at = self.places[name]
        text = row.texts[at] if at < len(row.texts) else ""
        return "" if text in self.missing else text

    def cell(self, row: RawRow, name: str) -> Scalar:
        """The cell under ``name``; one that says that its value is missing is empty."""
        cell = row.cell(self.places[name])
        return replace(cell, value="") if cell.value in self.missing else cell

    def record(self, row: RawRow) -> Record:
        """All cells of a row."""
        return {name: self.cell(row, name) for name in self.places}


def open_rows(fields: TableFields, context: PlanContext) -> Rows | None:
    """The rows that ``fields`` names, none of which is read yet; None after a complaint."""
    return _in_place(fields, context) if fields.file is None else _in_file(fields, fields.file, context)


def _in_place(fields: TableFields, context: PlanContext) -> Rows | None:
    if fields.rows is None:
        hint = "add 'file:' with a CSV or XLSX file, or 'rows:'"
        context.diagnostics.error("missing-key", "the key 'file' is missing", fields.span, hint)
        return None
    items = fields.rows.items if isinstance(fields.rows, SequenceNode) else (fields.rows,)
    mappings = [item for item in items if isinstance(item, MappingNode)]
    for item in items:
        if not isinstance(item, MappingNode):
            context.diagnostics.error(
                "wrong-type", "a row needs keys with values", item.span, "write {label: A, value: 1}"
            )
    names = tuple(dict.fromkeys(entry.key.value for item in mappings for entry in item.entries))
    rows: Iterator[RawRow] = iter([_RowInPlace(item, names) for item in mappings])
    return _named(Rows(fields.span, {name: at for at, name in enumerate(names)}, rows), fields, context)


class _RowInPlace:
    """A row that the outline itself holds, with a cell for each of ``names``."""

    def __init__(self, item: MappingNode, names: Sequence[str]) -> None:
        gap = Scalar("", True, item.source, item.start, item.start)
        nodes = [item.get(name) for name in names]
        self._cells = [node if isinstance(node, Scalar) else gap for node in nodes]
        self.texts = ["" if cell.is_null else cell.value for cell in self._cells]
        self.span = item.span

    def cell(self, place: int) -> Scalar:
        """The value under the name of that place."""
        return self._cells[place]


def _in_file(fields: TableFields, path: Text, context: PlanContext) -> Rows | None:
    try:
        rows = _opened(path, fields.sheet, context)
        header = next((row for row in rows or () if fields.header is None or row.span.line == fields.header), None)
    except Unreadable as problem:
        place = fields.sheet.span if fields.sheet and problem.code == "unknown-sheet" else path.span
        context.diagnostics.error(problem.code, str(problem), place, problem.hint)
        return None
    if rows is None:
        return None
    if header is None:
        message = f"'{path.value}' has no row {fields.header}" if fields.header else f"'{path.value}' is empty"
        context.diagnostics.error("bad-csv", message, path.span, "its first row names the columns")
        return None
    names = list(header.texts)
    places = {name: names.index(name) for name in names if name}
    twice = frozenset(name for name in places if names.count(name) > 1)
    return _named(Rows(path.span, places, _whole(rows, len(names), context), twice), fields, context)


def _opened(path: Text, sheet: Text | None, context: PlanContext) -> Iterator[RawRow] | None:
    """The rows of the file, of the kind that its name says, or None after a complaint. Raises Unreadable."""
    suffix = PurePosixPath(path.value.lower()).suffix
    if suffix in _OTHERS:
        hint = "save it as .xlsx, or as CSV in UTF-8"
        raise Unreadable("wrong-format", f"'{path.value}' is no CSV or XLSX file", hint)
    if suffix == ".xlsx":
        content = author_bytes(context.workspace, path.value, path.span, context.diagnostics)
        if content is None:
            return None
        from hefei_report.charts.tables.workbooks import read_workbook  # most tables are CSV

        return read_workbook(path.value, content, sheet)
    if sheet is not None:
        raise Unreadable("bad-value", f"'{path.value}' has no sheets", "leave out 'sheet:'")
    text = author_text(context.workspace, path.value, path.span, context.diagnostics)
    return None if text is None else read_commas(path.value, text)


def _whole(rows: Iterator[RawRow], width: int, context: PlanContext) -> Iterator[RawRow]:
    """The rows, of which those that have more cells than the header, which shifts their numbers, are reported."""
    complaints = 0
    for row in rows:
        if len(row.texts) > width and any(row.texts[width:]):
            message = f"this row has {len(row.texts)} cells, the header has {width}"
            hint = "put a cell that holds a comma in quotes; numbers have no separators"
            context.diagnostics.error("bad-csv", message, row.span, hint)
            complaints += 1
            if complaints == MOST_COMPLAINTS:
                return
        yield row


def _named(rows: Rows, fields: TableFields, context: PlanContext) -> Rows | None:
    """``rows`` with the names that the author gives their columns, or None after a complaint."""
    places = dict(rows.places)
    for keyed in fields.columns:
        column = keyed.value
        if column is None:
            places.pop(keyed.key.value, None)
        elif not _has_column(column, rows.places, rows.twice, context):
            return None
        else:
            places[keyed.key.value] = rows.places[column.value]
    return replace(rows, places=places, missing=frozenset(text.value.strip() for text in fields.missing))


def _has_column(name: Text, places: Mapping[str, object], twice: frozenset[str], context: PlanContext) -> bool:
    """Whether there is one column ``name``; reports it otherwise."""
    if name.value in twice:
        hint = "give its columns different names"
        context.diagnostics.error("unknown-column", f"there are two columns '{name.value[:40]}'", name.span, hint)
    elif name.value not in places:
        hint = did_you_mean(name.value, places) or "the first line of the file names its columns"
        message = f"the file has no column '{name.value[:40]}'"
        context.diagnostics.error("unknown-column", message, name.span, hint)
    else:
        return True
    return False
