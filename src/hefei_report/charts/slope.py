"""``slope``: what became of several things between two moments.

Use it for what changed between two moments, and who overtook whom. For more moments draw lines.
"""

from __future__ import annotations

from dataclasses import replace

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.inks import SERIES, series_inks, status_legend
from hefei_report.charts.planning.pairs import PairFields, Pairs, read_pairs
from hefei_report.charts.planning.scales import ticked_axis
from hefei_report.document.chartplan import Axis, Band, ChartPlan, Ink, Series, Slope, Slopes
from hefei_report.records import dataclass

MAX_SLOPES = 16
EXAMPLE = """
figure:
  id: fig-slopes
  chart: slope
  title: The city overtook two others
  caption: Permanent residents of four cities, million people
  alt: Lines from 2010 to 2024 for four cities; that of the city rises most.
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
    """The lines; see :class:`PairFields`. ``invert`` puts the smallest value on top, for ranks."""

    invert: bool = False


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A straight line for each thing, with its name and both values at its ends."""
    pairs = read_pairs(fields, MAX_SLOPES, context)
    if pairs is None or not _can_be_told_apart(pairs, context):
        return None
    pairs, inks = _coloured(pairs)
    numbers = [value.number for value in (*pairs.starts, *pairs.finishes) if value.number is not None]
    around = ticked_axis(numbers, pairs.measure.text)
    low, high = (min(numbers), max(numbers)) if min(numbers) < max(numbers) else (around.minimum, around.maximum)
    rows = tuple(zip(pairs.labels, pairs.starts, pairs.finishes, inks, strict=True))
    return ChartPlan(
        kind="slope",
        categories=pairs.ends,
        series=tuple(Series(name, (start, end), ink) for name, start, end, ink in rows),
        layers=(Slopes(tuple(Slope(*row) for row in rows)),),
        unit=pairs.measure.name,
        x=Band(pairs.ends),
        y=Axis(low, high, inverted=fields.invert),
        legend=status_legend((*pairs.starts, *pairs.finishes), context.language, "dot"),
        aspect=max(0.56, 0.05 * len(pairs.labels)),
        language=context.language,
    )


def _can_be_told_apart(pairs: Pairs, context: PlanContext) -> bool:
    if any(pairs.highlights) or len(pairs.labels) <= len(SERIES):
        return True
    message = f"{len(pairs.labels)} lines can't be told apart"
    hint = f"highlight one (the others turn grey), or show at most {len(SERIES)}"
    context.diagnostics.error("too-many-parts", message, context.span, hint)
    return False


def _coloured(pairs: Pairs) -> tuple[Pairs, tuple[Ink, ...]]:
    inks = series_inks(pairs.highlights)
    starts = tuple(replace(value, ink=ink) for value, ink in zip(pairs.starts, inks, strict=True))
    finishes = tuple(replace(value, ink=ink) for value, ink in zip(pairs.finishes, inks, strict=True))
    return replace(pairs, starts=starts, finishes=finishes), inks
