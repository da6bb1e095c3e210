"""A theme for printers without colours: greys that are far enough apart, and textures where greys alone are not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hefei_report.document.chartplan import Ink
from hefei_report.theme.colourspace import grey, grey_of
from hefei_report.theme.tokens import Texture, Theme

# L* of each role. Between black and the lightest grey with 3:1 on white there is room for four greys that are told
# apart at a glance; the two roles that come late in a chart stand half-way and have a texture. A highlight is black.
_LEVELS: Mapping[Ink, float] = {
    Ink.ACCENT: 9,
    Ink.PRIMARY: 27,
    Ink.THIRD: 35,
    Ink.SECOND: 44,
    Ink.FOURTH: 53,
    Ink.FIFTH: 61,
    Ink.CONTEXT: 79,
    Ink.TEXT: 3,
    Ink.QUIET: 38,
}
TEXTURES: Mapping[Ink, Texture] = {Ink.FOURTH: Texture.LEVEL, Ink.THIRD: Texture.UPRIGHT}


def in_greys(theme: Theme) -> Theme:
    """``theme`` without colours; what it says by hues is said by lightness and texture.

    Its diverging scale becomes one from light to dark: in greys two ends of equal lightness would be one.
    """
    text = grey(_LEVELS[Ink.TEXT])
    sequential = tuple(grey_of(colour) for colour in theme.sequential)
    return replace(
        theme,
        name=f"{theme.name} in greys",
        ink=text,
        quiet=grey(_LEVELS[Ink.QUIET]),
        hairline=grey_of(theme.hairline),
        paper=grey_of(theme.paper),
        panel=grey_of(theme.panel),
        primary=grey(_LEVELS[Ink.PRIMARY]),
        accent=grey(_LEVELS[Ink.ACCENT]),
        caution=grey(_LEVELS[Ink.PRIMARY]),
        link=grey(_LEVELS[Ink.PRIMARY]),
        inks={ink: grey(level) for ink, level in _LEVELS.items()},
        sequential=sequential,
        diverging=sequential,
        textures=TEXTURES,
        grey=True,
    )
