"""Plans dots in rows: lollipops, which stand on zero, and dot plots, which may begin anywhere."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import ZERO, CategoryFields, Grid, amounts_of, read_grid
from hefei_report.charts.planning.framing import Framing, Ground, Place, read_framing, slots_ground
from hefei_report.charts.planning.inks import series_legend, status_legend
from hefei_report.charts.planning.measure import Measure, measure_of
from hefei_report.charts.planning.scales import ROW_ASPECT, bar_axis
from hefei_report.document.chartplan import Axis, Band, ChartPlan, LegendEntry, Stem, Stems, Value

_LABELLED = 2  # series at most whose dots bear their values, at the left and at the right; of more an axis is read


def plan_dots(kind: str, fields: CategoryFields, context: PlanContext, *, grounded: bool) -> ChartPlan | None:
    """A row of dots for each category; ``grounded`` ones stand on stems from zero, one in a row."""
    measure = measure_of(amounts_of(fields), context)
    grid = read_grid(fields, measure, context)
    if grid is None or not _is_drawable(grid, context, grounded=grounded):
        return None
    framing = read_framing(fields, measure, context, grounded=grounded)
    axis = _axis(grid, framing, measure, grounded=grounded)
    named = len(grid.series) > 1
    values = [value for row in grid.series for value in row.values]
    names = tuple(replace(entry, shape="dot") for entry in series_legend(grid.series)) if named else ()
    ground = _ground(grid)
    return ChartPlan(
        kind=kind,
        categories=grid.labels,
        series=grid.series,
        layers=framing.layers([_stems(grid, grounded=grounded)], ground, axis, framing.breaks(ground)),
        unit=measure.name,
        x=axis,
        y=Band(grid.labels),
        legend=(*names, *_statuses(values, context)),
        aspect=ROW_ASPECT * (2 + len(grid.labels)),
        remarks=framing.remarks(axis, measure, upright=False),
        language=context.language,
    )


def _statuses(values: list[Value], context: PlanContext) -> tuple[LegendEntry, ...]:
    return status_legend(values, context.language, "dot")


def _is_drawable(grid: Grid, context: PlanContext, *, grounded: bool) -> bool:
    """Whether there is a value at all, and one in each row where dots have stems."""
    found = context.diagnostics
    if grounded and len(grid.series) > 1:
        hint = "compare several series with 'chart: dot' or 'chart: grouped-bar'"
        found.error("too-many-parts", f"{len(grid.series)} series, and a lollipop shows one", context.span, hint)
    elif not any(value.number is not None for row in grid.series for value in row.values):
        found.error("empty", "this chart has no data", context.span, "add values to its rows")
    else:
        return True
    return False


def _axis(grid: Grid, framing: Framing, measure: Measure, *, grounded: bool) -> Axis:
    """From zero without ticks for stems; for dots around their values, with ticks where no values are printed."""
    numbers = [value.number for row in grid.series for value in row.values]
    if grounded:
        framing.range.check(numbers)
        return bar_axis([*numbers, *framing.numbers])
    axis = framing.range.axis([*numbers, *framing.numbers], measure.text)
    return replace(axis, ticks=(), grid=False) if len(grid.series) <= _LABELLED and not axis.log else axis


def _stems(grid: Grid, *, grounded: bool) -> Stems:
    labelled = len(grid.series) <= _LABELLED
    return Stems(
        tuple(
            Stem(slot, value if labelled else replace(value, text=""), grounded, number)
            for number, row in enumerate(grid.series)
            for slot, value in enumerate(row.values)
        )
    )


def _ground(grid: Grid) -> Ground:
    def marks(slot: int) -> list[Place]:
        found = [(row.name, row.values[slot].number) for row in grid.series]
        return [Place(name, ZERO + slot, number) for name, number in found if number is not None]

    return slots_ground(grid.labels, marks, lying=True)
