"""Maps: places stand where they are, to scale, within the outlines of the author; what is on no globe is refused."""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from decimal import Decimal

import pytest

from hefei_report.briefing.chartdata import chart_csv
from hefei_report.charts.planning.projecting import EARTH, Place, Projection
from hefei_report.charts.planning.simplifying import simplified
from hefei_report.document.chartplan import Axis, ChartPlan, Dots, Ink, Land
from hefei_report.document.model import Medium
from hefei_report.figures.picture import Dot, Polygon
from hefei_report.proof.binding import to_facts
from hefei_report.proof.charts import ChartLabels
from hefei_report.theme import load_theme
from tests.test_charts import chart, codes, complaints
from tests.test_figures_geometry import composed, faults, lost

THEME = load_theme("hefei")
HEFEI, NANJING, SHANGHAI = Place(31.82, 117.23), Place(32.06, 118.80), Place(31.23, 121.47)
HAMBURG = Place(53.55, 9.99)
DELTA = """
    chart: map
    unit: million people
    value-title: Residents
    data:
      - {label: Hefei, lat: 31.82, lon: 117.23, value: 10.0, highlight: true}
      - {label: Nanjing, lat: 32.06, lon: 118.80, value: 9.5}
      - {label: Shanghai, lat: 31.23, lon: 121.47, value: 24.9}
"""
POINTS = "chart: map\ndata: [{label: Hefei, lat: 31.82, lon: 117.23}, {label: Nanjing, lat: 32.06, lon: 118.80}]"
media = pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)


def great_circle(a: Place, b: Place) -> float:
    """Kilometres along the globe, by the haversine formula."""
    lat, lon = math.radians(b.lat - a.lat), math.radians(b.lon - a.lon)
    part = math.sin(lat / 2) ** 2
    part += math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(lon / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(part))


def projected(projection: Projection, a: Place, b: Place) -> float:
    dx, dy = projection.x(b.lon) - projection.x(a.lon), projection.y(b.lat) - projection.y(a.lat)
    return math.hypot(dx, dy)


def dots(plan: ChartPlan) -> Dots:
    return next(layer for layer in plan.layers if isinstance(layer, Dots))


def land(plan: ChartPlan) -> Land:
    return next(layer for layer in plan.layers if isinstance(layer, Land))


def test_distances_on_a_map_are_those_on_the_globe() -> None:
    places = (HEFEI, NANJING, SHANGHAI)
    projection = Projection.of(places)
    assert not projection.mercator
    assert great_circle(HEFEI, NANJING) == pytest.approx(150, abs=1)
    for a, b in itertools.combinations(places, 2):
        assert projected(projection, a, b) == pytest.approx(great_circle(a, b), rel=0.005)


def test_a_map_of_continents_is_mercator_s_and_true_at_its_middle() -> None:
    projection = Projection.of((HEFEI, HAMBURG))
    assert projection.mercator
    middle = projection.middle
    for far in (Place(middle.lat + 0.1, middle.lon), Place(middle.lat, middle.lon + 0.1)):
        assert projected(projection, middle, far) == pytest.approx(great_circle(middle, far), rel=0.003)
    north, east = Place(53.65, 9.99), Place(53.55, 10.09)  # equally stretched both ways, so shapes are kept
    stretches = [projected(projection, HAMBURG, far) / great_circle(HAMBURG, far) for far in (north, east)]
    assert stretches[0] == pytest.approx(stretches[1], rel=0.003)


