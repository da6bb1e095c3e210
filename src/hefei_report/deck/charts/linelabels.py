"""Labels of lines: values where no line runs, names at the ends, each where it covers nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.records import dataclass

Spot = tuple[float, float]  # points from the frame's upper left corner


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points from the frame's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Rect) -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(slots=True)
class Taken:
    """What is taken in a frame already: lines, and the rectangles of marks and labels."""

    room: Room
    lines: list[tuple[Spot, Spot]] = field(default_factory=list)
    rects: list[Rect] = field(default_factory=list)

    def place(self, at: Spot, wide: float, places: Iterable[str]) -> str:
        """The first of ``places`` ("t", "b", "l", "r") where a label fits beside the point; notes it. Raises NoRoom."""
        for place in places:
            rect = self._beside(at, wide, place)
            if self.is_free(rect):
                self.rects.append(rect)
                return place
        raise NoRoom("no place for a value beside a line")

    def _beside(self, at: Spot, wide: float, place: str) -> Rect:
        """Where the application sets a label ``wide`` points wide beside a point."""
        em, high = self.room.em, self.room.em(1.15)
        x, y = at
        match place:
            case "t":
                return Rect(x - wide / 2, y - em(0.45) - high, x + wide / 2, y - em(0.45))
            case "b":
                return Rect(x - wide / 2, y + em(0.45), x + wide / 2, y + em(0.45) + high)
            case "l":
                return Rect(x - em(0.6) - wide, y - high / 2, x - em(0.6), y + high / 2)
            case _:
                return Rect(x + em(0.6), y - high / 2, x + em(0.6) + wide, y + high / 2)

    def is_free(self, rect: Rect) -> bool:
        """Whether nothing is in a rectangle, which is in the frame."""
        inside = rect.left >= 0 and rect.top >= 0 and rect.right <= self.room.width and rect.bottom <= self.room.height
        return inside and not any(map(rect.meets, self.rects)) and not any(_crosses(rect, *line) for line in self.lines)


def _crosses(rect: Rect, start: Spot, end: Spot) -> bool:
    """Whether a straight line runs through a rectangle (Liang and Barsky 1984)."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    enter, leave = 0.0, 1.0
    sides = (
        (-dx, start[0] - rect.left),
        (dx, rect.right - start[0]),
        (-dy, start[1] - rect.top),
        (dy, rect.bottom - start[1]),
    )
    for change, room in sides:
        if change == 0:
            if room <= 0:
                return False
            continue
        at = room / change
        enter, leave = (max(enter, at), leave) if change < 0 else (enter, min(leave, at))
    return enter < leave


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles for labels of ``heights`` that want to be at ``wanted``, none over another. Raises NoRoom."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    tops: list[float] = []
    for place, number in enumerate(order):
        top = max(low, wanted[number] - heights[number] / 2)
        before = tops[-1] + heights[order[place - 1]] if tops else low
        tops.append(max(top, before))
    limit = high
    for place in range(len(order) - 1, -1, -1):
        tops[place] = min(tops[place], limit - heights[order[place]])
        limit = tops[place]
    if tops and tops[0] < low - 0.5:
        raise NoRoom("the names of the lines")
    found = [0.0] * len(wanted)
    for place, number in enumerate(order):
        found[number] = tops[place] + heights[number] / 2
    return found


def around(before: float | None, here: float, after: float | None) -> Iterator[str]:
    """The places for a value beside its point, best first: below a valley, above all else; heights grow downwards."""
    known = [height for height in (before, after) if height is not None]
    valley = len(known) == 2 and all(height < here for height in known)
    yield from ("b", "t") if valley else ("t", "b")
    yield from ("r", "l")
