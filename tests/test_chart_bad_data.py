"""Bad data is reported at its file, row and column, once, with a way out; however bad, it never stops us."""

from __future__ import annotations

import random

import pytest

from hefei_report.charts.kind import chart_kind_names
from hefei_report.charts.planning.misread import number_hint
from hefei_report.charts.tables.reading import MAX_ROWS
from tests.support.tables import Made, made, sheet_of

TABLE = "chart: bar\nunit: m\ndata: {file: x.csv}"


def of_table(table: str, text: str = "label,value,year\nA,1,2023\nB,2,2024\n", kind: str = "bar") -> Made:
    return made(f"chart: {kind}\nunit: m\ndata: {{file: x.csv, {table}}}", x_csv=text)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("12.4%", "leave out the sign, and say 'unit: percent'"),
        ("1,200", "leave out the separators of thousands"),
        ("1 200 000", "leave out the separators of thousands"),
        ("1.234,5", "leave out the separators of thousands, and write a decimal point"),
        ("12,5", "write a decimal point instead of the comma"),
        ("−12", "write the hyphen '-' as the minus sign"),
        ("１２", "write the digits 0 to 9 of ASCII"),
        ("¥12", "write digits alone; 'unit:' says of what"),
        ("12 bn", "write digits alone; 'unit:' says of what"),
        ("n/a", "leave the cell empty where data is missing"),
        ("-", "leave the cell empty where data is missing"),
        ("…", "leave the cell empty where data is missing"),
        ("NaN", "leave the cell empty where data is missing"),
        ("inf", "every value is a finite number"),
        ("-Infinity", "every value is a finite number"),
        ("=SUM(A1:A9)", "a formula is not computed here"),
        ("#REF!", "the spreadsheet could not compute this cell"),
        ("twelve", "write digits with a point"),
        ("1e999", "write digits alone"),
    ],
)
def test_text_in_the_place_of_a_number_is_reported_once_at_its_cell(written: str, hint: str) -> None:
    quoted = '"' + written + '"'
    for text in (f"label,value\nA,1\nB,{quoted}\n", f"label;value\nA;1\nB;{quoted}\n"):
        chart = made(TABLE, x_csv=text)
        assert chart.places == [("bad-number", "x.csv", 3, 4)]
        assert chart.found[0].hint.startswith(hint)
    inline = made(f"chart: bar\nunit: m\ndata:\n  - {{label: A, value: 1}}\n  - {{label: B, value: {quoted}}}")
    assert [(code, line) for code, _, line, _ in inline.places] == [("bad-number", 5)]
    sheet = sheet_of(("label", "value"), ("A", 1), ("B", "'" + written))
    assert made("chart: bar\ndata: {file: x.xlsx}", x_xlsx=sheet).places == [("bad-number", "x.xlsx", 3, 2)]


def test_one_bad_number_is_one_complaint_even_where_it_is_all_there_is() -> None:
    for kind, more in (
        ("bar", ""),
        ("donut", ""),
        ("waterfall", ""),
        ("column", "sort: -value"),
        ("line", "columns: {x: label}"),
    ):
        chart = of_table(more or "top: 9", "label,value\nA,NaN\n", kind)
        assert chart.places == [("bad-number", "x.csv", 2, 3)], kind
    wide = made("chart: line\nx: label\ny: value\ndata: x.csv", x_csv="label,value\n2020,NaN\n")
    assert wide.places == [("bad-number", "x.csv", 2, 6)]
    computed = of_table("derive: {value: n * 2}", "label,n\nA,1\nB,x\n")
    assert computed.places == [("bad-number", "x.csv", 3, 3)]
    summed = of_table("group: {by: label, values: {value: sum(n)}}", "label,n\nA,1\nB,x\n")
    assert summed.places == [("bad-number", "x.csv", 3, 3)]


@pytest.mark.parametrize(
    ("table", "code", "told"),
    [
        ("columns: {label: @City}", "unknown-column", "known here: label, value, year"),
        ("columns: {value: @vlaue}", "unknown-column", "did you mean 'value'?"),
        ("where: @yaer = 2024", "unknown-column", "did you mean 'year'?"),
        ("where: [year = 2024, @vlaue > 1]", "unknown-column", "did you mean 'value'?"),
        ("where: year =@> 2024", "bad-condition", "a value is needed before '>'"),
        ("where: @year = 2025", "empty", "did you mean '2024'?"),
        ("where: @label = C", "empty", "known here: A, B"),
        ("sort: -@vlaue", "unknown-column", "did you mean 'value'?"),
        ("other: @Rest", "missing-key", "add 'top:' beside it"),
        ("derive: {x: @vlaue * 2}", "unknown-column", "did you mean 'value'?"),
        ("derive: {x: @value ** 2}", "bad-formula", "a formula reads like"),
        ("derive: {x: @value / 3}", "bad-formula", "round it"),
        ("derive: {x: @value / (value - 1)}", "bad-formula", "divides by zero"),
        ("group: {by: @yaer, values: {value: sum}}", "unknown-column", "did you mean 'year'?"),
        ("group: {by: label, values: {value: @median}}", "bad-value", "one of count, max, mean, min and sum"),
        ("group: {by: label, values: {value: sum(@valeu)}}", "unknown-column", "did you mean 'value'?"),
        ("@wehre: year = 2024", "unknown-key", "did you mean 'where'?"),
    ],
)
def test_what_is_wrong_with_a_table_is_reported_at_its_column(table: str, code: str, told: str) -> None:
    """``@`` stands before what is wrong."""
    before = " " * 10 + "data: {file: x.csv, " + table.partition("@")[0]
    chart = of_table(table.replace("@", ""))
    assert chart.places == [(code, "briefing.yaml", 3, len(before) + 1)]
    assert told in chart.found[0].hint or told in chart.found[0].message


