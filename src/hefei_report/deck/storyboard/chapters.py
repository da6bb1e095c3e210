"""What the rest of a deck sees of a part's slides: by that, slides which an earlier build wrote stand in this one.

They depend on what the part tells, on what holds for the whole deck, and on where they stand in it: their numbers, and
those of the slides that they lead to. That is known once the whole deck is planned, and compared then.
"""

from __future__ import annotations

from typing import Protocol

from hefei_report.deck.storyboard.backing import Cited
from hefei_report.deck.storyboard.plan import PlannedSlide
from hefei_report.document.model import Target
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
    """Where the slides of a part stand.

    ``part`` is its number among the ``count`` of the deck, ``first`` the place of the first slide. ``numbered`` says of
    each slide which it is of how many with its title, ``anchors`` of each of its leads at which place it ends, -1 where
    that is outside of the deck.
    """

    part: int
    count: int
    first: int
    numbered: tuple[tuple[int, int], ...]
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The slides of a part: of a first-level section with its divider, or of what stands before or behind all those."""

    glances: tuple[Glance, ...]
    bearings: Bearings


class Earlier(Protocol):
    """Slides that earlier builds have written."""

    @property
    def kept(self) -> bool:
        """Whether slides are kept at all."""
        ...

    def key(self, subject: object) -> str:
        """What the slides that tell ``subject``, something of the document, are kept under, if they are."""
        ...

    def find(self, key: str) -> Chapter | None:
        """Those that are kept under ``key``."""
        ...


class _Nothing:
    kept = False

    def key(self, subject: object) -> str:  # all are the same
        return ""

    def find(self, key: str) -> Chapter | None:
        return None


NOTHING_EARLIER: Earlier = _Nothing()


@dataclass(frozen=True, slots=True)
class Standing:
    """The slides that may stay: those of ``earlier`` builds, but for the keys that turned out to be ``moved``."""

    earlier: Earlier
    moved: frozenset[str] = frozenset()

    def glances(self, key: str) -> tuple[Glance, ...]:
        """The slides that are kept under ``key``, () if they must be planned."""
        chapter = None if key in self.moved else self.earlier.find(key)
        return () if chapter is None else chapter.glances
