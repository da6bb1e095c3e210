"""Blocks side by side: a figure with its notes in the margin, key figures in a strip, the cells of a table row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hefei_report.briefing.flow import Block, Note, Space, once
from hefei_report.briefing.sheet import Sheet
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A block ``left`` points from the left edge of its row, ``width`` points wide."""

    left: float
    width: float
    block: Block


class Row(Block):
    """Cells with even tops, or even bottoms if it is ``bottomed``.

    It divides only when it is higher than ``whole`` points, what a page holds. If it ``mirrors``, left and right change
    places on the left page of a spread.
    """

    def __init__(
        self,
        cells: Sequence[Cell],
        *,
        whole: float,
        before: float = 0.0,
        after: float = 0.0,
        bottomed: bool = False,
        mirrors: bool = False,
    ) -> None:
        self.cells = tuple(cells)
        self.whole, self.before, self.after = whole, before, after
        self.bottomed, self.mirrors = bottomed, mirrors

    @once
    def height(self, width: float) -> float:
        return max((cell.block.height(cell.width) for cell in self.cells), default=0.0)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        height = self.height(width)
        for cell in self.cells:
            down = height - cell.block.height(cell.width) if self.bottomed else 0.0
            left = width - cell.left - cell.width if self.mirrors and sheet.mirrored else cell.left
            cell.block.paint(sheet, x + left, top - down, cell.width)

    @once
    def notes(self, width: float) -> tuple[Note, ...]:
        return tuple(note for cell in self.cells for note in cell.block.notes(cell.width))

    def opening(self, width: float) -> float:
        if self.height(width) <= self.whole:
            return self.height(width)
        return max(cell.block.opening(cell.width) for cell in self.cells)

    def divide(self, width: float, room: float) -> tuple[Row, Row] | None:
        if self.height(width) <= self.whole:
            return None
        parts = [_divided(cell, room) for cell in self.cells]
        if any(part is None for part in parts):
            return None
        upper = [part[0] for part in parts if part is not None]
        lower = [part[1] for part in parts if part is not None]
        return (
            Row(upper, whole=self.whole, before=self.before, mirrors=self.mirrors),
            Row(lower, whole=self.whole, after=self.after, mirrors=self.mirrors),
        )


def _divided(cell: Cell, room: float) -> tuple[Cell, Cell] | None:
    """The two parts of a cell; one that fits leaves nothing for the second."""
    if cell.block.height(cell.width) <= room:
        return cell, replace(cell, block=Space(0.0))
    parts = cell.block.divide(cell.width, room)
    return None if parts is None else (replace(cell, block=parts[0]), replace(cell, block=parts[1]))