def test_what_a_file_has_not_got_is_reported_at_its_name() -> None:
    assert of_table("sheet: Data").places == [("bad-value", "briefing.yaml", 3, 24)]
    assert of_table("header: 9").places == [("bad-csv", "briefing.yaml", 3, 24)]
    assert of_table("top: 0").places == [("bad-value", "briefing.yaml", 3, 11)]


def test_a_file_without_a_column_for_a_key_says_which_there_are() -> None:
    chart = of_table("top: 1", "City,Exports\nA,1\n")
    assert [code for code, *_ in chart.places] == ["unknown-column", "unknown-column"]
    assert chart.found[0].hint == "write 'columns: {label: NAME}' with one of: City, Exports"


def test_a_column_that_is_there_twice_is_not_guessed_at() -> None:
    chart = of_table("columns: {value: n}", "label,n,n\nA,1,2\n")
    assert [(d.code, d.message) for d in chart.found] == [("unknown-column", "there are two columns 'n'")]
    chart = made("chart: line\nx: label\ny: n\ndata: x.csv", x_csv="label,n,n\n2020,1,2\n")
    assert [(d.code, d.message) for d in chart.found] == [("unknown-column", "there are two columns 'n'")]


def test_a_row_with_too_many_cells_is_reported_and_a_short_one_has_gaps() -> None:
    assert made(TABLE, x_csv="label,value\nA,1,200\n").places == [("bad-csv", "x.csv", 2, 1)]
    assert made(TABLE, x_csv="label,value\nA\nB,1,,\n").rows == [("A", ""), ("B", "1")]
    many = made(TABLE, x_csv="label,value\n" + "A,1,200\n" * 500)
    assert {code: sum(d.code == code for d in many.found) for code in ("bad-csv", "duplicate-x")} == {
        "bad-csv": 20,
        "duplicate-x": 18,
    }


def test_rows_without_end_are_refused_unless_they_are_chosen_from_or_summed_up() -> None:
    text = "label,value\n" + "A,1\n" * (MAX_ROWS + 1) + "B,2\n"
    assert made(TABLE, x_csv=text).places == [("too-many-rows", "briefing.yaml", 3, 24)]
    assert of_table("where: label = B", text).rows == [("B", "2")]
    assert of_table("group: {by: label, values: {value: sum}}", text).rows == [("A", "20,001"), ("B", "2")]


def test_files_that_are_no_text_are_refused() -> None:
    for content in ("label,value\nÄ,1\n".encode("latin-1"), "label,value\n合,1\n".encode("utf-16")):
        assert made(TABLE, x_csv=content).places == [("not-utf8", "briefing.yaml", 3, 24)]
    assert made(TABLE, x_csv="").places == [("bad-csv", "briefing.yaml", 3, 24)]
    assert made(TABLE).places == [("missing-file", "briefing.yaml", 3, 24)]


def test_rows_that_are_no_rows_are_reported() -> None:
    chart = made("chart: bar\ndata: {rows: [1, {label: A, value: 1}]}")
    assert chart.places == [("wrong-type", "briefing.yaml", 2, 25)]
    assert [code for code, *_ in made("chart: bar\ndata: {rows: []}").places] == ["empty"]


def test_every_hint_for_a_number_is_a_way_out() -> None:
    assert number_hint("") and number_hint("x" * 5000) and number_hint("\x00")


PIECES = (
    '"',
    ",",
    ";",
    "\n",
    "\t",
    "\r",
    "\x00",
    "NaN",
    "fact:exports",
    "fact:",
    "1e5",
    "{{ x }}",
    "[@a]",
    "合",
    "\ufeff",
    " ",
)
TABLES = (
    "columns: {label: name}, where: value > 1, sort: -value, top: 2, other: Rest",
    "columns: {label: name}, group: {by: name, values: {value: mean, n: count}}, derive: {value: value - n}",
    "columns: {label: name, series: year}, missing: [x, n/a]",
    "columns: {label: name}, header: 2, sort: [name, -value]",
)


