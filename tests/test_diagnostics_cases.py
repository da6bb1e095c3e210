"""Every mistake that an author can make is reported at its line, with a way out: tests/cases/README.md says how."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.product import Outcome, Reported, run

CASES = Path(__file__).parent / "cases"
FILES = sorted(path for room in ("outline", "facts", "sources") for path in (CASES / room).glob("*.yaml"))

_MARK = re.compile(r"#!(?: line (?P<line>\d+):)?(?P<marks>(?: (?:error|warning)\[[a-z0-9-]+\](?: @\d+)?)+)\s*$")
_ONE = re.compile(r"(?P<severity>error|warning)\[(?P<code>[a-z0-9-]+)\](?: @(?P<column>\d+))?")


@dataclass(frozen=True, slots=True, order=True)
class Expected:
    """A diagnostic that a case asks for; ``column`` is None where any will do."""

    line: int
    code: str
    severity: str
    column: int | None


def expectations(text: str) -> list[Expected]:
    """What the comments of a case ask for."""
    found = []
    for number, row in enumerate(text.splitlines(), 1):
        mark = _MARK.search(row)
        assert mark or "#!" not in row, f"line {number}: this comment can't be read: {row}"
        for one in _ONE.finditer(mark["marks"]) if mark else ():
            line = int(mark["line"]) if mark and mark["line"] else number
            found.append(Expected(line, one["code"], one["severity"], int(one["column"]) if one["column"] else None))
    return sorted(found, key=lambda e: (e.line, e.column or 0, e.code))


# The small report's sources are there for the cases that cite them; the others leave them unused.
BESIDE_THE_POINT = "unused-source"


def reported_by(outcome: Outcome) -> list[Reported]:
    """The diagnostics that a case is about."""
    return [d for d in outcome.diagnostics if d.code != BESIDE_THE_POINT]


def check_case(case: Path, folder: Path) -> Outcome:
    """What ``check`` says of a case that stands in the place of a sound report's file."""
    shutil.copytree(CASES / "common", folder)
    target = {"outline": "briefing.yaml", "facts": "facts.yaml", "sources": "sources.yaml"}[case.parent.name]
    shutil.copy(case, folder / target)
    return run("check", "briefing.yaml", folder=folder)


