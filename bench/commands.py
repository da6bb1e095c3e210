"""What commands cost beside bare Python: ``--version``, ``check`` of the flagship, and a hundred outlines at once."""

from __future__ import annotations

import shutil
import string
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench.measuring import timed
from bench.tables import table
from bench.tools import CHECKOUT, ours_in, program
from bench.work import work, write_outline

VERSION_AT_MOST = 2.0  # times bare Python with the import of argparse
CHECK_OVER_PYTHON = 0.5  # seconds
CHECK_OF_A_COLD_BUILD = 0.25
JOBS_AT_LEAST = 1.7  # times faster
OUTLINES = 100
_SECTIONS = 5  # of each of them
_PYTHON, _LIBRARY, _VERSION, _CHECK, _COLD = "bare Python", "with argparse", "--version", "check", "cold build"
_LIBRARIES = "with the writers' libraries"

_LETTERS = string.ascii_uppercase  # a number in a title would ask for its proof


def measured(rounds: int) -> str:
    """``--version`` and ``check`` of the flagship, with what they may cost."""
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "report"
        shutil.copytree(CHECKOUT / "spec", folder)
        variables = ours_in(Path(scratch))
        for _ in range(rounds):
            for name, command in _probes().items():
                if name == _COLD:
                    shutil.rmtree(Path(scratch) / "cache", ignore_errors=True)
                times.setdefault(name, []).append(timed(command, folder, variables).wall)
    found = {name: median(seconds) for name, seconds in times.items()}
    return table(["", *found, "promise"], [["the flagship", *map(_milliseconds, found.values()), _promises(found)]])


def _probes() -> dict[str, tuple[str, ...]]:
    """In the order of a round: a check finds what the build before it has kept."""
    return {
        _PYTHON: (sys.executable, "-c", "pass"),
        _LIBRARY: (sys.executable, "-c", "import argparse"),
        _LIBRARIES: (sys.executable, "-c", "import reportlab.pdfgen.canvas, pptx, uharfbuzz, yaml, markdown_it"),
        _VERSION: (*program(), "--version"),
        _COLD: (*program(), "build", "briefing.yaml", "--quiet"),
        _CHECK: (*program(), "check", "briefing.yaml", "--quiet"),
    }


def _promises(found: dict[str, float]) -> str:
    version = found[_VERSION] / found[_LIBRARY]
    over, bound = found[_CHECK] - found[_PYTHON], min(CHECK_OVER_PYTHON, CHECK_OF_A_COLD_BUILD * found[_COLD])
    return (
        f"--version {version:.2f} times ({_word(version <= VERSION_AT_MOST)}: at most {VERSION_AT_MOST}); check "
        f"{over * 1000:.0f} ms over bare Python ({_word(over <= bound)}: at most {bound * 1000:.0f})"
    )


def measured_jobs(rounds: int) -> str:
    """A hundred outlines in one command, with one job and with two, each with an empty cache."""
    times: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as scratch:
        names = _outlines(Path(scratch))
        for _ in range(rounds):
            for jobs, found in times.items():
                for folder in ("cache", "dist"):
                    shutil.rmtree(Path(scratch) / folder, ignore_errors=True)
                command = (*program(), "build", *names, "--quiet", "--jobs", str(jobs))
                found.append(timed(command, Path(scratch), ours_in(Path(scratch))).wall)
    one, two = median(times[1]), median(times[2])
    verdict = f"{one / two:.2f} times faster ({_word(one / two >= JOBS_AT_LEAST)}: at least {JOBS_AT_LEAST})"
    return table(["", "one job", "two jobs", ""], [[f"{OUTLINES} outlines", f"{one:.1f} s", f"{two:.1f} s", verdict]])


def _outlines(folder: Path) -> list[str]:
    """Reports with names and titles of their own, side by side in ``folder``."""
    made, names = work(_SECTIONS), []
    for number in range(OUTLINES):
        edited = made.with_a_word_changed(number).with_a_number_changed(number)
        outline = write_outline(
            replace(edited, title=f"{made.title}, edition {_LETTERS[number // 26]}{_LETTERS[number % 26]}"), folder
        )
        name = f"report-{number:03}.yaml"
        text = outline.read_text(encoding="utf-8").replace("report: report\n", f"report: report-{number:03}\n")
        (folder / name).write_text(text, encoding="utf-8")
        names.append(name)
    return names


def _word(reached: bool) -> str:
    return "reached" if reached else "NOT REACHED"


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"
