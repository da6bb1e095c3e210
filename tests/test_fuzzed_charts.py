"""One mistake in a chart is one complaint, at its line, whatever the kind; and nothing that is written stops us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from hefei_report.build import compose, publish
from hefei_report.charts.guide.gallery import gallery
from hefei_report.charts.kind import chart_kind, chart_kind_names
from hefei_report.deck.lint import lint
from hefei_report.diagnostics import Diagnostic, Diagnostics, Severity
from hefei_report.document.model import Medium
from hefei_report.workspace import NO_CACHE, MemoryWorkspace

HEAD = """\
report: fuzzed
title: Fuzzed charts
date: 2026-11-22
sources: [sources.yaml]
evidence: {names: [stacked-100]}
sections:
  - id: sec-charts
    title: Charts
    blocks:
"""
SOURCES = "".join(f"- {{id: {key}, type: report, title: Statistics}}\n" for key in ("statistics-2025", "history-2020"))
KEY = re.compile(r"(?<=[\s{])([a-z][a-z-]*)(?=: )")
NUMBER = re.compile(r"(?<!x: )(?<!date: )(?<=[ \[])-?\d+(?:\.\d+)?(?=[,}\]]|$)")
NO_NUMBERS = ("[7]", "{a: 7}", '"1,234"', "NaN", "twelve", '"12 %"')
kinds = pytest.mark.parametrize("kind", chart_kind_names())


@dataclass(frozen=True, slots=True)
class Mutant:
    """An example with one mistake: the example's lines, which of them has it, and what it is."""

    lines: tuple[str, ...]
    line: int
    mistake: str


def lines_of(kind: str) -> list[str]:
    return chart_kind(kind).example.strip().splitlines()


def misspelt(kind: str) -> Iterator[Mutant]:
    """The example of ``kind`` with one key misspelt, for each of its keys."""
    return _mutants(kind, KEY, ("q",), start=1, keep=True)


def misread(kind: str) -> Iterator[Mutant]:
    """The example of ``kind`` with something else in the place of a number, for each number of its data."""
    first = next(
        place
        for place, line in enumerate(lines_of(kind))
        if re.search(r"(data|series|values|panels|rows|events|tasks):", line)
    )
    return _mutants(kind, NUMBER, NO_NUMBERS, start=first, keep=False)


def _mutants(
    kind: str, pattern: re.Pattern[str], instead: tuple[str, ...], start: int, *, keep: bool
) -> Iterator[Mutant]:
    lines = lines_of(kind)
    count = 0
    for place, line in enumerate(lines[start:], start):
        for match in pattern.finditer(line):
            other = match[0] + instead[0] if keep else instead[count % len(instead)]
            count += 1
            changed = line[: match.start()] + other + line[match.end() :]
            yield Mutant((*lines[:place], changed, *lines[place + 1 :]), place, changed.strip())


def complaints(mutants: list[Mutant]) -> list[list[Diagnostic]]:
    """The errors in each of ``mutants``, which stand in one report."""
    text, ends = HEAD, []
    for number, mutant in enumerate(mutants):
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        lines = [re.sub(r"(?<=^  id: ).+", f"fig-{letters}", line) for line in mutant.lines]
        text += f"      - {lines[0]}\n" + "".join(f"        {line}\n" for line in lines[1:])
        ends.append(text.count("\n"))
    diagnostics = Diagnostics()
    files = {"fuzzed.yaml": text.encode(), "sources.yaml": SOURCES.encode()}
    compose(MemoryWorkspace(files), "fuzzed.yaml", diagnostics)
    errors = [one for one in diagnostics if one.severity is Severity.ERROR]
    starts = [HEAD.count("\n"), *ends]
    return [[one for one in errors if low < one.span.line <= high] for low, high in zip(starts, ends, strict=False)]


def wrong(mutants: list[Mutant]) -> list[str]:
    """The mutants whose mistake isn't told once and at its line."""
    found, start = [], HEAD.count("\n")
    for mutant, errors in zip(mutants, complaints(mutants), strict=True):
        if [one.span.line for one in errors] != [start + mutant.line + 1]:
            found.append(f"{mutant.mistake} -> {[str(one.span) + ' ' + one.message for one in errors]}")
        start += len(mutant.lines)
    return found


@kinds
def test_a_misspelt_key_is_one_complaint_at_it(kind: str) -> None:
    assert wrong(list(misspelt(kind))) == []


@kinds
def test_what_is_no_number_is_one_complaint_at_its_line(kind: str) -> None:
    assert wrong(list(misread(kind))) == []


@pytest.mark.parametrize("theme", ["hefei", "neutral"])
def test_every_example_fits_in_chinese_grey_half_as_wide_and_on_dark_slides(theme: str) -> None:
    options = f"theme: {theme}\nlanguage: zh\nbriefing: {{print: greyscale, figure-tables: appendix}}\n"
    options += "deck: {agenda: false, theme: midnight}"
    files = gallery()
    text = re.sub(r"\n          width: .*", "", files["gallery.yaml"]).replace("deck: {agenda: false}", options)
    text = text.replace("\n          chart: ", "\n          width: half\n          chart: ")
    diagnostics = Diagnostics()
    document = compose(
        MemoryWorkspace({n: t.encode() for n, t in {**files, "gallery.yaml": text}.items()}),
        "gallery.yaml",
        diagnostics,
    )
    assert document is not None
    made = publish(document, tuple(Medium), NO_CACHE, diagnostics)
    assert [str(one) for one in diagnostics if one.severity is Severity.ERROR] == []
    assert list(lint(made[1].content)) == []
