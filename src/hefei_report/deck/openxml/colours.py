"""Which of PowerPoint's theme colours each of our tints is, for the template and for slides alike."""

from __future__ import annotations

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
    """The solid fill of a tint as DrawingML."""
    return f'<a:solidFill><a:schemeClr val="{SCHEME[tint]}"/></a:solidFill>'
