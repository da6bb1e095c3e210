"""Plans columns, or bars, whose parts stand on each other: amounts, or shares of a hundred per cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import ZERO, CategoryFields, Grid, amounts_of, read_grid
from hefei_report.charts.planning.framing import Framing, Ground, Place, read_framing, slots_ground
from hefei_report.charts.planning.inks import series_legend, status_legend
from hefei_report.charts.planning.measure import Measure, measure_of
from hefei_report.charts.planning.scales import ROW_ASPECT, bar_axis, ticked_axis
from hefei_report.charts.planning.shares import rounding_remarks, shares
from hefei_report.document.chartplan import Axis, Band, Bar, Bars, ChartPlan, Layer, Series, Total, Totals, Value
from hefei_report.evidence.numbers import plain_number
from hefei_report.records import dataclass

HUNDRED = Decimal(100)
_CHARACTERS = 30  # of the longest label in each column, put together: so many fit under each other in half a page
_TOTALS = 44  # the same for totals, which are staggered where they don't fit
_LEAST_PART = Decimal("0.065")  # of the axis: a thinner part can't hold its number
_LEAST_CHARACTER = Decimal("0.024")  # of the axis of lying bars, for each character of a number


@dataclass(frozen=True, slots=True, kw_only=True)
class StackFields(CategoryFields):
    """``categories`` with ``series``, the parts from the ground up, or a file (``x`` categories, ``y`` parts).

    ``lying`` lays the columns on their side. ``totals: false`` leaves out what the parts add up to.
    """

    lying: bool = False
    totals: bool = True


def plan_stacks(kind: str, fields: StackFields, context: PlanContext, *, share: bool) -> ChartPlan | None:
    """Parts on each other, those below zero downwards; with ``share`` all columns are 100 % high."""
    measure = measure_of(amounts_of(fields), context)
    grid = read_grid(fields, measure, context)
    if grid is None or not _is_drawable(grid, context, share=share):
        return None
    if share:
        grid = replace(grid, series=shares(grid.series))
    framing = read_framing(fields, measure, context)
    bars = _stacked(grid.series)
    totals = () if share or not fields.totals else _totals(grid, bars, measure)
    axis, labelled = _axis(bars, len(grid.labels), framing, measure, share=share, lying=fields.lying)
    shown = bars if labelled else tuple(replace(bar, value=replace(bar.value, text="")) for bar in bars)
    ground = _ground(grid, bars, lying=fields.lying)
    layers: list[Layer] = [Bars(shown), *([Totals(totals)] if totals else [])]
    values = [value for row in grid.series for value in row.values]
    return ChartPlan(
        kind=kind,
        categories=grid.labels,
        series=grid.series,
        layers=framing.layers(layers, ground, axis, framing.breaks(ground)),
        unit="%" if share else measure.name,
        x=axis if fields.lying else Band(grid.labels),
        y=Band(grid.labels) if fields.lying else axis,
        legend=series_legend(grid.series) + status_legend(values, context.language),
        aspect=ROW_ASPECT * (2 + len(grid.labels)) if fields.lying else 0.62,
        remarks=rounding_remarks(grid.series, context.language) if share and labelled else (),
        language=context.language,
    )


def _is_drawable(grid: Grid, context: PlanContext, *, share: bool) -> bool:
    """Whether there are parts to stack, and for shares none below zero."""
    found = context.diagnostics
    numbers = [value.number for row in grid.series for value in row.values if value.number is not None]
    if not any(row.name for row in grid.series):
        hint = "write 'categories:' and 'series:', one for each part; without parts use 'chart: column'"
        found.error("empty", "this chart has no parts to stack", context.span, hint)
    elif share and any(number < 0 for number in numbers):
        hint = "stack amounts with 'chart: stacked-column'"
        found.error("bad-number", "a part of a hundred per cent can't be negative", context.span, hint)
    elif not any(numbers):
        found.error("empty", "the parts add up to nothing", context.span, "add values other than zero")
    else:
        return True
    return False


def _stacked(series: Sequence[Series]) -> tuple[Bar, ...]:
    """The parts in their places: from zero upwards, and from zero downwards what is negative."""
    count = len(series[0].values)
    above, below = [ZERO] * count, [ZERO] * count
    bars: list[Bar] = []
    for number, row in enumerate(series):
        for slot, value in enumerate(row.values):
            if value.number:
                ends = above if value.number > 0 else below
                start, ends[slot] = ends[slot], ends[slot] + value.number
                bars.append(Bar(slot, start, ends[slot], value, inside=True, series=number))
    return tuple(bars)


def _totals(grid: Grid, bars: Sequence[Bar], measure: Measure) -> tuple[Total, ...]:
    """What each column adds up to; nothing where a part is missing, or where parts are negative or alone."""
    if len(grid.series) == 1 or any(bar.end < 0 for bar in bars):
        return ()
    found = []
    for slot in range(len(grid.labels)):
        parts = [row.values[slot] for row in grid.series]
        numbers = [part.number for part in parts if part.number is not None]
        if len(numbers) == len(parts) and any(numbers):
            found.append(Total(slot, sum(numbers, ZERO), _sum_of(parts, sum(numbers, ZERO), measure)))
    room = max((len(total.value.text) for total in found), default=0) * len(grid.labels) <= _TOTALS
    return tuple(found) if room else ()


def _sum_of(parts: Sequence[Value], number: Decimal, measure: Measure) -> Value:
    facts = tuple(part.fact for part in parts if part.fact)
    return Value(number, measure.text(number), computed_from=facts if len(facts) == len(parts) else ())


def _axis(
    bars: Sequence[Bar], slots: int, framing: Framing, measure: Measure, *, share: bool, lying: bool
) -> tuple[Axis, bool]:
    """The value axis, and whether each part holds its number (then the axis needs no ticks)."""
    ends = [end for bar in bars for end in (bar.start, bar.end)]
    framing.range.check(ends)
    plain = Axis(ZERO, HUNDRED) if share else bar_axis([*ends, *framing.numbers])
    if _are_roomy(bars, slots, plain.maximum - plain.minimum, lying=lying):
        return plain, True
    if share:
        return ticked_axis([ZERO, HUNDRED], lambda number: plain_number(number) + "%", from_zero=True), False
    return measure.in_words(ticked_axis([*ends, *framing.numbers], measure.text, from_zero=True)), False


def _are_roomy(bars: Sequence[Bar], slots: int, span: Decimal, *, lying: bool) -> bool:
    def needed(bar: Bar) -> Decimal:
        return span * (_LEAST_CHARACTER * (len(bar.value.text) + 1) if lying else _LEAST_PART)

    longest = max(len(bar.value.text) for bar in bars)
    return (lying or slots * longest <= _CHARACTERS) and all(abs(bar.end - bar.start) >= needed(bar) for bar in bars)


def _ground(grid: Grid, bars: Sequence[Bar], *, lying: bool) -> Ground:
    """The categories, and the end of each part in them."""

    def marks(slot: int) -> list[Place]:
        here = [bar for bar in bars if bar.slot == slot]
        return [Place(grid.series[bar.series].name, Decimal(slot), bar.end) for bar in here]

    return slots_ground(grid.labels, marks, lying=lying)
