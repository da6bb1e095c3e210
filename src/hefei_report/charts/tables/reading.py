"""Reads the rows that an author asks for, row by row and within bounds, and says why there are none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain
from pathlib import PurePosixPath

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.conditions import Cell as Worth
from hefei_report.charts.planning.conditions import Condition
from hefei_report.charts.tables.cells import RawRow, Record, Unreadable
from hefei_report.charts.tables.commas import read_commas
from hefei_report.charts.tables.fields import TableFields
from hefei_report.charts.tables.frame import Frame, chosen, derived, names_of, read_conditions
from hefei_report.charts.tables.grouping import Grouping, read_totals
from hefei_report.charts.tables.ledger import Ledger
from hefei_report.charts.tables.workbooks import read_workbook
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.outline.files import author_bytes, author_text
from hefei_report.outline.nodes import Mapping as MappingNode
from hefei_report.outline.nodes import Scalar
from hefei_report.outline.nodes import Sequence as SequenceNode
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text

MAX_ROWS = 20_000  # that a chart is made from; more can only be chosen from, or summed up
_MOST_COMPLAINTS = 20
_MOST_SEEN = 200  # values of a column that are kept for hints
_FACT = "fact:"
_REDUCE = "choose rows with 'where:', or sum them up with 'group:'"


@dataclass(slots=True)
class _Rows:
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


def read_frame(fields: TableFields, context: PlanContext, most: int = MAX_ROWS) -> Frame | None:
    """The rows that ``fields`` asks for, ``most`` of them, before they are put in order; None after a complaint."""
    rows = _rows_in_place(fields, context) if fields.file is None else _rows_of_file(fields, fields.file, context)
    if rows is None:
        return None
    ledger = Ledger.of(context)
    try:
        return _Reading(fields, rows, ledger, most).frame()
    except Unreadable as problem:  # a broken line far down in a file
        context.diagnostics.error(problem.code, str(problem), rows.place, problem.hint)
        return None


# ------------------------------------------------------------------------------------------------ opening


def _rows_in_place(fields: TableFields, context: PlanContext) -> _Rows | None:
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
    return _named(_Rows(fields.span, {name: at for at, name in enumerate(names)}, rows), fields, context)


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


def _rows_of_file(fields: TableFields, path: Text, context: PlanContext) -> _Rows | None:
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
    return _named(_Rows(path.span, places, _whole(rows, len(names), context), twice), fields, context)


def _opened(path: Text, sheet: Text | None, context: PlanContext) -> Iterator[RawRow] | None:
    """The rows of the file, of the kind that its name says, or None after a complaint. Raises Unreadable."""
    suffix = PurePosixPath(path.value.lower()).suffix
    if suffix in _OTHERS:
        hint = "save it as .xlsx, or as CSV in UTF-8"
        raise Unreadable("wrong-format", f"'{path.value}' is no CSV or XLSX file", hint)
    if suffix == ".xlsx":
        content = author_bytes(context.workspace, path.value, path.span, context.diagnostics)
        return None if content is None else read_workbook(path.value, content, sheet)
    if sheet is not None:
        raise Unreadable("bad-value", f"'{path.value}' has no sheets", "leave out 'sheet:'")
    text = author_text(context.workspace, path.value, path.span, context.diagnostics)
    return None if text is None else read_commas(path.value, text)


_OTHERS = frozenset({".xls", ".xlsb", ".xlsm", ".ods", ".numbers", ".json", ".parquet", ".pdf"})


def _whole(rows: Iterator[RawRow], width: int, context: PlanContext) -> Iterator[RawRow]:
    """The rows, of which those that have more cells than the header, which shifts their numbers, are reported."""
    complaints = 0
    for row in rows:
        if len(row.texts) > width and any(row.texts[width:]):
            message = f"this row has {len(row.texts)} cells, the header has {width}"
            hint = "put a cell that holds a comma in quotes; numbers have no separators"
            context.diagnostics.error("bad-csv", message, row.span, hint)
            complaints += 1
            if complaints == _MOST_COMPLAINTS:
                return
        yield row


def _named(rows: _Rows, fields: TableFields, context: PlanContext) -> _Rows | None:
    """``rows`` with the names that the author gives their columns, or None after a complaint."""
    places = dict(rows.places)
    for keyed in fields.columns:
        column = keyed.value
        if column is None:
            places.pop(keyed.key.value, None)
        elif not has_column(column, rows.places, rows.twice, context):
            return None
        else:
            places[keyed.key.value] = rows.places[column.value]
    return replace(rows, places=places, missing=frozenset(text.value.strip() for text in fields.missing))


def has_column(name: Text, places: Mapping[str, object], twice: frozenset[str], context: PlanContext) -> bool:
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


# ------------------------------------------------------------------------------------------------ reading


@dataclass(slots=True)
class _Reading:
    """Chooses, sums up and collects rows while they come."""

    fields: TableFields
    rows: _Rows
    ledger: Ledger
    most: int = MAX_ROWS
    seen: dict[str, dict[str, None]] = field(default_factory=dict)

    def frame(self) -> Frame | None:
        found = self.ledger.context.diagnostics
        group, made = self.fields.group, [keyed.key.value for keyed in self.fields.derive]
        totals = read_totals(group, self.rows.places, found) if group else []
        after = [total.name for total in totals or ()]
        conditions = read_conditions(self.fields.where, (*self.rows.places, *after, *made), found)
        if conditions is None or totals is None:
            return None
        there = self.rows.places.keys() - {*after, *made}
        early = [condition for condition in conditions if names_of(condition) <= there]
        late = [condition for condition in conditions if condition not in early]
        if group is not None:
            grouping = Grouping(tuple(text.value for text in group.by), totals, self.rows.places, self.ledger)
            records = self._grouped(grouping, early)
            names = (*grouping.names, *after)
        else:
            records, names = self._collected(early), tuple(self.rows.places)
        if records is None:
            return None
        frame = derived(
            Frame(self.rows.place, names, tuple(records), (), self.rows.twice), self.fields.derive, self.ledger
        )
        frame = chosen(frame, late, self.ledger) if frame is not None else None
        if frame is not None and not frame.records:
            self._report_empty(conditions)
            return None
        return frame

    def _collected(self, early: Sequence[Condition]) -> list[Record] | None:
        records: list[Record] = []
        for row in self._chosen(early):
            if len(records) == self.most:
                self._refuse(f"there are more than {self.most:,} rows")
                return None
            records.append(self.rows.record(row))
        return records

    def _grouped(self, grouping: Grouping, early: Sequence[Condition]) -> list[Record] | None:
        before = len(self.ledger.context.diagnostics)
        for row in self._chosen(early):
            grouping.take(row, self._number)
            if len(grouping) > MAX_ROWS:
                self._refuse(f"there are more than {MAX_ROWS:,} groups")
                return None
            if len(self.ledger.context.diagnostics) - before >= _MOST_COMPLAINTS:
                break
        return grouping.records()

    def _refuse(self, message: str) -> None:
        self.ledger.context.diagnostics.error("too-many-rows", message, self.rows.place, _REDUCE)

    def _chosen(self, conditions: Sequence[Condition]) -> Iterator[RawRow]:
        names = sorted(set(chain.from_iterable(map(names_of, conditions))))
        self.seen = {name: {} for name in names}
        for row in self.rows.rows:
            worths = {name: self._worth(row, name) for name in names}
            if all(condition.holds(worths) for condition in conditions):
                yield row
            else:
                self._note(worths)

    def _note(self, worths: Mapping[str, Worth]) -> None:
        for name, worth in worths.items():
            if worth is not None and len(self.seen[name]) < _MOST_SEEN:
                self.seen[name][str(worth)] = None

    def _is_plain(self, text: str) -> bool:
        """Whether a text is worth what it says, by itself."""
        return not text.startswith(_FACT) and "unit" not in self.rows.places

    def _worth(self, row: RawRow, name: str) -> Worth:
        text = self.rows.text(row, name)
        return text or None if self._is_plain(text) else self.ledger.worth(self.rows.record(row), name)

    def _number(self, row: RawRow, name: str) -> Decimal | None:
        text = self.rows.text(row, name)
        number = decimal_of(text) if self._is_plain(text) else None
        return number if number is not None or not text else self.ledger.number(self.rows.record(row), name)

    def _report_empty(self, conditions: Sequence[Condition]) -> None:
        """Say that no row is left, and which value was probably meant."""
        found, where = self.ledger.context.diagnostics, self.fields.where
        if not where:
            found.error("empty", "there are no rows of data", self.rows.place, "add some below the header")
            return
        entries = [entry for condition in conditions for entry in condition.comparisons]
        hints = [did_you_mean(str(v), self.seen.get(e.name.value, ())) for e in entries for v in e.values]
        hint = next((hint for hint in hints if hint), "") or "loosen the conditions"
        found.error("empty", "no row fulfils these conditions", where[0].span, hint)
