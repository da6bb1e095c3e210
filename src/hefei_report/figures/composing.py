"""Chooses the layout of a plan: the arrangements in order of beauty, at the type sizes from best to smallest."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from hefei_report.document.chartplan import Band, ChartPlan, Events, Ring
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures import chronicle, dumbbells, lying, parts, ring, rows, slopes, timeline, upright
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.picture import Picture
from hefei_report.figures.setting import Setting, settings
from hefei_report.figures.sheet import Sheet
from hefei_report.theme.tokens import Theme

Layout = Callable[[ChartPlan, Sheet], None]

_COLUMN = 42.0  # em: the width for which a plan's aspect is meant; wider figures don't grow higher
_WIDE = 38.0  # em: from here on events stand along a horizontal line
_TWO_COLUMNS = 50.0  # em
_GROWTH, _TRIES = 1.12, 12
_UNBOUNDED = 1e6  # points


def compose(plan: ChartPlan, box: Box, medium: Medium, theme: Theme) -> Picture:
    """Every mark of ``plan`` at its place in ``box``, nothing covered, nothing cut.

    Raises DoesNotFit, with the least that is missing, when no arrangement fits at the smallest type.
    """
    nearest: DoesNotFit | None = None
    for setting in settings(medium, theme):
        for layout in _layouts(plan, box.width / setting.size):
            sheet = Sheet(box, setting)
            try:
                layout(plan, sheet)
                return sheet.picture()
            except DoesNotFit as problem:
                if nearest is None or problem.excess_points < nearest.excess_points:
                    nearest = problem
    assert nearest is not None
    raise nearest


def preferred_height(plan: ChartPlan, width: float, medium: Medium, theme: Theme) -> float:
    """The height in points that ``plan`` asks for at ``width`` points; it fits there, without small type if it can.

    Raises DoesNotFit when the width alone is too small.
    """
    for setting in settings(medium, theme):
        height = _fitting_height(plan, width, setting)
        if height is not None:
            return height
    box = Box(width, _natural_height(plan, width, setting) * _GROWTH**_TRIES)
    compose(plan, box, medium, theme)
    return box.height


def _fitting_height(plan: ChartPlan, width: float, setting: Setting) -> float | None:
    """The height from which ``plan`` fits in type of this size, None where a higher figure is no help."""
    height = math.ceil(_natural_height(plan, width, setting) * 2) / 2  # whole half points: no rounding error counts
    for _ in range(_TRIES):
        for layout in _layouts(plan, width / setting.size):
            sheet = Sheet(Box(width, height), setting)
            try:
                layout(plan, sheet)
                sheet.picture()
            except DoesNotFit:
                continue
            return height
        height *= _GROWTH
    return None


def _layouts(plan: ChartPlan, ems: float) -> list[Layout]:
    """The arrangements for ``plan`` in a box that is ``ems`` wide, the best first."""
    if any(isinstance(layer, Ring) for layer in plan.layers):
        return [ring.lay_ring, ring.lay_ring_with_list]
    if any(isinstance(layer, Events) for layer in plan.layers):
        lists: list[Layout] = [partial(chronicle.lay_chronicle, columns=1)]
        if ems >= _TWO_COLUMNS:
            lists.append(partial(chronicle.lay_chronicle, columns=2))
        return [timeline.lay_timeline, *lists] if ems >= _WIDE else lists
    if slopes.slopes_of(plan):
        return [slopes.lay_slopes]
    if dumbbells.dumbbells_of(plan):
        return [dumbbells.lay_dumbbells]
    if parts.is_divided_bar(plan):
        return [parts.lay_parts, parts.lay_parts_as_list]
    return [lying.lay_lying if isinstance(plan.y, Band) else upright.lay_upright]


def _natural_height(plan: ChartPlan, width: float, setting: Setting) -> float:
    """A first proposal in points, before anything is laid out."""
    sheet = Sheet(Box(width, _UNBOUNDED), setting)
    legend = _UNBOUNDED - lay_legend(plan.legend, sheet, _UNBOUNDED)
    if any(isinstance(layer, Ring) for layer in plan.layers):
        return legend + ring.natural_height(sheet)
    if any(isinstance(layer, Events) for layer in plan.layers):
        return legend + _height_of_events(plan, sheet)
    if slopes.slopes_of(plan):
        return legend + slopes.natural_height(plan, min(width, setting.em(_COLUMN)), sheet)
    if dumbbells.dumbbells_of(plan):
        return legend + dumbbells.heading_height(plan, sheet) + rows.natural_height(plan, sheet)
    if parts.is_divided_bar(plan):
        return legend + parts.natural_height(plan, sheet)
    if isinstance(plan.y, Band):
        return legend + rows.natural_height(plan, sheet)
    return plan.aspect * min(width, setting.em(_COLUMN)) + legend * 0.5


def _height_of_events(plan: ChartPlan, sheet: Sheet) -> float:
    ems = sheet.box.width / sheet.setting.size
    if ems >= _WIDE:
        try:
            return timeline.natural_height(plan, sheet)
        except DoesNotFit:
            pass
    return chronicle.natural_height(plan, sheet, 2 if ems >= _TWO_COLUMNS else 1)
