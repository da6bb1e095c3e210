"""A chart without an alternative text gets one: what it shows in words, with numbers that are the chart's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from hefei_report.charts.guide.gallery import OUTLINE, gallery
from hefei_report.charts.kind import chart_kind, chart_kind_names
from hefei_report.charts.telling.proposal import LONGEST, STORIES
from hefei_report.charts.telling.words import words_of
from hefei_report.document.model import Figure
from hefei_report.document.walking import blocks_of
from tests.support.product import run
from tests.test_charts import HEAD, composed

_ALT = re.compile(r"^ *alt:.*\n", re.MULTILINE)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def figure(block: str, language: str = "en") -> Figure:
    """The figure that ``block``, without any alternative text, becomes."""
    document, found = composed(_ALT.sub("", block), {}, language)
    assert [(d.code, d.message) for d in found if d.code != "unused-source"] == []
    assert document is not None
    return next(each for each in blocks_of(document) if isinstance(each, Figure))


def proposal(fields: str, language: str = "en") -> str:
    """The text for a figure with these fields, behind its kind and caption."""
    return figure(HEAD + re.sub("^ {4}", "  ", fields.strip("\n"), flags=re.MULTILINE), language).alt


def numbers(shown: Figure) -> Iterator[Decimal]:
    for series in shown.plan.series:
        yield from (abs(value.number) for value in series.values if value.number is not None)
        yield from (Decimal(n.replace(",", "")) for value in series.values for n in _NUMBER.findall(value.text))


def test_every_kind_on_the_shelf_is_told_in_every_language() -> None:
    missing = [name for name in chart_kind_names() if name not in STORIES]
    missing += [name for name in chart_kind_names() for tag in ("en", "zh") if name not in words_of(tag).kinds]
    assert missing == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", chart_kind_names())
def test_a_text_says_the_kind_the_caption_and_numbers_of_the_chart_alone(name: str, language: str) -> None:
    shown = figure(chart_kind(name).example, language)
    kind, caption = words_of(language).kinds[name], "".join(run.text for run in shown.caption)
    assert shown.alt.startswith(kind)
    assert caption.rstrip(".") in shown.alt
    assert len(kind + caption) + 20 < len(shown.alt) <= LONGEST + 1
    assert "{" not in shown.alt
    bound = [run for run in shown.alt_runs if re.search(r"\d", run.text)]
    assert [run.text for run in bound if not (run.role or run.fact or run.text in caption)] == []


COLUMNS = """
    chart: column
    unit: thousand vehicles
    data:
      - {label: "2021", value: 145}
      - {label: "2022", value: 255, target: 300}
      - {label: "2023", value: 740}
      - {label: "2024", value: null}
      - {label: "2025", value: 640, status: estimated}
