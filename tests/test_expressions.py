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
from hefei_report import expressions
from hefei_report.expressions import expression, late_expressions
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

    monkeypatch.setattr(expressions, "_compile", noting)
    late = expression(r"\d+", re.ASCII)
    assert compiled == []
    assert late.search("12") is not None
    assert late.fullmatch("x") is None
    assert compiled == [(r"\d+", re.ASCII)]


def modules_with_expressions() -> Iterator[str]:
    for path in sorted(HOUSE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        taken = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
        taken = [node for node in taken if node.module == "hefei_report.expressions"]
        if any(name.name == "expression" for node in taken for name in node.names):
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


def test_a_library_that_is_imported_compiles_late_and_everybody_else_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "library_of_words.py").write_text("import re\nWORD = re.compile(r'\\w+', re.ASCII)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with late_expressions():
        library = importlib.import_module("library_of_words")
    assert not isinstance(library.WORD, re.Pattern)
    assert library.WORD.findall("two words") == ["two", "words"]
    assert isinstance(re.compile(r"\d"), re.Pattern)


def test_yaml_and_markdown_compile_late_what_they_are_never_asked() -> None:
    program = """
import yaml.reader
import hefei_report.resolve.markup
from hefei_report.resolve.markup import inline_tokens
import markdown_it.common.html_re as html, yaml.resolver, re
inline_tokens("*a* [b](c)")
print(*(isinstance(each, re.Pattern) for each in (yaml.reader.Reader.NON_PRINTABLE, html.HTML_TAG_RE)))
"""
    program = "import hefei_report.outline.nodes\n" + program
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment(), capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["False", "False"]
