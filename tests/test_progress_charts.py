"""Funnels, places over time and plans of tasks: what authors write is planned, drawn to scale, and told in full."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from hefei_report.briefing.chartdata import chart_csv
from hefei_report.document.chartplan import Axis, Ink, Status, texts_of
from hefei_report.document.model import Medium
from hefei_report.document.progresslayers import Funnel, Race, Schedule
from hefei_report.figures.picture import Dot, Polygon, Stroke
from hefei_report.proof.charts import ChartLabels
from tests.support.plans import Chance
from tests.test_charts import chart, codes
from tests.test_figures_geometry import faults, lost
from tests.test_figures_kinds import PLANS, WIDTHS, composed, media

FUNNEL = """
    chart: funnel
    data:
      - {label: Applied, value: 1240}
      - {label: Taken in, value: 310, highlight: true}
      - {label: Sold, value: 31}
"""
RACE = """
    chart: bump
    first: highest
    highlight: The city
    series:
      - {name: The city, data: [{x: 2015, value: 3.5}, {x: 2024, value: 9.1}]}
      - {name: A port, data: [{x: 2015, value: 7}, {x: 2024, value: 9.1}]}
      - {name: Inland, data: [{x: 2024, value: 2}]}
"""
PLAN = """
    chart: gantt
    today: 2026-05-15
    tasks:
      - {label: Permits, start: 2025-01, end: 2025-06, status: done, group: Before}
      - {label: Tunnel, start: 2025-10, end: 2026-10, status: under-way, group: Works}
      - {label: Opening, date: 2027-06-01, status: planned, group: Works}
