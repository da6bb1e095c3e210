"""Figures: drawn anew at their size on the page, kept together with their texts, sources in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hefei_report.briefing.captions import Caption, caption, closing_lines
from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.drawing import Drawing
from hefei_report.briefing.flow import Block, Stack, stacked_height
from hefei_report.briefing.inline import printable
from hefei_report.briefing.measures import on_grid
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.drawing import Box
from hefei_report.document.model import Figure, Medium, Width
from hefei_report.proof.charts import ChartLabels

_LEAST_HEIGHT = 72.0  # points; a drawing that is lower says nothing
_MOST_GROWTH = 2  # lines by which a drawing may be higher than it asks for, to fill a page


@dataclass
class Frame(Block):
    """The place of a drawing: it is drawn when its page is, at the size that the page has for it."""

    figure: Figure
    box: Box
    typesetter: Typesetter
    node: Node

    def height(self, width: float) -> float:
        return self.box.height

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        drawn = self.typesetter.draftsman.draw(self.figure.plan, self.box, Medium.BRIEFING)
        labels = ChartLabels(self.figure.plan, self.figure.id)
        Drawing(drawn, labels, self.typesetter, self.node).paint(sheet, x, top, width)

    def grown(self, by: float) -> Frame:
        """It ``by`` points higher."""
        return replace(self, box=Box(self.box.width, self.box.height + by))


def figure_block(figure: Figure, typesetter: Typesetter, depth: int) -> Block:
    """``figure`` with its texts, in the text column or over the full width; ``depth`` is its level in the bookmarks."""
    tokens = typesetter.tokens
    extent = tokens.full_width if figure.width is Width.FULL else tokens.column_width
    # A reader that gives the alternative text of a Figure leaves out what is in it: its other texts stand beside it.
    with typesetter.element("Div"):
        head = caption(figure, typesetter, extent, depth, typesetter.structure.add(Node("Caption")))
        files = (typesetter.data[figure.id],) if figure.id in typesetter.data else ()
        node = typesetter.structure.add(Node("Figure", alt=printable(figure.alt), files=files))
        closing = closing_lines(figure, typesetter)
    taken = head.height(extent) + (stacked_height(closing, extent) if figure.width is Width.FULL else 0.0)
    return FigureBlock(figure, typesetter, head, closing, frame(figure, typesetter, extent, taken, node))


def frame(figure: Figure, typesetter: Typesetter, extent: float, taken: float, node: Node) -> Frame:
    """The drawing's place; one that would leave its page, where texts have ``taken`` points, is lower, and reported."""
    asked = typesetter.draftsman.height(figure.plan, extent, Medium.BRIEFING)
    room = max(_LEAST_HEIGHT, typesetter.body_height - taken - 4 * typesetter.tokens.baseline)
    if asked > room:
        hint = "it was drawn less high; shorten its texts or show fewer items"
        typesetter.overfull(figure.span, "the figure is higher than its page", asked - room, hint)
    return Frame(figure, Box(extent, min(asked, room)), typesetter, node)


class FigureBlock(Stack):
    """A figure with its texts: it stays whole, may float, and is a whole number of lines high."""

    def __init__(
        self, figure: Figure, typesetter: Typesetter, head: Caption, closing: Sequence[Block], frame: Frame
    ) -> None:
        self.figure, self.typesetter, self.head, self.closing = figure, typesetter, head, tuple(closing)
        step = typesetter.tokens.baseline
        least = stacked_height(self._parts(frame), typesetter.tokens.full_width)
        self.frame = frame.grown(on_grid(least, step) - least)
        super().__init__(self._parts(self.frame), before=head.before, after=step, whole=typesetter.body_height)
        self.sink, self.floats = head.sink, True

    def _parts(self, frame: Frame) -> tuple[Block, ...]:
        """The texts above, the drawing, and the notes: in the margin beside it, or below if it is as wide as both."""
        tokens, whole, extent = self.typesetter.tokens, self.typesetter.body_height, frame.box.width
        head = Row([Cell(0.0, extent, self.head)], whole=whole, mirrors=True)
        cells = [Cell(0.0, extent, frame)]
        if self.closing and self.figure.width is not Width.FULL:
            left = tokens.column_width + tokens.gutter
            cells.append(Cell(left, tokens.full_width - left, Stack(self.closing)))
        row = Row(cells, whole=whole, mirrors=True)
        if self.closing and self.figure.width is Width.FULL:
            return head, row, Stack(self.closing, before=tokens.baseline / 2)
        return head, row

    def leeway(self, width: float) -> float:
        return _MOST_GROWTH * self.typesetter.tokens.baseline

    def resized(self, by: float) -> FigureBlock:
        return FigureBlock(self.figure, self.typesetter, self.head, self.closing, self.frame.grown(by))

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        with sheet.record.standing_in(self.figure.id):
            super().paint(sheet, x, top, width)
