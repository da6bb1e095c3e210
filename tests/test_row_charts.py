"""Grouped and stacked bars, dots, ranges and histograms: what authors write becomes a plan that says the same."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from hefei_report.charts.planning.binning import binned, round_width, width_for
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Bars,
    Bins,
    Break,
    ChartPlan,
    Extents,
    Ink,
    Stems,
    Totals,
    facts_of,
    has_literals,
)
from tests.test_charts import chart, codes

GROUPED = """
    chart: grouped-column
    unit: billion yuan
    categories: ["2016", "2023"]
    series:
      - {name: The city, values: [627, 1267], highlight: true}
      - {name: Its neighbour, values: [809, 1075]}
"""


def numbers(plan: ChartPlan) -> list[list[Decimal | None]]:
    return [[value.number for value in series.values] for series in plan.series]


# ------------------------------------------------------------------------------------------- grouped


@pytest.mark.parametrize("kind", ["grouped-column", "grouped-bar"])
def test_grouped_bars_hold_a_lane_for_each_series_and_name_it(kind: str) -> None:
    plan = chart(GROUPED.replace("grouped-column", kind))
    (bars,) = plan.layers
    assert isinstance(bars, Bars)
    assert [(bar.slot, bar.lane, bar.series, int(bar.end)) for bar in bars.bars] == [
        *((0, 0, 0, 627), (1, 0, 0, 1267)),
        *((0, 1, 1, 809), (1, 1, 1, 1075)),
    ]
    assert {bar.start for bar in bars.bars} == {0}
    assert isinstance(plan.y if kind == "grouped-bar" else plan.x, Band)
    assert [(entry.text, entry.series) for entry in plan.legend] == [("The city", 0), ("Its neighbour", 1)]


def test_beside_a_highlighted_series_up_to_three_others_are_grey() -> None:
    def inks(others: int, *, highlighted: bool) -> list[Ink]:
        rows = "\n".join(f"  - {{name: Place {'ABCDEFG'[n]}, values: [{n + 1}]}}" for n in range(others))
        chosen = "true" if highlighted else "false"
        first = (
            f"chart: grouped-bar\ncategories: [A]\nseries:\n  - {{name: The city, values: [9], highlight: {chosen}}}"
        )
        return [series.ink for series in chart(f"{first}\n{rows}").series]

    assert inks(1, highlighted=True) == [Ink.ACCENT, Ink.CONTEXT]
    assert inks(3, highlighted=True) == [Ink.ACCENT, Ink.QUIET, Ink.FIFTH, Ink.CONTEXT]
    assert Ink.ACCENT not in inks(3, highlighted=False)
    for others in range(1, 6):
        assert len(set(inks(others, highlighted=True))) == len(set(inks(others, highlighted=False))) == others + 1


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    rows = "\n".join(f"  - {{name: Place {'ABCDEFG'[n]}, values: [{n + 1}]}}" for n in range(7))
    assert [code for code, _ in codes(f"chart: grouped-bar\ncategories: [A]\nseries:\n{rows}")] == ["too-many-parts"]


def test_many_values_are_read_on_an_axis_from_zero() -> None:
    values = ", ".join(str(20 + n) for n in range(8))
    names = ", ".join(f'"{2000 + n}"' for n in range(8))
    rows = f"  - {{name: A, values: [{values}]}}\n  - {{name: B, values: [{values}]}}"
    plan = chart(f"chart: grouped-column\ncategories: [{names}]\nseries:\n{rows}")
    assert isinstance(plan.y, Axis)
    assert plan.y.minimum == 0
    assert plan.y.ticks


# ------------------------------------------------------------------------------------------- stacked

STACKED = """
    chart: stacked-column
    unit: billion yuan
    categories: [A, B]
    series:
      - {name: Low, values: [40, 20]}
      - {name: High, values: [60, 30], highlight: true}
