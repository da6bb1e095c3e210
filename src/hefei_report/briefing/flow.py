"""What flows down a page: blocks that measure, divide and paint themselves, free of any page."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from functools import wraps
from typing import TypeVar

from hefei_report.briefing.sheet import Sheet
from hefei_report.records import dataclass

_EPSILON = 1e-6
_Measured = TypeVar("_Measured", bound="Block")
_Found = TypeVar("_Found")


class Breadth(Enum):
    """How much of a page's width a block takes."""

    FULL = "full"
    COLUMN = "column"  # the text column: the margin beside it is free
    TURNED = "turned"  # a page of its own, in landscape


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, ``down`` points below the top of the block that holds its mark; ``body`` is what it says."""

    id: str
    down: float
    body: Block


class Block(ABC):
    """A part of a page. Lengths are in points; ``before`` and ``after`` are the space around it.

    Of two blocks that meet, the larger space counts; at the top of a page, ``sink`` does. ``clings`` says that what
    follows must begin on the same page, ``floats`` that text after it may come first, and that it may stand at the top
    of a page; none does so over a ``barrier``. With an ``alignment`` it begins on a line of the baseline grid (1), or
    half-way to the next (0.5). ``breadth`` is how much of the width it takes. What is set ``apart`` from the text may
    have more space around it. What ``looks_back`` tells on which pages others stand, which must be drawn before.
    """

    before: float = 0.0
    after: float = 0.0
    sink: float = 0.0
    clings: bool = False
    floats: bool = False
    barrier: bool = False
    looks_back: bool = False
    alignment: float = 0.0
    apart: bool = False
    breadth: Breadth = Breadth.FULL

    @abstractmethod
    def height(self, width: float) -> float:
        """How high it is when it is ``width`` wide."""

    @abstractmethod
    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at (x, top)."""

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Two blocks of which the first is at most ``room`` high, or None when there is no good place to divide."""
        return None

    def opening(self, width: float) -> float:
        """How much of it must stand together with what clings to it from above."""
        return self.height(width)

    def notes(self, width: float) -> tuple[Note, ...]:
        """The footnotes whose marks are in it, in reading order."""
        return ()

    def leeway(self) -> float:
        """By how many points it may be set higher than it asks for."""
        return 0.0

    def grown(self, by: float) -> Block:
        """It ``by`` points higher, which are within its leeway."""
        return self


def once(measure: Callable[[_Measured, float], _Found]) -> Callable[[_Measured, float], _Found]:
    """Keeps what ``measure`` finds for a block at a width: what is in a block stays as it is made.

    Where pages end is tried out in many ways, and each asks the same blocks anew.
    """
    name = f"_once_{measure.__qualname__}"  # with the class: a subclass may add to what its base finds

    @wraps(measure)
    def kept(block: _Measured, width: float) -> _Found:
        found: dict[float, _Found] | None = block.__dict__.get(name)
        if found is None:
            found = block.__dict__[name] = {}
        if width not in found:
            found[width] = measure(block, width)
        return found[width]

    return kept


class Space(Block):
    """Nothing, ``extent`` points high."""

    def __init__(self, extent: float, *, clings: bool = False) -> None:
        self._extent, self.clings = extent, clings

    def height(self, width: float) -> float:
        return self._extent

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        return


def stacked_height(blocks: Sequence[Block], width: float) -> float:
    """The height of ``blocks`` one below the other, without the space before the first and after the last."""
    return sum(block.height(width) for block in blocks) + sum(map(gap, blocks, blocks[1:]))


def stacked_notes(blocks: Sequence[Block], width: float, down: float = 0.0) -> Iterator[Note]:
    """The notes of ``blocks`` one below the other, the first of them ``down`` points below the top."""
    for index, block in enumerate(blocks):
        down += gap(blocks[index - 1], block) if index else 0.0
        yield from lowered(block.notes(width), down)
        down += block.height(width)


def lowered(notes: Sequence[Note], by: float) -> tuple[Note, ...]:
    """``notes`` with their marks ``by`` points further below."""
    return tuple(replace(note, down=note.down + by) for note in notes) if notes else ()


def gap(upper: Block, lower: Block) -> float:
    """The space between two blocks that meet."""
    return max(upper.after, lower.before)


class NewPage(Block):
    """What follows begins a page; at the top of one it has no effect.

    ``right``: it is to be a right-hand one. ``yields``: not where that page, or the one before, would be nearly empty.
    """

    def __init__(self, *, right: bool = False, yields: bool = False) -> None:
        self.right, self.yields = right, yields

    def height(self, width: float) -> float:
        return 0.0

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        return


class Stack(Block):
    """Blocks one below the other.

    With ``whole`` (points) it divides only when with its notes it is higher than that, which is what a page holds.
    """

    def __init__(self, blocks: Sequence[Block], *, before: float = 0.0, after: float = 0.0, whole: float = 0.0) -> None:
        self.blocks = tuple(blocks)
        self.before, self.after, self.whole = before, after, whole

    @once
    def height(self, width: float) -> float:
        return stacked_height(self.blocks, width)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        for index, block in enumerate(self.blocks):
            if index:
                top -= gap(self.blocks[index - 1], block)
            block.paint(sheet, x, top, width)
            top -= block.height(width)

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        if self._stands_whole(width):
            return None
        cut = divide_blocks(self.blocks, width, room, self.whole)
        return None if cut is None else (self._part(cut[0]), self._part(cut[1]))

    @once
    def notes(self, width: float) -> tuple[Note, ...]:
        return tuple(stacked_notes(self.blocks, width))

    def _part(self, blocks: Sequence[Block]) -> Stack:
        return Stack(blocks, before=self.before, after=self.after, whole=self.whole)

    def opening(self, width: float) -> float:
        if self._stands_whole(width) or not self.blocks:
            return self.height(width)
        return self.blocks[0].opening(width)

    def _stands_whole(self, width: float) -> bool:
        """Whether a page holds it with its notes, the last of which may go on on the next."""
        notes = self.notes(width) if self.height(width) <= self.whole else ()
        foot = sum(note.body.height(width) for note in notes[:-1]) + _FOOT if notes else 0.0
        return self.height(width) + foot <= self.whole


_FOOT = 44.0  # points: the rule above notes, with the space around it and two lines of the last note

# Above this part of a page, a division that tears clinging blocks apart is better than none: the next
# page won't have more room.
_ALL_THERE_IS = 0.8


def divide_blocks(
    blocks: Sequence[Block], width: float, room: float, page: float
) -> tuple[tuple[Block, ...], tuple[Block, ...]] | None:
    """``blocks`` as those that fit in ``room`` and the others, a block divided if it can be; None if none fits.

    ``page`` is what a whole page holds; all in points.
    """
    used = 0.0
    for index, block in enumerate(blocks):
        space = gap(blocks[index - 1], block) if index else 0.0
        if used + space + block.height(width) > room + _EPSILON:
            parts = block.divide(width, room - used - space)
            if parts is not None:
                return (*blocks[:index], parts[0]), (parts[1], *blocks[index + 1 :])
            cut = _before_clinging(blocks, index) or (index if room > _ALL_THERE_IS * page else 0)
            return (tuple(blocks[:cut]), tuple(blocks[cut:])) if cut else None
        used += space + block.height(width)
    return None


def _before_clinging(blocks: Sequence[Block], index: int) -> int:
    """The last place before ``index`` where no block clings to the next."""
    while index and blocks[index - 1].clings:
        index -= 1
    return index
