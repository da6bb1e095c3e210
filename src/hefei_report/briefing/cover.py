"""The cover: the title low on the page, under a landscape drawn from the document's own data."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.briefing.flow import Block, Stack
from hefei_report.briefing.inline import printable
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.landscape import paint_landscape, ridges
from hefei_report.briefing.picturedata import picture_data
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.styles import TextStyle
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.brand import Logo
from hefei_report.document.model import Document, Inline, Run
from hefei_report.evidence.numbers import date_text
from hefei_report.proof.binding import DATE, joined, line_of
from hefei_report.records import dataclass

_GROUND = 0.57  # part of the page that the landscape takes when the title leaves it that much
_LEAST_GROUND = 0.2
_SIZES = (1.0, 0.87, 0.76, 0.66, 0.57, 0.5)  # of the display size, for longer and longer titles
_LOGO_WIDTH, _LOGO_LINES = 150.0, 3  # the most points across, and lines of the grid upwards
_MOST_LINES = 6  # of the publisher's name, and of the authors'


@dataclass(frozen=True, slots=True)
class _Cover:
    """What is set on a cover."""

    document: Document
    typesetter: Typesetter

    @property
    def width(self) -> float:
        """The width of its texts in points."""
        return self.typesetter.tokens.full_width

    def paint(self, sheet: Sheet) -> None:
        """Draw the whole page."""
        tokens, theme = self.typesetter.tokens, self.typesetter.theme
        named = self.typesetter.structure.add(Node("Div"))  # read first, though others are drawn above it
        publisher, foot = self.publisher(), self.foot()
        with self.typesetter.structure.inside(named):
            title, height = self.fitted_title(foot.height(self.width))
        horizon = max(tokens.page_height * (1 - _GROUND), height)
        ground = Area(0.0, horizon, tokens.page_width, tokens.page_height)
        sheet.ground(ground, theme.primary)
        paint_landscape(sheet, ground, ridges(self.document), tokens.margin_inner + self.width, theme)
        head = tokens.page_height - tokens.margin_top + tokens.baseline
        publisher.paint(sheet, tokens.margin_inner, head, self.width)
        title.paint(sheet, tokens.margin_inner, horizon - 3 * tokens.baseline, self.width)
        foot.paint(sheet, tokens.margin_inner, tokens.margin_bottom + foot.height(self.width), self.width)
        if self.document.brand is not None and self.document.brand.logo is not None:
            self.paint_logo(self.document.brand.logo, sheet)

    def paint_logo(self, logo: Logo, sheet: Sheet) -> None:
        """The logo at the foot of the page, right of the authors."""
        tokens, theme = self.typesetter.tokens, self.typesetter.theme
        wide, high = logo.picture.fitted(_LOGO_WIDTH, _LOGO_LINES * tokens.baseline)
        right, bottom = tokens.margin_inner + self.width, tokens.margin_bottom
        node = self.typesetter.structure.add(Node("Figure", alt=printable(logo.alt)))
        node.box = Area(right - wide, bottom, right, bottom + high)
        with sheet.within(node):
            sheet.picture(node.box, picture_data(logo.picture, wide, theme.paper, grey=theme.grey))

    def publisher(self) -> Block:
        style = self.typesetter.styles.cover_line
        light = replace(style, bold=True, colour=self.typesetter.theme.paper)
        return self._lines(line_of(self.document, self.document.publisher), light)

    def foot(self) -> Block:
        """The authors and the date."""
        comma = self.typesetter.labels.enumeration
        style = self.typesetter.styles.cover_line
        date = Run(date_text(self.document.date, self.document.language), role=DATE)
        authors = joined((line_of(self.document, author) for author in self.document.authors), comma)
        return Stack((self._lines(authors, style), self._lines((date,), style)))

    def _lines(self, words: Inline, style: TextStyle) -> Block:
        """``words`` in a few lines; what is too long for that is cut."""
        text = self.typesetter.text(words, style, self.document.span)
        return self._cut(text, _MOST_LINES * style.leading, "a line is higher than its place on the cover")

    def _cut(self, block: Block, room: float, complaint: str) -> Block:
        excess = block.height(self.width) - room
        if excess <= 0:
            return block
        self.typesetter.overfull(self.document.span, complaint, excess, "shorten it; it was cut")
        parts = block.divide(self.width, room)
        return parts[0] if parts is not None else Stack(())

    def fitted_title(self, foot: float) -> tuple[Block, float]:
        """The title, and the height of all below the horizon: as large as leaves the landscape its place."""
        tokens = self.typesetter.tokens
        around = foot + tokens.margin_bottom + 6 * tokens.baseline
        most = tokens.page_height * (1 - _LEAST_GROUND) - around
        titles = (self.title(size) for size in _SIZES)
        title = next((title for title in titles if title.height(self.width) <= most), self.title(_SIZES[-1]))
        title = self._cut(title, most, "the title is higher than its place on the cover")
        return title, title.height(self.width) + around

    def title(self, size: float) -> Block:
        """Title and subtitle, the title at ``size`` times the display size."""
        styles, document = self.typesetter.styles, self.document
        display = replace(
            styles.cover_title, size=styles.cover_title.size * size, leading=styles.cover_title.leading * size
        )
        node = self.typesetter.structure.add(Node("Title"))
        blocks: list[Block] = [self.typesetter.text(document.title, display, document.span, balanced=True, node=node)]
        if document.subtitle:
            blocks.append(self.typesetter.text(document.subtitle, styles.cover_subtitle, document.span))
        return Stack(blocks)


class Cover:
    """The first page as a part of the briefing that may be printed again; ``made_of`` is what it alone shows."""

    def __init__(self, document: Document) -> None:
        logo = document.brand.logo if document.brand is not None else None
        self.made_of: tuple[object, ...] = (document.subtitle, document.authors, logo, repr(ridges(document)))


def paint_cover(sheet: Sheet, document: Document, typesetter: Typesetter) -> None:
    """Draw the whole cover page."""
    with typesetter.structure.inside(typesetter.structure.cover):
        _Cover(document, typesetter).paint(sheet)
