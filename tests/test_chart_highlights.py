"""What stands out of a chart is what its author names, or what a rule holds for; everything else turns grey."""

from __future__ import annotations

import pytest

from hefei_report.document.chartplan import ChartPlan, Dots, Ink
from tests.test_charts import chart, codes, complaints

ROWS = "data: [{label: A, value: 10}, {label: B, value: 40}, {label: C, value: 25}, {label: D, value: 40}]"


def accents(plan: ChartPlan) -> list[str]:
    values = plan.series[-1].values
    return [label for label, value in zip(plan.categories, values, strict=True) if value.ink is Ink.ACCENT]


@pytest.mark.parametrize("kind", ["column", "bar"])
@pytest.mark.parametrize(
    ("highlight", "chosen"),
    [
        ("A", "A"),
        ("[A, C]", "AC"),
        ("value > 25", "BD"),
        ("value <= 25 and label != A", "C"),
        ("rank <= 2", "BD"),
        ("rank = 3", "C"),
        ("[A, rank = 1]", "ABD"),
    ],
)
def test_names_and_rules_choose_what_stands_out(kind: str, highlight: str, chosen: str) -> None:
    plan = chart(f"chart: {kind}\nhighlight: {highlight}\n{ROWS}")
    assert "".join(accents(plan)) == chosen
    assert {v.ink for v in plan.series[0].values} == {Ink.ACCENT, Ink.CONTEXT}


def test_a_rule_may_choose_points_of_a_line_and_lines_by_their_last_value() -> None:
    alone = chart("chart: line\nhighlight: value < 2\ndata: [{x: 2019, value: 3}, {x: 2020, value: 1}]")
    assert accents(alone) == ["2020"]
    several = chart("""
        chart: line
        highlight: rank = 1
        series:
          - {name: A, data: [{x: 2010, value: 9}, {x: 2020, value: 1}]}
          - {name: B, data: [{x: 2010, value: 3}, {x: 2020, value: 2}]}
    """)
    assert [(series.name, series.ink) for series in several.series] == [("A", Ink.CONTEXT), ("B", Ink.ACCENT)]


def test_a_rule_may_ask_of_both_axes_of_a_scatter_and_of_both_ends_of_a_pair() -> None:
    plan = chart("""
        chart: scatter
        x-title: Spending
        y-title: Income
        highlight: x > 2 and y < 20
        data: [{label: A, x: 1, y: 10}, {label: B, x: 5, y: 30}, {label: C, x: 5, y: 10}]
    """)
    (dots,) = (layer for layer in plan.layers if isinstance(layer, Dots))
    assert [dot.name for dot in dots.dots if dot.value.ink is Ink.ACCENT] == ["C"]
    slope = chart("""
        chart: slope
        start: "2010"
        end: "2020"
        highlight: end < start
        data: [{label: A, start: 1, end: 10}, {label: B, start: 5, end: 3}]
    """)
    assert [series.name for series in slope.series if series.ink is Ink.ACCENT] == ["B"]


def test_names_and_rules_come_to_data_of_a_file_too() -> None:
    fields = "chart: column\ndata: a.csv\nx: place\ny: value\nhighlight: value > 3"
    assert accents(chart(fields, a_csv="place,value\nA,1\nB,5\n")) == ["B"]


@pytest.mark.parametrize("kind", ["column", "line", "slope"])
def test_a_name_that_is_not_there_is_an_error_with_the_nearest(kind: str) -> None:
    row = {
        "column": "{label: Shanghai, value: 1}",
        "line": "{x: Shanghai, value: 1}",
        "slope": "{label: Shanghai, start: 1, end: 2}",
    }[kind]
    ends = "start: a\nend: b\n" if kind == "slope" else ""
    found = complaints(f"chart: {kind}\nhighlight: Shangai\n{ends}data: [{row}]")
    assert found == [("bad-value", 2, "did you mean 'Shanghai'?")]


def test_a_rule_that_can_t_be_read_is_reported_at_its_word() -> None:
    assert codes(f"chart: column\nhighlight: size > 3\n{ROWS}") == [("unknown-column", 2)]
    assert codes(f"chart: column\nhighlight: value >\n{ROWS}") == [("bad-condition", 2)]
