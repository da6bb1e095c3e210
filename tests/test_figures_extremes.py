"""Charts of every kind, from what authors write to what is drawn, at their limits: nothing covered, cut or lost."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from hefei_report.charts.kind import chart_kind_names
from hefei_report.document.chartplan import Axis, Band, Bar, Bars, ChartPlan, texts_of
from hefei_report.document.model import Medium
from hefei_report.figures import DoesNotFit
from hefei_report.figures.picture import Picture, Polygon, Rect
from hefei_report.figures.setting import PRINT_FLOOR
from tests.support.charting import charted
from tests.support.extremes import SCENARIOS, Extremes
from tests.test_figures_geometry import THEME, composed, faults, filled, lost

CHARTS = 2 * len(SCENARIOS)  # of each kind
WIDTHS = {Medium.BRIEFING: (160.0, 334.5, 453.5), Medium.DECK: (420.0, 560.0, 870.0)}
FLOORS = {Medium.BRIEFING: PRINT_FLOOR, Medium.DECK: THEME.slide.chart_floor}
HALF = WIDTHS[Medium.BRIEFING][0]
# Of all drawings of a kind, how many may be refused for want of room, in half a column and in everything wider.
MOST_REFUSED_IN_HALF, MOST_REFUSED = 0.25, 0.05
# At half a column, eight moments of a ranking leave no width for its lines; forty columns have no room for names.
CROWDED = {("bump", True): 0.6, ("dumbbell", True): 0.4, ("column", False): 0.1}
_EDGE = 0.6  # points: bars that have an edge are drawn so much smaller
UNNAMED = {"gantt", "range", "map"}  # whose series are two ends of what is drawn, or the coordinates of places
kinds = pytest.mark.parametrize("kind", chart_kind_names())


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as it is drawn at one width; without a picture it was refused for want of room."""

    plan: ChartPlan
    medium: Medium
    width: float
    picture: Picture | None
    name: str

    def __str__(self) -> str:
        return f"{self.plan.kind} {self.name} in the {self.medium.value}, {self.width:g} points wide"


@functools.cache
def plans(kind: str) -> dict[str, ChartPlan]:
    """Charts of ``kind`` as the product plans them, by their ids."""
    made = Extremes(len(kind))
    return charted(made.figure(kind, number) for number in range(CHARTS)).plans


@functools.cache
def drawings(kind: str) -> tuple[Drawn, ...]:
    """Every chart of ``kind`` at every width."""
    places = [(medium, width) for medium, widths in WIDTHS.items() for width in widths]
    return tuple(
        Drawn(plan, medium, width, _picture(plan, medium, width), name)
        for name, plan in plans(kind).items()
        for medium, width in places
    )


def _picture(plan: ChartPlan, medium: Medium, width: float) -> Picture | None:
    try:
        return composed(plan, medium, width)
    except DoesNotFit:
        return None


def pictures(kind: str) -> Iterator[tuple[Drawn, Picture]]:
    return ((drawn, drawn.picture) for drawn in drawings(kind) if drawn.picture is not None)


def test_there_are_three_hundred_charts_and_some_of_every_kind() -> None:
    assert sum(len(plans(kind)) for kind in chart_kind_names()) >= 300
    assert [kind for kind in chart_kind_names() if len(plans(kind)) < CHARTS / 2] == []


@kinds
def test_no_text_covers_text_or_leaves_the_figure(kind: str) -> None:
    assert [(str(drawn), found) for drawn, picture in pictures(kind) if (found := faults(picture))] == []


@kinds
def test_no_label_is_dropped_silently(kind: str) -> None:
    for drawn, picture in pictures(kind):
        assert lost(drawn.plan, picture) == Counter(), str(drawn)


