"""Reads a chart's data from a CSV file of the author: one column of labels, one or more of numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.outline.files import author_text
from hefei_report.outline.nodes import Scalar, Source
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text

MAX_ROWS = 2_000
_NUMBER_HINT = "write digits with a point, without separators or units, or leave the cell empty where data is missing"


@dataclass(frozen=True, slots=True)
class Columns:
    """The labels, and for each column of numbers its name and amounts."""

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[Amount, ...]], ...]


def read_columns(path: Text, x: Text | None, y: tuple[Text, ...], context: PlanContext) -> Columns | None:
    """Columns ``x`` and ``y`` of the file ``path``, or None after reporting what is wrong with them."""
    if x is None or not y:
        missing = "x" if x is None else "y"
        hint = f"add '{missing}:' with the name of a column of the file"
        context.diagnostics.error("missing-key", f"the key '{missing}' is missing beside a data file", path.span, hint)
        return None
    records = _records(path, context)
    if records is None:
        return None
    header = [cell.strip() for cell in records[0][1]]
    places = {name.value: _place(name, header, context) for name in (x, *y)}
    if any(place is None for place in places.values()) or _has_long_rows(path, records, context):
        return None
    labels = tuple(_cell(row, places[x.value] or 0) for _, row in records[1:])
    for (line, _), label in zip(records[1:], labels, strict=True):
        context.prove(_text(path.value, line, label))
    series = tuple((name.value, _amounts(path.value, places[name.value] or 0, records[1:], context)) for name in y)
    return Columns(labels, series)


def _records(path: Text, context: PlanContext) -> list[tuple[int, list[str]]] | None:
    """The file's rows that are not empty, the header first, each with its line number."""
    text = author_text(context.workspace, path.value, path.span, context.diagnostics)
    if text is None:
        return None
    try:
        reader = csv.reader(io.StringIO(text), strict=True)
        records = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as problem:
        message, hint = f"'{path.value}' is not CSV: {problem}", "separate cells by commas, one record a line"
        context.diagnostics.error("bad-csv", message, path.span, hint)
        return None
    if len(records) < 2 or len(records) > MAX_ROWS:
        message = f"'{path.value}' has {max(0, len(records) - 1):,} rows of data"
        hint = f"a header and 1 to {MAX_ROWS:,} rows are needed"
        context.diagnostics.error("bad-csv", message, path.span, hint)
        return None
    return records


def _has_long_rows(path: Text, records: list[tuple[int, list[str]]], context: PlanContext) -> bool:
    """Whether a row has more cells than the header, which shifts its numbers; reports each."""
    width = len(records[0][1])
    found = [(line, len(row)) for line, row in records[1:] if len(row) > width]
    for line, cells in found:
        message = f"this row has {cells} cells, the header has {width}"
        hint = "put a cell that holds a comma in quotes; numbers have no separators"
        context.diagnostics.error("bad-csv", message, Span(path.value, line, 1), hint)
    return bool(found)


def _place(name: Text, header: list[str], context: PlanContext) -> int | None:
    if name.value in header:
        return header.index(name.value)
    hint = did_you_mean(name.value, header) or "the first line of the file names its columns"
    context.diagnostics.error("unknown-column", f"the file has no column '{name.value}'", name.span, hint)
    return None


def _text(file: str, line: int, label: str) -> Text:
    """A label as a text whose place is its line in ``file``."""
    source = Source(file, "\n" * (line - 1) + label)
    return Text.of(Scalar(label, True, source, line - 1, line - 1 + len(label)))


def _cell(row: list[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""


def _amounts(file: str, place: int, records: list[tuple[int, list[str]]], context: PlanContext) -> tuple[Amount, ...]:
    return tuple(_amount(file, line, _cell(row, place), context) for line, row in records)


def _amount(file: str, line: int, cell: str, context: PlanContext) -> Amount:
    span = Span(file, line, 1)
    if not cell:
        return Amount(span)
    number = decimal_of(cell)
    if number is None:
        context.diagnostics.error("bad-number", f"'{cell[:40]}' is no number", span, _NUMBER_HINT)
    return Amount(span, number)
