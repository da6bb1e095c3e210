"""Sections open pages, but for those that would leave one nearly empty: these share it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hefei_report.document.model import BriefingOptions, Run
from tests.support.briefings import PROSE, document, figure, paragraph, section, write
from tests.support.reading import pdf_pages


def pages_with(path: Path, *words: str) -> list[int]:
    """On which page, from 0 and after the contents, each of ``words`` stands."""
    pages = pdf_pages(path)[2:]
    return [next(number for number, page in enumerate(pages) if word in page) for word in words]


def test_a_section_of_a_few_lines_runs_on_and_a_longer_one_opens_a_page(tmp_path: Path) -> None:
    short = section("sec-b", "The short one", paragraph("It is soon over."), number="2")
    long = [section(f"sec-{name}", f"Long {name}", *[paragraph(PROSE * 2)] * 4, number="1") for name in "ac"]
    written = write(document(long[0], short, long[1]), tmp_path)
    assert pages_with(written.path, "Long a", "The short one", "Long c") == [0, 0, 1]


def test_what_follows_a_short_first_section_runs_on(tmp_path: Path) -> None:
    short = section("sec-a", "The short one", paragraph("It is soon over."), number="1")
    long = section("sec-b", "The long one", *[paragraph(PROSE * 2)] * 4, number="2")
    assert pages_with(write(document(short, long), tmp_path).path, "The short one", "The long one") == [0, 0]


def test_no_figure_stands_behind_the_title_of_the_next_section(tmp_path: Path) -> None:
    drawn = figure(1, aspect=0.9)
    for paragraphs in range(5, 9):
        first = section("sec-a", "The first", *[paragraph(PROSE * 2)] * paragraphs, drawn, number="1")
        second = section("sec-b", "The second", paragraph("It is soon over."), number="2")
        path = write(document(first, second), tmp_path).path
        text = "".join(pdf_pages(path)[2:])
        assert text.index("Exports tripled") < text.index("It is soon over.")


def test_in_a_book_even_a_short_section_opens_on_the_right(tmp_path: Path) -> None:
    sections = [section(f"sec-{name}", "Short", paragraph(f"The end of {name}."), number="1") for name in "ab"]
    book = replace(document(*sections), briefing=BriefingOptions(duplex=True))
    first, second = pages_with(write(book, tmp_path).path, "The end of a.", "The end of b.")
    assert second == first + 2


def test_a_heading_whose_note_takes_the_room_of_its_text_goes_with_it(tmp_path: Path) -> None:
    note = Run("1", script="super", role="numbering", note=(Run("A remark that takes some lines. " * 12),))
    for lines in range(20, 44):
        verses = paragraph(*[part for line in range(lines) for part in (Run(f"line {line}"), Run("\n"))][:-1])
        inner = section("sec-in", "The inner heading", paragraph("Its text."), number="1.1")
        inner = replace(inner, title=(*inner.title, note))
        written = write(document(section("sec-a", "A", verses, number="1", sections=(inner,))), tmp_path)
        heading, text = pages_with(written.path, "1.1 The inner heading", "Its text.")
        assert heading == text, lines
