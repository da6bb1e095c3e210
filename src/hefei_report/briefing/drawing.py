"""Replays a recorded drawing on the page, at the size for which it was drawn, in the document's own fonts."""

from __future__ import annotations

import math

from hefei_report.briefing import registry
from hefei_report.briefing.flow import Block
from hefei_report.briefing.sheet import Sheet
from hefei_report.document.drawing import Glyphs, Operators, RenderedFigure
from hefei_report.theme import fonts
from hefei_report.theme.fonts import Family


class Drawing(Block):
    """A drawn figure as a block; it can't be divided."""

    def __init__(self, figure: RenderedFigure, *, before: float = 0.0) -> None:
        self.figure = figure
        self.before = before

    def height(self, width: float) -> float:
        return self.figure.box.height

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        replay(sheet, self.figure, x, top - self.figure.box.height)


def replay(sheet: Sheet, figure: RenderedFigure, x: float, y: float) -> None:
    """Draw the marks of ``figure`` with their origin at (x, y), in order."""
    sheet.saveState()
    sheet.translate(x, y)
    for mark in figure.marks:
        match mark:
            case Operators():
                sheet.operators(mark.code)
            case Glyphs():
                _set_glyphs(sheet, mark)
    sheet.restoreState()


def _set_glyphs(sheet: Sheet, mark: Glyphs) -> None:
    style = fonts.Style(Family.SANS, bold=mark.weight == "bold")
    radians = math.radians(mark.angle)
    cosine, sine = round(math.cos(radians), 6), round(math.sin(radians), 6)
    text = sheet.beginText()
    text.setTextTransform(cosine, sine, -sine, cosine, mark.x, mark.y)
    text.setFillColor(mark.colour)
    for face, characters in fonts.segments(mark.text, style):
        text.setFont(registry.registered(face), mark.size)
        text.textOut(characters)
    sheet.drawText(text)