"""


def test_stacked_columns_hold_each_part_on_the_one_before_and_what_they_add_up_to() -> None:
    plan = chart(STACKED)
    bars, totals = plan.layers
    assert isinstance(bars, Bars)
    assert isinstance(totals, Totals)
    assert [(bar.slot, int(bar.start), int(bar.end)) for bar in bars.bars] == [
        *((0, 0, 40), (1, 0, 20)),
        *((0, 40, 100), (1, 20, 50)),
    ]
    assert [(total.value.text, int(total.at)) for total in totals.totals] == [("100", 100), ("50", 50)]
    assert [series.ink for series in plan.series] == [Ink.CONTEXT, Ink.ACCENT]


def test_what_is_below_zero_is_stacked_downwards_and_leaves_no_sum() -> None:
    plan = chart(STACKED.replace("[60, 30]", "[-10, 30]"))
    (bars,) = plan.layers
    assert isinstance(bars, Bars)
    assert [(int(bar.start), int(bar.end)) for bar in bars.bars] == [(0, 40), (0, 20), (0, -10), (20, 50)]
    assert isinstance(plan.y, Axis)
    assert plan.y.minimum == -10


def test_a_column_with_a_part_missing_has_no_sum() -> None:
    (_, totals) = chart(STACKED.replace("[60, 30]", "[null, 30]")).layers
    assert isinstance(totals, Totals)
    assert [total.slot for total in totals.totals] == [1]


def test_sums_of_facts_are_proven_by_them_and_may_be_left_out() -> None:
    facts = "chart: stacked-column\nunit: billion yuan\ncategories: [A]\nseries:\n" + "\n".join(
        f'  - {{name: {name}, values: ["fact:{fact}"]}}' for name, fact in (("Out", "exports"), ("In", "imports"))
    )
    plan = chart(facts)
    (_, totals) = plan.layers
    assert isinstance(totals, Totals)
    assert totals.totals[0].value.computed_from == facts_of(plan) == ("exports", "imports")
    assert not has_literals(plan)
    assert len(chart(facts + "\ntotals: false").layers) == 1


@pytest.mark.parametrize("lying", ["", "lying: true"])
def test_shares_add_up_to_a_hundred_and_bear_no_sums(lying: str) -> None:
    plan = chart(STACKED.replace("stacked-column", "stacked-100") + "    " + lying)
    assert numbers(plan) == [[40, 40], [60, 60]]
    assert plan.unit == "%"
    (bars,) = plan.layers
    assert isinstance(bars, Bars)
    assert [bar.value.text for bar in bars.bars] == ["40%", "40%", "60%", "60%"]
    axis = plan.x if lying else plan.y
    assert isinstance(axis, Axis)
    assert [axis.minimum, axis.maximum] == [0, 100]


def test_stacked_bars_are_the_same_written_bar_by_bar_and_part_by_part() -> None:
    by_part = STACKED.replace("stacked-column", "stacked-bar")
    by_bar = """
        chart: stacked-bar
        unit: billion yuan
        bars:
          - {label: A, parts: [{label: Low, value: 40}, {label: High, value: 60, highlight: true}]}
          - {label: B, parts: [{label: Low, value: 20}, {label: High, value: 30}]}
    """
    assert chart(by_part) == chart(by_bar)
    assert codes(by_part.replace("[60, 30]", "[60]")) == [("wrong-length", 6)]


def test_parts_too_thin_for_their_numbers_are_read_on_an_axis() -> None:
    plan = chart(STACKED.replace("[40, 20]", "[1, 20]"))
    bars = plan.layers[0]
    assert isinstance(bars, Bars)
    assert {bar.value.text for bar in bars.bars} == {""}
    assert isinstance(plan.y, Axis)
    assert plan.y.ticks


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (
            "chart: stacked-100\ncategories: [A]\nseries: [{name: B, values: [-2]}]",
            "bad-number",
        ),
        ("chart: stacked-column\ndata: [{label: A, value: 3}]", "empty"),
        ("chart: stacked-100\ncategories: [A]\nseries: [{name: B, values: [0]}, {name: C, values: [0]}]", "empty"),
        ("chart: stacked-column\ncategories: [A]\nseries: [{name: B, values: [1, 2]}]", "wrong-length"),
    ],
)
def test_what_can_t_be_stacked_is_refused_with_a_hint(fields: str, code: str) -> None:
    assert [found for found, _ in codes(fields)] == [code]


@pytest.mark.parametrize("kind", ["grouped-column", "grouped-bar", "stacked-column", "stacked-100"])
def test_no_axis_of_bars_begins_above_zero(kind: str) -> None:
    fields = STACKED.replace("stacked-column", kind).rstrip() + "\n    minimum: 10\n"
    assert [code for code, _ in codes(fields)] == ["not-from-zero"]


# ---------------------------------------------------------------------------------- dots and ranges


def test_lollipops_stand_on_zero_and_dots_begin_where_their_values_are() -> None:
    data = "unit: percent\ndata: [{label: A, value: 91.5}, {label: B, value: 98.1, highlight: true}]"
    for kind, minimum, grounded in (("lollipop", Decimal(0), True), ("dot", Decimal(90), False)):
        plan = chart(f"chart: {kind}\n{data}")
        (layer,) = plan.layers
        assert isinstance(layer, Stems)
        assert [stem.value.text for stem in layer.stems] == ["91.5%", "98.1%"]
        assert [stem.value.ink for stem in layer.stems] == [Ink.CONTEXT, Ink.ACCENT]
        assert {stem.grounded for stem in layer.stems} == {grounded}
        assert isinstance(plan.x, Axis)
        assert plan.x.minimum == minimum


def test_dots_of_more_than_two_series_are_read_on_an_axis() -> None:
    def axis_of(count: int) -> Axis:
        rows = ", ".join(f"{{name: {'ABCD'[n]}, values: [{n + 1}, {n + 5}]}}" for n in range(count))
        plan = chart(f"chart: dot\ncategories: [P, Q]\nseries: [{rows}]")
        assert isinstance(plan.x, Axis)
        return plan.x

    assert not axis_of(2).ticks
    assert axis_of(3).ticks


TOO_MANY = "too-many-parts"
RANGE = """
    chart: range
    value: Median
    data:
      - {label: A, low: 8.1, high: 12.7, value: 9.9}
      - {label: B, low: 14.2, high: 31.5, highlight: true}
