"""``waterfall``: how one level became another, change by change.

Use it to explain one change by its parts. For parts of a whole draw a stacked bar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import MAX_CATEGORIES, ZERO
from hefei_report.charts.planning.data import Amount, StatusName, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.inks import status_legend
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.charts.planning.scales import bar_axis
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import (
    Band,
    Bar,
    Bars,
    ChartPlan,
    Connector,
    Connectors,
    Ink,
    Series,
    Status,
    Value,
)
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-bridge
  chart: waterfall
  title: Cars brought most of what exports gained
  caption: Goods exports, and what changed them from 2020 to 2024, billion yuan
  alt: Waterfall chart of exports between two years; cars add most, textiles take away.
  unit: billion yuan
  data:
    - {label: "2020", value: 128.6, total: true}
    - {label: Cars, value: 74.3, highlight: true}
    - {label: Displays, value: 41.2}
    - {label: Textiles, value: -12.6}
    - {label: All others, value: 25.7}
    - {label: "2024", total: true}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFields:
    """A change, or a level (``total: true``), which is added up unless its value is given."""

    span: Span
    label: Text
    value: Amount | None = None
    total: bool = False
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The steps from left to right in ``data``: rows, or a CSV file (``x`` steps, ``y`` values, ``totals`` by name)."""

    data: tuple[StepFields, ...] | Text
    x: Text | None = None
    y: tuple[Text, ...] = ()
    totals: tuple[Text, ...] = ()
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What an author wrote for one step; ``amount`` is None for a level that is to be added up."""

    label: str
    span: Span
    amount: Amount | None
    total: bool
    highlight: bool = False
    status: Status | None = None
    known: str = ""  # what its author may call it, too


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Columns that begin where the one before ends, on an axis that holds zero; levels stand on zero."""
    steps = _read(fields, context)
    if steps is None or not _is_drawable(steps, context):
        return None
    measure = measure_of([step.amount for step in steps if step.amount], context)
    values = _added_up(steps, [_value(step, measure) for step in steps], measure)
    if values is None:
        return None
    values = evenly_printed([Series("", values)], measure)[0].values
    values = tuple(_signed(value) for value in _highlighted(values, steps, fields, context))
    bars = tuple(_bars(values))
    labels = tuple(step.label for step in steps)
    return ChartPlan(
        kind="waterfall",
        categories=labels,
        series=(Series("", values, Ink.PRIMARY),),
        layers=(Connectors(tuple(Connector(bar.slot, bar.end) for bar in bars[:-1])), Bars(bars)),
        unit=measure.name,
        x=Band(labels),
        y=bar_axis(end for bar in bars for end in (bar.start, bar.end)),
        legend=status_legend(values, context.language),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _read(fields: Fields, context: PlanContext) -> tuple[Step, ...] | None:
    if isinstance(fields.data, Text):
        return _from_file(fields, fields.data, context)
    return tuple(
        Step(
            context.plain(row.label),
            row.span,
            row.value,
            row.total,
            row.highlight,
            status_of(row.status),
            row.label.value,
        )
        for row in fields.data
    )


def _from_file(fields: Fields, path: Text, context: PlanContext) -> tuple[Step, ...] | None:
    columns = read_columns(path, fields.x, fields.y[:1], context, again=True)
    if columns is None:
        return None
    unknown = [name for name in fields.totals if name.value not in columns.labels]
    for name in unknown:
        message = f"the file has no step '{name.value[:40]}'"
        context.diagnostics.error("bad-value", message, name.span, "write a label of the file's column of steps")
    levels = {name.value for name in fields.totals}
    steps = tuple(
        Step(
            label,
            amount.span,
            None if label in levels and amount.number is None else amount,
            label in levels,
        )
        for label, amount in zip(columns.labels, columns.series[0][1], strict=True)
    )
    return None if unknown else steps


def _is_drawable(steps: Sequence[Step], context: PlanContext) -> bool:
    """Whether there are steps, and no more than a reader follows, and each change has a value."""
    if not steps:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
        return False
    if len(steps) > MAX_CATEGORIES:
        hint = f"show the {MAX_CATEGORIES} that matter, and put the others together"
        context.diagnostics.error("too-many-parts", f"{len(steps)} steps", context.span, hint)
        return False
    unknown = [step for step in steps if not step.total and (step.amount is None or _is_missing(step.amount))]
    for step in unknown:
        message = f"the change '{step.label[:40]}' has no value"
        hint = "add 'value:', or 'total: true' for a level; nothing can be added to what is not known"
        context.diagnostics.error("missing-value", message, step.span, hint)
    return not unknown


def _is_missing(amount: Amount) -> bool:
    return amount.number is None and amount.fact is None


# -------------------------------------------------------------------------------------------- planning


def _value(step: Step, measure: Measure) -> Value | None:
    """What the author gave, or None for a level that is to be added up."""
    if step.amount is None or _is_missing(step.amount):
        return None
    value = measure.value(step.amount, status=step.status)
    return replace(value, ink=_ink(step, value.number or ZERO), total=step.total)


def _ink(step: Step, number: Decimal) -> Ink:
    """Levels in the first colour; what is added and what is taken away in one each."""
    if step.total:
        return Ink.PRIMARY
    return Ink.THIRD if number < 0 else Ink.SECOND


def _highlighted(
    values: Sequence[Value], steps: Sequence[Step], fields: Fields, context: PlanContext
) -> Iterator[Value]:
    """``values`` with the accent for those that stand out."""
    pairs = zip(steps, values, strict=True)
    candidates = [Candidate(step.label, value.number, step.highlight, step.known) for step, value in pairs]
    for value, chosen in zip(values, stand_out(fields.highlight, candidates, context), strict=True):
        yield replace(value, ink=Ink.ACCENT) if chosen else value


def _added_up(steps: Sequence[Step], given: Sequence[Value | None], measure: Measure) -> tuple[Value, ...] | None:
    """All values, levels added up; None after reporting a level that is not what its changes add up to."""
    found: list[Value] = []
    since: list[Value] = []  # what the next level is the sum of: the last one, and the changes after it
    for step, stated in zip(steps, given, strict=True):
        value = stated or _sum(since, step, measure)
        if value.number is None:
            return None  # an unknown fact, which is reported
        if step.total and since and not _agrees(value, since, step, measure):
            return None
        since = [value] if step.total else [*since, value]
        found.append(value)
    return tuple(found)


def _sum(summands: Sequence[Value], step: Step, measure: Measure) -> Value:
    """A level that no author wrote."""
    number = sum((value.number or ZERO for value in summands), ZERO)
    facts = [id_ for value in summands for id_ in ((value.fact,) if value.fact else value.computed_from)]
    proven = facts and all(value.fact or value.computed_from for value in summands)
    return Value(
        number,
        measure.text(number),
        _ink(step, number),
        step.status or Status.ACTUAL,
        total=True,
        computed_from=tuple(dict.fromkeys(facts)) if proven else (),
    )


def _agrees(level: Value, summands: Sequence[Value], step: Step, measure: Measure) -> bool:
    """Whether a stated level is the sum of ``summands`` but for what rounding each of them may have changed."""
    numbers = [value.number or ZERO for value in summands]
    total = sum(numbers, ZERO)
    stated = level.number or ZERO
    if abs(stated - total) <= sum((_half_a_digit(number) for number in (*numbers, stated)), ZERO):
        return True
    message = f"'{step.label[:40]}' is {measure.text(stated)}, but the steps before it add up to {measure.text(total)}"
    hint = "put the missing change before it as a step of its own, or leave its value out to have it added up"
    measure.context.diagnostics.error("wrong-total", message, step.amount.span if step.amount else step.span, hint)
    return False


def _half_a_digit(number: Decimal) -> Decimal:
    """How far the rounding of ``number`` to its last digit can have moved it; nothing for a whole number."""
    exponent = int(number.as_tuple().exponent)
    return Decimal(1).scaleb(exponent) / 2 if exponent < 0 else Decimal("0.5")


def _signed(value: Value) -> Value:
    """A change says by its sign what it is."""
    if value.total or not value.text or not value.number or value.number < 0:
        return value
    return replace(value, text="+" + value.text)


def _bars(values: Sequence[Value]) -> Iterator[Bar]:
    level = ZERO
    for slot, value in enumerate(values):
        start = ZERO if value.total else level
        level = start + (value.number or ZERO)
        yield Bar(slot, start, level, value)
