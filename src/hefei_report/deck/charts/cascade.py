"""The sheet behind a waterfall: from its steps, what is drawn of each, by formulas that follow whoever edits a step.

Stacked columns grow upwards from zero and downwards from it. So a change that crosses zero is two columns of one
colour, one on each side; one that doesn't is a column on an invisible one.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum

from hefei_report.deck.charts.cells import EMPTY
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.model import Cell
from hefei_report.deck.charts.workbook import column_name
from hefei_report.document.chartplan import Value
from hefei_report.records import dataclass

_ZERO = Decimal(0)
_RUNS = 3  # rows of connectors that take turns: a gap has to be between two of one row


class Part(Enum):
    """What stacked columns are made of, from the ground."""

    UNSEEN = "unseen"
    LEVEL = "level"
    UP_OVER = "increase over zero"
    UP_UNDER = "increase under zero"
    DOWN_OVER = "decrease over zero"
    DOWN_UNDER = "decrease under zero"


@dataclass(frozen=True, slots=True)
class Cascade:
    """The steps of a waterfall, given in column ``given``; what each leads to is computed in column ``after``."""

    values: tuple[Value, ...]
    given: int
    after: int

    @property
    def levels(self) -> list[Decimal]:
        """What each step leads to."""
        found: list[Decimal] = []
        for row, value in enumerate(self.values):
            number = value.number or _ZERO
            found.append(number if value.total or row == 0 else found[-1] + number)
        return found

    def starts(self) -> list[Decimal]:
        """Where the column of each step begins."""
        return [_ZERO if value.total else before for value, before in zip(self.values, self._before(), strict=True)]

    def _before(self) -> list[Decimal]:
        return [_ZERO, *self.levels[:-1]]

    def given_cells(self) -> tuple[Cell, ...]:
        """The steps; a level that nobody stated as a fact, and is what the steps lead to, is computed."""
        cells = []
        for row, (value, before) in enumerate(zip(self.values, self._before(), strict=True)):
            summed = row > 0 and value.total and value.fact is None and value.number == before
            code = code_for(value.number, value.text) if value.number is not None and value.text else None
            cells.append(Cell(value.number, self._after(row - 1) if summed else "", value.fact, code or ""))
        return tuple(cells)

    def level_cells(self) -> tuple[Cell, ...]:
        """What each step leads to: itself, or the sum with what was before."""
        cells = []
        for row, (value, level) in enumerate(zip(self.values, self.levels, strict=True)):
            own = f"{column_name(self.given)}{row + 2}"
            cells.append(Cell(level, own if value.total or row == 0 else f"{self._after(row - 1)}+{own}", value.fact))
        return tuple(cells)

    def part_cells(self, part: Part) -> tuple[Cell, ...]:
        """The column of a part in each step, empty where a step has none of that kind."""
        rows = enumerate(zip(self.values, self.starts(), self.levels, strict=True))
        return tuple(self._cell(part, row, value, start, end) for row, (value, start, end) in rows)

    def _cell(self, part: Part, row: int, value: Value, start: Decimal, end: Decimal) -> Cell:
        if (part is Part.LEVEL) is not value.total:
            return EMPTY
        was, now = ("0" if row == 0 else self._after(row - 1)), self._after(row)
        low, high = min(start, end), max(start, end)
        match part:
            case Part.LEVEL:
                return Cell(end, now, value.fact)
            case Part.UNSEEN:
                return Cell(max(_ZERO, low) + min(_ZERO, high), f"MAX(0,MIN({was},{now}))+MIN(0,MAX({was},{now}))")
            case Part.UP_OVER:
                return Cell(max(max(_ZERO, end) - max(_ZERO, start), _ZERO), f"MAX(0,MAX(0,{now})-MAX(0,{was}))")
            case Part.UP_UNDER:
                return Cell(min(min(_ZERO, start) - min(_ZERO, end), _ZERO), f"MIN(0,MIN(0,{was})-MIN(0,{now}))")
            case Part.DOWN_OVER:
                return Cell(max(max(_ZERO, start) - max(_ZERO, end), _ZERO), f"MAX(0,MAX(0,{was})-MAX(0,{now}))")
            case Part.DOWN_UNDER:
                return Cell(min(min(_ZERO, end) - min(_ZERO, start), _ZERO), f"MIN(0,MIN(0,{now})-MIN(0,{was}))")

    def top_cells(self) -> tuple[Cell, ...]:
        """Where the labels stand: at the end of what stands on the ground, at the upper end of a change."""
        cells = []
        for row, (value, start, end) in enumerate(zip(self.values, self.starts(), self.levels, strict=True)):
            grounded = value.total or row == 0
            formula = self._after(row) if grounded else f"MAX({self._after(row - 1)},{self._after(row)})"
            cells.append(Cell(end if grounded else max(start, end), formula))
        return tuple(cells)

    def connectors(self, slots: Sequence[int]) -> list[tuple[Cell, ...]]:
        """Rows of lines from the steps in ``slots`` to their neighbours, each at the level that the first leads to."""
        runs = [[EMPTY] * len(self.values) for _ in range(_RUNS)]
        for slot in slots:
            cell = Cell(self.levels[slot], self._after(slot))
            runs[slot % _RUNS][slot : slot + 2] = [cell, cell]
        return [tuple(run) for run in runs if any(cell.formula for cell in run)]

    def _after(self, row: int) -> str:
        return f"{column_name(self.after)}{row + 2}"
