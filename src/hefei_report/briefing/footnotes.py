"""Footnotes as blocks: the number hangs before the note, and each leads to the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hefei_report.briefing.flow import Block
from hefei_report.briefing.inline import NoteLink
from hefei_report.briefing.landmarks import Area, Landmark, destination_name
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.text import Label, SetNote, Text
from hefei_report.diagnostics import Span
from hefei_report.proof.binding import NUMBERING

if TYPE_CHECKING:
    from hefei_report.briefing.typesetter import Typesetter

_HANG = 14.5  # points from the number to the note
_FIGURE = 4.0  # points more for each digit beyond two


class Footnote(Block):
    """What a note says, under its number; ``back`` is the tooltip of the link from there to its mark."""

    def __init__(self, text: Text, mark: str, back: str) -> None:
        self.text, self.mark, self.back = text, mark, back

    def height(self, width: float) -> float:
        return self.text.height(width)

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        parts = self.text.divide(width, room)
        if parts is None or not isinstance(parts[0], Text):
            return None
        return Footnote(parts[0], self.mark, self.back), parts[1]

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        self.text.paint(sheet, x, top, width)
        setting = self.text.setting
        area = Area(x, top - setting.style.leading, x + setting.indent, top)
        if setting.label is not None and setting.label.node is not None:
            with sheet.within(setting.label.node):
                sheet.link_inside(area, mark_name(self.mark), self.back)


def footnote(link: NoteLink, typesetter: Typesetter, span: Span) -> SetNote:
    """The note that ``link`` leads to, for the foot of its page (ISO 14289-1, 7.9: it has an id)."""
    node = Node("Note", id=note_name(link.number))
    style = typesetter.styles.footnote
    hang = _HANG + _FIGURE * max(0, len(link.number) - 2)
    back = node.add(Node("Lbl")).add(Node("Link"))
    number = typesetter.words(link.number, replace(style, colour=typesetter.theme.primary), NUMBERING)
    text = typesetter.text(
        link.content,
        style,
        span,
        indent=hang,
        measure=typesetter.tokens.column_width - hang,
        label=Label(number, -hang, back),
        landmark=Landmark(note_name(link.number), ""),
        node=node.add(Node("P")),
    )
    return SetNote(Footnote(text, link.number, typesetter.labels.back.format(number=link.number)), node)


def note_name(number: str) -> str:
    """The destination of note ``number``."""
    return destination_name("note", number)


def mark_name(number: str) -> str:
    """The destination of its mark."""
    return destination_name("mark", number)
