"""Nothing broken leaves a build: what the lint finds in a finished deck is told at the author's line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from hefei_report.deck import plan_deck, write_deck
from hefei_report.deck.faults import report_faults
from hefei_report.deck.lint import Finding
from hefei_report.diagnostics import Diagnostic, Diagnostics, Severity, Span
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box, Draw, RenderedFigure
from hefei_report.document.model import Block, Document, Medium, Paragraph, Run, TableRow, TemplateFile, WebLink
from hefei_report.theme import load_theme
from tests.support import decks
from tests.support.decks import DRAWN, EPOCH, at, document, figure, panel, section, table, words


def told(report: Document, draw: Draw = decks.draw) -> list[Diagnostic]:
    """What a build of the deck of ``report`` complains about."""
    diagnostics = Diagnostics()
    write_deck(report, load_theme("hefei"), draw, diagnostics, EPOCH)
    return list(diagnostics)


def of(*blocks: Block) -> Document:
    """A document of one section."""
    return document(section("1", "One", *blocks), deck=DRAWN)


def test_a_link_that_says_nothing_is_a_warning_at_the_line_of_its_slide() -> None:
    here = (Run("Look "), Run("here", target=WebLink("https://example.org/figures")))
    (found,) = told(of(Paragraph(span=at(33), only=Medium.DECK, content=here)))
    assert (found.severity, found.code, found.span.line) == (Severity.WARNING, "deck-unclear-link", 33)
    assert "'here'" in found.message
    assert found.hint == "let the link say what it leads to"


def test_a_figure_described_by_the_name_of_a_file_stops_the_build_at_the_line_of_the_figure() -> None:
    plain = replace(figure(1), alt="figure1.png", alt_runs=())
    (found,) = told(of(plain))
    assert (found.severity, found.code, found.span) == (Severity.ERROR, "deck-no-alternative-text", plain.span)


def test_a_table_whose_columns_have_no_names_stops_the_build_at_the_line_of_the_table() -> None:
    nameless = table(4)
    columns = tuple(replace(column, header=()) for column in nameless.columns)
    found = told(of(replace(nameless, columns=columns)))
    assert [(one.code, one.span) for one in found] == [("deck-empty-header", nameless.span)]


def test_a_callout_without_a_word_in_it_stops_the_build_at_the_line_of_its_slide() -> None:
    hollow = replace(panel(), body=(), title=words("A title that the slide takes"))
    (found,) = told(of(hollow))
    assert (found.severity, found.code, found.span) == (Severity.ERROR, "deck-empty-shape", hollow.span)


def test_a_picture_that_is_cut_short_is_our_mistake_and_is_told_where_its_figure_is() -> None:
    def spoilt(plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
        drawn = decks.draw(plan, box, medium)
        assert drawn.png
        return replace(drawn, png=drawn.png[:-20])

    (found,) = told(of(figure(1)), spoilt)
    assert (found.severity, found.code, found.span.line) == (Severity.ERROR, "broken-deck", figure(1).span.line)
    assert "broken-picture" in found.message
    assert "please report it" in found.hint


def test_a_drawing_with_a_script_stops_the_build() -> None:
    def active(plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
        drawn = decks.draw(plan, box, medium)
        assert drawn.svg
        return replace(drawn, svg=drawn.svg.replace(b"</svg>", b"<script>alert(1)</script></svg>"))

    assert [(one.severity, one.code) for one in told(of(figure(1)), active)] == [(Severity.ERROR, "broken-deck")]


def test_what_is_wrong_with_a_template_is_told_where_it_is_named() -> None:
    template = TemplateFile("brand.pptx", b"", Span("outline.yaml", 7, 3))
    storyboard = plan_deck(document(), load_theme("hefei"), Diagnostics())
    report = replace(document(), deck=replace(document().deck, template=template))
    diagnostics = Diagnostics()
    fault = Finding("bad-language", "ppt/slideLayouts/slideLayout2.xml", "en_US")
    report_faults([fault], storyboard, report, diagnostics)
    (found,) = diagnostics
    assert (found.severity, found.code, found.span) == (Severity.WARNING, "template-fault", template.span)


def test_content_that_is_too_much_for_its_slide_is_told_once() -> None:
    endless = replace(table(2), rows=(TableRow((words("and so on " * 2_000), (), (), ())),))
    codes = [one.code for one in told(of(endless))]
    assert "overfull" in codes
    assert "broken-deck" not in codes


@pytest.mark.parametrize("sample", [decks.everything, decks.chinese])
def test_a_good_deck_is_passed_in_silence(sample: Callable[[], Document]) -> None:
    assert told(replace(sample(), draft=False, title=words("A title"))) == []
