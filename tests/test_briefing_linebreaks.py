"""Where lines end: no line is too wide, no mark stands where it must not, and nothing is lost."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hefei_report.briefing.composing import set_line
from hefei_report.briefing.inline import Context, pieces
from hefei_report.briefing.linebreaks import Edge, break_lines, least_width, natural_width
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.styles import briefing_styles
from hefei_report.document.model import Run
from hefei_report.theme import load_theme
from hefei_report.theme.linebreaks import NEVER_FIRST, NEVER_LAST
from tests.support.briefings import CHINESE, PROSE

STYLES = briefing_styles(load_theme("hefei"))
MIXED = "混排English words与中文and数字12.3%的段落，（括号）不能在行尾。“引号”也一样！BOE京东方——合肥……"

_BLANK = " \xa0\n\u200b"


def pieced(words: str, language: str = "en") -> PiecedText:
    """``words`` in the style of running text."""
    return PiecedText(pieces((Run(words),), STYLES.body, Context(language)))


def set_lines(words: str, measure: float, language: str = "en") -> list[str]:
    """The lines of ``words``, none wider than ``measure`` points."""
    text = pieced(words, language)
    broken = break_lines(text, measure)
    for line in broken.lines:
        assert line.width <= measure + 0.001
        drawn = sum(stretch.width for stretch in set_line(text, line))
        edges = text.text[max(line.start - 1, 0) : line.start] + text.text[line.end : line.end + 1]
        divided = edges.strip(" \u200b\n") != ""  # such a word is kerned as two
        assert line.width == pytest.approx(drawn, abs=0.5 if divided else 0.001)
    return [text.text[line.start : line.end] + "-" * line.hyphen for line in broken.lines]


def test_latin_lines_end_at_spaces() -> None:
    lines = set_lines(PROSE, 200.0)
    assert len(lines) > 4
    assert " ".join(lines) == PROSE.strip()


def test_chinese_lines_are_filled_to_the_last_character() -> None:
    lines = set_lines("合" * 95, 200.0)
    assert [len(line) for line in lines] == [20, 20, 20, 20, 15]


@pytest.mark.parametrize("words", [CHINESE * 2, MIXED * 6])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_mark_stands_where_it_must_not(words: str, language: str) -> None:
    for measure in range(60, 340, 7):
        lines = set_lines(words, measure, language)
        assert "".join(lines).replace(" ", "") == words.replace(" ", "")
        for line, following in pairwise(lines):
            assert following[0] not in NEVER_FIRST, (line, following)
            assert line[-1] not in NEVER_LAST, (line, following)


def test_a_number_with_its_sign_is_never_torn_apart() -> None:
    for measure in range(60, 340, 3):
        for line in set_lines(CHINESE * 2, measure):
            assert not line.endswith(("12", "12.", "12.3", "45.", "45.6"))


def test_a_line_may_end_between_chinese_and_latin() -> None:
    assert set_lines("合肥市的企业Hefei", 62.0) == ["合肥市的企业", "Hefei"]


def test_words_joined_by_a_space_that_does_not_break_stay_together() -> None:
    tied = "257\xa0billion\xa0yuan"
    for measure in range(math.ceil(natural_width(pieced(tied))), 200):
        assert any(tied in line for line in set_lines(f"exports of {tied} in 2024", measure)), measure


@pytest.mark.parametrize(
    ("words", "measure", "lines"),
    [
        ("research-intensive", 60.0, ["research-", "intensive"]),
        ("2023–24 and more", 38.0, ["2023–24", "and", "more"]),
        ("and/or", 22.0, ["and/", "or"]),
        ("one\ntwo", 300.0, ["one", "two"]),
        ("one\n\ntwo", 300.0, ["one", "", "two"]),
        ("[1][2][3]", 26.0, ["[1][2]", "[3]"]),
    ],
)
def test_where_else_lines_end(words: str, measure: float, lines: list[str]) -> None:
    assert set_lines(words, measure) == lines


@pytest.mark.parametrize("name", ["someone.with.a.name@an-institute.example.org", "goods_exports_of_the_city_2024"])
def test_mail_addresses_and_names_in_programs_are_broken_after_their_marks(name: str) -> None:
    lines = set_lines(name, 90.0)
    assert "".join(lines) == name
    assert len(lines) > 1
    assert all(line[-1] in ".@_-" for line in lines[:-1])


def test_a_web_address_is_broken_after_its_marks_and_not_within_its_scheme() -> None:
    address = "https://tjj.hefei.gov.cn/tjyw/tjgb/2024/15234567.html?a=1&b=2"
    lines = set_lines(address, 110.0)
    assert "".join(lines) == address
    assert len(lines) > 2
    assert len(lines[0]) > len("https://")
    assert all(line[-1] in "/?&=._-" for line in lines[:-1])


def test_a_word_wider_than_its_line_is_broken_and_its_excess_known() -> None:
    text = pieced("a " + "x" * 100 + " b")
    broken = break_lines(text, 100.0)
    assert broken.excess == pytest.approx(least_width(text) - 100.0)
    assert all(line.width <= 100.001 for line in broken.lines)


def test_an_ordinary_text_has_no_excess() -> None:
    assert break_lines(pieced(PROSE + CHINESE), 200.0).excess == 0


def test_a_title_is_balanced_and_takes_no_more_lines() -> None:
    text = pieced("How an inland city became a technology hub in four steps")
    ragged, balanced = break_lines(text, 200.0), break_lines(text, 200.0, Edge.BALANCED)
    assert len(balanced.lines) == len(ragged.lines)
    spread = [line.width for line in balanced.lines]
    assert max(spread) - min(spread) < max(x.width for x in ragged.lines) - min(x.width for x in ragged.lines)


def test_no_single_word_is_left_on_the_last_line_if_it_can_be_helped() -> None:
    text = pieced(
        "The city bought stakes in makers of panels and of chips and of electric cars, too, and sold them again."
    )
    runts = [m for m in range(150, 330) if break_lines(text, m).lines[-1].width < 0.15 * m]
    assert len(runts) < 9


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(alphabet="abcXYZ0189 .,;()[]“”-–—/%合肥市，。（）《》、！\xa0\u200b\n", max_size=30), max_size=6),
    st.floats(min_value=15, max_value=400),
)
def test_no_line_is_too_wide_and_no_character_is_lost(parts: list[str], measure: float) -> None:
    runs = tuple(Run(part, bold=k % 2 == 1, italic=k % 3 == 1) for k, part in enumerate(parts))
    text = PiecedText(pieces(runs, STYLES.body, Context()))
    lines = break_lines(text, measure).lines
    assert all(line.width <= measure + 0.001 for line in lines)
    kept = "".join(text.text[line.start : line.end] for line in lines)
    assert kept.translate(dict.fromkeys(map(ord, _BLANK))) == text.text.translate(dict.fromkeys(map(ord, _BLANK)))
    assert natural_width(text) >= least_width(text) - 0.001
