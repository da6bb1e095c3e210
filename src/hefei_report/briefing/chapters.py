"""Which sections share pages: one that takes less than a fifth of a page gets none of its own, it runs on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from hefei_report.briefing.flow import Block, NewPage, gap


class Chapters:
    """The blocks of a story between page breaks, made when they are asked for.

    A section that is less than ``least`` points high at ``width`` follows the one before it ``space`` points below, and
    is followed by the next one, where the break between them ``yields``.
    """

    def __init__(self, blocks: Iterable[Block], width: float, least: float, space: float) -> None:
        self._coming = iter(blocks)
        self._width, self._least, self._space = width, least, space
        self._opening: NewPage | None = NewPage()

    def __iter__(self) -> Iterator[tuple[NewPage, Iterator[Block]]]:
        """Each chapter with the break before it; it is to be used up before the next is asked for."""
        while (opening := self._opening) is not None:
            self._opening = None
            blocks = self._joined()
            first = next(blocks, None)
            if first is not None:
                yield opening, chain((first,), blocks)

    def _joined(self) -> Iterator[Block]:
        """The blocks of a chapter, and of those that run on."""
        extent, last = 0.0, None
        while (block := next(self._coming, None)) is not None:
            if isinstance(block, NewPage):
                if not (block.yields and (extent < self._least or self._short_follows())):
                    self._opening = block
                    return
                last = None
                self._lower_next()
                continue
            if extent < self._least:
                extent += block.height(self._width) + (gap(last, block) if last is not None else 0.0)
            last = block
            yield block

    def _short_follows(self) -> bool:
        """Whether the section that comes next takes less than it would need for a page of its own."""
        ahead: list[Block] = []
        extent = 0.0
        for block in self._coming:
            ahead.append(block)
            if isinstance(block, NewPage):
                break
            extent += block.height(self._width) + (gap(ahead[-2], block) if len(ahead) > 1 else 0.0)
            if extent >= self._least:
                break
        self._coming = chain(ahead, self._coming)
        return extent < self._least

    def _lower_next(self) -> None:
        """Set the section that comes next off from what stands above it."""
        first = next(self._coming, None)
        if first is not None:
            first.before = max(first.before, self._space)
            self._coming = chain((first,), self._coming)
