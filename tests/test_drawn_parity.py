"""Whatever an author puts into a chart, a ruler laid on the drawing finds the values of the plan again."""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from hefei_report.build import compose
from hefei_report.deck.charts.chartxml import chart_files
from hefei_report.deck.charts.native import native_chart
from hefei_report.deck.openxml.colours import our_palette
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import Area, Band, Bar, Bars, ChartPlan, Dots, Line, Ring, Value
from hefei_report.document.drawing import Box
from hefei_report.document.model import Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.figures.composing import compose as compose_picture
from hefei_report.figures.composing import preferred_height
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.picture import Picture, Point, Stroke
from hefei_report.theme import load_theme
from hefei_report.workspace import DiskWorkspace
from tests.support.chartdata import NATIVE_KINDS, Figures
from tests.support.measuring import (
    EXACT,
    Extent,
    bends,
    corners,
    dots,
    extents,
    farthest,
    middles,
    off,
    ruler,
    runs_down,
    shares,
)
from tests.support.outlining import Outlined, section
from tests.support.wording import name

THEME = load_theme("hefei")
FIGURES = 20
WIDTH = 453.5
_POINTED = ("line", "combo", "slope", "bump", "scatter", "bubble")
BARRED = tuple(
    kind for kind in NATIVE_KINDS if kind not in (*_POINTED, "area", "donut", "dumbbell", "funnel", "lollipop", "dot")
)
DOTTED = ("scatter", "bubble")


@functools.cache
def plans(kind: str) -> tuple[ChartPlan, ...]:
    """What authors' figures of ``kind`` are planned as, from plain to extreme."""
    made = Figures(len(kind))
    parts = (section(name(n), f"Part {name(n)}", made.figure(kind, n)) for n in range(FIGURES))
    with tempfile.TemporaryDirectory() as folder:
        outline = Outlined(tuple(parts), {"deck": {"agenda": False}}).write(Path(folder) / kind)
        document = compose(DiskWorkspace(outline.parent), outline.name, Diagnostics(draft=True))
    assert document is not None
    found = tuple(block.plan for block in blocks_of(document) if isinstance(block, Figure))
    assert len(found) == FIGURES
    return found


def drawings(kind: str) -> Iterator[tuple[ChartPlan, Picture]]:
    """All plans of ``kind`` with their drawings, but for the few whose labels leave no room for them."""
    refused = 0
    for plan in plans(kind):
        try:
            yield plan, drawn(plan)
        except DoesNotFit:
            refused += 1
    assert refused <= 0.1 * FIGURES


def drawn(plan: ChartPlan) -> Picture:
    """``plan`` as a briefing has it."""
    height = preferred_height(plan, WIDTH, Medium.BRIEFING, THEME)
    return compose_picture(plan, Box(WIDTH, height), Medium.BRIEFING, THEME)


def number(value: Value | Decimal | None) -> float:
    """A value as a number that a ruler can be compared with."""
    found = value.number if isinstance(value, Value) else value
    assert found is not None
    return float(found)


# --------------------------------------------------------------------------------------------------- bars


def bars_of(plan: ChartPlan) -> list[Bar]:
    layers = (layer for layer in plan.layers if isinstance(layer, Bars))
    return [bar for layer in layers for bar in layer.bars if bar.value.number is not None]


def misfit(bars: Sequence[Bar], measured: Sequence[Extent]) -> float:
    """By how many points the farthest end of ``bars`` is off one straight scale, less what edges leave open."""
    ends = [sorted((number(bar.start), number(bar.end))) for bar in bars]
    pairs = [(end[0], one.low, one.open) for end, one in zip(ends, measured, strict=True)]
    pairs += [(end[1], one.high, one.open) for end, one in zip(ends, measured, strict=True)]
    sure = [(value, place) for value, place, open_ in pairs if not open_]
    known = sure if len({value for value, _ in sure}) > 1 else [(value, place) for value, place, _ in pairs]
    scale = ruler(known)
    if scale.unit < 0:
        return float("inf")
    left_open = 0.0 if known is sure else max(open_ for _, _, open_ in pairs)
    return max(abs(scale.at(value) - place) - open_ - left_open for value, place, open_ in pairs)


