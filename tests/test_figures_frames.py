"""What stands on the axes of a chart is drawn where its numbers say, covers nothing, and loses no text."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from hefei_report.document.chartplan import Break, Callout, ChartPlan, Line, Point, Rule, Zone, texts_of
from hefei_report.document.model import Medium
from hefei_report.figures.picture import Picture, Polygon, Rect, Stroke
from hefei_report.figures.zones import _TINT
from hefei_report.proof.charts import ChartLabels
from hefei_report.theme import load_theme
from hefei_report.theme.tokens import mixed
from tests.support.plans import Chance, columns, line, value
from tests.test_charts import chart
from tests.test_figures_geometry import WIDTHS, composed, faults, filled, lost

THEME = load_theme("hefei")
SHADE = mixed(THEME.quiet, THEME.paper, _TINT)
media = pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)


def shaded(picture: Picture) -> list[Rect]:
    """The shaded stretches."""
    kept = replace(picture, shapes=tuple(s for s in picture.shapes if isinstance(s, Polygon) and s.fill == SHADE))
    return filled(kept)


def bars_of(picture: Picture) -> list[Rect]:
    fills = (SHADE, THEME.paper)
    kept = tuple(s for s in picture.shapes if isinstance(s, Polygon) and s.fill not in fills)
    return filled(replace(picture, shapes=kept))


@media
def test_all_that_may_stand_on_axes_stays_apart_and_inside_and_complete(medium: Medium) -> None:
    for seed in range(150):
        plan = Chance(seed).framed()
        picture = composed(plan, medium, WIDTHS[medium][seed % len(WIDTHS[medium])])
        assert faults(picture) == [], f"seed {seed}: {plan.kind}"
        assert lost(plan, picture) == Counter(), f"seed {seed}: {plan.kind}"


def test_whatever_text_stands_on_axes_is_told_to_those_who_prove_it() -> None:
    for seed in range(60):
        plan = Chance(seed).framed()
        told = [text for text, _ in ChartLabels(plan, "fig-a").parts()]
        assert sorted(told) == sorted(texts_of(plan)), f"seed {seed}"


@media
def test_a_zone_of_values_reaches_from_its_start_to_its_end(medium: Medium) -> None:
    plan = columns(value(100), value(60), also=(Zone(Decimal(40), Decimal(60), "normal"),))
    picture = composed(plan, medium, WIDTHS[medium][0])
    first, second = bars_of(picture)
    (zone,) = shaded(picture)
    unit = (first.top - first.bottom) / 100
    assert zone.bottom == pytest.approx(first.bottom + 40 * unit)
    assert zone.top == pytest.approx(second.top)
    assert zone.left < first.left
    assert zone.right > second.right


def test_a_zone_of_categories_holds_their_whole_slots() -> None:
    ends = Zone(Decimal("0.5"), Decimal("1.5"), "late", across=True)
    for lying in (False, True):
        picture = composed(columns(value(5), value(8), value(3), lying=lying, also=(ends,)), Medium.BRIEFING, 334.5)
        rects, (zone,) = bars_of(picture), shaded(picture)
        if lying:
            assert rects[2].top < zone.bottom < rects[1].bottom < rects[1].top < zone.top < rects[0].bottom
        else:
            assert rects[0].right < zone.left < rects[1].left < rects[1].right < zone.right < rects[2].left


def test_a_zone_of_time_is_to_scale_and_behind_the_line() -> None:
    points = tuple((year, value(100)) for year in (2010, 2020, 2030))
    picture = composed(line(*points, also=(Zone(Decimal(2015), Decimal(2020), "plan", True),)), Medium.BRIEFING, 334.5)
    (zone,) = shaded(picture)
    drawn = max((s for s in picture.shapes if isinstance(s, Stroke) and len(s.points) == 3), key=lambda s: s.width)
    (x10, _), (x20, _), _ = drawn.points
    assert (zone.left, zone.right) == pytest.approx(((x10 + x20) / 2, x20))
    assert picture.shapes.index(drawn) > next(
        n for n, s in enumerate(picture.shapes) if isinstance(s, Polygon) and s.fill == SHADE
    )


@pytest.mark.parametrize("lying", [False, True])
def test_a_rule_is_at_its_value_and_a_break_between_its_bars(lying: bool) -> None:
    also = (Rule(Decimal(50), "half"), Break(Decimal(1), "new"))
    picture = composed(columns(value(100), value(60), lying=lying, also=also), Medium.BRIEFING, 334.5)
    first, second = bars_of(picture)
    across: dict[object, tuple[float, float]] = {}
    up: dict[object, tuple[float, float]] = {}
    for stroke in (s for s in picture.shapes if isinstance(s, Stroke) and s.dashes):
        (x0, y0), (x1, y1) = stroke.points
        (up if x0 == x1 else across)[stroke.points] = (x0 + x1) / 2, (y0 + y1) / 2
    (rule,), (cut,) = (up.values(), across.values()) if lying else (across.values(), up.values())
    if lying:
        assert rule[0] == pytest.approx((first.left + first.right) / 2)
        assert second.top < cut[1] < first.bottom
    else:
        assert rule[1] == pytest.approx((first.bottom + first.top) / 2)
        assert first.right < cut[0] < second.left


@media
def test_the_line_of_a_note_ends_at_its_point(medium: Medium) -> None:
    points = tuple((2010 + n, value(100 + n)) for n in range(12))
    note = Callout(Decimal(2014), Decimal(104), "What happened in that year, told in some words")
    picture = composed(line(*points, also=(note,)), medium, WIDTHS[medium][0])
    drawn = max((s for s in picture.shapes if isinstance(s, Stroke) and len(s.points) == 12), key=lambda s: s.width)
    here = drawn.points[4]
    leads = [s for s in picture.shapes if isinstance(s, Stroke) and len(s.points) == 2 and s.colour == THEME.quiet]
    size = picture.words[0].size
    nearest = min(math.dist(here, end) for s in leads for end in s.points)
    # its own label may be between the point and the line
    assert nearest <= 2.4 * size


@media
@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize("series", ["A", "B", "C"])
def test_a_note_about_one_of_several_bars_leads_to_that_one(series: str, lying: bool, medium: Medium) -> None:
    told = "What happened to this one of them in so many words that the note stands away from it"
    plan = chart(f"""
        chart: {"grouped-bar" if lying else "grouped-column"}
        categories: [a, b]
        series:
          - {{name: A, values: [90, 80]}}
          - {{name: B, values: [50, 40]}}
          - {{name: C, values: [70, 60]}}
        annotations: [{{at: b, series: {series}, text: {told}}}]
    """)
    picture = composed(plan, medium, WIDTHS[medium][-1])
    size = picture.words[0].size
    bars = [r for r in bars_of(picture) if r.right - r.left > 2 * size]  # not those of the legend
    ends = [((r.right, (r.bottom + r.top) / 2) if lying else ((r.left + r.right) / 2, r.top)) for r in bars]
    leads = [s for s in picture.shapes if isinstance(s, Stroke) and len(s.points) == 2 and s.colour == THEME.quiet]
    place = ends[("A", "B", "C").index(series) * 2 + 1]
    nearest = min((end for s in leads for end in s.points), key=lambda end: math.dist(place, end))
    along = 1 if lying else 0
    assert nearest[along] == pytest.approx(place[along], abs=0.5 * size)
    assert math.dist(nearest, place) <= 2.4 * size  # its own value may be between the bar and the line


def test_no_note_s_line_runs_through_text() -> None:
    for seed in range(80):
        plan: ChartPlan = Chance(seed).framed()
        if not any(isinstance(layer, Callout) for layer in plan.layers):
            continue
        picture = composed(plan, Medium.DECK, 870)
        leads = [
            s
            for s in picture.shapes
            if isinstance(s, Stroke) and s.width == pytest.approx(picture.words[0].size / 16 * 1.3)
        ]
        crossed = [w.text for s in leads for w in picture.words if w.ink.meets(s.points[0], s.points[1])]
        assert crossed == [], f"seed {seed}"


def test_a_name_that_had_to_move_is_joined_to_the_end_of_its_line() -> None:
    years = (2010, 2020, 2030)
    drawn = [Line(tuple(Point(Decimal(y), value(500 + n)) for y in years), f"Line {n}") for n in range(6)]
    plan = replace(line(*((year, value(500)) for year in years)), layers=tuple(drawn))
    picture = composed(plan, Medium.BRIEFING, 334.5)
    ends = [s.points[-1] for s in picture.shapes if isinstance(s, Stroke) and len(s.points) == 3]
    names = [w.ink for w in picture.words if w.text.startswith("Line")]
    leads = [
        s.points for s in picture.shapes if isinstance(s, Stroke) and len(s.points) == 2 and s.points[0][0] > ends[0][0]
    ]
    moved = [ink for ink in names if not any(ink.bottom <= end[1] <= ink.top for end in ends)]
    assert moved
    assert len(leads) >= len(moved)
    for start, end in leads:
        assert any(start[1] == pytest.approx(place[1]) for place in ends)
        assert any(ink.bottom <= end[1] <= ink.top and 0 < ink.left - end[0] < 4 for ink in names)
