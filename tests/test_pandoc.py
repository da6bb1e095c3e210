"""pandoc is started when there is something new to set, and never else; when it fails, authors are told, and how."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from hefei_report.build import compose
from hefei_report.citations.pandoc import Pandoc, PandocError, PandocMissing, PandocRefused
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.workspace import NO_CACHE, Cache, MemoryWorkspace
from tests.support.outlines import SMALL_OUTLINE, SMALL_SOURCES, write_small_report
from tests.support.pandocs import pandoc_program
from tests.support.product import FLAGSHIP, run

NAMED = "HEFEI_REPORT_PANDOC"
LIBRARIES = Path(__file__).parent / "cases" / "libraries"


def script(path: Path, body: str) -> Path:
    """A program of a few lines in the place of pandoc."""
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


class Desk:
    """A report, a cache, and a pandoc that notes each time it is started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "started.log"
        self.program = script(folder / "pandoc", f'echo started >> "{self.log}"\nexec "{pandoc_program()}" "$@"')
        write_small_report(folder / "report")

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / "report" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def started_by(self, verb: str) -> int:
        """How many processes of pandoc a run of the product starts."""
        before = self._count()
        changes: dict[str, str | None] = {NAMED: str(self.program), "HEFEI_REPORT_CACHE": str(self.folder / "cache")}
        outcome = run(verb, self.folder / "report" / "briefing.yaml", folder=self.folder, changes=changes)
        assert outcome.status == 0, outcome.err
        return self._count() - before

    def outputs(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted((self.folder / "dist").iterdir())}

    def _count(self) -> int:
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_first_build_starts_pandoc_once_and_a_second_one_never(desk: Desk) -> None:
    assert [desk.started_by(verb) for verb in ("build", "build", "check")] == [1, 0, 0]


def test_a_build_after_a_check_starts_no_pandoc(desk: Desk) -> None:
    assert [desk.started_by(verb) for verb in ("check", "build")] == [1, 0]


def test_a_word_in_the_text_starts_no_pandoc_and_a_word_in_a_source_does(desk: Desk) -> None:
    desk.started_by("build")
    desk.edit("briefing.yaml", "Imports were lower", "Imports were much lower [@bulletin, p. 3]")
    assert desk.started_by("build") == 0
    desk.edit("sources.yaml", "A statistical bulletin", "Another statistical bulletin")
    assert [desk.started_by("build"), desk.started_by("build")] == [1, 0]


def test_another_style_starts_pandoc_once(desk: Desk) -> None:
    desk.started_by("build")
    desk.edit("briefing.yaml", "theme: hefei", "theme: hefei\ncitation-style: apa")
    assert [desk.started_by("build"), desk.started_by("build")] == [1, 0]


def test_another_pandoc_is_asked_again(desk: Desk) -> None:
    desk.started_by("build")
    with desk.program.open("a", encoding="utf-8") as out:
        out.write("# a newer one\n")
    assert [desk.started_by("build"), desk.started_by("build")] == [1, 0]


def test_a_library_of_biblatex_is_read_by_one_more_process_and_then_by_none(desk: Desk) -> None:
    shutil.copy(LIBRARIES / "small.bib", desk.folder / "report")
    desk.edit("briefing.yaml", "[sources.yaml]", "[sources.yaml, small.bib]")
    desk.edit("briefing.yaml", "Imports were lower", "Imports [@doe2020; @nobody; @wang2024; @worldbank2021]")
    assert [desk.started_by("build"), desk.started_by("build")] == [2, 0]


def test_a_flagship_of_sixty_sources_takes_one_process(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    shutil.rmtree(tmp_path / "report")
    shutil.copytree(FLAGSHIP.parent, tmp_path / "report")
    assert [desk.started_by("check"), desk.started_by("check")] == [1, 0]


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7] + b"garbage")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def of_something_else(path: Path) -> None:
    """A sound entry of the cache that holds no answer of pandoc's."""
    Cache(path.parent.parent).put(path.name, b'{"blocks": [{"t": "Div", "c": 3}]}')


@pytest.mark.parametrize("spoil", [damaged, emptied, of_something_else, Path.unlink], ids=lambda f: f.__name__)
def test_a_spoilt_cache_costs_a_process_and_changes_no_byte(spoil: Callable[[Path], None], desk: Desk) -> None:
    desk.started_by("build")
    first = desk.outputs()
    for path in [path for path in (desk.folder / "cache").rglob("*") if re.fullmatch("[0-9a-f]{64}", path.name)]:
        if b'"blocks"' in path.read_bytes():
            spoil(path)
    assert desk.started_by("build") == 1
    assert desk.outputs() == first


