"""What stands on the pages around their text: running heads, page numbers, the mark of a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from hefei_report.briefing.cover import paint_cover
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.landmarks import Area, Landmark
from hefei_report.briefing.linebreaks import run_width
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.styles import Flush, TextStyle
from hefei_report.briefing.text import as_parts
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.cutting import cut, whole_numbers
from hefei_report.document.model import Document, Inline, Run, plain
from hefei_report.evidence.numbers import date_text
from hefei_report.proof.binding import DATE, PAGE, joined, line_of, set_again


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on the pages around their text."""

    document: Document
    typesetter: Typesetter

    def cover(self, sheet: Sheet) -> None:
        """The first page."""
        paint_cover(sheet, self.document, self.typesetter)
        self._draft(sheet)

    def below(self, sheet: Sheet) -> None:
        """What lies under the text of an inner page."""
        sheet.place(Landmark(sheet.page_name(sheet.page), ""), 0.0, self.typesetter.tokens.page_height)
        self._draft(sheet)

    def around(self, sheet: Sheet) -> None:
        """Running heads and page number, drawn when the text of the page stands and its section is known."""
        with sheet.record.standing_in(""):
            self._paint_around(sheet)

    def _paint_around(self, sheet: Sheet) -> None:
        tokens, style = self.typesetter.tokens, self.typesetter.styles.running
        top = tokens.page_height - 3 * tokens.baseline
        half = (tokens.full_width - tokens.gutter) / 2
        self._line(sheet, set_again(self.document.title), style, top, half, Flush.LEFT)
        if sheet.chapter_page != sheet.page:
            self._line(sheet, sheet.chapter, style, top, half, Flush.RIGHT)
        date = Run(date_text(self.document.date, self.document.language), role=DATE)
        imprint = joined((line_of(self.document, self.document.publisher), (date,)), "  ·  ")
        self._line(sheet, imprint, style, self._foot, 2 * half * 0.8, Flush.LEFT)
        self._number(sheet, replace(style, colour=self.typesetter.theme.ink))

    @property
    def _foot(self) -> float:
        return 2.5 * self.typesetter.tokens.baseline

    def _line(self, sheet: Sheet, line: Inline, style: TextStyle, y: float, room: float, flush: Flush) -> None:
        left = self.typesetter.tokens.margin_inner
        pieces = self._shortened(line, style, room)
        x = left if flush is Flush.LEFT else left + self.typesetter.tokens.full_width - _breadth(pieces)
        if pieces:
            sheet.set_pieces(x, y, as_parts(pieces))

    def _shortened(self, line: Inline, style: TextStyle, room: float) -> tuple[Piece, ...]:
        """``line``, cut at its end with an ellipsis if it is too long for a running head, but not within a number."""
        pieces, text = self.typesetter.pieces(line, style), plain(line)
        while _breadth(pieces) > room and text:
            text = whole_numbers(text, int(len(text) * min(0.98, room / _breadth(pieces)))).rstrip()
            pieces = self.typesetter.pieces((*cut(line, len(text))[0], Run("…")), style)
        return pieces

    def _number(self, sheet: Sheet, style: TextStyle) -> None:
        """ "3 of 24", filled in when all pages are set."""
        page, tokens = sheet.page, self.typesetter.tokens

        def place() -> tuple[float, float, list[tuple[Piece, str]]]:
            text = self.typesetter.labels.page_of.format(page=page, pages=sheet.page - 1)
            pieces = self.typesetter.words(text, style, PAGE)
            return tokens.margin_inner + tokens.full_width - _breadth(pieces), self._foot, as_parts(pieces)

        sheet.late_text(place)

    def _draft(self, sheet: Sheet) -> None:
        if not self.document.draft:
            return
        tokens, theme = self.typesetter.tokens, self.typesetter.theme
        style = replace(self.typesetter.styles.running, size=tokens.body, bold=True, colour=theme.paper)
        pieces = self.typesetter.words(self.typesetter.labels.draft, style)
        breadth, height = _breadth(pieces) + 2 * tokens.baseline, 1.5 * tokens.baseline
        left, top = (tokens.page_width - breadth) / 2, tokens.page_height
        sheet.fill(Area(left, top - height, left + breadth, top), theme.caution)
        sheet.set_pieces(left + tokens.baseline, top - height + 0.55 * tokens.baseline, as_parts(pieces))


def _breadth(pieces: Iterable[Piece]) -> float:
    return sum(run_width(piece.text, piece.face, piece.size) for piece in pieces)
