"""``donut``: a ring of a few parts of one whole.

Use it where one part of a whole is the message. To compare parts that are nearly alike draw bars.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, Part
from hefei_report.charts.planning.highlights import Highlight
from hefei_report.charts.planning.inks import MOST_PARTS, status_legend
from hefei_report.charts.planning.measure import Measure
from hefei_report.charts.planning.wholes import Whole, read_whole
from hefei_report.document.chartplan import ChartPlan, Ring, Series, Wedge
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

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
    highlight: Highlight | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A ring whose parts add up to the whole."""
    parts = read_whole(fields.data, fields.highlight, MOST_PARTS, context)
    if parts is None:
        return None
    centre, fact = _centre(fields.centre, parts.measure, context)
    return ChartPlan(
        kind="donut",
        categories=parts.labels,
        series=(Series("", parts.values, parts.values[0].ink),),
        layers=(Ring(_wedges(parts), centre, parts.measure.name if centre else "", fact),),
        unit=parts.measure.name,
        aspect=0.4,
        legend=status_legend(parts.values, context.language),
        language=context.language,
    )


def _centre(text: Text | None, measure: Measure, context: PlanContext) -> tuple[str, str | None]:
    """What stands in the middle, and the id of the fact that it is."""
    amount = Amount.of(text) if text is not None else None
    if amount is None:
        return context.plain(text), None
    value = measure.value(amount)
    return value.text, value.fact


def _wedges(whole: Whole) -> tuple[Wedge, ...]:
    pairs = zip(whole.labels, whole.values, strict=True)
    present = [(label, value) for label, value in pairs if value.number is not None]
    shares = [(value.number or Decimal(0)) / whole.total for _, value in present]
    wedges = [Wedge(label, share, value) for (label, value), share in zip(present, shares, strict=True)]
    rest = 1 - sum(shares[1:], Decimal(0))  # so that the shares add up to one to the last digit
    return (replace(wedges[0], share=rest), *wedges[1:])
