"""Regular expressions that are compiled late mean what those mean that are compiled at once."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hefei_report
from hefei_report.expressions import expression
from tests.support.product import environment

HOUSE = Path(hefei_report.__file__).parent


@pytest.mark.parametrize("flags", [0, re.IGNORECASE | re.MULTILINE])
def test_an_expression_answers_as_a_compiled_one(flags: int) -> None:
    source, text = r"^(?P<head>year) (\d+)", "Year 2019, year 2020\nyear 2021"
    late, compiled = expression(source, flags), re.compile(source, flags)
    assert [found.groups() for found in late.finditer(text)] == [found.groups() for found in compiled.finditer(text)]
    assert late.sub("-", text) == compiled.sub("-", text)
    assert (late.pattern, late.flags, late.groups, late.groupindex) == (
        compiled.pattern,
        compiled.flags,
        compiled.groups,
        compiled.groupindex,
    )


def test_an_expression_of_bytes_finds_bytes() -> None:
    assert expression(rb"(?i)<script").search(b"<g><SCRIPT>") is not None


def test_an_expression_is_compiled_once_and_only_when_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[Any] = []
    original = re.compile

    def noting(*asked: Any) -> re.Pattern[Any]:
        compiled.append(asked)
        return original(*asked)

    monkeypatch.setattr(re, "compile", noting)
    late = expression(r"\d+", re.ASCII)
    assert compiled == []
    assert late.search("12") is not None
    assert late.fullmatch("x") is None
    assert compiled == [(r"\d+", re.ASCII)]


def modules_with_expressions() -> Iterator[str]:
    for path in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if any(isinstance(node, ast.ImportFrom) and node.module == "hefei_report.expressions" for node in tree.body):
            yield ".".join(("hefei_report", *path.relative_to(HOUSE).with_suffix("").parts))


def expressions_in(value: object) -> Iterator[re.Pattern[Any]]:
    """The late expressions in a name of a module: one, or a table that has some."""
    if type(value) is type(expression("")):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from expressions_in(each)


def test_the_late_expressions_of_the_house_all_compile() -> None:
    names = list(modules_with_expressions())
    assert len(names) > 10
    for name in names:
        module = importlib.import_module(name)
        found = [each for value in vars(module).values() for each in expressions_in(value)]
        assert found, name
        assert all(each.groups >= 0 for each in found)


def test_to_load_the_finder_of_numerals_compiles_no_dates() -> None:
    program = """
import re
compiled = []
original = re.compile
re.compile = lambda *asked: compiled.append(asked[0]) or original(*asked)
from hefei_report.evidence.numerals import numerals
assert not [each for each in compiled if "[Cc]entury" in str(each)]
assert [numeral.text for numeral in numerals("the 21st century began in 2001 with 6 billion")]
assert [each for each in compiled if "[Cc]entury" in str(each)]
"""
    subprocess.run([sys.executable, "-c", program], env=environment(), check=True, timeout=60)
