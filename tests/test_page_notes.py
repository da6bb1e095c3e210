"""Footnotes: on the page of their mark, under a rule; long ones go on at the foot of the next page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from hefei_report.document.model import Block, BriefingOptions, Column, Document, NotePlace, Run, TableRow, Width
from tests.support.briefings import BETS, PROSE, cite, document, figure, paragraph, row, section, see, text, write
from tests.support.layout import Layout
from tests.support.raster import overlapping
from tests.support.reading import pdf_pages, pdf_text, squeezed

NOTE = "What the sources call a note is a remark that would stop the reader in the text. "


def mark(number: int, says: str = "") -> Run:
    """A note's mark as resolve makes it."""
    note = text(f"Remark {number}: {says or NOTE}end of remark {number}.")
    return Run(str(number), script="super", role="numbering", note=note)


def noted(number: int, says: str = "") -> tuple[Run | str, ...]:
    """A sentence with a note."""
    return (f"Sentence {number} has a note", mark(number, says), f". {PROSE}")


def page_with(pages: list[str], words: str) -> int:
    """The one page that has ``words``."""
    (found,) = [number for number, page in enumerate(pages) if squeezed(words) in squeezed(page)]
    return found


def test_each_of_two_hundred_notes_begins_on_the_page_of_its_mark(tmp_path: Path) -> None:
    written = write(
        document(section("sec-a", "A", *(paragraph(*noted(n)) for n in range(1, 201)), number="1")), tmp_path
    )
    pages = pdf_pages(written.path)
    assert written.found == []
    for number in range(1, 201):
        assert page_with(pages, f"Sentence {number} has") == page_with(pages, f"Remark {number}:"), number
    assert len(re.findall("endofremark", squeezed(pdf_text(written.path)))) == 200


def test_notes_stand_below_the_text_in_their_order(tmp_path: Path) -> None:
    report = document(section("sec-a", "A", *(paragraph(*noted(n)) for n in range(1, 5)), number="1"))
    layout = Layout(write(report, tmp_path).path)
    lines = layout.lines(2)
    marks = [line.baseline for line in lines if re.match(r"Sentence\d", line.text)]
    notes = [line.baseline for line in lines if re.match(r"\d*Remark\d", line.text)]
    assert notes == sorted(notes, reverse=True)
    assert len(notes) == 4
    assert max(notes) < min(marks) - 29


def test_a_long_note_goes_on_at_the_foot_of_the_next_pages(tmp_path: Path) -> None:
    body = [paragraph(PROSE * 4) for _ in range(5)]
    report = document(section("sec-a", "A", *body, paragraph(*noted(1, NOTE * 120)), *body * 4, number="1"))
    written = write(report, tmp_path)
    pages = pdf_pages(written.path)
    first, last = page_with(pages, "Remark 1:"), page_with(pages, "end of remark 1.")
    assert first == page_with(pages, "Sentence 1 has")
    assert last - first >= 2
    assert all("State investors" in page for page in pages[first : last + 1])  # there is text above it everywhere
    counts = [
        len([line for line in Layout(written.path).lines(page) if abs(line.size - 8.0) < 0.01])
        for page in range(first, last + 1)
    ]
    assert min(counts) >= 2
    assert squeezed(pdf_text(written.path)).count(squeezed(NOTE)) >= 110


def test_notes_of_tables_figures_and_headings_stand_at_the_foot_of_their_page(tmp_path: Path) -> None:
    table = replace(BETS, title=(*BETS.title, mark(2)), rows=(*BETS.rows, row("NIO", "7.0", "Profit")))
    inner = section("sec-b", "Inner", paragraph("It follows."), number="1.1")
    inner = replace(inner, title=(*inner.title, mark(3)))
    drawn = replace(figure(1), caption=(*text("Goods exports"), mark(1)))
    report = document(section("sec-a", "A", paragraph(PROSE), drawn, table, number="1", sections=(inner,)))
    pages = pdf_pages(write(report, tmp_path).path)
    for number, words in ((1, "Figure 1"), (2, "Table 1"), (3, "It follows.")):
        assert page_with(pages[2:], f"Remark {number}:") == page_with(pages[2:], words)


@pytest.mark.parametrize("columns", [2, 16], ids=["upright", "landscape"])
def test_a_table_that_fits_a_page_but_for_its_notes_is_divided(tmp_path: Path, columns: int) -> None:
    header = tuple(Column(text("Internationalisierung" if columns > 2 else "What")) for _ in range(columns))
    rows = tuple(
        TableRow((text(f"Firm {n}"), (Run("sells"), mark(n, NOTE * 3)), *[text("cars")] * (columns - 2)))
        for n in range(1, 15)
    )
    table = replace(BETS, columns=header, rows=rows)
    written = write(document(section("sec-a", "A", paragraph(PROSE), table, paragraph(PROSE), number="1")), tmp_path)
    pages = pdf_pages(written.path)
    for number in range(1, 15):
        marked = [at for at, page in enumerate(pages) if re.search(rf"Firm {number}\b", page)]
        assert marked == [page_with(pages, f"Remark {number}:")], number


