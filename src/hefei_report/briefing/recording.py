"""Keeps the inventory of a briefing while its pages are drawn: each text as it goes onto its page, in that order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from itertools import zip_longest

from hefei_report.briefing.inline import Piece
from hefei_report.briefing.printed import PageNotes, PageNumber
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.binding import Part, facts_bound, unit_of
from hefei_report.proof.inventory import SOFT_HYPHEN, Leaf, Picture, Unit, tip_digest
from hefei_report.records import dataclass

REGISTER = "register"  # where the facts are listed: the last part, to which numbers lead


@dataclass(slots=True)
class Recorder:
    """``names`` are proper names whose digits count nothing; ``at`` is the section, figure or table being drawn."""

    names: tuple[str, ...] = ()
    at: str = "cover"
    _pages: dict[int, list[Unit | PageNumber]] = field(default_factory=dict)
    _tips: dict[int, dict[str, None]] = field(default_factory=dict)
    _pictures: dict[int, list[Picture]] = field(default_factory=dict)
    _notes: dict[int, PageNotes] = field(default_factory=dict)

    @contextmanager
    def standing_in(self, id: str) -> Iterator[None]:
        """Within it, what is drawn belongs to ``id``."""
        before, self.at = self.at, id
        yield
        self.at = before

    def begin(self, page: int) -> None:
        """There is a ``page``, even if nothing goes onto it."""
        self._pages.setdefault(page, [])

    def note(self, page: int, unit: Unit) -> None:
        """``unit`` has gone onto ``page``."""
        self._pages.setdefault(page, []).append(unit)

    def note_parts(self, page: int, parts: Iterable[Part]) -> None:
        """The same for a text that is set at once."""
        self.note(page, unit_of(tuple(parts), self.at, self.names))

    def note_number(self, page: int, number: PageNumber) -> None:
        """The number of another page has its place on ``page``; :meth:`fill` will bring it."""
        self._pages.setdefault(page, []).append(number)

    def numbers(self, page: int) -> tuple[PageNumber, ...]:
        """The numbers that are to be filled in on ``page``, in order."""
        return tuple(entry for entry in self._pages.get(page, ()) if isinstance(entry, PageNumber))

    def fill(self, page: int, texts: Iterable[Unit]) -> None:
        """Bring the numbers on ``page``, in order."""
        coming = iter(texts)
        self._pages[page] = [next(coming) if isinstance(entry, PageNumber) else entry for entry in self._pages[page]]

    def note_picture(self, page: int, sha256: str) -> None:
        """A picture whose data have that digest is shown on ``page``."""
        self._pictures.setdefault(page, []).append(Picture((sha256,), (), self.at))

    def note_tip(self, page: int, target: str, tip: str) -> None:
        """A link on ``page`` to destination ``target`` ('': to the outside) shows ``tip`` beside it."""
        if tip:
            self._tips.setdefault(page, {})[tip_digest(target, tip)] = None

    def pages_of_facts(self) -> dict[str, tuple[int, ...]]:
        """The pages drawn so far on which each fact is printed, in order; running heads don't count."""
        found: dict[str, dict[int, None]] = {}
        for page, entries in sorted(self._pages.items()):
            for unit in entries:
                for mark in unit.marks if isinstance(unit, Unit) and unit.at else ():
                    for id_ in facts_bound(mark.binding):
                        found.setdefault(id_, {})[page] = None
        return {id_: tuple(pages) for id_, pages in found.items()}

    def notes_of(self, page: int) -> PageNotes:
        """What there is of a page."""
        units, pictures = tuple(self._pages.get(page, ())), tuple(self._pictures.get(page, ()))
        notes = self._notes[page] = PageNotes(units, pictures, tuple(self._tips.get(page, ())))
        return notes

    def note_again(self, page: int, notes: PageNotes) -> None:
        """All that is on ``page``, as it was noted before."""
        self._pages[page], self._notes[page] = list(notes.units), notes
        if notes.pictures:
            self._pictures[page] = list(notes.pictures)
        if notes.tips:
            self._tips[page] = dict.fromkeys(notes.tips)

    def leaves(self, memory: Memory = NO_MEMORY) -> tuple[Leaf, ...]:
        """The inventory, page by page, when all numbers are filled in; what ``memory`` knows already is the same."""
        return tuple(self._leaf(page, memory) for page in sorted(self._pages))

    def _leaf(self, page: int, memory: Memory) -> Leaf:
        units = tuple(entry for entry in self._pages[page] if isinstance(entry, Unit))
        pictures, tips = tuple(self._pictures.get(page, ())), tuple(self._tips.get(page, ()))
        notes = self._notes.get(page)
        noted = notes.units if notes is not None else ()
        later = tuple(pair for pair in enumerate(zip_longest(units, noted)) if pair[1][0] is not pair[1][1])
        key = (page, Same(notes), later, pictures, tips)
        return memory.once("leaf", key, lambda: Leaf(page, units, pictures, tips=tips))


def parts_of_pieces(parts: Iterable[tuple[Piece, str]]) -> tuple[Part, ...]:
    """Set pieces as parts of a unit."""
    return tuple((text.replace(SOFT_HYPHEN, ""), piece.binding) for piece, text in parts)
