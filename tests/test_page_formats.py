"""Paper and margins: A4 and Letter, left and right pages, landscape for wide tables, figures side by side."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from hefei_report.document.model import (
    Align,
    BriefingOptions,
    Column,
    Document,
    Paper,
    Table,
    TableRow,
    Width,
)
from hefei_report.theme import load_theme
from tests.support.briefings import BETS, PROSE, document, figure, paragraph, row, section, table, text, write
from tests.support.layout import Layout
from tests.support.reading import pdf_pages, squeezed

TOKENS = load_theme("hefei").print


def with_options(report: Document, **options: object) -> Document:
    return replace(report, briefing=BriefingOptions(**options))  # type: ignore[arg-type]  # named by each test


def wide_table(rows: int = 4, columns: int = 7) -> Table:
    """A table whose words don't fit side by side on an upright page."""
    word = "Internationalisierung"
    heads = [Column(text(f"{word}{n}"), Align.LEFT) for n in range(columns)]
    return table(1, tuple(row(*(f"{word}{n}" for n in range(columns))) for _ in range(rows)), *heads)


# ------------------------------------------------------------------------------------------------ paper


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595.28, 841.89)), (Paper.LETTER, (612.0, 792.0))])
def test_every_page_has_the_size_of_the_paper(tmp_path: Path, paper: Paper, size: tuple[float, float]) -> None:
    written = write(with_options(document(), paper=paper), tmp_path)
    layout = Layout(written.path)
    assert {layout.size(page) for page in range(len(layout))} == {size}
    assert written.found == []


def test_on_letter_paper_the_column_is_as_wide_and_the_margins_are_even(tmp_path: Path) -> None:
    report = document(section("sec-a", "A", *(paragraph(PROSE * 4) for _ in range(20)), number="1"))
    edges = {}
    for paper in Paper:
        layout = Layout(write(with_options(report, paper=paper), tmp_path).path)
        lines = [line for line in layout.lines(3) if "Serif" in line.font]
        edges[paper] = (min(line.left for line in lines), max(line.right for line in lines))
    assert edges[Paper.LETTER][0] - edges[Paper.A4][0] == pytest.approx((612 - 595.276) / 2, abs=0.3)
    assert edges[Paper.LETTER][1] - edges[Paper.A4][1] == pytest.approx((612 - 595.276) / 2, abs=0.3)


# ----------------------------------------------------------------------------------------------- spreads


def duplex_report() -> Document:
    sections = [
        section(f"sec-{n}", f"Section {n}", *(paragraph(PROSE * 4) for _ in range(length)), figure(n), number=str(n))
        for n, length in ((1, 12), (2, 3), (3, 9))
    ]
    return with_options(document(*sections), duplex=True)


def test_in_a_book_sections_open_on_right_hand_pages(tmp_path: Path) -> None:
    pages = pdf_pages(write(duplex_report(), tmp_path).path)
    for title in ("Contents", "Section 1", "Section 2", "Section 3", "References"):
        bearing = [
            number
            for number, page in enumerate(pages, start=1)
            if title in page and (number > 3 or title == "Contents")
        ]
        assert bearing[0] % 2 == 1, title


def test_a_left_page_before_a_section_is_left_quite_empty(tmp_path: Path) -> None:
    written = write(duplex_report(), tmp_path)
    pages = pdf_pages(written.path)
    empty = [number for number, page in enumerate(pages, start=1) if not page.strip()]
    assert empty
    assert all(number % 2 == 0 for number in empty)
    with pikepdf.open(written.path) as pdf:
        for number in empty:
            assert "/Annots" not in pdf.pages[number - 1]


