"""Text on slides is measured before it is set: lines, sizes, pages and columns."""

from __future__ import annotations

import pytest

from hefei_report.deck.storyboard.fitting import columns, cut_to_line, excess, fit, fit_words, pages
from hefei_report.deck.storyboard.linebreaking import (
    CHINESE_PITCH,
    line_count,
    line_pitch,
    longest_chunk,
    natural_width,
    text_height,
)
from hefei_report.deck.storyboard.plan import Frame, Para, Piece, emu
from hefei_report.deck.storyboard.setting import Setting, para, set_words, settings
from hefei_report.document.cutting import cut, whole_numbers
from hefei_report.document.model import List, ListItem, Run, WebLink, plain
from hefei_report.theme.typefaces import ARIAL
from tests.support.decks import at, bullets, words

BOX = Frame(0, 0, emu(5), emu(2))


def lines(text: str, width: float, size: float = 10.0) -> int:
    """How many lines ``text`` takes."""
    return line_count(para(words(text), size), width)


def test_a_text_takes_as_many_lines_as_its_width_asks() -> None:
    wide = natural_width(para(words("one two three four"), 10))
    assert lines("one two three four", wide + 1) == 1
    assert lines("one two three four", wide - 1) == 2
    assert lines("", 100) == 1


def test_a_hard_break_ends_a_line() -> None:
    assert line_count(para((Run("one"), Run("\n"), Run("two")), 10), 500) == 2


def test_a_no_break_space_holds_words_together() -> None:
    assert longest_chunk(para(words("257.2\u00a0billion yuan"), 10)) > longest_chunk(
        para(words("257.2 billion yuan"), 10)
    )


def test_a_word_longer_than_the_line_is_broken_anywhere() -> None:
    assert lines("a" * 100, 50) > 5


def test_chinese_breaks_between_characters_but_not_before_closing_marks() -> None:
    five = 5 * 10 / 0.985 + 0.1
    assert lines("合肥市经济", five) == 1
    assert lines("合肥市经济，", five) == 2
    assert longest_chunk(para(words("经济，"), 10)) == pytest.approx(20 / 0.985)


def test_chinese_does_not_end_a_line_with_an_opening_mark() -> None:
    assert longest_chunk(para(words("（合"), 10)) == pytest.approx(20 / 0.985)


def test_a_long_link_may_start_on_a_new_line() -> None:
    address = "example.org/" + "word-" * 12
    text = para(words(f"Some words before the address {address}"), 10)
    linked = para((Run("Some words before the address "), Run(address, target=WebLink("https://example.org"))), 10)
    width = natural_width(para(words(address), 10)) + 20
    assert line_count(text, width) <= line_count(linked, width) == 2


def test_latin_is_set_single_spaced_and_chinese_at_an_exact_pitch() -> None:
    assert line_pitch(para(words("Hefei"), 20)) == pytest.approx(ARIAL.pitch * 20)
    assert para(words("Hefei"), 20).pitch is None
    assert para(words("Hefei 合肥"), 20).pitch == pytest.approx(CHINESE_PITCH * 20)


def test_bold_text_is_measured_wider() -> None:
    assert natural_width(para(words("Exports grew"), 18, bold=True)) > natural_width(para(words("Exports grew"), 18))


def test_fitting_takes_the_largest_size_that_fits() -> None:
    def at_size(size: float) -> tuple[Para, ...]:
        return (para(words("A sentence of a dozen words that goes over a line or two here"), size),)

    fitted = fit(at_size, Frame(0, 0, emu(5), emu(0.6)), (26, 22, 18, 14))
    assert not fitted.excess
    size = fitted.text[0].pieces[0].size
    assert size < 26
    assert excess(at_size(size + 4), Frame(0, 0, emu(5), emu(0.6))) > 0


def test_what_fits_at_no_size_says_by_how_many_points() -> None:
    fitted = fit(lambda size: (para(words("word " * 200), size),), Frame(0, 0, emu(3), emu(0.5)), (14, 12))
    assert fitted.excess == pytest.approx(text_height(fitted.text, 216) - 36)


