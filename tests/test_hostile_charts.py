"""Whatever an author writes into a chart of any kind is text: no mathematics, no markup, no formula, in no file."""

from __future__ import annotations

import csv
import functools
import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from typing import Any

import pytest
from PIL import Image

from hefei_report.briefing.chartdata import chart_csv
from hefei_report.build import publish
from hefei_report.charts.kind import chart_kind_names
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.chartplan import ChartPlan, texts_of
from hefei_report.document.drawing import Box, Glyphs, Operators, RenderedFigure
from hefei_report.document.model import Medium
from hefei_report.figures import DoesNotFit, draw_figure, preferred_height
from hefei_report.theme import load_theme
from hefei_report.workspace import NO_CACHE
from tests.support.charting import Charted, charted
from tests.support.extremes import Extremes

THEME = load_theme("hefei")
FIGURES = 3  # of each kind
HOSTILE = (
    "$x^2$ and $y$",
    r"\frac{a}{b} \alpha",
    "<b>bold</b>",
    "&lt;&amp;&#65;",
    "]]><script>alert()</script>",
    '=HYPERLINK("http://example.com")',
    "+cmd|' /C calc'!A",
    "@SUM(A)",
    "-a_{b}^{c}",
    "' OR ''='",
    "%s %n {x}",
    "(a) Tj ET Q",
)
BIDI = ("\u202eabc\u202c", "\u2066abc\u2069", "a\u200bb", "a\u0301", "\ufeffx", "a\u00adb")
CONTROL = ("a\x07b", "a\x1b[31mb", "a\x00b", "a\ud800b", "a\uffffb")
NAMES = r"\{http://www\.w3\.org/2000/svg\}(svg|g|path|use|defs)"
kinds = pytest.mark.parametrize("kind", chart_kind_names())


class Hostile(Extremes):
    """Makes figures whose every name attacks something."""

    def _named(self, pool: tuple[str, ...], place: int) -> str:
        again, first = divmod(place, len(HOSTILE))
        return HOSTILE[first] + again * " A"


@functools.cache
def made(kind: str) -> Charted:
    """Figures of ``kind`` with hostile names."""
    return charted(Hostile(len(kind)).figure(kind, 10 * number) for number in range(FIGURES))


def drawn(plan: ChartPlan, medium: Medium) -> RenderedFigure:
    width = 453.5 if medium is Medium.BRIEFING else 870.0
    box = Box(width, preferred_height(plan, width, medium, THEME, NO_CACHE))
    return draw_figure(plan, box, medium, THEME, NO_CACHE)


def used(plan: ChartPlan) -> list[str]:
    """The hostile texts that ``plan`` shows."""
    told = texts_of(plan)
    return [name for name in HOSTILE if any(name in text for text in told)]


@kinds
def test_hostile_names_are_planned_like_others(kind: str) -> None:
    found = made(kind)
    assert found.errors == []
    assert [name for name, plan in found.plans.items() if not used(plan)] == []


@kinds
def test_hostile_names_reach_the_page_letter_by_letter_and_no_operator(kind: str) -> None:
    for plan in made(kind).plans.values():
        marks = drawn(plan, Medium.BRIEFING).marks
        shown = "".join(mark.text for mark in marks if isinstance(mark, Glyphs)).replace(" ", "")
        for name in used(plan):
            assert sum(map(shown.count, name.replace(" ", ""))) >= len(name.replace(" ", "")), name
        for mark in marks:
            if isinstance(mark, Operators):
                assert re.fullmatch(r"[-\d.\s\[\]qQmlchfSBwJjdRGrg]*", mark.code)


@kinds
def test_hostile_names_are_outlines_on_the_slide_and_nothing_else(kind: str) -> None:
    for plan in made(kind).plans.values():
        figure = drawn(plan, Medium.DECK)
        root = ElementTree.fromstring(figure.svg)
        assert all(re.fullmatch(NAMES, element.tag) for element in root.iter())
        assert not any((element.text or "").strip() for element in root.iter())
        links = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("href")]
        assert all(re.fullmatch(r"#g\d+", link) for link in links)
        image = Image.open(io.BytesIO(figure.png))
        image.load()
        assert image.info == {}


