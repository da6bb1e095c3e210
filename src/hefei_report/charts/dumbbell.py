"""``dumbbell``: two values of each category and the distance between them.

Use it for the gap between two values of each row. For one value draw bars, for two moments of a few things a slope.
"""

from __future__ import annotations

from dataclasses import replace

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.inks import status_legend
from hefei_report.charts.planning.measure import Measure
from hefei_report.charts.planning.pairs import PairFields, Pairs, read_pairs
from hefei_report.charts.planning.scales import ROW_ASPECT, ticked_axis
from hefei_report.document.chartplan import (
    Axis,
    Band,
    ChartPlan,
    Dumbbell,
    Dumbbells,
    Ink,
    LegendEntry,
    Value,
)
from hefei_report.document.labels import labels
from hefei_report.evidence.units import PERCENT
from hefei_report.records import dataclass

MAX_ROWS = 30
EXAMPLE = """
figure:
  id: fig-cities
  chart: dumbbell
  title: The city has nearly closed the gap
  caption: Permanent residents of four cities, million people
  alt: Two dots for each city, 2010 and 2024; the distance is largest for the city.
  unit: million people
  start: "2010"
  end: "2024"
  data:
    - {label: The city, start: 7.457, end: 10.002, highlight: true}
    - {label: Its neighbour, start: 8.005, end: 9.547}
    - {label: A port, start: 7.606, end: 9.771}
    - {label: An old capital, start: 8.468, end: 8.271}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(PairFields):
    """The rows from the top down; see :class:`PairFields`. The difference stands at the right unless it's unwanted."""

    difference: bool = True


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Two dots a row, joined; an earlier value is grey, a later one has the colour."""
    pairs = read_pairs(fields, MAX_ROWS, context)
    if pairs is None:
        return None
    pairs = _coloured(pairs)
    numbers = [value.number for value in (*pairs.starts, *pairs.finishes)]
    around = ticked_axis(numbers, pairs.measure.text)
    return ChartPlan(
        kind="dumbbell",
        categories=pairs.labels,
        series=pairs.series(),
        layers=(_dumbbells(pairs, context, differing=fields.difference),),
        unit=pairs.measure.name,
        x=Axis(around.minimum, around.maximum),
        y=Band(pairs.labels),
        legend=_legend(pairs, context),
        aspect=ROW_ASPECT * (2 + len(pairs.labels)),
        language=context.language,
    )


def _coloured(pairs: Pairs) -> Pairs:
    starts = tuple(replace(value, ink=Ink.FIFTH) for value in pairs.starts)
    finishes = tuple(
        replace(value, ink=Ink.ACCENT if chosen else Ink.PRIMARY)
        for value, chosen in zip(pairs.finishes, pairs.highlights, strict=True)
    )
    return replace(pairs, starts=starts, finishes=finishes)


def _dumbbells(pairs: Pairs, context: PlanContext, *, differing: bool) -> Dumbbells:
    def difference(start: Value, end: Value) -> str:
        return pairs.measure.difference(start, end) if differing else ""

    rows = enumerate(zip(pairs.starts, pairs.finishes, strict=True))
    found = tuple(Dumbbell(slot, start, end, difference(start, end)) for slot, (start, end) in rows)
    shown = any(dumbbell.difference for dumbbell in found)
    return Dumbbells(found, _heading(pairs.measure, context) if shown else "")


def _heading(measure: Measure, context: PlanContext) -> str:
    """What the differences are; those of percentages are in points."""
    words = labels(context.language)
    return words.difference_in_points if measure.unit and measure.unit.base == PERCENT else words.difference


def _legend(pairs: Pairs, context: PlanContext) -> tuple[LegendEntry, ...]:
    inks = (Ink.FIFTH, Ink.ACCENT if all(pairs.highlights) else Ink.PRIMARY)
    ends = tuple(LegendEntry(name, ink, shape="dot") for name, ink in zip(pairs.ends, inks, strict=True))
    return ends + status_legend((*pairs.starts, *pairs.finishes), context.language, "dot")
