"""``funnel``: how many are left from stage to stage, and what part of those before.

Use it where each stage holds what is left of the one before. Parts that don't follow from each other are bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import ZERO, CategoryFields, read_grid
from hefei_report.charts.planning.data import Part, Row
from hefei_report.charts.planning.highlights import Highlight
from hefei_report.charts.planning.inks import status_legend
from hefei_report.charts.planning.measure import measure_of
from hefei_report.charts.planning.scales import ROW_ASPECT
from hefei_report.charts.planning.shares import part_of
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import Axis, Band, ChartPlan, Series, Value
from hefei_report.document.labels import labels
from hefei_report.document.progresslayers import Funnel, Stage
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_STAGES = 12
EXAMPLE = """
figure:
  id: fig-start-ups
  chart: funnel
  title: Most teams are lost before anybody invests
  caption: Teams of founders that applied in 2022, and how far they had come by 2025
  alt: Funnel of four stages from applications to a product that sells; the largest loss is before the first investment.
  data:
    - {label: Applied, value: 1240}
    - {label: Taken in, value: 310}
    - {label: Found an investor, value: 74, highlight: true}
    - {label: Sell a product, value: 41}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The stages from the first in ``data``: rows, or a CSV file with its columns ``x`` and ``y``.

    ``rates`` are what each stage is of the one ``before``, of the ``first``, of ``both``, or ``none``.
    """

    data: tuple[Part, ...] | Text
    x: Text | None = None
    y: tuple[Text, ...] = ()
    highlight: Highlight | None = None
    rates: Literal["before", "first", "both", "none"] = "both"


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A bar for each stage in the middle of the chart, on an axis from zero to the largest."""
    rows = tuple(_row(part) for part in fields.data) if not isinstance(fields.data, Text) else fields.data
    if not rows or len(fields.y) > 1:
        _refuse(fields, context)
        return None
    measure = measure_of([row.value for row in rows] if isinstance(rows, tuple) else [], context)
    grid = read_grid(CategoryFields(data=rows, x=fields.x, y=fields.y, highlight=fields.highlight), measure, context)
    if grid is None:
        return None
    stages = grid.series[0].values
    if not _is_drawable(grid.labels, stages, _places(fields.data), context):
        return None
    rates = tuple(_rates(fields.rates, stages, context))
    return ChartPlan(
        kind="funnel",
        categories=grid.labels,
        series=(*grid.series, *rates),
        layers=(_funnel(stages, rates),),
        unit=measure.name,
        x=Axis(ZERO, max(value.number or ZERO for value in stages)),
        y=Band(grid.labels),
        legend=status_legend(stages, context.language),
        aspect=ROW_ASPECT * (1.5 + len(grid.labels)),
        language=context.language,
    )


def _row(part: Part) -> Row:
    return Row(span=part.span, label=part.label, value=part.value, highlight=part.highlight, status=part.status)


def _refuse(fields: Fields, context: PlanContext) -> None:
    if len(fields.y) > 1:
        message, hint = f"{len(fields.y)} columns of values", "name the one column in 'y:' that counts what is left"
        context.diagnostics.error("wrong-length", message, fields.y[1].span, hint)
    else:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add rows to 'data:'")


def _places(data: tuple[Part, ...] | Text) -> tuple[Span, ...]:
    """Where each stage is written; none of a file's."""
    return () if isinstance(data, Text) else tuple(part.value.span for part in data)


def _is_drawable(names: Sequence[str], stages: Sequence[Value], spans: Sequence[Span], context: PlanContext) -> bool:
    """Whether there are no more stages than a reader follows, none is below zero, and there is something at all.

    A stage with more than the one before is reported as well, and drawn: it is no part of what was there.
    """
    found = context.diagnostics
    if len(stages) > MAX_STAGES:
        hint = f"show the {MAX_STAGES} that matter"
        found.error("too-many-parts", f"{len(stages)} stages", context.span, hint)
        return False
    drawable = True
    before: Value | None = None
    for number, (name, value) in enumerate(zip(names, stages, strict=True)):
        span = spans[number] if spans else context.span
        if value.number is not None and value.number < 0:
            hint = "a funnel counts what is left; draw changes as a waterfall"
            found.error("negative-part", f"the stage '{name[:40]}' is below zero", span, hint)
            drawable = False
        elif value.number is not None and before and before.number is not None and value.number > before.number:
            hint = "put the stages in order, or draw a bar chart if they are no parts of one another"
            found.warning("rising-funnel", f"the stage '{name[:40]}' is larger than the one before", span, hint)
        before = value if value.number is not None else before
    if drawable and not any(value.number for value in stages):
        found.error("empty", "this funnel has nothing in it", context.span, "give its stages values above zero")
        return False
    return drawable


def _rates(chosen: str, stages: Sequence[Value], context: PlanContext) -> Iterator[Series]:
    """What each stage is of the one before and of the first; with two stages, these are the same."""
    words = labels(context.language)
    if chosen in ("before", "both") and len(stages) > 1:
        yield _series(words.of_before, (None, *stages[:-1]), stages)
    if chosen == "first" or (chosen == "both" and len(stages) > 2):
        yield _series(words.of_first, (None, *(stages[0] for _ in stages[1:])), stages)


def _series(name: str, wholes: Sequence[Value | None], stages: Sequence[Value]) -> Series:
    values = tuple(
        replace(part_of(value, whole) if whole else Value(None), ink=value.ink)
        for value, whole in zip(stages, wholes, strict=True)
    )
    return Series(name, values, stages[0].ink, unit="%")


def _funnel(stages: Sequence[Value], rates: Sequence[Series]) -> Funnel:
    return Funnel(
        tuple(Stage(slot, value, tuple(one.values[slot] for one in rates)) for slot, value in enumerate(stages)),
        tuple(one.name for one in rates),
    )