def test_a_map_holds_its_places_their_values_and_a_round_bar() -> None:
    plan = chart(DELTA)
    assert plan.categories == ("Hefei", "Nanjing", "Shanghai")
    assert chart_csv(plan).decode().splitlines() == [
        "category,Latitude (°),Longitude (°),Residents (million people)",
        "Hefei,31.82,117.23,10.0",
        "Nanjing,32.06,118.80,9.5",
        "Shanghai,31.23,121.47,24.9",
    ]
    assert [(dot.name, dot.value.text, dot.value.ink) for dot in dots(plan).dots] == [
        ("Hefei", "10.0", Ink.ACCENT),
        ("Nanjing", "9.5", Ink.CONTEXT),
        ("Shanghai", "24.9", Ink.CONTEXT),
    ]
    assert land(plan).bar.text == "100\N{NO-BREAK SPACE}km"
    assert [entry.text for entry in plan.legend] == ["Area: Residents, million people"]
    assert isinstance(plan.x, Axis)
    assert [tick.text for tick in plan.x.ticks] == ["118°E", "120°E"]
    assert land(chart(DELTA, language="zh")).north == "北"


@media
def test_a_kilometre_is_equally_long_in_both_directions_and_on_the_bar(medium: Medium) -> None:
    plan = chart(POINTS)
    for width in (160.0, 334.5, 453.5) if medium is Medium.BRIEFING else (420.0, 870.0):
        picture = composed(plan, medium, width)
        (ax, ay), (bx, by) = sorted(shape.centre for shape in picture.shapes if isinstance(shape, Dot))
        bar = next(shape for shape in picture.shapes if len(getattr(shape, "points", ())) == 4 and shape_is_bar(shape))
        kilometre = abs(bar_ends(bar)[1] - bar_ends(bar)[0]) / float(land(plan).bar.at)
        assert math.hypot(bx - ax, by - ay) / kilometre == pytest.approx(great_circle(HEFEI, NANJING), rel=0.003)
        assert by > ay
        assert faults(picture) == []
        assert lost(plan, picture) == Counter()


def shape_is_bar(shape: object) -> bool:
    """Whether a shape is the bar of scale: an open line of four points whose middle is level."""
    points: tuple[tuple[float, float], ...] = getattr(shape, "points", ())
    return not isinstance(shape, Polygon) and points[1][1] == points[2][1]


def bar_ends(shape: object) -> tuple[float, float]:
    points: tuple[tuple[float, float], ...] = getattr(shape, "points", ())
    return points[1][0], points[2][0]


def ring(count: int) -> list[list[float]]:
    """A closed ring of so many positions around the delta."""
    turns = [2 * math.pi * (step % count) / count for step in range(count + 1)]
    return [[119 + 3 * math.cos(turn), 31 + 2 * math.sin(turn)] for turn in turns]


def test_an_outline_is_drawn_beneath_as_fine_as_can_be_seen() -> None:
    inner = [[118.9, 31.0], [119.1, 31.0], [119.0, 31.1], [118.9, 31.0]]
    shapes = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring(5000), inner]}}
    file = json.dumps({"type": "FeatureCollection", "features": [shapes]})
    plan = chart(POINTS + "\noutline: area.geojson", area_geojson=file)
    outer, hole = land(plan).outlines
    assert (outer.closed, outer.hole, hole.hole) == (True, False, True)
    assert 20 < len(outer.points) < 500
    assert isinstance(plan.x, Axis)
    assert float(plan.x.maximum - plan.x.minimum) > 550
    picture = composed(plan, Medium.BRIEFING, 334.5)
    polygons = [shape for shape in picture.shapes if isinstance(shape, Polygon)]
    assert [shape.fill for shape in polygons[:2]] == [THEME.panel, THEME.paper]
    assert all(-1 <= x <= 335.5 for x, _ in polygons[0].points)
    behind_names = [polygon.fill for polygon in polygons[-2:]]
    assert behind_names == [THEME.panel, THEME.panel]


def test_a_line_keeps_what_can_be_seen_of_it() -> None:
    line = [(float(x), math.sin(x / 40)) for x in range(1000)]
    found = simplified(line, 0.01)
    assert found[0] == line[0]
    assert found[-1] == line[-1]
    assert len(found) < 200
    for x, y in line:
        before = max(at for at in found if at[0] <= x)
        after = min(at for at in found if at[0] >= x)
        part = (x - before[0]) / ((after[0] - before[0]) or 1)
        assert abs(before[1] + (after[1] - before[1]) * part - y) <= 0.011