@pytest.mark.parametrize("seed", range(300))
def test_a_damaged_file_is_read_or_explained(seed: int) -> None:
    chance = random.Random(seed)
    text = (
        "name,value,year,source,unit\nA,1,2020,[@history-2020],m\nB,2.5,2021,,\nC,n/a,2021,[@x],people\nA,4,2022,,m\n"
    )
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(PIECES) + text[at + chance.randint(0, 3) :]
    chart = of_table(chance.choice(TABLES), text, chance.choice(["bar", "column", "donut", "waterfall", "stacked-bar"]))
    assert chart.figure is not None or chart.found
    assert len(chart.places) < 60


TWICE = {
    "labels": "data: [{label: A, value: 3}, {label: B, value: 2}, {label: A, value: 1}]",
    "pairs": "start: '2010'\nend: '2024'\ndata: [{label: A, start: 1, end: 2}, {label: A, start: 3, end: 4}]",
    "ranges": "data: [{label: A, low: 1, high: 2}, {label: A, low: 3, high: 4}]",
    "places": "data: [{label: A, lat: 1, lon: 2}, {label: A, lat: 3, lon: 4}]",
    "categories": "categories: [A, A]\nseries: [{name: N, values: [1, 2]}, {name: M, values: [1, 2]}]",
    "series": "categories: [A, B]\nseries: [{name: N, values: [1, 2]}, {name: N, values: [1, 2]}]",
    "bars": "bars: [{label: A, parts: [{label: P, value: 1}]}, {label: A, parts: [{label: P, value: 1}]}]",
    "lines": "series:\n  - {name: N, data: [{x: 2020, value: 1}, {x: 2021, value: 2}]}\n"
    "  - {name: N, data: [{x: 2020, value: 2}]}",
    "rows": "columns: [A, B]\nrows: [{name: N, values: [1, 2]}, {name: N, values: [1, 2]}]",
    "columns": "columns: [A, A]\nrows: [{name: N, values: [1, 2]}, {name: M, values: [1, 2]}]",
    "woven": "categories: [A, A]\ncolumns: [{name: N, values: [1, 2]}]\nlines: [{name: M, values: [1, 2]}]",
    "strands": "categories: [A, B]\ncolumns: [{name: N, values: [1, 2]}]\nlines: [{name: N, values: [1, 2]}]",
    "panels": "of: bar\npanels: [{title: A, data: [{label: B, value: 1}]}, {title: A, data: [{label: B, value: 2}]}]",
}
_GROUPED = ("categories", "series")
NAMED_ONCE = {
    **dict.fromkeys(("bar", "column", "dot"), ("labels", *_GROUPED)),
    **dict.fromkeys(("grouped-bar", "grouped-column", "stacked-100", "stacked-column"), _GROUPED),
    **dict.fromkeys(("donut", "funnel", "lollipop", "treemap", "waffle"), ("labels",)),
    **dict.fromkeys(("dumbbell", "slope"), ("pairs",)),
    **dict.fromkeys(("area", "bump", "line"), ("lines",)),
    "stacked-bar": ("labels", "bars", *_GROUPED),
    "range": ("ranges",),
    "map": ("places",),
    "heatmap": ("rows", "columns"),
    "combo": ("woven", "strands"),
    "small-multiples": ("panels",),
}
# Steps, tasks and events may bear one name, as may dots; the numbers of a histogram bear none.
NAMED_OFTEN = {"bubble", "gantt", "histogram", "scatter", "timeline", "waterfall"}


def test_each_kind_says_whether_its_names_are_different() -> None:
    assert {*NAMED_ONCE, *NAMED_OFTEN} == set(chart_kind_names())


@pytest.mark.parametrize("kind", NAMED_ONCE)
def test_a_name_that_stands_twice_is_reported_where_it_stands_again_with_the_other_place(kind: str) -> None:
    for shape in NAMED_ONCE[kind]:
        chart = made(f"chart: {kind}\nunit: m\n{TWICE[shape]}")
        again = [d for d in chart.found if d.code == "duplicate-x"]
        assert len(again) == 1, (kind, shape, chart.found)
        assert "the other stands in briefing.yaml:" in again[0].hint
        assert again[0].span.length > 0
        assert len(chart.found) == 1, (kind, shape)


@pytest.mark.parametrize("kind", ["bar", "dot", "heatmap", "stacked-bar", "grouped-column", "stacked-column", "bump"])
def test_a_name_that_a_file_has_twice_is_reported_at_its_row(kind: str) -> None:
    chart = made(f"chart: {kind}\nunit: m\nx: n\ny: [a, b]\ndata: x.csv", x_csv="n,a,b\nA,1,2\nB,2,1\nA,1,2\n")
    assert chart.places == [("duplicate-x", "x.csv", 4, 1)]
    chart = made(f"chart: {kind}\nunit: m\nx: n\ny: [a, a]\ndata: x.csv", x_csv="n,a,b\nA,1,2\nB,2,1\n")
    assert [(code, file) for code, file, *_ in chart.places] == [("duplicate-x", "briefing.yaml")]
