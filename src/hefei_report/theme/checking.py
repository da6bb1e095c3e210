"""Whether a theme can be read: contrast, and colours that everybody tells apart, whatever cones they see with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from hefei_report.document.chartplan import Ink
from hefei_report.records import dataclass
from hefei_report.theme.colourspace import lightness
from hefei_report.theme.difference import difference
from hefei_report.theme.tokens import Theme, contrast
from hefei_report.theme.vision import Vision, seen

LEGIBLE = 4.5  # contrast of small text (WCAG 2.2, 1.4.3, level AA)
VISIBLE = 3.0  # of what a drawing says, against its ground (WCAG 2.2, 1.4.11, level AA); parts that touch are
# kept apart by a line of paper, so that each of them has this contrast to its border, too
CONTEXT = 1.7  # of the grey of context: it is there to stand back, and what must be known of it is written at it
# CIEDE2000 between marks that are not side by side. 1 is seen where two large fields touch; marks of a few points need
# several times that (M. Stone, D. A. Szafir, V. Setlur: An Engineering Model for Color Difference as a Function of
# Size, 2014: for half of the viewers, and a third of a degree, 7 in lightness to 14 from blue to yellow, in CIELAB).
APART = 10.0
STEP = 5.0  # L* between neighbouring steps of an ordered scale: half of APART, since a scale is read in its order

_TEXTS = ("ink", "quiet", "primary", "accent", "caution", "link")
_ON_PANELS = ("ink", "quiet", "primary", "caution")
MARKS = (Ink.PRIMARY, Ink.SECOND, Ink.THIRD, Ink.FOURTH, Ink.FIFTH, Ink.ACCENT, Ink.CONTEXT)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two colours, by what they stand for, that readers with ``vision`` can hardly tell apart."""

    first: str
    second: str
    vision: Vision
    difference: float

    @property
    def message(self) -> str:
        """What is wrong, as half a sentence."""
        who = "" if self.vision is Vision.FULL else f" by readers with {self.vision.value}"
        measured = f"Delta E {self.difference:.1f}; {APART:g} is needed"
        return f"{self.first} and {self.second} can hardly be told apart{who} ({measured})"


def alike(colours: Mapping[str, str]) -> Iterator[Alike]:
    """The pairs of ``colours`` ("#rrggbb" by what they stand for) that are too much alike, each for its worst case."""
    for (first, one), (second, other) in combinations(colours.items(), 2):
        found = least_difference(one, other)
        if found[0] < APART:
            yield Alike(first, second, found[1], found[0])


def least_difference(first: str, second: str) -> tuple[float, Vision]:
    """How different two colours look to those who see the least difference, and who these are."""
    return min(
        ((difference(seen(first, vision), seen(second, vision)), vision) for vision in Vision),
        key=lambda found: found[0],
    )


def faults(theme: Theme) -> Iterator[str]:
    """What in ``theme`` can't be read or told apart; nothing for a theme that is fit to be used."""
    yield from _illegible(theme)
    for ink in MARKS:
        least = CONTEXT if ink is Ink.CONTEXT else VISIBLE
        yield from _contrast(f"marks in '{ink.value}'", theme.inks[ink], theme.paper, least)
    yield from (pair.message for pair in alike({f"'{ink.value}'": theme.inks[ink] for ink in MARKS}))
    yield from _disordered("sequential", theme.sequential)
    middle = len(theme.diverging) // 2
    yield from _disordered("diverging", theme.diverging[: middle + 1][::-1])
    yield from _disordered("diverging", theme.diverging[middle:])


def _illegible(theme: Theme) -> Iterator[str]:
    for name in _TEXTS:
        yield from _contrast(f"text in '{name}'", getattr(theme, name), theme.paper, LEGIBLE)
    for name in _ON_PANELS:
        yield from _contrast(f"text in '{name}' on panels", getattr(theme, name), theme.panel, LEGIBLE)


def _contrast(what: str, colour: str, ground: str, least: float) -> Iterator[str]:
    found = contrast(colour, ground)
    if found < least:
        yield f"{what} ({colour}) has a contrast of {found:.1f} to 1 on {ground}; {least:g} is needed"


def _disordered(name: str, steps: Sequence[str]) -> Iterator[str]:
    """Where an ordered scale isn't one: its lightness must go one way, for all readers and without colours."""
    for vision in Vision:
        levels = [lightness(seen(colour, vision)) for colour in steps]
        way = 1 if levels[-1] > levels[0] else -1
        for place, (before, after) in enumerate(pairwise(levels), 1):
            if (after - before) * way < STEP:
                yield f"steps {place} and {place + 1} of the {name} scale are too much alike ({vision.value})"