"""


def test_a_range_holds_its_ends_and_its_point_and_says_what_the_point_is() -> None:
    plan = chart(RANGE)
    (layer,) = plan.layers
    assert isinstance(layer, Extents)
    assert [series.name for series in plan.series] == ["Low", "High", "Median"]
    assert numbers(plan)[2] == [Decimal("9.9"), None]
    assert [extent.ink for extent in layer.extents] == [Ink.CONTEXT, Ink.ACCENT]
    assert [entry.text for entry in plan.legend] == ["Median"]


def test_a_range_comes_from_the_columns_of_a_file() -> None:
    file = "place,from,to,mid\nA,1,5,2\nB,2,9,\n"
    plan = chart("chart: range\ndata: d.csv\nx: place\ny: [from, to, mid]", d_csv=file)
    assert numbers(plan) == [[1, 2], [5, 9], [2, None]]
    assert codes("chart: range\ndata: d.csv\nx: place\ny: [from]", d_csv=file) == [("wrong-length", 4)]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (
            "chart: lollipop\ncategories: [A]\nseries: [{name: B, values: [1]}, {name: C, values: [2]}]",
            "too-many-parts",
        ),
        ("chart: dot\ndata: [{label: A, value: null}]", "empty"),
        ("chart: lollipop\nminimum: 5\ndata: [{label: A, value: 8}]", "not-from-zero"),
        (RANGE.replace("high: 12.7", "high: 7"), "bad-number"),
        (RANGE.replace("value: 9.9", "value: 19.9"), "bad-number"),
        (RANGE.replace("high: 12.7", "high: null"), "missing-key"),
    ],
)
def test_rows_that_make_no_sense_are_refused_with_a_hint(fields: str, found: str) -> None:
    assert [code for code, _ in codes(fields)] == [found]


# ---------------------------------------------------------------------------------------- histograms


def test_every_value_is_counted_once_in_the_bin_that_begins_at_it() -> None:
    plan = chart("chart: histogram\nbin-width: 5\ndata: [0, 4.9, 5, 9, 12, 15, null]")
    assert plan.categories == ("0–5", "5–10", "10–15")
    assert numbers(plan) == [[2, 2, 2]]
    (bins,) = plan.layers
    assert isinstance(bins, Bins)
    assert [(int(one.start), int(one.end)) for one in bins.bins] == [(0, 5), (5, 10), (10, 15)]
    assert isinstance(plan.y, Axis)
    assert plan.y.minimum == 0


@pytest.mark.parametrize("seed", range(40))
def test_bins_have_round_edges_and_hold_all_values_however_they_are(seed: int) -> None:
    chance = random.Random(seed)
    spread, places = chance.choice(((1.0, 3), (1.0, 0), (0.001, 6), (1e9, 0)))
    middle = chance.choice((0, 0, 40)) * spread
    values = [
        Decimal(str(round(chance.gauss(middle, spread * 9), places))) for _ in range(chance.choice((1, 2, 30, 400)))
    ]
    for width in (round_width(values), width_for(values, 7)):
        found = binned(values, width)
        assert sum(found.counts) == len(values)
        assert found.edges[0] <= min(values)
        assert found.edges[-1] >= max(values)
        assert all((edge / width) % 1 == 0 for edge in found.edges)
        assert str((width / Decimal(1).scaleb(width.adjusted())).normalize()) in {"1", "2", "2.5", "5", "3"}
    assert len(binned(values, width_for(values, 7)).counts) <= 7
    assert len(binned(values, round_width(values)).counts) <= 45


def test_the_median_and_the_mean_are_marked_and_named() -> None:
    def mark(which: str) -> tuple[Decimal, str]:
        plan = chart(f"chart: histogram\nunit: percent\nmark: {which}\ndata: [1, 2, 3, 10]")
        layer = plan.layers[-1]
        assert isinstance(layer, Break)
        return layer.at, layer.text

    assert mark("median") == (Decimal("2.5"), "Median 2.5%")
    assert mark("mean") == (Decimal(4), "Mean 4%")


def test_a_hundred_thousand_values_come_from_a_column_of_a_file() -> None:
    chance = random.Random(1)
    rows = "\n".join(f"{chance.gauss(50, 10):.1f}" for _ in range(100_000))
    plan = chart("chart: histogram\ndata: d.csv\nx: age", d_csv=f"age\n{rows}\n")
    assert sum(value.number or 0 for value in plan.series[0].values) == 100_000
    assert len(plan.categories) <= 45


def test_a_histogram_may_be_of_facts() -> None:
    plan = chart('chart: histogram\nunit: billion yuan\nbin-width: 100\ndata: ["fact:exports", "fact:imports"]')
    assert numbers(plan) == [[1, 1]]


@pytest.mark.parametrize(
    "fields",
    ["bins: 0", "bins: 99", "bin-width: 0", "bin-width: 0.001", "bins: 3\nbin-width: 2", "bin-width: -1"],
)
def test_bins_that_make_no_sense_are_refused_with_a_hint(fields: str) -> None:
    assert [code for code, _ in codes(f"chart: histogram\ndata: [1, 5, 9]\n{fields}")] == ["bad-value"]
    assert [code for code, _ in codes("chart: histogram\ndata: [null]")] == ["empty"]


@pytest.mark.parametrize("kind", ["stacked-100", "stacked-bar\nshare: true"])
def test_printed_shares_that_do_not_add_up_are_admitted_in_the_note(kind: str) -> None:
    def remarks(*numbers: int) -> tuple[str, ...]:
        series = ", ".join(f"{{name: {name}, values: [{n}, 1]}}" for name, n in zip("ABC", numbers, strict=True))
        return chart(f"chart: {kind}\ncategories: [X, Y]\nseries: [{series}, {{name: D, values: [0, 1]}}]").remarks

    assert remarks(1, 1, 1) == ("Shares may not add up because of rounding.",)
    assert remarks(2, 1, 1) == ()
