"""Between which values a line may lie is a band behind it: drawn to scale, told in words, and in the data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.charts.telling.proposal import proposed
from hefei_report.document.chartcolumns import columns_of
from hefei_report.document.chartplan import Axis, ChartPlan, Interval, Status, Value, facts_of
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium, plain
from hefei_report.figures.composing import compose, preferred_height
from hefei_report.figures.picture import Polygon
from hefei_report.theme import load_theme
from tests.support.tables import made
from tests.test_charts import chart, codes

FORECAST = """
chart: line
unit: m
data:
  - {x: 2020, value: 10}
  - {x: 2022, value: 12}
  - {x: 2026, value: 15, low: 13, high: 18, status: estimated}
  - {x: 2030, value: 20, low: 14, high: 31, status: estimated}
"""
SEVERAL = """
chart: line
highlight: B
series:
  - name: A
    data: [{x: 2020, value: 5, low: 4, high: 6}, {x: 2021, value: null}, {x: 2022, value: 5, low: 3, high: 7}]
  - name: B
    data: [{x: 2020, value: 9, low: 8, high: 10}, {x: 2021, value: 9, low: 8, high: 10}]
"""


def bands(plan: ChartPlan) -> list[Interval]:
    return [layer for layer in plan.layers if isinstance(layer, Interval)]


def test_a_band_opens_at_the_last_value_that_has_none_and_the_axis_holds_it() -> None:
    plan = chart(FORECAST)
    (band,) = bands(plan)
    assert [one.slot for one in band.reaches] == [2, 3]
    assert [(one.low.text, one.high.text) for one in band.reaches] == [("13", "18"), ("14", "31")]
    assert band.apex == (Decimal(2022), Decimal(12))
    assert isinstance(plan.y, Axis) and plan.y.maximum >= 31
    assert [value.status for value in plan.series[0].values[2:]] == [Status.ESTIMATED] * 2
    assert "The pale band shows between which values the line may lie." in plan.remarks


@pytest.mark.parametrize("width", [160.0, 455.0, 870.0])
@pytest.mark.parametrize("medium", list(Medium))
def test_the_band_is_drawn_to_scale_behind_the_line(width: float, medium: Medium) -> None:
    plan, theme = chart(FORECAST), load_theme("hefei")
    picture = compose(plan, Box(width, preferred_height(plan, width, medium, theme)), medium, theme)
    (polygon,) = (mark for mark in picture.shapes if isinstance(mark, Polygon) and len(mark.points) == 6)
    (x0, y0), (x1, _), (x2, top), (x3, foot), *_ = polygon.points
    assert x2 == x3 and (x2 - x1) / (x1 - x0) == pytest.approx(1, rel=0.01)
    above, below = top - y0, y0 - foot
    assert above / (31 - 12) == pytest.approx(-below / (14 - 12), rel=0.01)


def test_the_ends_of_bands_are_columns_of_the_data_and_told_in_words() -> None:
    plan = chart(FORECAST)
    columns = {column.name: column.cells for column in columns_of(plan)}
    assert [cell.number for cell in columns["Low"] if isinstance(cell, Value)] == [None, None, 13, 14]
    assert [cell.number for cell in columns["High"] if isinstance(cell, Value)] == [None, None, 18, 31]
    assert "2030 between 14 and 31" in plain(proposed(plan, "fig-one", ()))


def test_ends_may_be_facts_and_columns_of_a_file_and_lines_have_bands_of_their_own() -> None:
    fact = chart("chart: line\ndata: [{x: 2020, value: 250}, {x: 2021, value: 255, low: 250, high: fact:exports}]")
    assert facts_of(fact) == ("exports",)
    text = "year,mean,least,most\n2020,5,,\n2021,6,4,8\n"
    plan = made("chart: line\nunit: m\nx: year\ny: mean\nlow: least\nhigh: most\ndata: x.csv", x_csv=text)
    assert [(one.low.number, one.high.number) for one in bands(plan.plan)[0].reaches] == [(Decimal(4), Decimal(8))]
    several = chart(SEVERAL)
    assert [(band.name, len(band.reaches), band.apex) for band in bands(several)] == [
        ("A", 1, None),
        ("A", 1, None),
        ("B", 2, None),
    ]
    assert [series.ink for series in several.series] == [band.ink for band in bands(several)[1:]]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("{x: 2021, value: 5, low: 4}", "missing-key"),
        ("{x: 2021, value: 5, low: 6, high: 4}", "bad-number"),
        ("{x: 2021, value: 9, low: 4, high: 6}", "bad-number"),
        ("{x: 2021, value: 9, low: few, high: 6}", "bad-number"),
    ],
)
def test_intervals_that_can_t_be_are_reported_at_their_row(row: str, code: str) -> None:
    assert codes(f"chart: line\ndata:\n  - {{x: 2020, value: 1}}\n  - {row}") == [(code, 4)]


def test_an_area_has_no_band() -> None:
    assert codes("chart: area\ndata:\n  - {x: 2020, value: 1, low: 0, high: 2}")[0][0] == "unknown-key"


def test_numbers_of_bands_are_decimals_as_they_are_written() -> None:
    (band,) = bands(chart(FORECAST.replace("high: 31", "high: 31.10")))
    assert band.reaches[-1].high.number == Decimal("31.10") and band.reaches[-1].high.text == "31.10"
