"""Draws the plans of one document for its writers, and reports what does not fit at the author's figure."""

from __future__ import annotations

from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box, RenderedFigure
from hefei_report.document.model import Document, Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.keeping import look_digest
from hefei_report.figures.rendering import draw_figure, preferred_height
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import Cache


@dataclass(frozen=True, slots=True)
class ReportingDraftsman:
    """Draws plans for the writers; a plan that does not fit becomes a diagnostic at its figure."""

    document: Document
    theme: Theme
    cache: Cache
    diagnostics: Diagnostics
    memory: Memory = NO_MEMORY

    def height(self, plan: ChartPlan, width: float, medium: Medium) -> float:
        key = (Same(plan), width, look_digest(medium, self.theme))
        try:
            return self.memory.once(
                "height of figure", key, lambda: preferred_height(plan, width, medium, self.theme, self.cache)
            )
        except DoesNotFit as problem:
            self._report(plan, medium, problem)
            return plan.aspect * width

    def draw(self, plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
        key = (Same(plan), box, look_digest(medium, self.theme))
        try:
            return self.memory.once("figure", key, lambda: draw_figure(plan, box, medium, self.theme, self.cache))
        except DoesNotFit as problem:
            self._report(plan, medium, problem)
            return RenderedFigure(box)

    def _report(self, plan: ChartPlan, medium: Medium, problem: Exception) -> None:
        figures = (block for block in blocks_of(self.document) if isinstance(block, Figure))
        place = next((figure.span for figure in figures if figure.plan is plan), self.document.span)
        message = f"this chart does not fit the {medium.value}: {problem}"
        self.diagnostics.error("overfull", message, place, "shorten its labels, or show fewer of them")
