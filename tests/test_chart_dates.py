"""Dates stand to scale on an axis of time, whose ticks are whole years, quarters, months, weeks or days."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.charts.planning.calendar import end_of
from hefei_report.charts.planning.curves import place_labels
from hefei_report.charts.planning.dates import Grain, grain_of, year_of
from hefei_report.document.chartplan import Axis, Band
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures.composing import compose, preferred_height
from hefei_report.figures.scaling import thinned
from hefei_report.theme import load_theme
from tests.support.tables import made
from tests.test_charts import chart, codes


def ticks(labels: list[str], language: str = "en") -> list[str]:
    axis = place_labels(labels, language).axis
    assert isinstance(axis, Axis)
    assert all(axis.minimum <= tick.at <= axis.maximum for tick in axis.ticks)
    return [tick.text for tick in axis.ticks]


def months(first: int, count: int) -> list[str]:
    return [f"{first + n // 12}-{n % 12 + 1:02}" for n in range(count)]


def quarters(first: int, count: int) -> list[str]:
    return [f"{first + n // 4}-Q{n % 4 + 1}" for n in range(count)]


@pytest.mark.parametrize(
    ("text", "grain", "year"),
    [
        ("2024", Grain.YEAR, "2024"),
        ("2023/24", Grain.FISCAL, "2023"),
        ("1999/2000", Grain.FISCAL, "1999"),
        ("1999/00", Grain.FISCAL, "1999"),
        ("2024-Q1", Grain.QUARTER, "2024"),
        ("2024Q3", Grain.QUARTER, "2024.4973"),
        ("2024-07", Grain.MONTH, "2024.4973"),
        ("2024-07-02", Grain.DAY, "2024.5"),
    ],
)
def test_what_a_date_names_and_when_it_begins(text: str, grain: Grain, year: str) -> None:
    assert year_of(text) == Decimal(year)
    assert grain_of(text) is grain


@pytest.mark.parametrize("text", ["2024-13", "2024-Q5", "2023/25", "2024-02-30", "24", "Q1", "0000", "2024-", "٢٠٢٤"])
def test_what_is_no_date_has_no_moment(text: str) -> None:
    assert year_of(text) is None
    assert end_of(text) is None


@pytest.mark.parametrize(
    ("text", "following"),
    [("2024", "2025"), ("2024-Q4", "2025"), ("2024-Q1", "2024-04"), ("2024-12", "2025"), ("2024-02-29", "2024-03-01")],
)
def test_a_period_ends_where_the_next_begins(text: str, following: str) -> None:
    assert end_of(text) == year_of(following)


def test_years_are_whole() -> None:
    assert ticks(["2010", "2015", "2020", "2024"]) == ["2010", "2015", "2020", "2024"]
    assert ticks([str(year) for year in range(1990, 2025)]) == [
        *("1990", "1995", "2000", "2005", "2010", "2015", "2020", "2024"),
    ]


def test_quarters_bear_their_names_and_the_first_of_a_year_its_year() -> None:
    assert ticks(quarters(2023, 6)) == ["Q1 2023", "Q2", "Q3", "Q4", "Q1 2024", "Q2"]
    assert ticks(quarters(2023, 5), "zh") == ["2023年1季度", "2季度", "3季度", "4季度", "2024年1季度"]
    assert ticks(quarters(2010, 40)) == [str(year) for year in range(2010, 2020, 2)]


def test_months_bear_their_names_and_a_january_its_year() -> None:
    assert ticks(months(2024, 6)) == ["2024", "Feb", "Mar", "Apr", "May", "Jun"]
    assert ticks(["2023-11", "2023-12", "2024-01", "2024-02"]) == ["Nov 2023", "Dec", "2024", "Feb"]
    assert ticks(months(2022, 30)) == ["2022", "Jul", "2023", "Jul", "2024"]
    assert ticks(months(2022, 21)) == ["2022", "Apr", "Jul", "Oct", "2023", "Apr", "Jul"]
    assert ticks(months(2024, 3), "zh") == ["2024年", "2月", "3月"]


def test_days_and_weeks() -> None:
    assert ticks([f"2024-03-0{day}" for day in range(1, 6)]) == ["1 Mar 2024", "2 Mar", "3 Mar", "4 Mar", "5 Mar"]
    weeks = ticks([f"2024-03-{day:02}" for day in range(1, 32)])
    assert weeks == ["4 Mar 2024", "11 Mar", "18 Mar", "25 Mar"]


def test_fiscal_years_print_as_such_and_mix_with_nothing_else() -> None:
    assert ticks(["2021/22", "2022/23", "2023/24"]) == ["2021/22", "2022/23", "2023/24"]
    assert isinstance(place_labels(["2021/22", "2023"], "en").axis, Band)


def test_all_dates_are_to_scale() -> None:
    places = place_labels(["2024-01", "2024-02-15", "2024-07", "2025"], "en")
    assert [float(place) for place in places.positions] == pytest.approx([2024, 2024.123, 2024.497, 2025], abs=0.001)


def test_no_tick_of_time_has_a_fraction_and_the_first_of_each_year_keeps_its_label() -> None:
    theme = load_theme("hefei")
    rows = ", ".join(f"{{x: {label}, value: {n}}}" for n, label in enumerate(months(2022, 30)))
    plan = chart(f"chart: line\ndata: [{rows}]")
    for width in (160.0, 334.5):
        box = Box(width, preferred_height(plan, width, Medium.BRIEFING, theme))
        drawn = [words.text for words in compose(plan, box, Medium.BRIEFING, theme).words]
        assert [text for text in drawn if text.startswith("202")] == ["2022", "2023", "2024"]
        assert not [text for text in drawn if text.startswith("20") and "." in text]


def test_ticks_are_left_out_evenly_beside_those_that_must_stay() -> None:
    places = [float(10 * n) for n in range(9)]
    assert thinned(places, [9.0] * 9, 0.5, [0, 4]) == list(range(9))
    assert thinned(places, [15.0] * 9, 0.5, [0, 4]) == [0, 2, 4, 6, 8]
    assert thinned(places, [30.0] * 9, 0.5, [0, 4]) == [0, 4, 8]
    assert thinned(places, [60.0] * 9, 0.5, [0, 4]) == [0, 8]


def test_dates_that_go_forth_and_back_are_reported_and_the_newest_may_stand_first() -> None:
    assert codes("""
        chart: line
        data:
          - {x: 2019-01, value: 1}
          - {x: 2091-02, value: 2}
          - {x: 2019-03, value: 3}
    """) == [("bad-order", 5)]
    plan = chart("chart: line\ndata: [{x: 2024, value: 1}, {x: 2020, value: 2}, {x: 2019, value: 3}]")
    assert plan.categories == ("2019", "2020", "2024")


@pytest.mark.parametrize(
    ("odd", "told"), [("NaN", "is no date"), ("next year", "is no date"), ("2021/22", "mixes fiscal with calendar")]
)
def test_one_word_among_years_is_reported_instead_of_turning_the_axis_into_names(odd: str, told: str) -> None:
    data = f"year,value\n2019,1\n2020,2\n{odd},3\n"
    for kind in ("line", "area"):
        filed = made(f"chart: {kind}\nunit: m\nx: year\ny: value\ndata: x.csv", x_csv=data)
        assert filed.places == [("mixed-x", "x.csv", 4, 1)], kind
        assert told in filed.found[0].message and filed.found[0].hint
    lines = f"chart: line\ndata:\n  - {{x: 2019, value: 1}}\n  - {{x: 2020, value: 2}}\n  - {{x: {odd}, value: 3}}"
    assert [(code, line) for code, _, line, _ in made(lines).places] == [("mixed-x", 5)]


def test_one_word_among_numbers_is_reported_and_names_may_hold_a_year() -> None:
    numbers = "chart: line\ndata: [{x: 1, value: 1}, {x: 2, value: 2}, {x: five, value: 3}]"
    assert "mixed-x" in [code for code, *_ in made(numbers).places]
    names = "chart: line\ndata: [{x: before, value: 1}, {x: 2020, value: 2}, {x: after, value: 3}]"
    assert made(names).places == []
