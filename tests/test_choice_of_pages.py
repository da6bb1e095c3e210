"""Which of the ways to fill a page is taken: floats near their place, panels whole, neither runts nor slivers."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.briefing.filledpage import Choice, FilledPage
from hefei_report.briefing.filling import Filling
from hefei_report.briefing.galley import Galley, Place
from tests.test_page_making import STEP, UPRIGHT, Slab, made, slabs_on


def words(name: int, lines: float) -> Slab:
    slab = Slab(name, lines)
    slab.alignment = 1.0
    return slab


def floating(name: int, lines: float) -> Slab:
    slab = Slab(name, lines, soft=False)
    slab.floats = slab.apart = True
    return slab


def filled(blocks: Sequence[Slab], choice: Choice, place: Place | None = None) -> FilledPage | None:
    return Filling(Galley(iter(blocks)), place or Place(), UPRIGHT, STEP, choice).fill()


def names(page: FilledPage | None) -> list[int]:
    assert page is not None
    return [slab.name for slab in slabs_on([page])]


# ------------------------------------------------------------------------------------------ one page

BLOCKS = (words(0, 10), floating(1, 10), words(2, 30))


def test_a_float_stands_where_it_is_written_at_the_top_or_on_the_next_page() -> None:
    assert names(filled(BLOCKS, Choice())) == [0, 1, 2]
    assert names(filled(BLOCKS, Choice(tops=(1,)))) == [1, 0, 2]
    later = filled(BLOCKS, Choice(put_off=1))
    assert names(later) == [0, 2]
    assert later is not None
    assert [slab.name for slab in later.then.waiting if isinstance(slab, Slab)] == [1]
    assert names(filled(BLOCKS, Choice(), later.then)) == [1]


def test_no_float_stands_on_a_page_before_its_own() -> None:
    blocks = (words(0, 60), floating(1, 10), words(2, 3))
    assert filled(blocks, Choice(tops=(1,))) is None


def test_a_page_may_end_early_and_begins_what_it_holds_in_any_case() -> None:
    page = filled((words(0, 60),), Choice(less=5 * STEP))
    assert page is not None
    assert page.used == UPRIGHT.height - 5 * STEP
    whole = (Slab(0, 39, soft=False),)
    assert filled(whole, Choice(less=5 * STEP)) is None
    assert names(filled(whole, Choice())) == [0]
    high = (Slab(0, 90, soft=False),)
    assert names(filled(high, Choice())) == [0]


def test_a_page_is_torn_that_ends_within_something_off_the_grid() -> None:
    panel, paragraph = Slab(1, 20), words(1, 20)
    torn, whole = (filled((words(0, 30), block), Choice()) for block in (panel, paragraph))
    assert torn is not None
    assert whole is not None
    assert (torn.torn, whole.torn) == (True, False)


# ---------------------------------------------------------------------------------------- among several


def test_a_panel_is_kept_whole_where_that_costs_a_few_lines() -> None:
    blocks = [words(0, 35), Slab(1, 12), words(2, 200)]
    pages = made(blocks)
    assert not any(page.torn for page in pages)
    assert names(pages[1])[0] == 1


def test_a_float_that_has_room_stays_at_its_place() -> None:
    pages = made([words(0, 35), words(1, 25), floating(2, 8), words(3, 100)])
    assert names(pages[1])[:3] == [1, 2, 3]


def test_a_float_is_not_moved_to_fill_two_lines() -> None:
    pages = made([words(0, 30), floating(1, 8), *(Slab(name, 5, soft=False) for name in range(2, 32))])
    assert names(pages[0]) == [0, 1]


def test_a_float_stands_on_the_last_page_rather_than_a_single_line() -> None:
    pages = made([floating(0, 15), words(1, 8), words(2, 18)])
    assert [names(page) for page in pages] == [[1, 2], [0]]


def test_no_page_has_but_a_sliver_of_text_between_floats() -> None:
    pages = made([words(0, 36), floating(1, 19), words(2, 2), floating(3, 19), words(4, 120)])
    for page in pages[:-1]:
        lines = sum(slab.lines for slab in slabs_on([page]) if not slab.floats)
        assert lines == 0 or lines >= 6, names(page)
