"""The command line: its verbs, what it prints where, and how it ends."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

import hefei_report
from tests.support.outlines import SMALL_OUTLINE, write_small_report
from tests.support.product import command, environment, on_a_terminal, run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The folder of a small sound report."""
    return write_small_report(tmp_path / "report").parent


BOTH = ["small-briefing.pdf", "small-deck.pptx", "small-manifest.json"]


def outputs(folder: Path) -> list[str]:
    """The names in an output folder; [] when there is none."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_build_writes_both_files_with_their_manifest_and_ends_with_nought(report: Path) -> None:
    outcome = run("build", "briefing.yaml", folder=report)
    assert outcome.status == 0, outcome.err
    assert outputs(report / "dist") == BOTH


def test_the_default_outline_is_the_briefing_in_spec(tmp_path: Path) -> None:
    write_small_report(tmp_path / "spec")
    outcome = run("build", folder=tmp_path)
    assert outcome.status == 0, outcome.err
    assert outputs(tmp_path / "dist") == BOTH


@pytest.mark.parametrize(
    ("media", "made"),
    [
        ("briefing", ["small-briefing.pdf", "small-manifest.json"]),
        ("deck", ["small-deck.pptx", "small-manifest.json"]),
        ("deck,briefing", BOTH),
    ],
)
def test_one_medium_or_both_can_be_asked_for(media: str, made: list[str], report: Path) -> None:
    assert run("build", "briefing.yaml", "--to", media, folder=report).status == 0
    assert outputs(report / "dist") == made


def test_the_output_folder_can_be_chosen_and_is_made(report: Path) -> None:
    assert run("build", "briefing.yaml", "--output-dir", "out/of/the/way", folder=report).status == 0
    assert outputs(report / "out" / "of" / "the" / "way") == BOTH
    assert outputs(report / "dist") == []


def test_the_summary_tells_what_was_made(report: Path) -> None:
    outcome = run("build", "briefing.yaml", folder=report)
    for word in ("pages", "slides", "figure", "facts", "source", "warning", "small-briefing.pdf", "small-deck.pptx"):
        assert word in outcome.out + outcome.err
    assert re.search(r"\d+(\.\d+)? ?s\b", outcome.out + outcome.err)


def test_output_that_is_no_terminal_gets_plain_lines(report: Path) -> None:
    outcome = run("build", "briefing.yaml", folder=report)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", outcome.out + outcome.err)


def test_a_terminal_gets_a_progress_display_that_leaves_no_mess(report: Path) -> None:
    shown = on_a_terminal("build", "briefing.yaml", folder=report)
    assert "\r" in shown.replace("\r\n", "")
    assert "Traceback" not in shown
    assert "small-briefing.pdf" in shown


def test_quiet_prints_nothing_when_nothing_is_wrong(report: Path) -> None:
    outcome = run("build", "briefing.yaml", "--quiet", folder=report)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")


def test_quiet_still_prints_what_is_wrong(report: Path) -> None:
    write_small_report(report, outline=SMALL_OUTLINE.replace("subtitle:", "subtitel:"))
    outcome = run("build", "briefing.yaml", "--quiet", folder=report)
    assert outcome.status == 1
    assert [d.code for d in outcome.diagnostics] == ["unknown-key"]


def test_a_check_writes_nothing(report: Path) -> None:
    before = sorted(report.rglob("*"))
    outcome = run("check", "briefing.yaml", folder=report, changes={"HEFEI_REPORT_CACHE": ""})
    assert outcome.status == 0
    assert sorted(report.rglob("*")) == before


@pytest.mark.parametrize("verb", ["build", "check"])
def test_mistakes_in_the_outline_end_with_one(verb: str, report: Path) -> None:
    write_small_report(report, outline=SMALL_OUTLINE.replace("exports_2024 }}", "export_2024 }}"))
    outcome = run(verb, "briefing.yaml", folder=report)
    assert outcome.status == 1
    assert {d.code for d in outcome.diagnostics} == {"unknown-fact"}
    assert outputs(report / "dist") == []


def test_a_draft_is_built_in_spite_of_missing_evidence_and_says_so(report: Path) -> None:
    write_small_report(report, outline=SMALL_OUTLINE.replace("{{ exports_2024 }} in 2024", "{{ export_2024 }} in 2024"))
    outcome = run("build", "briefing.yaml", "--draft", folder=report)
    assert outcome.status == 0, outcome.err
    assert [(d.severity, d.code) for d in outcome.diagnostics] == [("warning", "unknown-fact")]
    assert outputs(report / "dist") == BOTH


def test_strict_lets_a_warning_fail_the_build(report: Path) -> None:
    write_small_report(report, outline=SMALL_OUTLINE.replace("{{ exports_2024 }} in 2024", "{{ export_2024 }} in 2024"))
    outcome = run("build", "briefing.yaml", "--draft", "--strict", folder=report)
    assert outcome.status == 1
    assert outputs(report / "dist") == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--two", "deck"),
        ("build", "briefing.yaml", "--to", "website"),
        ("check", "--to", "deck"),
        ("build", "briefing.yaml", "--jobs", "0"),
        ("check", "--jobs", "many"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_two_and_the_usage(arguments: tuple[str, ...], report: Path) -> None:
    outcome = run(*arguments, folder=report)
    assert outcome.status == 2
    assert "usage" in outcome.err.lower()
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("name", ["nowhere.yaml", "nowhere/briefing.yaml", "."])
def test_an_outline_that_is_not_there_is_named_and_no_traceback_follows(name: str, report: Path) -> None:
    outcome = run("build", name, folder=report)
    assert outcome.status in {1, 2}
    assert name.rstrip(".") in outcome.err
    assert "Traceback" not in outcome.err


def test_the_version_is_the_packages(tmp_path: Path) -> None:
    outcome = run("--version", folder=tmp_path)
    assert outcome.status == 0
    assert hefei_report.__version__ in outcome.out


@pytest.mark.parametrize("arguments", [(), ("build",), ("check",), ("archive",), ("verify",), ("attest",)])
def test_the_help_has_examples(arguments: tuple[str, ...], tmp_path: Path) -> None:
    outcome = run(*arguments, "--help", folder=tmp_path)
    assert outcome.status == 0
    assert "example" in outcome.out.lower()
    assert f"hefei-report {arguments[0] if arguments else 'build'}" in outcome.out


def test_the_console_script_and_the_module_are_the_same_program(tmp_path: Path) -> None:
    script = "import sys; from hefei_report.cli import main; sys.argv[0] = 'hefei-report'; sys.exit(main())"
    done = subprocess.run(
        [command()[0], "-c", script, "--version"], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )
    assert done.stdout.decode() == run("--version", folder=tmp_path).out


def test_a_closed_pipe_is_no_crash(report: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command("build", "briefing.yaml"),
        cwd=report,
        env=environment(),
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    os.close(write)
    assert b"Traceback" not in done.stderr


def test_an_interrupt_that_strikes_where_none_can_be_raised_is_heard_all_the_same() -> None:
    program = (
        "import weakref, hefei_report.cli as cli\n"
        "class Thing: pass\n"
        "def interrupted(_): raise KeyboardInterrupt\n"
        "def run(arguments):\n"
        "    thing = Thing()\n"
        "    seen = weakref.ref(thing, interrupted)\n"
        "    del thing\n"
        "    for _ in range(10_000_000): pass\n"
        "cli._run = run\n"
        "cli.script(['kinds'])\n"
    )
    done = subprocess.run([command()[0], "-c", program], env=environment(), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "interrupted; nothing was changed\n")
