"""How a text looks as far as reading it goes: its colour, its size, whether it is bold."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from hefei_report.deck.lint.colours import Colour, Palette
from hefei_report.deck.lint.parts import child, number
from hefei_report.deck.openxml.names import LINK_COLOUR, A
from hefei_report.records import dataclass

_COLOURS = tuple(f"{{{A}}}{kind}" for kind in ("schemeClr", "srgbClr", "sysClr", "prstClr", "hslClr", "scrgbClr"))
_REFERENCES = (f"{{{A}}}fontRef", f"{{{A}}}tcTxStyle")  # which hold a colour and no fill
_DEFAULT_SIZE = 1_800
_LARGE, _LARGE_BOLD = 1_800, 1_400


@dataclass(frozen=True, slots=True)
class Style:
    """A text's colour (None when it can't be told), its size in hundredths of a point, and whether it is bold."""

    colour: Colour | None
    size: int
    bold: bool

    @property
    def is_large(self) -> bool:
        """Whether it counts as large in WCAG 2.2: from 18 points, or bold from 14."""
        return self.size >= _LARGE or (self.size >= _LARGE_BOLD and self.bold)


def first_told(chain: Iterable[etree._Element | None], palette: Palette) -> Style:
    """What the first of several properties that says it says, of each thing; the theme's text where none does."""
    style = Style(palette.named("tx1"), _DEFAULT_SIZE, False)
    for properties in reversed([entry for entry in chain if entry is not None]):
        style = changed(style, properties, palette)
    return style


def changed(style: Style, properties: etree._Element | None, palette: Palette) -> Style:
    """``style`` with what ``properties`` say."""
    if properties is None:
        return style
    bold = properties.get("b")
    return Style(
        _colour(properties, palette, style.colour),
        number(properties, "sz") or style.size,
        style.bold if bold is None else bold in ("1", "true", "on"),
    )


def _colour(properties: etree._Element, palette: Palette, inherited: Colour | None) -> Colour | None:
    if not len(properties):
        return inherited
    link = child(properties, f"{{{A}}}hlinkClick")
    if link is not None and not any(entry.get("val") == "tx" for entry in link.iter(f"{{{LINK_COLOUR}}}hlinkClr")):
        return palette.named("hlink")  # whatever colour the text itself has ([MS-ODRAWXML] 2.30.1)
    fill = child(properties, f"{{{A}}}solidFill")
    if fill is not None:
        return palette.of(fill)
    if child(properties, f"{{{A}}}gradFill", f"{{{A}}}noFill") is not None:
        return None
    if properties.tag in _REFERENCES:
        named = child(properties, *_COLOURS)
        return palette.called(named) if named is not None else inherited
    return inherited
