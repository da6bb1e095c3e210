"""Finds characters that no font of the report can draw, before anything is set: nothing is dropped silently."""

from __future__ import annotations

import unicodedata

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.outline.text import Text
from hefei_report.theme.fonts import Family, Style, missing

_HINT = "no font of the report has it; leave it out or write it in words"
_STYLES = (Style(Family.SERIF), Style(Family.SANS), Style(Family.SLIDE))


def report_missing_glyphs(text: Text, diagnostics: Diagnostics) -> None:
    """A diagnostic at every first occurrence of a character that can't be drawn."""
    for character in _missing(text.value):
        diagnostics.error("missing-glyph", _message(character), text.at(text.value.index(character)), _HINT)


def report_missing_glyphs_at(text: str, span: Span, diagnostics: Diagnostics) -> None:
    """The same for a text whose author's place is known only as a whole."""
    for character in _missing(text):
        diagnostics.error("missing-glyph", _message(character), span, _HINT)


def _missing(text: str) -> str:
    if text.isascii() and text.isprintable():
        return ""
    return "".join(dict.fromkeys(character for style in _STYLES for character in missing(text, style)))


def _message(character: str) -> str:
    name = unicodedata.name(character, "")
    shown = f"'{character}' " if character.isprintable() else ""
    return f"the character {shown}(U+{ord(character):04X}{' ' + name.lower() if name else ''}) can't be set"
