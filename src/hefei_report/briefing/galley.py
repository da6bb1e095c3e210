"""A galley: the blocks of a chapter as a stream, and the places in it at which a page can begin."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from hefei_report.briefing.flow import Block
from hefei_report.records import dataclass


class Galley:
    """The blocks of one chapter by number; they are made when a page asks for them, and forgotten when it is drawn."""

    def __init__(self, blocks: Iterator[Block]) -> None:
        self._coming = blocks
        self._blocks: dict[int, Block] = {}
        self._made = 0

    def at(self, number: int) -> Block | None:
        """Block ``number`` (from 0), or None after the last."""
        while self._made <= number:
            block = next(self._coming, None)
            if block is None:
                return None
            self._blocks[self._made] = block
            self._made += 1
        return self._blocks[number]

    def __len__(self) -> int:
        """How many blocks there are at the moment."""
        return len(self._blocks)

    def forget(self, number: int) -> None:
        """The blocks before ``number`` are drawn."""
        for drawn in [known for known in self._blocks if known < number]:
            del self._blocks[drawn]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page begins: with block ``index``, or the ``rest`` of it.

    ``waiting`` are the floats that found no room yet, ``carried`` is what is left of notes, ``ids`` are those that
    have begun.
    """

    index: int = 0
    rest: Block | None = None
    waiting: tuple[Block, ...] = ()
    carried: tuple[Block, ...] = ()
    ids: frozenset[str] = frozenset()

    def key(self, width: float) -> Hashable:
        """What tells it from other places of its galley."""
        left = (round(block.height(width), 3) for block in (*self.waiting, *self.carried))
        rest = round(self.rest.height(width), 3) if self.rest is not None else 0.0
        return (self.index, rest, len(self.waiting), *left)

    def wordless(self, galley: Galley) -> bool:
        """Whether nothing follows but floats and notes."""
        return self.rest is None and galley.at(self.index) is None

    def ends(self, galley: Galley) -> bool:
        """Whether nothing is left to be set."""
        return not (self.waiting or self.carried) and self.wordless(galley)
