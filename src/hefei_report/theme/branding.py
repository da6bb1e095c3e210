"""A theme in the colours of a brand: every text can be read, every mark is told apart, the rest stays the theme's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import cos, hypot, radians, sin

from hefei_report.document.chartplan import Ink
from hefei_report.theme.checking import APART, LEGIBLE, VISIBLE, least_difference
from hefei_report.theme.colourspace import displayed_lab, lab, lightness
from hefei_report.theme.tokens import Theme, contrast, legible, mixed

# In the order in which charts use them; a red says "less" where a brand has one.
_SERIES = (Ink.SECOND, Ink.FOURTH, Ink.FIFTH, Ink.THIRD)
_FALLING = ("danger",)
_OTHERS = ("secondary", "tertiary", "success", "info", "warning", "danger")
_ACCENTS = ("secondary", "tertiary", "warning", "danger", "info", "success")
_READABLE = 7.0  # contrast of running text (WCAG 2.2, 1.4.6, level AAA)
_COLOURFUL = 22.0  # chroma in CIELAB: less is a grey, and greys are for context
_STRIKING = 18.0  # CIEDE2000 between the accent and what it stands out from
_PAPER, _NIGHT = 90.0, 22.0  # L*: lighter is paper, darker is a dark slide
_CHROMA = 40.0  # of the colours that complete a palette
_CONTEXT = 1.85  # contrast of the grey of context

_Marking = Callable[[str], str]  # a colour as one in which marks are seen on the ground


def branded(theme: Theme, name: str, colours: Mapping[str, str], palette: Sequence[str] = ()) -> Theme:
    """``theme`` in the ``colours`` of the brand called ``name``, "#rrggbb" by their roles in brand.yml.

    The role "accent" is ours. ``palette`` are further colours of the brand, for charts.
    """
    paper = _ground(colours.get("background", theme.paper), theme)
    ink = _text_colour(theme, colours, paper)
    panel = mixed(paper, ink, 0.05)

    def text(colour: str) -> str:
        return legible(colour, panel, ink, LEGIBLE)

    primary = colours.get("primary", theme.primary)
    inks = _inks(theme, primary, colours, palette, paper, ink)
    return replace(
        theme,
        name=f"{theme.name} of {name or 'a brand'}",
        ink=ink,
        quiet=_faded(ink, paper, panel, LEGIBLE + 0.7),
        hairline=_faded(ink, paper, paper, 1.5),
        paper=paper,
        panel=panel,
        primary=text(primary),
        accent=text(inks[Ink.ACCENT]),
        caution=text(colours.get("danger", colours.get("warning", theme.caution))),
        link=text(colours.get("link", primary)),
        inks=inks,
        sequential=_rising(paper, inks[Ink.PRIMARY], ink, 5),
        diverging=(*reversed(_rising(paper, inks[Ink.ACCENT], ink, 3)), *_rising(paper, inks[Ink.PRIMARY], ink, 3)[1:]),
    )


def changes(colours: Mapping[str, str], theme: Theme) -> Iterator[str]:
    """What of a brand's ``colours`` is used otherwise than it is, as sentences: ``theme`` is what came of them."""
    paper = colours.get("background", theme.paper)
    if paper != theme.paper:
        yield f"the brand's background {paper} is no paper: pages stay {theme.paper}"
    for role, colour in (("foreground", theme.ink), ("primary", theme.primary), ("link", theme.link)):
        given = colours.get(role, colour)
        if given != colour:
            measured = f"contrast {contrast(given, theme.panel):.1f}; {LEGIBLE:g} is needed"
            yield f"text in the brand's {role} colour {given} can't be read ({measured}): it is set in {colour}"


def _ground(colour: str, theme: Theme) -> str:
    """``colour`` if it is light enough for a page, or dark enough for a dark slide; else the theme's own."""
    level = lightness(colour)
    return colour if (level <= _NIGHT if theme.dark else level >= _PAPER) else theme.paper


def _text_colour(theme: Theme, colours: Mapping[str, str], paper: str) -> str:
    """The first colour of the brand that stands out from ``paper`` as text should, else the theme's."""
    tried = (colours.get(role, "") for role in ("foreground", "background", "light" if theme.dark else "dark"))
    readable = (colour for colour in tried if colour and contrast(colour, paper) >= _READABLE)
    return next(readable, theme.ink)


def _faded(ink: str, paper: str, ground: str, least: float) -> str:
    """The palest mixture of ``ink`` with ``paper`` that has at least that contrast on ``ground``."""
    tried = (mixed(paper, ink, share / 50) for share in range(1, 51))
    return next((colour for colour in tried if contrast(colour, ground) >= least), ink)


