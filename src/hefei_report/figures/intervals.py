"""Draws how far the values of a line may lie apart, as a pale band in its colour behind it."""

from __future__ import annotations

from hefei_report.document.chartplan import ChartPlan, Interval
from hefei_report.figures.picture import Point, Polygon, Stroke
from hefei_report.figures.polylines import thinned_line
from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet
from hefei_report.theme.tokens import mixed

_TINT = 0.8  # how much paper is mixed in


def draw_intervals(plan: ChartPlan, x: Scale | Slots, y: Scale, sheet: Sheet) -> None:
    """The bands of all lines; one of a single value is a stroke from low to high."""
    setting = sheet.setting
    for layer in plan.layers:
        if isinstance(layer, Interval):
            lower, upper = edges(layer, x, y)
            colour = mixed(setting.fill(layer.ink), setting.theme.paper, _TINT)
            if len(lower) == 1:
                sheet.draw(Stroke((lower[0], upper[0]), colour, setting.em(0.5)))
            else:
                sheet.draw(Polygon((*thinned_line(upper), *reversed(thinned_line(lower))), colour))


def edges(layer: Interval, x: Scale | Slots, y: Scale) -> tuple[list[Point], list[Point]]:
    """The lower and the upper edge of a band, from left to right."""
    apex = [(x.at(layer.apex[0]), y.at(layer.apex[1]))] if layer.apex else []
    lower = [(x.at(one.x), y.at(one.low.number or 0)) for one in layer.reaches]
    upper = [(x.at(one.x), y.at(one.high.number or 0)) for one in layer.reaches]
    return apex + lower, apex + upper
