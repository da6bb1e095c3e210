"""Finds characters that no font of the report can draw, before anything is set: nothing is dropped silently."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import field

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.theme.fonts import Family, Style, missing

_HINT = "no font of the report has it; leave it out or write it in words"
_STYLES = (Style(Family.SERIF), Style(Family.SANS), Style(Family.SLIDE))


@dataclass(slots=True)
class GlyphCheck:
    """Reports characters that can't be drawn: each once in a text that knows its places, and whatever comes from
    elsewhere (facts, data files, references) at the place of that, unless the character has been reported already.
    """

    diagnostics: Diagnostics
    reported: set[str] = field(default_factory=set)

    def text(self, text: Text) -> None:
        """Look through a text of the author."""
        for character in missing_in(text.value):
            self._report(character, text.at(text.value.index(character)))

    def printed(self, text: str, place: Span) -> None:
        """Look through what will be printed; its author's place is known only as a whole."""
        self.found((character, place) for character in missing_in(text))

    def found(self, unset: Iterable[tuple[str, Span]]) -> None:
        """Report characters that can't be drawn, unless they have been reported."""
        for character, place in unset:
            if character not in self.reported:
                self._report(character, place)

    def _report(self, character: str, place: Span) -> None:
        self.reported.add(character)
        self.diagnostics.error("missing-glyph", _message(character), place, _HINT)


def missing_in(text: str) -> str:
    """The characters of ``text`` that no font of the report has, each once."""
    if (text.isascii() and text.isprintable()) or _settable.issuperset(text):
        return ""
    return _lacking(text)


_settable: set[str] = set()  # characters that have been looked for, and that all fonts of the report have


@functools.lru_cache(maxsize=1024)  # what an author wrote is asked for once more when all is put together
def _lacking(text: str) -> str:
    lacking = "".join(dict.fromkeys(character for style in _STYLES for character in missing(text, style)))
    _settable.update(set(text).difference(lacking))
    return lacking


def _message(character: str) -> str:
    name = unicodedata.name(character, "")
    shown = f"'{character}' " if character.isprintable() else ""
    return f"the character {shown}(U+{ord(character):04X}{' ' + name.lower() if name else ''}) can't be set"
