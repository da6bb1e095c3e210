"""Waterfalls, combinations, areas, dumbbells, slopes and dots: what authors write becomes a plan that says the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.briefing.chartdata import chart_csv
from hefei_report.charts.planning.axes import labelled_pair, ticked_pair
from hefei_report.document.chartplan import (
    Area,
    Axis,
    Bars,
    ChartPlan,
    Connectors,
    Dots,
    Dumbbells,
    Ink,
    Line,
    Slopes,
    Status,
    facts_of,
    has_literals,
)
from tests.test_charts import chart, codes, complaints

ZERO = Decimal(0)
WATERFALL = """
    chart: waterfall
    unit: billion yuan
    data:
      - {label: Before, value: 230.1, total: true}
      - {label: Cars, value: 21.6, highlight: true}
      - {label: Textiles, value: -28.4}
      - {label: In between, total: true}
      - {label: Displays, value: 33.9, status: estimated}
      - {label: After, value: 257.2, total: true}
"""


def numbers(plan: ChartPlan) -> list[list[Decimal | None]]:
    return [[value.number for value in series.values] for series in plan.series]


def texts(plan: ChartPlan) -> list[list[str]]:
    return [[value.text for value in series.values] for series in plan.series]


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


# --------------------------------------------------------------------------------------------- waterfall


def test_a_waterfall_holds_changes_with_their_signs_and_levels() -> None:
    plan = chart(WATERFALL)
    assert numbers(plan) == [decimals("230.1", "21.6", "-28.4", "223.3", "33.9", "257.2")]
    assert texts(plan) == [["230.1", "+21.6", "−28.4", "223.3", "+33.9", "257.2"]]
    assert [value.total for value in plan.series[0].values] == [True, False, False, True, False, True]
    inks = [value.ink for value in plan.series[0].values]
    assert inks == [Ink.PRIMARY, Ink.ACCENT, Ink.THIRD, Ink.PRIMARY, Ink.SECOND, Ink.PRIMARY]


def test_each_bar_of_a_waterfall_begins_where_the_one_before_ends_and_levels_stand_on_zero() -> None:
    plan = chart(WATERFALL)
    connectors, bars = plan.layers
    assert isinstance(bars, Bars)
    assert isinstance(connectors, Connectors)
    ends = [(float(bar.start), float(bar.end)) for bar in bars.bars]
    assert ends == [(0, 230.1), (230.1, 251.7), (251.7, 223.3), (0, 223.3), (223.3, 257.2), (0, 257.2)]
    assert [(c.slot, c.at) for c in connectors.connectors] == [(bar.slot, bar.end) for bar in bars.bars[:-1]]
    assert isinstance(plan.y, Axis)
    assert [plan.y.minimum, plan.y.maximum] == decimals("0", "257.2")


def test_a_waterfall_may_cross_zero() -> None:
    plan = chart("""
        chart: waterfall
        data:
          - {label: Profit, value: 20, total: true}
          - {label: Loss, value: -50}
          - {label: Rest, total: true}
    """)
    assert isinstance(plan.y, Axis)
    assert [plan.y.minimum, plan.y.maximum] == decimals("-30", "20")
    assert numbers(plan) == [[20, -50, -30]]


@pytest.mark.parametrize("level", ["223", "223.4", "223.2"])
def test_a_level_that_its_changes_add_up_to_within_rounding_is_drawn_as_stated(level: str) -> None:
    plan = chart(WATERFALL.replace("In between, total", f"In between, value: {level}, total").replace("33.9", "34"))
    assert numbers(plan)[0][3] == Decimal(level)
    (bars,) = (layer for layer in plan.layers if isinstance(layer, Bars))
    assert bars.bars[4].start == Decimal(level)


def test_a_level_that_its_changes_do_not_add_up_to_is_an_error_that_says_the_sum() -> None:
    found = complaints(WATERFALL.replace("In between, total", "In between, value: 225.1, total"))
    assert [(code, line) for code, line, _ in found] == [("wrong-total", 7)]
    assert "step of its own" in found[0][2]


def test_a_level_that_is_added_up_of_facts_is_proven_by_them() -> None:
    plan = chart("""
        chart: waterfall
        unit: billion yuan
        data:
          - {label: Imports, value: "fact:imports", total: true}
          - {label: What exports have more, value: "fact:balance"}
          - {label: Exports, total: true}
    """)
    assert numbers(plan) == [decimals("125.9", "131.3", "257.2")]
    assert not has_literals(plan)
    assert facts_of(plan) == ("imports", "balance")


def test_a_waterfall_comes_from_a_file_whose_levels_are_named() -> None:
    plan = chart(
        """
        chart: waterfall
        data: steps.csv
        x: step
        y: amount
        totals: [Start, End]
        """,
        steps_csv="step,amount\nStart,10\nMore,2.5\nLess,-1\nEnd,\n",
    )
    assert numbers(plan) == [decimals("10", "2.5", "-1", "11.5")]


def test_mistakes_in_a_waterfall_are_reported_at_their_lines() -> None:
    assert codes("""
        chart: waterfall
        data:
          - {label: A, value: 1, total: true}
          - {label: B}
          - {label: C, value: null}
          - {label: D, total: true}
    """) == [("missing-value", 4), ("missing-value", 5)]
    assert codes("chart: waterfall\ndata: []") == [("empty", -5)]
    unknown = "chart: waterfall\ndata: steps.csv\nx: step\ny: amount\ntotals: [Ende]"
    assert codes(unknown, steps_csv="step,amount\nStart,10\nEnd,10\n") == [("bad-value", 5)]
    assert codes("""
        chart: waterfall
        unit: percent
        data:
          - {label: A, value: "fact:exports", total: true}
          - {label: B, total: true}
    """) == [("wrong-unit", 4)]


# ----------------------------------------------------------------------------------------------- combo

COMBO = """
    chart: combo
    unit: billion yuan
    line-unit: percent
    categories: [A, B, C]
    columns:
      - {name: Exports, values: [10, 20, null]}
    lines:
      - {name: Growth, values: [5, null, -2.5], highlight: true}
