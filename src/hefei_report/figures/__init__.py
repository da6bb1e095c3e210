"""Draws charts: finds room for everything that a ChartPlan says, then paints it for each medium."""

from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.rendering import draw_figure, preferred_height

__all__ = ["DoesNotFit", "draw_figure", "preferred_height"]
