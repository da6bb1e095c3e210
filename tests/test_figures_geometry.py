"""Nothing in a figure is covered, cut or dropped, whatever an author writes into it."""

from __future__ import annotations

import itertools
from collections import Counter
from decimal import Decimal

import pytest

from hefei_report.document.chartplan import (
    Axis,
    Band,
    Cells,
    ChartPlan,
    Event,
    LegendEntry,
    Panels,
    Rule,
    Status,
    texts_of,
)
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures import DoesNotFit
from hefei_report.figures.composing import compose, preferred_height
from hefei_report.figures.picture import Dot, Picture, Polygon, Rect, Stroke, hatching
from hefei_report.figures.setting import PRINT_FLOOR
from hefei_report.figures.spreading import spread
from hefei_report.figures.wrapping import balanced, wrap
from hefei_report.theme import load_theme
from tests.support.plans import Chance, columns, line, timeline, value

THEME = load_theme("hefei")
WIDTHS = {Medium.BRIEFING: (334.5, 453.5), Medium.DECK: (420.0, 560.0, 870.0)}
PLANS = 400
LONG = (
    "A label of more than two hundred characters says exactly which enterprises are counted and why others are not, "
    * 2
)


def composed(plan: ChartPlan, medium: Medium, width: float) -> Picture:
    """``plan`` at the height that it asks for."""
    return compose(plan, Box(width, preferred_height(plan, width, medium, THEME)), medium, THEME)


def faults(picture: Picture) -> list[str]:
    """Texts that leave the box or cover each other."""
    found = [f"'{w.text}' leaves the box" for w in picture.words if w.ink.outside(picture.box) > 0.02]
    for number, words in enumerate(picture.words):
        found += [f"'{words.text}' on '{o.text}'" for o in picture.words[:number] if words.ink.overlaps(o.ink)]
    return found


def lost(plan: ChartPlan, picture: Picture) -> Counter[str]:
    """The characters of the plan's texts that are not drawn; labels of a numeric axis may be thinned out, and cells
    bear their values or have a key.
    """
    scales = [layer.scale for layer in plan.layers if isinstance(layer, Cells)]
    axes = [axis for axis in (*axes_of(plan), *scales) if isinstance(axis, Axis)]
    ticks = Counter("".join(tick.text for axis in axes for tick in axis.ticks))
    if any(scales) and not _are_printed(plan, picture):
        ticks += Counter("".join(text for layer in plan.layers if isinstance(layer, Cells) for text in _values(layer)))
    wanted = Counter("".join(texts_of(plan)).replace(" ", ""))
    drawn = Counter("".join(words.text for words in picture.words).replace(" ", ""))
    return wanted - ticks - drawn


def axes_of(plan: ChartPlan) -> list[Axis | Band | None]:
    """The axes of a plan and of those in it."""
    inner = [panel.plan for layer in plan.layers if isinstance(layer, Panels) for panel in layer.panels]
    return [plan.x, plan.y, plan.y2, *(axis for one in inner for axis in axes_of(one))]


def _values(layer: Cells) -> list[str]:
    return [cell.value.text for row in layer.rows for cell in row]


def _are_printed(plan: ChartPlan, picture: Picture) -> bool:
    """Whether cells bear their values; if not, there must be a key with the ends of its scale."""
    words = [one.text for one in picture.words]
    layers = [layer for layer in plan.layers if isinstance(layer, Cells)]
    if any(set(filter(None, _values(layer))) - set(words) for layer in layers):
        assert all({layer.scale.ticks[0].text, layer.scale.ticks[-1].text} <= set(words) for layer in layers)
        return False
    return True


@pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)
def test_texts_of_any_plan_stay_apart_and_inside_and_complete(medium: Medium) -> None:
    refused = 0
    for seed in range(PLANS):
        plan = Chance(seed).plan()
        width = WIDTHS[medium][seed % len(WIDTHS[medium])]
        try:
            picture = composed(plan, medium, width)
        except DoesNotFit:
            refused += 1
            continue
        assert faults(picture) == [], f"seed {seed}: {plan.kind}"
        assert lost(plan, picture) == Counter(), f"seed {seed}: {plan.kind}"
    assert refused <= PLANS * 0.03


@pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)
def test_type_is_never_smaller_than_what_is_read(medium: Medium) -> None:
    floor = PRINT_FLOOR if medium is Medium.BRIEFING else THEME.slide.chart_floor
    for seed in range(60):
        plan = Chance(seed).plan()
        width = WIDTHS[medium][0]
        try:
            height = preferred_height(plan, width, medium, THEME) * 0.9
            picture = compose(plan, Box(width, height), medium, THEME)
        except DoesNotFit:
            continue
        assert all(words.size >= floor for words in picture.words)