"""


def line_of(plan: ChartPlan) -> Line:
    return next(layer for layer in plan.layers if isinstance(layer, Line))


def test_lines_of_another_unit_have_an_axis_of_their_own_named_and_coloured_as_the_line() -> None:
    plan = chart(COMBO)
    assert isinstance(plan.y, Axis)
    assert plan.y2
    assert (plan.y.title, plan.y.ink) == ("Exports, billion yuan", Ink.PRIMARY)
    assert (plan.y2.title, plan.y2.ink) == ("Growth, %", Ink.ACCENT)
    assert line_of(plan).secondary
    assert [(s.name, s.line, s.secondary, s.unit) for s in plan.series] == [
        ("Exports", False, False, "billion yuan"),
        ("Growth", True, True, "percent"),
    ]
    assert numbers(plan) == [[10, 20, None], [5, None, Decimal("-2.5")]]
    assert plan.legend == ()


def test_a_labelled_line_runs_above_the_columns_so_that_neither_hides_the_other() -> None:
    plan = chart(COMBO)
    assert isinstance(plan.y, Axis)
    assert plan.y2
    assert not plan.y.ticks
    assert not plan.y2.ticks
    highest = 20 / (plan.y.maximum - plan.y.minimum)
    lowest = (Decimal("-2.5") - plan.y2.minimum) / (plan.y2.maximum - plan.y2.minimum)
    assert plan.y.minimum == 0
    assert lowest > highest + Decimal("0.1")


def test_lines_of_the_same_unit_are_read_on_the_axis_of_the_columns() -> None:
    plan = chart(COMBO.replace("    line-unit: percent\n", ""))
    assert plan.y2 is None
    assert plan.unit == "billion yuan"
    assert not line_of(plan).secondary
    assert [(entry.text, entry.shape) for entry in plan.legend] == [("Exports", "box"), ("Growth", "line")]


def test_the_columns_of_the_table_for_machines_say_their_units() -> None:
    first, *rows = chart_csv(chart(COMBO)).decode().splitlines()
    assert first == "category,Exports (billion yuan),Growth (percent)"
    assert rows == ["A,10,5", "B,20,", "C,,-2.5"]


def test_two_axes_of_one_unit_would_mislead_and_are_refused() -> None:
    assert codes(COMBO.replace("line-unit: percent", "line-unit: billion yuan")) == [("same-unit", 3)]


def test_facts_of_another_unit_than_the_axis_of_their_series_are_refused() -> None:
    mixed = COMBO.replace("[10, 20, null]", '[10, 20, "fact:growth"]')
    assert codes(mixed) == [("wrong-unit", 6)]
    assert chart(COMBO.replace("[5, null, -2.5]", '[5, null, "fact:growth"]')).series[1].values[2].fact == "growth"


def test_many_values_are_read_on_axes_whose_ticks_share_one_grid_and_one_zero() -> None:
    labels = ", ".join(f'"{year}"' for year in range(2001, 2021))
    plan = chart(f"""
        chart: combo
        unit: billion yuan
        line-unit: percent
        categories: [{labels}]
        columns:
          - {{name: Exports, values: [{", ".join(str(n * n) for n in range(20))}]}}
        lines:
          - {{name: Growth, values: [{", ".join(str(n - 6) for n in range(20))}]}}
    """)
    assert isinstance(plan.y, Axis)
    assert plan.y2
    assert len(plan.y.ticks) == len(plan.y2.ticks)
    zeros = [[tick.at for tick in axis.ticks].index(Decimal(0)) for axis in (plan.y, plan.y2)]
    assert zeros[0] == zeros[1]
    assert not any(value.text for value in (point.value for point in line_of(plan).points))


def test_axes_hold_all_their_values_whatever_these_are() -> None:
    pairs = ("0 0", "0 5", "-3 -9", "-3 9", "100000 2", "0.0001 0.0007", "98 101", "7 7", "-5 -5")
    rows = [decimals(*pair.split()) for pair in pairs]
    for columns in rows:
        for lines in rows:
            for pair in (ticked_pair(columns, lines, str, str), labelled_pair(columns, lines)):
                assert pair.second
                assert pair.first.minimum <= min(ZERO, *columns) <= max(ZERO, *columns) <= pair.first.maximum
                assert pair.second.minimum <= min(lines) <= max(lines) <= pair.second.maximum
                assert len(pair.first.ticks) == len(pair.second.ticks) < 14


def test_three_series_of_columns_and_three_lines_are_the_most() -> None:
    def combined(columns: int, lines: int) -> str:
        told = [
            [f"      - {{name: {kind} {n}, values: [1, 2]}}" for n in range(count)]
            for kind, count in (("Column", columns), ("Line", lines))
        ]
        return "\n".join(
            [
                "",
                "    chart: combo",
                "    line-unit: percent",
                "    unit: m",
                "    categories: [A, B]",
                "    columns:",
                *told[0],
                "    lines:",
                *told[1],
            ]
        )

    assert len(chart(combined(3, 3)).series) == 6
    assert (
        [code for code, _ in codes(combined(4, 1))] == [code for code, _ in codes(combined(1, 4))] == ["too-many-parts"]
    )


def test_mistakes_in_a_combination_are_reported_at_their_lines() -> None:
    assert codes(COMBO.replace("[10, 20, null]", "[10, 20]")) == [("wrong-length", 6)]
    assert ("bad-number", 8) in codes(COMBO.replace("[5, null, -2.5]", "[5, nan, -2.5]"))
    assert codes("""
        chart: combo
        categories: [A]
        columns:
          - {name: Exports, values: [1]}
    """) == [("empty", -5)]
    wrong = "chart: combo\nunit: m\ndata: x.csv\nx: year\ny: exports\nline-y: grwth"
    assert codes(wrong, x_csv="year,exports,growth\n2001,1,2\n") == [("unknown-column", 6)]


def test_a_combination_comes_from_columns_of_a_file() -> None:
    fields = "chart: combo\nunit: m\nline-unit: percent\ndata: x.csv\nx: year\ny: exports\nline-y: growth"
    plan = chart(fields, x_csv="year,exports,growth\n2001,1,2\n2002,,3.5\n")
    assert numbers(plan) == [[1, None], [2, Decimal("3.5")]]
    assert plan.categories == ("2001", "2002")


# ------------------------------------------------------------------------------------ dumbbell and slope

PAIRS = """
    unit: percent
    start: "2010"
    end: "2024"
    data:
      - {label: The city, start: 5.10, end: 8.2, highlight: true}
      - {label: The province, start: null, end: 7}
      - {label: The nation, start: 6, end: 4.5, status: preliminary}
