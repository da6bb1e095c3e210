"""A theme is a set of design decisions, the same for both media; a file in ``theme/themes`` adds one."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import Enum

from hefei_report.document.chartplan import Ink, Ramp
from hefei_report.records import dataclass
from hefei_report.theme.fonts import AnyFamily, Family


@dataclass(frozen=True, slots=True)
class PrintTokens:
    """The briefing's measures, in points. Spacing comes in steps of ``baseline``."""

    page_width: float = 595.276
    page_height: float = 841.89
    column_width: float = 334.5  # 118 mm: 62 to 72 characters of body text
    margin_inner: float = 70.9
    margin_top: float = 79.0
    margin_bottom: float = 72.0
    gutter: float = 17.0  # between the column and the margin notes
    full_width: float = 453.5  # 160 mm: column, gutter and outer margin together
    baseline: float = 14.5
    body: float = 10.0
    small: float = 8.5
    tiny: float = 7.5
    standfirst: float = 12.5
    pull: float = 16.0
    heading2: float = 12.5
    heading1: float = 21.0
    display: float = 30.0
    chart_label: float = 8.0


@dataclass(frozen=True, slots=True)
class SlideTokens:
    """The deck's measures: lengths in inches, type sizes in points."""

    width: float = 13.333
    height: float = 7.5
    margin: float = 0.6
    gutter: float = 0.3
    title: float = 26.0
    body: float = 18.0
    body_floor: float = 14.0
    table: float = 12.0
    source: float = 10.0
    footer: float = 9.0
    chart_label: float = 13.0
    chart_floor: float = 12.0


@dataclass(frozen=True, slots=True)
class Faces:
    """The families that texts are measured in and, but for slides, set in: ``labels`` are tables, charts and captions.

    Those of slides stand for the fonts that the deck asks for by name.
    """

    text: AnyFamily = Family.SERIF
    labels: AnyFamily = Family.SANS
    headings: AnyFamily = Family.SANS
    slide: AnyFamily = Family.SLIDE
    slide_headings: AnyFamily = Family.SLIDE


class Texture(Enum):
    """What tells a colour of a chart apart besides its lightness."""

    LEVEL = "level"  # level stripes, long dashes, diamonds
    UPRIGHT = "upright"  # upright stripes, short dashes, squares


@dataclass(frozen=True, slots=True)
class Theme:
    """One look. Colours are "#rrggbb".

    ``inks`` gives each colour role of a chart, ``sequential`` and ``diverging`` the steps of its ordered scales, evenly
    apart. ``latin_slide`` and ``cjk_slide`` are the fonts that a deck asks for by name (recipients have them),
    ``heading_slide`` another one for its headings; the briefing embeds those of ``faces``.
    A ``deck_only`` theme is for screens: no paper has its ground. A ``grey`` one has no colours, and ``textures`` for
    those roles of a chart that greys alone don't tell apart.
    """

    name: str
    ink: str
    quiet: str
    hairline: str
    paper: str
    panel: str
    primary: str
    accent: str
    inks: Mapping[Ink, str]
    sequential: tuple[str, ...]
    diverging: tuple[str, ...]
    caution: str
    link: str
    latin_slide: str = "Arial"
    cjk_slide: str = "Microsoft YaHei"
    heading_slide: str = ""
    faces: Faces = Faces()
    deck_only: bool = False
    textures: Mapping[Ink, Texture] = field(default_factory=dict)
    grey: bool = False
    print: PrintTokens = PrintTokens()
    slide: SlideTokens = SlideTokens()

    @property
    def dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return luminance(self.ink) > luminance(self.paper)


def mixed(first: str, second: str, share: float) -> str:
    """The colour that is ``share`` (0 to 1) of ``second`` and the rest ``first``; all are "#rrggbb"."""
    channels = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in channels)


def shade(theme: Theme, ramp: Ramp, at: float) -> str:
    """The colour at ``at``, between 0 and 1, of one of the theme's ordered scales."""
    steps: Sequence[str] = theme.sequential if ramp is Ramp.SEQUENTIAL else theme.diverging
    place = min(max(at, 0.0), 1.0) * (len(steps) - 1)
    before = min(int(place), len(steps) - 2)
    return mixed(steps[before], steps[before + 1], place - before)


def channels(colour: str) -> tuple[float, float, float]:
    """The red, green and blue of "#rrggbb", each from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def legible(colour: str, ground: str, ink: str, least: float) -> str:
    """``colour``, mixed with as little ``ink`` as gives it a contrast of ``least`` on ``ground``; at worst ``ink``."""
    tried = (mixed(colour, ink, twentieth / 20) for twentieth in range(21))
    return next((one for one in tried if contrast(one, ground) >= least), ink)


@functools.lru_cache(maxsize=4_096)
def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def readable_on(background: str, dark: str, light: str = "#ffffff") -> str:
    """Whichever of ``dark`` and ``light`` reads better on ``background``."""
    return dark if contrast(dark, background) >= contrast(light, background) else light
