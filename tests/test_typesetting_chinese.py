"""Chinese is set by its own rules, alone and beside Latin: kinsoku, squeezed marks, a little space between them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hefei_report.briefing.boxes import breadth
from hefei_report.briefing.inline import Context, pieces
from hefei_report.document.model import Run
from hefei_report.theme.linebreaks import NEVER_FIRST, NEVER_LAST
from tests.support.briefings import CHINESE, document, paragraph, section, write
from tests.support.lines import COLUMN, STYLES, drawn, items_of, justified, line_texts, pieced
from tests.support.reading import pdf_text, squeezed

MIXED = "混排English words与中文and数字12.3%的段落，（括号）不能在行尾。“引号”也一样！BOE京东方——合肥……"


def ems(text: str, language: str = "zh") -> float:
    """The width of ``text`` in one line, in em."""
    return breadth(pieces((Run(text),), STYLES.body, Context(language))) / STYLES.body.size


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="合肥市外贸进出口总值增长，。、；：！？（）《》“”—…·%12.3abc", min_size=20, max_size=200),
    st.sampled_from(["en", "zh"]),
)
def test_no_mark_begins_or_ends_a_line_where_it_must_not(words: str, language: str) -> None:
    words = re.sub("[，。、；：！？（）《》“”—…·%.]{2,}", "，", words)  # nobody could set what is nothing but marks
    for measure in (90.0, 150.0, COLUMN):
        for line, following in pairwise(line_texts(words, measure, language)):
            if line.isascii() and following.isascii():
                continue  # a word that fits no line
            assert following[0] not in NEVER_FIRST, (line, following)
            assert line[-1] not in NEVER_LAST, (line, following)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_numbers_are_not_torn_apart_nor_from_their_units(language: str) -> None:
    for measure in range(70, 340, 3):
        for line, following in pairwise(line_texts(CHINESE * 2, measure, language)):
            assert not (line[-1].isdecimal() and following[0] in "0123456789.%亿元"), (line, following)
            assert not line.endswith("2572亿"), (line, following)


def test_full_lines_are_even_by_a_little_space_between_all_characters() -> None:
    for line, stretches in justified(pieced(CHINESE * 6, "zh"))[:-1]:
        assert stretches[-1].x + stretches[-1].width == pytest.approx(line.fill, abs=0.01)
        between = [item.width for item in items_of(stretches) if item.glue and item.shaped is None]
        assert max(between) < 7.0


def test_a_mark_gives_up_the_empty_half_of_its_square() -> None:
    assert ems("合肥，") == pytest.approx(3.0)
    assert ems("（合肥") == pytest.approx(2.5)  # at the start of a line
    assert ems("合（肥") == pytest.approx(3.0)
    assert ems("合），肥") == pytest.approx(3.5)  # two marks side by side: one half less
    assert ems("合。“肥") == pytest.approx(3.5)
    assert ems("合《“肥") == pytest.approx(3.5)


def test_a_mark_at_the_end_of_a_line_takes_half_a_square() -> None:
    words = "合肥市外贸进出口总值，" * 12
    for line, stretches in justified(pieced(words, "zh"), 115.5)[:-1]:
        if drawn(stretches).endswith("，"):
            widths = [item.width for item in items_of(stretches)]
            assert widths[-1] == pytest.approx(5.0)
            assert sum(widths) == pytest.approx(line.fill)


def test_a_quarter_of_an_em_stands_between_chinese_and_latin_but_not_beside_marks() -> None:
    assert ems("合BOE") == pytest.approx(1.25 + ems("BOE"))
    assert ems("BOE合") == pytest.approx(1.25 + ems("BOE"))
    assert ems("合2024年") == pytest.approx(2.5 + ems("2024"))
    assert ems("，BOE") == pytest.approx(1.0 + ems("BOE"))
    assert ems("合(BOE)") == pytest.approx(1.0 + ems("(BOE)"))
    assert ems("合 BOE") == pytest.approx(1.0 + ems(" ") + ems("BOE"))  # the author's own space is enough


def test_the_space_between_the_scripts_is_dropped_at_a_line_end() -> None:
    for line, stretches in justified(pieced("合肥BOE" * 40, "zh"))[:-1]:
        row = list(items_of(stretches))
        assert not row[0].glue
        assert not row[-1].glue
        assert stretches[-1].x + stretches[-1].width == pytest.approx(line.fill, abs=0.01)


def test_two_dashes_are_one_stroke_and_never_parted() -> None:
    for measure in range(60, 300, 7):
        assert not any(line.endswith("—") and not line.endswith("——") for line in line_texts(MIXED * 6, measure, "zh"))


def test_chinese_in_other_text_says_what_language_it_is_in() -> None:
    languages = [piece.lang for piece in pieced("BYD (比亚迪) of Shenzhen").pieces]
    assert languages == ["", "zh", ""]
    assert {piece.lang for piece in pieced(MIXED, "zh").pieces} == {""}


@pytest.mark.parametrize("name", ["京东方科技", "京东“方科技”"])
def test_a_chinese_name_in_other_text_stays_whole(name: str) -> None:
    words = (
        f"We read the record in some detail. In 2008 the city had convinced a maker of displays ({name}) that it "
        "should come, and the rest of its suppliers followed a few years later; by 2016 a holding company of the city "
        f"helped to set up another ({name}), which makes memory chips for telephones."
    )
    for measure in range(240, 340):
        for line, following in pairwise(line_texts(words, measure, "en")):
            assert not (line[-1] in name and following[0] in name), (line, following)


def test_a_stretch_ends_where_the_language_does() -> None:
    (_, stretches), *_ = justified(pieced("BYD (比亚迪) of Shenzhen"))
    assert [stretch.piece.lang for stretch in stretches] == ["", "zh", ""]
    for stretch, following in pairwise(stretches):
        assert stretch.x + stretch.width == pytest.approx(following.x)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_chinese_comes_out_of_the_file_as_it_went_in(tmp_path: Path, language: str) -> None:
    words = paragraph(Run(CHINESE * 3 + MIXED * 2, lang=language))
    content = squeezed(pdf_text(write(document(section("sec-a", "A", words, number="1")), tmp_path).path))
    assert squeezed(CHINESE * 3 + MIXED * 2) in content