"""


def test_a_dumbbell_has_two_series_and_differences_no_more_exact_than_its_values() -> None:
    plan = chart("    chart: dumbbell" + PAIRS)
    assert [series.name for series in plan.series] == ["2010", "2024"]
    assert numbers(plan) == [[Decimal("5.10"), None, 6], [Decimal("8.2"), 7, Decimal("4.5")]]
    (layer,) = plan.layers
    assert isinstance(layer, Dumbbells)
    assert [one.difference for one in layer.dumbbells] == ["+3.1", "", "−2"]
    assert layer.heading == "Difference (points)"
    assert [one.end.ink for one in layer.dumbbells] == [Ink.ACCENT, Ink.PRIMARY, Ink.PRIMARY]
    assert layer.dumbbells[2].end.status is Status.PRELIMINARY


def test_the_differences_of_a_dumbbell_can_be_left_out() -> None:
    (layer,) = chart("    chart: dumbbell\n    difference: false" + PAIRS).layers
    assert isinstance(layer, Dumbbells)
    assert layer.heading == ""
    assert not any(one.difference for one in layer.dumbbells)


def test_a_slope_has_the_two_moments_as_categories_and_a_series_for_each_thing() -> None:
    plan = chart("    chart: slope\n    invert: true" + PAIRS)
    assert plan.categories == ("2010", "2024")
    assert [series.name for series in plan.series] == ["The city", "The province", "The nation"]
    assert numbers(plan)[1] == [None, 7]
    (layer,) = plan.layers
    assert isinstance(layer, Slopes)
    assert [slope.ink for slope in layer.slopes] == [Ink.ACCENT, Ink.CONTEXT, Ink.CONTEXT]
    assert isinstance(plan.y, Axis)
    assert plan.y.inverted


@pytest.mark.parametrize("kind", ["dumbbell", "slope"])
def test_pairs_come_from_two_columns_of_a_file(kind: str) -> None:
    fields = f"chart: {kind}\ndata: x.csv\nx: place\ny: [then, now]\nhighlight: B"
    plan = chart(fields, x_csv="place,then,now\nA,1,2\nB,3,\n")
    flat = [n for row in numbers(plan) for n in row]
    assert sorted(n for n in flat if n is not None) == [1, 2, 3]


@pytest.mark.parametrize("kind", ["dumbbell", "slope"])
def test_mistakes_in_pairs_are_reported_at_their_lines(kind: str) -> None:
    assert codes(f"chart: {kind}\nstart: A\ndata:\n  - {{label: X, start: 1, end: 2}}") == [("missing-key", -5)]
    assert codes(f"chart: {kind}\nstart: A\nend: B\ndata:\n  - {{label: X, start: 1}}") == [("missing-key", 5)]
    twice = "\n  - {label: X, start: 1, end: 2}" * 2
    assert codes(f"chart: {kind}\nstart: A\nend: B\ndata:{twice}") == [("duplicate-x", 6)]
    assert codes(f"chart: {kind}\nstart: A\nend: B\ndata: []") == [("empty", -5)]
    three = f"chart: {kind}\ndata: x.csv\nx: place\ny: [then, now, later]"
    assert codes(three, x_csv="place,then,now,later\nA,1,2,3\n") == [("wrong-length", 4)]


def test_more_slopes_than_colours_need_one_that_matters() -> None:
    rows = "\n".join(f"  - {{label: {letter}, start: 1, end: 2}}" for letter in "ABCDEF")
    fields = f"chart: slope\nstart: A\nend: B\ndata:\n{rows}"
    assert codes(fields) == [("too-many-parts", -5)]
    assert chart(fields + "\nhighlight: C").series[2].ink is Ink.ACCENT


# -------------------------------------------------------------------------------------------------- area

AREAS = """
    chart: area
    unit: million people
    series:
      - name: Town
        data: [{x: 2010, value: 4}, {x: 2015, value: 5}, {x: 2020, value: 6}]
      - name: Country
        data: [{x: 2010, value: 4}, {x: 2015, value: null}, {x: 2020, value: 2}]
