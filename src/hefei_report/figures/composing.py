"""Chooses the layout of a plan: the arrangements in order of beauty, at the type sizes from best to smallest."""

from __future__ import annotations

import math

from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures.families import family_of
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.picture import Picture
from hefei_report.figures.setting import Setting, settings
from hefei_report.figures.sheet import Sheet
from hefei_report.figures.texturing import textured
from hefei_report.theme.tokens import Theme

_GROWTH, _TRIES = 1.12, 12
_UNBOUNDED = 1e6  # points


def compose(plan: ChartPlan, box: Box, medium: Medium, theme: Theme) -> Picture:
    """Every mark of ``plan`` at its place in ``box``, nothing covered, nothing cut.

    Raises DoesNotFit, with the least that is missing, when no arrangement fits at the smallest type.
    """
    nearest: DoesNotFit | None = None
    for setting in settings(medium, theme):
        for layout in family_of(plan).layouts(plan, box.width / setting.size):
            sheet = Sheet(box, setting)
            try:
                layout(plan, sheet)
                return textured(sheet.picture(), setting)
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
        for layout in family_of(plan).layouts(plan, width / setting.size):
            sheet = Sheet(Box(width, height), setting)
            try:
                layout(plan, sheet)
                sheet.picture()
            except DoesNotFit:
                continue
            return height
        height *= _GROWTH
    return None


def _natural_height(plan: ChartPlan, width: float, setting: Setting) -> float:
    """A first proposal in points, before anything is laid out."""
    sheet = Sheet(Box(width, _UNBOUNDED), setting)
    legend = _UNBOUNDED - lay_legend(plan.legend, sheet, _UNBOUNDED)
    return family_of(plan).natural_height(plan, sheet, legend)
