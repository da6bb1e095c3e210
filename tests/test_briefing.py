"""The briefing as a whole: its text in order, its fonts, its particulars, its pages."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from hefei_report.briefing import write_briefing
from hefei_report.briefing.landscape import ridges
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.chartplan import Axis
from hefei_report.document.model import List, ListItem, Paragraph, Run, Width
from hefei_report.theme import load_theme
from tests.support.briefings import (
    CHINESE,
    EPOCH,
    PROSE,
    Frames,
    Written,
    at,
    document,
    figure,
    paragraph,
    plan,
    section,
    text,
    write,
)
from tests.support.reading import PdfReader, pdf_pages, pdf_text, squeezed
from tests.support.tools import require_tool


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A briefing with every element."""
    return write(document(), tmp_path_factory.mktemp("briefing"))


def test_nothing_is_wrong_with_an_ordinary_briefing(whole: Written) -> None:
    assert whole.found == []


def test_every_element_is_set_in_the_order_of_the_outline(whole: Written) -> None:
    expected = [
        "Institute for Cities",
        "How an inland city became a hub",
        "A. Analyst, 李明",
        "22 November 2025",
        "Contents",
        "In one page",
        "Hefei grew and paid for it early",
        "257.2 billion yuan",
        "Exports grew [1], as Figure 1 shows; see the bureau.",
        "Panels, then",
        "glass",
        "sand",
        "Gross and net",
        "1.find a company",
        "From backwater to hub",
        PROSE,
        "Figure 1 Exports tripled",
        "Goods exports of Hefei, billion yuan",
        "Hefei 合肥",
        "Note: Customs changed its records in 2018.",
        "Source: Hefei Customs [1]",
        "We read for two years.",
        "— An official",
        CHINESE,
        "2.1",
        "The bets",
        "Table 1 Four bets",
        "CompanyStakeOutcome",
        "BOE9.0Sold at a profit",
        "All11.0",
        "Note: Planned totals.",
        "References",
        "1.Hefei Customs. Trade in 2024. 2025.",
        "2.Yicai.",
    ]
    content = squeezed(pdf_text(whole.path))
    position = 0
    for words in expected:
        found = content.find(squeezed(words), position)
        assert found >= 0, f"{words!r} is missing after {content[max(0, position - 60) : position]!r}"
        position = found + len(squeezed(words))


def test_what_is_meant_for_the_deck_only_is_not_printed(whole: Written) -> None:
    content = pdf_text(whole.path)
    assert "Never in print" not in content
    assert "A slide of its own" not in content