"""


def area_layers(plan: ChartPlan) -> list[Area]:
    return [layer for layer in plan.layers if isinstance(layer, Area)]


def test_areas_are_stacked_from_zero_and_keep_their_own_values() -> None:
    plan = chart(AREAS.replace("null", "3"))
    lower, upper = area_layers(plan)
    assert [*lower.base] == decimals("0", "0", "0")
    assert [*upper.base] == decimals("4", "5", "6")
    assert numbers(plan) == [[4, 5, 6], [4, 3, 2]]
    assert isinstance(plan.y, Axis)
    assert plan.y.minimum == 0
    assert plan.y.maximum >= 8


def test_where_a_part_is_missing_the_whole_has_a_gap_but_the_data_stays() -> None:
    plan = chart(AREAS)
    for area in area_layers(plan):
        assert [point.value.number is None for point in area.points] == [False, True, False]
    assert numbers(plan) == [[4, 5, 6], [4, None, 2]]


def test_shares_add_up_to_a_hundred_percent() -> None:
    plan = chart(AREAS.replace("null", "3") + "    share: true\n")
    first, second = numbers(plan)
    assert [(a or 0) + (b or 0) for a, b in zip(first, second, strict=True)] == [100, 100, 100]
    assert texts(plan) == [["50%", "62%", "75%"], ["50%", "38%", "25%"]]
    assert plan.unit == "%"


def test_of_areas_on_one_another_only_the_last_values_are_printed() -> None:
    lower, upper = area_layers(chart(AREAS.replace("null", "3")))
    assert [point.value.text for point in lower.points] == ["", "", "6"]
    assert [point.value.text for point in upper.points] == ["", "", "2"]


def test_a_highlighted_area_has_the_colour_of_what_matters() -> None:
    plan = chart(AREAS.replace("null", "3") + "    highlight: Country\n")
    assert [series.ink is Ink.ACCENT for series in plan.series] == [False, True]
    assert [area.ink is Ink.ACCENT for area in area_layers(plan)] == [False, True]


def test_a_single_area_may_go_below_zero_and_parts_may_not() -> None:
    single = chart("chart: area\ndata: [{x: 2010, value: 4}, {x: 2011, value: -2}]")
    assert isinstance(single.y, Axis)
    assert single.y.minimum <= -2
    assert codes(AREAS.replace("null", "-3")) == [("bad-number", 7)]


def test_parts_without_a_common_x_are_no_whole() -> None:
    assert codes("""
        chart: area
        series:
          - {name: A, data: [{x: 2010, value: 4}]}
          - {name: B, data: [{x: 2011, value: 4}]}
    """) == [("empty", -5)]


# ---------------------------------------------------------------------------------- scatter and bubble

DOTS = """
    chart: scatter
    unit: thousand yuan
    x-title: Research
    x-unit: percent
    y-title: Income
    data:
      - {label: A, x: "fact:growth", y: 58.2, highlight: true}
      - {label: B, x: 3.6, y: null}
      - {label: C, x: 2.9, y: 55.4, status: estimated}
