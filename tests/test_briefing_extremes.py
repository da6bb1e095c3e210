"""Too much of anything: it is reported at the author's line, and the file is whole all the same."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from hefei_report.diagnostics import Severity
from hefei_report.document.model import (
    Align,
    Block,
    Column,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Panel,
    Quote,
    Run,
    Tone,
    Width,
)
from tests.support.briefings import (
    CHINESE,
    Written,
    at,
    cite,
    document,
    figure,
    paragraph,
    row,
    section,
    table,
    text,
    write,
)
from tests.support.reading import PdfReader, pdf_pages, pdf_text, squeezed

MANY = "word " * 5000
LINE = 42


def written(folder: Path, *blocks: Block) -> Written:
    """A report of one section with ``blocks``."""
    return write(document(section("sec-a", "A", *blocks, number="1")), folder)


def assert_inside_the_margins(path: Path) -> None:
    """Every character of the inner pages stands between the margins."""
    reader = PdfReader(path)
    for page in range(1, len(reader)):
        content, (width, height) = reader.text(page), reader.size(page)
        for index in range(0, len(content), 7):
            if not content[index].isspace():
                x, y = reader.middle(page, index)
                assert 30 <= x <= width - 70, (page, content[index - 20 : index + 20])
                assert 30 <= y <= height - 36, (page, content[index - 20 : index + 20])


def test_a_paragraph_of_five_thousand_words_runs_over_many_pages(tmp_path: Path) -> None:
    result = written(tmp_path, paragraph(MANY))
    assert result.found == []
    assert pdf_text(result.path).count("word") == 5000
    assert_inside_the_margins(result.path)


def test_chinese_without_any_space_runs_over_many_pages(tmp_path: Path) -> None:
    result = written(tmp_path, paragraph(CHINESE.replace(" ", "") * 60))
    assert result.found == []
    pages = pdf_pages(result.path)[2:-1]
    assert len(pages) > 3
    assert (
        sum(page.count("一带一路") for page in (squeezed(page) for page in pages)) >= 57
    )  # three at most cross a page
    assert_inside_the_margins(result.path)


def test_an_unbreakable_word_is_reported_once_at_its_line_with_its_excess(tmp_path: Path) -> None:
    result = written(tmp_path, paragraph("before ", "x" * 400, " behind", line=LINE))
    assert [(d.code, d.severity, d.span) for d in result.found] == [("overfull", Severity.WARNING, at(LINE))]
    assert re.search(r"by \d+\.\d pt$", result.found[0].message)
    assert result.found[0].hint
    assert squeezed(pdf_text(result.path)).count("x" * 30) >= 10
    assert_inside_the_margins(result.path)


def test_a_long_table_repeats_its_header_on_every_page(tmp_path: Path) -> None:
    rows = tuple(row(f"Row {n}", f"{n * 1.5:.1f}", "as planned") for n in range(300))
    columns = (Column(text("Company name")), Column(text("Stake"), Align.NUMBER), Column(text("Outcome")))
    result = written(tmp_path, table(1, rows, *columns))
    assert result.found == []
    pages = [page for page in pdf_pages(result.path) if "as planned" in page]
    assert len(pages) > 5
    assert all(page.count("Company name") == 1 for page in pages)
    assert [int(n) for page in pages for n in re.findall(r"Row (\d+)", page)] == list(range(300))
    assert sum("Planned totals." in page for page in pages) == 1
    assert "Planned totals." in pages[-1]
    assert all(len(re.findall(r"Row \d+", page)) >= 2 for page in pages[:-1])


def test_the_notes_of_a_table_never_stand_alone_under_a_header(tmp_path: Path) -> None:
    columns = (Column(text("Name")), Column(text("Stake"), Align.NUMBER))
    ends = set()
    for count in range(24, 36):
        rows = tuple(row(f"Row {n}", "1.0") for n in range(count))
        pages = pdf_pages(written(tmp_path, table(1, rows, *columns)).path)
        last = next(page for page in pages if "Planned totals." in page)
        assert f"Row {count - 1}" in last
        ends.add(pages.index(last))
    assert len(ends) == 2


def test_rows_are_not_torn_apart(tmp_path: Path) -> None:
    rows = tuple(row(f"Row {n}", " ".join(f"r{n}w{k}" for k in range(40))) for n in range(40))
    result = written(tmp_path, table(1, rows, Column(text("Name")), Column(text("Words"))))
    for page in pdf_pages(result.path):
        for number in re.findall(r"Row (\d+)\b", page):
            assert re.search(rf"\br{number}w39\b", page)


def test_a_row_higher_than_a_page_runs_on(tmp_path: Path) -> None:
    result = written(tmp_path, table(1, (row("a", MANY), row("b", "end")), Column(text("Name")), Column(text("Words"))))
    assert result.found == []
    assert pdf_text(result.path).count("word") == 5000
    assert_inside_the_margins(result.path)


def test_a_header_higher_than_half_a_page_is_printed_once_and_reported(tmp_path: Path) -> None:
    result = written(tmp_path, table(1, (row("a", "b"),) * 3, Column(text("Name")), Column(text(MANY)), line=LINE))
    assert [d.span for d in result.overfull] == [at(LINE)]
    assert pdf_text(result.path).count("word") == 5000


def test_a_cell_with_a_word_wider_than_its_column_is_reported_at_the_table(tmp_path: Path) -> None:
    result = written(
        tmp_path, table(1, (row("y" * 300, "1"),), Column(text("Name")), Column(text("Stake"), Align.NUMBER), line=LINE)
    )
    assert [d.span for d in result.overfull] == [at(LINE)]
    assert_inside_the_margins(result.path)


def test_a_wide_table_is_set_smaller_before_any_word_is_broken(tmp_path: Path) -> None:
    columns = tuple(Column(text(f"Year {n}"), Align.NUMBER) for n in range(10))
    result = written(tmp_path, table(1, (row(*["1,234,567"] * 10),), *columns))
    assert result.found == []
    assert pdf_text(result.path).count("1,234,567") == 10
    assert_inside_the_margins(result.path)


def test_numbers_of_a_column_end_at_one_place(tmp_path: Path) -> None:
    rows = tuple(row("Name", value, "x") for value in ("7.0", "150.0", "1,350.7"))
    columns = (Column(text("Company")), Column(text("Stake"), Align.NUMBER), Column(text("Rest")))
    reader = PdfReader(written(tmp_path, table(1, rows, *columns)).path)
    content = reader.text(2)
    ends = [reader.middle(2, content.index(value) + len(value) - 1)[0] for value in ("7.0", "150.0", "1,350.7")]
    assert max(ends) - min(ends) < 0.6


@pytest.mark.parametrize("width", list(Width))
def test_a_figure_higher_than_its_page_is_drawn_less_high_and_reported(tmp_path: Path, width: Width) -> None:
    result = written(tmp_path, paragraph("Before."), figure(1, aspect=4.0, width=width, line=LINE))
    assert [(d.code, d.span) for d in result.found] == [("overfull", at(LINE))]
    page = next(page for page in pdf_pages(result.path)[2:] if "Exports tripled" in page)
    for words in ("Hefei 合肥", "Note:", "Source:"):
        assert words in page  # it is still kept together with its texts


def test_a_figure_stays_together_with_its_texts(tmp_path: Path) -> None:
    for lines in range(12, 36, 2):
        result = written(tmp_path, *[paragraph(f"Line {n}") for n in range(lines)], figure(1))
        page = next(page for page in pdf_pages(result.path)[2:] if "Exports tripled" in page)
        assert all(words in page for words in ("Goods exports", "Hefei 合肥", "Note:", "Source:"))


def far_too_much() -> dict[str, Block | list[Block]]:
    """Every element with five thousand words wherever it takes words."""
    ids = text(MANY)
    return {
        "figure title": replace(figure(1), title=ids),
        "figure source": replace(figure(1), source=ids, note=ids),
        "full figure source": replace(figure(1, width=Width.FULL), source=ids),
        "table texts": replace(
            table(1, (row("a", "b"),) * 3, Column(text("A")), Column(text("B"))), title=ids, source=ids, note=ids
        ),
        "panel": Panel(span=at(1), tone=Tone.NOTE, title=ids, body=(paragraph(MANY),)),
        "quote": Quote(span=at(1), body=(paragraph(MANY), paragraph("x")), attribution=ids),
        "key figures": KeyFigures(span=at(1), items=(KeyFigure(text("9" * 60), ids, ids, ids),)),
        "list": List(span=at(1), ordered=True, items=(ListItem(ids, (ListItem(ids),)), *[ListItem(text("x"))] * 1200)),
    }


@pytest.mark.parametrize("element", list(far_too_much()))
def test_far_too_much_text_anywhere_still_gives_a_whole_file(tmp_path: Path, element: str) -> None:
    block = far_too_much()[element]
    result = written(tmp_path, *([block] if not isinstance(block, list) else block))
    assert pdf_text(result.path).count("word") >= 5000
    assert all(d.severity is Severity.WARNING for d in result.found)
    assert_inside_the_margins(result.path)


def test_nothing_at_all_in_an_element_is_no_problem(tmp_path: Path) -> None:
    result = written(
        tmp_path,
        paragraph(),
        paragraph(""),
        paragraph("\n"),
        List(span=at(1), items=()),
        List(span=at(1), items=(ListItem(()),)),
        KeyFigures(span=at(1), items=()),
        KeyFigures(span=at(1), items=(KeyFigure((), (), (), ()),)),
        Panel(span=at(1), tone=Tone.INSIGHT, title=(), body=()),
        Quote(span=at(1), body=(), attribution=()),
        table(1, (), Column(text("Name"))),
        table(2, (row(""),), Column(())),
        replace(figure(1), title=(), caption=(), note=(), source=()),
        paragraph("the end"),
    )
    assert result.found == []
    assert "the end" in pdf_text(result.path)


def test_page_breaks_leave_no_empty_pages(tmp_path: Path) -> None:
    breaks = [PageBreak(span=at(1))] * 3
    result = written(tmp_path, *breaks, paragraph("one"), *breaks, paragraph("two"), *breaks)
    assert result.briefing.pages == len(["cover", "contents", "title", "one", "two", "references"])


def test_a_heading_of_sixty_words_is_set_in_full(tmp_path: Path) -> None:
    words = " ".join(f"w{n}" for n in range(60))
    inner = section("sec-b", words, paragraph("text"), number="1.1")
    result = write(document(section("sec-a", words, number="1", headline=words, sections=(inner,))), tmp_path)
    assert result.found == []
    content = squeezed(pdf_text(result.path))
    assert content.count(squeezed(words)) >= 5  # twice in the contents, three times on the page
    assert_inside_the_margins(result.path)


def test_a_long_title_gets_smaller_on_the_cover_and_one_without_end_is_cut(tmp_path: Path) -> None:
    sixty = " ".join(f"w{n}" for n in range(60))
    result = write(replace(document(), title=text(sixty)), tmp_path)
    assert result.found == []
    assert squeezed(sixty) in squeezed(pdf_pages(result.path)[0])
    endless = write(replace(document(), title=text(MANY)), tmp_path)
    assert [(d.code, d.span) for d in endless.found] == [("overfull", at(1))]
    assert "22 November 2025" in pdf_pages(endless.path)[0]


def test_a_report_of_hundreds_of_sections_and_references(tmp_path: Path) -> None:
    from hefei_report.document.model import Reference

    references = tuple(Reference(f"k{n}", n, text(f"Entry {n}."), "en", at(n)) for n in range(1, 301))
    marks: list[str | Run] = [cite(f"k{n}", n) for n in range(1, 301)]
    sections = [section(f"sec-{n}", f"Section {n}", paragraph(*marks[n : n + 9]), number=str(n)) for n in range(1, 121)]
    result = write(replace(document(*sections), references=references), tmp_path)
    assert result.found == []
    contents = " ".join(pdf_text(result.path).split())
    assert "Section 120" in contents
    assert "Entry 300." in contents
