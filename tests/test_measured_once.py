"""What is in a block is measured once, however many ways to end a page are tried."""

from __future__ import annotations

from collections import Counter

import pytest

from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.flow import Block, Note, Space, Stack
from hefei_report.briefing.grid import GridRow
from hefei_report.briefing.ladder import Ladder
from hefei_report.briefing.sheet import Sheet

WIDTH, PADDING = 300.0, 2.0


class Counted(Block):
    """``extent`` points high, with a note in its middle if it is ``noted``; it counts how often it is measured."""

    def __init__(self, extent: float, *, noted: bool = False) -> None:
        self.extent, self.noted = extent, noted
        self.asked: Counter[tuple[str, float]] = Counter()

    def height(self, width: float) -> float:
        self.asked["height", width] += 1
        return self.extent

    def notes(self, width: float) -> tuple[Note, ...]:
        self.asked["notes", width] += 1
        return (Note("1", self.extent / 2, Space(9.0)),) if self.noted else ()

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        raise AssertionError("these tests draw nothing")


def rows_of(*blocks: Block) -> Ladder:
    rows = [GridRow(Row([Cell(0.0, WIDTH, block)], whole=1000.0)) for block in blocks]
    return Ladder.of(rows, WIDTH, PADDING)


def test_a_stack_asks_its_blocks_once_a_width() -> None:
    block = Counted(10.0)
    stack = Stack((block,))
    found = {width: [(stack.height(width), stack.notes(width)) for _ in range(20)] for width in (WIDTH, 200.0)}
    assert found == {width: [(10.0, ())] * 20 for width in (WIDTH, 200.0)}
    assert block.asked["notes", WIDTH] == block.asked["notes", 200.0] == 1
    assert block.asked["height", WIDTH] == block.asked["height", 200.0] == 2  # the notes ask where it ends


def test_a_table_of_many_pages_measures_its_rows_once() -> None:
    blocks = [Counted(10.0 + number % 7) for number in range(300)]
    whole = rest = rows_of(*blocks)
    pages = []
    while len(rest):
        for less in range(7):  # as many ways to end a page
            rest.fitting(200.0 - less)
        page, rest = rest.divided(rest.fitting(200.0))
        pages.append(page)
    assert [id(row) for page in pages for row in page.rows] == [id(row) for row in whole.rows]
    assert all(block.asked["height", WIDTH] == 1 for block in blocks)


def test_each_page_of_a_table_is_as_full_as_it_can_be() -> None:
    rest = rows_of(*(Counted(10.0 + number % 7) for number in range(300)))
    while len(rest):
        count = rest.fitting(200.0)
        assert rest.height(count) <= 200.0
        assert count == len(rest) or rest.height(count + 1) > 200.0
        rest = rest.divided(count)[1]


def test_a_note_of_a_divided_table_keeps_its_place_in_its_row() -> None:
    ladder = rows_of(Counted(10.0), Counted(20.0, noted=True), Counted(30.0), Counted(40.0, noted=True))
    upper, lower = ladder.divided(2)
    assert [note.down for note in upper.notes()] == pytest.approx([14.0 + 2.0 + 10.0])
    assert [note.down for note in lower.notes()] == pytest.approx([34.0 + 2.0 + 20.0])
