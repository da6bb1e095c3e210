"""Bars side by side and on each other, dots, ranges and bins are drawn to scale, whatever their data is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from hefei_report.document.chartplan import (
    Band,
    Bar,
    Bars,
    Bin,
    Bins,
    Break,
    ChartPlan,
    Extent,
    Extents,
    Ink,
    LegendEntry,
    Rule,
    Stem,
    Stems,
    Total,
    Totals,
    Value,
    texts_of,
)
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures.composing import compose, preferred_height
from hefei_report.figures.picture import Dot, Picture, Polygon, Stroke, Words
from hefei_report.proof.charts import ChartLabels
from hefei_report.theme import load_theme
from tests.support.plans import Chance, axis, columns, value
from tests.test_figures_geometry import faults, filled, lost

THEME = load_theme("hefei")
WIDTHS = {Medium.BRIEFING: (334.5, 453.5), Medium.DECK: (420.0, 560.0, 870.0)}
PLANS = 80
MAKERS = ("named_groups", "stacked_columns", "dot_rows", "extents", "bins")
media = pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)


def composed(plan: ChartPlan, medium: Medium = Medium.BRIEFING, width: float = 334.5) -> Picture:
    """``plan`` at the height that it asks for."""
    return compose(plan, Box(width, preferred_height(plan, width, medium, THEME)), medium, THEME)


def word(picture: Picture, text: str) -> Words:
    (found,) = (words for words in picture.words if words.text == text)
    return found


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


def test_rows_with_long_labels_find_room_in_a_frame_of_a_slide() -> None:
    label = "semiconductors and integrated circuits of the province and of the city"
    plan = columns(*(value(n) for n in range(1, 13)), labels=tuple(f"{label} {n}" for n in range(12)), lying=True)
    picture = compose(plan, Box(560, 400), Medium.DECK, THEME)
    assert faults(picture) == []
    assert lost(plan, picture) == Counter()


# -------------------------------------------------------------------------------------- side by side


def grouped(*rows: tuple[int, ...], lying: bool = False, names: tuple[str, ...] = ("Then", "Now")) -> ChartPlan:
    """Two series or more, a tuple each, that bear their values and have names."""
    inks = (Ink.CONTEXT, Ink.ACCENT, Ink.PRIMARY)
    bars = tuple(
        Bar(slot, Decimal(0), Decimal(n), value(n, inks[lane]), lane, len(rows), series=lane)
        for lane, row in enumerate(rows)
        for slot, n in enumerate(row)
    )
    band, scale = Band(tuple("ABCDEFG"[: len(rows[0])])), axis(min(0, *map(min, rows)), max(map(max, rows)))
    legend = tuple(LegendEntry(name, inks[lane], series=lane) for lane, name in enumerate(names))
    x, y = (scale, band) if lying else (band, scale)
    return ChartPlan("grouped-bar", band.labels, (), (Bars(bars),), x=x, y=y, legend=legend)


@media
@pytest.mark.parametrize("lying", [False, True])
def test_bars_side_by_side_start_at_zero_and_are_as_long_as_their_values(medium: Medium, lying: bool) -> None:
    rows = ((40, 25, -10), (50, 30, 8))
    rects = filled(composed(grouped(*rows, lying=lying), medium, WIDTHS[medium][0]))[:6]
    spans = [(r.left, r.right) if lying else (r.bottom, r.top) for r in rects]
    zero, unit = spans[0][0], (spans[0][1] - spans[0][0]) / 40
    for (low, high), number in zip(spans, (n for row in rows for n in row), strict=True):
        assert (low - zero) / unit == pytest.approx(min(0, number), abs=1e-9)
        assert (high - zero) / unit == pytest.approx(max(0, number), abs=1e-9)


@media
def test_series_of_lying_bars_are_named_behind_the_values_of_the_first_group(medium: Medium) -> None:
    picture = composed(grouped((40, 25), (50, 30), lying=True), medium, WIDTHS[medium][0])
    for name, number in (("Then", "40"), ("Now", "50")):
        assert word(picture, name).x > word(picture, number).ink.right
        assert word(picture, name).y == pytest.approx(word(picture, number).y)


@media
def test_series_of_columns_are_named_above_the_values_of_the_first_group(medium: Medium) -> None:
    picture = composed(grouped((40, 25), (50, 30)), medium, WIDTHS[medium][0])
    for name, number in (("Then", "40"), ("Now", "50")):
        assert word(picture, name).y > word(picture, number).y
        assert abs(word(picture, name).x - word(picture, number).x) < 40


def keys(picture: Picture) -> int:
    """How many shapes there are beside the bars."""
    return sum(isinstance(shape, Polygon) for shape in picture.shapes)


def test_names_that_have_no_room_beside_their_bars_stand_in_a_legend() -> None:
    plan = grouped((40, 25, 12, 30, 18), (50, 30, 44, 12, 9), names=("Before the reform", "Seventeen years later"))
    assert keys(composed(plan)) == 10 + 2
    assert keys(composed(grouped((40, 25), (50, 30)))) == 4


def test_a_reference_line_leaves_the_names_of_series_to_the_legend() -> None:
    plan = grouped((40, 25), (50, 30))
    assert keys(composed(replace(plan, layers=(*plan.layers, Rule(Decimal(20), "Mean"))))) == 4 + 2


# -------------------------------------------------------------------------------------- on each other


def stacked(*rows: tuple[int, ...], lying: bool = False) -> ChartPlan:
    """Parts on each other, a tuple each; what is negative goes down from zero."""
    inks = (Ink.PRIMARY, Ink.ACCENT, Ink.CONTEXT)
    bars, above, below = [], [0] * len(rows[0]), [0] * len(rows[0])
    for part, row in enumerate(rows):
        for slot, n in enumerate(row):
            ends = above if n > 0 else below
            start, ends[slot] = ends[slot], ends[slot] + n
            if n:
                part_of = value(n, inks[part])
                bars.append(Bar(slot, Decimal(start), Decimal(ends[slot]), part_of, inside=True, series=part))
    sums = Totals(tuple(Total(slot, Decimal(end), value(end)) for slot, end in enumerate(above)))
    band, scale = Band(tuple("ABCDEFG"[: len(rows[0])])), axis(min(below), max(above))
    legend = tuple(LegendEntry(f"Part {'abc'[part]}", inks[part], series=part) for part in range(len(rows)))
    x, y = (scale, band) if lying else (band, scale)
    return ChartPlan("stacked-column", band.labels, (), (Bars(tuple(bars)), sums), x=x, y=y, legend=legend)


@media
@pytest.mark.parametrize("lying", [False, True])
def test_parts_stand_on_each_other_exactly_and_are_as_long_as_their_values(medium: Medium, lying: bool) -> None:
    rows = ((40, 25, 30), (50, 30, 35), (-20, -15, -10))
    rects = filled(composed(stacked(*rows, lying=lying), medium, WIDTHS[medium][0]))[-9:]
    spans = [(r.left, r.right) if lying else (r.bottom, r.top) for r in rects]
    zero, unit = spans[0][0], (spans[0][1] - spans[0][0]) / 40
    for slot in range(3):
        first, second, third = spans[slot], spans[slot + 3], spans[slot + 6]
        assert first[0] == pytest.approx(zero)
        assert second[0] == pytest.approx(first[1])
        assert third[1] == pytest.approx(zero)
        lengths = [(high - low) / unit for low, high in (first, second, third)]
        assert lengths == pytest.approx([abs(row[slot]) for row in rows])


@media
def test_parts_are_named_beside_the_last_column_and_sums_stand_above(medium: Medium) -> None:
    picture = composed(stacked((40, 25), (50, 31)), medium, WIDTHS[medium][0])
    rects = filled(picture)
    assert len(rects) == 4
    for name, rect in (("Part a", rects[1]), ("Part b", rects[3])):
        shown = word(picture, name)
        assert shown.x > rect.right
        assert rect.bottom < (shown.ink.bottom + shown.ink.top) / 2 < rect.top
    assert word(picture, "90").ink.bottom > rects[2].top
    assert word(picture, "56").ink.bottom > rects[3].top


def test_parts_of_lying_bars_are_named_above_the_first_one() -> None:
    picture = composed(stacked((40, 25), (50, 31), lying=True))
    rects = filled(picture)
    assert len(rects) == 4
    assert word(picture, "Part a").x == pytest.approx(rects[0].left, abs=2)
    assert word(picture, "Part b").x == pytest.approx(rects[2].left, abs=2)
    assert word(picture, "Part b").ink.bottom > rects[2].top


def test_a_part_that_is_missing_in_the_last_column_sends_all_names_to_the_legend() -> None:
    assert len(filled(composed(stacked((40, 25), (50, 0))))) > 3
    with_all = composed(stacked((40, 25), (50, 31)))
    assert len(filled(with_all)) == 4


# ---------------------------------------------------------------------------------- dots and ranges


def dots(picture: Picture) -> list[Dot]:
    return [shape for shape in picture.shapes if isinstance(shape, Dot)]


def strokes(picture: Picture, colour: str) -> list[Stroke]:
    return [shape for shape in picture.shapes if isinstance(shape, Stroke) and shape.colour == colour]


def stems(*rows: tuple[int, ...], grounded: bool = False) -> ChartPlan:
    found = tuple(
        Stem(slot, value(n), grounded, series) for series, row in enumerate(rows) for slot, n in enumerate(row)
    )
    band = Band(tuple("ABCDEFG"[: len(rows[0])]))
    legend = tuple(LegendEntry(("Then", "Now")[n], Ink.PRIMARY, shape="dot", series=n) for n in range(len(rows)))
    legend = legend if len(rows) > 1 else ()
    return ChartPlan("dot", band.labels, (), (Stems(found),), x=axis(-20, 100), y=band, legend=legend)


@media
def test_the_stems_of_lollipops_start_at_zero_and_are_as_long_as_their_values(medium: Medium) -> None:
    numbers = (40, 90, -20)
    picture = composed(stems(numbers, grounded=True), medium, WIDTHS[medium][0])
    lines = strokes(picture, THEME.primary)
    assert {round(line.points[0][0], 6) for line in lines} == {round(lines[0].points[0][0], 6)}
    lengths = [line.points[1][0] - line.points[0][0] for line in lines]
    assert [length / lengths[0] * 40 for length in lengths] == pytest.approx(numbers)
    assert [dot.centre for dot in dots(picture)] == [line.points[1] for line in lines]


@media
def test_dots_are_placed_to_scale_with_the_lower_value_at_the_left(medium: Medium) -> None:
    rows = ((10, 60, 50), (40, 20, 50))
    picture = composed(stems(*rows), medium, WIDTHS[medium][0])
    centres = [dot.centre for dot in dots(picture)]
    unit = (centres[1][0] - centres[0][0]) / 50
    flat = [n for row in rows for n in row]
    assert [(x - centres[0][0]) / unit + 10 for x, _ in centres] == pytest.approx(flat)
    assert word(picture, "20").ink.right < centres[4][0]
    assert word(picture, "60").x > centres[1][0]
    assert abs(word(picture, "Then").x - centres[0][0]) < 30
    assert len(centres) == 6  # names over the first row, and no legend


@media
def test_a_range_reaches_from_low_to_high_with_its_point_in_between_and_its_value_above(medium: Medium) -> None:
    rows = ((10, 30, 70), (-20, 0, 100))
    found = tuple(Extent(slot, value(a), value(c), value(b)) for slot, (a, b, c) in enumerate(rows))
    plan = ChartPlan("range", ("A", "B"), (), (Extents(found),), x=axis(-20, 100), y=Band(("A", "B")))
    picture = composed(plan, medium, WIDTHS[medium][0])
    first, second = strokes(picture, THEME.primary)
    unit = (first.points[1][0] - first.points[0][0]) / 60
    zero = first.points[0][0] - 10 * unit
    assert [(x - zero) / unit for x, _ in second.points] == pytest.approx([-20, 100])
    assert [(dot.centre[0] - zero) / unit for dot in dots(picture)] == pytest.approx([30, 0], abs=1e-6)
    assert word(picture, "30").ink.bottom > first.points[0][1]
    assert word(picture, "10").ink.right < first.points[0][0]
    assert word(picture, "70").x > first.points[1][0]


# ---------------------------------------------------------------------------------------- histograms


@media
def test_bins_stand_on_zero_beside_each_other_and_are_as_high_as_their_counts(medium: Medium) -> None:
    counts = (4, 10, 0, 6)
    found = tuple(Bin(Decimal(5 * n), Decimal(5 * n + 5), Value(Decimal(c))) for n, c in enumerate(counts))
    layers = (Bins(found), Break(Decimal(10), "Mean 10"))
    plan = ChartPlan("histogram", (), (), layers, x=axis(0, 20, 0, 10, 20), y=axis(0, 10, 0, 5, 10))
    picture = composed(plan, medium, WIDTHS[medium][0])
    first, second, last = filled(picture)
    assert first.right == pytest.approx(second.left)
    assert (last.left - second.right) == pytest.approx(second.right - second.left)
    unit = (first.top - first.bottom) / 4
    assert [(rect.top - first.bottom) / unit for rect in (second, last)] == pytest.approx([10, 6])
    assert {round(rect.bottom, 6) for rect in (first, second, last)} == {round(first.bottom, 6)}
    rules = sorted(stroke.points[0][1] for stroke in strokes(picture, THEME.hairline))
    assert [(height - first.bottom) / unit for height in rules] == pytest.approx([0, 5, 10][-len(rules) :], abs=1e-6)
    marks = [stroke for stroke in strokes(picture, THEME.quiet) if stroke.dashes]
    assert [x for mark in marks for x, _ in mark.points] == pytest.approx([second.right] * 2)
