"""Lines of text as glyphs of the font files, each at its place: what canvases without text of their own fill."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.figures.picture import Words
from hefei_report.records import dataclass
from hefei_report.theme import fonts
from hefei_report.theme.face import Face
from hefei_report.theme.fonts import AnyFamily, Style


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A character of ``face``, ``ahead`` em from the start of its line."""

    face: Face
    character: str
    ahead: float


def glyphs_of(words: Words, family: AnyFamily) -> Iterator[PlacedGlyph]:
    """The characters of ``words`` that leave ink, at the widths with which they were measured."""
    ahead = 0.0
    for face, text in fonts.segments(words.text, Style(family, bold=words.bold)):
        for character in text:
            if face.outline(character):
                yield PlacedGlyph(face, character, ahead)
            ahead += face.advance(character)