# ------------------------------------------------------------------------------------------- failures


def complaints(monkeypatch: pytest.MonkeyPatch, program: Path, *, sources: str = "sources.yaml") -> list[Diagnostic]:
    """What the small report gets to hear when ``program`` is in pandoc's place."""
    monkeypatch.setenv(NAMED, str(program))
    outline = (
        SMALL_OUTLINE.split("facts:")[0]
        + f"sources: [{sources}]\nsections: [{{id: sec-a, title: A, blocks: [{{text: '[@bulletin]'}}]}}]\n"
    )
    files = {"o.yaml": outline, "sources.yaml": SMALL_SOURCES, "s.bib": "@report{bulletin, title={B}}\n"}
    diagnostics = Diagnostics()
    document = compose(
        MemoryWorkspace.of(files | {"o.yaml": outline.replace("{{ exports_2024 | geography }}", "Hefei")}),
        "o.yaml",
        diagnostics,
    )
    assert document is not None
    return [d for d in diagnostics if d.code not in ("unused-source", "unknown-source")]


FAILURES = {
    "no pandoc": (None, "is not installed"),
    "no program": ("", "can't be started"),
    "an error": ("echo 'no such thing' >&2; exit 3", "no such thing"),
    "an error without a word": ("exit 3", "exit code 3"),
    "a crash": ("kill -SEGV $$", "killed by signal 11"),
    "nonsense": ("echo nonsense", "can't be read"),
    "other JSON": ("echo '[1, 2]'", "can't be read"),
    "a document of something else": ("""echo '{"blocks": [{"t": "Div", "c": [1]}]}'""", "can't be read"),
    "nothing": ("exit 0", "can't be read"),
}


@pytest.mark.parametrize("what", FAILURES)
@pytest.mark.parametrize("sources", ["sources.yaml", "s.bib"])
def test_a_pandoc_that_fails_is_a_diagnostic_with_a_way_out(
    what: str, sources: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, said = FAILURES[what]
    program = tmp_path / "pandoc"
    if body is not None:
        script(program, body)
    if body == "":
        program.write_bytes(b"\0 no program")
    found = complaints(monkeypatch, program, sources=sources)
    assert len(found) == 1
    assert found[0].code in ("citation-engine", "bad-source")
    assert found[0].hint
    assert said in found[0].message or sources == "s.bib"


def test_a_pandoc_that_hangs_is_ended_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED, str(script(tmp_path / "pandoc", "while :; do :; done")))
    with pytest.raises(PandocError, match=r"still at work after 1 seconds"):
        Pandoc(NO_CACHE).ask([], b"", bytes, seconds=0.6)


def test_the_kinds_of_failure_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED, str(tmp_path / "nothing"))
    with pytest.raises(PandocMissing):
        Pandoc(NO_CACHE).ask([], b"", bytes)
    monkeypatch.setenv(NAMED, str(script(tmp_path / "pandoc", "echo no >&2; exit 1")))
    with pytest.raises(PandocRefused, match="no"):
        Pandoc(NO_CACHE).ask([], b"", bytes)


def test_pandoc_sees_nothing_of_its_users_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example.org")
    monkeypatch.setenv(NAMED, str(script(tmp_path / "pandoc", 'echo "$HTTP_PROXY|$HOME"; pwd')))
    proxy, home, folder = re.split(r"[|\n]", Pandoc(NO_CACHE).ask([], b"", bytes).decode().strip())
    assert (proxy, home) == ("http://127.0.0.1:9", folder)  # a proxy that answers nobody
    assert not Path(folder).exists()


def test_a_failure_to_set_a_named_style_is_told_at_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAMED, str(script(tmp_path / "pandoc", "exit 3")))
    files = {
        "o.yaml": "report: r\ntitle: R\ndate: 2025-11-22\ncitation-style: apa\nsources: s.yaml\n"
        "sections: [{id: sec-a, title: A, blocks: [{text: '[@a]'}]}]\n",
        "s.yaml": "- {id: a, title: A}\n",
    }
    diagnostics = Diagnostics()
    compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == [("citation-engine", 4, 17)]
