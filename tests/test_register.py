"""The briefing ends with a register of its facts, to which every printed fact leads and which leads back."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pytest

from hefei_report.document.model import Document
from tests.conftest import Flagship
from tests.support.outlines import SMALL_OUTLINE, write_small_report
from tests.support.product import run
from tests.support.reading import PdfReader, pdf_pages, squeezed


@pytest.fixture(scope="module")
def reader(flagship: Flagship) -> PdfReader:
    return PdfReader(flagship.briefing)


def begins(reader: PdfReader) -> int:
    """The page (from 0) on which the register begins."""
    return next(page for title, page in reader.outline() if title == "Register of facts")


@pytest.fixture(scope="module")
def register(reader: PdfReader) -> str:
    """The text of the register without white space."""
    return squeezed("".join(reader.text(page) for page in range(begins(reader), len(reader))))


def build(folder: Path, outline: str) -> Path:
    write_small_report(folder, outline=outline)
    outcome = run("build", "briefing.yaml", folder=folder)
    assert outcome.status == 0, outcome.err
    return folder / "dist" / "small-briefing.pdf"


def test_it_lists_every_fact_with_what_proves_it(register: str, flagship_document: Document) -> None:
    everything = (*flagship_document.facts, *flagship_document.basis)
    assert len(everything) > 200
    for fact in everything:
        for text in (fact.id, fact.text, fact.label, fact.period, fact.geography):
            assert squeezed(text) in register, (fact.id, text)
        for support in fact.supports:
            assert squeezed(support.locator) in register, (fact.id, support.locator)


def test_it_shows_the_working_of_derived_facts(register: str, flagship_document: Document) -> None:
    derived = [fact for fact in flagship_document.facts if fact.formula]
    assert len(derived) > 20
    assert [fact.id for fact in derived if squeezed(f"= {fact.working}") not in register] == []
    assert squeezed("= 34.84 billion yuan ÷ 257.2 billion yuan") in register


def test_it_says_how_the_facts_were_verified(register: str, flagship_document: Document) -> None:
    everything = (*flagship_document.facts, *flagship_document.basis)
    assert squeezed(f"print {len(flagship_document.facts)} facts") in register
    for state in ("verified", "attested"):
        count = sum(fact.state == state for fact in everything if not fact.formula)
        assert count
        assert squeezed(f"{count} {state}:") in register
    assert squeezed("Regional Economics Desk, 22 November") in register
    assert squeezed("hefei-manifest.json") in register


def test_contents_and_bookmarks_lead_to_it(reader: PdfReader) -> None:
    marks = [title for title, page in reader.outline() if page >= begins(reader)]
    assert marks == ["Register of facts", "How this was verified", "Where sources disagree", "The facts"]
    assert "Register of facts" in reader.text(1)


FACT = re.compile(r"over 257\.2\sbillion\syuan|10\.6%|13\.5%")


def test_a_click_on_a_printed_fact_lands_on_its_entry(reader: PdfReader) -> None:
    seen = set()
    for page in range(2, begins(reader)):
        for match in FACT.finditer(reader.text(page)):
            landing = reader.click(
                page, *reader.middle(page, match.start() + 5 if match[0][0] == "o" else match.start())
            )
            if landing is None:  # a number that only looks alike
                continue
            assert landing.page >= begins(reader)
            assert squeezed(match[0]) in squeezed(reader.words_below(landing, 14.0))
            seen.add(match[0].replace("\u00a0", " "))
    assert len(seen) >= 3


def test_labels_of_charts_lead_there_too(reader: PdfReader) -> None:
    page = next(n for n in range(2, begins(reader)) if "7.457" in reader.text(n))
    index = reader.text(page).index("7.457")
    landing = reader.click(page, *reader.middle(page, index + 2))
    assert landing is not None
    assert "7.457" in reader.words_below(landing, 14.0)


def test_the_tooltip_says_value_period_place_and_source(flagship: Flagship) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        tips = {
            str(link.Dest): str(link.Contents)
            for page in pdf.pages
            for link in page.get("/Annots", [])
            if "/Dest" in link and str(link.Dest).startswith("fact-")
        }
        borders = {tuple(map(int, link.Border)) for page in pdf.pages for link in page.get("/Annots", [])}
    assert len(tips) > 150
    assert tips["fact-exports_5f2024"] == "over 257.2 billion yuan: Goods exports; 2024; Hefei; [2], paragraph 6"
    assert "34.84 billion yuan ÷ 257.2 billion yuan = 13.5%" in tips["fact-new_5fthree_5fshare_5f2024"]
    assert borders == {(0, 0, 0)}


def test_it_leads_back_to_the_pages_that_print_a_fact(reader: PdfReader) -> None:
    page = next(n for n in range(begins(reader), len(reader)) if "gdp_2024_rounded" in reader.text(n))
    text = reader.text(page)
    row = text.index("1.35\u00a0trillion\u00a0yuan" if "1.35\u00a0trillion\u00a0yuan" in text else "1.35 trillion yuan")
    numbers = re.search(r"attested\s+(?P<pages>\d+(?:,\s*\d+)*)|verified\s+(?P<more>\d+(?:,\s*\d+)*)", text[row:])
    assert numbers is not None
    group = "pages" if numbers["pages"] else "more"
    for number in re.finditer(r"\d+", numbers[group]):
        at = row + numbers.start(group) + number.start()
        landing = reader.click(page, *reader.middle(page, at))
        assert landing is not None
        assert landing.page == reader.labelled(number[0])
        assert "1.35" in reader.text(landing.page)


def test_an_outline_can_do_without_it(tmp_path: Path) -> None:
    plain = SMALL_OUTLINE.replace("theme: hefei\n", "theme: hefei\nbriefing: {register: false}\n")
    path = build(tmp_path / "without", plain)
    assert "Register of facts" not in "".join(pdf_pages(path))
    with pikepdf.open(path) as pdf:
        links = [str(link.get("/Dest", "")) for page in pdf.pages for link in page.get("/Annots", [])]
    assert not [link for link in links if link.startswith("fact-")]
    assert "Register of facts" in "".join(pdf_pages(build(tmp_path / "with", SMALL_OUTLINE)))


def test_it_speaks_chinese(tmp_path: Path) -> None:
    path = build(tmp_path, SMALL_OUTLINE.replace("language: en", "language: zh"))
    text = squeezed("".join(pdf_pages(path)))
    for words in ("数据总表", "核实方法", "超过2,572亿元", "第6段", "exports_2024"):
        assert words in text, words


def test_a_report_without_facts_has_none(tmp_path: Path) -> None:
    outline = (
        "report: small\ntitle: Nothing\ndate: 2025-11-22\nsections: [{id: sec-a, title: A, blocks: [{text: Words.}]}]\n"
    )
    assert "Register" not in "".join(pdf_pages(build(tmp_path, outline)))