def test_digits_stand_below_one_another_whatever_marks_stand_behind_them(tmp_path: Path) -> None:
    noted_rows = tuple(
        TableRow((text("Firm"), (Run(f"{stake}.0"), *marks), text("Sold")))
        for stake, marks in ((31, ()), (32, (mark(1),)), (33, (mark(2), Run(" "), mark(3))))
    )
    written = write(document(section("sec-a", "A", replace(BETS, rows=noted_rows), number="1")), tmp_path)
    letters = Layout(written.path).letters(2)
    ends = [
        letters[at + 1].right
        for at in range(2, len(letters))
        if letters[at].text == "." and letters[at - 2].text == "3"
    ]
    assert len(ends) == 3
    assert ends == pytest.approx([ends[0]] * 3, abs=0.1)


def test_the_mark_leads_to_the_note_and_back(tmp_path: Path) -> None:
    written = write(document(section("sec-a", "A", paragraph(*noted(1)), number="1")), tmp_path)
    with pikepdf.open(written.path) as pdf:
        leads = [str(link.get("/Dest", "")) for page in pdf.pages for link in page.get("/Annots", [])]
    assert {"note-1", "mark-1"} <= set(leads)


def test_a_source_that_only_a_note_cites_leads_back_to_the_page_of_the_note(tmp_path: Path) -> None:
    noted_ = Run("1", script="super", role="numbering", note=(Run("So says "), cite("yicai", 2)))
    written = write(document(section("sec-a", "A", paragraph("A remark", noted_, "."), number="1")), tmp_path)
    with pikepdf.open(written.path) as pdf:
        leads = [str(link.get("/Dest", "")) for link in pdf.pages[-1].get("/Annots", [])]
    assert "cited-yicai.3" in leads


def test_what_a_title_is_called_elsewhere_has_no_mark_in_it(tmp_path: Path) -> None:
    drawn = replace(figure(1), title=(*text("Exports"), mark(2)))
    inner = section("sec-b", "Inner", drawn, paragraph(see("sec-b", "this"), " ", see("fig-1", "that")), number="1.1")
    inner = replace(inner, title=(*inner.title, mark(1)))
    written = write(document(section("sec-a", "A", number="1", sections=(inner,))), tmp_path)
    with pikepdf.open(written.path) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        tips = {str(link.Contents) for link in links if str(link.get("/Dest", "")) in ("sec-b", "fig-1")}
        assert tips == {"1.1 Inner", "Figure 1: Exports"}
        assert [str(file.Desc) for file in pdf.Root.Names.EmbeddedFiles.Names[1::2]] == ["Figure 1: Exports"]


# ----------------------------------------------------------------------------------------- in the margin


def in_the_margin(*blocks: Block, duplex: bool = False) -> Document:
    report = document(section("sec-a", "A", *blocks, number="1"))
    return replace(report, briefing=BriefingOptions(notes=NotePlace.MARGIN, duplex=duplex))


def test_a_note_in_the_margin_begins_on_the_line_of_its_mark(tmp_path: Path) -> None:
    blocks = [paragraph(PROSE * 3, *noted(n, "Short. ")) for n in range(1, 4)]
    lines = Layout(write(in_the_margin(*blocks), tmp_path).path).lines(2)
    for number in range(1, 4):
        (note,) = [line for line in lines if line.text.startswith(f"{number}Remark{number}")]
        mark_ = next(line for line in lines if f"note{number}" in line.text and line.left < 400)
        assert note.left > 400
        assert mark_.baseline == pytest.approx(note.baseline, abs=0.5)


def test_notes_in_the_margin_move_down_and_don_t_overlap(tmp_path: Path) -> None:
    written = write(in_the_margin(paragraph(*noted(1), *noted(2), *noted(3), PROSE * 9)), tmp_path)
    assert overlapping(written.path) == []
    notes = [line for line in Layout(written.path).lines(2) if "endofremark" in line.text or "remark" in line.text]
    assert all(line.left > 400 for line in notes)


def test_notes_that_the_margin_has_no_room_for_stand_at_the_foot(tmp_path: Path) -> None:
    blocks = [paragraph(*noted(n, NOTE * 2)) for n in range(1, 60)]
    written = write(in_the_margin(*blocks[:20], figure(1, width=Width.FULL), *blocks[20:]), tmp_path)
    pages = pdf_pages(written.path)
    for number in range(1, 60):
        assert page_with(pages, f"Sentence {number} has") == page_with(pages, f"Remark {number}:"), number
    assert overlapping(written.path) == []
    beginnings = [line for _, line in Layout(written.path).find("Remark")]
    assert {line.left > 380 for line in beginnings} == {True, False}


def test_notes_change_sides_with_the_pages_of_a_book(tmp_path: Path) -> None:
    blocks = [paragraph(PROSE * 4, *noted(n, "Short. ")) for n in range(1, 30)]
    layout = Layout(write(in_the_margin(*blocks, duplex=True), tmp_path).path)
    sides = {(page % 2, line.left > 300) for page, line in layout.find("Remark")}
    assert sides == {(0, True), (1, False)}
