"""The theme of a template for what we colour ourselves: every pair of text and ground is one that can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hefei_report.deck.corporate.colours import hue_of
from hefei_report.deck.corporate.values import Brand
from hefei_report.deck.openxml.colours import Palette
from hefei_report.deck.openxml.scheme import SchemeColour
from hefei_report.deck.storyboard.plan import Tint
from hefei_report.document.chartplan import Ink
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme, contrast, luminance

LEGIBLE = 4.5  # contrast of text, WCAG 2.2 level AA
LARGE = 3.0  # of large text and of what a drawing says
_ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
_DARKER = ((100, 0), (75, 0), (50, 0), (35, 0), (25, 0))
_LIGHTER = ((100, 0), (75, 25), (60, 40), (40, 60), (25, 75))
_MARKS = (Ink.SECOND, Ink.THIRD, Ink.FOURTH, Ink.FIFTH)


@dataclass(frozen=True, slots=True)
class Themed:
    """The theme and the palette, and what was chosen otherwise than the template says, with the reason."""

    theme: Theme
    palette: Palette
    remarks: tuple[str, ...]


def themed(brand: Brand, theme: Theme, ground: str) -> Themed:
    """``theme`` with the colours and fonts of ``brand``, whose content stands on ``ground`` ("": a picture)."""
    pick = _Picking(brand.colours, ground or brand.colours["bg1"])
    tints = pick.tints()
    colours = {tint: pick.value(colour) for tint, colour in tints.items()}
    inks = pick.inks(tints)
    new = replace(
        theme,
        name=f"{theme.name} on a template",
        ink=colours[Tint.INK],
        quiet=colours[Tint.QUIET],
        hairline=colours[Tint.HAIRLINE],
        paper=pick.paper,
        panel=colours[Tint.PANEL],
        primary=colours[Tint.PRIMARY],
        accent=colours[Tint.ACCENT],
        caution=colours[Tint.CAUTION],
        link=colours[Tint.PRIMARY],
        inks={ink: pick.value(colour) for ink, colour in inks.items()},
        latin_slide=brand.text_font,
        cjk_slide=brand.east_asian_font or theme.cjk_slide,
    )
    return Themed(new, Palette(tints, inks, brand.colours), tuple(pick.remarks))


class _Picking:
    """Chooses among the colours of a scheme, and remembers where the first choice could not be read."""

    def __init__(self, colours: Mapping[str, str], ground: str) -> None:
        self._colours = colours
        self.paper = ground
        self._ink = max(("tx1", "bg1"), key=lambda name: contrast(colours[name], ground))
        self.ink = colours[self._ink]
        self.remarks: list[str] = []
        self._light = luminance(self.paper) > 0.18

    def value(self, colour: SchemeColour) -> str:
        """What a colour of the scheme is, as "#rrggbb"."""
        return colour.rgb(self._colours)

    def tints(self) -> dict[Tint, SchemeColour]:
        ink, paper = SchemeColour(self._ink), SchemeColour("bg1")
        if contrast(self.ink, self.paper) < LEGIBLE:
            self._remark(f"text ({self.ink}) on the ground ({self.paper})", LEGIBLE, "choose colours in PowerPoint")
        primary = self._text_colour(("accent1", "tx2", *_ACCENTS[1:], "tx1"), "the colour of headings and first series")
        rest = [name for name in _ACCENTS if name != primary.name and self._apart(name, primary)]
        accent = self._text_colour(self._by_distance(rest, primary) or ["tx1"])
        others = [name for name in rest if name != accent.name]
        caution = self._text_colour(self._warm(others) or [accent.name])
        return {
            Tint.INK: ink,
            Tint.PAPER: paper,
            Tint.QUIET: self._grey(LEGIBLE + 0.5),
            Tint.HAIRLINE: self._grey(1.4),
            Tint.PANEL: self._panel(),
            Tint.PRIMARY: primary,
            Tint.ACCENT: accent,
            Tint.CAUTION: caution,
        }

    def inks(self, tints: Mapping[Tint, SchemeColour]) -> dict[Ink, SchemeColour]:
        """The colours of charts; marks need less contrast than text."""
        used = (tints[Tint.PRIMARY].name, tints[Tint.ACCENT].name)
        marks = [name for name in _ACCENTS if name not in used] or ["accent1"]
        series = {ink: self._mark(marks[number % len(marks)]) for number, ink in enumerate(_MARKS)}
        return {
            Ink.PRIMARY: tints[Tint.PRIMARY],
            Ink.ACCENT: self._mark(tints[Tint.ACCENT].name),
            **series,
            Ink.CONTEXT: self._grey(1.9),
            Ink.TEXT: tints[Tint.INK],
            Ink.QUIET: tints[Tint.QUIET],
        }

    def _text_colour(self, names: Iterable[str], what: str = "") -> SchemeColour:
        """The first of ``names`` that can be read on the ground, else the first one made darker or lighter.

        ``what`` is said of a choice that a template makes by its order, and that was not followed.
        """
        names = list(names)
        for name in names:
            if contrast(self._colours[name], self.paper) >= LEGIBLE:
                if name != names[0] and what:
                    self._remark(f"{names[0]} ({self._colours[names[0]]})", LEGIBLE, f"{name} is {what}")
                return SchemeColour(name)
        found = self._changed(names[0], LEGIBLE)
        if what:
            self._remark(f"{names[0]} ({self._colours[names[0]]})", LEGIBLE, f"{what} is that, as {self.value(found)}")
        return found

    def _mark(self, name: str) -> SchemeColour:
        return self._changed(name, 1.5)

    def _changed(self, name: str, least: float) -> SchemeColour:
        for kept, added in _DARKER if self._light else _LIGHTER:
            found = SchemeColour(name, kept, added)
            if contrast(self.value(found), self.paper) >= least:
                return found
        return SchemeColour(self._ink)

    def _grey(self, least: float) -> SchemeColour:
        """The palest grey between ground and text with at least that contrast."""
        for share in range(5, 100, 5):
            grey = self._between(share)
            if contrast(self.value(grey), self.paper) >= least:
                return grey
        return SchemeColour(self._ink)

    def _between(self, share: int) -> SchemeColour:
        """``share`` percent of the way from the ground to the text."""
        if self._ink == "bg1":  # light text on a ground that isn't the theme's own
            return SchemeColour("bg1", share)
        return SchemeColour("bg1", 100 - share) if self._light else SchemeColour("bg1", 100 - share, share)

    def _panel(self) -> SchemeColour:
        second = self._colours["bg2"]
        if contrast(second, self.paper) < 1.35 and contrast(self.value(self._grey(LEGIBLE + 0.5)), second) >= LEGIBLE:
            return SchemeColour("bg2")
        return self._between(5 if self._light else 15)

    def _apart(self, name: str, other: SchemeColour) -> bool:
        return self._distance(name, other) > 0.08

    def _distance(self, name: str, other: SchemeColour) -> float:
        """How far apart two hues are, 0 to 0.5; greys are near everything."""
        (one, vivid), (two, _) = hue_of(self._colours[name]), hue_of(self.value(other))
        return min(abs(one - two), 1 - abs(one - two)) * (1 if vivid > 0.25 else 0.2)

    def _by_distance(self, names: list[str], other: SchemeColour) -> list[str]:
        return sorted(names, key=lambda name: (-round(self._distance(name, other), 2), name))

    def _warm(self, names: list[str]) -> list[str]:
        """``names``, the reddest first."""
        hues = {name: hue_of(self._colours[name])[0] for name in names}
        return sorted(names, key=lambda name: (round(min(hues[name], 1 - hues[name]), 2), name))

    def _remark(self, pair: str, least: float, instead: str) -> None:
        self.remarks.append(f"{pair} has too little contrast for text (below {least:g}:1): {instead}")
