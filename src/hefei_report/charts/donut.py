"""``donut``: a ring of a few parts of one whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, Part, status_of
from hefei_report.charts.planning.inks import MOST_PARTS, part_inks, status_legend
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.document.chartplan import ChartPlan, Ring, Series, Value, Wedge
from hefei_report.outline.text import Text

EXAMPLE = """
figure:
  id: fig-makers
  chart: donut
  title: One maker builds two cars in three
  caption: New-energy vehicles made in the city in 2023, by maker
  alt: Ring chart of vehicles by maker; the largest has two thirds.
  unit: thousand vehicles
  centre: Makers
  data:
    - {label: Largest maker, value: 486, highlight: true}
    - {label: All others, value: 254}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Parts in the author's order, clockwise from the top; ``centre``, a text or a fact, is set large in the middle."""

    data: tuple[Part, ...]
    centre: Text | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A ring whose parts add up to the whole."""
    if not _is_ring(fields, context):
        return None
    measure = measure_of([row.value for row in fields.data], context)
    inks = part_inks([row.highlight for row in fields.data])
    labels = tuple(context.plain(row.label) for row in fields.data)
    parts = tuple(
        measure.value(row.value, ink, status_of(row.status)) for row, ink in zip(fields.data, inks, strict=True)
    )
    values = evenly_printed([Series("", parts)], measure)[0].values
    negative = [row for row, value in zip(fields.data, values, strict=True) if value.number and value.number < 0]
    for row in negative:
        hint = "draw bars instead"
        context.diagnostics.error("bad-number", "a part of a ring can't be negative", row.value.span, hint)
    if negative:
        return None
    total = sum((value.number or Decimal(0) for value in values), Decimal(0))
    if not total:
        context.diagnostics.error("empty", "the parts add up to nothing", context.span, "add values above zero")
        return None
    centre, fact = _centre(fields.centre, measure, context)
    return ChartPlan(
        kind="donut",
        categories=labels,
        series=(Series("", values, inks[0]),),
        layers=(Ring(_wedges(labels, values, total), centre, measure.name if centre else "", fact),),
        unit=measure.name,
        aspect=0.4,
        legend=status_legend(values, context.language),
        language=context.language,
    )


def _centre(text: Text | None, measure: Measure, context: PlanContext) -> tuple[str, str | None]:
    """What stands in the middle, and the id of the fact that it is."""
    amount = Amount.of(text) if text is not None else None
    if amount is None:
        return context.plain(text), None
    value = measure.value(amount)
    return value.text, value.fact


def _is_ring(fields: Fields, context: PlanContext) -> bool:
    """Whether there are as many parts as an eye can compare."""
    if not fields.data:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
        return False
    if len(fields.data) > MOST_PARTS:
        message = f"{len(fields.data)} parts are too many for a ring"
        hint = f"put the smallest together so that {MOST_PARTS} are left, or use 'chart: bar'"
        context.diagnostics.error("too-many-parts", message, fields.data[MOST_PARTS].span, hint)
        return False
    return True


def _wedges(labels: tuple[str, ...], values: tuple[Value, ...], total: Decimal) -> tuple[Wedge, ...]:
    present = [(label, value) for label, value in zip(labels, values, strict=True) if value.number is not None]
    shares = [(value.number or Decimal(0)) / total for _, value in present]
    wedges = [Wedge(label, share, value) for (label, value), share in zip(present, shares, strict=True)]
    rest = 1 - sum(shares[1:], Decimal(0))  # so that the shares add up to one to the last digit
    return (replace(wedges[0], share=rest), *wedges[1:])
