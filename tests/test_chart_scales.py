"""An axis begins, ends and grows as a reader expects, or the chart says so; bars begin at zero whatever happens."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from hefei_report.charts.planning.scales import log_axis, ticked_axis
from hefei_report.deck.charts.formats import same_code
from hefei_report.document.chartplan import Axis, ChartPlan, Tick
from hefei_report.document.model import Figure, plain
from hefei_report.document.walking import blocks_of
from hefei_report.evidence.numbers import plain_number
from hefei_report.figures.scaling import Scale
from hefei_report.proof.binding import AXIS
from tests.test_charts import HEAD, chart, codes, complaints, composed

DATA = "data: [{x: 2019, value: 85}, {x: 2021, value: 90}, {x: 2024, value: 99}]"
WIDE = "data: [{x: 2019, value: 3}, {x: 2021, value: 140}, {x: 2024, value: 99000}]"


def value_axis(plan: ChartPlan) -> Axis:
    assert isinstance(plan.y, Axis)
    return plan.y


def ticks(axis: Axis) -> list[str]:
    return [tick.text for tick in axis.ticks]


# ------------------------------------------------------------------------------------------------ ticks


@pytest.mark.parametrize(
    ("numbers", "texts"),
    [
        (("0", "1.3"), ["0", "0.5", "1.0", "1.5"]),
        (("-0.3", "0.4"), ["−0.4", "−0.2", "0", "0.2", "0.4"]),
        (("0.11", "0.13"), ["0.110", "0.115", "0.120", "0.125", "0.130"]),
        (("0", "9"), ["0", "2.5", "5.0", "7.5", "10.0"]),
        (("7", "7"), ["6", "8"]),
    ],
)
def test_the_numbers_of_an_axis_have_as_many_decimals_each(numbers: tuple[str, ...], texts: list[str]) -> None:
    axis = ticked_axis([Decimal(number) for number in numbers], plain_number)
    if numbers[0] != numbers[-1]:
        assert ticks(axis) == texts
    assert len({text.partition(".")[2] and len(text.partition(".")[2]) for text in ticks(axis) if text != "0"}) == 1


def test_powerpoint_prints_a_bare_zero_among_decimals() -> None:
    pairs = [(tick.at, tick.text) for tick in ticked_axis([Decimal(0), Decimal("1.3")], plain_number).ticks]
    code = same_code(pairs)
    assert code is not None
    assert code.split(";")[0] == "0.0"
    assert code.split(";")[2] == "0"
    assert same_code([(Decimal(1), "1"), (Decimal("1.5"), "1.5")]) is None


# ---------------------------------------------------------------------------------------- logarithmic axes


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        ("3", "99000", ["1", "10", "100", "1,000", "10,000", "100,000"]),
        ("20", "3000", ["10", "30", "100", "300", "1,000", "3,000"]),
        ("3", "42", ["2", "5", "10", "20", "50"]),
        ("0.002", "0.9", ["0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1"]),
        ("5", "5", ["5", "6"]),
        ("51", "68", ["50", "60", "70"]),
        (
            "1",
            "1000000000000",
            ["1", "100", "10,000", "1,000,000", "100,000,000", "10,000,000,000", "1,000,000,000,000"],
        ),
    ],
)
def test_a_logarithmic_axis_has_few_round_ticks(low: str, high: str, texts: list[str]) -> None:
    axis = log_axis([Decimal(low), Decimal(high)], plain_number)
    assert ticks(axis) == texts
    assert (axis.minimum, axis.maximum) == (axis.ticks[0].at, axis.ticks[-1].at)


def test_equal_ratios_are_equal_distances_on_a_logarithmic_axis() -> None:
    axis = replace(Axis(Decimal(1), Decimal(10000), (Tick(Decimal(1), "1"),)), log=True)
    scale = Scale(axis, 0.0, 400.0)
    assert [scale.at(Decimal(n)) for n in (1, 10, 100, 1000, 10000)] == pytest.approx([0, 100, 200, 300, 400])
    assert Scale(replace(axis, inverted=True), 0.0, 400.0).at(Decimal(10)) == pytest.approx(300)


def test_a_logarithmic_axis_is_declared() -> None:
    assert chart(f"chart: line\nscale: log\n{WIDE}").remarks == (
        "The vertical axis is logarithmic: equal distances are equal ratios.",
    )
    assert value_axis(chart(f"chart: line\nscale: log\n{WIDE}")).log
    chinese = chart(f"chart: line\nscale: log\n{WIDE}", language="zh").remarks
    assert chinese == ("纵轴为对数刻度：距离相等表示倍数相等。",)


def test_both_axes_of_a_scatter_may_be_logarithmic() -> None:
    plan = chart("""
        chart: scatter
        x-title: Spending
        y-title: Income
        x-scale: log
        scale: log
        data: [{label: A, x: 1, y: 10}, {label: B, x: 500, y: 30000}]
    """)
    assert isinstance(plan.x, Axis)
    assert plan.x.log
    assert value_axis(plan).log
    assert [remark.split(" axis")[0] for remark in plan.remarks] == ["The vertical", "The horizontal"]


def test_zero_and_less_have_no_place_on_a_logarithmic_axis() -> None:
    assert codes("""
        chart: line
        scale: log
        data: [{x: 2019, value: 3}, {x: 2021, value: 0}]
    """) == [("bad-number", 2)]


@pytest.mark.parametrize("kind", ["column", "bar", "area"])
def test_what_stands_on_zero_has_no_logarithmic_axis_and_begins_nowhere_else(kind: str) -> None:
    key = "x" if kind == "area" else "label"
    found = complaints(f"""
        chart: {kind}
        scale: log
        minimum: 80
        data: [{{{key}: 2019, value: 85}}, {{{key}: 2021, value: 99}}]
    """)
    assert [(code, line) for code, line, _ in found] == [("not-from-zero", 2), ("not-from-zero", 3)]
    assert all("lines" in hint for _, _, hint in found)


# ------------------------------------------------------------------------------------------- cut axes


def test_an_axis_that_an_author_cuts_is_declared_and_one_that_only_follows_its_data_is_not() -> None:
    cut = chart(f"chart: line\nunit: percent\nminimum: 80\nmaximum: 100\n{DATA}")
    assert [value_axis(cut).minimum, value_axis(cut).maximum] == [Decimal(80), Decimal(100)]
    assert cut.remarks == ("The vertical axis begins at 80%, not at zero.",)
    assert chart(f"chart: line\n{DATA}").remarks == ()
    assert chart(f"chart: line\nminimum: 0\n{DATA}").remarks == ()


def test_an_axis_may_end_between_two_ticks() -> None:
    axis = value_axis(chart(f"chart: line\nminimum: 83\nmaximum: 104\n{DATA}"))
    assert [axis.minimum, axis.maximum] == [Decimal(83), Decimal(104)]
    assert ticks(axis) == ["90", "100"]


def test_the_axis_of_columns_may_be_longer_than_they_are() -> None:
    plan = chart("chart: column\nmaximum: 100\ndata: [{label: A, value: 40}]")
    assert value_axis(plan).maximum == 100


def test_no_mark_is_cut_off() -> None:
    assert codes(f"chart: line\nminimum: 88\nmaximum: 95\n{DATA}") == [("bad-value", 2), ("bad-value", 3)]
    assert codes("chart: bar\nmaximum: 30\ndata: [{label: A, value: 40}]") == [("bad-value", 2)]
    assert codes(f"chart: line\nminimum: 88\nmaximum: 80\n{DATA}") == [("bad-value", 2)]


def test_a_scale_that_there_is_not_is_reported() -> None:
    assert codes(f"chart: line\nscale: logarithm\n{DATA}") == [("bad-value", 2)]


def test_what_is_declared_stands_behind_the_author_s_note_and_its_digits_are_an_axis_s() -> None:
    figure = HEAD + '  chart: line\n  minimum: 80\n  note: "A note."\n  ' + DATA
    document, diagnostics = composed(figure, {})
    assert not diagnostics.has_errors
    assert document is not None
    (drawn,) = (block for block in blocks_of(document) if isinstance(block, Figure))
    assert plain(drawn.note) == "A note. The vertical axis begins at 80, not at zero."
    assert drawn.note[-1].role == AXIS


@pytest.mark.parametrize(
    ("language", "unit", "texts"),
    [
        ("en", "cars", ["0", "0.5 million", "1.0 million", "1.5 million"]),
        ("zh", "辆", ["0", "50万", "100万", "150万"]),
        ("en", "million people", ["0", "500,000", "1,000,000", "1,500,000"]),
    ],
)
def test_numbers_of_an_axis_are_told_in_words_where_they_would_be_strings_of_zeros(
    language: str, unit: str, texts: list[str]
) -> None:
    plan = chart(
        f"chart: line\nunit: {unit}\ndata: [{{x: 2019, value: 3}}, {{x: 2024, value: 1370000}}]", language=language
    )
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in ticks(value_axis(plan))] == texts


def test_each_number_of_a_logarithmic_axis_has_its_own_word() -> None:
    plan = chart("chart: line\nscale: log\ndata: [{x: 2019, value: 120}, {x: 2024, value: 1370000000}]")
    told = [text.replace("\N{NO-BREAK SPACE}", " ") for text in ticks(value_axis(plan))]
    assert told[-3:] == ["1 million", "100 million", "10 billion"]
    assert told[0] == "100"


def test_enormous_percentages_are_told_in_words_so_that_they_don_t_collide() -> None:
    rows = "data: [{label: A, x: 1000000000000, y: 1}, {label: B, x: 5000000000000, y: 2}]"
    plan = chart(f"chart: scatter\nx-title: X\ny-title: Y\nx-unit: percent\n{rows}")
    assert isinstance(plan.x, Axis)
    assert [tick.text.replace("\N{NO-BREAK SPACE}", " ") for tick in plan.x.ticks][:2] == ["0%", "1 trillion %"]
