"""Figures: drawn anew at their size on the page, kept together with their texts, sources in the margin."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.briefing.captions import Caption, caption, closing_lines
from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.drawing import Drawing
from hefei_report.briefing.flow import Block, Stack, stacked_height
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.drawing import Box
from hefei_report.document.model import Figure, Medium, Width
from hefei_report.proof.charts import ChartLabels

_LEAST_HEIGHT = 72.0  # points; a drawing that is lower says nothing


def figure_block(figure: Figure, typesetter: Typesetter, depth: int) -> Block:
    """``figure`` with its texts, in the text column or over the full width; ``depth`` is its level in the bookmarks."""
    tokens = typesetter.tokens
    full = figure.width is Width.FULL
    extent = tokens.full_width if full else tokens.column_width
    head = caption(figure, typesetter, extent, depth)
    closing = closing_lines(figure, typesetter)
    below = closing if full else ()
    drawing = _drawing(figure, typesetter, extent, head, below)
    row = Row(_cells(drawing, () if full else closing, typesetter, extent), whole=typesetter.body_height)
    parts = (head, row, Stack(below, before=tokens.baseline / 2)) if below else (head, row)
    return FigureBlock(parts, figure.id, typesetter, head.before)


class FigureBlock(Stack):
    """A figure with its texts: it stays whole, and may float."""

    def __init__(self, parts: Sequence[Block], id: str, typesetter: Typesetter, before: float) -> None:
        super().__init__(parts, before=before, after=1.75 * typesetter.tokens.baseline, whole=typesetter.body_height)
        self.floats = True
        self.id = id

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        with sheet.record.standing_in(self.id):
            super().paint(sheet, x, top, width)


def _cells(drawing: Drawing, notes: tuple[Block, ...], typesetter: Typesetter, extent: float) -> list[Cell]:
    """The drawing and, in the margin beside it, what is to be noted."""
    tokens = typesetter.tokens
    cells = [Cell(0.0, extent, drawing)]
    if notes:
        left = tokens.column_width + tokens.gutter
        cells.append(Cell(left, tokens.full_width - left, Stack(notes)))
    return cells


def _drawing(figure: Figure, typesetter: Typesetter, extent: float, head: Caption, below: tuple[Block, ...]) -> Drawing:
    """The drawing at its size; one that would leave its page is drawn less high, and reported."""
    tokens = typesetter.tokens
    asked = typesetter.draftsman.height(figure.plan, extent, Medium.BRIEFING)
    taken = head.height(extent) + stacked_height(below, extent) + 4 * tokens.baseline
    room = max(_LEAST_HEIGHT, typesetter.body_height - taken)
    if asked > room:
        hint = "it was drawn less high; shorten its texts or show fewer items"
        typesetter.overfull(figure.span, "the figure is higher than its page", asked - room, hint)
    drawn = typesetter.draftsman.draw(figure.plan, Box(extent, min(asked, room)), Medium.BRIEFING)
    return Drawing(drawn, ChartLabels(figure.plan, figure.id), typesetter)
