"""An author's alternative text that says otherwise than the chart gets a warning at the word, and a better text."""

from __future__ import annotations

import pytest

from hefei_report.charts.kind import chart_kind, chart_kind_names
from tests.test_charts import composed

LINE = """
figure:
  id: fig-one
  chart: line
  title: A finding
  caption: What it shows
  alt: {alt}
  unit: thousand vehicles
  data: [{{x: 2020, value: 9}}, {{x: 2022, value: 12}}, {{x: 2024, value: 5}}]
  source: "[@statistics-2025; @history-2020]"
"""
BARS = """
figure:
  id: fig-one
  chart: bar
  title: A finding
  caption: What it shows
  alt: {alt}
  data: [{{label: Imports, value: 5}}, {{label: Exports, value: 9}}, {{label: Transit, value: 2}}]
  source: "[@statistics-2025; @history-2020]"
"""


def warned(figure: str, alt: str, language: str = "en") -> list[str]:
    """The words that are warned about, each found at its place, with a proposal beside it."""
    _, found = composed(figure.format(alt=alt), {}, language)
    own = [each for each in found if each.code != "unused-source"]
    assert {each.code for each in own} <= {"wrong-description"}
    assert all("leave 'alt:' out for: " in each.hint for each in own)
    begin = len("          alt: ") + 1
    return [alt[each.span.column - begin :][: each.span.length] for each in own]


@pytest.mark.parametrize(
    ("figure", "alt", "word"),
    [
        (LINE, "Bar chart of the output.", "Bar chart"),
        (LINE, "Output rises over the years.", "rises"),
        (LINE, "Line chart of output since 2015.", "2015"),
        (LINE, "Output was highest in 2020.", "highest"),
        (BARS, "Line graph of trade.", "Line graph"),
        (BARS, "Bars for trade, of which Imports are the largest.", "largest"),
        (BARS, "Bars for trade; the smallest are the exports.", "smallest"),
        (LINE, "输出量上升的折线图", "上升"),
        (LINE, "产量柱形图", "柱形图"),
        (BARS, "贸易条形图，Imports最大", "最大"),
    ],
)
def test_what_the_chart_contradicts_is_warned_about_at_the_word(figure: str, alt: str, word: str) -> None:
    assert warned(figure, alt) == [word]


@pytest.mark.parametrize(
    ("figure", "alt"),
    [
        (LINE, "Line chart of output from 2020 to 2024; it falls in the end."),
        (LINE, "Output rises to its highest in 2022, then falls."),
        (LINE, "Output was highest in 2022 and lowest in 2024."),
        (LINE, "Output in 2021 lies between two points."),
        (BARS, "Column chart of trade; the largest are the exports."),
        (BARS, "Trade, with Imports the second largest, and Exports not the smallest."),
        (BARS, "Imports are one of the largest flows."),
        (BARS, "Trade grew, in bars."),
        (BARS, "贸易条形图，Exports最大"),
    ],
)
def test_what_is_right_or_open_is_let_pass(figure: str, alt: str) -> None:
    assert warned(figure, alt) == []


def test_ranks_that_fall_are_better_and_growth_that_falls_is_growth() -> None:
    ranks = LINE.replace("chart: line", "chart: line\n  invert: true").replace("thousand vehicles", "rank")
    assert warned(ranks, "The city rises among the others.") == []
    assert warned(ranks, "The city was highest in 2024.") == []  # the fifth place is better than the ninth
    assert warned(LINE.replace("thousand vehicles", "percent"), "Exports increased every year.") == []


@pytest.mark.parametrize("name", chart_kind_names())
def test_no_example_is_doubted(name: str) -> None:
    _, found = composed(chart_kind(name).example, {})
    assert [each.message for each in found if each.code == "wrong-description"] == []
