"""Tables: hairlines only, and the header repeated on every page that a table reaches."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from itertools import islice

from hefei_report.briefing.captions import Caption, caption, closing_lines
from hefei_report.briefing.flow import Block, Breadth, Note, Stack, lowered
from hefei_report.briefing.grid import Grid, GridRow, half_page, set_grid
from hefei_report.briefing.ladder import Ladder
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.marking import REPEATED
from hefei_report.briefing.recording import REGISTER
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Table

_ROWS_TOGETHER = 2  # so many rows at least stand under a header
_PADDING = 0.25  # of a baseline step, above and below each row
_MOST_FLOATING = 0.6  # of a page, for a table that moves as a whole


def table_blocks(table: Table, typesetter: Typesetter, depth: int) -> tuple[Block, ...]:
    """``table`` with its texts above and below; ``depth`` is its level in the bookmarks."""
    with typesetter.element("Table") as node:
        title = node.add(Node("Caption"))
        grid = set_grid(table, typesetter)
    head, foot = caption(table, typesetter, grid.width, depth, title), Stack(closing_lines(table, typesetter))
    apart = foot.height(grid.width) > half_page(typesetter, turned=grid.turned)  # too much to be kept with the last row
    padding = _PADDING * typesetter.tokens.baseline
    rows = TableRows.of(grid, typesetter, Stack(()) if apart else foot, padding)
    below = foot.blocks if apart else ()
    if grid.turned:
        return (TurnedTable((head, rows, *below), typesetter.turned_height),)
    if apart:
        return head, rows, *below
    whole = FloatingTable(head, rows, typesetter.body_height)
    return (whole,) if whole.height(grid.width) <= _MOST_FLOATING * typesetter.body_height else (head, rows)


class FloatingTable(Stack):
    """A table that is low enough to stay whole, so it may move to the top of a page."""

    def __init__(self, head: Caption, rows: TableRows, whole: float) -> None:
        super().__init__((head, rows), before=head.before, after=rows.after, whole=whole)
        self.floats, self.apart, self.sink, self.breadth = True, True, head.sink, head.breadth


class TurnedTable(Stack):
    """A table that is too wide for an upright page: it has pages of its own in landscape."""

    def __init__(self, blocks: Sequence[Block], whole: float) -> None:
        super().__init__(blocks, whole=whole)
        self.floats, self.sink, self.breadth = True, self.blocks[0].sink, Breadth.TURNED

    def _part(self, blocks: Sequence[Block]) -> Stack:
        return TurnedTable(blocks, self.whole)


class TableRows(Block):
    """The rows of a table, or those on one page, under its header; ``foot`` ends the last of them.

    Where they are ``continued`` from another page, the header says nothing new to those who don't see the page.
    """

    def __init__(
        self, typesetter: Typesetter, grid: Grid, rows: Ladder, foot: Stack, padding: float, *, continued: bool
    ) -> None:
        self.typesetter, self.grid, self.rows, self.foot = typesetter, grid, rows, foot
        self.after, self.apart, self.looks_back = 1.25 * typesetter.tokens.baseline, True, grid.id == REGISTER
        if grid.width <= typesetter.tokens.column_width:
            self.breadth = Breadth.COLUMN
        self.continued, self._padding = continued, padding

    @classmethod
    def of(cls, grid: Grid, typesetter: Typesetter, foot: Stack, padding: float) -> TableRows:
        """All rows of ``grid``, with ``padding`` points above and below each."""
        return cls(typesetter, grid, Ladder.of(grid.rows, grid.width, padding), foot, padding, continued=False)

    # --------------------------------------------------------------------------------------- measuring

    def height(self, width: float) -> float:
        return self._header_height() + self.rows.height() + self._foot_height()

    def _header_height(self) -> float:
        above = self.grid.again.height(self.grid.width) if self.continued and self.grid.again is not None else 0.0
        return above + self.grid.header.height(self.grid.width) + 2 * self._padding

    def _foot_height(self) -> float:
        return self.foot.height(self.grid.width) + 2 * self._padding if self.foot.blocks else 0.0

    def opening(self, width: float) -> float:
        used = self._header_height()
        for row, height in islice(self.rows.measured(), _ROWS_TOGETHER):
            opening = row.row.opening(self.grid.width)
            if opening < row.row.height(self.grid.width):  # it goes on on the next page
                return used + opening + 2 * self._padding
            used += height
        return used + (self._foot_height() if len(self.rows) <= _ROWS_TOGETHER else 0.0)

    def notes(self, width: float) -> tuple[Note, ...]:
        head = () if self.continued else self.grid.header.notes(self.grid.width)
        top = self._header_height()
        foot = lowered(self.foot.notes(self.grid.width), top + self.rows.height() + self._padding)
        return (*lowered(head, self._padding), *lowered(tuple(self.rows.notes()), top), *foot)

    # ---------------------------------------------------------------------------------------- dividing

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        count = self.rows.fitting(room - self._header_height())
        if 0 < count == len(self.rows):  # only the foot doesn't fit: it takes the last row along
            count -= 1
            return self._parted(*self.rows.divided(count)) if count else self._divide_row(0, room)
        return self._divide_row(count, room) or (self._parted(*self.rows.divided(count)) if count else None)

    def _divide_row(self, index: int, room: float) -> tuple[Block, Block] | None:
        """A row divides only when it is so high that pages would be half empty."""
        if not len(self.rows):
            return None
        used = self._header_height() + self.rows.height(index) + 2 * self._padding
        rows = self.rows.rows
        parts = rows[index].row.divide(self.grid.width, room - used)
        if parts is None:
            return None
        upper, lower = (GridRow(part, rows[index].emphasis) for part in parts)
        return self._parted(self._measured(*rows[:index], upper), self._measured(lower, *rows[index + 1 :]))

    def _measured(self, *rows: GridRow) -> Ladder:
        return Ladder.of(rows, self.grid.width, self._padding)

    def _parted(self, upper: Ladder, lower: Ladder) -> tuple[TableRows, TableRows]:
        return self._part(upper, Stack(()), self.continued), self._part(lower, self.foot, True)

    def _part(self, rows: Ladder, foot: Stack, continued: bool) -> TableRows:
        return TableRows(self.typesetter, self.grid, rows, foot, self._padding, continued=continued)

    # ---------------------------------------------------------------------------------------- painting

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        with sheet.record.standing_in(self.grid.id):
            self._paint(sheet, x, top)

    def _paint(self, sheet: Sheet, x: float, top: float) -> None:
        theme, right = self.typesetter.theme, x + self.grid.width
        with sheet.within(REPEATED) if self.continued else nullcontext():
            if self.continued and self.grid.again is not None:
                self.grid.again.paint(sheet, x, top, self.grid.width)
            header = self.grid.header.height(self.grid.width) + self._padding
            self.grid.header.paint(sheet, x, top - self._header_height() + header, self.grid.width)
        top -= self._header_height()
        sheet.rule(x, right, top, 0.75, theme.primary)
        for index, (row, height) in enumerate(self.rows.measured()):
            bottom = top - height
            if row.emphasis:
                sheet.fill(Area(x, bottom, right, top), theme.panel)
            row.row.paint(sheet, x, top - self._padding, self.grid.width)
            if index < len(self.rows) - 1:
                sheet.rule(x, right, bottom, 0.4, theme.hairline)
            top = bottom
        sheet.rule(x, right, top, 0.75, theme.primary)
        self.foot.paint(sheet, x, top - 2 * self._padding, self.grid.width)
