"""The texts around a figure or table: its number and title and what it measures above, note and source below."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.briefing.flow import Block, Breadth, Note, divide_blocks, once, stacked_height, stacked_notes
from hefei_report.briefing.inline import printable
from hefei_report.briefing.landmarks import Landmark, destination_name
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.text import Text
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.diagnostics import Span
from hefei_report.document.model import CrossLink, Figure, Image, Inline, Run, Table
from hefei_report.document.naming import full_name, numbered_name
from hefei_report.proof.binding import NUMBERING
from hefei_report.records import dataclass

_SPACE_ABOVE = 0.5  # of a baseline step, between the rule and the title
_SPACE_BELOW = 0.5  # between the texts and what they announce


@dataclass
class Caption(Block):
    """A rule, the number with the title, and the caption; ``extent`` is the width of rule and texts in points.

    ``id`` is that of the figure or table that it announces.
    """

    typesetter: Typesetter
    texts: tuple[Block, ...]
    extent: float
    id: str

    def __post_init__(self) -> None:
        self.before = self.typesetter.tokens.baseline
        self.sink = 0.25 * self.typesetter.tokens.baseline
        self.clings = self.apart = True
        if self.extent <= self.typesetter.tokens.column_width:
            self.breadth = Breadth.COLUMN

    @property
    def _above(self) -> float:
        return _SPACE_ABOVE * self.typesetter.tokens.baseline

    @property
    def _below(self) -> float:
        return _SPACE_BELOW * self.typesetter.tokens.baseline

    @once
    def height(self, width: float) -> float:
        return self._above + stacked_height(self.texts, self.extent) + self._below

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        page = self.typesetter.body_height
        if self.height(width) <= page / 2:
            return None
        cut = divide_blocks(self.texts, self.extent, room - self._above - self._below, page)
        return None if cut is None else (self._part(cut[0]), self._part(cut[1]))

    @once
    def notes(self, width: float) -> tuple[Note, ...]:
        return tuple(stacked_notes(self.texts, self.extent, self._above))

    def _part(self, texts: tuple[Block, ...]) -> Caption:
        return Caption(self.typesetter, texts, self.extent, self.id)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        sheet.rule(x, x + self.extent, top, 1.0, self.typesetter.theme.primary)
        top -= self._above
        with sheet.record.standing_in(self.id):
            for text in self.texts:
                top -= text.before
                text.paint(sheet, x, top, self.extent)
                top -= text.height(self.extent)


def caption(element: Figure | Image | Table, typesetter: Typesetter, extent: float, depth: int, node: Node) -> Caption:
    """The texts above ``element``; it becomes a destination, and a bookmark at level ``depth``.

    ``node`` is the Caption in the structure.
    """
    labels, styles = typesetter.labels, typesetter.styles
    number = numbered_name(element, labels)
    style = styles.figure_title
    numbered = (
        *typesetter.words(number + "\xa0 ", replace(style, colour=typesetter.theme.primary), NUMBERING),
        *typesetter.pieces(element.title, style),
    )
    landmark = Landmark(destination_name("", element.id), printable(full_name(element, labels)), depth)
    with typesetter.structure.inside(node):
        texts: list[Block] = [typesetter.text(numbered, style, element.span, landmark=landmark)]
        if element.caption:
            texts.append(typesetter.text(element.caption, styles.caption, element.span))
    return Caption(typesetter, tuple(texts), extent, element.id)


def closing_lines(element: Figure | Image | Table, typesetter: Typesetter) -> tuple[Block, ...]:
    """The note and the source of ``element``, each if there is one."""
    labels = typesetter.labels
    found = ((labels.note, element.note), (labels.data, _data(element, typesetter)), (labels.source, element.source))
    return tuple(_announced(typesetter, word, inline, element.span) for word, inline in found if inline)


def _data(element: Figure | Image | Table, typesetter: Typesetter) -> Inline:
    """A link to the table with the data of ``element``, if there is one."""
    id = element.data_table if isinstance(element, Figure) else ""
    name = typesetter.table_name(id) if id else ""
    return (Run(name, target=CrossLink(id)),) if name else ()


def _announced(typesetter: Typesetter, word: str, inline: Inline, span: Span) -> Text:
    """``inline`` after a word such as "Source:"; a Chinese colon brings its own space."""
    space = "" if word.endswith("：") else " "
    return typesetter.text((Run(word + space, bold=True), *inline), typesetter.styles.closing, span)