def test_too_many_lines_are_an_excess_even_where_there_is_height() -> None:
    tall = Frame(0, 0, emu(3), emu(9))
    assert fit(lambda size: (para(words("word " * 40), size),), tall, (20,), lines=2).excess > 0


def test_lists_have_three_levels_and_no_text_below_the_floor() -> None:
    inner = ListItem(words("inner"), (ListItem(words("innermost"), (ListItem(words("deeper still")),)),))
    text = set_words([List(span=at(1), items=(ListItem(words("outer"), (inner,)),))], Setting(14.0, 14.0))
    assert [entry.level for entry in text] == [0, 1, 2, 2]
    assert {piece.size for entry in text for piece in entry.pieces} == {14.0}
    assert text[0].before == 0


def test_ordered_lists_count() -> None:
    text = set_words(
        [List(span=at(1), items=(ListItem(words("a")), ListItem(words("b"))), ordered=True)], Setting(18, 14)
    )
    assert [(entry.number, entry.bullet) for entry in text] == [(1, ""), (2, "")]


def test_ordered_lists_count_from_their_start_and_within_items() -> None:
    inner = ListItem(words("a"), (ListItem(words("b")),), ordered=True)
    (text,) = [set_words([List(span=at(1), items=(inner,), ordered=True, start=4)], Setting(18, 14))]
    assert [entry.number for entry in text] == [4, 1]


def test_short_lists_are_set_airily_and_long_ones_closely() -> None:
    short = fit_words([bullets("a", "b")], BOX, settings(18, 14)).text
    longer = fit_words([bullets(*"abcdef")], BOX, settings(18, 14)).text
    assert short[1].before / 18 > longer[1].before / longer[1].pieces[0].size


def test_pages_hold_everything_in_order_and_are_about_equally_full() -> None:
    text = tuple(para(words(f"{n}"), 14, before=6) for n in range(23))
    found = pages(text, BOX)
    assert [entry.pieces[0].run.text for page in found for entry in page] == [str(n) for n in range(23)]
    heights = [text_height(page, BOX.width_pt) for page in found]
    assert max(heights) <= BOX.height_pt
    assert max(heights) - min(heights) < 0.4 * BOX.height_pt
    assert all(page[0].before == 0 for page in found)


def test_a_page_ends_before_an_item_rather_than_inside_it() -> None:
    items = tuple(ListItem(words(f"item {n}"), (ListItem(words("child")), ListItem(words("child")))) for n in range(4))
    text = set_words([List(span=at(1), items=items)], Setting(18, 14))
    assert all(page[0].level == 0 for page in pages(text, BOX))


def test_two_columns_are_balanced_or_refused() -> None:
    text = tuple(para(words(f"{n}"), 14) for n in range(9))
    left, right = columns(text, BOX) or ((), ())
    assert (len(left), len(right)) == (5, 4)
    assert columns(tuple(para(words(f"{n}"), 14) for n in range(40)), BOX) is None


def test_a_line_is_cut_with_an_ellipsis_only_where_it_must_be() -> None:
    assert cut_to_line(words("short"), 9, 200) == words("short")
    cutting = plain(cut_to_line(words("a footer that is much too long for its place " * 4), 9, 200))
    assert cutting.endswith("…")
    assert line_count(para(words(cutting), 9), 200) == 1


def test_cutting_an_inline_keeps_its_styles() -> None:
    first, second = cut((Run("over "), Run("257.2", bold=True)), 7)
    assert first == (Run("over "), Run("25", bold=True))
    assert second == (Run("7.2", bold=True),)


def test_no_cut_goes_through_a_number() -> None:
    assert [whole_numbers("over 257.2 in all", at) for at in (5, 7, 9, 10)] == ["over ", "over ", "over ", "over 257.2"]


def test_a_superscript_takes_less_room() -> None:
    level, raised = (Para((Piece(Run("[12]", script=script), 20),)) for script in ("", "super"))
    assert natural_width(raised) == pytest.approx(0.7 * natural_width(level))