@pytest.mark.parametrize(
    ("rows", "code", "hint"),
    [
        ("{label: A, lat: 117.23, lon: 31.82}", "bad-number", "swapped"),
        ("{label: A, lat: 3182000, lon: 117}", "bad-number", "degrees"),
        ("{label: A, lat: 31, lon: 200}", "bad-number", "degrees"),
        ("{label: A, lat: 89, lon: 20}", "bad-number", "text"),
        ("{label: A, lat: null, lon: 20}", "bad-number", "degrees as numbers"),
        ("{label: A, lat: 31, lon: 117, value: -1}", "bad-number", "leave the values out"),
        ("{label: A, lat: 31, lon: 117, value: 1}, {label: B, lat: 31, lon: 118}", "missing-value", "add 'value:'"),
        ("{label: A, lon: 117}", "missing-key", "add 'lat:'"),
        ("", "empty", "add rows"),
    ],
)
def test_places_that_are_on_no_map_are_refused(rows: str, code: str, hint: str) -> None:
    found = complaints(f"chart: map\ndata: [{rows}]")
    assert [(one, line) for one, line, _ in found][:1] == [(code, 2 if rows else -5)]
    assert hint in found[0][2]


@pytest.mark.parametrize(
    "content",
    [
        "no JSON",
        "[" * 100_000,
        "[]",
        '{"type": "Feature"}',
        '{"type": "Polygon", "coordinates": [[[500000, 3500000], [500010, 3500000], [500000, 3500010]]]}',
        '{"type": "Polygon", "coordinates": [[["a", 3], [4, 5], [6, 7]]]}',
        '{"type": "Polygon", "coordinates": [[[NaN, 3], [4, 5], [6, 7]]]}',
        '{"type": "Polygon", "coordinates": [[[1e999, 3], [4, 5], [6, 7]]]}',
        '{"type": "LineString", "coordinates": [[1, 2]]}',
        '{"type": "Point", "coordinates": [1, 2]}',
        '{"type": "Sphere"}',
        json.dumps({"type": "LineString", "coordinates": [[1, 2]] * 200_001}),
    ],
    ids=lambda content: content[:30],
)
def test_a_file_that_holds_no_outline_is_refused_where_it_is_named(content: str) -> None:
    assert codes(POINTS + "\noutline: area.geojson", area_geojson=content) == [("bad-geojson", 3)]


def test_a_missing_outline_is_reported_where_it_is_named() -> None:
    assert [line for _, line in codes(POINTS + "\noutline: none.geojson")] == [3]


def test_one_place_has_a_map_of_its_surroundings() -> None:
    plan = chart("chart: map\ndata: [{label: Hefei, lat: 31.82, lon: 117.23}]")
    assert isinstance(plan.x, Axis)
    assert plan.x.maximum - plan.x.minimum == Decimal(20)
    assert composed(plan, Medium.BRIEFING, 160).words


def test_a_name_and_the_fact_beside_it_are_proven_by_the_fact_however_they_are_broken_into_lines() -> None:
    plan = chart("""
        chart: map
        unit: billion yuan
        data:
          - {label: Port of the north, lat: 31.82, lon: 117.23, value: fact:exports}
          - {label: Nanjing, lat: 32.06, lon: 118.80, value: 9.5}
    """)
    labels = ChartLabels(plan, "fig-a")
    for line in ("Port of the north 257.2", "the north 257.2", "north 257.2", "257.2"):
        assert labels.binding(line) == to_facts("exports"), line
    for line in ("Port of the", "Nanjing 9.5", "9.5", "a north 257.2", "north 57.2"):
        assert labels.binding(line) == "chart:fig-a", line
