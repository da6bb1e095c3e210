"""The foot of a page: the notes whose marks stand on it, and what is left of notes from the page before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hefei_report.briefing.flow import Block, Note
from hefei_report.records import dataclass

_SPACE = 2.0  # points between two notes
_MOST_CARRIED = 0.6  # of a page, for what is left of the notes of earlier pages
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at a page's foot, ``width`` points wide, ``above`` points below the text.

    ``ids`` are the notes that have begun so far, on any page; ``carried`` is what the next page must go on with.
    """

    width: float
    above: float
    bodies: tuple[Block, ...] = ()
    carried: tuple[Block, ...] = ()
    ids: frozenset[str] = frozenset()

    @property
    def height(self) -> float:
        """What it takes of the page in points, the space above it included."""
        if not self.bodies:
            return 0.0
        return self.above + sum(body.height(self.width) for body in self.bodies) + _SPACE * (len(self.bodies) - 1)

    def going_on(self, carried: Sequence[Block], room: float) -> Foot:
        """With what earlier pages left over, as much as may stand on a page that holds ``room`` points."""
        foot = self
        for position, body in enumerate(carried):
            begun = foot._with_body(body, _MOST_CARRIED * room)
            if begun is None and not foot.bodies:  # it won't fit on any page either
                begun = replace(foot, bodies=(body,))
            if begun is None:
                return replace(foot, carried=tuple(carried[position:]))
            foot = begun
            if foot.carried:
                return replace(foot, carried=(*foot.carried, *carried[position + 1 :]))
        return foot

    def with_notes(self, notes: Sequence[Note], room: float, *, forced: bool = False) -> Foot | None:
        """With ``notes`` in ``room`` points, or None.

        Each begins here, with two lines at least, and only the last may go on on the next page; if it is ``forced``,
        whatever doesn't fit does.
        """
        foot = self
        for note in notes:
            if note.id in foot.ids:
                continue
            begun = None if foot.carried else foot._with_body(note.body, room)
            if begun is None:
                if not forced:
                    return None
                begun = replace(foot, carried=(*foot.carried, note.body))
            foot = replace(begun, ids=foot.ids | {note.id})
        return foot

    def _with_body(self, body: Block, room: float) -> Foot | None:
        """With ``body``, divided if it must be; None if not even its beginning fits."""
        whole = replace(self, bodies=(*self.bodies, body))
        if whole.height <= room + _EPSILON:
            return whole
        left = room - (whole.height - body.height(self.width))
        parts = body.divide(self.width, left)
        if parts is None:
            return None
        return replace(self, bodies=(*self.bodies, parts[0]), carried=(parts[1],))

    def places(self, bottom: float) -> list[tuple[Block, float]]:
        """Each of its parts with its top; ``bottom`` is the lower end of the page's text."""
        top = bottom + self.height - (self.above if self.bodies else 0.0)
        found = []
        for body in self.bodies:
            found.append((body, top))
            top -= body.height(self.width) + _SPACE
        return found
