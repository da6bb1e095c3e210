"""Waterfalls, combinations, areas, dumbbells, slopes and dots are drawn to scale, whatever their data is."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from decimal import Decimal

import pytest

from hefei_report.document.chartplan import (
    Area,
    Band,
    Bar,
    Bars,
    ChartPlan,
    Connector,
    Connectors,
    Dots,
    Dumbbell,
    Dumbbells,
    Ink,
    Line,
    Point,
    Slope,
    Slopes,
    Status,
    Value,
    texts_of,
)
from hefei_report.document.chartplan import Dot as DataDot
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures.composing import compose, preferred_height
from hefei_report.figures.picture import Dot, Picture, Polygon, Stroke
from hefei_report.proof.charts import ChartLabels
from hefei_report.theme import load_theme
from tests.support.plans import Chance, axis, value
from tests.test_figures_geometry import faults, filled, lost

THEME = load_theme("hefei")
WIDTHS = {Medium.BRIEFING: (334.5, 453.5), Medium.DECK: (420.0, 560.0, 870.0)}
PLANS = 80
media = pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)


def composed(plan: ChartPlan, medium: Medium = Medium.BRIEFING, width: float = 334.5) -> Picture:
    """``plan`` at the height that it asks for."""
    return compose(plan, Box(width, preferred_height(plan, width, medium, THEME)), medium, THEME)


def dots(picture: Picture) -> list[Dot]:
    return [shape for shape in picture.shapes if isinstance(shape, Dot)]


def strokes(picture: Picture, colour: str) -> list[Stroke]:
    return [shape for shape in picture.shapes if isinstance(shape, Stroke) and shape.colour == colour]


def words(picture: Picture) -> list[str]:
    return [words.text for words in picture.words]


MAKERS = ("waterfall", "combination", "areas", "dumbbells", "slopes", "dots")


@media
@pytest.mark.parametrize("maker", MAKERS)
def test_texts_of_any_such_plan_stay_apart_and_inside_and_complete(maker: str, medium: Medium) -> None:
    for seed in range(PLANS):
        plan: ChartPlan = getattr(Chance(seed), maker)()
        picture = composed(plan, medium, WIDTHS[medium][seed % len(WIDTHS[medium])])
        assert faults(picture) == [], f"seed {seed}"
        assert lost(plan, picture) == Counter(), f"seed {seed}"


@pytest.mark.parametrize("maker", MAKERS)
def test_whatever_text_is_drawn_is_told_by_the_plan_to_those_who_prove_it(maker: str) -> None:
    for seed in range(PLANS):
        plan: ChartPlan = getattr(Chance(seed), maker)()
        drawn = Counter("".join(word.text for word in composed(plan).words).replace(" ", ""))
        assert drawn - Counter("".join(texts_of(plan)).replace(" ", "")) == Counter(), f"seed {seed}"
        told = [text for text, _ in ChartLabels(plan, "fig-a").parts()]
        assert sorted(told) == sorted(texts_of(plan)), f"seed {seed}"


# -------------------------------------------------------------------------------------------- waterfalls


def waterfall(*steps: tuple[int, int]) -> ChartPlan:
    """Floating bars from the first to the second number of each step."""
    bars = tuple(Bar(slot, Decimal(a), Decimal(b), value(b - a)) for slot, (a, b) in enumerate(steps))
    joints = Connectors(tuple(Connector(bar.slot, bar.end) for bar in bars[:-1]))
    ends = [Decimal(end) for step in steps for end in step]
    band = Band(tuple("ABCDEFG"[: len(steps)]))
    y = axis(int(min(ends)), int(max(ends)))
    return ChartPlan("waterfall", band.labels, (), (joints, Bars(bars)), x=band, y=y)


STEPS = ((0, 40), (40, -25), (-25, -10), (0, -10), (-10, 80), (0, 80))


@media
def test_each_step_of_a_waterfall_begins_where_the_one_before_ends_across_zero(medium: Medium) -> None:
    picture = composed(waterfall(*STEPS), medium, WIDTHS[medium][0])
    rects = filled(picture)
    unit = (rects[0].top - rects[0].bottom) / 40
    zero = rects[0].bottom
    for rect, (start, end) in zip(rects, STEPS, strict=True):
        assert (rect.bottom - zero) / unit == pytest.approx(min(start, end))
        assert (rect.top - zero) / unit == pytest.approx(max(start, end))


def test_hairlines_join_the_steps_of_a_waterfall_at_the_level_they_share() -> None:
    picture = composed(waterfall(*STEPS))
    rects = filled(picture)
    unit, zero = (rects[0].top - rects[0].bottom) / 40, rects[0].bottom
    joints = [s for s in strokes(picture, THEME.quiet) if len(s.points) == 2 and s.points[0][1] == s.points[1][1]]
    assert [round((s.points[0][1] - zero) / unit, 6) for s in joints] == [end for _, end in STEPS[:-1]]
    for joint, (before, after) in zip(joints, itertools.pairwise(rects), strict=True):
        assert [x for x, _ in joint.points] == pytest.approx([before.right, after.left])


def test_a_change_of_nothing_is_a_line_that_runs_on() -> None:
    picture = composed(waterfall((0, 40), (40, 40), (40, 60)))
    first, nothing, _ = filled(picture)
    joints = [s for s in strokes(picture, THEME.quiet) if s.points[0][1] == s.points[1][1]]
    assert joints[0].points[1][0] == pytest.approx(nothing.left)
    assert joints[1].points[0][0] == pytest.approx(nothing.left)
    assert joints[0].points[0][0] == pytest.approx(first.right)


def test_a_waterfall_of_twenty_steps_keeps_its_shape() -> None:
    level = [0, 1000, *(1000 + 37 * n * (-1) ** n for n in range(1, 19)), 0]
    steps = [(0, 1000), *itertools.pairwise(level[1:-1]), (0, level[-2])]
    bars = tuple(Bar(slot, Decimal(a), Decimal(b), value(b - a)) for slot, (a, b) in enumerate(steps))
    band = Band(tuple(f"Step {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"))
    plan = ChartPlan("waterfall", (), (), (Bars(bars),), x=band, y=axis(0, max(level)))
    for medium, width in ((Medium.BRIEFING, 334.5), (Medium.DECK, 560.0)):
        assert preferred_height(plan, width, medium, THEME) < width


# -------------------------------------------------------------------------------------------- combinations


def combination() -> ChartPlan:
    band = Band(("2022", "2023", "2024"))
    bars = Bars(tuple(Bar(slot, Decimal(0), Decimal(n), Value(Decimal(n))) for slot, n in enumerate((40, 60, 80))))
    shares = tuple(Point(Decimal(slot), Value(Decimal(n), ink=Ink.FOURTH)) for slot, n in enumerate((-2, 4, 8)))
    drawn = Line(shares, ink=Ink.FOURTH, secondary=True)
    first, second = axis(-50, 100, -50, 0, 50, 100), axis(-5, 10, -5, 0, 5, 10)
    return ChartPlan("combo", band.labels, (), (bars, drawn), x=band, y=first, y2=second)


@media
def test_a_secondary_line_is_read_on_the_second_axis_and_columns_on_the_first(medium: Medium) -> None:
    picture = composed(combination(), medium, WIDTHS[medium][0])
    rects = filled(picture)
    unit, zero = (rects[0].top - rects[0].bottom) / 40, rects[0].bottom
    heights = [(dot.centre[1] - zero) / unit for dot in dots(picture)]
    assert heights == pytest.approx([-20, 40, 80])  # ten units of the first axis to one of the second
    middles = [(rect.left + rect.right) / 2 for rect in rects]
    assert [dot.centre[0] for dot in dots(picture)] == pytest.approx(middles)


def test_the_ticks_of_the_second_axis_stand_at_the_right_on_the_grid_of_the_first() -> None:
    plan = combination()
    picture = composed(plan)
    places = {w.text: w for w in picture.words}
    for left, right in (("0", "0"), ("50", "5"), ("100", "10")):
        ticks = [w for w in picture.words if w.text == left], [w for w in picture.words if w.text == right]
        first, second = ticks[0][0], ticks[1][-1]
        assert first.y == pytest.approx(second.y)
        assert first.x < filled(picture)[0].left < second.x
    assert places["2022"].y < min(w.y for w in picture.words if w.text == "0")


def test_the_titles_of_both_axes_have_the_colours_of_what_is_read_on_them() -> None:
    from dataclasses import replace

    plan = combination()
    assert plan.y2
    assert not isinstance(plan.y, Band)
    assert plan.y
    titled = replace(
        plan,
        y=replace(plan.y, title="Exports, billion yuan", ink=Ink.PRIMARY),
        y2=replace(plan.y2, title="Growth, percent", ink=Ink.FOURTH),
    )
    shown = {w.text: w for w in composed(titled).words}
    left, right = shown["Exports, billion yuan"], shown["Growth, percent"]
    assert left.x < 1
    assert right.ink.right == pytest.approx(334.5)
    assert left.colour == THEME.primary
    assert right.colour not in (THEME.primary, THEME.ink, THEME.quiet)


# -------------------------------------------------------------------------------------------- areas


def areas(*rows: tuple[int | None, ...], status: Status = Status.ACTUAL) -> ChartPlan:
    years = range(2000, 2000 + len(rows[0]))
    base = [Decimal(0)] * len(rows[0])
    layers = []
    for number, row in enumerate(rows):
        values = [Value(None) if n is None else Value(Decimal(n), status=status) for n in row]
        points = tuple(Point(Decimal(year), v) for year, v in zip(years, values, strict=True))
        layers.append(Area(points, tuple(base), "AB"[number] if len(rows) > 1 else ""))
        base = [low + (v.number or 0) for low, v in zip(base, values, strict=True)]
    x = axis(2000, 2000 + len(rows[0]) - 1, *years)
    return ChartPlan("area", (), (), tuple(layers), x=x, y=axis(0, 100, 0, 50, 100))


def outlines(picture: Picture) -> list[Polygon]:
    return [shape for shape in picture.shapes if isinstance(shape, Polygon)]


@media
def test_areas_stand_on_each_other_without_a_gap(medium: Medium) -> None:
    lower, upper = outlines(composed(areas((20, 30, 40), (50, 40, 60)), medium, WIDTHS[medium][0]))
    count = 3
    assert lower.points[:count] == upper.points[: -count - 1 : -1]
    zero = lower.points[-1][1]
    heights = [y - zero for _, y in (*lower.points[:count], *upper.points[:count])]
    assert [h / heights[0] * 20 for h in heights] == pytest.approx([20, 30, 40, 70, 70, 100])


def test_an_area_is_interrupted_where_data_is_missing() -> None:
    first, second = outlines(composed(areas((20, 30, None, 40, 50))))
    assert max(x for x, _ in first.points) < min(x for x, _ in second.points)


def test_an_area_that_is_not_certain_is_dashed_and_marked() -> None:
    def dashed(status: Status) -> tuple[bool, int]:
        picture = composed(areas((20, 30, 40), status=status))
        return any(isinstance(s, Stroke) and s.dashes for s in picture.shapes), len(dots(picture))

    assert dashed(Status.ACTUAL) == (False, 0)
    assert dashed(Status.ESTIMATED) == (True, 3)


# -------------------------------------------------------------------------------- dumbbells and slopes


def dumbbell(*rows: tuple[int | None, int | None]) -> ChartPlan:
    found = tuple(Dumbbell(slot, value(a), value(b, Ink.SECOND), f"+{slot}") for slot, (a, b) in enumerate(rows))
    band = Band(tuple("ABCDEFG"[: len(rows)]))
    return ChartPlan("dumbbell", band.labels, (), (Dumbbells(found, "Difference"),), x=axis(0, 100), y=band)


@media
def test_the_dots_of_dumbbells_are_placed_to_scale_and_their_values_stand_outside(medium: Medium) -> None:
    rows = ((10, 40), (90, 20), (50, 50))
    picture = composed(dumbbell(*rows), medium, WIDTHS[medium][0])
    centres = [dot.centre for dot in dots(picture)]
    low, unit = centres[0][0], (centres[1][0] - centres[0][0]) / 30
    flat = [n for row in rows for n in row]
    assert [(x - low) / unit + 10 for x, _ in centres] == pytest.approx(flat)
    for (a, b), start, end in zip(rows, centres[::2], centres[1::2], strict=True):
        assert start[1] == end[1]
        row = [w for w in picture.words if abs((w.ink.top + w.ink.bottom) / 2 - start[1]) < w.size]
        left, right = min(start[0], end[0]), max(start[0], end[0])
        assert any(w.text == str(min(a, b)) and w.ink.right < left for w in row)
        assert any(w.text == str(max(a, b)) and w.ink.left > right for w in row)


def test_differences_stand_below_each_other_at_the_right() -> None:
    picture = composed(dumbbell((10, 40), (90, 20), (50, 50)))
    ends = [w.ink.right for w in picture.words if w.text.startswith("+") or w.text == "Difference"]
    assert ends == pytest.approx([334.5] * 4)


def test_a_value_that_is_missing_leaves_the_other_dot_alone() -> None:
    picture = composed(dumbbell((None, 40), (20, None), (None, None)))
    assert len(dots(picture)) == 2
    assert {"40", "20"} <= set(words(picture))


def slope(*rows: tuple[int | None, int | None], inverted: bool = False) -> ChartPlan:
    found = tuple(Slope("ABCDEFG"[number], value(a), value(b)) for number, (a, b) in enumerate(rows))
    band = Band(("2010", "2024"))
    y = axis(0, 100, inverted=inverted)
    return ChartPlan("slope", band.labels, (), (Slopes(found),), x=band, y=y)


@media
@pytest.mark.parametrize("inverted", [False, True])
def test_slopes_run_between_two_places_at_the_heights_of_their_values(medium: Medium, inverted: bool) -> None:
    rows = ((10, 40), (90, 20), (50, 50))
    centres = [dot.centre for dot in dots(composed(slope(*rows, inverted=inverted), medium, WIDTHS[medium][0]))]
    assert {round(x, 6) for x, _ in centres[::2]} == {round(centres[0][0], 6)}
    assert {round(x, 6) for x, _ in centres[1::2]} == {round(centres[1][0], 6)}
    low, unit = centres[0][1], (centres[1][1] - centres[0][1]) / 30
    assert (unit < 0) is inverted
    assert [(y - low) / unit + 10 for _, y in centres] == pytest.approx([n for row in rows for n in row])


def test_a_slope_without_an_end_is_named_where_it_starts() -> None:
    picture = composed(slope((10, None), (20, 30)))
    assert len(dots(picture)) == 3
    (name,) = (w for w in picture.words if w.text.endswith(" A"))
    assert name.ink.right < min(dot.centre[0] for dot in dots(picture))


def test_names_that_would_collide_are_moved_apart_and_joined_to_their_ends() -> None:
    together = slope((10, 50), (20, 51), (30, 52), (40, 53))
    picture = composed(together)
    assert faults(picture) == []
    assert len([s for s in strokes(picture, THEME.quiet) if len(s.points) == 2]) >= 4


# -------------------------------------------------------------------------------- scatter and bubbles


def scatter(*places: tuple[int, int, int | None], names: bool = True) -> ChartPlan:
    sized = any(size is not None for _, _, size in places)
    found = tuple(
        DataDot(
            Value(Decimal(x)),
            Value(Decimal(y)),
            chr(65 + number) if names else "",
            Value(Decimal(size)) if size is not None else None,
        )
        for number, (x, y, size) in enumerate(places)
    )
    layer = Dots(found, Decimal(max(size or 0 for _, _, size in places)) if sized else None)
    return ChartPlan("scatter", (), (), (layer,), x=axis(0, 100, 0, 50, 100), y=axis(0, 10, 0, 5, 10))


@media
def test_dots_are_placed_to_scale_on_both_axes(medium: Medium) -> None:
    places = ((0, 0, None), (100, 10, None), (25, 5, None), (50, 2, None))
    centres = [dot.centre for dot in dots(composed(scatter(*places), medium, WIDTHS[medium][0]))]
    (x0, y0), (x1, y1) = centres[:2]
    for (x, y, _), (px, py) in zip(places, centres, strict=True):
        assert (px - x0) / (x1 - x0) * 100 == pytest.approx(x)
        assert (py - y0) / (y1 - y0) * 10 == pytest.approx(y)


def test_the_area_of_a_bubble_is_in_proportion_to_its_size_and_small_ones_are_in_front() -> None:
    found = dots(composed(scatter((20, 2, 25), (50, 5, 100), (80, 8, 50))))
    areas = [math.pi * dot.radius**2 for dot in found]
    assert [area / areas[0] * 100 for area in areas] == pytest.approx([100, 50, 25])


def test_bubbles_at_the_ends_of_the_axes_are_not_cut() -> None:
    picture = composed(scatter((0, 0, 100), (100, 10, 100), (0, 10, 90), (100, 0, 90)))
    for dot in dots(picture):
        x, y = dot.centre
        assert x - dot.radius >= 0
        assert x + dot.radius <= picture.box.width
        assert y - dot.radius >= 0
        assert y + dot.radius <= picture.box.height


def test_a_name_in_a_crowd_is_joined_to_its_dot_by_a_line() -> None:
    crowd = tuple((50 + number % 4, 5, None) for number in range(12))
    picture = composed(scatter(*crowd))
    assert faults(picture) == []
    assert strokes(picture, THEME.quiet)
