"""Which of PowerPoint's theme colours each of our tints is, for the template, for slides and for charts alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from hefei_report.deck.openxml.scheme import DARK_CONTEXT, DARK_HAIRLINE, HAIRLINE, INKS, SchemeColour, ThemeColours
from hefei_report.deck.storyboard.plan import Tint
from hefei_report.document.chartplan import Ink
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme

# The accent comes last: PowerPoint hands out accent1, accent2... to new series, and ours is for one thing only.
SCHEME = {
    Tint.INK: "tx1",
    Tint.QUIET: "tx2",
    Tint.PAPER: "bg1",
    Tint.PANEL: "bg2",
    Tint.PRIMARY: "accent1",
    Tint.CAUTION: "accent3",
    Tint.ACCENT: "accent6",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a deck in the terms of its theme: what each tint is there, and each role of a chart's colours.

    ``colours`` are those of the theme itself, to know which text can be read on which ground.
    """

    tints: Mapping[Tint, SchemeColour]
    inks: Mapping[Ink, SchemeColour] = field(default_factory=lambda: INKS)
    colours: ThemeColours = field(default_factory=dict)

    def fill(self, tint: Tint) -> str:
        """The solid fill of a tint as DrawingML."""
        return f"<a:solidFill>{self.tints[tint].xml}</a:solidFill>"


OURS = Palette({**{tint: SchemeColour(name) for tint, name in SCHEME.items()}, Tint.HAIRLINE: HAIRLINE})


def our_palette(theme: Theme) -> Palette:
    """The colours of our own template."""
    if not theme.dark:
        return Palette(OURS.tints, OURS.inks, scheme(theme))
    tints = {**OURS.tints, Tint.HAIRLINE: DARK_HAIRLINE}
    return Palette(tints, {**OURS.inks, Ink.CONTEXT: DARK_CONTEXT}, mapped_dark(scheme(theme)))


def mapped_dark(colours: ThemeColours) -> dict[str, str]:
    """``colours`` with what text and ground are where the master's colour map turns light and dark round."""
    return {**colours, "tx1": colours["lt1"], "bg1": colours["dk1"], "tx2": colours["lt2"], "bg2": colours["dk2"]}


def scheme(theme: Theme) -> dict[str, str]:
    """PowerPoint's twelve theme colours as RRGGBB; dk1 is always dark and lt1 light, as PowerPoint expects."""
    text, ground = ("lt", "dk") if theme.dark else ("dk", "lt")
    pairs = {f"{text}1": theme.ink, f"{ground}1": theme.paper, f"{text}2": theme.quiet, f"{ground}2": theme.panel}
    colours = {
        **{name: pairs[name] for name in ("dk1", "lt1", "dk2", "lt2")},
        "accent1": theme.primary,
        "accent2": theme.inks[Ink.SECOND],
        "accent3": theme.caution,
        "accent4": theme.inks[Ink.FOURTH],
        "accent5": theme.inks[Ink.FIFTH],
        "accent6": theme.accent,
        "hlink": theme.link,
        "folHlink": theme.link,
    }
    return {name: colour.lstrip("#").upper() for name, colour in colours.items()}


def fill(tint: Tint) -> str:
    """The solid fill of a tint in our own template."""
    return OURS.fill(tint)
