"""Colours as PowerPoint's themes have them, so that whoever changes the theme of a deck recolours its charts."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import replace

from hefei_report.document.chartplan import Ink
from hefei_report.records import dataclass
from hefei_report.theme.tokens import contrast, luminance

# A theme's colours as RRGGBB, by the names that they have there (dk1, lt1, accent1).
ThemeColours = Mapping[str, str]

_MAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}  # the colour map of our master
_LEGIBLE = 4.5  # contrast of small text, WCAG 2.2 level AA
_MIDDLE = 0.18  # luminance: on darker grounds light text has more contrast than dark text


@dataclass(frozen=True, slots=True)
class SchemeColour:
    """A colour of the file's theme, so that it follows a change of theme.

    ``kept`` is the share of its luminance that it keeps, ``added`` what is added to it, both in percent
    (ECMA-376 part 1, 20.1.2.3.20 and 20.1.2.3.21), ``opaque`` how little shines through (20.1.2.3.1).
    """

    name: str
    kept: int = 100
    added: int = 0
    opaque: int = 100

    @property
    def xml(self) -> str:
        """The colour as DrawingML."""
        changes = f'<a:lumMod val="{self.kept * 1000}"/>' if self.kept != 100 else ""
        changes += f'<a:lumOff val="{self.added * 1000}"/>' if self.added else ""
        changes += f'<a:alpha val="{self.opaque * 1000}"/>' if self.opaque != 100 else ""
        return f'<a:schemeClr val="{self.name}">{changes}</a:schemeClr>' if changes else self._plain

    @property
    def _plain(self) -> str:
        return f'<a:schemeClr val="{self.name}"/>'

    def rgb(self, colours: ThemeColours) -> str:
        """The colour as "#rrggbb" in a theme."""
        value = (colours.get(self.name) or colours[_MAPPED[self.name]]).lstrip("#")
        channels = (int(value[place : place + 2], 16) / 255 for place in (0, 2, 4))
        hue, light, saturation = colorsys.rgb_to_hls(*channels)
        light = min(1.0, max(0.0, light * self.kept / 100 + self.added / 100))
        return "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, light, saturation))


TEXT = SchemeColour("tx1")
QUIET = SchemeColour("tx2")
PAPER = SchemeColour("bg1")
HAIRLINE = SchemeColour("tx2", 30, 70)
CONTEXT = SchemeColour("tx2", 42, 58)
DARK_HAIRLINE = SchemeColour("tx2", 36)  # where text is light: darker than it, and not lighter
DARK_CONTEXT = SchemeColour("tx2", 54)
INKS: Mapping[Ink, SchemeColour] = {
    Ink.ACCENT: SchemeColour("accent6"),
    Ink.PRIMARY: SchemeColour("accent1"),
    Ink.SECOND: SchemeColour("accent2"),
    Ink.THIRD: SchemeColour("accent3"),
    Ink.FOURTH: SchemeColour("accent4"),
    Ink.FIFTH: SchemeColour("accent5"),
    Ink.CONTEXT: CONTEXT,
    Ink.TEXT: TEXT,
    Ink.QUIET: QUIET,
}


def legible(colour: SchemeColour, colours: ThemeColours) -> SchemeColour:
    """``colour``, made darker (on a dark ground lighter) until small text in it can be read on the slide's ground."""
    ground = PAPER.rgb(colours)
    dark = luminance(ground) < _MIDDLE
    tried = (replace(colour, kept=share, added=100 - share if dark else 0) for share in range(100, 20, -5))
    return next((one for one in tried if contrast(one.rgb(colours), ground) >= _LEGIBLE), TEXT)


def colour_on(fill: SchemeColour, colours: ThemeColours) -> SchemeColour:
    """The colour of small text in an area of colour ``fill``: that of the ground, that of text, or a darker one."""
    ground = fill.rgb(colours)
    tried = (PAPER, TEXT, *(SchemeColour(TEXT.name, kept) for kept in (70, 50, 30, 0)))
    legible = (colour for colour in tried if contrast(colour.rgb(colours), ground) >= _LEGIBLE)
    return next(legible, max(tried, key=lambda colour: contrast(colour.rgb(colours), ground)))
