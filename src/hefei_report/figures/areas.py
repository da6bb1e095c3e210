"""Areas between a base and their values, alone or stacked, interrupted where data is missing."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from hefei_report.document.chartlayers import stretches
from hefei_report.document.chartplan import Area, ChartPlan, Line, Status
from hefei_report.document.chartplan import Point as DataPoint
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Point, Polygon, Rect, Stroke
from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet
from hefei_report.records import dataclass
from hefei_report.theme.tokens import mixed

_ALONE_TINT, _UNCERTAIN_TINT = 0.78, 0.6  # how much paper is mixed in
_CERTAIN = frozenset({Status.ACTUAL, Status.DERIVED, Status.PRELIMINARY})
_DOT = 0.26  # em


@dataclass(frozen=True, slots=True)
class Edge:
    """A point of an area's upper edge, over its base; in points."""

    x: float
    top: float
    foot: float
    point: DataPoint

    @property
    def certain(self) -> bool:
        return self.point.value.status in _CERTAIN


def areas_of(plan: ChartPlan) -> tuple[Area, ...]:
    """The areas from the ground up."""
    return tuple(layer for layer in plan.layers if isinstance(layer, Area))


def top_line(area: Area) -> Line:
    """The upper edge as a line, whose labels are those of the area."""
    return Line(
        tuple(
            point
            if point.value.number is None
            else DataPoint(point.x, replace(point.value, number=base + point.value.number))
            for point, base in zip(area.points, area.base, strict=True)
        ),
        area.name,
        area.ink,
        breaks_before=area.breaks_before,
    )


def draw_area(area: Area, x: Scale | Slots, y: Scale, sheet: Sheet, *, alone: bool) -> None:
    """An area in its colour with a white edge, or, ``alone``, a tint under a line; what is not certain is paler."""
    setting = sheet.setting
    colour = setting.fill(area.ink)
    for part in _stretches(area, x, y):
        if alone:
            sheet.draw(Polygon(_outline(part), mixed(colour, setting.theme.paper, _ALONE_TINT)))
        for certain, run in _runs(part):
            if not alone:
                _keep_clear(run, sheet)
                fill = colour if certain else mixed(colour, setting.theme.paper, _UNCERTAIN_TINT)
                sheet.draw(Polygon(_outline(run), fill))
            upper = tuple((edge.x, edge.top) for edge in run)
            _draw_edge(upper, colour if alone else setting.theme.paper, sheet, alone=alone, certain=certain)
        _draw_dots(part, area, sheet, alone=alone)


def _keep_clear(run: tuple[Edge, ...], sheet: Sheet) -> None:
    """Text had better not stand on a coloured area."""
    for before, after in itertools.pairwise(run):
        foot, top = max(before.foot, after.foot), min(before.top, after.top)
        if top > foot:
            sheet.keep_clear(Rect(before.x, foot, after.x, top))


def _outline(run: tuple[Edge, ...]) -> tuple[Point, ...]:
    return (*((edge.x, edge.top) for edge in run), *((edge.x, edge.foot) for edge in reversed(run)))


def _draw_edge(upper: tuple[Point, ...], colour: str, sheet: Sheet, *, alone: bool, certain: bool) -> None:
    em = sheet.setting.em
    dashes = None if certain else (em(0.5), em(0.3))
    sheet.draw(Stroke(upper, colour, em(0.22 if alone else 0.12), dashes, round_ends=certain))
    sheet.keep_clear_of_line(upper)


def _draw_dots(part: tuple[Edge, ...], area: Area, sheet: Sheet, *, alone: bool) -> None:
    """A dot where a value is labelled, uncertain, or has no neighbour to make an area with."""
    for edge in part:
        value = edge.point.value
        if len(part) == 1 or not edge.certain or (alone and value.text):
            draw_dot(sheet, (edge.x, edge.top), value.ink, value.status, _DOT)
            if len(part) == 1:
                ends = ((edge.x, edge.foot), (edge.x, edge.top))
                sheet.draw(Stroke(ends, sheet.setting.fill(area.ink), sheet.setting.em(0.22)))


def _stretches(area: Area, x: Scale | Slots, y: Scale) -> Iterator[tuple[Edge, ...]]:
    """The parts of an area between gaps and breaks."""
    bases = dict(zip((point.x for point in area.points), area.base, strict=True))
    for part in stretches(Line(area.points, breaks_before=area.breaks_before)):
        yield tuple(
            Edge(x.at(point.x), y.at(bases[point.x] + (point.value.number or Decimal(0))), y.at(bases[point.x]), point)
            for point in part
        )


def _runs(part: tuple[Edge, ...]) -> Iterator[tuple[bool, tuple[Edge, ...]]]:
    """Neighbouring segments that are alike certain, together; none for a single point."""
    pairs = list(itertools.pairwise(part))
    for certain, group in itertools.groupby(pairs, lambda pair: pair[0].certain and pair[1].certain):
        segments = list(group)
        yield certain, (segments[0][0], *(after for _, after in segments))