def test_left_and_right_pages_mirror_each_other(tmp_path: Path) -> None:
    layout = Layout(write(duplex_report(), tmp_path).path)
    text_edges: dict[bool, set[float]] = {True: set(), False: set()}
    numbers: dict[bool, set[bool]] = {True: set(), False: set()}
    for page in range(4, len(layout) - 1):
        lines = layout.lines(page)
        left_hand = page % 2 == 1
        prose = [line for line in lines if "Serif" in line.font and line.size == 10.0]
        if prose:
            text_edges[left_hand].add(round(min(line.left for line in prose)))
            folio = min(lines, key=lambda line: (line.baseline, line.left if left_hand else -line.left))
            numbers[left_hand].add(folio.text.isdigit())
    inner, outer = min(text_edges[False]), min(text_edges[True])
    assert outer - inner == pytest.approx(TOKENS.full_width - TOKENS.column_width, abs=2)
    assert numbers == {True: {True}, False: {True}}


def test_a_figures_notes_stand_in_the_outer_margin_of_its_page(tmp_path: Path) -> None:
    layout = Layout(write(duplex_report(), tmp_path).path)
    for page, line in layout.find("Note:Customschanged"):
        outside = line.right < 200 if page % 2 else line.left > 400
        assert outside, (page, line)


# --------------------------------------------------------------------------------------------- landscape


def test_a_table_that_is_too_wide_has_a_landscape_page_of_its_own(tmp_path: Path) -> None:
    report = document(section("sec-a", "A", paragraph(PROSE), wide_table(), paragraph(PROSE * 3), number="1"))
    written = write(report, tmp_path)
    layout, pages = Layout(written.path), pdf_pages(written.path)
    (page,) = [number for number in range(2, len(pages)) if "Table 1" in pages[number]]
    assert layout.size(page) == (841.89, 595.28)
    assert {layout.size(other) for other in range(len(pages)) if other != page} == {(595.28, 841.89)}
    assert "State investors" not in pages[page]
    assert squeezed(pages[page - 1]).count(squeezed(PROSE)) == 4  # the text behind it fills the page before
    assert written.found == []
    assert "How an inland city became a hub" in pages[page]
    assert max(letter.right for letter in layout.letters(page)) < 841.89 - 60


def test_a_long_wide_table_goes_on_in_landscape_under_its_header(tmp_path: Path) -> None:
    written = write(document(section("sec-a", "A", wide_table(60), number="1")), tmp_path)
    layout, pages = Layout(written.path), pdf_pages(written.path)
    bearing = [number for number in range(2, len(pages)) if "Internationalisierung6" in pages[number]]
    assert len(bearing) > 2
    assert {layout.size(number) for number in bearing} == {(841.89, 595.28)}
    marked = ["Table 1, continued" in pages[number] for number in bearing]
    assert marked == [False] + [True] * (len(bearing) - 1)


def test_a_table_too_wide_even_for_landscape_is_reported_with_the_excess(tmp_path: Path) -> None:
    written = write(document(section("sec-a", "A", wide_table(3, 24), number="1")), tmp_path)
    assert [diagnostic.code for diagnostic in written.overfull] == ["overfull"]
    assert re.search(r"by \d+\.\d pt", written.overfull[0].message)


# ------------------------------------------------------------------------------------------- long tables


def test_three_hundred_rows_stand_under_their_header_on_every_page(tmp_path: Path) -> None:
    rows = tuple(row(f"Company {n}", f"{n}.5", "Sold") for n in range(1, 301))
    long: Table = replace(BETS, rows=rows)
    pages = pdf_pages(write(document(section("sec-a", "A", long, number="1")), tmp_path).path)
    bearing = [page for page in pages if "Company 1" in page or re.search(r"Company \d", page)]
    assert len(bearing) > 6
    for page in bearing:
        assert "Outcome" in page
    assert ["Table 1, continued" in page for page in bearing] == [False] + [True] * (len(bearing) - 1)
    found = [int(number) for page in bearing for number in re.findall(r"Company (\d+)", page)]
    assert found == list(range(1, 301))


