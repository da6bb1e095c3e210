"""What the README tells people to type works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hefei_report.charts.kind import chart_kind_names
from hefei_report.outline.model import BriefingFields
from hefei_report.outline.schema import schema_of
from tests.support.product import environment
from tests.support.tools import CHECKOUT

README = CHECKOUT / "README.md"
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"^```yaml\n(# (\S+)\n.*?)^```$", re.MULTILINE | re.DOTALL)

# Fetching and installing from the network is what continuous integration does in a fresh clone.
FETCHING = (
    "export PATH",
    "git clone",
    "cd ",
    "pip install",
    "pipx ",
    "python3 -m venv",
    "python3 -m pip",
    ". ",
    "source ",
    "apt",
    "hefei-report archive",
)
# Make's own recipes install first, and `make test` would test this test: make only says what it would run.
DRY = {"make": "make --dry-run --always-make"}


def commands() -> list[str]:
    """Every line of the README's shell blocks, without comments and prompts."""
    text = README.read_text(encoding="utf-8")
    lines = [line for block in _BLOCK.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    stripped = [re.sub(r"(^|\s+)# .*$", "", line.strip().removeprefix("$ ")).strip() for line in lines]
    return [line for line in stripped if line]


def test_the_readme_shows_the_two_commands_that_matter() -> None:
    assert {"make briefing", "make test"} <= set(commands())


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracked tree, and ``hefei-report`` on the PATH as an installation would put it."""
    folder = tmp_path_factory.mktemp("readme") / "copy"
    for room in ("src", "assets", "spec", "bench"):
        shutil.copytree(CHECKOUT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("Makefile", "pyproject.toml", "constraints.txt", "README.md"):
        shutil.copy(CHECKOUT / file, folder)
    for content, name in _FILE.findall(README.read_text(encoding="utf-8")):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    program = folder.parent / "bin" / "hefei-report"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hefei_report "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize("line", [line for line in commands() if not line.startswith(FETCHING)])
def test_a_command_of_the_readme_runs(line: str, fresh_copy: Path) -> None:
    first, _, rest = line.partition(" ")
    told = f"{DRY[first]} {rest}" if first in DRY else line
    path = os.pathsep.join([str(fresh_copy.parent / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euc", told],
        cwd=fresh_copy,
        env=environment({"PATH": path}, source=fresh_copy / "src"),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", README.read_text(encoding="utf-8"))
    assert [link for link in links if not (CHECKOUT / link).exists()] == []


def test_the_mistake_that_the_readme_shows_is_reported_in_these_words(fresh_copy: Path) -> None:
    outline = fresh_copy / "tour" / "report.yaml"
    shown = re.search(r"^(tour/report.yaml:.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert shown is not None
    whole = outline.read_text(encoding="utf-8")
    outline.write_text(whole.replace("exported {{ exports_2024 }}", "exported {{ exports_2042 }}"), encoding="utf-8")
    command = [sys.executable, "-m", "hefei_report", "check", "tour/report.yaml", "--quiet"]
    changes = environment({}, source=fresh_copy / "src")
    done = subprocess.run(command, cwd=fresh_copy, env=changes, capture_output=True, text=True, timeout=60, check=False)
    outline.write_text(whole, encoding="utf-8")
    assert (done.returncode, done.stderr) == (1, shown[1])


def test_the_readme_names_every_option_of_the_briefing() -> None:
    text = README.read_text(encoding="utf-8")
    assert [key for key in schema_of(BriefingFields) if f"| `{key}` |" not in text] == []


def test_the_readme_names_every_kind_of_chart() -> None:
    rows = [line.split("|")[1] for line in README.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert [kind for kind in chart_kind_names() if kind not in named] == []