@pytest.mark.parametrize("kind", [kind for kind in chart_kind_names() if kind not in UNNAMED])
def test_the_names_of_categories_and_series_are_said_by_the_drawing(kind: str) -> None:
    for name, plan in plans(kind).items():
        shown = " ".join(texts_of(plan))
        banded = isinstance(plan.x, Band) or isinstance(plan.y, Band)  # else they are numbers on an axis
        names = [*(series.name for series in plan.series), *(plan.categories if banded else ())]
        assert [one for one in names if not _told(one, shown)] == [], name


@kinds
def test_type_is_never_under_the_floor_of_its_medium(kind: str) -> None:
    for drawn, picture in pictures(kind):
        assert all(words.size >= FLOORS[drawn.medium] for words in picture.words), str(drawn)


@kinds
def test_a_chart_is_refused_for_want_of_room_but_rarely(kind: str) -> None:
    for half, most in ((True, MOST_REFUSED_IN_HALF), (False, MOST_REFUSED)):
        found = [drawn for drawn in drawings(kind) if (drawn.width == HALF) is half]
        refused = [str(drawn) for drawn in found if drawn.picture is None]
        assert len(refused) <= CROWDED.get((kind, half), most) * len(found), refused


def _told(name: str, shown: str) -> bool:
    return all(word in shown for word in name.split() if word.isalnum())


# ----------------------------------------------------------------------------------------- bars and their zero


def bars_from_zero(plan: ChartPlan) -> list[Bar]:
    """The bars of a plan none of whose bars stands on another; [] for all other plans."""
    bars = [bar for layer in plan.layers if isinstance(layer, Bars) for bar in layer.bars]
    alone = len({(bar.slot, bar.lane) for bar in bars}) == len(bars)
    return bars if alone and all(bar.start == 0 for bar in bars) else []


def ends(picture: Picture, *, lying: bool) -> list[tuple[float, float]]:
    """Where each rectangle begins and ends along the axis of values, in points."""

    def along(rect: Rect) -> tuple[float, float]:
        return (rect.left, rect.right) if lying else (rect.bottom, rect.top)

    polygons = [shape for shape in picture.shapes if isinstance(shape, Polygon)]
    seen = tuple(shape for shape in polygons if shape.fill != THEME.paper or shape.edge)  # others lie under texts
    return [along(rect) for rect in filled(replace(picture, shapes=seen))]


@kinds
def test_the_axis_of_bars_holds_zero(kind: str) -> None:
    for plan in plans(kind).values():
        if any(isinstance(layer, Bars) for layer in plan.layers):
            axis = plan.x if isinstance(plan.y, Band) else plan.y
            assert isinstance(axis, Axis)
            assert axis.minimum <= 0 <= axis.maximum, plan.kind


@kinds
def test_every_bar_starts_at_zero_and_is_as_long_as_its_value(kind: str) -> None:
    checked = 0
    for drawn, picture in pictures(kind):
        bars = [bar for bar in bars_from_zero(drawn.plan) if bar.end != 0]
        if not bars:
            continue
        lying = isinstance(drawn.plan.y, Band)
        axis = drawn.plan.x if lying else drawn.plan.y
        assert isinstance(axis, Axis)
        found = ends(picture, lying=lying)
        lengths = sorted(float(abs(bar.end)) for bar in bars)
        assert any(_start_at(zero, found, lengths) for zero in {end for pair in found for end in pair}), str(drawn)
        checked += 1
    if kind in ("bar", "column"):
        assert checked > CHARTS


def _start_at(zero: float, found: list[tuple[float, float]], wanted: list[float]) -> bool:
    """Whether rectangles begin at ``zero`` whose lengths are to each other as ``wanted`` are, smallest first."""
    touching = [pair for pair in found if min(abs(end - zero) for end in pair) < _EDGE]
    lengths = [max(abs(end - zero) for end in pair) for pair in touching]
    scale = max(lengths) / wanted[-1]
    for number in reversed(wanted):
        nearest = min(lengths, key=lambda length: abs(length - number * scale), default=math.inf)
        if abs(nearest - number * scale) > 2 * _EDGE:
            return False
        lengths.remove(nearest)
    return True
