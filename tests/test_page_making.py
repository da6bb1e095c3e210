"""Page making on blocks of any height: every page takes something, nothing is lost, the time grows with the pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hefei_report.briefing.filledpage import FilledPage
from hefei_report.briefing.flow import Block, Breadth, Note
from hefei_report.briefing.footing import Foot
from hefei_report.briefing.galley import Galley
from hefei_report.briefing.measures import PageFormat
from hefei_report.briefing.paginating import Paginator
from hefei_report.briefing.sheet import Sheet

STEP = 10.0
UPRIGHT = PageFormat(400.0, 500.0, 50.0, 450.0, 300.0, 400.0)
TURNED = PageFormat(500.0, 400.0, 50.0, 350.0, 400.0, 300.0)


@dataclass
class Slab(Block):
    """``lines`` of a block, from line ``first`` on; it divides anywhere if it is ``soft``."""

    name: int
    lines: float
    soft: bool = True
    first: float = 0.0
    noted: tuple[Note, ...] = ()

    def height(self, width: float) -> float:
        return self.lines * STEP

    def opening(self, width: float) -> float:
        return min(self.lines, 2) * STEP

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        fitting = int(room / STEP)
        if not self.soft or not 1 <= fitting < self.lines:
            return None
        upper, lower = Slab(self.name, fitting), Slab(self.name, self.lines - fitting, first=self.first + fitting)
        for part in (upper, lower):
            part.alignment = self.alignment
        upper.noted, upper.first = self.noted, self.first
        return upper, lower

    def notes(self, width: float) -> tuple[Note, ...]:
        return self.noted

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        raise AssertionError("these tests draw nothing")


@st.composite
def slabs(draw: st.DrawFn) -> list[Slab]:
    """A chapter of text, headings, figures, panels and turned tables with any heights and notes."""
    found = []
    for name in range(draw(st.integers(1, 25))):
        lines = draw(st.one_of(st.integers(0, 12), st.sampled_from([39, 40, 41, 90, 0.5, 3.7])))
        slab = Slab(name, lines, soft=draw(st.booleans()))
        slab.before, slab.after = draw(st.sampled_from([0.0, 5.0, 17.0])), draw(st.sampled_from([0.0, 5.0, 600.0]))
        slab.alignment = draw(st.sampled_from([0.0, 1.0, 0.5]))
        slab.clings, slab.floats, slab.apart = (draw(st.booleans()) for _ in range(3))
        slab.breadth = draw(st.sampled_from([Breadth.FULL, Breadth.COLUMN, Breadth.COLUMN]))
        if slab.floats and draw(st.booleans()):
            slab.breadth = Breadth.TURNED
        count = draw(st.sampled_from([0, 0, 0, 1, 3]))
        slab.noted = tuple(
            Note(f"{name}.{number}", 0.0, Slab(1000 + name, draw(st.sampled_from([1, 2, 30, 100]))))
            for number in range(count)
        )
        found.append(slab)
    return found


def made(blocks: Sequence[Slab], margin: float = 0.0) -> list[FilledPage]:
    return list(Paginator(UPRIGHT, TURNED, STEP, margin).pages(Galley(iter(blocks))))


def slabs_on(pages: Sequence[FilledPage]) -> list[Slab]:
    return [placed.block for page in pages for placed in page.placed if isinstance(placed.block, Slab)]


@given(slabs(), st.sampled_from([0.0, 80.0]))
@settings(max_examples=80, deadline=None)
def test_every_line_is_set_once_and_text_in_its_order(blocks: list[Slab], margin: float) -> None:
    pages = made(blocks, margin)
    lines: dict[int, float] = {}
    for slab in slabs_on(pages):
        assert slab.first == pytest.approx(lines.get(slab.name, 0.0))
        lines[slab.name] = lines.get(slab.name, 0.0) + slab.lines
    assert lines == pytest.approx({slab.name: slab.lines for slab in blocks})
    order = [slab.name for slab in slabs_on(pages) if not blocks[slab.name].floats]
    assert order == sorted(order)


@given(slabs(), st.sampled_from([0.0, 80.0]))
@settings(max_examples=80, deadline=None)
def test_every_note_is_set_once(blocks: list[Slab], margin: float) -> None:
    pages = made(blocks, margin)
    asked = sum(note.body.height(300) for slab in blocks for note in slab.noted)
    feet = sum(body.height(300) for page in pages for body in page.foot.bodies)
    beside = sum(aside.note.body.height(300) for page in pages for aside in page.asides)
    assert feet + beside == pytest.approx(asked)


@given(slabs())
@settings(max_examples=80, deadline=None)
def test_every_page_holds_something_and_nothing_overlaps(blocks: list[Slab]) -> None:
    for page in made(blocks):
        assert page.placed or page.foot.bodies
        bottom = 0.0
        for placed in page.placed:
            assert placed.down >= bottom - 0.01
            bottom = placed.down + placed.block.height(300)
        if len(page.placed) > 1:
            assert bottom <= (TURNED if page.turned else UPRIGHT).height - page.foot.height + 0.01


def test_a_figure_is_not_before_the_page_of_its_place_nor_far_behind_it() -> None:
    blocks = []
    for name in range(120):
        slab = Slab(name, 15 if name % 4 == 2 else 9, soft=name % 4 != 2)
        slab.floats = slab.apart = name % 4 == 2
        slab.alignment = 0.0 if slab.floats else 1.0
        blocks.append(slab)
    pages = made(blocks)
    page_of = {slab.name: number for number, page in enumerate(pages) for slab in slabs_on([page])}
    for name in range(2, 120, 4):
        assert 0 <= page_of[name] - page_of[name - 1] <= 1


def test_what_is_drawn_is_forgotten() -> None:
    galley = Galley(Slab(name, 7) for name in range(4000))
    most = 0
    for page in Paginator(UPRIGHT, TURNED, STEP).pages(galley):
        assert page.placed
        most = max(most, len(galley))
    assert most < 200


@pytest.mark.parametrize("left_over", range(1, 9))
def test_a_last_page_of_few_lines_gets_some_of_those_before(left_over: int) -> None:
    text = [Slab(name, 1) for name in range(80 + left_over)]
    pages = made(text)
    assert len(pages) == 3
    assert min(page.used for page in pages) >= 0.2 * UPRIGHT.height


def test_what_is_set_apart_gets_the_lines_that_would_stay_free() -> None:
    text = [Slab(name, 13, soft=False) for name in range(40)]
    for slab in text[::2]:
        slab.apart = True
    pages = made(text)
    assert [page.used for page in pages[:-1]] == [UPRIGHT.height] * (len(pages) - 1)


@pytest.mark.parametrize("lines", range(3, 8))
def test_what_is_set_apart_keeps_its_distance_from_the_notes(lines: int) -> None:
    blocks = [Slab(0, 30, noted=(Note("0", 0.0, Slab(1000, 2)),)), Slab(1, lines, soft=False), Slab(2, 30)]
    blocks[0].alignment = blocks[2].alignment = 1.0
    blocks[1].before = blocks[1].after = 1.5 * STEP
    first = made(blocks)[0]
    lowest = first.placed[-1].block
    assert isinstance(lowest, Slab)
    distance = 400.0 - first.foot.height - first.placed[-1].down - lowest.height(300.0)
    assert distance >= (STEP if lowest.name == 1 else 0.0)


def test_what_is_left_of_a_note_waits_for_a_page_of_its_own_and_no_longer() -> None:
    short, high = Slab(1, 2), Slab(2, 50, soft=False)
    behind = Foot(300.0, STEP).going_on([short, high], 400.0)
    assert (behind.bodies, behind.carried) == ((short,), (high,))
    alone = Foot(300.0, STEP).going_on(behind.carried, 400.0)
    assert (alone.bodies, alone.carried) == ((high,), ())
