"""Surfaces are drawn to scale: as many squares as are counted, tiles as large as
their values, shades as dark.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from hefei_report.document.chartplan import (
    Band,
    Cell,
    Cells,
    ChartPlan,
    Ink,
    Panel,
    Panels,
    Ramp,
    SquareGroup,
    Squares,
    Status,
    Tick,
    Tile,
    TileGroup,
    Tiles,
    Value,
)
from hefei_report.document.model import Medium
from hefei_report.figures.gutter import numeric
from hefei_report.figures.panels import panels_of
from hefei_report.figures.picture import Picture, Polygon, Rect, Stroke
from hefei_report.figures.setting import Setting
from hefei_report.figures.squarifying import squarified
from hefei_report.theme import load_theme
from hefei_report.theme.fonts import Family
from hefei_report.theme.tokens import contrast, shade
from tests.support.plans import axis, columns, line, value
from tests.test_figures_geometry import composed, faults, filled, lost

THEME = load_theme("hefei")
media = pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)
WIDTHS = {Medium.BRIEFING: (160.0, 334.5, 453.5), Medium.DECK: (420.0, 870.0)}


def waffle(*counts: int, rest: int = 0, name: str = "A part of the whole") -> ChartPlan:
    inks = [value(count).ink for count in counts]
    groups = tuple(SquareGroup(name, count, value(count, ink)) for count, ink in zip(counts, inks, strict=True))
    return ChartPlan("waffle", (), (), (Squares(groups, "Each square: 1%", rest, "The rest" if rest else ""),))


@media
def test_a_waffle_has_as_many_squares_of_one_size_as_it_counts(medium: Medium) -> None:
    for width in WIDTHS[medium]:
        picture = composed(waffle(58, 22, 15, rest=5), medium, width)
        sizes = Counter((round(r.right - r.left, 3), round(r.top - r.bottom, 3)) for r in filled(picture))
        ((size, count), (_, keys)) = sizes.most_common()
        assert (count, keys) == (100, 4)
        assert size[0] == size[1]
        fills = Counter(shape.fill for shape in picture.shapes if isinstance(shape, Polygon))
        assert fills[THEME.panel] == 5 + 1
        assert faults(picture) == []


@media
@pytest.mark.parametrize("count", [1, 24, 100, 399, 400])
def test_squares_stay_apart_and_inside_whatever_their_number(medium: Medium, count: int) -> None:
    plan = waffle(count, name="新型显示产业 and integrated circuits of the province")
    for width in WIDTHS[medium]:
        picture = composed(plan, medium, width)
        rects = filled(picture)
        assert all(rect.outside(picture.box) <= 0.01 for rect in rects)
        assert not any(a.overlaps(b) for n, a in enumerate(rects) for b in rects[:n])
        assert lost(plan, picture) == Counter()


# ------------------------------------------------------------------------------------------------- tiles


def area(rect: Rect) -> float:
    return (rect.right - rect.left) * (rect.top - rect.bottom)


def treemap(*groups: tuple[str, tuple[float, ...]], name: str = "Goods") -> ChartPlan:
    made = tuple(
        TileGroup(group, Ink.PRIMARY, tuple(Tile(name, value(size)) for size in sizes)) for group, sizes in groups
    )
    return ChartPlan("treemap", (), (), (Tiles(made),), aspect=0.6)


def test_squares_are_found_as_in_the_paper_of_bruls_huizing_and_van_wijk() -> None:
    found = squarified([6, 6, 4, 3, 2, 2, 1], Rect(0, 0, 6, 4))
    assert [(round(r.right - r.left, 2), round(r.top - r.bottom, 2)) for r in found] == [
        *((3.0, 2.0), (3.0, 2.0), (1.71, 2.33), (1.29, 2.33), (1.2, 1.67), (1.2, 1.67), (0.6, 1.67))
    ]


@pytest.mark.parametrize("seed", range(40))
def test_tiles_fill_their_frame_without_overlap_in_proportion_to_their_sizes(seed: int) -> None:
    chance = random.Random(seed)
    sizes = sorted((chance.uniform(0.001, 1) ** 3 for _ in range(chance.randint(1, 60))), reverse=True)
    frame = Rect(3, 5, 3 + chance.uniform(50, 900), 5 + chance.uniform(50, 400))
    found = squarified(sizes, frame)
    assert [area(r) / area(frame) for r in found] == pytest.approx([size / sum(sizes) for size in sizes])
    assert not any(a.overlaps(b, 1e-6) for n, a in enumerate(found) for b in found[:n])
    assert all(r.left > 3 - 1e-6 and r.right < frame.right + 1e-6 for r in found)
    assert all(r.bottom > 5 - 1e-6 and r.top < frame.top + 1e-6 for r in found)


@media
def test_tiles_of_all_groups_are_to_one_scale_although_their_names_take_room(medium: Medium) -> None:
    sizes = ((40.0, 20.0, 15.0), (30.0, 9.0), (12.0, 11.0))
    plan = treemap(("First", sizes[0]), ("Second", sizes[1]), ("Third", sizes[2]))
    for width in WIDTHS[medium]:
        picture = composed(plan, medium, width)
        drawn = [r for s, r in zip(polygons(picture), filled(picture), strict=True) if s.fill == THEME.primary]
        areas = sorted((area(r) for r in drawn if area(r) > 80), reverse=True)
        wanted = sorted((size for group in sizes for size in group), reverse=True)
        assert [a / areas[0] for a in areas] == pytest.approx([size / wanted[0] for size in wanted], rel=1e-3)
        assert faults(picture) == []


def polygons(picture: Picture) -> list[Polygon]:
    return [shape for shape in picture.shapes if isinstance(shape, Polygon)]


@media
def test_what_is_too_small_for_its_name_stands_in_a_key_below(medium: Medium) -> None:
    plan = treemap(("", (900.0, *(20.0 / n for n in range(1, 12)))), name="Integrated circuits of the province")
    for width in WIDTHS[medium]:
        picture = composed(plan, medium, width)
        assert lost(plan, picture) == Counter()
        letters = [words.text for words in picture.words if words.text in "abcdefghijk"]
        assert set(Counter(letters).values()) == {2}  # in the tile and in the key


def test_a_group_that_is_too_narrow_for_its_name_is_named_in_the_legend() -> None:
    plan = treemap(("Large", (99.0,)), ("A group with a long name of its own", (1.0,)))
    picture = composed(plan, Medium.BRIEFING, 334.5)
    texts = [words.text for words in picture.words]
    assert texts.index("Large") + 1 == texts.index("A group with a long name of its own")
    assert lost(plan, picture) == Counter()


# ------------------------------------------------------------------------------------------------- shades


def heatmap(*rows: tuple[int | None, ...], name: str = "Row", columns: tuple[str, ...] = ()) -> ChartPlan:
    made = tuple(
        tuple(Cell(value(n), Decimal(n) / 100) if n is not None else Cell(Value(None), None) for n in row)
        for row in rows
    )
    x = Band(columns or tuple("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN"[: len(rows[0])]))
    layer = Cells(made, Ramp.SEQUENTIAL, axis(0, 100, 0, 50, 100), (False,) * len(rows))
    return ChartPlan("heatmap", (), (), (layer,), x=x, y=Band((name,) * len(rows)))


@media
def test_cells_of_a_heatmap_fill_a_grid_in_the_shades_of_their_values(medium: Medium) -> None:
    for width in WIDTHS[medium]:
        picture = composed(heatmap((0, 50, 100), (25, None, 75)), medium, width)
        rects, fills = filled(picture), [shape.fill for shape in polygons(picture)]
        assert fills[:3] == [shade(THEME, Ramp.SEQUENTIAL, at) for at in (0, 0.5, 1)]
        assert fills[4] == THEME.paper
        sizes = [side for r in rects for side in (r.right - r.left, r.top - r.bottom)]
        assert sizes == pytest.approx(sizes[:2] * 6, abs=1)  # the edge of an empty cell is drawn inside
        assert not any(a.overlaps(b) for n, a in enumerate(rects) for b in rects[:n])
        assert [words.text for words in picture.words if words.text.isdigit()] == ["0", "50", "100", "25", "75"]


def test_every_value_in_a_cell_can_be_read_on_its_shade() -> None:
    for ramp in Ramp:
        for step in range(101):
            ground = shade(THEME, ramp, step / 100)
            assert contrast(Setting(THEME, Family.SANS, 8.0).on(ground), ground) >= 4.5


@media
def test_each_value_is_set_in_the_ink_that_its_own_cell_needs(medium: Medium) -> None:
    plan = heatmap((0, 20, 40), (60, 80, 100))
    picture = composed(plan, medium, WIDTHS[medium][-1])
    words = [words for words in picture.words if words.text.isdigit()]
    assert len(words) == 6
    for one in words:
        assert contrast(one.colour, shade(THEME, Ramp.SEQUENTIAL, int(one.text) / 100)) >= 4.5


@pytest.mark.parametrize("status", [Status.PRELIMINARY, Status.ESTIMATED, Status.TARGET])
def test_a_cell_that_is_no_actual_value_looks_otherwise(status: Status) -> None:
    plan = heatmap((10, 50), (60, 90))
    (layer,) = plan.layers
    assert isinstance(layer, Cells)
    first = replace(layer.rows[0][0], value=replace(layer.rows[0][0].value, status=status))
    marked = replace(plan, layers=(replace(layer, rows=((first, layer.rows[0][1]), layer.rows[1])),))
    shapes = [composed(each, Medium.BRIEFING, 334.5).shapes for each in (plan, marked)]
    assert len(shapes[1]) > len(shapes[0])


@media
def test_the_key_of_shades_goes_from_little_to_much_like_its_numbers(medium: Medium) -> None:
    picture = composed(heatmap(*[tuple(range(40))] * 40), medium, WIDTHS[medium][0])
    key = sorted(
        (min(x for x, _ in shape.points), shape.fill)
        for shape in polygons(picture)
        if min(y for _, y in shape.points) > picture.box.height - picture.words[0].size * 2
    )
    least, most = (shade(THEME, Ramp.SEQUENTIAL, at) for at in (0.0, 1.0))
    steps = [fill for _, fill in key if fill]
    assert contrast(steps[0], least) < 1.05 < contrast(steps[0], most)
    assert contrast(steps[-1], most) < 1.05 < contrast(steps[-1], least)
    places = {words.text: words.x for words in picture.words if words.text in ("0", "50", "100")}
    assert places["0"] < places["50"] < places["100"]


@media
def test_values_that_do_not_fit_their_cells_give_way_to_a_key(medium: Medium) -> None:
    plan = heatmap(*[tuple(range(40))] * 40)
    for width in WIDTHS[medium]:
        picture = composed(plan, medium, width)
        texts = [words.text for words in picture.words]
        assert {"0", "50", "100"} <= set(texts)
        assert "39" not in texts
        assert len([shape for shape in polygons(picture) if shape.fill]) >= 1600
        assert faults(picture) == []


# ------------------------------------------------------------------------------------------------- panels


def multiples(*plans: ChartPlan) -> ChartPlan:
    made = tuple(Panel(f"Panel {'abcdefghijklmnopqrstuvwxyz'[n]}", plan) for n, plan in enumerate(plans))
    return ChartPlan("small-multiples", (), (), (Panels(made),))


def shared(plans: list[ChartPlan], maximum: int) -> list[ChartPlan]:
    return [replace(plan, x=axis(0, maximum)) for plan in plans]


@media
def test_equal_values_are_equally_long_in_all_panels_whatever_their_labels_need(medium: Medium) -> None:
    numbers = ((10, 20), (10, 100), (10.123456, 50), (1, 2), (99, 3))
    plans = shared([columns(*(value(n) for n in row), lying=True, labels=("A", "B")) for row in numbers], 100)
    for width in WIDTHS[medium]:
        rects = filled(composed(multiples(*plans), medium, width))
        lengths = [(rect.right - rect.left) for rect in rects]
        scale = lengths[0] / 10
        assert lengths == pytest.approx([n * scale for row in numbers for n in row])


@media
def test_lines_in_panels_rise_and_run_to_the_same_scales(medium: Medium) -> None:
    heights = ((100, 900), (100, 100), (100, 500), (100, 300))
    plans = [line((2010, value(a)), (2020, value(b))) for a, b in heights]
    for width in WIDTHS[medium]:
        shapes = composed(multiples(*plans), medium, width).shapes
        lines = [shape.points for shape in shapes if isinstance(shape, Stroke) and shape.round_ends]
        assert len(lines) == 4
        assert len({round(b[0] - a[0], 4) for a, b in lines}) == 1
        rises = [b[1] - a[1] for a, b in lines]
        assert [rise / rises[0] for rise in rises] == pytest.approx([1, 0, 0.5, 0.25])


@media
def test_numbers_that_all_panels_share_stand_once_a_row_at_the_height_of_their_lines(medium: Medium) -> None:
    plans = [line((2010, value(100)), (2020, value(900))) for _ in range(6)]
    numbers = [tick.text for tick in numeric(plans[0].y).ticks]
    for width in WIDTHS[medium]:
        picture = composed(multiples(*plans), medium, width)
        rows = len({round(words.y, 3) for words in picture.words if words.text.startswith("Panel")})
        printed = [words for words in picture.words if words.text in numbers]
        assert len(printed) == rows * len(numbers)
        grid = [s for s in picture.shapes if isinstance(s, Stroke) and s.colour == THEME.hairline]
        heights = {round(stroke.points[0][1], 2) for stroke in grid}
        for words in printed:
            middle = words.y + words.size * 0.33
            assert min(abs(middle - height) for height in heights) < 0.3


def test_panels_with_scales_of_their_own_keep_their_numbers() -> None:
    first = line((2010, value(1)), (2020, value(9)))
    own = replace(numeric(first.y), ticks=(Tick(Decimal(0), "nothing"), Tick(Decimal(1000), "all of it")))
    plans = [first, replace(first, y=own)]
    picture = composed(multiples(*plans), Medium.DECK, 870)
    wanted = {tick.text for plan in plans for tick in numeric(plan.y).ticks}
    assert wanted <= {words.text for words in picture.words}


@media
@pytest.mark.parametrize("count", [2, 5, 24])
def test_panels_stand_in_a_grid_each_under_its_title(medium: Medium, count: int) -> None:
    plan = multiples(*[line((2010, value(n)), (2020, value(999 - n))) for n in range(count)])
    for width in WIDTHS[medium]:
        picture = composed(plan, medium, width)
        titles = [words for words in picture.words if words.text.startswith("Panel")]
        assert [words.text for words in titles] == [panel.title for panel in panels_of(plan)]
        assert len({round(words.x, 3) for words in titles}) * len({round(words.y, 3) for words in titles}) >= count
        assert faults(picture) == []
        assert lost(plan, picture) == Counter()
