"""Sets texts in lines as the briefing does, without pages: for tests that ask where each glyph stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hefei_report.briefing.composing import Stretch, set_line
from hefei_report.briefing.inline import Context, pieces
from hefei_report.briefing.items import Item
from hefei_report.briefing.linebreaks import Broken, Edge, Line, break_lines
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.styles import TextStyle, briefing_styles
from hefei_report.document.model import Inline, Run
from hefei_report.theme import load_theme

STYLES = briefing_styles(load_theme("hefei"))
COLUMN = 334.5  # points: the briefing's text column
UNSEEN = "\u200b\u00ad\n"  # what is never drawn as it stands


def pieced(text: str | Inline, language: str = "en", style: TextStyle = STYLES.body) -> PiecedText:
    """``text`` in a style of the briefing."""
    return PiecedText(pieces((Run(text),) if isinstance(text, str) else text, style, Context(language)))


def rows(text: PiecedText, broken: Broken) -> list[tuple[Line, tuple[Stretch, ...]]]:
    """Each line with what is drawn of it."""
    return [(line, set_line(text, line)) for line in broken.lines]


def justified(text: PiecedText, measure: float = COLUMN) -> list[tuple[Line, tuple[Stretch, ...]]]:
    return rows(text, break_lines(text, measure, Edge.JUSTIFIED))


def items_of(stretches: tuple[Stretch, ...]) -> Iterator[Item]:
    for stretch in stretches:
        yield from stretch.items


def drawn(stretches: tuple[Stretch, ...]) -> str:
    """What the glyphs of a line stand for, as somebody gets it who takes the text out of the file."""
    return "".join(glyph.text for item in items_of(stretches) if item.shaped for glyph in item.shaped.glyphs)


def line_texts(text: str, measure: float = COLUMN, language: str = "en") -> list[str]:
    """The justified lines of ``text``, hyphens as soft ones, without the space between them."""
    return [drawn(stretches).rstrip() for _, stretches in justified(pieced(text, language), measure)]


def tabular(style: TextStyle) -> TextStyle:
    return replace(style, figures=STYLES.cell.figures)
