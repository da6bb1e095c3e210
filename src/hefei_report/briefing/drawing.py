"""Replays a recorded drawing on the page, at the size for which it was drawn, in the document's own fonts."""

from __future__ import annotations

import math

from hefei_report.briefing.boxes import breadth
from hefei_report.briefing.flow import Block
from hefei_report.briefing.inline import Piece, RegisterLink
from hefei_report.briefing.landmarks import Area, destination_name
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.text import as_parts
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.drawing import Glyphs, Operators, RenderedFigure
from hefei_report.proof.binding import facts_bound
from hefei_report.proof.charts import ChartLabels
from hefei_report.theme import fonts
from hefei_report.theme.fonts import AnyFamily
from hefei_report.theme.shaping import UNSHAPED, letters


class Drawing(Block):
    """A drawn figure as a block; it can't be divided. Labels that print a fact lead to its entry in the register."""

    def __init__(self, figure: RenderedFigure, labels: ChartLabels, typesetter: Typesetter, node: Node) -> None:
        self.figure, self.labels, self.typesetter, self.node = figure, labels, typesetter, node

    def height(self, width: float) -> float:
        return self.figure.box.height

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        y = top - self.figure.box.height
        self.node.box = Area(x, y, x + self.figure.box.width, top)
        with sheet.within(self.node):
            sheet.operators(f"q 1 0 0 1 {x:.3f} {y:.3f} cm")
            for mark in self.figure.marks:
                match mark:
                    case Operators():
                        sheet.operators(mark.code)
                    case Glyphs():
                        self._label(sheet, mark, x, y)
            sheet.operators("Q")

    def _label(self, sheet: Sheet, mark: Glyphs, x: float, y: float) -> None:
        """Set a label; one that prints a fact is a link."""
        pieces, id_ = self._pieces(mark), self._fact(mark)
        if id_ is None:
            sheet.set_pieces(0.0, 0.0, apart(pieces), matrix=matrix_of(mark))
            return
        with sheet.within(self.node.add(Node("Link"))):
            sheet.set_pieces(0.0, 0.0, apart(pieces), matrix=matrix_of(mark))
            left, baseline = x + mark.x, y + mark.y
            area = Area(left, baseline - 0.3 * mark.size, left + breadth(pieces), baseline + 0.9 * mark.size)
            sheet.link_inside(area, destination_name("fact", id_), self.typesetter.tip(RegisterLink(id_)))

    def _fact(self, mark: Glyphs) -> str | None:
        """The fact that an upright label prints, if it prints one and the register has it."""
        ids = facts_bound(self.labels.binding(mark.text))
        known = len(ids) == 1 and self.typesetter.context.reach.lists(ids[0])
        return ids[0] if known and not mark.angle else None

    def _pieces(self, mark: Glyphs) -> tuple[Piece, ...]:
        return label_pieces(mark, self.typesetter.theme.faces.labels, self.labels.binding(mark.text))


def label_pieces(mark: Glyphs, family: AnyFamily, binding: str) -> tuple[Piece, ...]:
    """The letters of a label, unshaped as they were measured when its place was found."""
    style = fonts.Style(family, bold=mark.weight == "bold")
    return tuple(
        Piece(text, letters(face, UNSHAPED), mark.size, mark.colour, binding=binding)
        for face, text in fonts.segments(mark.text, style)
    )


def apart(pieces: tuple[Piece, ...]) -> list[tuple[Piece, str]]:
    """A label with a space after it: who takes the text out of a drawing would join it with the next one."""
    return [*as_parts(pieces), *((last, " ") for last in pieces[-1:])]


def matrix_of(mark: Glyphs) -> str:
    """The operands of Tm that place and turn a label (ISO 32000-1, 9.4.2)."""
    radians = math.radians(mark.angle)
    cosine, sine = round(math.cos(radians), 6), round(math.sin(radians), 6)
    return f"{cosine:g} {sine:g} {-sine:g} {cosine:g} {mark.x:.3f} {mark.y:.3f}"