def found_at(bars: Sequence[Bar], measured: Sequence[Extent]) -> int:
    """Where among all filled shapes the bars begin; the others are keys."""
    starts = range(len(measured) - len(bars) + 1)
    return min(starts, key=lambda start: misfit(bars, measured[start : start + len(bars)]))


@pytest.mark.parametrize("kind", BARRED)
def test_bars_are_as_long_as_their_values_from_where_they_start(kind: str) -> None:
    for plan, picture in drawings(kind):
        bars, lying = bars_of(plan), isinstance(plan.y, Band)
        if not any(bar.start != bar.end for bar in bars):
            continue
        measured = extents(picture, lying=lying)
        start = found_at(bars, measured)
        assert misfit(bars, measured[start : start + len(bars)]) <= EXACT, plan.series


@pytest.mark.parametrize("kind", BARRED)
def test_bars_stand_in_the_order_of_their_categories_and_series(kind: str) -> None:
    for plan, picture in drawings(kind):
        bars, lying = bars_of(plan), isinstance(plan.y, Band)
        if not any(bar.start != bar.end for bar in bars):
            continue
        start = found_at(bars, extents(picture, lying=lying))
        across = middles(picture, lying=lying)[start : start + len(bars)]
        places = {(bar.slot, bar.lane): -at if lying else at for bar, at in zip(bars, across, strict=True)}
        assert [places[key] for key in sorted(places)] == sorted(places.values())


def test_stages_of_a_funnel_are_as_long_as_what_is_left() -> None:
    for plan, picture in drawings("funnel"):
        given = plan.series[0].values
        measured = extents(picture, lying=True)[-len(given) :]
        most = max(range(len(given)), key=lambda at: number(given[at]))
        unit = (measured[most].high - measured[most].low) / number(given[most])
        for value, one in zip(given, measured, strict=True):
            assert abs(one.high - one.low - unit * number(value)) <= EXACT + one.open


# ----------------------------------------------------------------------------------------- lines and points


def points_of(plan: ChartPlan) -> list[Point]:
    """All points of a plan in data: across by places on the axis or slots, up by values."""
    lines = [layer for layer in plan.layers if isinstance(layer, Line)]
    found = [(number(p.x), number(p.value)) for line in lines for p in line.points if p.value.number is not None]
    for layer in plan.layers:
        if isinstance(layer, Dots):
            placed = [dot for dot in layer.dots if dot.x.number is not None and dot.value.number is not None]
            found += [(number(dot.x), number(dot.value)) for dot in placed]
    if plan.kind in ("slope", "bump"):
        rows = [enumerate(series.values) for series in plan.series]
        found += [(float(slot), number(value)) for row in rows for slot, value in row if value.number is not None]
    return found


@pytest.mark.parametrize("kind", _POINTED)
def test_points_are_where_their_values_are(kind: str) -> None:
    for plan, picture in drawings(kind):
        wanted = points_of(plan)
        places = [dot.centre for dot in dots(picture, plan)]
        places += bends(picture, plan, THEME.paper) if kind in ("line", "combo") else []
        assert off(wanted, places) <= EXACT, plan.series
        if kind != "combo":
            assert len(dots(picture, plan)) <= len(wanted)
        if len({y for _, y in wanted}) > 1:
            inverted = getattr(plan.y, "inverted", False)
            assert runs_down(wanted, places) or not inverted, plan.series


def test_areas_reach_from_what_is_below_them_as_far_up_as_their_values() -> None:
    for plan, picture in drawings("area"):
        wanted: list[Point] = []
        for layer in plan.layers:
            if isinstance(layer, Area):
                pairs = [
                    pair for pair in zip(layer.points, layer.base, strict=True) if pair[0].value.number is not None
                ]
                wanted += [(number(point.x), float(base)) for point, base in pairs]
                wanted += [(number(point.x), float(base) + number(point.value)) for point, base in pairs]
        assert off(wanted, corners(picture, plan)) <= EXACT


