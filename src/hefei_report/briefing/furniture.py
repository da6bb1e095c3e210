"""What stands on the pages around their text: running heads, page numbers, the mark of a draft."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.briefing.boxes import breadth
from hefei_report.briefing.cover import paint_cover
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.landmarks import Area, Landmark
from hefei_report.briefing.marking import FOOTER, HEADER
from hefei_report.briefing.measures import PageFormat, upright
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.styles import Flush, TextStyle
from hefei_report.briefing.text import as_parts
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.cutting import cut, whole_numbers
from hefei_report.document.model import Document, Inline, Run, plain
from hefei_report.evidence.numbers import date_text
from hefei_report.proof.binding import DATE, PAGE, joined, line_of, set_again
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where a line of running matter stands: flush with ``edge`` on its left or its right, ``room`` points wide."""

    edge: float
    y: float
    room: float
    flush: Flush

    def start(self, breadth: float) -> float:
        """Where a line of ``breadth`` points begins."""
        return self.edge if self.flush is Flush.LEFT else self.edge - breadth


@dataclass(frozen=True, slots=True)
class _Band:
    """The width of a page's running matter, in two halves."""

    format: PageFormat
    gutter: float

    @property
    def half(self) -> float:
        """The width of a half in points."""
        return (self.format.width - self.gutter) / 2

    def inner(self, y: float, halves: float = 1.0) -> _Slot:
        """Towards the spine, ``halves`` wide: on the left, or on the right of a left-hand page."""
        return self._slot(y, halves, self.format.mirrored)

    def outer(self, y: float) -> _Slot:
        """Towards the page's outer edge."""
        return self._slot(y, 1.0, not self.format.mirrored)

    def _slot(self, y: float, halves: float, right: bool) -> _Slot:
        edge = self.format.left + (self.format.width if right else 0.0)
        return _Slot(edge, y, halves * self.half, Flush.RIGHT if right else Flush.LEFT)


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on the pages around their text."""

    document: Document
    typesetter: Typesetter

    def cover(self, sheet: Sheet) -> None:
        """The first page."""
        paint_cover(sheet, self.document, self.typesetter)
        with sheet.within(self.typesetter.structure.cover.add(Node("P"))):
            self._draft(sheet, upright(self.typesetter.tokens))

    def below(self, sheet: Sheet, format_: PageFormat) -> None:
        """What lies under the text of an inner page."""
        sheet.place(Landmark(sheet.page_name(sheet.page), ""), 0.0, format_.page_height)
        with sheet.within(HEADER):
            self._draft(sheet, format_)

    def around(self, sheet: Sheet, format_: PageFormat) -> None:
        """Running heads and page number, drawn when the text of the page stands and its section is known."""
        with sheet.record.standing_in(""):
            self._paint_around(sheet, format_)

    def _paint_around(self, sheet: Sheet, format_: PageFormat) -> None:
        """The report's title on the inner side, the section's on the outer one, where the page number is too."""
        style, step = self.typesetter.styles.running, self.typesetter.tokens.baseline
        band = _Band(format_, self.typesetter.tokens.gutter)
        top = format_.page_height - 3 * step
        with sheet.within(HEADER):
            self._line(sheet, set_again(self.document.title), style, band.inner(top))
            if sheet.chapter_page != sheet.page:
                self._line(sheet, sheet.chapter, style, band.outer(top))
        with sheet.within(FOOTER):
            self._paint_foot(sheet, band, style)

    def _paint_foot(self, sheet: Sheet, band: _Band, style: TextStyle) -> None:
        step = self.typesetter.tokens.baseline
        date = Run(date_text(self.document.date, self.document.language), role=DATE)
        imprint = joined((line_of(self.document, self.document.publisher), (date,)), "  ·  ")
        self._line(sheet, imprint, style, band.inner(2.5 * step, 1.6))
        self._number(sheet, replace(style, colour=self.typesetter.theme.ink), band.outer(2.5 * step))

    def _line(self, sheet: Sheet, line: Inline, style: TextStyle, slot: _Slot) -> None:
        pieces = self._shortened(line, style, slot.room)
        if pieces:
            sheet.set_pieces(slot.start(breadth(pieces)), slot.y, as_parts(pieces))

    def _shortened(self, line: Inline, style: TextStyle, room: float) -> tuple[Piece, ...]:
        """``line``, cut at its end with an ellipsis if it is too long for a running head, but not within a number."""
        pieces, text = self.typesetter.pieces(line, style), plain(line)
        while breadth(pieces) > room and text:
            text = whole_numbers(text, int(len(text) * min(0.98, room / breadth(pieces)))).rstrip()
            pieces = self.typesetter.pieces((*cut(line, len(text))[0], Run("…")), style)
        return pieces

    def _number(self, sheet: Sheet, style: TextStyle, slot: _Slot) -> None:
        """What the page is called."""
        pieces = self.typesetter.words(sheet.page_label(sheet.page), style, PAGE)
        sheet.set_pieces(slot.start(breadth(pieces)), slot.y, as_parts(pieces))

    def _draft(self, sheet: Sheet, format_: PageFormat) -> None:
        if not self.document.draft:
            return
        tokens, theme = self.typesetter.tokens, self.typesetter.theme
        style = replace(self.typesetter.styles.running, size=tokens.body, bold=True, colour=theme.paper)
        pieces = self.typesetter.words(self.typesetter.labels.draft, style)
        wide, height = breadth(pieces) + 2 * tokens.baseline, 1.5 * tokens.baseline
        left, top = (format_.page_width - wide) / 2, format_.page_height
        sheet.fill(Area(left, top - height, left + wide, top), theme.caution)
        sheet.set_pieces(left + tokens.baseline, top - height + 0.55 * tokens.baseline, as_parts(pieces))
