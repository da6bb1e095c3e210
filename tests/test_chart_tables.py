"""Rows of charts come from files and lists as their authors ask: chosen, summed up, computed, put in order, proven."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.document.chartplan import Bars, Ink, Status, facts_of
from tests.support.tables import made

CITIES = """\
City,Province,Year,Exports,People,status
Hefei,Anhui,2024,257.2,10,
Wuhu,Anhui,2024,61.5,3.7,preliminary
Nanjing,Jiangsu,2024,401.3,9.5,
Suzhou,Jiangsu,2024,1201.9,13,
Ningbo,Zhejiang,2024,,9.7,
Hefei,Anhui,2023,232.5,9.9,
Nanjing,Jiangsu,2023,380.3,9.4,
"""
NAMED = "columns: {label: City, value: Exports}"


def test_columns_of_a_file_get_the_names_of_a_charts_keys() -> None:
    chart = made(f"chart: bar\ndata: {{file: c.csv, {NAMED}, where: Year = 2024}}", c_csv=CITIES)
    expected = [("Hefei", "257.2"), ("Wuhu", "61.5"), ("Nanjing", "401.3"), ("Suzhou", "1,201.9"), ("Ningbo", "")]
    assert chart.rows == expected


def test_a_column_that_is_called_like_a_key_needs_no_other_name() -> None:
    chart = made(f"chart: bar\ndata: {{file: c.csv, {NAMED}, where: Year = 2024}}", c_csv=CITIES)
    assert [v.status for v in chart.plan.series[0].values][:2] == [Status.ACTUAL, Status.PRELIMINARY]
    assert made("chart: bar\ndata: {file: x.csv}", x_csv="label,value,other\nA,1,x\n").rows == [("A", "1")]


def test_a_column_can_be_left_out() -> None:
    fields = "chart: bar\ndata: {file: c.csv, columns: {label: City, value: Exports, status: null}, top: 2}"
    assert {v.status for v in made(fields, c_csv=CITIES).plan.series[0].values} == {Status.ACTUAL}


def test_rows_are_put_in_order_and_those_without_a_value_come_last() -> None:
    table = f"file: c.csv, {NAMED}, where: Year = 2024"
    chart = made(f"chart: bar\ndata: {{{table}, sort: -value}}", c_csv=CITIES)
    assert [label for label, _ in chart.rows] == ["Suzhou", "Nanjing", "Hefei", "Wuhu", "Ningbo"]
    chart = made(f"chart: bar\ndata: {{{table}, sort: [Province, value]}}", c_csv=CITIES)
    assert [label for label, _ in chart.rows] == ["Wuhu", "Hefei", "Nanjing", "Suzhou", "Ningbo"]
    chart = made(f"chart: bar\ndata: {{{table}, sort: [-Province, label]}}", c_csv=CITIES)
    assert [label for label, _ in chart.rows] == ["Ningbo", "Nanjing", "Suzhou", "Hefei", "Wuhu"]


def test_what_is_not_among_the_first_is_summed_up_in_grey() -> None:
    table = f"file: c.csv, {NAMED}, where: Year = 2024, sort: -value, top: 2, other: All others"
    chart = made(f"chart: bar\ndata: {{{table}}}", c_csv=CITIES)
    assert chart.rows == [("Suzhou", "1,201.9"), ("Nanjing", "401.3"), ("All others", "318.7")]
    assert [value.ink for value in chart.plan.series[0].values] == [Ink.PRIMARY, Ink.PRIMARY, Ink.CONTEXT]
    (bars,) = (layer for layer in chart.plan.layers if isinstance(layer, Bars))
    assert bars.bars[2].value.ink is Ink.CONTEXT
    assert chart.plan.remarks == ("All others: 3 summed up.",)


def test_a_single_row_that_is_left_over_stays_itself() -> None:
    table = f"file: c.csv, {NAMED}, where: Year = 2023, sort: -value, top: 1, other: All others"
    chart = made(f"chart: bar\ndata: {{{table}}}", c_csv=CITIES)
    assert chart.rows == [("Nanjing", "380.3"), ("Hefei", "232.5")]
    assert chart.plan.remarks == ()


def test_rows_that_are_not_shown_are_told_of() -> None:
    chart = made(f"chart: bar\ndata: {{file: c.csv, {NAMED}, where: Year = 2024, sort: -value, top: 3}}", c_csv=CITIES)
    assert chart.plan.remarks == ("Shown: 3 of 5.",)


def test_rows_in_the_outline_can_be_put_in_order_and_summed_up_too() -> None:
    fields = """
        chart: donut
        unit: billion yuan
        data:
          rows:
            - {label: A, value: 3}
            - {label: B, value: fact:exports}
            - {label: C, value: fact:imports}
            - {label: D, value: 20}
          sort: -value
          top: 2
          other: Others
    """
    chart = made(fields)
    assert chart.rows == [("B", "257.2"), ("C", "125.9"), ("Others", "23")]


def test_a_sum_of_facts_is_proven_by_them() -> None:
    rows = "[{label: A, value: 300}, {label: B, value: fact:exports}, {label: C, value: fact:imports}]"
    chart = made(f"chart: bar\nunit: billion yuan\ndata: {{rows: {rows}, sort: -value, top: 1, other: Rest}}")
    rest = chart.plan.series[0].values[1]
    assert (rest.number, rest.computed_from) == (Decimal("383.1"), ("exports", "imports"))
    assert facts_of(chart.plan) == ("exports", "imports")


def test_facts_are_added_up_in_the_unit_of_the_figure_or_not_at_all() -> None:
    rows = "[{label: A, value: 300}, {label: B, value: fact:exports}, {label: C, value: fact:imports}]"
    chart = made(f"chart: bar\ndata: {{rows: {rows}, sort: label, top: 1, other: Rest}}")
    assert [code for code, *_ in chart.places] == ["missing-key", "missing-key"]


def test_columns_can_be_computed_with_the_formulas_of_facts() -> None:
    table = f"file: c.csv, {NAMED}, derive: {{value: 'round(Exports / People, 0.1)'}}, where: [Year = 2024, value > 20]"
    chart = made(f"chart: bar\ndata: {{{table}}}", c_csv=CITIES)
    assert chart.rows == [("Hefei", "25.7"), ("Nanjing", "42.2"), ("Suzhou", "92.5")]


def test_a_computed_column_may_use_one_that_was_computed_before() -> None:
    table = "file: x.csv, derive: {half: a / 2, value: half * 10}, columns: {label: n}"
    assert made(f"chart: bar\ndata: {{{table}}}", x_csv="n,a\nA,3\nB,\n").rows == [("A", "15.0"), ("B", "")]


def test_rows_can_be_summed_up_by_what_they_share() -> None:
    group = "{by: Province, values: {value: sum(Exports), n: count, most: max(Exports)}}"
    table = f"file: c.csv, columns: {{label: Province}}, where: [Year = 2024, n > 1], group: {group}, sort: -value"
    chart = made(f"chart: bar\ndata: {{{table}}}", c_csv=CITIES)
    assert chart.rows == [("Jiangsu", "1,603.2"), ("Anhui", "318.7")]
    mean = "file: x.csv, group: {by: label, values: {value: mean}}"
    assert made(f"chart: bar\ndata: {{{mean}}}", x_csv="label,value\nA,1\nA,2\nA,\n").rows == [("A", "1.5")]
    exact = made(f"chart: bar\ndata: {{{mean}}}", x_csv="label,value\nA,1.25\nA,1.5\n")
    assert exact.rows == [("A", "1.375")]  # a digit more than the most exact of its numbers


def test_marks_of_missing_values_can_be_named() -> None:
    chart = made("chart: bar\ndata: {file: x.csv, missing: [n/a, '-']}", x_csv="label,value\nA,n/a\nB,-\nC,3\n")
    assert chart.rows == [("A", ""), ("B", ""), ("C", "3")]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_cells_can_be_parted_by_semicolons_and_tabs(mark: str) -> None:
    text = CITIES.replace(",", mark).replace("Hefei", '"He;f\tei"')
    chart = made(f"chart: bar\ndata: {{file: c.csv, {NAMED}, top: 1}}", c_csv=text)
    assert chart.rows == [("He;f\tei", "257.2")]


def test_the_header_may_stand_further_down() -> None:
    text = "Table 3\nin billion yuan\n\nlabel,value\nA,1\n"
    assert made("chart: bar\ndata: {file: x.csv, header: 4}", x_csv=text).rows == [("A", "1")]


def test_text_in_files_is_no_markup() -> None:
    chart = made("chart: bar\ndata: {file: x.csv}", x_csv='label,value\n"**A** {{ exports }} [@b]",1\n=A+B,2\n')
    assert [label for label, _ in chart.rows] == ["**A** {{ exports }} [@b]", "=A+B"]


def test_facts_in_a_file_are_facts() -> None:
    chart = made("chart: bar\ndata: {file: x.csv}", x_csv="label,value\nA,fact:exports\nB,fact:imports\n")
    assert chart.rows == [("A", "257.2"), ("B", "125.9")]
    assert facts_of(chart.plan) == ("exports", "imports")
    unknown = made("chart: bar\ndata: {file: x.csv}", x_csv="label,value\nA,fact:exprots\n")
    assert unknown.places == [("unknown-fact", "x.csv", 2, 8)]


# ------------------------------------------------------------------------------------------- long tables


def test_a_long_table_becomes_lines() -> None:
    table = "file: c.csv, columns: {x: Year, value: Exports, series: City}, where: 'City in [Hefei, Nanjing]', sort: x"
    plan = made(f"chart: line\ndata: {{{table}}}", c_csv=CITIES).plan
    assert [(s.name, [v.number for v in s.values]) for s in plan.series] == [
        ("Hefei", [Decimal("232.5"), Decimal("257.2")]),
        ("Nanjing", [Decimal("380.3"), Decimal("401.3")]),
    ]


def test_a_long_table_becomes_groups_of_columns_with_gaps_and_statuses() -> None:
    table = "file: c.csv, columns: {label: City, value: Exports, series: Year}, sort: -Year"
    plan = made(f"chart: column\ndata: {{{table}}}", c_csv=CITIES).plan
    assert plan.categories == ("Hefei", "Wuhu", "Nanjing", "Suzhou", "Ningbo")
    assert [s.name for s in plan.series] == ["2024", "2023"]
    assert [v.number for v in plan.series[1].values] == [Decimal("232.5"), None, Decimal("380.3"), None, None]
    assert plan.series[0].values[1].status is Status.PRELIMINARY


PLACES = "City,Year,V\nA,2020,3\nB,2020,5\nA,2021,4\nB,2021,6\n"


@pytest.mark.parametrize(
    ("kind", "columns", "categories", "series"),
    [
        ("grouped-bar", "label: City, series: Year", ("A", "B"), [("2020", 3, 5), ("2021", 4, 6)]),
        ("stacked-column", "label: Year, series: City", ("2020", "2021"), [("A", 3, 4), ("B", 5, 6)]),
        ("stacked-bar", "label: Year, series: City", ("2020", "2021"), [("A", 3, 4), ("B", 5, 6)]),
        ("area", "x: Year, series: City", ("2020", "2021"), [("A", 3, 4), ("B", 5, 6)]),
        ("heatmap", "label: City, series: Year", ("2020", "2021"), [("A", 3, 4), ("B", 5, 6)]),
        ("small-multiples\nof: line", "x: Year, panel: City", ("2020", "2021"), [("A", 3, 4), ("B", 5, 6)]),
        ("bump\nfirst: highest", "x: Year, series: City", ("2020", "2021"), [("A", 2, 2), ("B", 1, 1)]),
    ],
)
def test_a_long_table_becomes_what_its_kind_calls_series(
    kind: str, columns: str, categories: tuple[str, ...], series: list[tuple[str, int, int]]
) -> None:
    plan = made(f"chart: {kind}\ndata: {{file: x.csv, columns: {{{columns}, value: V}}}}", x_csv=PLACES).plan
    assert plan.categories == categories
    found = [(s.name, *(int(v.number) for v in s.values if v.number is not None)) for s in plan.series]
    assert found == series


def test_a_kind_without_series_says_so_instead_of_mixing_them() -> None:
    chart = made("chart: donut\ndata: {file: x.csv, columns: {label: City, value: V, series: Year}}", x_csv=PLACES)
    assert chart.places == [("unknown-key", "briefing.yaml", 2, 64)]
    chart = made("chart: bar\ndata: {file: x.csv, columns: {label: City, value: V}}", x_csv=PLACES)
    assert chart.places == [("duplicate-x", "x.csv", 4, 1), ("duplicate-x", "x.csv", 5, 1)]
    parts = "chart: stacked-bar\ndata: {file: x.csv, columns: {label: City, value: V}}"
    assert {code for code, *_ in made(parts, x_csv=PLACES).places} == {"duplicate-x"}


def test_two_rows_that_say_the_same_are_reported() -> None:
    table = "file: c.csv, columns: {label: City, value: Exports, series: Province}"
    chart = made(f"chart: column\ndata: {{{table}}}", c_csv=CITIES)
    assert chart.places == [("duplicate-x", "c.csv", 7, 18), ("duplicate-x", "c.csv", 8, 22)]
    assert "c.csv:2:18" in chart.found[0].hint


# ----------------------------------------------------------------------------------------- wide tables


def test_columns_that_x_and_y_name_can_be_chosen_from_and_put_in_order() -> None:
    table = "{file: c.csv, where: Year = 2024, sort: -Exports, top: 2, derive: {half: 'round(Exports / 2, 0.1)'}}"
    plan = made(f"chart: column\nx: City\ny: [Exports, half]\ndata: {table}", c_csv=CITIES).plan
    assert plan.categories == ("Suzhou", "Nanjing")
    assert [(s.name, s.values[0].text) for s in plan.series] == [("Exports", "1,201.9"), ("half", "601.0")]
    combo = f"chart: combo\nunit: m\nline-unit: percent\nx: City\ny: Exports\nline-y: People\ndata: {table}"
    assert [s.name for s in made(combo, c_csv=CITIES).plan.series] == ["Exports", "People"]


# -------------------------------------------------------------------------------------- proof and units


def test_rows_that_name_their_source_need_none_of_the_figure() -> None:
    fields = """
        chart: bar
        data:
          - {label: A, value: 1, source: "[@statistics-2025, p. 3]"}
          - {label: B, value: 2, source: "[@statistics-2025, p. 4]"}
          - {label: C, value: 3, source: "[@history-2020]"}
    """
    chart = made(fields, cited=False)
    assert chart.rows == [("A", "1"), ("B", "2"), ("C", "3")]
    assert chart.source == "Bureau [1]; Someone [2]"


def test_a_column_of_sources_proves_its_rows_and_no_other_ones() -> None:
    text = "label,value,source\nA,1,[@statistics-2025]\nB,2,[@history-2020]\nC,3,\n"
    chart = made("chart: bar\ndata: {file: x.csv, where: value < 3}", cited=False, x_csv=text)
    assert (len(chart.rows), chart.source) == (2, "Bureau [1]; Someone [2]")
    chart = made("chart: bar\ndata: {file: x.csv, where: value < 2}", cited=False, x_csv=text)
    assert (len(chart.rows), chart.source) == (1, "Bureau [1]")
    chart = made("chart: bar\ndata: {file: x.csv}", cited=False, x_csv=text)
    assert [code for code, *_ in chart.places] == ["unproven-number"]


def test_rows_inside_of_panels_name_their_sources_too() -> None:
    fields = """
        chart: small-multiples
        of: bar
        panels:
          - {title: A, data: [{label: x, value: 1, source: "[@statistics-2025, p. 3]"}]}
          - {title: B, data: {file: x.csv}}
    """
    chart = made(fields, cited=False, x_csv="label,value,source\nx,2,[@history-2020]\n")
    assert chart.source == "Bureau [1]; Someone [2]"
    rows = "[{panel: A, label: x, value: 1, source: '[@history-2020]'}, {panel: B, label: x, value: 2, source: no}]"
    wrong = made(f"chart: small-multiples\nof: bar\ndata: {rows}", cited=False)
    assert [code for code, *_ in wrong.places] == ["unproven-number"]


def test_a_source_is_named_once() -> None:
    text = "label,value,source\nA,1,[@statistics-2025]\nB,fact:exports,[@history-2020]\n"
    chart = made("chart: bar\ndata: {file: x.csv}", x_csv=text)
    assert chart.source == "Someone [1]; Bureau [2]"


def test_sources_that_a_figure_only_cites_are_named_with_their_places_and_other_words_stay_as_they_are() -> None:
    def line(source: str) -> str:
        return made(f"chart: bar\ndata: [{{label: A, value: 1}}]\nsource: '{source}'", cited=False).source

    assert line("[@statistics-2025, p. 3; @history-2020]") == "Bureau [1, p. 3]; Someone [2]"
    assert line("[@statistics-2025] [@history-2020]") == "Bureau [1]; Someone [2]"
    assert line("Yearbook, table 3 [@statistics-2025]") == "Yearbook, table 3 [1]"
    assert line("[see @statistics-2025]") == "[see 1]"


def test_a_sum_is_proven_where_all_that_it_sums_up_is() -> None:
    text = "label,value,source\nA,9,[@statistics-2025]\nB,2,[@history-2020]\nC,3,[@statistics-2025]\n"
    table = "file: x.csv, sort: -value, top: 1, other: Rest"
    chart = made(f"chart: bar\ndata: {{{table}}}", cited=False, x_csv=text)
    assert (chart.rows[1], chart.source) == (("Rest", "5"), "Bureau [1]; Someone [2]")
    partly = text.replace("C,3,[@statistics-2025]", "C,3,")
    assert [d.code for d in made(f"chart: bar\ndata: {{{table}}}", cited=False, x_csv=partly).found] == [
        "unproven-number"
    ]
    group = "file: x.csv, columns: {label: name}, group: {by: name, values: {value: sum}}"
    named = text.replace("label", "name").replace("B,", "A,")
    assert made(f"chart: bar\ndata: {{{group}}}", cited=False, x_csv=named).source == "Bureau [1]; Someone [2]"


def test_a_source_of_a_row_that_cites_nothing_or_an_unknown_one_is_reported_at_its_cell() -> None:
    text = "label,value,source\nA,1,The Bureau\nB,2,[@buraeu]\n"
    chart = made("chart: bar\ndata: {file: x.csv}", x_csv=text)
    assert chart.places == [("unproven-number", "x.csv", 2, 5), ("unknown-source", "x.csv", 3, 6)]
    assert made("chart: bar\ndata: {file: x.csv, columns: {source: null}}", x_csv=text).rows == [("A", "1"), ("B", "2")]


def test_a_row_in_another_unit_of_the_same_thing_is_converted_without_changing_a_digit() -> None:
    text = "label,value,unit\nA,257.2,billion yuan\nB,61500,million yuan\n"
    chart = made("chart: bar\nunit: billion yuan\ndata: {file: x.csv, sort: value}", x_csv=text)
    assert chart.rows == [("B", "61.50"), ("A", "257.2")]


def test_two_things_on_one_axis_are_reported_at_the_unit() -> None:
    text = "label,value,unit\nA,257.2,billion yuan\nB,61500,people\n"
    chart = made("chart: bar\nunit: billion yuan\ndata: {file: x.csv}", x_csv=text)
    assert chart.places == [("wrong-unit", "x.csv", 3, 9)]
    series = """
        chart: column
        unit: billion yuan
        categories: [A]
        series:
          - {name: Exports, values: [1]}
          - {name: People, values: [2], unit: million people}
    """
    assert made(series).places == [("wrong-unit", "briefing.yaml", 6, 49)]
    assert made(series.replace("million people", "million yuan")).plan.series[1].values[0].number == Decimal("0.002")
