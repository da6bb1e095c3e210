"""The data of a chart as columns, the same for its table in the appendix and for the file that machines read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum

from hefei_report.document.chartplan import ChartPlan, Events, Interval, Markers, Rule, Status, Value
from hefei_report.document.labels import labels
from hefei_report.document.progresslayers import Schedule
from hefei_report.records import dataclass


class Role(Enum):
    """What a column holds; it is its head where it has no name."""

    CATEGORY = "category"
    VALUE = "value"
    TARGET = "target"
    REFERENCE = "reference"
    DATE = "date"
    EVENT = "event"
    TASK = "task"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column: texts, or values in ``unit``. ``statuses`` are those of its cells, () where all are actual."""

    role: Role
    cells: tuple[Value | str, ...]
    name: str = ""
    unit: str = ""
    statuses: tuple[Status, ...] = ()


def columns_of(plan: ChartPlan) -> Iterator[DataColumn]:
    """A row for each category and a column for each series; then intervals, targets and reference lines.

    Of a timeline the dates and events are the rows, of a plan the tasks with their dates as the author gives them.
    """
    events = [event for layer in plan.layers if isinstance(layer, Events) for event in layer.events]
    spans = [span for layer in plan.layers if isinstance(layer, Schedule) for span in layer.spans]
    if events:
        yield DataColumn(Role.DATE, tuple(event.date for event in events))
        statuses = _special([event.status for event in events])
        yield DataColumn(Role.EVENT, tuple(event.text for event in events), statuses=statuses)
    elif spans:
        yield DataColumn(Role.TASK, tuple(plan.categories[span.slot] for span in spans))
        yield DataColumn(Role.START, tuple(span.first for span in spans))
        statuses = _special([span.status for span in spans])
        yield DataColumn(Role.END, tuple(span.last for span in spans), statuses=statuses)
    else:
        yield DataColumn(Role.CATEGORY, plan.categories)
        yield from _series(plan)
        yield from _intervals(plan)
        yield from _others(plan)


def _series(plan: ChartPlan) -> Iterator[DataColumn]:
    for series in plan.series:
        statuses = _special([value.status for value in series.values])
        yield DataColumn(Role.VALUE, series.values, series.name, series.unit or plan.unit, statuses)


def _intervals(plan: ChartPlan) -> Iterator[DataColumn]:
    """Between which values lines may lie: two columns for each line that has such a band."""
    words = labels(plan.language)
    bands = [layer for layer in plan.layers if isinstance(layer, Interval)]
    for name in dict.fromkeys(band.name for band in bands):
        reaches = {reach.slot: reach for band in bands if band.name == name for reach in band.reaches}
        for word, cells in (
            (words.low, {slot: reach.low for slot, reach in reaches.items()}),
            (words.high, {slot: reach.high for slot, reach in reaches.items()}),
        ):
            column = tuple(cells.get(slot, Value(None)) for slot in range(len(plan.categories)))
            yield DataColumn(Role.VALUE, column, words.comma.join(filter(None, (name, word))), plan.unit)


def _others(plan: ChartPlan) -> Iterator[DataColumn]:
    """Targets at their categories, and reference lines, which hold for all."""
    slots = range(len(plan.categories))
    for layer in plan.layers:
        if isinstance(layer, Markers):
            targets = {marker.slot: replace(marker.value, text="") for marker in layer.markers}
            cells = tuple(targets.get(slot, Value(None)) for slot in slots)
            yield DataColumn(Role.TARGET, cells, unit=plan.unit)
        elif isinstance(layer, Rule):
            yield DataColumn(Role.REFERENCE, (Value(layer.at, fact=layer.fact),) * len(slots), layer.text, plan.unit)


def _special(statuses: Sequence[Status]) -> tuple[Status, ...]:
    return tuple(statuses) if set(statuses) - {Status.ACTUAL} else ()
