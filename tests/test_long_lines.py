"""A line of ten thousand points is drawn as fast and as small as what can be seen of it, and keeps its extremes."""

from __future__ import annotations

import datetime as dt

from hefei_report.document.chartplan import ChartPlan, Line
from hefei_report.document.drawing import Box, Operators
from hefei_report.document.model import Medium
from hefei_report.figures import draw_figure, preferred_height
from hefei_report.figures.polylines import thinned_line
from hefei_report.theme import load_theme
from hefei_report.workspace import NO_CACHE
from tests.support.charting import charted
from tests.support.outlining import chart

THEME = load_theme("hefei")
POINTS = 10_000
PEAK = 987_654


def days(count: int) -> list[tuple[dt.date, int]]:
    """A series of days with one day that stands out."""
    first = dt.date(1998, 1, 1)
    values = [(at * 7919) % 1000 for at in range(count)]
    values[count // 2] = PEAK
    return [(first + dt.timedelta(days=at), value) for at, value in enumerate(values)]


def daily(count: int) -> ChartPlan:
    rows = "\n".join(f"{day},{value}" for day, value in days(count))
    block = {"figure": chart("long", "line", "days", data="days.csv", x="day", y=["value"], unit="people")}
    made = charted([block], {"days.csv": f"day,value\n{rows}\n".encode()})
    assert made.errors == []
    return made.plans["fig-long"]


def test_ten_thousand_points_are_planned_without_losing_one() -> None:
    plan = daily(POINTS)
    (line,) = (layer for layer in plan.layers if isinstance(layer, Line))
    assert len(line.points) == len(plan.series[0].values) == len(plan.categories) == POINTS


def test_what_is_drawn_of_ten_thousand_points_is_no_more_than_can_be_seen() -> None:
    plan = daily(POINTS)
    for medium, width in ((Medium.BRIEFING, 334.5), (Medium.DECK, 560.0)):
        box = Box(width, preferred_height(plan, width, medium, THEME, NO_CACHE))
        figure = draw_figure(plan, box, medium, THEME, NO_CACHE)
        if medium is Medium.BRIEFING:
            drawn = sum(mark.code.count(" l") for mark in figure.marks if isinstance(mark, Operators))
            assert width < drawn < POINTS
        else:
            assert len(figure.svg) < 200_000


def test_more_than_ten_thousand_points_are_refused_with_a_way_out() -> None:
    rows = "\n".join(f"{day},{value}" for day, value in days(POINTS + 1))
    block = {"figure": chart("long", "line", "days", data="days.csv", x="day", y=["value"], unit="people")}
    made = charted([block], {"days.csv": f"day,value\n{rows}\n".encode()})
    (found,) = [one for one in made.found if one.code == "too-many-parts"]
    assert "10,000" in found.hint


def test_a_thinned_line_keeps_its_ends_and_extremes_in_their_order() -> None:
    points = [(at / 50, float((at * 7919) % 1000)) for at in range(POINTS)]
    points[POINTS // 2] = (points[POINTS // 2][0], 5000.0)
    points[POINTS // 3] = (points[POINTS // 3][0], -5000.0)
    thin = thinned_line(points)
    assert len(thin) < POINTS
    assert (thin[0], thin[-1]) == (points[0], points[-1])
    assert {5000.0, -5000.0} <= {y for _, y in thin}
    assert set(thin) <= set(points)
    assert list(thin) == sorted(thin, key=points.index)


def test_a_short_line_is_drawn_point_by_point() -> None:
    points = [(at / 1000, float(at % 2)) for at in range(900)]
    assert thinned_line(points) == tuple(points)