"""
MAKERS = ("funnel", "race", "schedule")


@media
@pytest.mark.parametrize("maker", MAKERS)
def test_texts_of_any_such_plan_stay_apart_and_inside_and_complete(maker: str, medium: Medium) -> None:
    for seed in range(PLANS):
        plan = getattr(Chance(seed), maker)()
        picture = composed(plan, medium, WIDTHS[medium][seed % len(WIDTHS[medium])])
        assert faults(picture) == [], f"seed {seed}"
        assert lost(plan, picture) == Counter(), f"seed {seed}"


@pytest.mark.parametrize("maker", MAKERS)
def test_whatever_text_is_drawn_is_told_by_the_plan_to_those_who_prove_it(maker: str) -> None:
    for seed in range(PLANS):
        plan = getattr(Chance(seed), maker)()
        drawn = Counter("".join(word.text for word in composed(plan).words).replace(" ", ""))
        assert drawn - Counter("".join(texts_of(plan)).replace(" ", "")) == Counter(), f"seed {seed}"
        told = [text for text, _ in ChartLabels(plan, "fig-a").parts()]
        assert sorted(told) == sorted(texts_of(plan)), f"seed {seed}"


# ------------------------------------------------------------------------------------------------ funnels


def test_a_funnel_says_what_each_stage_is_of_the_one_before_and_of_the_first() -> None:
    plan = chart(FUNNEL)
    texts = [[value.text for value in series.values] for series in plan.series]
    assert texts == [["1,240", "310", "31"], ["", "25%", "10%"], ["", "25%", "2.5%"]] or texts[2] == ["", "25%", "2%"]
    assert [value.status for value in plan.series[1].values[1:]] == [Status.DERIVED] * 2


def test_rates_are_computed_from_the_facts_that_they_compare() -> None:
    plan = chart("""
        chart: funnel
        data:
          - {label: Exports, value: fact:exports}
          - {label: Imports, value: fact:imports}
    """)
    assert plan.series[1].values[1].computed_from == ("exports", "imports")
    assert len(plan.series) == 2  # of two stages, the one before is the first


def test_nearly_all_is_not_printed_as_all_and_hardly_any_not_as_none() -> None:
    plan = chart("""
        chart: funnel
        rates: first
        data: [{label: A, value: 10000}, {label: B, value: 9999}, {label: C, value: 3}, {label: D, value: 0}]
    """)
    assert [value.text for value in plan.series[1].values] == ["", "99.99%", "0.03%", "0%"]


def test_bars_of_a_funnel_are_as_long_as_their_values_and_about_one_middle() -> None:
    bars = [shape for shape in composed(chart(FUNNEL)).shapes if isinstance(shape, Polygon)]
    edges = [(min(x for x, _ in bar.points), max(x for x, _ in bar.points)) for bar in bars]
    lengths = [right - left for left, right in edges]
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 310 / 1240, 31 / 1240])
    assert [left + right for left, right in edges] == pytest.approx([sum(edges[0])] * 3)


def test_a_funnel_that_rises_is_drawn_and_reported_and_one_below_zero_is_refused() -> None:
    rising = "chart: funnel\ndata:\n  - {label: A, value: 3}\n  - {label: B, value: 4}"
    assert codes(rising) == [("rising-funnel", 4)]
    assert codes("chart: funnel\ndata:\n  - {label: A, value: 3}\n  - {label: B, value: -4}") == [("negative-part", 4)]
    assert [code for code, _ in codes("chart: funnel\ndata: []")] == ["empty"]


# ------------------------------------------------------------------------------------------------- places


def test_amounts_are_ranked_at_each_moment_and_equal_ones_share_a_place() -> None:
    plan = chart(RACE)
    numbers = [[value.number for value in series.values] for series in plan.series]
    assert numbers == [[2, 1], [1, 1], [None, 3]]
    assert plan.series[0].ink is Ink.ACCENT


def test_places_stand_in_rows_with_the_first_on_top_and_those_who_share_one_side_by_side() -> None:
    picture = composed(chart(RACE))
    points = [shape.centre for shape in picture.shapes if isinstance(shape, Dot)]
    rows = sorted({round(y, 3) for _, y in points}, reverse=True)
    assert len(points) == 5
    assert len(rows) == 3
    top = sorted(x for x, y in points if round(y, 3) == rows[0])
    assert len(top) == 3
    assert top[2] - top[1] > 8  # points apart, so that both numbers are read


def test_lines_to_places_that_are_not_certain_are_dashed() -> None:
    plan = chart("""
        chart: bump
        series:
          - {name: A, data: [{x: 2015, value: 1}, {x: 2018, value: 2}, {x: 2021, value: 1, status: estimated}]}
    """)
    drawn = [shape for shape in composed(plan).shapes if isinstance(shape, Stroke) and shape.width > 2]
    assert [bool(stroke.dashes) for stroke in sorted(drawn, key=lambda stroke: stroke.points[0])] == [False, True]


def test_what_is_no_place_is_refused_with_a_hint() -> None:
    wrong = "chart: bump\nseries:\n  - {name: A, data: [{x: 2015, value: 1.5}]}"
    assert codes(wrong) == [("bad-number", 3)]


def test_a_line_without_a_place_in_between_is_interrupted() -> None:
    plan = chart("""
        chart: bump
        series:
          - {name: A, data: [{x: 2015, value: 1}, {x: 2018, value: null}, {x: 2021, value: 2}]}
    """)
    layer = plan.layers[0]
    assert isinstance(layer, Race)
    assert [value.number for value in layer.runners[0].places] == [1, None, 2]
    thick = [shape for shape in composed(plan).shapes if isinstance(shape, Stroke) and shape.width > 2]
    assert thick == []


# -------------------------------------------------------------------------------------------------- plans


def test_tasks_last_until_the_end_of_their_last_month_and_milestones_take_no_time() -> None:
    schedule = chart(PLAN).layers[0]
    assert isinstance(schedule, Schedule)
    assert schedule.spans[0].end == Decimal("2025.4945")  # the first of July
    assert schedule.spans[2].start == schedule.spans[2].end
    assert schedule.headings == (0, 2)
    assert schedule.today is not None
    assert schedule.today[1] == "As of 15\u00a0May 2026"


def test_an_axis_of_time_begins_and_ends_with_a_tick_and_says_its_years() -> None:
    axis = chart(PLAN).x
    assert isinstance(axis, Axis)
    assert [tick.text for tick in axis.ticks] == ["2025", "Jul", "2026", "Jul", "2027", "Jul"]
    weeks = chart("chart: gantt\ntasks: [{label: A, start: 2026-03-02, end: 2026-03-29}]").x
    assert isinstance(weeks, Axis)
    assert [tick.text for tick in weeks.ticks] == ["2 Mar 2026", "9 Mar", "16 Mar", "23 Mar", "30 Mar"]


def test_bars_of_a_plan_are_where_its_dates_are() -> None:
    plan = chart("chart: gantt\ntasks: [{label: A, start: 2020, end: 2021}, {label: B, start: 2023, end: 2023}]")
    bars = [shape for shape in composed(plan).shapes if isinstance(shape, Polygon)]
    spans = [(min(x for x, _ in bar.points), max(x for x, _ in bar.points)) for bar in bars]
    year = (spans[0][1] - spans[0][0]) / 2
    assert spans[1][1] - spans[1][0] == pytest.approx(year)
    assert spans[1][0] - spans[0][0] == pytest.approx(3 * year)


def test_mistakes_in_dates_are_reported_at_their_lines() -> None:
    wrong = """
        chart: gantt
        tasks:
          - {label: A, start: 2020, end: 2019}
          - {label: B, start: spring, end: 2019-13}
          - {label: C, start: 2020}
          - {label: D, start: 2020, end: 2021, date: 2021}
    """
    found = [("bad-value", 3), ("bad-date", 4), ("bad-date", 4), ("missing-key", 5), ("missing-key", 6)]
    assert codes(wrong) == found


def test_the_data_of_a_plan_are_its_dates() -> None:
    lines = chart_csv(chart(PLAN)).decode().splitlines()
    assert lines[0] == "task,start,end,status"
    assert lines[2] == "Tunnel,2025-10,2026-10,preliminary"


def test_the_data_of_a_funnel_hold_its_rates() -> None:
    funnel = chart(FUNNEL).layers[0]
    assert isinstance(funnel, Funnel)
    assert chart_csv(chart(FUNNEL)).decode().splitlines()[2].startswith("Taken in,310,25")
