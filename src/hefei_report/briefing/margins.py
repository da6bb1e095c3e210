"""The free margin of a page: the notes that stand in it, each beside the line of its mark or below the one before."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.briefing.flow import Note
from hefei_report.records import dataclass

_SPACE = 5.0  # points between two notes
_RAISED = 2.4  # points by which small type stands higher, to share its first baseline with the text beside it


@dataclass(frozen=True, slots=True)
class Aside:
    """A note in the margin, ``offset`` points below the top of the page's block number ``anchor``."""

    note: Note
    anchor: int
    offset: float


@dataclass(frozen=True, slots=True)
class Margin:
    """A margin ``width`` points wide and ``room`` high, ``used`` down to some points below the top of the text."""

    width: float
    room: float
    asides: tuple[Aside, ...] = ()
    used: float = 0.0

    def with_note(self, note: Note, anchor: int, down: float) -> Margin | None:
        """With ``note``, whose mark is in block ``anchor``, ``down`` points below the top; None if it doesn't fit."""
        top = max(down + note.down + _RAISED, self.used)
        bottom = top + note.body.height(self.width)
        if bottom > self.room:
            return None
        return replace(self, asides=(*self.asides, Aside(note, anchor, top - down)), used=bottom + _SPACE)

    def taken(self, down: float, bottom: float, tops: tuple[float, ...]) -> tuple[Margin, tuple[Note, ...]]:
        """What is left beside a block that takes the whole width from ``down`` to ``bottom``.

        ``tops`` are those of the blocks before it. The notes that would reach into it are returned.
        """
        stay = [aside for aside in self.asides if self._end(aside, tops) <= down]
        away = tuple(aside.note for aside in self.asides if self._end(aside, tops) > down)
        return replace(self, asides=tuple(stay), used=bottom + _SPACE), away

    def _end(self, aside: Aside, tops: tuple[float, ...]) -> float:
        return tops[aside.anchor] + aside.offset + aside.note.body.height(self.width)
