"""The table of contents: two levels, no dots, page numbers that are filled in when all pages are set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hefei_report.briefing.flow import Block, once
from hefei_report.briefing.inline import Piece, printable
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.printed import PageNumber
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.styles import Styles, TextStyle
from hefei_report.briefing.text import Label, Text, as_parts
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.diagnostics import Span
from hefei_report.document.model import Inline, plain
from hefei_report.proof.binding import NUMBERING, PAGE
from hefei_report.records import dataclass

_NUMBER = 34.0  # points for the section number
_MOST_TOGETHER = 30  # entries of a list that is not divided
_PAGE = 40.0  # points for the page number, with the space before it


@dataclass(frozen=True, slots=True)
class Entry:
    """What the contents list: a section at ``depth`` 0 or 1, and its destination's ``name``."""

    number: str
    title: Inline
    depth: int
    name: str
    span: Span


def contents_blocks(entries: Iterable[Entry], typesetter: Typesetter) -> Iterator[Block]:
    """A line, or more if the title takes them, for each of ``entries``."""
    with typesetter.element("TOC") as node:
        chapter = node
        for entry in entries:
            if entry.depth == 0:
                item = chapter = node.add(Node("TOCI"))
            else:
                item = chapter.stretch("TOC", "contents").add(Node("TOCI"))
            yield _line(entry, typesetter, item)


def listing_blocks(entries: Sequence[Entry], typesetter: Typesetter) -> Iterator[Block]:
    """The same for a list with one level, such as that of the figures; a short one stays on one page."""
    with typesetter.element("TOC") as node:
        for entry in entries:
            line = _line(entry, typesetter, node.add(Node("TOCI")))
            line.clings = len(entries) <= _MOST_TOGETHER and entry is not entries[-1]
            yield line


def _line(entry: Entry, typesetter: Typesetter, item: Node) -> Block:
    styles, tokens = typesetter.styles, typesetter.tokens
    style = _style(entry.depth, styles)
    title = tuple(replace(piece, colour=style.colour, target=None) for piece in typesetter.pieces(entry.title, style))
    number = typesetter.words(entry.number, style, NUMBERING)
    text = typesetter.text(
        title,
        style,
        entry.span,
        indent=_NUMBER,
        measure=tokens.full_width - _NUMBER - _PAGE,
        label=Label(number, -_NUMBER, item.add(Node("Lbl"))) if entry.number else None,
        node=item.add(Node("Reference")).add(Node("Link")),
    )
    return ContentsLine(text, entry, style, typesetter)


class ContentsLine(Block):
    """An entry, linked as a whole to its section, with a hairline above each first-level one."""

    def __init__(self, text: Text, entry: Entry, style: TextStyle, typesetter: Typesetter) -> None:
        self.text, self.entry, self.style, self.typesetter = text, entry, style, typesetter
        self.before, self.after = style.before, style.after

    @once
    def height(self, width: float) -> float:
        return self.text.height(width)

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Only a title that is too long for any page goes on on the next, where its page number is."""
        parts = self.text.divide(width, room) if self.height(width) > self.typesetter.body_height / 2 else None
        if parts is None or not isinstance(parts[1], Text):
            return None
        return parts[0], ContentsLine(parts[1], self.entry, self.style, self.typesetter)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        bottom, entry = top - self.height(width), self.entry
        if entry.depth == 0:
            sheet.rule(x, x + width, top + self.before / 2, 0.4, self.typesetter.theme.hairline)
        self.text.paint(sheet, x, top, width)
        baseline = bottom + self.style.leading - self.style.baseline
        tip = printable(f"{entry.number} {plain(entry.title)}".strip())
        with sheet.within(self.text.setting.node):
            sheet.page_number(PageNumber(entry.name, x + width, baseline, entry.depth))
            sheet.link_inside(Area(x, bottom, x + width, top), entry.name, tip)


def page_number(label: str, depth: int, typesetter: Typesetter) -> list[tuple[Piece, str]]:
    """What an entry at ``depth`` says of its page, which is called ``label``."""
    # The space is for readers that take the text of the whole link.
    return as_parts(typesetter.words(f" {label}", _style(depth, typesetter.styles), PAGE))


def _style(depth: int, styles: Styles) -> TextStyle:
    return styles.contents_chapter if depth == 0 else styles.contents_section
