"""One drawing as a PDF page of its own size, tagged and with its fonts in it, like a briefing's pages."""

from __future__ import annotations

from hefei_report.briefing.archiving import Imprint
from hefei_report.briefing.drawing import apart, label_pieces, matrix_of
from hefei_report.briefing.inline import printable
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node, Structure
from hefei_report.document.drawing import Glyphs, Operators, RenderedFigure
from hefei_report.theme.fonts import AnyFamily


def single_page(figure: RenderedFigure, alt: str, imprint: Imprint, family: AnyFamily, ground: str) -> bytes:
    """The file of ``figure``'s marks, set in ``family`` on the colour ``ground``; ``alt`` describes it."""
    size = (figure.box.width, figure.box.height)
    area = Area(0.0, 0.0, *size)
    structure = Structure()
    node = structure.add(Node("Figure", alt=printable(alt), box=area))
    sheet = Sheet.in_memory(imprint, size, structure)
    sheet.ground(area, ground)
    with sheet.within(node):
        for mark in figure.marks:
            match mark:
                case Operators():
                    sheet.operators(mark.code)
                case Glyphs():
                    sheet.set_pieces(0.0, 0.0, apart(label_pieces(mark, family, "")), matrix=matrix_of(mark))
    sheet.showPage()
    return sheet.finish()
