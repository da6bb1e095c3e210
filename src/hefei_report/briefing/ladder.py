"""The rows of a table one below the other, measured once however often the table is divided."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from hefei_report.briefing.flow import Note, lowered
from hefei_report.briefing.grid import GridRow
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Ladder:
    """Rows ``first`` to ``last`` (exclusive) of those that were measured, which all parts of a table share.

    ``heights`` are those of all, ``tops`` how far below the first each begins, and where the last ends; ``noted`` are
    the notes of those that have any, by row, as far below the top of that row as their marks are.
    """

    all: tuple[GridRow, ...]
    heights: tuple[float, ...]
    tops: tuple[float, ...]
    noted: tuple[tuple[int, tuple[Note, ...]], ...]
    first: int
    last: int

    @classmethod
    def of(cls, rows: Sequence[GridRow], width: float, padding: float) -> Ladder:
        """``rows``, ``width`` points wide, each with ``padding`` points above and below it."""
        heights = tuple(row.row.height(width) + 2 * padding for row in rows)
        notes = ((place, lowered(row.row.notes(width), padding)) for place, row in enumerate(rows))
        noted = tuple((place, found) for place, found in notes if found)
        return cls(tuple(rows), heights, tuple(accumulate(heights, initial=0.0)), noted, 0, len(rows))

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """The rows of this part."""
        return self.all[self.first : self.last]

    def measured(self) -> Iterator[tuple[GridRow, float]]:
        """Each row with its height in points."""
        return zip(self.rows, self.heights[self.first : self.last], strict=True)

    def height(self, count: int | None = None) -> float:
        """How high it is, or its first ``count`` rows are."""
        last = self.last if count is None else min(self.first + count, self.last)
        return sum(self.heights[self.first : last])

    def fitting(self, room: float) -> int:
        """How many of its rows, from the first on, are at most ``room`` points high."""
        return bisect_right(self.tops, self.tops[self.first] + room, self.first + 1, self.last + 1) - self.first - 1

    def notes(self) -> Iterator[Note]:
        """Its footnotes, with how far their marks are below the top of its first row."""
        for place, found in self.noted:
            if self.first <= place < self.last:
                yield from lowered(found, self.tops[place] - self.tops[self.first])

    def divided(self, count: int) -> tuple[Ladder, Ladder]:
        """Its first ``count`` rows, and the others."""
        middle = self.first + count
        return replace(self, last=middle), replace(self, first=middle)
