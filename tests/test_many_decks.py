"""Forty decks, with whatever a deck can show: valid, without a fault, complete in LibreOffice, no text over its box."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pptx
import pytest

from hefei_report.build import compose, publish
from hefei_report.deck.lint import lint
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.chartlayers import labels_of
from hefei_report.document.chartplan import Band, ChartPlan
from hefei_report.document.model import Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import Cache, DiskWorkspace
from tests.support.manydecks import many_decks
from tests.support.outlining import Outlined
from tests.support.overflow import letters, letters_of, overflows, page_count
from tests.support.tools import require_tool

NAMES = tuple(many_decks())
DECKS_AT_ONCE = 20  # that one LibreOffice opens


@dataclass(frozen=True, slots=True)
class Built:
    """A deck that was built, how many slides it has, the errors that the build told, and its charts by what is said of
    them to those who don't see them.
    """

    path: Path
    slides: int
    complaints: tuple[str, ...]
    plans: dict[str, ChartPlan]


def build(name: str, outlined: Outlined, folder: Path) -> Built:
    """The deck of a report, as ``folder/NAME.pptx``."""
    outline = outlined.write(folder / name)
    diagnostics = Diagnostics(draft=outlined.draft)
    document = compose(DiskWorkspace(outline.parent), outline.name, diagnostics)
    assert document is not None, [str(one) for one in diagnostics]
    deck = publish(document, (Medium.DECK,), Cache(folder / "cache"), diagnostics)[0]
    path = folder / f"{name}.pptx"
    path.write_bytes(deck.content)
    grave = (one for one in diagnostics if one.severity is Severity.ERROR or one.code.startswith("deck-"))
    told = tuple(f"{one.code}: {one.message}" for one in grave)
    figures = (block for block in blocks_of(document) if isinstance(block, Figure))
    return Built(path, deck.leaves, told, {figure.alt: figure.plan for figure in figures})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """All forty."""
    folder = tmp_path_factory.mktemp("many")
    return {name: build(name, outlined, folder) for name, outlined in many_decks().items()}


@pytest.fixture(scope="module")
def printed(built: dict[str, Built]) -> dict[str, Path]:
    """The decks as LibreOffice prints them: many in one go, since it takes long to start."""
    soffice = require_tool("soffice")
    folder = next(iter(built.values())).path.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(deck.path) for deck in built.values()]
    for start in range(0, len(paths), DECKS_AT_ONCE):
        some = paths[start : start + DECKS_AT_ONCE]
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *some]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in built}


@pytest.fixture(scope="module")
def judged(built: dict[str, Built]) -> dict[str, list[object]]:
    """What the Open XML SDK complains about in each deck."""
    validator = require_tool("ooxml-validator")

    def errors(deck: Built) -> list[object]:
        result = subprocess.run([validator, str(deck.path)], capture_output=True, text=True, check=False, timeout=300)
        return list(json.loads(result.stdout)["errors"])

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(built, pool.map(errors, built.values()), strict=True))


def test_there_are_forty_of_them() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_is_built_without_complaint(name: str, built: dict[str, Built]) -> None:
    assert built[name].complaints == ()
    assert lint(built[name].path.read_bytes()) == ()


@pytest.mark.parametrize("name", NAMES)
def test_the_open_xml_sdk_finds_no_error(name: str, judged: dict[str, list[object]]) -> None:
    assert judged[name] == []


@pytest.mark.parametrize("name", NAMES)
def test_libreoffice_shows_every_slide_and_no_text_leaves_its_box(
    name: str, built: dict[str, Built], printed: dict[str, Path]
) -> None:
    assert page_count(printed[name]) == built[name].slides
    assert overflows(built[name].path, printed[name]) == []


def test_libreoffice_prints_what_the_plan_of_a_native_chart_says(
    built: dict[str, Built], printed: dict[str, Path]
) -> None:
    shown = {name: list(charts_shown(deck.path)) for name, deck in built.items()}
    missing = [
        (name, page, text)
        for name, charts in shown.items()
        for (page, alt), there in zip(charts, letters(printed[name], [page for page, _ in charts]), strict=True)
        for text in texts_of(built[name].plans[alt])
        if letters_of(text) not in there
    ]
    assert missing == []
    assert sum(map(len, shown.values())) >= 20


def charts_shown(deck: Path) -> Iterator[tuple[int, str]]:
    """PowerPoint's own charts in a deck: the slide (from 0) and what is said of each to those who don't see it."""
    for number, slide in enumerate(pptx.Presentation(str(deck)).slides):
        for shape in slide.shapes:
            if shape.has_chart:
                yield number, shape._element.nvGraphicFramePr.cNvPr.get("descr")


def texts_of(plan: ChartPlan) -> Iterator[str]:
    """What a reader of the chart has to find: the words at its marks, its axes and its keys."""
    for layer in plan.layers:
        yield from (text for text, _ in labels_of(layer))
    for axis in (plan.x, plan.y):
        yield from axis.labels if isinstance(axis, Band) else [tick.text for tick in axis.ticks] if axis else []
    yield from (entry.text for entry in plan.legend)


def test_the_long_deck_has_three_hundred_slides_and_the_short_one_one(built: dict[str, Built]) -> None:
    assert built["three-hundred-slides"].slides >= 300
    assert built["one-slide"].slides == 2  # with its cover
