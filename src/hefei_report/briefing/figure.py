"""Figures: drawn anew at their size on the page, kept together with their texts, sources in the margin."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

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
from hefei_report.document.model import Figure, Image, Medium, Width
from hefei_report.proof.charts import ChartLabels
from hefei_report.records import dataclass

_LEAST_HEIGHT = 72.0  # points; a drawing that is lower says nothing
_MOST_GROWTH = 2  # lines by which a drawing may be higher than it asks for, to fill a page


class Framed(Block):
    """The place of what a figure shows: ``box`` is its size in points."""

    box: Box

    def grown(self, by: float) -> Self:
        """It ``by`` points higher."""
        raise NotImplementedError


@dataclass
class Frame(Framed):
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

    def grown(self, by: float) -> Self:
        return replace(self, box=Box(self.box.width, self.box.height + by))


@dataclass(frozen=True, slots=True)
class FigureParts:
    """What a figure is made of, for a place ``frame.box.width`` points wide."""

    figure: Figure | Image
    head: Caption
    closing: tuple[Block, ...]
    frame: Framed


def figure_parts(figure: Figure, typesetter: Typesetter, extent: float, depth: int, *, below: bool) -> FigureParts:
    """The parts of ``figure``, ``extent`` points wide; ``below``: its notes are to stand below it."""
    # A reader that gives the alternative text of a Figure leaves out what is in it: its other texts stand beside it.
    with typesetter.element("Div"):
        head = caption(figure, typesetter, extent, depth, typesetter.structure.add(Node("Caption")))
        files = typesetter.files_of(figure.id)
        node = typesetter.structure.add(Node("Figure", alt=printable(figure.alt), files=files))
        closing = closing_lines(figure, typesetter)
    taken = head.height(extent) + (stacked_height(closing, extent) if below else 0.0)
    return FigureParts(figure, head, closing, frame(figure, typesetter, extent, taken, node))


def figure_block(figure: Figure, typesetter: Typesetter, depth: int) -> Block:
    """``figure`` with its texts, in the text column or over the full width; ``depth`` is its level in the bookmarks."""
    full = figure.width is Width.FULL
    extent = typesetter.tokens.full_width if full else typesetter.tokens.column_width
    return FigureBlock(figure_parts(figure, typesetter, extent, depth, below=full), typesetter)


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

    def __init__(self, parts: FigureParts, typesetter: Typesetter) -> None:
        self.parts, self.typesetter = parts, typesetter
        step = typesetter.tokens.baseline
        least = stacked_height(self._parts(parts.frame), typesetter.tokens.full_width)
        frame = parts.frame.grown(on_grid(least, step) - least)
        super().__init__(self._parts(frame), before=parts.head.before, after=step, whole=typesetter.body_height)
        self.sink, self.floats, self.apart = parts.head.sink, True, True

    def _parts(self, frame: Framed) -> tuple[Block, ...]:
        """The texts above, the drawing, and the notes: in the margin beside it, or below if it is as wide as both."""
        tokens, whole, extent = self.typesetter.tokens, self.typesetter.body_height, frame.box.width
        closing, full = self.parts.closing, self.parts.figure.width is Width.FULL
        head = Row([Cell(0.0, extent, self.parts.head)], whole=whole, mirrors=True)
        cells = [Cell(0.0, extent, frame)]
        if closing and not full:
            left = tokens.column_width + tokens.gutter
            cells.append(Cell(left, tokens.full_width - left, Stack(closing)))
        row = Row(cells, whole=whole, mirrors=True)
        return (head, row, Stack(closing, before=tokens.baseline / 2)) if closing and full else (head, row)

    def leeway(self) -> float:
        return _MOST_GROWTH * self.typesetter.tokens.baseline

    def grown(self, by: float) -> FigureBlock:
        return FigureBlock(replace(self.parts, frame=self.parts.frame.grown(by)), self.typesetter)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        with sheet.record.standing_in(self.parts.figure.id):
            super().paint(sheet, x, top, width)