def test_a_high_row_begins_under_its_heading_and_goes_on(tmp_path: Path) -> None:
    high: Table = replace(BETS, rows=(row("BOE", "9.0", "Sold"), row("NIO", "7.0", PROSE * 40), row("LDK", "2.0", "")))
    pages = pdf_pages(write(document(section("sec-a", "A", high, number="1")), tmp_path).path)
    first, second = pages[2:4]
    assert "BOE" in first
    assert "State investors" in first  # else the heading stands alone, or above a row and an empty page
    assert "State investors" in second
    assert squeezed(first + second).count(squeezed("State investors")) == 40
    assert "LDK" in second


def test_rows_without_a_word_take_no_harm(tmp_path: Path) -> None:
    empty = replace(BETS, rows=tuple(TableRow(((), (), ())) for _ in range(3)))
    assert write(document(section("sec-a", "A", empty, number="1")), tmp_path).found == []


# ----------------------------------------------------------------------------------------- side by side


def test_two_half_figures_stand_side_by_side(tmp_path: Path) -> None:
    left = figure(1, width=Width.HALF, title="The left one")
    right = figure(2, width=Width.HALF, title="The right one, which has a title that takes two lines", aspect=0.8)
    written = write(document(section("sec-a", "A", paragraph(PROSE), left, right, number="1")), tmp_path)
    layout = Layout(written.path)
    titles = [line for line in layout.lines(2) if line.text.startswith("Figure")]
    names = [line for line in layout.lines(2) if line.text.startswith("Hefei合肥")]
    assert titles[0].baseline == titles[1].baseline
    assert titles[1].left - titles[0].left == pytest.approx((TOKENS.full_width + TOKENS.gutter) / 2, abs=1)
    assert len(names) == 2
    assert names[0].baseline == pytest.approx(names[1].baseline, abs=0.1)  # the middles of drawings of one height
    note = next(line for line in layout.lines(2) if line.text.startswith("Note:"))
    assert names[0].baseline - note.baseline > 0.5 * 0.8 * (TOKENS.full_width - TOKENS.gutter) / 2  # the higher one's
    assert written.found == []


def test_a_half_figure_alone_takes_the_column(tmp_path: Path) -> None:
    widths = []
    for width in (Width.HALF, Width.COLUMN):
        report = document(section("sec-a", "A", figure(1, width=width), paragraph(PROSE), number="1"))
        layout = Layout(write(report, tmp_path).path)
        widths.append(next(line for line in layout.lines(2) if line.text.startswith("Hefei合肥")).left)
    assert widths[0] == widths[1]


# ------------------------------------------------------------------------------------------------ lists


def test_figures_and_tables_are_listed_after_the_contents_when_there_are_three(tmp_path: Path) -> None:
    figures = [figure(n, title=f"Finding {n}") for n in range(1, 4)]
    report = document(section("sec-a", "A", *figures, BETS, number="1"))
    front = pdf_pages(write(report, tmp_path).path)[1]
    assert re.search(r"(?s)Figures.*1\s*Finding 1.*2\s*Finding 2.*3\s*Finding 3", front)
    assert "Tables" not in front
    without = pdf_pages(write(with_options(report, lists=False), tmp_path).path)[1]
    assert "Finding 1" not in without


def test_the_heading_of_a_list_stands_over_it_on_left_hand_pages_too(tmp_path: Path) -> None:
    figures = [figure(n, title=f"Finding {n}") for n in range(1, 4)]
    sections = [section(f"sec-{n}", f"Section {n}", *(figures if n == 1 else ()), number=f"{n}") for n in range(1, 33)]
    layout = Layout(write(with_options(document(*sections), duplex=True), tmp_path).path)
    (page, heading), *_ = layout.find("Figures")
    assert page % 2 == 1  # counted from 0
    following = layout.lines(page)[layout.lines(page).index(heading) + 1]
    assert following.text == "1"
    assert following.left == pytest.approx(heading.left, abs=2.0)
