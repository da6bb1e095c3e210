"""What the rest of a deck sees of a section's slides: by that, slides which an earlier build wrote stand in this one.

The slides of a section depend on the section, on what holds for the whole deck, and on where they stand in it: their
numbers, and those of the slides that they lead to. That is known once the whole deck is planned, and compared then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from hefei_report.deck.storyboard.backing import Cited
from hefei_report.deck.storyboard.plan import PlannedSlide
from hefei_report.document.model import Document, Target
from hefei_report.memory import Same
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Glance:
    """A slide as the rest of the deck sees it.

    ``full_title`` is its title before it gets a number because there are others of the same, ``title`` the one that
    it has. ``targets`` are what links may lead to on it, ``leads`` what its own texts lead to.
    """

    full_title: str
    layout: str
    title: str
    section: str
    cited: Cited
    targets: tuple[Target, ...]
    leads: tuple[Target, ...]

    def slide(self, part: int) -> PlannedSlide:
        """The slide without its items, in the ``part`` of the deck of this number."""
        return PlannedSlide(self.layout, self.title, (), (), part, self.section)


@dataclass(frozen=True, slots=True)
class Bearings:
    """Where the slides of a section stand.

    ``part`` is the number of their part of the deck, which tells sections in ``count`` parts; ``first`` is the place
    of the first slide. ``numbered`` says of each slide which it is of how many with its title, ``anchors`` of each of
    its leads at which place it ends, -1 where that is outside of the deck.
    """

    part: int
    count: int
    first: int
    numbered: tuple[tuple[int, int], ...]
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The slides of a first-level section, its divider included."""

    glances: tuple[Glance, ...]
    bearings: Bearings


Chapters = Mapping[Same, Chapter]  # by section


class Earlier(Protocol):
    """Slides that earlier builds have written."""

    @property
    def kept(self) -> bool:
        """Whether slides are kept at all."""
        ...

    def chapters(self, document: Document) -> dict[Same, Chapter]:
        """Those of sections of ``document``, by section."""
        ...


class _Nothing:
    kept = False

    def chapters(self, document: Document) -> dict[Same, Chapter]:
        return {}


NOTHING_EARLIER: Earlier = _Nothing()
