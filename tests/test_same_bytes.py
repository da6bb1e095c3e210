"""No speed trick changes a byte: cold, warm and resident builds of any edit give the same files and complaints."""

from __future__ import annotations

from pathlib import Path

import pytest

from hefei_report.build import Builder, Built, compose, publish
from hefei_report.charts.guide.gallery import OUTLINE, gallery
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.model import Medium
from hefei_report.workspace import NO_CACHE, Cache, MemoryWorkspace, Workspace
from tests.support.authoring import editions
from tests.support.manydecks import many_decks
from tests.support.outlining import Outlined
from tests.support.specimens import SPECIMENS
from tests.support.tools import CHECKOUT

Made = tuple[dict[str, bytes], tuple[Diagnostic, ...]]
DECKS = many_decks()


def built(workspace: Workspace, name: str, cache: Cache, *, draft: bool) -> Made:
    """Both publications and the manifest by name, and what was complained about, as a new process would tell."""
    diagnostics = Diagnostics(draft=draft)
    document = compose(workspace, name, diagnostics, cache=cache)
    if document is None or diagnostics.has_errors:
        return {}, tuple(diagnostics)
    publications = publish(document, tuple(Medium), cache, diagnostics)
    return {publication.name: publication.content for publication in publications}, tuple(diagnostics)


def told(done: Built) -> Made:
    return {each.name: each.content for each in done.publications}, tuple(done.diagnostics)


def assert_edits_come_out_the_same(
    files: dict[str, bytes], name: str, folder: Path, seed: int, edits: int, *, draft: bool = False
) -> None:
    """The files of a report go through ``edits``; each state is built by a builder that stays, warm, and cold."""
    workspace, cache = MemoryWorkspace(dict(files)), Cache(folder)
    resident = Builder(workspace, name, cache, draft=draft)
    for text in [files[name].decode(), *editions(files[name].decode(), seed, edits)]:
        workspace.files[name] = text.encode()
        afresh = built(workspace, name, NO_CACHE, draft=draft)
        assert_same(told(resident.build()), afresh)
        assert_same(built(workspace, name, cache, draft=draft), afresh)


def assert_same(made: Made, afresh: Made) -> None:
    assert made[1] == afresh[1]
    assert [name for name in afresh[0] if made[0].get(name) != afresh[0][name]] == []
    assert list(made[0]) == list(afresh[0])


def assert_a_report_comes_out_the_same(report: Outlined, folder: Path, seed: int) -> None:
    outline = report.write(folder / "report")
    files = {path.relative_to(outline.parent).as_posix(): path.read_bytes() for path in folders(outline.parent)}
    assert_edits_come_out_the_same(files, outline.name, folder / "cache", seed, edits=3, draft=report.draft)


def folders(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_an_edited_specimen_of_a_briefing_comes_out_the_same(name: str, tmp_path: Path) -> None:
    assert_a_report_comes_out_the_same(SPECIMENS[name](), tmp_path, seed=len(name))


@pytest.mark.parametrize("name", sorted(DECKS))
def test_an_edited_specimen_of_a_deck_comes_out_the_same(name: str, tmp_path: Path) -> None:
    assert_a_report_comes_out_the_same(DECKS[name], tmp_path, seed=len(name) + 100)


def test_the_edited_gallery_of_charts_comes_out_the_same(tmp_path: Path) -> None:
    files = {name: text.encode() for name, text in gallery().items()}
    assert_edits_come_out_the_same(files, OUTLINE, tmp_path, seed=7, edits=6)


def test_the_edited_flagship_comes_out_the_same(tmp_path: Path) -> None:
    folder = CHECKOUT / "spec"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folders(folder)}
    assert_edits_come_out_the_same(files, "briefing.yaml", tmp_path, seed=11, edits=8)
