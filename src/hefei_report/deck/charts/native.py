"""Decides whether a plan can be a chart of PowerPoint's own in a frame, and makes it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import cast

from hefei_report.deck.charts.cells import evenly_long
from hefei_report.deck.charts.model import NativeChart
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.deck.openxml.colours import Palette
from hefei_report.document.chartplan import Axis, Bars, Break, ChartPlan, Layer, Line, Markers, Ring, Rule
from hefei_report.document.rowlayers import Totals
from hefei_report.theme.fonts import AnyFamily, Family
from hefei_report.theme.tokens import SlideTokens

# Which function of which module makes it; a module is loaded when a deck has such a chart.
_KINDS = {
    "area": ("areas", "areas_chart"),
    "bar": ("bars", "bars_chart"),
    "bubble": ("dots", "dots_chart"),
    "bump": ("races", "race_chart"),
    "column": ("bars", "bars_chart"),
    "combo": ("combo", "combo_chart"),
    "donut": ("ring", "ring_chart"),
    "dot": ("stems", "stems_chart"),
    "dumbbell": ("dumbbells", "dumbbells_chart"),
    "funnel": ("funnels", "funnel_chart"),
    "grouped-bar": ("bars", "bars_chart"),
    "grouped-column": ("bars", "bars_chart"),
    "line": ("lines", "lines_chart"),
    "lollipop": ("stems", "stems_chart"),
    "scatter": ("dots", "dots_chart"),
    "slope": ("slopes", "slopes_chart"),
    "stacked-100": ("bars", "bars_chart"),
    "stacked-bar": ("bars", "bars_chart"),
    "stacked-column": ("bars", "bars_chart"),
    "waterfall": ("waterfall", "waterfall_chart"),
}
_SHOWN: Mapping[str, tuple[type[Layer], ...]] = {  # the others look for themselves
    "bar": (Bars, Markers, Rule),
    "column": (Bars, Markers, Rule),
    "donut": (Ring,),
    "grouped-bar": (Bars, Markers, Rule),
    "grouped-column": (Bars, Markers, Rule),
    "line": (Line, Rule, Break),
    "stacked-100": (Bars, Rule),
    "stacked-bar": (Bars, Markers, Rule),
    "stacked-column": (Bars, Rule, Totals),
}
_STEP = 0.5  # points


def native_kinds() -> frozenset[str]:
    """The kinds that PowerPoint can show as charts of its own, where it has room for all that they show."""
    return frozenset(_KINDS)


def native_chart(
    plan: ChartPlan,
    width: float,
    height: float,
    tokens: SlideTokens,
    palette: Palette,
    family: AnyFamily = Family.SLIDE,
) -> NativeChart | None:
    """``plan`` in a frame of so many points, at the largest type that fits; None where only our drawing shows it all.

    ``palette`` are the colours of the deck's theme, ``family`` is what its labels are measured in.
    """
    make = _maker(plan.kind)
    shown = _SHOWN.get(plan.kind)
    if any(isinstance(axis, Axis) and axis.log for axis in (plan.x, plan.y, plan.y2)):
        return None
    if shown and not all(isinstance(layer, shown) for layer in plan.layers):
        return None
    size = tokens.chart_label
    while make is not None and size >= tokens.chart_floor:
        try:
            made = make(plan, Room(width, height, size, palette, family))
        except NoRoom:
            size -= _STEP
        else:
            return replace(made, columns=evenly_long(made.columns))
    return None


@functools.cache
def _maker(kind: str) -> Callable[[ChartPlan, Room], NativeChart] | None:
    if kind not in _KINDS:
        return None
    module, function = _KINDS[kind]
    return cast("Callable[[ChartPlan, Room], NativeChart]", getattr(import_module(f"{__package__}.{module}"), function))