def _rising(paper: str, colour: str, ink: str, count: int) -> tuple[str, ...]:
    """``count`` steps from nearly paper to ``colour``, which is made to be far from it."""
    end = legible(colour, paper, ink, 5.5)
    start = mixed(paper, end, 0.1)
    return tuple(mixed(start, end, step / (count - 1)) for step in range(count))


# --------------------------------------------------------------------------------------- for charts


def _inks(
    theme: Theme, primary: str, colours: Mapping[str, str], palette: Sequence[str], paper: str, ink: str
) -> dict[Ink, str]:
    """Colours for all roles of a chart: as many of the brand's own as are told apart, then others that fit."""

    grey = _faded(ink, paper, paper, _CONTEXT)

    def mark(colour: str) -> str:
        stronger = (legible(colour, paper, ink, VISIBLE + step / 4) for step in range(9))
        return next((one for one in stronger if least_difference(one, grey)[0] >= APART), ink)

    base = mark(primary)
    own = list(dict.fromkeys(mark(colour) for colour in _colourful(colours, palette)))
    fixed = {Ink.PRIMARY: base, Ink.CONTEXT: grey}
    fixed[Ink.ACCENT] = _accent(theme, base, colours, own, paper, mark)
    falling = [mark(colours[role]) for role in _FALLING if role in colours]
    best: dict[Ink, str] = {}
    for kept in range(len(_SERIES), -1, -1):
        best = _completed(_taken(fixed, own, falling, kept), paper)
        if _closest(best.values()) >= APART:
            break
    return {**best, Ink.TEXT: ink, Ink.QUIET: _faded(ink, paper, paper, LEGIBLE + 0.7)}


def _colourful(colours: Mapping[str, str], palette: Sequence[str]) -> Iterator[str]:
    for colour in (*(colours[role] for role in _OTHERS if role in colours), *palette):
        if hypot(*lab(colour)[1:]) >= _COLOURFUL:
            yield colour


def _accent(theme: Theme, base: str, colours: Mapping[str, str], own: Sequence[str], paper: str, mark: _Marking) -> str:
    """What the author says, else the brand's first colour that strikes beside its primary one, else one that does."""
    if "accent" in colours:
        return mark(colours["accent"])
    first = [mark(colours[role]) for role in _ACCENTS if role in colours]
    tried = [*(colour for colour in first if colour in own), *own, mark(theme.inks[Ink.ACCENT])]
    striking = (colour for colour in tried if least_difference(colour, base)[0] >= _STRIKING)
    far = max(_visible(_wheel(paper), paper), key=lambda colour: least_difference(colour, base)[0])
    return next(striking, far)


def _taken(fixed: Mapping[Ink, str], own: Iterable[str], falling: Iterable[str], most: int) -> dict[Ink, str]:
    """``fixed``, and up to ``most`` of the brand's own colours in the places that are left."""
    found = dict(fixed)
    for ink, colours in ((Ink.THIRD, falling), *((ink, own) for ink in _SERIES)):
        if ink in found or len(found) >= len(fixed) + most:
            continue
        free = (colour for colour in colours if _closest((*found.values(), colour)) >= APART)
        colour = next(free, None)
        if colour is not None:
            found[ink] = colour
    return found


def _completed(found: Mapping[Ink, str], paper: str) -> dict[Ink, str]:
    """``found`` with a colour for each place that is left: each time the one that is farthest from all others."""
    complete = dict(found)
    around = _visible(_wheel(paper), paper)
    for ink in _SERIES:
        if ink not in complete:
            others = tuple(complete.values())
            complete[ink] = max(around, key=lambda colour: min(least_difference(colour, one)[0] for one in others))
    return complete


def _wheel(paper: str) -> Iterator[str]:
    """Colours of all hues in the lightnesses that are seen on ``paper``."""
    levels = range(26, 62, 7) if lightness(paper) > 50 else range(50, 86, 7)
    for level in levels:
        for hue in range(0, 360, 20):
            angle = radians(hue)
            yield displayed_lab((level, _CHROMA * cos(angle), _CHROMA * sin(angle)))


def _visible(colours: Iterable[str], paper: str) -> list[str]:
    return [colour for colour in colours if contrast(colour, paper) >= VISIBLE]


def _closest(colours: Iterable[str]) -> float:
    """How different the two of ``colours`` are that are most alike, to those who see the least difference."""
    listed = list(colours)
    return min(
        (least_difference(one, other)[0] for place, one in enumerate(listed) for other in listed[place + 1 :]),
        default=100.0,
    )
