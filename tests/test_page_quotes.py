"""Quotations that are pulled out: large, under a rule, in the column."""

from __future__ import annotations

from pathlib import Path

import pytest

from hefei_report.document.model import Quote
from hefei_report.theme import load_theme
from tests.support.briefings import PROSE, at, document, paragraph, section, text, write
from tests.support.layout import Layout, SetLine


def quoted(folder: Path, *, pull: bool) -> list[SetLine]:
    """The lines of a quotation between two paragraphs."""
    quote = Quote(span=at(1), body=(paragraph("Money went in early."),), attribution=text("An official"), pull=pull)
    report = document(section("sec-a", "A", paragraph(PROSE), quote, paragraph(PROSE), number="1"))
    lines = Layout(write(report, folder).path).lines(2)
    return [line for line in lines if line.text in ("Moneywentinearly.", "—Anofficial")]


def test_a_pulled_quotation_is_larger_than_all_text_and_flush_with_it(tmp_path: Path) -> None:
    words, said_by = quoted(tmp_path, pull=True)
    assert words.size == load_theme("hefei").print.pull
    assert abs(words.left - said_by.left) < 2
    assert said_by.size < 10 < words.size


def test_other_quotations_are_indented(tmp_path: Path) -> None:
    pulled, said = quoted(tmp_path, pull=True)[0], quoted(tmp_path, pull=False)[0]
    assert 15 < said.left - pulled.left < 25
    assert said.size < pulled.size


def test_paragraphs_of_a_quotation_are_told_apart_by_space(tmp_path: Path) -> None:
    body = tuple(paragraph(f"The {word} thing that was said.") for word in ("first", "other"))
    quote = Quote(span=at(1), body=body, attribution=text("An official"))
    lines = Layout(write(document(section("sec-a", "A", quote, number="1")), tmp_path).path).lines(2)
    first, other = (line for line in lines if line.text.endswith("thatwassaid."))
    assert first.baseline - other.baseline == pytest.approx(1.75 * load_theme("hefei").print.baseline, abs=0.1)
