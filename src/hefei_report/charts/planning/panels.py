"""Puts plans of one kind on the same scales, with one legend for all and no more labels than small charts hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.measure import Measure
from hefei_report.charts.planning.scales import ticked_axis
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import (
    Area,
    Axis,
    Band,
    Bars,
    ChartPlan,
    Ink,
    Layer,
    LegendEntry,
    Line,
    Point,
    Value,
)
from hefei_report.evidence.units import Unit

_LABELLED_COLUMNS = 4  # so many columns at most bear their values in a small chart


def on_shared_scales(
    plans: Sequence[ChartPlan], places: Sequence[Span], context: PlanContext
) -> list[ChartPlan] | None:
    """``plans`` with the same axes, or None after reporting at its place the first that has other categories."""
    for plan, place in zip(plans, places, strict=True):
        if any(_differ(mine, first) for mine, first in ((plan.x, plans[0].x), (plan.y, plans[0].y))):
            hint = "give all panels the same categories, 'null' where a value is missing, or write 'scales: free'"
            context.diagnostics.error("bad-value", "this panel has other categories than the first", place, hint)
            return None
    measure = Measure(context, Unit.of(plans[0].unit) if plans[0].unit else None, plans[0].unit)
    x, y = _shared([plan.x for plan in plans], measure), _shared([plan.y for plan in plans], measure)
    return [replace(plan, x=x, y=y) for plan in plans]


def _differ(mine: Axis | Band | None, first: Axis | Band | None) -> bool:
    return type(mine) is not type(first) or (isinstance(mine, Band) and mine != first)


def _shared(axes: Sequence[Axis | Band | None], measure: Measure) -> Axis | Band | None:
    """One axis on which all that stands on ``axes`` has its place."""
    numeric = [axis for axis in axes if isinstance(axis, Axis)]
    if not numeric:
        return axes[0]
    low, high = min(axis.minimum for axis in numeric), max(axis.maximum for axis in numeric)
    if numeric[0].grid and not numeric[0].log:
        return _ticked(numeric, low, high, measure)
    ticks = {tick.at: tick for axis in numeric for tick in axis.ticks}
    return replace(numeric[0], minimum=low, maximum=high, ticks=tuple(ticks[at] for at in sorted(ticks)))


def _ticked(axes: Sequence[Axis], low: Decimal, high: Decimal, measure: Measure) -> Axis:
    """Round ticks from ``low`` to ``high``, as few as a small chart has room for."""
    first = axes[0]
    whole = all(tick.at == tick.at.to_integral_value() for axis in axes for tick in axis.ticks)
    made = ticked_axis([low, high], measure.text, inverted=first.inverted, whole=whole)
    return replace(first, minimum=made.minimum, maximum=made.maximum, ticks=made.ticks)


def standing_out(plans: Sequence[ChartPlan], chosen: Sequence[bool]) -> list[ChartPlan]:
    """``plans`` with the first colour turned into the accent where ``chosen``, and into grey where others are."""
    if not any(chosen):
        return list(plans)
    return [_inked(plan, Ink.ACCENT if high else Ink.CONTEXT) for plan, high in zip(plans, chosen, strict=True)]


def _inked(plan: ChartPlan, ink: Ink) -> ChartPlan:
    """``plan`` with what has the first colour in ``ink``."""

    def of(value: Value) -> Value:
        return replace(value, ink=ink) if value.ink is Ink.PRIMARY else value

    def points(found: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(replace(point, value=of(point.value)) for point in found)

    def layer(one: Layer) -> Layer:
        match one:
            case Line() | Area():
                own = ink if one.ink is Ink.PRIMARY else one.ink
                return replace(one, points=points(one.points), ink=own)
            case Bars():
                return Bars(tuple(replace(bar, value=of(bar.value)) for bar in one.bars))
            case _:
                return one

    series = tuple(
        replace(row, values=tuple(map(of, row.values)), ink=ink if row.ink is Ink.PRIMARY else row.ink)
        for row in plan.series
    )
    return replace(plan, series=series, layers=tuple(map(layer, plan.layers)))


def quieter(plan: ChartPlan, context: PlanContext) -> ChartPlan:
    """``plan`` with labels at the ends of its lines only, and with an axis instead of values at many columns."""
    layers = tuple(_quieter(layer) for layer in plan.layers)
    if plan.kind != "column" or len(plan.categories) <= _LABELLED_COLUMNS or not isinstance(plan.y, Axis):
        return replace(plan, layers=layers)
    measure = Measure(context, Unit.of(plan.unit) if plan.unit else None, plan.unit)
    y = ticked_axis([plan.y.minimum, plan.y.maximum], measure.text, from_zero=True)
    unlabelled = [_unlabelled(layer) if isinstance(layer, Bars) else layer for layer in layers]
    return replace(plan, layers=tuple(unlabelled), y=y)


def _quieter(layer: Layer) -> Layer:
    match layer:
        case Line() | Area():
            return replace(layer, points=_last_labelled(layer.points))
        case _:
            return layer


def _last_labelled(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """``points`` with the text of the last value only."""
    last = max((number for number, point in enumerate(points) if point.value.number is not None), default=-1)
    return tuple(
        point if number == last else replace(point, value=replace(point.value, text=""))
        for number, point in enumerate(points)
    )


def _unlabelled(layer: Bars) -> Bars:
    return Bars(tuple(replace(bar, value=replace(bar.value, text="")) for bar in layer.bars))


def joint_legend(plans: Sequence[ChartPlan]) -> tuple[list[ChartPlan], tuple[LegendEntry, ...]]:
    """``plans`` without what all of them would say again and again, and the legend that says it once."""
    named = [[layer for layer in plan.layers if isinstance(layer, Line | Area) and layer.name] for plan in plans]
    alike = all([layer.name for layer in layers] == [layer.name for layer in named[0]] for layers in named)
    entries = [_entry(layer) for layer in named[0]] if alike else []
    entries += [entry for plan in plans for entry in plan.legend]
    bare = [replace(plan, legend=(), layers=_nameless(plan.layers) if alike else plan.layers) for plan in plans]
    return bare, tuple(dict.fromkeys(entries))


def _entry(layer: Line | Area) -> LegendEntry:
    return LegendEntry(layer.name, layer.ink, shape="line" if isinstance(layer, Line) else "box")


def _nameless(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    return tuple(replace(layer, name="") if isinstance(layer, Line | Area) else layer for layer in layers)
