"""Headings: the number hangs in the left margin; a first-level section opens a page with its finding."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.briefing.flow import Block, Stack
from hefei_report.briefing.inline import printable
from hefei_report.briefing.landmarks import Landmark, destination_name
from hefei_report.briefing.linebreaks import natural_width
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node, heading_role
from hefei_report.briefing.styles import TextStyle
from hefei_report.briefing.text import Label, Text
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Inline, Section
from hefei_report.document.naming import full_name
from hefei_report.proof.binding import NUMBERING, set_again

_HANG = 34.0  # points that a section number stands to the left of its title
_NUMBER_SPACE = 6.0  # points that it is away from it at least


def _landmark(section: Section, typesetter: Typesetter, depth: int) -> Landmark:
    """Where links to ``section`` lead, and its bookmark at level ``depth``."""
    title = printable(full_name(section, typesetter.labels))
    return Landmark(destination_name("", section.id), title, depth, section.id)


def heading_blocks(section: Section, typesetter: Typesetter, depth: int, *, front: bool = False) -> tuple[Block, ...]:
    """The title of ``section`` with its number and then, if it has one, its headline as a standfirst.

    ``front``: it stands before the first section of the body, such as the contents.
    """
    styles, tokens = typesetter.styles, typesetter.tokens
    style = (styles.chapter, styles.heading, styles.subheading)[min(depth, 2)]
    title = _title(section, typesetter, style, depth, front)
    if not section.headline:
        return (title,)
    standfirst = (
        styles.standfirst if depth == 0 else replace(styles.body, italic=True, after=typesetter.tokens.baseline / 2)
    )
    return (
        title,
        typesetter.text(
            section.headline, standfirst, section.span, measure=tokens.column_width, clings=True, balanced=True
        ),
    )


def _title(section: Section, typesetter: Typesetter, style: TextStyle, depth: int, front: bool) -> Block:
    tokens, landmark = typesetter.tokens, _landmark(section, typesetter, depth)
    node = typesetter.structure.add(Node(heading_role(depth)))
    label, indent = None, 0.0
    if section.number:
        colour = typesetter.theme.accent if depth == 0 else typesetter.theme.quiet
        number = typesetter.words(section.number, replace(style, colour=colour), NUMBERING)
        indent = max(0.0, natural_width(PiecedText(number)) + _NUMBER_SPACE - _HANG)  # of deep sections: 1.1.2.1.1
        label = Label(number, -_HANG - indent, node.add(Node("Lbl")))
    measure = (tokens.full_width if depth == 0 or front else tokens.column_width) - indent
    text = typesetter.text(
        section.title,
        style,
        section.span,
        indent=indent,
        measure=measure,
        label=label,
        landmark=landmark,
        clings=True,
        balanced=True,
        node=node,
    )
    return ChapterTitle(text, set_again(section.title), typesetter, front) if depth == 0 else text


class ChapterTitle(Stack):
    """The title of a section that opens a page, or could; from here on the running head names it."""

    def __init__(self, text: Text, title: Inline, typesetter: Typesetter, front: bool) -> None:
        super().__init__((text,), after=text.after, whole=typesetter.body_height)
        self.clings = self.barrier = True
        self._title, self._front = title, front

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        if not self._front:
            sheet.begin_body()
        sheet.open_chapter(self._title)
        super().paint(sheet, x, top, width)
