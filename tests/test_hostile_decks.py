"""Decks from strangers' words: whatever an outline says, nothing in its deck runs, fetches or opens, and no build ends
in a traceback.
"""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
import yaml

from hefei_report.build import compose, publish
from hefei_report.deck.lint import lint
from hefei_report.deck.lint.parts import Package
from hefei_report.deck.lint.workbooks import read_workbook
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.model import Medium
from hefei_report.workspace import NO_CACHE, DiskWorkspace
from tests.support.manydecks import example, report
from tests.support.outlining import FACTS, SOURCES, Block, Outlined, section, table
from tests.support.wording import Wording

SECONDS = 30  # of computing, for anything that an outline may hold
UNSAFE = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "\\\\host\\share\\run.exe",
    "//host/share",
    "ms-word:ofe|u|https://example.org/a.docm",
    "ppaction://program?file=cmd.exe",
    "https:javascript:alert(1)",
)
FORMULAS = ('=HYPERLINK("http://x")', "=cmd|' /C calc'!A", "+WEBSERVICE(A)", "-x", "{=A}", "\t=A")


def built(outlined: Outlined, folder: Path) -> tuple[bytes, list[str]]:
    """The deck of a report, b"" when it is refused, and the codes of the errors that were told."""
    outline = outlined.write(folder)
    diagnostics = Diagnostics(draft=outlined.draft)
    document = compose(DiskWorkspace(outline.parent), outline.name, diagnostics)
    content = b""
    if document is not None and not diagnostics.has_errors:
        content = publish(document, (Medium.DECK,), NO_CACHE, diagnostics)[0].content
    errors = [one.code for one in diagnostics if one.severity is Severity.ERROR]
    return (b"" if errors else content), errors


def addresses(content: bytes) -> set[str]:
    """Where the deck leads outside of itself."""
    package = Package.opened(content)
    names = ["", *(name for name in package.members if name.endswith(".xml"))]
    return {entry.target for name in names for entry in package.relationships(name) if entry.external}


