"""Fonts that recipients have and we don't: how wide their characters are, and how far apart their lines.

A font that nobody here knows is measured with a wide one: a text may come out shorter than foreseen, but not longer.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from itertools import product

from hefei_report.document.brandfonts import BrandFonts
from hefei_report.records import dataclass
from hefei_report.theme.fonts import AnyFamily, Family, Style, latin_face, width
from hefei_report.workspace import assets_folder


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font by its name. ``metrics`` is the table of its widths, "" for Arial's, which are measured in a font at hand.

    ``pitch`` is the distance of single-spaced lines in type sizes. ``known``: the widths are its own, or those of a
    font made to have the same, or those of ``family``, a brand's, whose files are at hand.
    """

    name: str
    metrics: str = ""
    pitch: float = 1.215
    known: bool = True
    family: AnyFamily = Family.SLIDE

    def em_width(self, character: str, bold: bool, italic: bool) -> float:
        """How far ``character`` moves the pen, in em."""
        found = _table(self.metrics)[bold, italic].get(character) if self.metrics else None
        return width(character, 1.0, Style(self.family, bold, italic)) if found is None else found


class _Widths(dict[str, float]):
    """How wide each character is in one style of a face, in ems, looked up at its first use."""

    def __init__(self, face: Typeface, bold: bool, italic: bool) -> None:
        super().__init__()
        self._style = (bold, italic)
        self._face = face

    def __missing__(self, character: str) -> float:
        width = self[character] = self._face.em_width(character, *self._style)
        return width


class Ruler:
    """A face with the widths of its characters by style, (bold, italic): what is measured has no face to look up."""

    def __init__(self, face: Typeface) -> None:
        self.pitch = face.pitch
        self.widths = {style: _Widths(face, *style) for style in product((False, True), repeat=2)}


ruler = functools.cache(Ruler)

ARIAL = Typeface("Arial")
_WIDE, _WIDE_PITCH = "dejavu-sans", 1.36  # of the fonts in use, few have lines farther apart

_SAME_AS_ARIAL = ("Arial", "Helvetica", "Liberation Sans", "Arimo")
# Names, table, pitch: of the fonts themselves (ascent, descent and line gap), rounded up.
_KNOWN = (
    (("Calibri", "Calibri Light", "Carlito"), "carlito", 1.225),
    (("Cambria", "Caladea"), "caladea", 1.18),
    (("Times New Roman", "Times", "Liberation Serif", "Tinos"), "liberation-serif", 1.155),
    (("Verdana", "DejaVu Sans", "Bitstream Vera Sans"), "dejavu-sans", 1.22),
)
_BY_NAME = {
    **{name.casefold(): Typeface(name) for name in _SAME_AS_ARIAL},
    **{name.casefold(): Typeface(name, table, pitch) for names, table, pitch in _KNOWN for name in names},
}


def typeface(name: str, family: AnyFamily = Family.SLIDE) -> Typeface:
    """The font called ``name``, or a wide stand-in that bears its name; a brand's ``family`` has its own widths."""
    if isinstance(family, BrandFonts):
        return Typeface(name, pitch=latin_face(Style(family)).pitch, family=family)
    found = _BY_NAME.get(name.strip().casefold())
    return found or Typeface(name, _WIDE, _WIDE_PITCH, known=False)


@functools.cache
def _table(metrics: str) -> Mapping[tuple[bool, bool], Mapping[str, float]]:
    """The widths in em by character, for each of the four styles (bold, italic)."""
    content = json.loads((assets_folder() / "metrics" / f"{metrics}.json").read_text(encoding="utf-8"))
    styles = {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "bold-italic"}
    return {
        style: {c: thousandths / 1000 for c, thousandths in zip(content["characters"], content[key], strict=True)}
        for style, key in styles.items()
    }
