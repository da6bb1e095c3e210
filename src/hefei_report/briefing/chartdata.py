"""The data of a chart as a table for machines: CSV (RFC 4180) with the values as they are, not as they are printed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.document.chartplan import ChartPlan, Events, Markers, Rule, Status, Value
from hefei_report.document.progresslayers import Schedule, Span

_TASK, _START, _END = "task", "start", "end"
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_CATEGORY, _VALUE, _STATUS, _TARGET, _DATE, _EVENT, _REFERENCE = (
    "category",
    "value",
    "status",
    "target",
    "date",
    "event",
    "reference",
)


def chart_csv(plan: ChartPlan) -> bytes:
    """A row for each category of ``plan`` and a column for each series, in UTF-8.

    A column's head is the name of its series with the unit. A series that holds anything but actual values has a
    column beside it that says of each value what it is ("estimated"). A missing value is an empty cell. Targets and
    reference lines are columns of their own; of a timeline, the dates and events are the rows, of a plan the tasks
    with their dates. A text that a spreadsheet would run as a formula begins with an apostrophe.
    """
    table = io.StringIO()
    csv.writer(table).writerows(zip(*map(_harmless, _columns(plan)), strict=True))
    return table.getvalue().encode()


_Column = list[str]


def _harmless(column: _Column) -> _Column:
    """``column`` with an apostrophe before what begins like a formula and is no number (CWE-1236)."""
    return [f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text for text in column]


def _columns(plan: ChartPlan) -> Iterator[_Column]:
    events = [event for layer in plan.layers if isinstance(layer, Events) for event in layer.events]
    if events:
        yield [_DATE, *(event.date for event in events)]
        yield [_EVENT, *(event.text for event in events)]
        yield from _statuses("", [event.status for event in events])
        return
    spans = [span for layer in plan.layers if isinstance(layer, Schedule) for span in layer.spans]
    if spans:
        yield from _tasks(plan.categories, spans)
        return
    yield [_CATEGORY, *plan.categories]
    for series in plan.series:
        yield from _values(series.name, series.values, series.unit or plan.unit)
    yield from _others(plan)


def _tasks(names: Sequence[str], spans: Sequence[Span]) -> Iterator[_Column]:
    """Tasks with their dates as the author gives them."""
    yield [_TASK, *(names[span.slot] for span in spans)]
    yield [_START, *(span.first for span in spans)]
    yield [_END, *(span.last for span in spans)]
    yield from _statuses("", [span.status for span in spans])


def _values(name: str, values: Sequence[Value], unit: str) -> Iterator[_Column]:
    """The values of a series and, if one isn't actual, what each is."""
    yield [_head(name, unit), *(_number(value.number) for value in values)]
    yield from _statuses(name, [value.status for value in values])


def _statuses(name: str, statuses: Sequence[Status]) -> Iterator[_Column]:
    if set(statuses) - {Status.ACTUAL}:
        yield [f"{name}: {_STATUS}" if name else _STATUS, *(status.value for status in statuses)]


def _others(plan: ChartPlan) -> Iterator[_Column]:
    """Targets at their categories, and reference lines, which hold for all."""
    for layer in plan.layers:
        if isinstance(layer, Markers):
            targets = {marker.slot: marker.value for marker in layer.markers}
            slots = range(len(plan.categories))
            yield [
                _head(_TARGET, plan.unit),
                *(_number(targets[slot].number) if slot in targets else "" for slot in slots),
            ]
        elif isinstance(layer, Rule):
            yield [_head(layer.text or _REFERENCE, plan.unit), *[_number(layer.at)] * len(plan.categories)]


def _head(name: str, unit: str) -> str:
    return f"{name} ({unit})" if name and unit else name or unit or _VALUE


def _number(number: Decimal | None) -> str:
    """All digits, without an exponent."""
    return "" if number is None else f"{number:f}"
