"""Reads things with two values each: where they start and where they end, in time or between two groups."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, StatusName, distinct, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import Series, Value
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

ENDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One thing with its two values; ``status`` is that of the second."""

    span: Span
    label: Text
    start: Amount
    end: Amount
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFields:
    """Rows in ``data``, with ``start`` and ``end`` saying what their values are of; or a CSV file, whose two columns
    ``y`` are named at its head.
    """

    data: tuple[PairRow, ...] | Text
    start: Text | None = None
    end: Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """The data in one shape: as many values at both ends as labels. Colours are left to the kind."""

    measure: Measure
    ends: tuple[str, str]
    labels: tuple[str, ...]
    starts: tuple[Value, ...]
    finishes: tuple[Value, ...]
    highlights: tuple[bool, ...]

    def series(self) -> tuple[Series, ...]:
        """A row of data for each end."""
        rows = zip(self.ends, (self.starts, self.finishes), strict=True)
        return tuple(Series(name, values, values[0].ink) for name, values in rows)


def read_pairs(fields: PairFields, most: int, context: PlanContext) -> Pairs | None:
    """The data however it was written, at most ``most`` rows, or None after a complaint."""
    pairs = _from_file(fields, fields.data, context) if isinstance(fields.data, Text) else _from_rows(fields, context)
    if pairs is None:
        return None
    found = context.diagnostics
    if len(pairs.labels) > most:
        hint = f"show the {most} that matter"
        found.error("too-many-parts", f"{len(pairs.labels)} rows", context.span, hint)
        return None
    if not any(value.number is not None for value in (*pairs.starts, *pairs.finishes)):
        found.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
        return None
    first, second = evenly_printed(pairs.series(), pairs.measure)
    chosen = stand_out(fields.highlight, _candidates(pairs), context)
    return replace(pairs, starts=first.values, finishes=second.values, highlights=tuple(chosen))


def _candidates(pairs: Pairs) -> list[Candidate]:
    """The rows, whose value is that at their end; rules may ask of ``start`` and ``end``."""
    rows = zip(pairs.labels, pairs.starts, pairs.finishes, pairs.highlights, strict=True)
    return [
        Candidate(label, end.number, flagged, more=(("start", start.number), ("end", end.number)))
        for label, start, end, flagged in rows
    ]


def _from_rows(fields: PairFields, context: PlanContext) -> Pairs | None:
    rows = fields.data if isinstance(fields.data, tuple) else ()
    if not _has_names(fields, context):
        return None
    if not rows:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
        return None
    measure = measure_of([amount for row in rows for amount in (row.start, row.end)], context)
    return Pairs(
        measure,
        (context.plain(fields.start), context.plain(fields.end)),
        distinct([row.label for row in rows], context),
        tuple(measure.value(row.start) for row in rows),
        tuple(measure.value(row.end, status=status_of(row.status)) for row in rows),
        tuple(row.highlight for row in rows),
    )


def _has_names(fields: PairFields, context: PlanContext) -> bool:
    missing = [key for key, text in (("start", fields.start), ("end", fields.end)) if text is None]
    for key in missing:
        hint = f"add '{key}:' with what the values are of, such as a year"
        context.diagnostics.error("missing-key", f"the key '{key}' is missing", context.span, hint)
    return not missing


def _from_file(fields: PairFields, path: Text, context: PlanContext) -> Pairs | None:
    if len(fields.y) not in (0, ENDS):
        place = fields.y[0].span
        context.diagnostics.error("wrong-length", f"{len(fields.y)} columns", place, "name two columns in 'y:'")
        return None
    read = read_columns(path, fields.x, fields.y, context)
    if read is None:
        return None
    measure = measure_of([], context)
    values = [tuple(measure.value(amount) for amount in amounts) for _, amounts in read.series]
    names = [name for name, _ in read.series]
    return Pairs(
        measure,
        (context.plain(fields.start) or names[0], context.plain(fields.end) or names[1]),
        read.labels,
        values[0],
        values[1],
        (False,) * len(read.labels),
    )
