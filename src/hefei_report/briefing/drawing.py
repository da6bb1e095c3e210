"""Replays a recorded drawing on the page, at the size for which it was drawn, in the document's own fonts."""

from __future__ import annotations

import math

from hefei_report.briefing import registry
from hefei_report.briefing.flow import Block
from hefei_report.briefing.inks import ink
from hefei_report.briefing.inline import RegisterLink
from hefei_report.briefing.landmarks import Area, destination_name
from hefei_report.briefing.linebreaks import run_width
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.drawing import Glyphs, Operators, RenderedFigure
from hefei_report.proof.binding import facts_bound
from hefei_report.proof.charts import ChartLabels
from hefei_report.theme import fonts
from hefei_report.theme.fonts import Family


class Drawing(Block):
    """A drawn figure as a block; it can't be divided. Labels that print a fact lead to its entry in the register."""

    def __init__(self, figure: RenderedFigure, labels: ChartLabels, typesetter: Typesetter) -> None:
        self.figure, self.labels, self.typesetter = figure, labels, typesetter

    def height(self, width: float) -> float:
        return self.figure.box.height

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        y = top - self.figure.box.height
        sheet.saveState()
        sheet.translate(x, y)
        for mark in self.figure.marks:
            match mark:
                case Operators():
                    sheet.operators(mark.code)
                case Glyphs():
                    sheet.record.note_parts(sheet.page, [(mark.text, self.labels.binding(mark.text))])
                    _set_glyphs(sheet, mark)
        sheet.restoreState()
        for mark in self.figure.marks:
            if isinstance(mark, Glyphs) and not mark.angle:
                self._link(sheet, mark, x, y)

    def _link(self, sheet: Sheet, mark: Glyphs, x: float, y: float) -> None:
        ids = facts_bound(self.labels.binding(mark.text))
        if len(ids) != 1 or ids[0] not in self.typesetter.context.reach.facts:
            return
        style = fonts.Style(Family.SANS, bold=mark.weight == "bold")
        breadth = sum(run_width(text, face, mark.size) for face, text in fonts.segments(mark.text, style))
        left, baseline = x + mark.x, y + mark.y
        area = Area(left, baseline - 0.3 * mark.size, left + breadth, baseline + 0.9 * mark.size)
        link = RegisterLink(ids[0])
        sheet.link_inside(area, destination_name("fact", link.id), self.typesetter.tip(link))


def _set_glyphs(sheet: Sheet, mark: Glyphs) -> None:
    style = fonts.Style(Family.SANS, bold=mark.weight == "bold")
    radians = math.radians(mark.angle)
    cosine, sine = round(math.cos(radians), 6), round(math.sin(radians), 6)
    text = sheet.beginText()
    text.setTextTransform(cosine, sine, -sine, cosine, mark.x, mark.y)
    text.setFillColor(ink(mark.colour))
    for face, characters in fonts.segments(mark.text, style):
        text.setFont(registry.registered(face), mark.size)
        text.textOut(characters)
    sheet.drawText(text)
