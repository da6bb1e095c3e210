"""Grouped and stacked bars, dots, ranges and histograms: what authors write becomes a plan that says the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.document.chartplan import Axis, Band, Bars, ChartPlan, Ink
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