def test_only_embedded_fonts_of_the_house_are_used(whole: Written) -> None:
    listed = subprocess.run(
        [require_tool("pdffonts"), str(whole.path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()[2:]
    names = {line.split()[0].partition("+")[2].partition("-")[0] for line in listed}
    assert names == {"SourceSerif4", "SourceSans3", "NotoSansSC"}
    for line in listed:
        assert re.search(r"\byes\s+yes\s+yes\b", line), line  # embedded, a subset, with Unicode values


def test_no_standard_font_is_even_mentioned(whole: Written) -> None:
    with whole.open() as pdf:
        names = [str(thing.get("/BaseFont", "")) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
    assert not [name for name in names if "Helvetica" in name or "Times" in name]


def test_a_briefing_without_chinese_carries_no_chinese_font(tmp_path: Path) -> None:
    plain = replace(document(section("sec-a", "A", paragraph(PROSE), number="1")), authors=("A. Analyst",))
    assert b"NotoSansSC" not in write(plain, tmp_path).briefing.content


def test_the_file_says_what_it_is(whole: Written) -> None:
    with whole.open() as pdf:
        info, root = pdf.docinfo, pdf.Root
        assert str(info["/Title"]) == "How an inland city became a hub"
        assert str(info["/Author"]) == "A. Analyst, 李明"
        assert str(info["/Subject"]) == "A briefing on Hefei."
        assert str(info["/Keywords"]) == "Hefei, 合肥"
        assert str(info["/CreationDate"]).startswith("D:20251122000000")
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True


def test_the_bookmarks_name_every_section_figure_and_table_where_it_stands(whole: Written) -> None:
    with whole.open() as pdf, pdf.open_outline() as outline:

        def titles(items: list[pikepdf.OutlineItem]) -> list[object]:
            return [[item.title, *titles(item.children)] for item in items]

        assert titles(outline.root) == [
            ["Contents"],
            ["1 In one page"],
            [
                "2 From backwater to hub",
                ["Figure 1: Exports tripled"],
                ["2.1 The bets", ["Table 1: Four bets"]],
            ],
            ["References"],
        ]
    reader = PdfReader(whole.path)
    for title, page in reader.outline():
        assert squeezed(title.split(": ")[-1].lstrip("0123456789. ")) in squeezed(reader.text(page))


def test_every_page_but_the_cover_bears_the_number_that_viewers_show(whole: Written) -> None:
    reader = PdfReader(whole.path)
    assert len(reader) == whole.briefing.pages
    assert [reader.label(page) for page in range(4)] == ["i", "ii", "1", "2"]
    assert "i" not in reader.last_line(0)
    for page in range(1, len(reader)):
        assert reader.label(page) in (reader.last_line(page)[0], reader.last_line(page)[-1])


def test_a_running_head_names_the_report_and_on_later_pages_the_section(tmp_path: Path) -> None:
    long = section("sec-a", "A long section", *[paragraph(PROSE * 4) for _ in range(12)], number="1")
    pages = pdf_pages(write(document(long), tmp_path).path)
    opening, following = pages[2], pages[3]
    assert opening.count("A long section") == 1  # its title alone
    assert following.count("A long section") == 1
    assert "How an inland city became a hub" in following


def test_each_first_level_section_opens_a_page(whole: Written) -> None:
    pages = pdf_pages(whole.path)
    openings = [next(n for n, page in enumerate(pages) if n > 1 and title in page) for title in ("In one page", "From")]
    assert openings[0] < openings[1]
    assert "Gross and net" not in pages[openings[1]]


def verses(count: int) -> Paragraph:
    """A paragraph of ``count`` lines."""
    return paragraph(*(Run(part) for n in range(count) for part in (f"Verse {n} of it", "\n")))


def test_a_page_filled_to_the_last_line_is_not_followed_by_an_empty_one(tmp_path: Path) -> None:
    for lines in range(40, 50):
        sections = [section(f"sec-{n}", f"Section {n}", verses(lines), number=str(n)) for n in (1, 2)]
        for page in pdf_pages(write(document(*sections), tmp_path).path)[2:]:
            assert re.search(r"Verse|References", page), f"an empty page with {lines} lines"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_says_so_on_every_page(tmp_path: Path, language: str) -> None:
    mark = {"en": "DRAFT", "zh": "草稿"}[language]
    report = replace(document(), language=language)
    assert all(mark in page for page in pdf_pages(write(report, tmp_path, draft=True).path))
    assert mark not in pdf_text(write(report, tmp_path).path)


def test_a_chinese_briefing_speaks_chinese(tmp_path: Path) -> None:
    content = squeezed(pdf_text(write(replace(document(), language="zh"), tmp_path).path))
    for words in ("目录", "参考文献", "图1", "表1", "来源：", "2025年11月22日", "引用于第"):
        assert words in content
    assert "Contents" not in content


def test_a_figure_is_drawn_at_the_width_that_was_asked_for(tmp_path: Path) -> None:
    for width, points in ((Width.COLUMN, 333.5), (Width.FULL, 452.5)):
        report = document(section("sec-a", "A", figure(1, width=width), number="1"))
        with write(report, tmp_path).open() as pdf:
            code = b"".join(pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page)) for page in pdf.pages)
        assert f"{points:.1f}".encode() in code


def test_a_figure_takes_the_height_that_its_drawing_asks_for_in_whole_lines(tmp_path: Path) -> None:
    report = document(section("sec-a", "A", figure(1), paragraph("Behind it."), number="1"))
    places = []
    for times in (1.0, 0.5):
        path = tmp_path / "briefing.pdf"
        path.write_bytes(write_briefing(report, load_theme("hefei"), Frames(times), Diagnostics(), EPOCH).content)
        reader = PdfReader(path)
        places.append(reader.middle(2, reader.text(2).index("Behind it."))[1])
    tokens = load_theme("hefei").print
    lower, step = 0.5 * plan().aspect * tokens.column_width, tokens.baseline
    assert (places[1] - places[0]) / step == pytest.approx(round(lower / step), abs=0.01)


def test_the_cover_shows_the_longest_series_as_it_is_drawn() -> None:
    (ridge,) = ridges(document())
    assert ridge.across == (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    assert (ridge.at(0.0), ridge.at(1.0)) == (0.0, 1.0)
    assert ridge.at(0.5) == pytest.approx((50 / 157 + 40 / 157) / 2)
    upside_down = replace(plan(), y=Axis(Decimal(0), Decimal(300), inverted=True))
    report = document(section("sec-a", "A", replace(figure(1), plan=upside_down), number="1"))
    assert [(ridge.at(0.0), ridge.at(1.0)) for ridge in ridges(report)] == [(1.0, 0.0)]


def test_a_cover_without_data_has_no_landscape(tmp_path: Path) -> None:
    report = document(section("sec-a", "A", paragraph(PROSE), number="1"))
    assert ridges(report) == ()
    assert write(report, tmp_path).found == []


def test_items_are_marked_by_their_level(tmp_path: Path) -> None:
    def nested(word: str, depth: int) -> tuple[ListItem, ...]:
        return tuple(ListItem(text(f"{word}{n}"), nested(word, depth - 1) if n == 2 and depth else ()) for n in (1, 2))

    ordered = List(span=at(1), items=nested("step", 2), ordered=True)
    bullets = List(span=at(1), items=nested("point", 2))
    content = squeezed(pdf_text(write(document(section("sec-a", "A", ordered, bullets, number="1")), tmp_path).path))
    assert "1.step12.step2a.step1b.step2i.step1ii.step2" in content
    assert "•point1•point2–point1–point2·point1·point2" in content


def test_a_list_goes_on_counting_and_what_is_in_its_items_is_marked_by_its_own_kind(tmp_path: Path) -> None:
    inner = (ListItem(text("inner")),)
    items = ListItem(text("outer"), inner, ordered=False), ListItem(text("other"), inner, ordered=True)
    going_on = List(span=at(1), items=items, ordered=True, start=9)
    bullets = List(span=at(1), items=items)
    content = squeezed(pdf_text(write(document(section("sec-a", "A", going_on, bullets, number="1")), tmp_path).path))
    assert "9.outer–inner10.othera.inner" in content
    assert "•outer–inner•othera.inner" in content


def test_text_after_a_figure_fills_the_page_that_it_does_not_fit_on(tmp_path: Path) -> None:
    before = [paragraph(PROSE * 3) for _ in range(4)]
    report = document(
        section("sec-a", "A", *before, figure(1, aspect=1.4), paragraph("What follows it. " * 10), number="1")
    )
    pages = pdf_pages(write(report, tmp_path).path)
    assert "What follows it." in pages[2]
    assert "Exports tripled" in pages[3]


def test_a_heading_is_never_the_last_line_of_a_page(tmp_path: Path) -> None:
    moved = set()
    for lines in range(26, 46):
        inner = section("sec-in", "The inner heading", paragraph(PROSE), number="1.1")
        report = document(section("sec-a", "A", verses(lines), number="1", sections=(inner,)))
        pages = pdf_pages(write(report, tmp_path).path)[2:]
        page = next(page for page in pages if "The inner heading" in page)
        assert "State investors" in page
        moved.add(pages.index(page))
    assert moved == {0, 1}


def test_neither_widows_nor_orphans(tmp_path: Path) -> None:
    divisions = set()
    for lines in range(28, 46):
        filler = paragraph(*[Run("Line"), Run("\n")] * lines)
        report = document(section("sec-a", "A", filler, verses(12), number="1"))
        pages = pdf_pages(write(report, tmp_path).path)
        counts = tuple(page.count("Verse") for page in pages if "Verse" in page)
        assert sum(counts) == 12
        assert min(counts) >= 2
        divisions.add(counts)
    assert {(2, 10), (12,)} <= divisions
    assert any(counts[-1] in (3, 4) for counts in divisions)  # a last page of two lines gets some more


def test_nothing_is_drawn_outside_the_page(whole: Written) -> None:
    reader = PdfReader(whole.path)
    for page in range(len(reader)):
        for index in range(len(reader.text(page))):
            x, y = reader.middle(page, index)
            assert 0 <= x <= 595.3
            assert 0 <= y <= 841.9


def test_marks_of_markup_are_printed_as_they_stand(tmp_path: Path) -> None:
    words = (
        "100% & <b>bold</b> <img src='/etc/passwd'/> </para> "
        '<a href="javascript:x">$20 billion ... $970 million</a> {x} &lt; \\(\\) (('
    )
    every = document(
        section("sec-a", words, paragraph(words), figure(1, title=words), number="1", headline=words),
    )
    written = write(replace(every, title=text(words), publisher=words, authors=(words,)), tmp_path)
    content = squeezed(pdf_text(written.path))
    assert content.count(squeezed(words)) >= 6
    with written.open() as pdf:
        assert str(pdf.docinfo["/Title"]) == words
        assert not [page for page in pdf.pages if "/XObject" in page.get("/Resources", {}) and page.Resources.XObject]


def test_invisible_characters_leave_no_boxes(tmp_path: Path) -> None:
    report = document(
        section("sec-a", "A", paragraph("Ta\u00adble\u2060 of\u2003the\u202ffive\u0007 now\tthen"), number="1")
    )
    assert "Table of the five now then" in " ".join(pdf_text(write(report, tmp_path).path).split()).replace("\xa0", " ")


def test_a_report_of_nothing_but_a_title_is_a_cover(tmp_path: Path) -> None:
    bare = replace(document(), sections=(), references=(), subtitle=(), authors=(), publisher="")
    written = write(bare, tmp_path)
    assert (written.briefing.pages, written.found) == (1, [])


def test_empty_sections_share_a_page(tmp_path: Path) -> None:
    written = write(document(section("sec-a", "", number="1"), section("sec-b", "B", number="2")), tmp_path)
    assert written.briefing.pages == 3
    assert not [d for d in written.found if d.severity is Severity.ERROR]


def test_a_title_that_is_a_book_by_itself_is_cut_in_the_bookmarks(tmp_path: Path) -> None:
    written = write(document(section("sec-a", "A long title. " * 4000, paragraph(PROSE), number="1")), tmp_path)
    with pikepdf.open(written.path) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert all(len(title) < 600 for title in titles)
    assert any(title.startswith("1 A long title.") and title.endswith("…") for title in titles)
