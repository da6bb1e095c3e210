"""Briefing and deck made side by side are those made one after the other, to the byte, and so is all that is told."""

from __future__ import annotations

import dataclasses
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from hefei_report import build, publishing
from hefei_report.build import Publication, compose, publish
from hefei_report.charts.guide.gallery import OUTLINE, gallery
from hefei_report.companion import CompanionFailed, Line
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.model import DeckOptions, Document, Medium, TemplateFile
from hefei_report.publishing import Task
from hefei_report.workspace import NO_CACHE, DiskWorkspace, MemoryWorkspace, Workspace
from tests.support import templates
from tests.support.manydecks import many_decks
from tests.support.product import FLAGSHIP

BOTH = (Medium.BRIEFING, Medium.DECK)


def published(
    document: Document, jobs: int, *, draft: bool = False
) -> tuple[tuple[Publication, ...], list[Diagnostic]]:
    """Both editions and the manifest, and what was told, made by so many processes."""
    diagnostics = Diagnostics(draft=draft)
    return publish(document, BOTH, NO_CACHE, diagnostics, jobs=jobs), list(diagnostics)


def composed(workspace: Workspace, name: str, *, draft: bool = False) -> Document:
    document = compose(workspace, name, Diagnostics(draft=draft))
    assert document is not None
    return document


@pytest.fixture
def companions(monkeypatch: pytest.MonkeyPatch) -> list[Medium]:
    """The media for which a companion was called."""
    called: list[Medium] = []
    call = publishing._companion

    def noted(task: Task, medium: Medium, draft: bool) -> object:
        called.append(medium)
        return call(task, medium, draft)

    monkeypatch.setattr(publishing, "_companion", noted)
    return called


def test_the_flagship_is_the_same_made_by_one_process_and_by_two(
    flagship_document: Document, companions: list[Medium]
) -> None:
    alone = published(flagship_document, 1)
    assert companions == []
    assert published(flagship_document, 2) == alone
    assert companions == [Medium.DECK]


def test_a_gallery_of_drawn_charts_is_the_same(companions: list[Medium]) -> None:
    files = gallery()
    files[OUTLINE] = files[OUTLINE].replace("chart: column\n", "chart: column\n          deck-chart: drawn\n")
    document = composed(MemoryWorkspace.of(files), OUTLINE)
    assert published(document, 2) == published(document, 1)
    assert companions == [Medium.DECK]


TOLD = ["theme-midnight", "brand-neutral", "sixty-word-titles", "draft", "mixed"]


@pytest.mark.parametrize("name", TOLD)
def test_templates_themes_drafts_and_overfull_slides_are_the_same(name: str, tmp_path: Path) -> None:
    outlined = many_decks()[name]
    document = composed(DiskWorkspace(tmp_path), outlined.write(tmp_path).name, draft=outlined.draft)
    beside, told = published(document, 2, draft=outlined.draft)
    assert (beside, told) == published(document, 1, draft=outlined.draft)


def test_a_deck_on_a_template_of_its_own_is_the_same(tmp_path: Path) -> None:
    document = composed(DiskWorkspace(tmp_path), many_decks()["nested"].write(tmp_path).name)
    template = TemplateFile("brand.pptx", templates.chinese(), document.span, ())
    branded = dataclasses.replace(document, deck=DeckOptions(template=template))
    beside, told = published(branded, 2)
    assert (beside, told) == published(branded, 1)
    assert any(one.code.startswith("template") for one in told)


def test_one_edition_alone_and_one_with_a_memory_need_no_companion(
    flagship_document: Document, companions: list[Medium]
) -> None:
    publish(flagship_document, (Medium.DECK,), NO_CACHE, Diagnostics(), jobs=2)
    resident = build.Builder(DiskWorkspace(FLAGSHIP.parent), FLAGSHIP.name)
    assert len(resident.build().publications) == 3
    assert companions == []


def test_a_bug_in_the_edition_beside_is_raised_with_its_traceback(flagship_document: Document) -> None:
    deck = dataclasses.replace(flagship_document.deck, theme="no-such-theme")
    with pytest.raises(CompanionFailed, match=r"in theme_of[\s\S]*no-such-theme"):
        published(dataclasses.replace(flagship_document, deck=deck), 2)
    assert no_child_is_left()


def test_an_edition_that_is_killed_is_missed_and_nothing_is_left_of_it(
    flagship_document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    accompany: Callable[[Task, Medium, bool, Line], None] = publishing._accompany

    def killed(task: Task, medium: Medium, draft: bool, line: Line) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
        accompany(task, medium, draft, line)

    monkeypatch.setattr(publishing, "_accompany", killed)
    with pytest.raises(CompanionFailed, match="ended suddenly"):
        published(flagship_document, 2)
    assert no_child_is_left()


def no_child_is_left() -> bool:
    """Whether this process has no child any more, not even a dead one."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False
