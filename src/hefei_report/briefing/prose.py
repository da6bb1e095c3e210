"""Running text: paragraphs and lists, in the text column or inside a panel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hefei_report.briefing.flow import Block
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.linebreaks import natural_width
from hefei_report.briefing.pagelabels import roman
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.structure import Node, Numbering
from hefei_report.briefing.styles import TextStyle
from hefei_report.briefing.text import Label
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import List, ListItem, Paragraph
from hefei_report.outline.languages import in_chinese
from hefei_report.proof.binding import NUMBERING
from hefei_report.records import dataclass

_BULLETS = ("•", "–", "·")
_LEAST_HANG = 14.5  # points from the mark to the text of an item
_MARK_SPACE = 5.0
_CHINESE_INDENT = 2.0  # em


def paragraph_block(
    paragraph: Paragraph, typesetter: Typesetter, style: TextStyle, measure: float, *, follows: bool = False
) -> Block:
    """A paragraph with lines of ``measure`` points at most.

    One that ``follows`` another is told from it by an indented first line, or by the space after its style; in Chinese
    every one is indented.
    """
    chinese = in_chinese(typesetter.context.language)
    first = _CHINESE_INDENT * style.size if chinese else style.leading if follows else 0.0
    return typesetter.text(
        paragraph.content, style, paragraph.span, measure=measure, first=0.0 if style.after else first
    )


# --------------------------------------------------------------------------------------------- lists


def list_blocks(list_: List, typesetter: Typesetter, style: TextStyle, measure: float) -> tuple[Block, ...]:
    """The items of a list, inner ones indented; ``measure`` is the width of the whole list in points."""
    blocks = tuple(_Items(list_, typesetter, style, measure).blocks(list_.items, 0, 0.0, list_.ordered, list_.start))
    if blocks:
        blocks[0].before = blocks[-1].after = typesetter.tokens.baseline / 2
    return blocks


@dataclass(frozen=True, slots=True)
class _Items:
    """The items of one list, at all its levels."""

    list_: List
    typesetter: Typesetter
    style: TextStyle
    measure: float

    def blocks(
        self, items: tuple[ListItem, ...], level: int, indent: float, ordered: bool, start: int = 1
    ) -> Iterator[Block]:
        """``items`` with their marks hanging at ``indent``, each followed by the items inside it."""
        marks = [self._mark(number, level, ordered) for number in range(start, start + len(items))]
        breadths = (natural_width(PiecedText(mark)) + _MARK_SPACE for mark in marks)
        hang = max(_LEAST_HANG, max(breadths, default=0.0))
        inner, structure = indent + hang, self.typesetter.structure
        with structure.element(Node("L", numbering=_numbering(level, ordered))):
            for item, mark in zip(items, marks, strict=True):
                with structure.element(Node("LI")) as node:
                    label = Label(mark, -hang, node.add(Node("Lbl")))
                    with structure.element(Node("LBody")) as body:
                        # Text is added when it is set: before a list within the item it needs a place of its own.
                        own = body.add(Node("P")) if item.children else body
                        yield self._item(item, label, inner, own)
                        inside = ordered if item.ordered is None else item.ordered
                        yield from self.blocks(item.children, level + 1, inner, inside) if item.children else ()

    def _item(self, item: ListItem, label: Label, indent: float, node: Node) -> Block:
        measure = self.measure - indent
        return self.typesetter.text(
            item.content,
            self.style,
            item.span or self.list_.span,
            indent=indent,
            measure=measure,
            label=label,
            node=node,
        )

    def _mark(self, number: int, level: int, ordered: bool) -> tuple[Piece, ...]:
        style = replace(self.style, colour=self.typesetter.theme.primary)
        return self.typesetter.words(_mark(number, level, ordered), style, NUMBERING)


def _mark(number: int, level: int, ordered: bool) -> str:
    """The mark of item ``number``: bullets, or "1.", "a." and "i." by level."""
    if not ordered:
        return _BULLETS[min(level, len(_BULLETS) - 1)]
    return (str, _letters, roman)[min(level, 2)](number) + "."


def _numbering(level: int, ordered: bool) -> Numbering:
    """What the marks of a level are, for the structure."""
    return (Numbering.DECIMAL, Numbering.LETTERS, Numbering.ROMAN)[min(level, 2)] if ordered else Numbering.DISC


def _letters(number: int) -> str:
    """1 is "a", 26 "z", 27 "aa"."""
    text = ""
    while number:
        number, digit = divmod(number - 1, 26)
        text = chr(ord("a") + digit) + text
    return text
