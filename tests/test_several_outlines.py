"""Many outlines in one command: each as if it were built alone, whatever happens to the others."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest

from hefei_report.cli.board import Board
from hefei_report.diagnostics import Span
from hefei_report.outline.naming import report_named
from tests.support.many import COUNT, OUTLINES, built_alone, digests, write_reports
from tests.support.product import command, environment, on_a_terminal, run


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with thirty reports, each built by itself into ``alone``."""
    folder = tmp_path_factory.mktemp("several")
    write_reports(folder)
    built_alone(folder)
    return folder


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_thirty_outlines_in_one_command_become_the_files_that_each_becomes_alone(jobs: int, desk: Path) -> None:
    outcome = run("build", *OUTLINES, "--jobs", str(jobs), "--output-dir", f"jobs-{jobs}", folder=desk)
    assert outcome.status == 0, outcome.err
    assert digests(desk / f"jobs-{jobs}") == digests(desk / "alone")
    assert len(digests(desk / "alone")) == 3 * COUNT


def test_libraries_are_loaded_once_however_many_processes_work(desk: Path) -> None:
    python, *rest = command("build", *OUTLINES[:6], "--jobs", "3", "--output-dir", "loaded")
    done = subprocess.run(
        [python, "-X", "importtime", *rest], cwd=desk, env=environment(), capture_output=True, text=True, check=True
    )
    imported = [line.rpartition("|")[2].strip() for line in done.stderr.splitlines()]
    for library in ("reportlab.pdfgen.canvas", "lxml.etree", "yaml", "markdown_it"):
        assert imported.count(library) == 1, library
    assert "pptx.opc.package" not in imported  # the template was opened by the builds before


# ---------------------------------------------------------------------------------------------- what is printed


