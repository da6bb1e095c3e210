"""How a chart is set in one medium: its font, type size and colours; every other length follows from the size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from hefei_report.document.chartplan import Ink
from hefei_report.document.model import Medium
from hefei_report.records import dataclass
from hefei_report.theme import fonts
from hefei_report.theme.checking import LEGIBLE
from hefei_report.theme.fonts import AnyFamily, Style
from hefei_report.theme.tokens import Texture, Theme, contrast, legible, readable_on

PRINT_FLOOR = 7.0  # points; smaller type is not read on paper
_STEP = 0.5


class Textured(str):
    """A colour "#rrggbb" that has a texture besides; a mixture with it is a colour like any other."""

    __slots__ = ("texture",)
    texture: Texture

    def __new__(cls, colour: str, texture: Texture) -> Self:
        new = super().__new__(cls, colour)
        new.texture = texture
        return new


@dataclass(frozen=True, slots=True)
class Setting:
    """The type of a drawing: ``size`` in points, faces of ``family``, colours of ``theme``."""

    theme: Theme
    family: AnyFamily
    size: float

    @property
    def pitch(self) -> float:
        """From baseline to baseline, in points."""
        return self.size * 1.22

    @property
    def hair(self) -> float:
        """The width of a hairline, in points."""
        return self.size / 16

    def em(self, count: float) -> float:
        """A length that grows with the type, in points."""
        return self.size * count

    def style(self, bold: bool) -> Style:
        return Style(self.family, bold=bold)

    def width(self, text: str, bold: bool = False, size: float | None = None) -> float:
        """The width of one line in points."""
        return fonts.width(text, size or self.size, self.style(bold))

    def fill(self, ink: Ink) -> str:
        """The colour of an area or a line."""
        texture = self.theme.textures.get(ink)
        return self.theme.inks[ink] if texture is None else Textured(self.theme.inks[ink], texture)

    def text(self, ink: Ink) -> str:
        """The colour of small text in the role ``ink``, darkened until it can be read on paper."""
        if ink is Ink.ACCENT:
            return self._legible(self.theme.accent)
        if ink in (Ink.CONTEXT, Ink.QUIET):
            return self.theme.quiet
        return self._legible(self.theme.inks[ink])

    def on(self, background: str) -> str:
        """The colour of text inside an area of colour ``background``; on a middling one only black or white is read."""
        own = readable_on(background, self.theme.ink, self.theme.paper)
        return own if contrast(own, background) >= LEGIBLE else readable_on(background, "#000000", "#ffffff")

    def _legible(self, colour: str) -> str:
        return legible(colour, self.theme.paper, self.theme.ink, LEGIBLE)


def family_of(medium: Medium, theme: Theme) -> AnyFamily:
    """What the labels of charts are set in."""
    return theme.faces.labels if medium is Medium.BRIEFING else theme.faces.slide


def settings(medium: Medium, theme: Theme) -> Iterator[Setting]:
    """The settings to try, from the theme's label size down to the smallest that is read."""
    if medium is Medium.BRIEFING:
        size, floor = theme.print.chart_label, PRINT_FLOOR
    else:
        size, floor = theme.slide.chart_label, theme.slide.chart_floor
    family = family_of(medium, theme)
    while size > floor:
        yield Setting(theme, family, size)
        size -= _STEP
    yield Setting(theme, family, floor)