def test_bubbles_cover_areas_in_the_ratio_of_their_sizes() -> None:
    for plan, picture in drawings("bubble"):
        sizes = sorted(number(value) for value in plan.series[2].values if value.number)
        radii = sorted(dot.radius for dot in dots(picture, plan))[-len(sizes) :]
        assert [r * r / radii[-1] ** 2 for r in radii] == pytest.approx([s / sizes[-1] for s in sizes], abs=0.001)


def test_wedges_are_as_wide_as_their_shares() -> None:
    for plan, picture in drawings("donut"):
        wedges = [wedge for layer in plan.layers if isinstance(layer, Ring) for wedge in layer.wedges]
        total = sum(number(wedge.value) for wedge in wedges)
        assert shares(picture) == pytest.approx([number(wedge.value) / total for wedge in wedges])


def test_the_dots_of_dumbbells_are_where_their_values_are_row_by_row() -> None:
    for plan, picture in drawings("dumbbell"):
        marks = dots(picture, plan)
        pairs = [
            value
            for row in zip(plan.series[0].values, plan.series[1].values, strict=True)
            for value in row
            if value.number is not None
        ]
        assert len(marks) == len(pairs)
        across = [(number(value), dot.centre[0]) for value, dot in zip(pairs, marks, strict=True)]
        assert farthest(across) <= EXACT
        assert ruler(across).unit >= 0
        heights = [dot.centre[1] for dot in marks]
        assert heights == sorted(heights, reverse=True)


def test_lollipops_end_where_their_values_are_and_all_stand_on_zero() -> None:
    for plan, picture in drawings("lollipop"):
        values = [value for value in plan.series[0].values if value.number is not None]
        marks = sorted(dots(picture, plan), key=lambda dot: -dot.centre[1])
        strokes = [shape for shape in picture.shapes if isinstance(shape, Stroke)]
        feet = [(0.0, stroke.points[0][0]) for stroke in strokes if is_zero_line(stroke, picture)]
        across = [(number(value), dot.centre[0]) for value, dot in zip(values, marks, strict=True)]
        assert len(feet) == 1
        assert farthest([*across, *feet]) <= EXACT


def test_dots_in_rows_stand_where_their_values_are() -> None:
    alone = [(plan, picture) for plan, picture in drawings("dot") if len(plan.series) == 1]  # what is native
    assert len(alone) >= 10
    for plan, picture in alone:
        values = [value for value in plan.series[0].values if value.number is not None]
        marks = sorted(dots(picture, plan), key=lambda dot: -dot.centre[1])
        across = [(number(value), dot.centre[0]) for value, dot in zip(values, marks, strict=True)]
        assert farthest(across) <= EXACT


def is_zero_line(stroke: Stroke, picture: Picture) -> bool:
    """Whether a stroke is the upright line that the stems stand on."""
    thin = stroke.width < 0.14 * picture.words[0].size
    return thin and stroke.colour == THEME.ink and stroke.points[0][0] == stroke.points[-1][0]


# ------------------------------------------------------------------------------------- dots on slides


def held(chart: str, part: str) -> list[float]:
    """The numbers of the first series in ``part`` ("xVal") of a chart's XML, by row."""
    cells = re.findall(rf"<c:{part}>(.*?)</c:{part}>", chart)[0]
    return [float(value) for value in re.findall(r"<c:v>([^<]*)</c:v>", cells)]


@pytest.mark.parametrize("kind", DOTTED)
def test_scatters_and_bubbles_of_powerpoints_hold_the_values_of_the_plan(kind: str) -> None:
    native = [(plan, native_chart(plan, 800.0, 380.0, THEME.slide, our_palette(THEME))) for plan in plans(kind)]
    assert (
        sum(chart is not None for _, chart in native) >= {"bubble": 0.4}.get(kind, 0.7) * FIGURES
    )  # large bubbles leave names no room
    for plan, chart in native:
        if chart is None:
            continue
        text = chart_files(chart).chart.decode()
        for part, series in zip(("xVal", "yVal", "bubbleSize"), plan.series, strict=False):
            assert sorted(held(text, part)) == sorted(
                number(value) for value in series.values if value.number is not None
            )