def workbooks(content: bytes) -> list[bytes]:
    """The workbooks in a deck."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(".xlsx")]


# ---------------------------------------------------------------------------------------------- links


@pytest.mark.parametrize("address", UNSAFE)
@pytest.mark.parametrize("place", ["text", "source", "contact"])
def test_no_address_but_of_the_web_and_of_mail_is_linked(address: str, place: str, tmp_path: Path) -> None:
    said = f"See [the page](<{address}>) [@bulletin]" if place == "text" else "See the page [@bulletin]"
    sources: list[dict[str, Any]] = [{**SOURCES[0], "URL": address}, *SOURCES[1:]] if place == "source" else SOURCES
    deck = {"closing": "Thanks", "contact": [f"[A desk](<{address}>)"]} if place == "contact" else {}
    outlined = Outlined((section("a", "A", {"bullets": [said]}),), {"deck": deck}, sources=sources)
    content, errors = built(outlined, tmp_path)
    assert content or errors
    if content:
        assert {found for found in addresses(content) if not found.startswith(("https://", "http://"))} == set()
        assert "alert" not in "".join(addresses(content))
        assert lint(content) == ()


def test_an_address_of_the_web_is_linked(tmp_path: Path) -> None:
    content, _ = built(report(section("a", "A", {"bullets": ["See [the page](https://example.org/a)"]})), tmp_path)
    assert addresses(content) == {"https://example.org/a"}


# ------------------------------------------------------------------------------------------- formulas


@pytest.mark.parametrize("kind", ["bar", "column", "donut", "stacked-bar", "waterfall"])
def test_a_category_that_is_a_formula_is_text_in_the_chart_and_in_its_workbook(kind: str, tmp_path: Path) -> None:
    data: list[dict[str, Any]] = [{"label": label, "value": 5 + place} for place, label in enumerate(FORMULAS)]
    content, errors = built(report(section("a", "A", example(kind, 1, data=data))), tmp_path)
    assert errors == []
    assert addresses(content) == set()
    assert lint(content) == ()
    for workbook in workbooks(content):
        found = read_workbook(workbook)
        assert found is not None
        assert not found.formulas
        cells = [text for sheet in found.sheets.values() for text in sheet.values()]
        assert FORMULAS[0] in cells
        with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
            sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
        assert not any(b"HYPERLINK" in sheet and b"<f>" in sheet.partition(b"HYPERLINK")[0][-9:] for sheet in sheets)


def test_a_series_whose_name_is_a_formula_is_text(tmp_path: Path) -> None:
    figure = example("area", 1)
    for series, label in zip(figure["figure"]["series"], FORMULAS, strict=False):
        series["name"] = label
    content, errors = built(report(section("a", "A", figure)), tmp_path)
    assert errors == []
    assert addresses(content) == set()
    assert lint(content) == ()


# --------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize("told", ["\x00", "\x07 bell", "\ud800", "\ufffe", "a\u202eb\u2066c", "\u2028\u2029", "\x85"])
@pytest.mark.parametrize("place", ["title", "bullet", "cell", "label", "footer", "notes"])
def test_characters_that_no_file_can_hold_are_refused_or_left_out(told: str, place: str, tmp_path: Path) -> None:
    blocks: dict[str, Block] = {
        "bullet": {"bullets": [f"x {told} y"]},
        "cell": table("a", ["A", "B"], [[f"x {told}", "y"]]),
        "label": example("bar", 1, data=[{"label": f"a {told}", "value": 3}, {"label": "b", "value": 4}]),
        "notes": {"slide": {"title": "T", "blocks": [{"bullets": ["x"]}], "notes": f"say {told}"}},
    }
    top: dict[str, Any] = {"title": f"x {told} y"} if place == "title" else {}
    top |= {"deck": {"footer": f"x {told}"}} if place == "footer" else {}
    outlined = report(section("a", "A", blocks.get(place, {"bullets": ["x"]})), **top)
    (tmp_path / "escaped").mkdir()
    outline = outlined.write(tmp_path)
    escaped = yaml.safe_dump(yaml.safe_load(outline.read_text(encoding="utf-8")), allow_unicode=False)
    outline.write_text(escaped.replace("'2025-11-22'", "2025-11-22"), encoding="ascii")
    diagnostics = Diagnostics()
    document = compose(DiskWorkspace(outline.parent), outline.name, diagnostics)
    if document is None or diagnostics.has_errors:
        assert diagnostics.has_errors
        return
    content = publish(document, (Medium.DECK,), NO_CACHE, diagnostics)[0].content
    assert lint(content) == ()
    assert pptx.Presentation(io.BytesIO(content)).slides


@pytest.mark.parametrize(
    "place", ["title", "section", "headline", "bullet", "cell", "caption", "label", "footer", "notes"]
)
def test_a_text_as_long_as_an_outline_takes_is_told_soon(place: str, tmp_path: Path) -> None:
    long = Wording(3).words(9_000)[:49_000]
    blocks: dict[str, Block] = {
        "bullet": {"bullets": [long]},
        "cell": table("a", ["A", "B"], [[long, "x"]]),
        "caption": example("column", 1, caption=long),
        "label": example("column", 1, data=[{"label": long, "value": 3}, {"label": "b", "value": 4}]),
        "notes": {"slide": {"title": "T", "blocks": [{"bullets": ["x"]}], "notes": long}},
    }
    top: dict[str, Any] = {"title": long} if place == "title" else {}
    top |= {"deck": {"footer": long}} if place == "footer" else {}
    more: dict[str, Any] = {"headline": long} if place == "headline" else {}
    told = section("a", long if place == "section" else "A", blocks.get(place, {"bullets": ["x"]}), **more)
    started = time.process_time()
    content, errors = built(report(told, **top), tmp_path)
    assert time.process_time() - started < SECONDS
    assert content or set(errors) == {"overfull"}


@pytest.mark.parametrize("key", ["title", "subtitle", "publisher"])
def test_a_megabyte_of_title_is_refused(key: str, tmp_path: Path) -> None:
    content, errors = built(report(section("a", "A", {"bullets": ["x"]}), **_top(key, "word " * 200_000)), tmp_path)
    assert content == b""
    assert errors == ["yaml-limit"]


def _top(key: str, value: str) -> dict[str, Any]:
    return {key: value}


def test_markup_in_every_name_is_text(tmp_path: Path) -> None:
    odd = '"><a:t xmlns:a="x"> &amp; ]]> <!-- \\{\\{'
    facts = {**FACTS, "exports": {**FACTS["exports"], "label": odd}}
    figure = example("bar", 1, title=odd, caption=odd, alt=odd, data=[{"label": odd, "value": 3}])
    blocks: list[Block] = [figure, {"key-figures": [{"fact": "exports", "label": odd, "detail": odd}]}]
    deck = {"footer": odd, "closing": odd, "contact": [odd], "summary": True, "register": True}
    top = {"title": odd, "subtitle": odd, "authors": [odd], "publisher": odd, "keywords": [odd], "deck": deck}
    outlined = Outlined((section("a", odd, *blocks, headline=odd),), top, facts=facts)
    content, errors = built(outlined, tmp_path)
    assert errors == []
    assert lint(content) == ()
