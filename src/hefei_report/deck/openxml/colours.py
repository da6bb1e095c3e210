"""Which of PowerPoint's theme colours each of our tints is, for the template and for slides alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hefei_report.deck.storyboard.plan import Tint
from hefei_report.document.chartplan import Ink
from hefei_report.theme.tokens import Theme

# The accent comes last: PowerPoint hands out accent1, accent2... to new series, and ours is for one thing only.
SCHEME = {
    Tint.INK: "tx1",
    Tint.QUIET: "tx2",
    Tint.PAPER: "bg1",
    Tint.PANEL: "bg2",
    Tint.PRIMARY: "accent1",
    Tint.CAUTION: "accent3",
    Tint.HAIRLINE: "accent5",
    Tint.ACCENT: "accent6",
}


@dataclass(frozen=True, slots=True)
class SchemeColour:
    """A colour of the file's theme, so that it follows a change of theme.

    ``kept`` is the share of its luminance that it keeps, ``added`` what is added to it, both in percent
    (ECMA-376 part 1, 20.1.2.3.20 and 20.1.2.3.21).
    """

    name: str
    kept: int = 100
    added: int = 0

    @property
    def xml(self) -> str:
        """The colour as DrawingML."""
        changes = f'<a:lumMod val="{self.kept * 1000}"/>' if self.kept != 100 else ""
        changes += f'<a:lumOff val="{self.added * 1000}"/>' if self.added else ""
        return f'<a:schemeClr val="{self.name}">{changes}</a:schemeClr>' if changes else self._plain

    @property
    def _plain(self) -> str:
        return f'<a:schemeClr val="{self.name}"/>'


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a deck in the terms of its theme: what each tint is there."""

    tints: Mapping[Tint, SchemeColour]

    def fill(self, tint: Tint) -> str:
        """The solid fill of a tint as DrawingML."""
        return f"<a:solidFill>{self.tints[tint].xml}</a:solidFill>"


OURS = Palette({tint: SchemeColour(name) for tint, name in SCHEME.items()})


def scheme(theme: Theme) -> dict[str, str]:
    """PowerPoint's twelve theme colours as RRGGBB."""
    colours = {
        "dk1": theme.ink,
        "lt1": theme.paper,
        "dk2": theme.quiet,
        "lt2": theme.panel,
        "accent1": theme.primary,
        "accent2": theme.inks[Ink.SECOND],
        "accent3": theme.caution,
        "accent4": theme.inks[Ink.FOURTH],
        "accent5": theme.hairline,
        "accent6": theme.accent,
        "hlink": theme.link,
        "folHlink": theme.link,
    }
    return {name: colour.lstrip("#").upper() for name, colour in colours.items()}


def fill(tint: Tint) -> str:
    """The solid fill of a tint in our own template."""
    return OURS.fill(tint)
