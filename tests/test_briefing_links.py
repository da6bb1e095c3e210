"""Every mark in the briefing that can be clicked leads to what it names, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from hefei_report.document.model import CrossLink, Medium, Reference, ReferenceLink, Run, WebLink
from tests.support.briefings import Written, at, cite, document, paragraph, section, see, text, write
from tests.support.reading import PdfReader, pdf_text, squeezed


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A briefing with every element."""
    return write(document(), tmp_path_factory.mktemp("links"))


def links(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every link annotation of a file."""
    for page in pdf.pages:
        yield from page.get("/Annots", pikepdf.Array())


def clicked(reader: PdfReader, page: int, words: str, occurrence: int = 0) -> str:
    """What one reads where a click on ``words`` leads."""
    start = [match.start() for match in re.finditer(re.escape(words), reader.text(page))][occurrence]
    landing = reader.click(page, *reader.middle(page, start + len(words) // 2))
    assert landing is not None, f"{words!r} on page {page + 1} is no link"
    return squeezed(reader.words_below(landing, 36.0))


def pages_with(reader: PdfReader, words: str) -> list[int]:
    return [page for page in range(2, len(reader)) if words in reader.text(page)]


def test_every_citation_mark_leads_to_its_reference(whole: Written) -> None:
    reader = PdfReader(whole.path)
    seen = 0
    for mark, entry in (("[1]", "1.HefeiCustoms."), ("[2]", "2.Yicai.")):
        for page in pages_with(reader, mark):
            for occurrence in range(reader.text(page).count(mark)):
                assert entry in clicked(reader, page, mark, occurrence)
                seen += 1
    assert seen >= 8


def test_references_lead_back_to_the_pages_that_cite_them(whole: Written) -> None:
    reader = PdfReader(whole.path)
    last = len(reader) - 1
    line = re.search(r"Cited on pages? ([\d, ]+)", reader.text(last))
    assert line is not None
    expected = [int(reader.label(page)) for page in pages_with(reader, "[1]")]
    assert [int(number) for number in line[1].split(",")] == expected
    for number in expected:
        position = reader.text(last).index(str(number), line.start(1))
        landing = reader.click(last, *reader.middle(last, position))
        assert landing is not None
        assert landing.page == reader.labelled(str(number))
        assert "[1]" in reader.words_below(landing, 20.0)


def test_cross_references_lead_to_figures_tables_and_sections(whole: Written) -> None:
    reader = PdfReader(whole.path)
    assert "Figure1" in clicked(reader, pages_with(reader, "as Figure 1")[0], "Figure 1")
    assert "Inonepage" in clicked(reader, pages_with(reader, "section 1")[0], "section 1")
    inner = pages_with(reader, "They are in")[0]
    assert "Table1" in clicked(reader, inner, "Table 1")


def test_the_contents_lead_to_their_sections_and_give_their_pages(whole: Written) -> None:
    reader = PdfReader(whole.path)
    listed = re.sub(r"\s+", " ", reader.text(1))
    for title in ("In one page", "From backwater to hub", "The bets", "References"):
        assert squeezed(title) in clicked(reader, 1, title)
        page = next(page for page in range(2, len(reader)) if title in reader.text(page))
        assert f"{title} {reader.label(page)}" in listed


def test_web_links_go_where_they_say(whole: Written) -> None:
    with whole.open() as pdf:
        addresses = {str(link.A.URI) for link in links(pdf) if "/A" in link}
    assert addresses == {"https://example.org/a?b=1&c=2"}


def test_destinations_have_names_and_every_link_has_a_place_and_a_destination(whole: Written) -> None:
    with whole.open() as pdf:
        tree = pdf.Root.Names.Dests.Names
        names = [str(name) for name in list(tree)[::2]]
        assert names == sorted(names)
        assert {"fig-1", "tbl-1", "sec-first", "sec-second", "sec-inner", "ref-customs", "ref-yicai"} <= set(names)
        for link in links(pdf):
            left, bottom, right, top = (float(value) for value in link.Rect)
            assert right > left
            assert top > bottom
            assert int(link.F) == 4  # printed
            if "/Dest" in link:
                assert str(link.Dest) in names


def test_an_address_in_any_script_is_written_in_ascii(tmp_path: Path) -> None:
    link = Run("there", target=WebLink("https://example.org/合肥?a=1&b=%20#x"))
    with write(document(section("sec-a", "A", paragraph(link), number="1")), tmp_path).open() as pdf:
        (address,) = [str(one.A.URI) for one in links(pdf) if "/A" in one]
    assert address == "https://example.org/%E5%90%88%E8%82%A5?a=1&b=%20#x"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", " https://example.org", "data:text/html,x"],
)
def test_only_web_and_mail_addresses_become_links(tmp_path: Path, url: str) -> None:
    report = document(section("sec-a", "A", paragraph(Run("click", target=WebLink(url))), number="1"))
    with write(report, tmp_path).open() as pdf:
        assert not [link for link in links(pdf) if "/A" in link]


def test_a_link_to_what_is_not_in_the_briefing_is_plain_text(tmp_path: Path) -> None:
    hidden = section("sec-deck", "Deck only", only=Medium.DECK, number="2")
    inside = section("sec-inside", "Inside it", number="2.1")
    report = document(
        section(
            "sec-a",
            "A",
            paragraph(
                see("sec-deck", "there"),
                see("fig-9", "nowhere"),
                Run("[9]", target=ReferenceLink("unknown")),
                Run("in", target=CrossLink("sec-inside")),
            ),
            number="1",
        ),
        section("sec-deck", "Deck only", number="2", sections=(inside,), only=Medium.DECK),
        hidden,
    )
    with write(report, tmp_path).open() as pdf:
        names = {str(link.Dest) for link in links(pdf)}
    assert names == {"sec-a", "references"}  # those of the contents


def test_keys_with_any_characters_are_destinations(tmp_path: Path) -> None:
    from dataclasses import replace

    keys = ("a/b (c)", "合肥:2024", "x#y%z", "a_2fb")
    references = tuple(Reference(key, n, text(f"Entry {n}."), "en", at(9)) for n, key in enumerate(keys, 1))
    marks = [cite(key, n) for n, key in enumerate(keys, 1)]
    report = replace(document(section("sec-a", "A", paragraph(*marks), number="1")), references=references)
    reader = PdfReader(write(report, tmp_path).path)
    for n in range(1, 5):
        assert f"Entry{n}." in clicked(reader, 2, f"[{n}]")


def test_a_link_over_two_lines_can_be_clicked_in_both(tmp_path: Path) -> None:
    words = "a very long link " * 12
    report = document(section("sec-a", "A", paragraph(Run(words, target=WebLink("https://example.org"))), number="1"))
    with write(report, tmp_path).open() as pdf:
        assert len([link for link in links(pdf) if "/A" in link]) >= 3


def test_pages_are_enumerated_as_the_language_does(tmp_path: Path) -> None:
    long = [section(f"sec-{n}", f"第{n}", *[paragraph("合肥" * 300, cite("yicai", 2))] * 4, number="") for n in "甲乙"]
    report = replace(document(*long), language="zh")
    assert "引用于第1、2、3、4、5页" in squeezed(pdf_text(write(report, tmp_path).path))
