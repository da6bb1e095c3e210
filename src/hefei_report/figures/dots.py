"""Dots and bubbles on two value axes, each with its name beside it, joined to it by a line where others are near."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from hefei_report.document.chartplan import ChartPlan, Dots, Ink, Status
from hefei_report.document.chartplan import Dot as DataDot
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Dot, Point, Polygon, Rect, Stroke, rectangle
from hefei_report.figures.scaling import Reach, Scale
from hefei_report.figures.sheet import Sheet, Spot, TextBlock, rect_at
from hefei_report.theme.tokens import mixed

_DOT, _CONTEXT_DOT = 0.36, 0.3  # em
_LARGEST, _SMALLEST = 2.2, 0.25  # radii of bubbles, em
_WIDEST_NAME = 11.0  # em
_EDGE = 0.75  # half a name, em
_TINT = 0.25
_FAR = (1.2, 2.0, 2.9, 3.9, 5.0, 6.4, 8.0)  # from the rim to a name that is joined by a line, em
_STEPS = 16  # directions around a dot
Ground = Callable[[Rect], str]
_SOLID = frozenset({Status.ACTUAL, Status.DERIVED})


def radius_of(dot: DataDot, layer: Dots, sheet: Sheet) -> float:
    """The radius in points; the area of a bubble is in proportion to what it stands for."""
    if layer.largest is None:
        return sheet.setting.em(_CONTEXT_DOT if dot.value.ink is Ink.CONTEXT else _DOT)
    number = dot.size.number if dot.size else None
    share = float(number / layer.largest) if number and layer.largest else 0.0
    return sheet.setting.em(max(_LARGEST * math.sqrt(share), _SMALLEST))


def reaches(plan: ChartPlan, sheet: Sheet) -> tuple[list[Reach], list[Reach]]:
    """How far the dots reach on the horizontal and on the upright axis, half the height of a name at least."""
    least = sheet.setting.em(_EDGE)
    across, up = [], []
    for layer in (layer for layer in plan.layers if isinstance(layer, Dots)):
        for dot in layer.dots:
            radius = radius_of(dot, layer, sheet)
            if dot.x.number is not None and dot.value.number is not None:
                across.append(Reach(dot.x.number, radius, radius))
                up.append(Reach(dot.value.number, max(radius, least), max(radius, least)))
    return across, up


def draw_dots(layer: Dots, x: Scale, y: Scale, sheet: Sheet) -> None:
    """The dots, large ones and grey ones behind the others; those without both values are left out."""
    present = [dot for dot in layer.dots if _is_placed(dot)]
    rank = {Ink.CONTEXT: 0, Ink.ACCENT: 2}
    order = sorted(present, key=lambda dot: (rank.get(dot.value.ink, 1), -radius_of(dot, layer, sheet)))
    if layer.largest is not None:
        order = sorted(present, key=lambda dot: -radius_of(dot, layer, sheet))
    for dot in order:
        centre, radius = _place(dot, x, y), radius_of(dot, layer, sheet)
        if layer.largest is None:
            draw_dot(sheet, centre, dot.value.ink, dot.value.status, radius / sheet.setting.size)
        else:
            _draw_bubble(dot, centre, radius, sheet)
        sheet.keep_clear(Rect(*centre, *centre).grown(radius * 0.85))


def _draw_bubble(dot: DataDot, centre: Point, radius: float, sheet: Sheet) -> None:
    setting = sheet.setting
    colour = setting.fill(dot.value.ink)
    solid = dot.value.status in _SOLID
    fill = mixed(colour, setting.theme.paper, _TINT) if solid else setting.theme.paper
    sheet.draw(Dot(centre, radius, fill, setting.theme.paper if solid else colour, setting.em(0.1)))


def _is_placed(dot: DataDot) -> bool:
    return dot.x.number is not None and dot.value.number is not None


def _place(dot: DataDot, x: Scale, y: Scale) -> Point:
    return x.at(dot.x.number or 0), y.at(dot.value.number or 0)


def label_dots(layer: Dots, x: Scale, y: Scale, sheet: Sheet, ground_at: Ground | None = None) -> None:
    """The names: those that matter first, then those of the dots that stand closest. Raises DoesNotFit.

    ``ground_at`` gives the colour behind a name, where that isn't the paper.
    """
    named = [dot for dot in layer.dots if dot.name and _is_placed(dot)]
    places = [_place(dot, x, y) for dot in layer.dots if _is_placed(dot)]

    def crowded(dot: DataDot) -> float:
        here = _place(dot, x, y)
        return sum(1 / (sheet.setting.size + math.dist(here, other)) for other in places)

    for dot in sorted(named, key=lambda dot: (dot.value.ink is not Ink.ACCENT, -crowded(dot))):
        _label(dot, _place(dot, x, y), radius_of(dot, layer, sheet), sheet, ground_at)


def _label(dot: DataDot, here: Point, radius: float, sheet: Sheet, ground_at: Ground | None) -> None:
    accent = dot.value.ink is Ink.ACCENT
    text = f"{dot.name} {dot.value.text}".rstrip()
    block = sheet.block(text, sheet.setting.em(_WIDEST_NAME), colour=sheet.setting.text(dot.value.ink), bold=accent)
    for spot in _near(here, radius, sheet):
        if sheet.can_put(block, spot):
            _put(block, spot, sheet, ground_at)
            return
    for spot in _far(here, radius, sheet):
        if sheet.can_put(block, spot):
            rect = _put(block, spot, sheet, ground_at)
            _lead(here, radius, rect, sheet)
            return
    _label_over_shapes(block, here, radius, sheet)


def _put(block: TextBlock, spot: Spot, sheet: Sheet, ground_at: Ground | None) -> Rect:
    """Set a name on its ground, so that no grid runs through it."""
    rect = rect_at(block, spot)
    ground = ground_at(rect) if ground_at else sheet.setting.theme.paper
    sheet.draw(Polygon(rectangle(rect), ground))
    return sheet.put(block, spot)


def _near(here: Point, radius: float, sheet: Sheet) -> Iterator[Spot]:
    """Places where a name needs no line: beside its dot, above and below it."""
    gap = radius + sheet.setting.em(0.25)
    slant = gap * 0.75
    yield Spot(here[0] + gap, here[1])
    yield Spot(here[0] - gap, here[1], "right")
    yield Spot(here[0], here[1] + gap, "centre", "bottom")
    yield Spot(here[0], here[1] - gap, "centre", "top")
    for up, sign in (("bottom", 1), ("top", -1)):
        yield Spot(here[0] + slant, here[1] + sign * slant, "left", up)
        yield Spot(here[0] - slant, here[1] + sign * slant, "right", up)


def _far(here: Point, radius: float, sheet: Sheet) -> Iterator[Spot]:
    for far in _FAR:
        for step in range(_STEPS):
            angle = 2 * math.pi * step / _STEPS
            reach = radius + sheet.setting.em(far)
            across = "left" if math.cos(angle) > 0.3 else "right" if math.cos(angle) < -0.3 else "centre"
            up = "bottom" if math.sin(angle) > 0.5 else "top" if math.sin(angle) < -0.5 else "middle"
            yield Spot(here[0] + reach * math.cos(angle), here[1] + reach * math.sin(angle), across, up)


def _lead(here: Point, radius: float, rect: Rect, sheet: Sheet) -> None:
    """A hairline from the rim of a dot to the nearest edge of its name."""
    end = (min(max(here[0], rect.left), rect.right), min(max(here[1], rect.bottom), rect.top))
    length = math.dist(here, end)
    if length > radius:
        start = tuple(c + (e - c) * radius / length for c, e in zip(here, end, strict=True))
        points = ((start[0], start[1]), end)
        sheet.draw(Stroke(points, sheet.setting.theme.quiet, sheet.setting.hair))
        sheet.keep_clear_of_line(points)


def _label_over_shapes(block: TextBlock, here: Point, radius: float, sheet: Sheet) -> None:
    """The last resort: a name may cover dots that have none, but no text."""
    for spot in (*_near(here, radius, sheet), *_far(here, radius, sheet)):
        if sheet.can_put(block, spot, shapes=False):
            rect = sheet.put(block, spot)
            _lead(here, radius, rect, sheet)
            return
    missing = rect_at(block, Spot(*here)).outside(sheet.box)
    raise DoesNotFit(max(missing, block.height), f"no room for the label '{' '.join(block.lines)}'")
