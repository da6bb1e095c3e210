"""Reads the parts of one whole, for the kinds whose marks can't show what is less than nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Part, distinct, status_of
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.inks import part_inks
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.document.chartplan import Series, Value
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Whole:
    """The parts of a whole in the author's order, with a colour each; a missing one has no number."""

    measure: Measure
    labels: tuple[str, ...]
    values: tuple[Value, ...]

    @property
    def total(self) -> Decimal:
        """What the parts add up to."""
        return sum((value.number or Decimal(0) for value in self.values), Decimal(0))


def read_whole(rows: Sequence[Part], highlight: Highlight | None, most: int, context: PlanContext) -> Whole | None:
    """At most ``most`` parts that add up to something, or None after a complaint."""
    if not are_few(rows, most, context):
        return None
    measure = measure_of([row.value for row in rows], context)
    labels = distinct([row.label for row in rows], context)
    parts = tuple(measure.value(row.value, status=status_of(row.status)) for row in rows)
    inks = part_inks(stand_out(highlight, part_candidates(rows, labels, parts), context))
    parts = tuple(replace(part, ink=ink) for part, ink in zip(parts, inks, strict=True))
    whole = Whole(measure, labels, evenly_printed([Series("", parts)], measure)[0].values)
    return whole if _adds_up(rows, whole, context) else None


def part_candidates(rows: Sequence[Part], labels: Sequence[str], values: Sequence[Value]) -> list[Candidate]:
    """What may stand out of a whole: each of its parts."""
    parts = zip(rows, labels, values, strict=True)
    return [Candidate(label, value.number, row.highlight, row.label.value) for row, label, value in parts]


def are_few(rows: Sequence[Part], most: int, context: PlanContext) -> bool:
    """Whether there are rows, and not more than an eye can compare; reports it if not."""
    if not rows:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
    elif len(rows) > most:
        message = f"{len(rows)} parts are too many to be told apart"
        hint = f"put the smallest together so that {most} are left, or use 'chart: bar'"
        context.diagnostics.error("too-many-parts", message, rows[most].span, hint)
    return 0 < len(rows) <= most


def _adds_up(rows: Sequence[Part], whole: Whole, context: PlanContext) -> bool:
    """Whether no part is negative, and something is left to divide."""
    negative = [row for row, value in zip(rows, whole.values, strict=True) if value.number and value.number < 0]
    for row in negative:
        message = "a part of a whole can't be negative"
        context.diagnostics.error("bad-number", message, row.value.span, "draw bars instead")
    if not negative and not whole.total:
        context.diagnostics.error("empty", "the parts add up to nothing", context.span, "add values above zero")
    return not negative and bool(whole.total)
