"""Reads longer texts of authors: paragraphs and lists, each piece of them where it stands in the file."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it.token import Token

from hefei_report.diagnostics import Span
from hefei_report.document.model import Inline, List, ListItem, Medium, Paragraph, Run
from hefei_report.evidence.proof import Around
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.resolve.footnotes import NO_NOTES, Notes
from hefei_report.resolve.inline import Reader
from hefei_report.resolve.markup import parser
from hefei_report.resolve.notemarkup import definitions, without_definitions

_MAX_LEVELS = 3


def read_passage(
    text: Text, only: Medium | None, reader: Reader, around: Around = Around.NOTHING, *, notes: bool = True
) -> tuple[Paragraph | List, ...]:
    """The paragraphs and lists of ``text``; anything else that Markdown knows is reported.

    With ``notes`` it may have footnotes.
    """
    reader.glyphs.text(text)
    defined = tuple(definitions(text.value)) if notes else ()
    visible = without_definitions(text.value, defined)
    room = Notes(whole=text, defined=defined) if notes else NO_NOTES
    elements = tuple(_Passage(reader, text, visible, only, around, room, parser().parse(visible)).elements())
    room.report_definitions(reader.diagnostics)
    return elements


@dataclass(slots=True)
class _Passage:
    """Block tokens of one text to elements; knows where in the text each piece of inline content stands."""

    reader: Reader
    text: Text
    visible: str  # without the definitions of notes
    only: Medium | None
    around: Around
    notes: Notes
    tokens: list[Token]
    position: int = 0
    cursor: int = 0

    def elements(self) -> Iterator[Paragraph | List]:
        while self.position < len(self.tokens):
            token = self.tokens[self.position]
            if token.type == "paragraph_open":
                place = self._here(token)
                yield Paragraph(content=self._paragraph(), span=place, only=self.only)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                place = self._here(token)
                items = tuple(self._items(1))
                start = int(token.attrs.get("start", 1))
                yield List(items=items, ordered=_ordered(token), start=start, span=place, only=self.only)
            else:
                self._unsupported(token)
                self.position += 1

    def _paragraph(self) -> Inline:
        """The content of the paragraph at hand; moves past it."""
        inline = self.tokens[self.position + 1]
        self.position += 3
        offsets = self._offsets(inline.content)

        def place(offset: int, length: int) -> Span:
            return self.text.at(offsets[min(offset, len(offsets) - 1)], length)

        return self.reader.runs(inline.children or [], inline.content, place, self.around, self.notes)

    def _items(self, level: int) -> Iterator[ListItem]:
        """The items of the list at hand; moves past it."""
        if level > _MAX_LEVELS:
            place = self._here(self.tokens[self.position])
            self.reader.diagnostics.error("nested-too-deep", f"lists have {_MAX_LEVELS} levels", place)
        self.position += 1
        while not self.tokens[self.position].type.endswith("_list_close"):
            yield self._item(level)
        self.position += 1

    def _item(self, level: int) -> ListItem:
        content: Inline = ()
        children: tuple[ListItem, ...] = ()
        ordered: bool | None = None
        place = self._here(self.tokens[self.position])
        self.position += 1
        while self.tokens[self.position].type != "list_item_close":
            token = self.tokens[self.position]
            if token.type == "paragraph_open":
                more = self._paragraph()
                content = (*content, Run("\n"), *more) if content else more
            elif token.type.endswith("_list_open"):
                ordered = _ordered(token) if ordered is None else ordered
                children += tuple(self._items(level + 1))
            else:
                self._unsupported(token)
                self.position += 1
        self.position += 1
        return ListItem(content, children if level < _MAX_LEVELS else (), place, ordered)

    def _here(self, token: Token) -> Span:
        line = token.map[0] if token.map else 0
        lines = self.text.value.split("\n")
        offset = sum(len(before) + 1 for before in lines[:line])
        indent = len(lines[line]) - len(lines[line].lstrip()) if line < len(lines) else 0
        return self.text.at(offset + indent)

    def _offsets(self, content: str) -> list[int]:
        """For each character of a paragraph's content its offset in the text: its lines are found one by one."""
        offsets: list[int] = []
        for line in content.split("\n"):
            start = self.visible.find(line, self.cursor)
            start = self.cursor if start < 0 else start
            offsets += range(start, start + len(line) + 1)
            self.cursor = start + len(line)
        return offsets or [0]

    def _unsupported(self, token: Token) -> None:
        if token.nesting < 0 or token.type == "inline":
            return
        what, hint = _UNSUPPORTED.get(token.type, (f"Markdown's '{token.type}'", "write paragraphs and lists"))
        self.reader.diagnostics.error("unsupported", f"{what} in a text", self._here(token), hint)


_UNSUPPORTED = {
    "heading_open": ("a heading", "make it a section"),
    "blockquote_open": ("a quotation", "make it a 'quote:' block"),
    "code_block": ("indented code", "take the indentation away"),
    "fence": ("a block of code", "write paragraphs and lists"),
    "hr": ("a rule", "make it a section, or leave an empty line"),
}


def _ordered(token: Token) -> bool:
    """Whether the list that ``token`` opens is numbered."""
    return token.type.startswith("ordered")