"""


def test_a_development_is_told_from_end_to_end_with_its_peak_targets_estimates_and_gaps() -> None:
    assert proposal(COLUMNS) == (
        "Column chart: What it shows, thousand vehicles, 2021 to 2025. Goes from 145 to 640; highest 2023 (740). "
        "Target: 2022: 300. Estimated: 2025. No data: 2024."
    )
    assert proposal(COLUMNS, "zh") == (
        "柱形图：What it shows，thousand vehicles，2021至2025。由145变为640；最高为2023（740）。"
        "目标：2022为300。估计：2025。无数据：2024。"
    )


@pytest.mark.parametrize(
    ("values", "story"),
    [((1, 2, 3), "Rises from 1 to 3."), ((3, 2, 1), "Falls from 3 to 1."), ((2, 2, 2), "Stays at 2.")],
)
def test_only_what_always_rises_is_said_to_rise(values: tuple[int, ...], story: str) -> None:
    rows = [f"- {{x: {2020 + n}, value: {value}}}" for n, value in enumerate(values)]
    assert story in proposal("    chart: line\n    data:\n      " + "\n      ".join(rows))


def test_a_rise_across_a_break_is_told_with_the_break() -> None:
    told = proposal("""
    chart: line
    breaks:
      - {before: 2019, label: Series revised}
    data:
      - {x: 2014, value: 515.8}
      - {x: 2021, value: 1141.28}
    """)
    assert told.endswith("Rises from 515.8 to 1,141.28. Break in the series: Series revised.")


def test_a_single_value_neither_rises_nor_stays() -> None:
    told = proposal("""
    chart: line
    series:
      - name: Output
        data: [{x: 2023, value: 12}, {x: 2024, value: 14}, {x: 2025, value: 15}]
      - name: Goal
        data: [{x: 2025, value: 16}]
    """)
    assert "Output: rises from 12 to 15; Goal: 16 (2025)." in told


def test_parts_of_one_bar_without_a_name_are_called_what_they_are() -> None:
    told = proposal("""
    chart: stacked-bar
    data: [{label: Machinery, value: 206}, {label: The rest, value: 51, status: derived}]
    """)
    assert told.endswith("Calculated: The rest.")


def test_ranks_are_neither_high_nor_low() -> None:
    rows = "[{x: 2020, value: 20}, {x: 2021, value: 7}, {x: 2022, value: 13}]"
    told = proposal(f"    chart: line\n    invert: true\n    data: {rows}")
    assert "Goes from 20 to 13; best 2021 (7)." in told
    assert not {"highest", "rises", "falls"} & set(told.casefold().split())


def test_a_waterfall_is_told_by_its_levels_and_its_largest_steps() -> None:
    rows = (("Start", 10), ("Up", 6), ("Down", -4), ("More", 2), ("Less", -1))
    steps = ", ".join(f"{{label: {name}, value: {number}}}" for name, number in rows)
    steps = steps.replace("value: 10", "value: 10, total: true")
    told = proposal(f"    chart: waterfall\n    data: [{steps}, {{label: End, total: true}}]")
    assert "Start: 10, End: 13;" in told
    assert "largest increase Up (+6); largest decrease Down (−4)." in told


def test_many_categories_are_told_by_the_largest_and_the_smallest() -> None:
    rows = ", ".join(
        f"{{label: City {name}, value: {value}}}" for name, value in zip("ABCDEF", (5, 9, 1, 4, 2, 3), strict=True)
    )
    assert "Highest City B (9); lowest City C (1)." in proposal(f"    chart: bar\n    data: [{rows}]")


def test_parts_are_told_by_size_and_the_rest_is_counted() -> None:
    rows = ", ".join(
        f"{{label: Part {name}, value: {value}}}" for name, value in zip("ABCDEFG", (1, 7, 2, 6, 3, 5, 4), strict=True)
    )
    told = proposal(f"    chart: treemap\n    data: [{rows}]")
    assert "Part B: 7, Part D: 6, Part F: 5, Part G: 4, Part E: 3; and 2 more." in told


def test_numbers_of_facts_are_bound_to_them() -> None:
    shown = figure(
        HEAD + '  chart: bar\n  unit: billion yuan\n  data:\n    - {label: Exports, value: "fact:exports"}\n'
        '    - {label: Imports, value: "fact:imports"}\n'
    )
    assert {run.fact: run.text for run in shown.alt_runs if run.fact} == {"exports": "257.2", "imports": "125.9"}


def test_long_names_never_make_a_text_that_nobody_listens_to() -> None:
    rows = "\n".join(f"      - {{label: {'A long name of a category ' * 5}{n}, value: 1}}" for n in "abcd")
    assert len(proposal(f"    chart: bar\n    data:\n{rows}")) <= LONGEST


def test_an_author_s_own_text_stays_as_it_is() -> None:
    document, _ = composed(HEAD + "  chart: bar\n  data: [{label: A, value: 1}]\n", {})
    assert document is not None
    assert [each.alt for each in blocks_of(document) if isinstance(each, Figure)] == ["A chart."]


def test_a_gallery_told_by_us_alone_is_proven_in_both_files(tmp_path: Path) -> None:
    for name, text in gallery().items():
        (tmp_path / name).write_text(_ALT.sub("", text), encoding="utf-8")
    assert run("build", OUTLINE, "--strict", folder=tmp_path).diagnostics == ()
    for file in ("gallery-briefing.pdf", "gallery-deck.pptx"):
        done = run("trace", f"dist/{file}", folder=tmp_path)
        assert done.status == 0, done.out