@pytest.fixture
def four(tmp_path: Path) -> Path:
    """A folder with four reports, of which the second has a mistake and the third a warning."""
    write_reports(tmp_path, 4)
    path = tmp_path / "r1" / "briefing.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("subtitle:", "subtitel:"), encoding="utf-8")
    with (tmp_path / "r2" / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write("- {id: idle, type: report, title: Cited by nobody, issued: 2025}\n")
    return tmp_path


def timeless(text: str) -> str:
    """What was printed, without how long it took."""
    return re.sub(r"\d+\.\d s", "TIME", text)


@pytest.mark.parametrize("verb", ["build", "check"])
def test_what_is_printed_of_each_outline_stands_in_the_order_given_however_many_work(verb: str, four: Path) -> None:
    alone, side_by_side = (run(verb, *OUTLINES[3::-1], "--jobs", jobs, folder=four) for jobs in ("1", "4"))
    assert (alone.status, side_by_side.status) == (1, 1)
    assert timeless(side_by_side.out) == timeless(alone.out)
    assert side_by_side.err == alone.err
    assert [(d.file, d.code) for d in alone.diagnostics] == [
        ("r2/sources.yaml", "unused-source"),
        ("r1/briefing.yaml", "unknown-key"),
    ]
    *lines, total = alone.out.splitlines()
    told = [line.partition(":")[0] for line in lines if line.startswith("r")]
    assert told == [name for name in OUTLINES[3::-1] if name != OUTLINES[1] or verb == "check"]
    assert total.startswith("3 of 4 outlines")


def test_a_mistake_in_one_outline_leaves_the_others_to_be_built(four: Path) -> None:
    outcome = run("build", *OUTLINES[:4], "--output-dir", "out", folder=four)
    assert outcome.status == 1
    assert sorted({name.partition("-")[2].partition("-")[0] for name in digests(four / "out")}) == ["0", "2", "3"]
    assert "r1/briefing.yaml: nothing was written: 1 error" in outcome.err


def test_quiet_prints_diagnostics_only(four: Path) -> None:
    outcome = run("build", *OUTLINES[:4], "--quiet", folder=four)
    assert outcome.out == ""
    assert {line.split(":")[0] for line in outcome.err.splitlines() if not line.startswith(" ")} == {
        "r1/briefing.yaml",
        "r2/sources.yaml",
    }


def test_a_terminal_shows_how_many_are_done_and_what_is_at_work(four: Path) -> None:
    shown = on_a_terminal("build", *OUTLINES[:4], "--jobs", "2", folder=four)
    assert "0 of 4 outlines" in shown
    assert re.search(r"  r\d/briefing.yaml  [a-z]+ing .* \.\.\.", shown)
    left = after_the_screen_obeyed(shown)
    assert [line for line in left if line.endswith("...") or re.match(r"\d of 4 outlines, ", line)] == []
    assert "3 of 4 outlines written" in left[-1]


def after_the_screen_obeyed(shown: str) -> list[str]:
    """The lines that are left on a terminal: it knows "up N lines" and "wipe all below"."""
    lines: list[str] = []
    for up, text in re.findall(r"(?:\x1b\[(\d+)F\x1b\[J)?([^\x1b]*)", shown):
        if up:
            del lines[len(lines) - int(up) :]
        lines += text.replace("\r\n", "\n").splitlines()
    return lines


def test_lines_of_a_terminal_are_cut_to_its_width_where_characters_are_wide_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setenv("LINES", "3")
    stream = Terminal()
    board = Board(stream, 40)
    for number in range(3):
        board.begin(number, "报告" * 10 + "\x1b[2J.yaml")
    board.redraw()
    *_, last = stream.getvalue().split("\x1b[J")
    head, first = last.splitlines()
    assert head.startswith("0 of 40 outlines")
    assert first == "  " + "报告" * 6 + "报"


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


# ------------------------------------------------------------------------------------- what can't be built together


def test_two_outlines_that_would_become_the_same_files_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    write_reports(tmp_path, 3)
    path = tmp_path / "r2" / "briefing.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("report: small-2", "# a name\nreport: Small-0 # this"),
        encoding="utf-8",
    )
    outcome = run("build", *OUTLINES[:3], folder=tmp_path)
    assert outcome.status == 1
    assert [(d.file, d.line, d.column, d.code) for d in outcome.diagnostics] == [
        ("r2/briefing.yaml", 2, 9, "same-report")
    ]
    assert "r0/briefing.yaml" in outcome.err
    assert not (tmp_path / "dist").exists()
    assert run("check", *OUTLINES[:3], folder=tmp_path).status == 0


def test_the_name_of_a_report_is_found_wherever_it_stands() -> None:
    assert report_named("title: A\nreport: &n 'late'\n", "x") == ("late", Span("x", 2, 9, 9))
    assert report_named("{title: A, report: flow}", "x") == ("flow", Span("x", 1, 20, 4))
    assert report_named("report: one\n  two\n", "x") == ("one two", Span("x", 1, 9, 1))
    assert report_named("sections:\n  - report: inside\n", "x") is None
    assert report_named("report: [broken\n", "x") is None
    assert report_named("# a\n\nreport:   plain # why\ntitle: A\n", "x") == ("plain", Span("x", 3, 11, 5))


@pytest.mark.parametrize("again", [OUTLINES[0], "r1/../r0/briefing.yaml", "link.yaml"])
def test_an_outline_that_is_named_twice_is_wrong_usage(again: str, tmp_path: Path) -> None:
    write_reports(tmp_path, 2)
    (tmp_path / "link.yaml").symlink_to(OUTLINES[0])
    outcome = run("build", *OUTLINES[:2], again, folder=tmp_path)
    assert outcome.status == 2
    assert f"'{again}' is named twice" in outcome.err
    assert not (tmp_path / "dist").exists()


def test_outlines_that_are_not_there_are_all_named_before_anything_is_built(tmp_path: Path) -> None:
    write_reports(tmp_path, 1)
    outcome = run("build", "nowhere.yaml", OUTLINES[0], "--draft", "nor-there.yaml", folder=tmp_path)
    assert outcome.status == 2
    assert "nowhere.yaml" in outcome.err
    assert "nor-there.yaml" in outcome.err
    assert not (tmp_path / "dist").exists()
