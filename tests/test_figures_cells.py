"""Surfaces are drawn to scale: as many squares as are counted."""

from __future__ import annotations

from collections import Counter

import pytest

from hefei_report.document.chartplan import ChartPlan, SquareGroup, Squares
from hefei_report.document.model import Medium
from hefei_report.figures.picture import Polygon
from hefei_report.theme import load_theme
from tests.support.plans import value
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
