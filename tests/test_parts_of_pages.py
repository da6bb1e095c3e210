"""What a page is put together from: its foot, its margin, its first block, its spaces, its edges."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from hefei_report.briefing.filledpage import FilledPage, Placed
from hefei_report.briefing.flow import Block, Note
from hefei_report.briefing.footing import Foot
from hefei_report.briefing.galley import Galley, Place
from hefei_report.briefing.margins import Aside, Margin
from hefei_report.briefing.protrusion import hang_left, hang_right
from hefei_report.briefing.settling import settled
from hefei_report.document.model import Run
from tests.support.lines import pieced
from tests.test_page_making import STEP, Slab

ROOM = 400.0
WIDTH = 300.0


class Drawing(Slab):
    """A slab that may be two lines higher."""

    def leeway(self) -> float:
        return 2 * STEP

    def grown(self, by: float) -> Block:
        return Slab(self.name, self.lines + by / STEP)


# -------------------------------------------------------------------------------------------- settling


def page(*placed: Placed, asides: tuple[Aside, ...] = ()) -> FilledPage:
    last = placed[-1]
    used = last.down + last.block.height(WIDTH)
    return FilledPage(placed, Foot(WIDTH, STEP), used, ROOM, Place(), asides=asides)


def text(down: float, lines: float = 5, rounded: float = 0.0, *, loose: bool = False) -> Placed:
    slab = Slab(0, lines)
    slab.alignment = 1.0
    return Placed(slab, down, loose, rounded)


def downs(filled: FilledPage) -> list[float]:
    return [placed.down for placed in filled.placed]


def test_free_lines_go_to_the_lowest_places_that_are_loose() -> None:
    filled = page(text(0), text(60, loose=True), text(120, loose=True), text(180, 20, loose=True))
    assert filled.used == 380
    stretched = settled(filled, STEP, last=False)
    assert downs(stretched) == [0, 60, 130, 200]
    assert stretched.used == ROOM


def test_the_last_page_and_one_with_notes_in_its_margin_are_not_stretched() -> None:
    blocks = (text(0), text(60, loose=True))
    assert downs(settled(page(*blocks), STEP, last=True)) == [0, 60]
    aside = Aside(Note("1", 0.0, Slab(1, 2)), 0, 0.0)
    assert downs(settled(page(*blocks, asides=(aside,)), STEP, last=False)) == [0, 60]


def test_what_the_grid_leaves_over_is_shared_out_above_and_below_what_is_set_apart() -> None:
    apart = Placed(Slab(1, 7.4), 60, loose=True)
    filled = page(text(0), apart, text(140, 26, rounded=6.0, loose=True))
    assert downs(settled(filled, STEP, last=False)) == [0, 63, 140]


def test_drawings_grow_by_the_lines_that_no_place_takes() -> None:
    filled = page(text(0), Placed(Drawing(1, 10), 60, loose=True), text(170, 19))
    grown = settled(filled, STEP, last=False)
    assert downs(grown) == [0, 70, 200]
    assert [placed.block.height(WIDTH) for placed in grown.placed] == [50, 120, 190]
    assert grown.used == 390


# ---------------------------------------------------------------------------------------------- the foot


def heights(blocks: Sequence[Block]) -> list[float]:
    return [block.height(WIDTH) for block in blocks]


def note(id_: str, lines: float, *, soft: bool = True) -> Note:
    return Note(id_, 0.0, Slab(0, lines, soft=soft))


def test_the_foot_is_as_high_as_its_notes_with_the_spaces_around_them() -> None:
    foot = Foot(WIDTH, STEP).with_notes([note("1", 3), note("2", 2)], ROOM)
    assert foot is not None
    assert foot.height == STEP + 30 + 2 + 20
    assert [top for _, top in foot.places(100.0)] == [152, 120]
    assert Foot(WIDTH, STEP).height == 0


def test_a_note_that_has_begun_is_not_set_again() -> None:
    foot = Foot(WIDTH, STEP, ids=frozenset({"1"})).with_notes([note("1", 3), note("2", 2)], ROOM)
    assert foot is not None
    assert heights(foot.bodies) == [20]
    assert foot.ids == {"1", "2"}


def test_only_the_last_note_of_a_page_goes_on_on_the_next() -> None:
    foot = Foot(WIDTH, STEP).with_notes([note("1", 3), note("2", 9)], 82.0)
    assert foot is not None
    assert (heights(foot.bodies), heights(foot.carried)) == ([30, 40], [50])
    assert foot.with_notes([note("3", 1)], ROOM) is None
    assert Foot(WIDTH, STEP).with_notes([note("1", 9), note("2", 3)], 82.0) is None
    forced = Foot(WIDTH, STEP).with_notes([note("1", 9), note("2", 3)], 82.0, forced=True)
    assert forced is not None
    assert (heights(forced.bodies), heights(forced.carried)) == ([70], [20, 30])


def test_what_earlier_pages_left_over_takes_no_more_than_its_share_of_a_page() -> None:
    foot = Foot(WIDTH, STEP).going_on([Slab(1, 10), Slab(2, 60), Slab(3, 1)], ROOM)
    assert foot.height <= 0.6 * ROOM
    assert heights(foot.bodies) == [100, 120]
    assert heights(foot.carried) == [480, 10]


def test_a_note_that_fits_no_page_is_set_all_the_same() -> None:
    foot = Foot(WIDTH, STEP).going_on([Slab(1, 60, soft=False), Slab(2, 1)], ROOM)
    assert (heights(foot.bodies), heights(foot.carried)) == ([600], [10])


# -------------------------------------------------------------------------------------------- the margin


def test_a_note_in_the_margin_stands_beside_its_mark_or_below_the_one_before() -> None:
    margin: Margin | None = Margin(100.0, ROOM)
    for down in (10.0, 20.0, 200.0):
        margin = margin and margin.with_note(Note("1", 5.0, Slab(0, 3)), 0, down)
    assert margin is not None
    tops = [down + aside.offset for down, aside in zip((10.0, 20.0, 200.0), margin.asides, strict=True)]
    assert tops == pytest.approx([17.4, 52.4, 207.4])
    assert margin.with_note(note("4", 20), 0, 210.0) is None
    assert margin.with_note(note("4", 10), 0, 210.0) is not None


def test_notes_that_would_reach_into_what_is_wide_leave_the_margin() -> None:
    margin: Margin | None = Margin(100.0, ROOM)
    for down, lines in ((0.0, 3), (50.0, 9)):
        margin = margin and margin.with_note(Note(str(lines), 0.0, Slab(0, lines)), 0 if down == 0 else 1, down)
    assert margin is not None
    left, away = margin.taken(100.0, 250.0, (0.0, 50.0))
    assert [aside.note.id for aside in left.asides] == ["3"]
    assert [one.id for one in away] == ["9"]
    assert left.used > 250


# -------------------------------------------------------------------------------------- where pages begin


def test_places_are_told_apart_by_what_is_still_to_be_set() -> None:
    places = [
        Place(),
        Place(3),
        Place(3, Slab(1, 4)),
        Place(3, Slab(1, 5)),
        Place(3, waiting=(Slab(1, 4),)),
        Place(3, carried=(Slab(1, 4),)),
    ]
    assert len({place.key(WIDTH) for place in places}) == len(places)
    assert Place(3, Slab(1, 4)).key(WIDTH) == Place(3, Slab(2, 4)).key(WIDTH)


def test_a_chapter_ends_when_neither_text_nor_floats_nor_notes_are_left() -> None:
    galley = Galley(iter([Slab(0, 1)]))
    assert Place(1).ends(galley)
    assert not Place(0).ends(galley)
    assert not Place(1, waiting=(Slab(1, 4),)).ends(galley)
    assert not Place(1, carried=(Slab(1, 4),)).ends(galley)
    assert Place(1, carried=(Slab(1, 4),)).wordless(galley)
    assert not Place(1, Slab(0, 1)).wordless(galley)


# ---------------------------------------------------------------------------------------------- the edges


def test_marks_hang_into_the_margins_but_neither_raised_ones_nor_those_of_chinese_squares() -> None:
    (latin,) = pieced("(quoted.”)").pieces
    assert 0 < hang_right(latin, ".") < latin.face.advance(".") * latin.size
    assert hang_right(latin, "—") < hang_right(latin, "-")
    assert hang_left(latin, "“") > hang_left(latin, "(") > 0
    assert (hang_left(latin, "."), hang_right(latin, "a")) == (0, 0)
    (raised,) = pieced((Run("-", script="super"),)).pieces
    (chinese,) = pieced("，").pieces
    assert hang_right(raised, "-") == hang_right(chinese, ".") == 0
