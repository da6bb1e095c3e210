"""The pieces of one paragraph as one string of characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from hefei_report.briefing.inline import Piece
from hefei_report.proof.binding import unit_of
from hefei_report.proof.inventory import Unit


class PiecedText:
    """The pieces of one paragraph, and their ``text`` as a whole."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.text = "".join(piece.text for piece in self.pieces)
        self._starts: list[int] = []
        self._unit: Unit | None = None
        position = 0
        for piece in self.pieces:
            self._starts.append(position)
            position += len(piece.text)

    def unit(self, names: tuple[str, ...]) -> Unit:
        """The whole text with its numerals."""
        if self._unit is None:
            self._unit = unit_of([(piece.text, piece.binding) for piece in self.pieces], "", names)
        return self._unit

    def slices(self, start: int, end: int) -> Iterator[tuple[Piece, int, int]]:
        """The characters ``start`` to ``end``, cut at the borders of the pieces: each piece with its part of them."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self.pieces) and self._starts[index] < end:
            piece, origin = self.pieces[index], self._starts[index]
            first, last = max(start, origin), min(end, origin + len(piece.text))
            if first < last:
                yield piece, first, last
            index += 1
