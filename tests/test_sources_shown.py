"""Where the reader sees it: each source has one number in both media, and each slide names the sources of all on it."""

from __future__ import annotations

import re

import pytest

from hefei_report.deck.storyboard.plan import ChartItem, PictureItem, PlannedSlide, Role, TextItem, runs_of
from hefei_report.deck.storyboard.planning import plan_deck
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import facts_of
from hefei_report.document.model import Document, Figure, ReferenceLink, plain
from hefei_report.document.walking import blocks_of
from hefei_report.theme import load_theme
from hefei_report.trace.tracing import trace
from tests.conftest import Flagship

_NUMBER = re.compile(r"\[(\d+)")


@pytest.fixture(scope="module")
def slides(flagship_document: Document) -> tuple[PlannedSlide, ...]:
    return plan_deck(flagship_document, load_theme(flagship_document.theme), Diagnostics()).slides


def strip(slide: PlannedSlide) -> str:
    """The text of a slide's source strip, or ''."""
    found = [item for item in slide.items if isinstance(item, TextItem) and item.role is Role.SOURCE]
    return "".join(run.text for item in found for run in runs_of(item))


def facts_on(slide: PlannedSlide) -> set[str]:
    """The facts that a slide prints or draws."""
    printed = {run.fact for item in slide.items for run in runs_of(item) if run.fact}
    drawn = {fact for item in slide.items if isinstance(item, PictureItem | ChartItem) for fact in facts_of(item.plan)}
    return printed | drawn


def test_a_source_has_the_same_number_in_both_media(flagship: Flagship, flagship_document: Document) -> None:
    numbers = {reference.key: str(reference.number) for reference in flagship_document.references}
    for path in (flagship.briefing, flagship.deck):
        marks = [one for one in trace(path.read_bytes()).found if one.binding.startswith("cite:")]
        opening = [one for one in marks if one.before.endswith("[")]
        assert len(opening) > 80
        assert [one for one in opening if one.text != numbers[one.binding[5:]]] == []


def test_a_slides_source_strip_names_the_sources_of_all_that_stands_on_it(
    slides: tuple[PlannedSlide, ...], flagship_document: Document
) -> None:
    entries = {fact.id: fact for fact in flagship_document.facts}
    numbers = {reference.key: str(reference.number) for reference in flagship_document.references}
    told = 0
    for slide in slides:
        wanted = {numbers[key] for fact in facts_on(slide) for key in entries[fact].references}
        named = set(_NUMBER.findall(strip(slide)))
        if slide.layout not in ("cover", "agenda", "divider", "references"):
            assert wanted - named == set(), slide.title
            told += bool(wanted)
    assert told > 10


def test_speaker_notes_tell_every_fact_on_a_slide_with_its_source(
    slides: tuple[PlannedSlide, ...], flagship_document: Document
) -> None:
    entries = {fact.id: fact for fact in flagship_document.facts}
    for slide in slides:
        notes = "\n".join(plain(line) for line in slide.notes)
        for fact in facts_on(slide):
            entry = entries[fact]
            line = next(line for line in notes.split("\n") if line.startswith(f"{entry.text}: {entry.label}"))
            assert entry.locator in line, fact
            assert "[" in line, fact


def test_a_figures_source_line_names_the_sources_of_all_that_it_plots(flagship_document: Document) -> None:
    entries = {fact.id: fact for fact in flagship_document.facts}
    figures = [block for block in blocks_of(flagship_document) if isinstance(block, Figure)]
    for figure in figures:
        named = {run.target.key for run in figure.source if isinstance(run.target, ReferenceLink)}
        assert {key for id_ in facts_of(figure.plan) for key in entries[id_].references} <= named, figure.id