def filled(picture: Picture) -> list[Rect]:
    """The rectangles of bars."""
    boxes = [shape for shape in picture.shapes if isinstance(shape, Polygon)]
    return [
        Rect(
            min(x for x, _ in box.points),
            min(y for _, y in box.points),
            max(x for x, _ in box.points),
            max(y for _, y in box.points),
        )
        for box in boxes
    ]


@pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)
def test_every_column_starts_at_the_zero_line_and_is_as_high_as_its_value(medium: Medium) -> None:
    numbers = (12.4, 3.1, -4.2, 8)
    rects = filled(composed(columns(*(value(n) for n in numbers)), medium, WIDTHS[medium][0]))
    zero = rects[0].bottom
    heights = [rect.top - rect.bottom for rect in rects]
    for rect, number in zip(rects, numbers, strict=True):
        assert (rect.bottom if number > 0 else rect.top) == pytest.approx(zero)
    assert [h / heights[0] for h in heights] == pytest.approx([abs(n) / numbers[0] for n in numbers])


def test_every_bar_starts_at_the_zero_line_and_is_as_long_as_its_value() -> None:
    numbers = (8.9, 5.8, -3.0)
    rects = filled(composed(columns(*(value(n) for n in numbers), lying=True), Medium.BRIEFING, 334.5))
    zero = rects[0].left
    assert rects[1].left == pytest.approx(zero)
    assert rects[2].right == pytest.approx(zero)
    lengths = [rect.right - rect.left for rect in rects]
    assert [length / lengths[0] for length in lengths] == pytest.approx([abs(n) / numbers[0] for n in numbers])


def test_a_label_of_two_hundred_characters_is_shown_in_full() -> None:
    plan = columns(value(5), value(3), labels=(LONG, "合肥"), lying=True)
    picture = composed(plan, Medium.BRIEFING, 334.5)
    assert " ".join(LONG.split()) in " ".join(words.text for words in picture.words)
    assert faults(picture) == []


def test_a_word_that_is_wider_than_the_box_is_cut_and_not_lost() -> None:
    word = "x" * 300
    picture = composed(columns(value(5), labels=(word,), lying=True), Medium.BRIEFING, 334.5)
    assert "".join(w.text for w in picture.words if set(w.text) == {"x"}) == word


def test_a_plan_that_has_no_room_says_what_is_too_long_and_by_how_much() -> None:
    plan = columns(*(value(n) for n in range(1, 19)), labels=tuple(f"Enterprise {n}" for n in range(18)), lying=True)
    with pytest.raises(DoesNotFit, match="points are missing") as problem:
        compose(plan, Box(334.5, 90), Medium.BRIEFING, THEME)
    missing = problem.value.excess_points
    assert missing >= 1
    with pytest.raises(DoesNotFit):
        compose(plan, Box(334.5, 90 + missing * 0.8), Medium.BRIEFING, THEME)
    assert compose(plan, Box(334.5, 92 + missing), Medium.BRIEFING, THEME).words


def test_the_preferred_height_grows_with_what_there_is_to_show() -> None:
    few = columns(value(1), value(2), lying=True)
    many = columns(*(value(n) for n in range(1, 13)), lying=True)
    assert preferred_height(many, 334.5, Medium.BRIEFING, THEME) > 2 * preferred_height(
        few, 334.5, Medium.BRIEFING, THEME
    )


def test_at_its_preferred_height_a_figure_keeps_the_theme_s_type_size() -> None:
    for seed in range(40):
        plan = Chance(seed).events()
        size = THEME.print.chart_label
        assert {words.size for words in composed(plan, Medium.BRIEFING, 453.5).words} == {size}


def event(year: int, text: str, status: Status = Status.ACTUAL) -> Event:
    return Event(Decimal(year), str(year), text, status=status)


def dots(picture: Picture) -> list[Dot]:
    return [shape for shape in picture.shapes if isinstance(shape, Dot)]


def test_a_wide_timeline_is_horizontal_and_a_narrow_one_a_list() -> None:
    plan = timeline(*(event(year, "Something happens in the city") for year in (1970, 1978, 2008, 2016, 2023)))
    wide = dots(composed(plan, Medium.DECK, 870))
    assert len({round(dot.centre[1], 3) for dot in wide}) == 1
    assert [dot.centre[0] for dot in wide] == sorted(dot.centre[0] for dot in wide)
    narrow = dots(composed(plan, Medium.DECK, 420))
    assert len({round(dot.centre[0], 3) for dot in narrow}) == 1
    assert [dot.centre[1] for dot in narrow] == sorted((dot.centre[1] for dot in narrow), reverse=True)