@kinds
def test_a_glyph_is_drawn_for_each_letter_of_a_hostile_name(kind: str) -> None:
    """Mathematics would swallow its dollar signs and braces."""
    for plan in made(kind).plans.values():
        try:
            page, slide = drawn(plan, Medium.BRIEFING), drawn(plan, Medium.DECK)
        except DoesNotFit:
            continue
        wanted = sum("$" in mark.text or "{" in mark.text for mark in page.marks if isinstance(mark, Glyphs))
        dollars = [text for text in texts_of(plan) if "$" in text or "{" in text]
        assert bool(wanted) is bool(dollars)
        letters = sum(len(text.replace(" ", "")) for text in dollars)
        assert slide.svg.count(b"<use") >= letters


@kinds
def test_no_hostile_name_is_run_by_a_spreadsheet(kind: str) -> None:
    for plan in made(kind).plans.values():
        for row in csv.reader(io.StringIO(chart_csv(plan).decode(), newline="")):
            for cell in row:
                assert not re.match(r"[=+@\t\r]|-(?![\d.])", cell), cell


def test_publications_of_all_hostile_charts_are_sound() -> None:
    """The lint looks through the deck as it is written; nothing in it is a formula or an address of the author's."""
    blocks = [Hostile(len(kind)).figure(kind, 10) for kind in chart_kind_names()]
    for number, block in enumerate(blocks):
        block["figure"]["id"] = f"fig-{'abcdefghijklmnopqrstuvwxyz'[number % 26]}{'x' * (number // 26)}"
    found = charted(blocks)
    assert found.document is not None
    diagnostics = Diagnostics(draft=True)
    _, deck, _ = publish(found.document, tuple(Medium), NO_CACHE, diagnostics)
    assert [str(one) for one in diagnostics if one.code != "overfull" and one.severity is Severity.ERROR] == []
    assert_harmless(deck.content)


def assert_harmless(content: bytes) -> None:
    """No member of a deck, nor of a workbook in it, holds a formula of the author's, an outside link or a script."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            held = package.read(name)
            if name.endswith(".xlsx"):
                assert_harmless(held)
            elif name.endswith((".xml", ".rels")):
                for element in ElementTree.fromstring(held).iter():
                    tag = element.tag.rpartition("}")[2]
                    assert tag != "script"
                    assert tag != "f" or not any(one in (element.text or "") for one in ("HYPERLINK", "cmd", "SUM(A)"))
                    assert "example.com" not in element.attrib.get("Target", "")


@pytest.mark.parametrize("name", [*BIDI, *CONTROL], ids=ascii)
@pytest.mark.parametrize("kind", ["column", "line", "donut"])
def test_marks_that_nobody_sees_are_drawn_or_refused_and_never_fail(name: str, kind: str) -> None:
    rows: dict[str, dict[str, Any]] = {
        "column": {"data": [{"label": name, "value": 3}, {"label": "b", "value": 2}]},
        "line": {"series": [{"name": name, "data": [{"x": 2020, "value": 1}, {"x": 2021, "value": 2}]}] * 1},
        "donut": {"data": [{"label": name, "value": 3}, {"label": "b", "value": 2}]},
    }
    told = {"title": "A finding", "caption": "Caption", "alt": "A chart.", "source": "[@bulletin]", "unit": "people"}
    try:
        found = charted([{"figure": {"id": "fig-a", "chart": kind, **told, **rows[kind]}}])
    except UnicodeEncodeError:
        return  # no file can hold it, so no author can write it
    assert found.plans or found.errors
    for plan in found.plans.values():
        for medium in Medium:
            figure = drawn(plan, medium)
            if figure.svg:
                ElementTree.fromstring(figure.svg)


@kinds
@pytest.mark.parametrize("number", [1e30, -1e30, 1e-30])
def test_enormous_numbers_are_drawn_or_refused_with_a_diagnostic(kind: str, number: float) -> None:
    class Enormous(Extremes):
        def _number(self, low: float = 0, high: float = 900) -> float:
            return number

    found = charted([Enormous(1).figure(kind, 0)])
    assert found.plans or found.errors
    for plan in found.plans.values():
        for medium in Medium:
            assert excess(plan, medium) < 100_000


def excess(plan: ChartPlan, medium: Medium) -> float:
    """By how many points ``plan`` doesn't fit; 0 when it does."""
    try:
        drawn(plan, medium)
    except DoesNotFit as problem:
        return problem.excess_points
    return 0.0
