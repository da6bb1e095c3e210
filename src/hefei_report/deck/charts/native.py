"""Decides whether a plan can be a chart of PowerPoint's own in a frame, and makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hefei_report.deck.charts.areas import areas_chart
from hefei_report.deck.charts.bars import bars_chart
from hefei_report.deck.charts.cells import evenly_long
from hefei_report.deck.charts.combo import combo_chart
from hefei_report.deck.charts.dots import dots_chart
from hefei_report.deck.charts.dumbbells import dumbbells_chart
from hefei_report.deck.charts.funnels import funnel_chart
from hefei_report.deck.charts.lines import lines_chart
from hefei_report.deck.charts.model import NativeChart
from hefei_report.deck.charts.races import race_chart
from hefei_report.deck.charts.ring import ring_chart
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.deck.charts.slopes import slopes_chart
from hefei_report.deck.charts.stems import stems_chart
from hefei_report.deck.charts.waterfall import waterfall_chart
from hefei_report.deck.openxml.colours import Palette
from hefei_report.document.chartplan import Axis, Bars, Break, ChartPlan, Layer, Line, Markers, Ring, Rule
from hefei_report.document.rowlayers import Totals
from hefei_report.theme.fonts import AnyFamily, Family
from hefei_report.theme.tokens import SlideTokens

_KINDS = {
    "area": areas_chart,
    "bar": bars_chart,
    "bubble": dots_chart,
    "bump": race_chart,
    "column": bars_chart,
    "combo": combo_chart,
    "donut": ring_chart,
    "dot": stems_chart,
    "dumbbell": dumbbells_chart,
    "funnel": funnel_chart,
    "grouped-bar": bars_chart,
    "grouped-column": bars_chart,
    "line": lines_chart,
    "lollipop": stems_chart,
    "scatter": dots_chart,
    "slope": slopes_chart,
    "stacked-100": bars_chart,
    "stacked-bar": bars_chart,
    "stacked-column": bars_chart,
    "waterfall": waterfall_chart,
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
    make = _KINDS.get(plan.kind)
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
