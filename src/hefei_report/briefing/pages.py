"""Prints pages: the cover, and the chapters of a story on as many pages as they take."""

from __future__ import annotations

from collections.abc import Iterable

from hefei_report.briefing.chapters import Chapters
from hefei_report.briefing.filledpage import FilledPage
from hefei_report.briefing.flow import Breadth, NewPage
from hefei_report.briefing.furniture import Furniture
from hefei_report.briefing.galley import Galley
from hefei_report.briefing.keepers import Keeper
from hefei_report.briefing.keeping import Prints
from hefei_report.briefing.measures import LEAST_USE, PageFormat, turned, upright
from hefei_report.briefing.paginating import Paginator
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.story import StoryPart
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Document, NotePlace
from hefei_report.records import dataclass

_BETWEEN_SECTIONS = 3  # lines
_NOTE_RULE = 72.0  # points, the length of the rule above notes


def lay_out(
    parts: Iterable[StoryPart], document: Document, typesetter: Typesetter, sheet: Sheet, keeper: Keeper
) -> None:
    """Draw the cover and then the ``parts``, on as many pages as they take."""
    press = _Press(document, typesetter, sheet)
    tokens = typesetter.tokens
    least, space = LEAST_USE * typesetter.body_height, _BETWEEN_SECTIONS * tokens.baseline
    prints = Prints(tuple(parts), document, typesetter, sheet, least, keeper)
    prints.print_cover(press.print_cover)

    def printed_again(opening: NewPage) -> bool:
        if isinstance(opening, StoryPart):
            prints.end()
        if opening.right:
            press.turn_to_the_right()
        return prints.print_again(opening)

    chapters = Chapters(prints.blocks(), tokens.full_width, least, space, printed_again)
    for opening, chapter in chapters:
        prints.begin(opening)
        for page in press.paginator.pages(Galley(chapter)):
            press.print_page(page)
        prints.chapter_ends(short=chapters.short)
    prints.close()


@dataclass(frozen=True, slots=True)
class _Press:
    """Draws pages on a sheet, one after the other."""

    document: Document
    typesetter: Typesetter
    sheet: Sheet

    @property
    def furniture(self) -> Furniture:
        return Furniture(self.document, self.typesetter)

    @property
    def paginator(self) -> Paginator:
        tokens = self.typesetter.tokens
        beside = self.document.briefing.notes is NotePlace.MARGIN
        margin = tokens.full_width - tokens.column_width - tokens.gutter if beside else 0.0
        return Paginator(upright(tokens), turned(tokens), tokens.baseline, margin)

    def print_cover(self, typesetter: Typesetter) -> None:
        Furniture(self.document, typesetter).cover(self.sheet)
        self.sheet.showPage()

    def turn_to_the_right(self) -> None:
        """In a book that is printed on both sides, leave a left page empty."""
        if self.document.briefing.duplex and self._on_the_left:
            self.sheet.record.begin(self.sheet.page)
            self.sheet.showPage()

    @property
    def _on_the_left(self) -> bool:
        return self.sheet.page % 2 == 0

    def print_page(self, page: FilledPage) -> None:
        format_ = self._format(page)
        self.sheet.setPageSize((format_.page_width, format_.page_height))
        self.sheet.mirrored = format_.mirrored
        self.furniture.below(self.sheet, format_)
        self._paint(page, format_)
        self.furniture.around(self.sheet, format_)
        self.sheet.showPage()

    def _format(self, page: FilledPage) -> PageFormat:
        tokens = self.typesetter.tokens
        if page.turned:
            return turned(tokens)
        return upright(tokens, mirrored=self.document.briefing.duplex and self._on_the_left)

    def _paint(self, page: FilledPage, format_: PageFormat) -> None:
        tokens = self.typesetter.tokens
        footed = not page.foot.bodies
        for placed in page.placed:
            if placed.block.looks_back and not footed:  # the notes' citations are to be known
                self._paint_foot(page, format_)
                footed = True
            shift = format_.column_shift if placed.block.breadth is Breadth.COLUMN else 0.0
            placed.block.paint(self.sheet, format_.left + shift, format_.top - placed.down, format_.width)
        if not footed:
            self._paint_foot(page, format_)
        beside = format_.left + (0.0 if format_.mirrored else tokens.column_width + tokens.gutter)
        for aside in page.asides:
            top = format_.top - page.placed[aside.anchor].down - aside.offset
            aside.note.body.paint(self.sheet, beside, top, tokens.full_width - tokens.column_width - tokens.gutter)

    def _paint_foot(self, page: FilledPage, format_: PageFormat) -> None:
        """The notes under a short rule."""
        left, theme = format_.left + format_.column_shift, self.typesetter.theme
        rule = format_.bottom + page.foot.height - page.foot.above / 2
        self.sheet.rule(left, left + _NOTE_RULE, rule, 0.5, theme.quiet)
        for body, top in page.foot.places(format_.bottom):
            body.paint(self.sheet, left, top, page.foot.width)
