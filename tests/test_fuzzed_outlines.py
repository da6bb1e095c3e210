"""Whatever an outline says, in whatever script and at whatever length: it is a valid file, or its mistakes are told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hefei_report.deck.lint import lint
from tests.support.fuzzing import SECONDS
from tests.support.product import environment
from tests.support.tools import CHECKOUT
from tests.test_valid_files import faults

TOGETHER = 10  # outlines that one process builds
BUILT, EXPLAINED = "0", "1"  # the exit codes of the command


def built(folder: Path, first: int, medium: str = "briefing") -> dict[str, str]:
    """The exit code for each of so many outlines, by seed; "" where the system had to stop the process."""
    program = [sys.executable, "-m", "tests.support.fuzzing", str(folder), str(first), str(TOGETHER), medium]
    changes: dict[str, str | None] = {"HEFEI_REPORT_CACHE": str(folder / "cache")}
    done = subprocess.run(
        program,
        cwd=CHECKOUT,
        env=environment(changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=TOGETHER * SECONDS,
        check=False,
    )
    assert "Traceback" not in done.stderr.decode()
    assert "broken-deck" not in done.stderr.decode()  # which would be our own mistake
    return {line.partition(" ")[0]: line.partition(" ")[2] for line in done.stdout.decode().splitlines()}


@pytest.mark.parametrize("first", range(0, 50, TOGETHER))
def test_any_outline_gives_a_valid_file_or_is_explained(first: int, tmp_path: Path) -> None:
    codes = built(tmp_path, first)
    assert len(codes) == TOGETHER
    assert {seed: code for seed, code in codes.items() if code not in (BUILT, EXPLAINED)} == {}
    assert list(codes.values()).count(BUILT) >= TOGETHER / 3  # else this would say little
    for seed, code in codes.items():
        files = list((tmp_path / seed).glob("*.pdf"))
        assert len(files) == (code == BUILT), seed
        assert [fault for file in files for fault in faults(file)] == [], seed


@pytest.mark.parametrize("first", [0, 500])
def test_any_outline_gives_a_deck_that_the_lint_passes_or_is_explained(first: int, tmp_path: Path) -> None:
    codes = built(tmp_path, first, "deck")
    assert len(codes) == TOGETHER
    assert {seed: code for seed, code in codes.items() if code not in (BUILT, EXPLAINED)} == {}
    files = [file for seed in codes for file in (tmp_path / seed).glob("*.pptx")]
    assert len(files) == list(codes.values()).count(BUILT) >= 1
    assert [finding for file in files for finding in lint(file.read_bytes())] == []
