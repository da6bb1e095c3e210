"""A figure that stands alone as a file: SVG, PNG, or the marks from which the briefing's room makes a PDF page."""

from __future__ import annotations

from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import RenderedFigure
from hefei_report.document.model import Medium
from hefei_report.figures.exporting import export
from hefei_report.figures.posting import Texts, posted
from hefei_report.figures.setting import family_of
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import Cache


def post(
    plan: ChartPlan, texts: Texts | None, width: float, medium: Medium, theme: Theme, cache: Cache, *, paged: bool
) -> RenderedFigure:
    """``plan`` with ``texts`` around it, ``width`` points wide in the look of ``medium``.

    If it is to be ``paged`` it has marks, else SVG and PNG. Raises DoesNotFit when the width is too small.
    """
    picture = posted(plan, texts, width, medium, theme)
    return export(picture, Medium.BRIEFING if paged else Medium.DECK, family_of(medium, theme), theme.paper, cache)
