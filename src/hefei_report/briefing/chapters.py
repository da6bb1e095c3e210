"""Which sections share pages: one that takes less than a fifth of a page gets none of its own, it runs on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from hefei_report.briefing.flow import Block, NewPage, gap


class Part(NewPage):
    """A page break, and what comes after it: a part of the story.

    ``long``: it is known to take more than what would run on. ``alone``: no other part shares its pages, so far.
    """

    def __init__(self, *, right: bool = False, yields: bool = False) -> None:
        super().__init__(right=right, yields=yields)
        self.long, self.alone = False, True


class Chapters:
    """The blocks of a story between page breaks, made when they are asked for.

    A section that is less than ``least`` points high at ``width`` follows the one before it ``space`` points below, and
    is followed by the next one, where the break between them ``yields``. ``printed`` is asked of each break whether the
    part that it begins is on its pages already; then the next block is the next part.
    """

    def __init__(
        self,
        blocks: Iterable[Block],
        width: float,
        least: float,
        space: float,
        printed: Callable[[NewPage], bool] = lambda _: False,
    ) -> None:
        self._coming = iter(blocks)
        self._printed = printed
        self._ahead: deque[Block] = deque()  # looked at already
        self._part: Part | None = None
        self.short = False  # whether the last chapter that was used up takes less than the least
        self._width, self._least, self._space = width, least, space
        self._opening: NewPage | None = NewPage()

    def __iter__(self) -> Iterator[tuple[NewPage, Iterator[Block]]]:
        """Each chapter with the break before it; it is to be used up before the next is asked for."""
        while (opening := self._opening) is not None:
            self._opening = None
            self._part = opening if isinstance(opening, Part) else self._part
            if self._printed(opening):
                following = self._next()
                self._opening = following if isinstance(following, NewPage) else None
                continue
            blocks = self._joined()
            first = next(blocks, None)
            if first is not None:
                yield opening, chain((first,), blocks)

    def _joined(self) -> Iterator[Block]:
        """The blocks of a chapter, and of those that run on."""
        extent, last = 0.0, None
        while (block := self._next()) is not None:
            if isinstance(block, NewPage):
                if not (block.yields and (extent < self._least or self._runs_on(block))):
                    self._opening, self.short = block, extent < self._least
                    return
                self._join(block)
                last = None
                self._lower_next()
                continue
            if extent < self._least:
                extent += block.height(self._width) + (gap(last, block) if last is not None else 0.0)
            last = block
            yield block
        self.short = extent < self._least

    def _runs_on(self, opening: NewPage) -> bool:
        return not (isinstance(opening, Part) and opening.long) and self._short_follows()

    def _join(self, opening: NewPage) -> None:
        """What begins there shares a page with what is before it."""
        for part in (self._part, opening):
            if isinstance(part, Part):
                part.alone = False
                self._part = part

    def _next(self) -> Block | None:
        return self._ahead.popleft() if self._ahead else next(self._coming, None)

    def _short_follows(self) -> bool:
        """Whether the section that comes next takes less than it would need for a page of its own."""
        ahead: list[Block] = []

        def coming() -> Iterator[Block]:
            while (block := self._next()) is not None:
                ahead.append(block)
                yield block

        extent = extent_of(coming(), self._width, self._least)
        self._ahead.extendleft(reversed(ahead))
        return extent < self._least

    def _lower_next(self) -> None:
        """Set the section that comes next off from what stands above it."""
        first = self._next()
        if first is not None:
            first.before = max(first.before, self._space)
            self._ahead.appendleft(first)


def extent_of(blocks: Iterable[Block], width: float, least: float) -> float:
    """The height of ``blocks`` up to the next page break at ``width`` points, or as much of it as is ``least``."""
    extent, last = 0.0, None
    for block in blocks:
        if isinstance(block, NewPage):
            break
        extent += block.height(width) + (gap(last, block) if last is not None else 0.0)
        last = block
        if extent >= least:
            break
    return extent
