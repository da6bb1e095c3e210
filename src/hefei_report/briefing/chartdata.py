"""The data of a chart as a table for machines: CSV (RFC 4180) with the values as they are, not as they are printed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from hefei_report.document.chartcolumns import DataColumn, Role, columns_of
from hefei_report.document.chartplan import ChartPlan, Value

_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_STATUS = "status"


def chart_csv(plan: ChartPlan) -> bytes:
    """A row for each category of ``plan`` and a column for each series, in UTF-8.

    A column's head is the name of its series with the unit. A series that holds anything but actual values has a
    column beside it that says of each value what it is ("estimated"). A missing value is an empty cell. Targets and
    reference lines are columns of their own; of a timeline, the dates and events are the rows, of a plan the tasks
    with their dates. A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    table = io.StringIO()
    columns = [written for column in columns_of(plan) for written in _written(column)]
    csv.writer(table).writerows(zip(*map(_harmless, columns), strict=True))
    return table.getvalue().encode()


_Column = list[str]


def _harmless(column: _Column) -> _Column:
    """``column`` with an apostrophe before what begins like a formula and is no number (CWE-1236)."""
    return [f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text for text in column]


def _written(column: DataColumn) -> Iterator[_Column]:
    """A column and, if one of its cells isn't actual, what each is."""
    yield [_head(column), *map(_cell, column.cells)]
    if column.statuses:
        head = f"{column.name}: {_STATUS}" if column.name else _STATUS
        yield [head, *(status.value for status in column.statuses)]


def _head(column: DataColumn) -> str:
    name = column.name if column.role in (Role.VALUE, Role.CATEGORY) else column.name or column.role.value
    return f"{name} ({column.unit})" if name and column.unit else name or column.unit or column.role.value


def _cell(cell: Value | str) -> str:
    """All digits of a number, without an exponent."""
    if isinstance(cell, str):
        return cell
    return "" if cell.number is None else f"{cell.number:f}"
