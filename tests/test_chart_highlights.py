"""What stands out of a chart is what its author names, or what a rule holds for; everything else turns grey."""

from __future__ import annotations

import pytest

from hefei_report.charts.kind import chart_kind, chart_kind_names
from hefei_report.diagnostics import Severity
from hefei_report.document.chartplan import Cells, ChartPlan, Dots, Events, Ink
from hefei_report.document.progresslayers import Schedule
from tests.test_charts import chart, codes, complaints, composed, plan_of

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


PARTS = "data: [{label: Xian, value: 1}, {label: Wuhan, value: 3}]"
PLACES = """
first: highest
series:
  - {name: Wuhan, data: [{x: 2019, value: 9}]}
  - {name: Xian, data: [{x: 2019, value: 5}]}
"""
EACH_KIND = {  # with a rule that holds for Wuhan
    "bump": ("value = 1", PLACES),
    "combo": (
        "value > 2",
        "categories: [a, b]\ncolumns: [{name: Xian, values: [1, 2]}]\nlines: [{name: Wuhan, values: [3, 4]}]",
    ),
    "donut": ("value > 2", PARTS),
    "heatmap": ("value > 2", "columns: [a]\nrows: [{name: Xian, values: [1]}, {name: Wuhan, values: [3]}]"),
    "map": (
        "rank = 1",
        "data: [{label: Xian, lat: 34.3, lon: 108.9, value: 8}, {label: Wuhan, lat: 30.6, lon: 114.3, value: 9}]",
    ),
    "range": ("low > 2", "data: [{label: Xian, low: 1, high: 2, value: 1}, {label: Wuhan, low: 3, high: 4, value: 4}]"),
    "stacked-bar": ("value > 2", PARTS),
    "treemap": ("rank = 1", PARTS),
    "waffle": ("value > 2", PARTS),
    "waterfall": ("value > 4", "data: [{label: Xian, value: 4, total: true}, {label: Wuhan, value: 5}]"),
}


def standing_out(plan: ChartPlan) -> set[str]:
    """The names of all that is in the accent, wherever a kind keeps its names."""
    cells = [layer for layer in plan.layers if isinstance(layer, Cells)]
    if cells:
        return {name for name, chosen in zip(plan.categories, cells[0].highlights, strict=True) if chosen}
    if len(plan.series[0].values) != len(plan.categories) or plan.kind in ("bump", "combo", "stacked-bar"):
        return {row.name for row in plan.series if row.values and row.values[0].ink is Ink.ACCENT}
    rows = zip(plan.categories, *(series.values for series in plan.series), strict=True)
    return {str(name) for name, *values in rows if any(value.ink is Ink.ACCENT for value in values)}


@pytest.mark.parametrize("kind", EACH_KIND)
def test_every_kind_takes_a_name_or_a_rule(kind: str) -> None:
    rule, rows = EACH_KIND[kind]
    assert standing_out(chart(f"chart: {kind}\nhighlight: Xian\n{rows}")) == {"Xian"}
    assert standing_out(chart(f"chart: {kind}\nhighlight: {rule}\n{rows}")) == {"Wuhan"}


@pytest.mark.parametrize("kind", EACH_KIND)
def test_every_kind_reports_a_name_that_is_not_in_its_data(kind: str) -> None:
    found = complaints(f"chart: {kind}\nhighlight: Wuhann\n{EACH_KIND[kind][1]}")
    assert [(code, hint) for code, _, hint in found] == [("bad-value", "did you mean 'Wuhan'?")]


CHOOSES_NOTHING = {"histogram"}  # its bins are no things


@pytest.mark.parametrize("kind", chart_kind_names())
def test_no_kind_on_the_shelf_passes_over_a_name_that_is_not_there(kind: str) -> None:
    example = chart_kind(kind).example
    plan = plan_of(example)
    names = [name for name in (*plan.categories, *(series.name for series in plan.series)) if name]
    first, *lines = [line for line in example.strip().split("\n") if not line.startswith("  highlight:")]
    wrong = ", ".join(f'"{name}q"' for name in names)
    _, found = composed("\n".join([first, f"  highlight: [{wrong}]", *lines]), {})
    told = [d for d in found if d.severity is Severity.ERROR and d.code != "too-many-parts"]  # nothing turned grey
    if kind in CHOOSES_NOTHING:
        assert [d.code for d in told] == ["unknown-key"]
    else:
        assert {(d.code, "there is no" in d.message, bool(d.hint)) for d in told} == {("bad-value", True, True)}
        assert len(told) == len(names) and any(d.hint.startswith("did you mean") for d in told)


@pytest.mark.parametrize("chosen", ["Bridge", "end < 2022", "group = Works", "status = done"])
def test_tasks_stand_out_by_their_names_dates_and_groups(chosen: str) -> None:
    plan = chart(f"""
        chart: gantt
        highlight: {chosen}
        tasks:
          - {{label: Bridge, start: 2019-03, end: 2021, group: Works, status: done}}
          - {{label: Tunnel, start: 2021, end: 2023-06, group: Plans, status: planned}}
    """)
    (schedule,) = (layer for layer in plan.layers if isinstance(layer, Schedule))
    assert [span.ink for span in schedule.spans] == [Ink.ACCENT, Ink.CONTEXT]


@pytest.mark.parametrize("chosen", ["B", "2012", "date > 2010"])
def test_events_stand_out_by_their_texts_and_dates(chosen: str) -> None:
    plan = chart(f"""
        chart: timeline
        highlight: {chosen}
        events: [{{date: 2008-06-01, text: A}}, {{date: 2012, text: B}}]
    """)
    (events,) = (layer for layer in plan.layers if isinstance(layer, Events))
    assert [event.ink for event in events.events] == [Ink.PRIMARY, Ink.ACCENT]