@pytest.mark.parametrize("case", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_bad_file_gets_exactly_its_diagnostics(case: Path, tmp_path: Path) -> None:
    expected = expectations(case.read_text(encoding="utf-8"))
    outcome = check_case(case, tmp_path / "report")
    reported = reported_by(outcome)
    assert expected, "a case expects something"
    assert Counter((d.line, d.severity, d.code) for d in reported) == Counter(
        (e.line, e.severity, e.code) for e in expected
    ), outcome.err
    places = {(d.line, d.column, d.code) for d in reported}
    misplaced = [e for e in expected if e.column is not None and (e.line, e.column, e.code) not in places]
    assert not misplaced, outcome.err
    assert outcome.status == (1 if any(e.severity == "error" for e in expected) else 0)
    assert "Traceback" not in outcome.out + outcome.err


@pytest.mark.parametrize("case", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_complaint_about_a_bad_file_shows_the_line_and_a_way_out(case: Path, tmp_path: Path) -> None:
    outcome = check_case(case, tmp_path / "report")
    assert [d for d in outcome.diagnostics if not d.hint] == []
    carets = [line for line in outcome.err.splitlines() if re.fullmatch(r" +\| [ \u3000]*\^+", line)]
    assert len(carets) == len(outcome.diagnostics)


def test_the_sound_report_beside_the_cases_has_nothing_to_complain_about(tmp_path: Path) -> None:
    shutil.copytree(CASES / "common", tmp_path / "report")
    outcome = run("check", "briefing.yaml", folder=tmp_path / "report")
    assert (outcome.status, reported_by(outcome)) == (0, [])


def test_a_source_that_is_never_cited_is_a_warning_at_its_id(tmp_path: Path) -> None:
    shutil.copytree(CASES / "common", tmp_path / "report")
    outcome = run("check", "briefing.yaml", folder=tmp_path / "report")
    assert [(d.severity, d.code, d.line, d.column) for d in outcome.diagnostics] == [
        ("warning", BESIDE_THE_POINT, 1, 8),
        ("warning", BESIDE_THE_POINT, 2, 8),
    ]


TWELVE = """\
report: twelve
title: Twelve mistakes
date: 2025-11-22
facts: [facts.yaml, ../secrets.yaml]
sources: [sources.yaml]
sections:
  - id: sec-one
    title: One
    headlines: It is called headline
    blocks:
      - text: Exports came to {{ export_2024 }} [@buletin], see @fig-missing.
      - callout: {tone: note, title: Nothing said}
      - figure:
          id: fig-one
          chart: colum
          title: A chart of a kind that there is not
          caption: Billion yuan
          source: "[@bulletin]"
          alt: A chart.
          data: [{label: Exports, value: 1}]
      - figure:
          id: fig-two
          chart: line
          title: A chart of data that there is not
          caption: Million people
          source: "[@bulletin]"
          alt: A chart.
          data: data/residents.csv
          x: year
          y: residents
      - figure:
          id: fig-three
          chart: column
          title: A chart of a number that is none
          caption: Billion yuan
          source: "[@bulletin]"
          alt: A chart.
          data: [{label: Exports, value: "257,2"}]
  - id: sec-two
    title: Two
    title: Too
    numbered: [yes]
  - id: sec-one
    title: Three
"""

# kind of mistake, code, line, the text that the caret points at
TWELVE_MISTAKES = [
    ("path outside the folder", "path-outside-folder", 4, "../secrets.yaml"),
    ("unknown key", "unknown-key", 9, "headlines"),
    ("unknown fact", "unknown-fact", 11, "export_2024"),
    ("unknown source", "unknown-source", 11, "@buletin"),
    ("unknown figure", "unknown-reference", 11, "@fig-missing"),
    ("missing key", "missing-key", 12, "callout"),
    ("unknown chart kind", "unknown-chart", 15, "colum"),
    ("missing data file", "missing-file", 28, "data/residents.csv"),
    ("bad number", "bad-number", 38, '"257,2"'),
    ("duplicate key", "duplicate-key", 41, "title"),
    ("wrong type", "wrong-type", 42, "[yes]"),
    ("duplicate id", "duplicate-id", 43, "sec-one"),
]


@pytest.fixture(scope="module")
def twelve(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, dict[str, bytes], dict[str, bytes]]:
    """A build of the twelve mistakes beside two finished files: its outcome, the folder before and after."""
    folder = tmp_path_factory.mktemp("twelve") / "report"
    shutil.copytree(CASES / "common", folder)
    (folder.parent / "secrets.yaml").write_text("facts: {}\n", encoding="utf-8")
    (folder / "briefing.yaml").write_text(TWELVE, encoding="utf-8")
    (folder / "dist").mkdir()
    (folder / "dist" / "twelve-briefing.pdf").write_bytes(b"an earlier briefing")
    (folder / "dist" / "twelve-deck.pptx").write_bytes(b"an earlier deck")
    before = contents(folder)
    outcome = run("build", "briefing.yaml", folder=folder)
    return outcome, before, contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_twelve_mistakes_get_twelve_diagnostics_in_one_run(
    twelve: tuple[Outcome, dict[str, bytes], dict[str, bytes]],
) -> None:
    outcome, _, _ = twelve
    lines = TWELVE.splitlines()
    expected = {(line, lines[line - 1].index(text) + 1, code) for _, code, line, text in TWELVE_MISTAKES}
    assert len(expected) == 12
    assert {(d.line, d.column, d.code) for d in outcome.diagnostics} == expected, outcome.err
    assert len(outcome.diagnostics) == 12


def test_twelve_mistakes_each_come_with_a_hint_and_no_traceback(
    twelve: tuple[Outcome, dict[str, bytes], dict[str, bytes]],
) -> None:
    outcome, _, _ = twelve
    assert [d for d in outcome.diagnostics if not d.hint] == []
    assert "Traceback" not in outcome.out + outcome.err
    assert outcome.status == 1


def test_a_build_with_mistakes_changes_no_file(twelve: tuple[Outcome, dict[str, bytes], dict[str, bytes]]) -> None:
    _, before, after = twelve
    assert after == before
