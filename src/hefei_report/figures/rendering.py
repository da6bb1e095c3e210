"""Draws a figure or finds it in the cache: laid out for its size, then put on the canvases of its medium.

What lays out and paints is imported when something isn't found: after an edit of words, nothing has to be drawn.
"""

from __future__ import annotations

from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box, RenderedFigure
from hefei_report.document.model import Medium
from hefei_report.figures.keeping import key_of, packed, unpacked
from hefei_report.figures.setting import family_of
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import Cache


def draw_figure(plan: ChartPlan, box: Box, medium: Medium, theme: Theme, cache: Cache) -> RenderedFigure:
    """``plan`` drawn at the exact size of ``box`` (points): marks for the briefing, SVG and PNG for the deck.

    The same arguments give the same bytes, fresh or from ``cache``. Raises DoesNotFit when the plan can't
    be read in so small a box.
    """
    family = family_of(medium, theme)
    key = key_of(plan, box, medium, theme, family)
    kept = cache.get(key)
    figure = unpacked(kept) if kept is not None else None
    if figure is None:
        from hefei_report.figures import composing
        from hefei_report.figures.exporting import export

        picture = composing.compose(plan, box, medium, theme)
        figure = export(picture, medium, family, theme.paper, cache)
        cache.put(key, packed(figure))
    return figure


def preferred_height(plan: ChartPlan, width: float, medium: Medium, theme: Theme, cache: Cache) -> float:
    """The height in points that ``plan`` asks for at ``width`` points; it fits there without small type.

    Raises DoesNotFit when the width alone is too small.
    """
    key = key_of(plan, Box(width, 0.0), medium, theme, family_of(medium, theme))
    kept = cache.get(key)
    if kept is not None:
        return float(kept)
    from hefei_report.figures import composing

    height = composing.preferred_height(plan, width, medium, theme)
    cache.put(key, repr(height).encode())
    return height
