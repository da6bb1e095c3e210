"""The rules of the house that a machine can check: style, types, and no lint rule silenced wholesale."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.tools import CHECKOUT

BLANKET = re.compile(
    r"#\s*type:\s*ignore(?!\[)"
    r"|#\s*noqa(?!:\s*[A-Z]+[0-9])"
    r"|#\s*(ruff|flake8):\s*noqa"
    r"|#\s*mypy:"
    r"|#\s*pragma:\s*no cover"
    r"|#\s*fmt:\s*(off|skip)"
)
EXCEPTION = re.compile(r"#\s*(type:\s*ignore\[[\w, -]+\]|noqa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*)")


def programs() -> list[Path]:
    """Every Python file of the project."""
    return sorted(path for room in ("src", "tests", "bench") for path in (CHECKOUT / room).rglob("*.py"))


def run_program(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a development program of this environment over the checkout."""
    program = Path(sys.executable).parent / name
    return subprocess.run(
        [str(program), *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=600
    )


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("ruff", ("check", ".")), ("ruff", ("format", "--check", ".")), ("mypy", ())],
    ids=["ruff check", "ruff format", "mypy --strict"],
)
def test_the_whole_tree_passes(name: str, arguments: tuple[str, ...]) -> None:
    result = run_program(name, *arguments)
    assert result.returncode == 0, result.stdout + result.stderr


def comments_with_blanket_exceptions(path: Path) -> list[str]:
    """The lines of a file that silence a checker without saying which of its rules."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [f"{path.relative_to(CHECKOUT)}:{n}: {line}" for n, line in enumerate(lines, 1) if BLANKET.search(line)]


def test_no_checker_is_silenced_wholesale() -> None:
    own = Path(__file__)
    assert [found for path in programs() if path != own for found in comments_with_blanket_exceptions(path)] == []


@pytest.mark.parametrize(
    "comment", ["# type: ignore", "# noqa", "# noqa: because", "# ruff: noqa", "# mypy: ignore-errors"]
)
def test_a_blanket_exception_is_found(comment: str) -> None:
    assert BLANKET.search(f"x = 1  {comment}")


def test_an_exception_to_a_rule_gives_its_reason_on_the_same_line() -> None:
    unexplained = []
    for path in programs():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = EXCEPTION.search(line)
            if found and path != Path(__file__) and not line[found.end() :].strip(" #"):
                unexplained.append(f"{path.relative_to(CHECKOUT)}:{number}: {line.strip()}")
    assert unexplained == []


def test_the_type_checker_is_strict_and_excuses_only_libraries_without_types() -> None:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
    assert settings["strict"] is True
    for override in settings["overrides"]:
        assert set(override) == {"module", "ignore_missing_imports"}
        assert not [name for name in override["module"] if name.startswith(("hefei_report", "tests", "*"))]


def test_every_pinned_version_lies_in_the_range_that_the_project_allows() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {
        canonicalize_name(name): version
        for name, _, version in (
            line.partition("==")
            for line in (CHECKOUT / "constraints.txt").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        )
    }
    extras = [text for extra in project["optional-dependencies"].values() for text in extra]
    wanted = [Requirement(text) for text in [*project["dependencies"], *extras]]
    assert [str(need) for need in wanted if pinned.get(canonicalize_name(need.name), "") not in need.specifier] == []


# What reportlab 5.1 doesn't document, and the modules that reach for it.
PRIVATE = re.compile(
    r"\.(_doc|_annotationrefs|_addAnnotation|_bookmarkReference|_timeStamp|idToObject\w*|numberToId|__NoDefault__"
    r"|Catalog|Outlines|Pages)\b|def _make_preamble"
)


def test_private_parts_of_reportlab_are_known_to_four_modules() -> None:
    room = CHECKOUT / "src" / "hefei_report" / "briefing"
    reaching = {path.stem for path in room.glob("*.py") if PRIVATE.search(path.read_text(encoding="utf-8"))}
    assert reaching == {"canvas", "finishing", "objects", "serializing"}