def test_a_line_is_interrupted_where_data_is_missing() -> None:
    def strokes(middle: float | None) -> int:
        plan = line(
            (2015, value(310)), (2016, value(330)), (2017, value(middle)), (2018, value(340)), (2019, value(390))
        )
        shapes = composed(plan, Medium.BRIEFING, 334.5).shapes
        return sum(isinstance(s, Stroke) and s.round_ends for s in shapes)

    assert strokes(335) == 1
    assert strokes(None) == 2


def test_years_are_placed_to_scale() -> None:
    plan = line((2010, value(100)), (2020, value(200)), (2021, value(300)))
    first, second, third = (dot.centre[0] for dot in dots(composed(plan, Medium.BRIEFING, 334.5)))
    assert (second - first) / (third - second) == pytest.approx(10)


def test_ranks_can_have_the_smallest_on_top() -> None:
    plan = line((2020, value(20)), (2024, value(12)))
    assert isinstance(plan.y, Axis)
    upside = ChartPlan("line", (), (), plan.layers, x=plan.x, y=Axis(Decimal(10), Decimal(20), inverted=True))
    first, second = (dot.centre[1] for dot in dots(composed(upside, Medium.BRIEFING, 334.5)))
    assert second > first


def test_values_that_are_not_actual_are_drawn_as_what_they_are() -> None:
    def drawing(status: Status) -> tuple[int, bool, bool]:
        """How many hatch lines there are, whether the bar is hollow, whether its edge is dashed."""
        shapes = composed(columns(value(10, status=status), value(5)), Medium.BRIEFING, 334.5).shapes
        bar = next(shape for shape in shapes if isinstance(shape, Polygon))
        lines = sum(isinstance(shape, Stroke) for shape in shapes)
        return lines, bar.fill == THEME.paper, bar.dashes is not None

    plain_lines = drawing(Status.ACTUAL)[0]
    assert drawing(Status.ACTUAL)[1:] == drawing(Status.PRELIMINARY)[1:] == (False, False)
    assert drawing(Status.TARGET) == (plain_lines, True, True)
    assert drawing(Status.ESTIMATED)[0] > plain_lines + 10


def test_a_reference_line_and_a_legend_bear_their_texts() -> None:
    plan = columns(value(5), value(8), also=(Rule(Decimal(6), "national average 6"),))
    with_legend = ChartPlan(
        plan.kind, (), (), plan.layers, x=plan.x, y=plan.y, legend=(LegendEntry("Estimate", value(1).ink),)
    )
    drawn = " ".join(words.text for words in composed(with_legend, Medium.DECK, 560).words)
    assert "Estimate" in drawn
    assert "national average 6" in drawn


def test_hatching_stays_inside_its_rectangle() -> None:
    rect = Rect(10, 20, 45, 31)
    for ends in hatching(rect, 3.0):
        for x, y in ends:
            assert 10 - 1e-9 <= x <= 45 + 1e-9
            assert 20 - 1e-9 <= y <= 31 + 1e-9


def test_intervals_are_spread_in_order_without_overlap_and_within_bounds() -> None:
    starts = spread([5, 5, 6, 50], [10, 10, 10, 10], 0, 100, 2)
    assert starts is not None
    assert all(b - a >= 12 - 1e-9 for a, b in itertools.pairwise(starts))
    assert starts[0] >= 0
    assert starts[-1] == pytest.approx(50)
    assert spread([0, 0], [60, 60], 0, 100, 0) is None


def count(text: str) -> float:
    return float(len(text))


def test_lines_break_at_spaces_then_at_hyphens_then_anywhere() -> None:
    assert wrap("goal of the five-year plan", 12, count) == ("goal of the", "five-year", "plan")
    assert wrap("semiconductor-industry", 15, count) == ("semiconductor-", "industry")
    assert wrap("abcdefghij", 4, count) == ("abcd", "efgh", "ij")


def test_no_chinese_line_begins_with_a_closing_mark() -> None:
    for limit in range(2, 12):
        lines = wrap("合肥（安徽省会）是中国的科技之城，人口约一千万。", limit, count)
        assert not [row for row in lines if row[0] in "，。）"]
        assert "".join(lines) == "合肥（安徽省会）是中国的科技之城，人口约一千万。"


def test_balanced_lines_take_no_more_lines_than_needed() -> None:
    text = "products and processed food of the province"
    assert len(balanced(text, 30, count)) == len(wrap(text, 30, count)) == 2
    assert max(map(len, balanced(text, 30, count))) <= max(map(len, wrap(text, 30, count)))
