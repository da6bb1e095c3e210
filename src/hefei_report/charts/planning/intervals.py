"""Reads how far the values of lines may lie apart, such as those of a forecast, and plans the bands behind them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.curves import Curve, Places
from hefei_report.charts.planning.data import Amount, LineRow, LineSeries
from hefei_report.charts.planning.measure import Measure
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import Interval, Reach, Value
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRow(LineRow):
    """A point of a line that may lie between ``low`` and ``high``."""

    low: Amount | None = None
    high: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalSeries(LineSeries):
    """A line with its name, and with intervals where its rows have them."""

    data: tuple[IntervalRow, ...]


# The two ends of the interval at one point of a line, with the place where it is written.
Ends = tuple[Value, Value, Span]


def ends_of(row: LineRow) -> tuple[Amount | None, Amount | None]:
    """What the author wrote as the ends of an interval."""
    return (row.low, row.high) if isinstance(row, IntervalRow) else (None, None)


def read_ends(rows: Sequence[LineRow], measure: Measure, context: PlanContext) -> list[Ends | None]:
    """The interval of each row, None where it has none; half an interval, or one the wrong way round, is reported."""
    found: list[Ends | None] = []
    for row in rows:
        low, high = ends_of(row)
        if (low is None) is not (high is None):
            hint = "write both 'low' and 'high', or none of them"
            context.diagnostics.error("missing-key", "this interval has one end", row.span, hint)
        pair = (measure.value(low), measure.value(high)) if low and high else None
        known = pair is not None and None not in (pair[0].number, pair[1].number)
        found.append((*pair, row.span) if pair is not None and known else None)
    return found


def intervals(curve: Curve, ends: Sequence[Ends | None], places: Places, context: PlanContext) -> Iterator[Interval]:
    """A band for each stretch of neighbouring points of ``curve`` that have an interval."""
    slots = {label: slot for slot, label in enumerate(places.labels)}
    rows = sorted(zip(curve.labels, curve.values, ends, strict=True), key=lambda row: slots[row[0]])
    before: tuple[str, Value] | None = None
    for has_ends, stretch in itertools.groupby(rows, key=lambda row: row[2] is not None):
        group = list(stretch)
        if has_ends:
            reaches = [
                _reach(label, slots[label], value, pair, places, context) for label, value, pair in group if pair
            ]
            yield Interval(tuple(reaches), curve.name, curve.ink, _apex(before, places))
        before = group[-1][:2]


def _reach(label: str, slot: int, value: Value, ends: Ends, places: Places, context: PlanContext) -> Reach:
    """The interval at one point; one that is upside down, or doesn't hold its value, is reported."""
    low, high, span = ends
    if (low.number or 0) > (high.number or 0):
        hint = "write the smaller number in 'low', the larger in 'high'"
        context.diagnostics.error("bad-number", "this interval ends below its beginning", span, hint)
    elif value.number is not None and not (low.number or 0) <= value.number <= (high.number or 0):
        hint = "correct it, or widen the interval"
        context.diagnostics.error("bad-number", "this value is outside of its interval", span, hint)
    return Reach(places.at(label) or Decimal(0), slot, low, high)


def _apex(before: tuple[str, Value] | None, places: Places) -> tuple[Decimal, Decimal] | None:
    """The last point before a band, if there is a value."""
    if before is None or before[1].number is None:
        return None
    return places.at(before[0]) or Decimal(0), before[1].number
