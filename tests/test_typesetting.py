"""Paragraphs are set like a book's: even, divided where the language allows it, and nothing is lost on the way."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hefei_report.briefing import totalfit
from hefei_report.briefing.boxes import breadth
from hefei_report.briefing.embedding import Font
from hefei_report.briefing.hyphenation import cuts
from hefei_report.briefing.inline import Context, pieces
from hefei_report.briefing.linebreaks import Edge, break_lines
from hefei_report.briefing.structure import Node
from hefei_report.briefing.text import Setting, Text
from hefei_report.document.model import Run
from hefei_report.theme.face import Glyph
from hefei_report.theme.fonts import Family, Style, latin_face, missing
from hefei_report.theme.shaping import letters
from tests.support.briefings import CHINESE, document, paragraph, section, write
from tests.support.lines import COLUMN, STYLES, UNSEEN, drawn, items_of, justified, line_texts, pieced, rows
from tests.support.reading import pdf_text

ESSAY = (
    "Between the two wars of prices the manufacturers consolidated their engineering departments, standardised "
    "components and concentrated production, which the municipal administration had encouraged with guarantees. "
    "Responsibility for infrastructure remained with the provincial government; communication between the two was "
    "occasionally difficult. Nevertheless, the representatives of both institutions described their cooperation as "
    "extraordinarily productive, and international observers have confirmed that impression. "
)
HEADINGS = (
    "Internationalisation of manufacturing infrastructure and extraordinary responsibilities",
    "Telecommunications, biotechnology, semiconductors: characteristics of industrialisation",
    "Responsibility",
)


def set_width(text: str | Run) -> float:
    """The width of ``text`` in one line of running text, in points."""
    return breadth(pieces((Run(text) if isinstance(text, str) else text,), STYLES.body, Context()))


def glyphs(run: Run) -> list[Glyph]:
    """The glyphs of a run in one line."""
    (_, stretches), *_ = justified(pieced((run,)))
    return [glyph for item in items_of(stretches) if item.shaped is not None for glyph in item.shaped.glyphs]


# --------------------------------------------------------------------------------------------- spaces


def test_the_spaces_between_words_are_even() -> None:
    spaces = [
        item.width / 10
        for line, stretches in justified(pieced(ESSAY * 12))
        for item in items_of(stretches)
        if line.fill and item.glue and item.end < line.end
    ]
    assert len(spaces) > 400
    assert statistics.pstdev(spaces) < 0.065
    assert min(spaces) > 0.14
    assert max(spaces) < 0.6


def test_full_lines_fill_their_measure_but_for_what_hangs_out() -> None:
    for line, stretches in justified(pieced(ESSAY * 4))[:-1]:
        last = stretches[-1]
        assert COLUMN - 0.01 < last.x + last.width < COLUMN + 4.0
        assert -3.0 < stretches[0].x <= 0.0
        assert line.fill == COLUMN


def test_a_loose_line_within_a_paragraph_fills_its_measure_and_one_with_holes_stays_short() -> None:
    tied = "629.43\u00a0billion\u00a0yuan"
    loose, holes = (
        "Anhui’s goods trade, imports and exports together, came to ",
        "Incomprehensibilities, circumnavigational, ",
    )
    for words, filled in ((loose, True), (holes, False)):
        (_, stretches), *_ = justified(pieced(words + tied + "\u00a0until\u00a0August, " + ESSAY))
        right = stretches[-1].x + stretches[-1].width
        widest = max(item.width for item in items_of(stretches) if item.glue) / 10
        assert drawn(stretches) == words
        assert (right > COLUMN - 0.01) is filled
        assert widest < 0.9


def test_letters_give_a_hundredth_of_their_width_at_most_and_chinese_ones_nothing() -> None:
    scales = {stretch.scale for _, stretches in justified(pieced(ESSAY * 12)) for stretch in stretches}
    assert 0.99 <= min(scales) < 1.0 < max(scales) <= 1.01
    assert {stretch.scale for _, stretches in justified(pieced(CHINESE * 4, "zh")) for stretch in stretches} == {1.0}


@pytest.mark.parametrize(("mark", "hangs"), [(",", 1.0), (".", 1.0), ("s", 0.0)])
def test_marks_hang_into_the_right_margin(mark: str, hangs: float) -> None:
    found = [
        stretches[-1].x + stretches[-1].width - COLUMN
        for line, stretches in justified(pieced(ESSAY * 12))
        if line.fill and drawn(stretches).rstrip().endswith(mark)
    ]
    assert found
    assert all(hangs - 0.01 < beyond < 3 * hangs + 0.01 for beyond in found)


def test_a_quotation_mark_at_the_start_of_a_line_hangs_into_the_left_margin() -> None:
    (_, first), *_ = justified(pieced("“" + ESSAY))
    assert -4.0 < first[0].x < -1.0


def test_no_last_line_is_a_left_over_word_where_it_can_be_helped() -> None:
    words = ESSAY.split()
    ends = [justified(pieced(" ".join(words[:count])))[-1] for count in range(20, len(words))]
    runts = [line for line, _ in ends if line.width < 0.1 * COLUMN]
    assert len(runts) <= 2


def test_the_work_grows_with_the_text_and_not_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Counter[int]()
    ratio = totalfit._ratio
    times = 0

    def counted(*arguments: object) -> float:
        looked[times] += 1
        return ratio(*arguments)  # type: ignore[arg-type]  # handed on as they are

    monkeypatch.setattr(totalfit, "_ratio", counted)
    for times in (20, 40, 80):
        justified(pieced(ESSAY * times))
    assert looked[80] < 2.2 * looked[40] < 2.2 * 2.2 * looked[20]


# ------------------------------------------------------------------------------------------ line ends


def test_a_paragraph_ends_its_lines_where_it_always_did() -> None:
    assert line_texts(ESSAY) == GOLDEN


def test_words_are_divided_by_the_rules_of_their_language() -> None:
    ends = {
        language: {line.split()[-1] for line in line_texts(words, 130.0, language) if line.endswith("\u00ad")}
        for language, words in (("en", ESSAY * 2), ("de", "Donaudampfschifffahrtsgesellschaft " * 9), ("zh", ESSAY))
    }
    assert ends["en"] & {
        "manufac\u00ad",
        "engi\u00ad",
        "engineer\u00ad",
        "infrastruc\u00ad",
        "commu\u00ad",
        "respon\u00ad",
    }
    assert ends["de"] & {"Do\u00ad", "Donau\u00ad", "Donaudampf\u00ad", "Donaudampfschiff\u00ad"}
    assert ends["zh"]


def test_nothing_but_words_is_divided_by_hyphens() -> None:
    words = "1234567890123 information2024 SCREAMINGCAPITALS tjj.hefei.gov.cn/information_about_technology "
    text = pieced((Run(words * 6), Run("internationalisation_of_names ", code=True), Run("eleventh ", fact="rank")) * 3)
    for measure in range(90, 200, 5):
        assert not any(line.hyphen for line in break_lines(text, measure, Edge.JUSTIFIED).lines)


def test_names_are_divided_only_where_nothing_else_helps() -> None:
    words = "The consolidation of Volkswagen Manufacturing and Constantinople International continued. " * 12
    ends = [line.split()[-1] for line in line_texts(words, 220.0) if line.endswith("\u00ad")]
    assert ends
    assert sum(end[0].isupper() for end in ends) < len(ends) / 2


def test_a_word_is_not_divided_where_it_would_be_spelled_anew() -> None:
    assert 2 not in cuts("összehasonlít", "hu")  # ösz-sze
    assert cuts("összehasonlít", "hu")


def test_no_word_is_kept_that_a_later_report_has_no_use_for() -> None:
    import pyphen

    cuts("összehasonlítottak", "hu")
    assert pyphen.hdcache
    assert not any(dictionary.cache for dictionary in pyphen.hdcache.values())


def test_a_hyphen_of_the_authors_says_where_a_word_may_be_divided() -> None:
    lines = line_texts("Xyzzy\u00adqwertzuiop " * 12, 160.0)
    assert any(line.endswith("Xyzzy\u00ad") for line in lines)
    assert "".join(lines).replace("\u00ad", "").count("Xyzzyqwertzuiop") == 12


def test_no_heading_is_hyphenated() -> None:
    for words in HEADINGS:
        for measure in range(150, 400, 10):
            text = pieced(words, style=STYLES.heading)
            assert not any(line.hyphen for line in break_lines(text, measure, Edge.BALANCED).lines)


def test_a_number_stays_with_its_unit_and_its_unit_whole() -> None:
    words = "in the year the trade of the province came to 257.2\xa0billion\xa0yuan and to 12\xa0million\xa0vehicles, "
    for measure in range(130, 330, 7):
        for line in line_texts(words * 8, measure):
            assert not re.search(r"(257\.2|12|bil\u00ad|mil\u00ad|billion|mil­lion|ve\u00ad)$", line), line


def test_the_page_does_not_end_within_a_word_where_it_can_be_helped() -> None:
    setting = Setting(STYLES.body, Node("P"))
    divided = 0
    for start in range(0, 400, 7):
        text = Text(pieced((ESSAY * 3)[start:]), setting)
        lines = text.lines(COLUMN)
        for count in range(4, len(lines) - 2):
            parts = text.divide(COLUMN, count * STYLES.body.leading)
            assert parts is not None
            upper = parts[0]
            assert isinstance(upper, Text)
            ended = upper.lines(COLUMN)
            divided += lines[count - 1].hyphen
            assert not ended[-1].hyphen or lines[count - 2].hyphen
            assert len(ended) in (count, count - 1)
    assert divided


# -------------------------------------------------------------------------------------------- letters


def test_pairs_of_letters_are_kerned() -> None:
    assert set_width("AVATAR To") < sum(set_width(letter) for letter in "AVATAR To") - 3.0


def test_ligatures_are_one_glyph_and_stand_for_all_their_letters() -> None:
    assert [glyph.text for glyph in glyphs(Run("office"))] == ["o", "ffi", "c", "e"]


def test_figures_are_of_one_width_in_tables_and_of_their_own_in_text() -> None:
    assert set_width("1111") < set_width("0000") - 2.0
    cell = STYLES.cell
    wide, narrow = (breadth(pieces((Run(digits),), cell, Context())) for digits in ("0000", "1111"))
    assert wide == pytest.approx(narrow)


def test_raised_figures_are_the_fonts_own_where_it_has_them() -> None:
    own, scaled = (pieces((Run(text, script="super"),), STYLES.body, Context())[0] for text in ("12", "α+β"))
    assert (own.size, own.rise) == (10.0, 0.0)
    assert set_width(Run("12", script="super")) < 0.85 * set_width("12")
    assert scaled.size < 7
    assert scaled.rise > 3


@pytest.mark.parametrize("italic", [False, True])  # the italics have no small capitals of their own
def test_small_capitals_are_smaller_and_mean_the_small_letters(italic: bool) -> None:
    run = Run("Hefei & Anhui", small_caps=True, italic=italic)
    assert "".join(glyph.text for glyph in glyphs(run)) == run.text
    plain = {glyph.id for glyph in glyphs(Run("efinhu", italic=italic))}
    assert not plain & {glyph.id for glyph in glyphs(run)}


@pytest.mark.parametrize("italic", [False, True])
def test_no_letter_gets_lost_by_becoming_a_small_capital(italic: bool) -> None:
    letters = "".join(chr(code) for code in range(0x21, 0x180) if not missing(chr(code), Style(Family.SERIF)))
    letters = letters.replace("\u00ad", "").replace("\u00a0", "")
    parts = [letters[start : start + 20] for start in range(0, len(letters), 20)]
    found = [glyph for part in parts for glyph in glyphs(Run(part, small_caps=True, italic=italic))]
    assert len(letters) > 250
    assert "".join(glyph.text for glyph in found).replace("\u200b", "") == letters
    assert all(glyph.id for glyph in found)


# ------------------------------------------------------------------------------------------ the file


def test_the_text_comes_out_of_the_file_as_it_went_in(tmp_path: Path) -> None:
    essay = ESSAY.strip()
    content = pdf_text(write(document(section("sec-a", "A", paragraph(essay), number="1")), tmp_path).path)
    told = re.sub("[\ufffe\u0002\u00ad]\\s*", "", content)  # PDFium's signs for a word that is divided
    assert essay in " ".join(told.split())


def test_no_word_is_joined_to_the_next_at_a_line_end_and_none_is_torn(tmp_path: Path) -> None:
    words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}" for n in range(250)]
    report = document(section("sec-a", "A", paragraph(" ".join(words)), number="1"))
    with write(report, tmp_path).open() as pdf:
        shown = "".join(_shown(page) for page in pdf.pages).replace("\u00ad", "")
    assert " ".join(words) in shown


def _shown(page: pikepdf.Page) -> str:
    """What the codes of a page stand for in the order in which they are drawn."""
    maps = {
        name: {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be")
            for code, text in re.findall(r"<(\w{4})> <(\w+)>\n", font.ToUnicode.read_bytes().decode())
        }
        for name, font in page.Resources.Font.items()
    }
    found, font = "", ""
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) == "Tf":
            font = str(instruction.operands[0])
        elif str(instruction.operator) == "TJ":
            for part in instruction.operands[0]:
                if isinstance(part, pikepdf.String):
                    codes = bytes(part)
                    found += "".join(maps[font][int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))
    return found


def test_each_face_is_embedded_once_and_cut_down_to_what_is_set(tmp_path: Path) -> None:
    words = paragraph(ESSAY, Run("bold", bold=True), Run("slanted", italic=True), CHINESE)
    written = write(document(section("sec-a", "A", words, number="1")), tmp_path)
    with written.open() as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        names = [str(font.BaseFont) for font in fonts if font.Subtype == "/Type0"]
        files = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item]
        assert len(names) == len(fonts) / 2 == len(files)
        assert all(len(file.FontFile2.read_bytes()) < 60_000 for file in files)
    assert all(re.fullmatch("/[A-Z]{6}\\+[\\w-]+", name) for name in names)
    assert len({name.partition("+")[2] for name in names}) == len(names)


def test_codes_have_the_widths_of_their_glyphs_and_a_meaning_each(tmp_path: Path) -> None:
    written = write(document(section("sec-a", "A", paragraph(ESSAY, CHINESE), number="1")), tmp_path)
    with written.open() as pdf:
        for item in list(pdf.objects):
            if not isinstance(item, pikepdf.Dictionary) or item.get("/Subtype") != "/Type0":
                continue
            (descendant,) = item.DescendantFonts
            runs = list(descendant.W)
            widths = {
                int(first) + place
                for first, run in zip(runs[::2], runs[1::2], strict=True)
                for place in range(len(run))
            }
            meanings = re.findall(r"<(\w{4})> <(\w+)>\n", item.ToUnicode.read_bytes().decode())[1:]
            assert {int(code, 16) for code, _ in meanings} == widths
            assert len(meanings) == len(widths)
            assert not {"0000", "FEFF", "FFFE"} & {text for _, text in meanings}
            assert len(descendant.CIDToGIDMap.read_bytes()) == 2 * (max(widths) + 1)


def test_a_code_does_not_depend_on_what_is_set_before() -> None:
    face = latin_face(Style(Family.SERIF))
    plain = letters(face)
    early, late = Font(face), Font(face)
    late.string(plain.shaped("quartz, fine and 1,234"))
    for word in ("fine", "1,234", "quartz"):
        assert early.string(plain.shaped(word)).codes == late.string(plain.shaped(word)).codes


# ------------------------------------------------------------------------------------------ whatever


_ALPHABET = "abcdefgXYZ0189 .,;()[]“”’-–—/%fi \xa0合肥市，。（）《》、！\u00ad\u200b"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(alphabet=_ALPHABET, max_size=60), min_size=1, max_size=6),
    st.floats(min_value=40, max_value=400),
    st.sampled_from(list(Edge)),
    st.sampled_from(["en", "zh", "de"]),
)
def test_every_character_is_set_once_and_in_its_order(
    parts: list[str], measure: float, edge: Edge, language: str
) -> None:
    runs = tuple(Run(part, bold=k % 2 == 1, italic=k % 3 == 1, small_caps=k % 4 == 3) for k, part in enumerate(parts))
    text = pieced(runs, language)
    shown = ""
    for line, stretches in rows(text, break_lines(text, measure, edge)):
        own = drawn(stretches)
        shown += own.removesuffix("\u00ad") if line.hyphen else own
    hidden = dict.fromkeys(map(ord, UNSEEN + " \xa0"))
    assert shown.translate(hidden) == text.text.translate(hidden)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet=_ALPHABET, min_size=1, max_size=300),
    st.floats(min_value=60, max_value=400),
    st.sampled_from(list(Edge)),
)
def test_no_line_is_wider_than_its_measure(words: str, measure: float, edge: Edge) -> None:
    text = pieced(words)
    for line, stretches in rows(text, break_lines(text, measure, edge)):
        if stretches:
            hanging = 4.0 if line.fill or edge is Edge.JUSTIFIED else 0.0
            assert stretches[-1].x + stretches[-1].width <= measure + hanging + 0.5
            for stretch, following in pairwise(stretches):
                assert stretch.x + stretch.width == pytest.approx(following.x)


GOLDEN = [
    "Between the two wars of prices the manufacturers consolidated their",
    "engineering departments, standardised components and concentrated",
    "production, which the municipal administration had encouraged with",
    "guarantees. Responsibility for infrastructure remained with the provin\u00ad",
    "cial government; communication between the two was occasionally dif\u00ad",
    "ficult. Nevertheless, the representatives of both institutions described",
    "their cooperation as extraordinarily productive, and international ob\u00ad",
    "servers have confirmed that impression.",
]


def test_a_text_of_nothing_that_is_drawn_has_no_glyphs() -> None:
    assert latin_face(Style(Family.SERIF)).shape("", {}).glyphs == ()