"""


def dots_of(plan: ChartPlan) -> Dots:
    (layer,) = plan.layers
    assert isinstance(layer, Dots)
    return layer


def test_a_scatter_has_x_and_y_as_series_and_titles_with_units() -> None:
    plan = chart(DOTS)
    assert plan.categories == ("A", "B", "C")
    assert [(s.name, s.unit) for s in plan.series] == [("Research", "percent"), ("Income", "thousand yuan")]
    assert numbers(plan) == [decimals("10.6", "3.6", "2.9"), [Decimal("58.2"), None, Decimal("55.4")]]
    assert isinstance(plan.x, Axis)
    assert isinstance(plan.y, Axis)
    assert (plan.x.title, plan.y.title) == ("Research, %", "Income, thousand yuan")
    assert [dot.value.ink for dot in dots_of(plan).dots] == [Ink.ACCENT, Ink.CONTEXT, Ink.CONTEXT]
    assert facts_of(plan) == ("growth",)


def test_of_many_dots_only_those_that_matter_are_named() -> None:
    rows = "\n".join(
        f"  - {{label: '{chr(65 + n // 26)}{chr(65 + n % 26)}', x: {n}, y: {n * n % 17}}}" for n in range(30)
    )
    fields = f"chart: scatter\nx-title: X\ny-title: Y\nhighlight: AC\nnames: [BA]\ndata:\n{rows}"
    named = [dot.name for dot in dots_of(chart(fields)).dots if dot.name]
    assert named == ["AC", "BA"]


def test_a_bubble_says_what_its_area_is() -> None:
    plan = chart("""
        chart: bubble
        x-title: X
        y-title: Y
        size-title: Output
        size-unit: billion yuan
        data:
          - {label: A, x: 1, y: 2, size: 40}
          - {label: B, x: 2, y: 1, size: "fact:exports"}
    """)
    assert [s.name for s in plan.series] == ["X", "Y", "Output"]
    assert plan.series[2].unit == "billion yuan"
    assert dots_of(plan).largest == Decimal("257.2")
    assert plan.legend[0].text == "Area: Output, billion yuan (up to 257.2)"


def test_dots_come_from_columns_of_a_file() -> None:
    fields = "chart: scatter\nx-title: X\ny-title: Y\ndata: x.csv\nlabel: place\nx: a\ny: b"
    plan = chart(fields, x_csv="place,a,b\nP,1,2\nQ,,4\nR,5,6\n")
    assert numbers(plan) == [[1, None, 5], [2, 4, 6]]


def test_mistakes_in_dots_are_reported_at_their_lines() -> None:
    assert codes(DOTS.replace("highlight: true", "size: 3")) == [("bad-value", 7)]
    sized = DOTS.replace("chart: scatter", "chart: bubble\n    size-title: S")
    assert codes(sized) == [("missing-value", 8), ("missing-value", 9), ("missing-value", 10)]
    assert codes(DOTS + "    highlight: D\n") == [("bad-value", 10)]
    assert codes(DOTS.replace("    y-title: Income\n", "")) == [("missing-key", -5)]
    assert ("bad-number", 8) in codes(sized.replace(" x: ", " size: -1, x: "))
    assert codes("chart: scatter\nx-title: X\ny-title: Y\ndata: x.csv\nx: a", x_csv="place,a\nP,1\n") == [
        ("missing-key", 4),
        ("missing-key", 4),
    ]


# ------------------------------------------------------------------------------------------- in Chinese


def test_the_product_s_own_words_are_in_the_language_of_the_report() -> None:
    plan = chart("    chart: dumbbell" + PAIRS, language="zh")
    (layer,) = plan.layers
    assert isinstance(layer, Dumbbells)
    assert layer.heading == "差值（百分点）"
    titles = chart(COMBO, language="zh")
    assert isinstance(titles.y, Axis)
    assert titles.y.title == "Exports，billion yuan"
