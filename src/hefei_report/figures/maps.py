"""Lays out a map: outlines, meridians and parallels, places with their names, and a bar of scale."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hefei_report.document.chartplan import Axis, ChartPlan, Dots, Land
from hefei_report.figures.dots import draw_dots, label_dots, reaches
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.picture import Polygon, Rect, Stroke, rectangle
from hefei_report.figures.scaling import Scale, thinned
from hefei_report.figures.sheet import Sheet, Spot

_LEAST, _BEST = 7.0, 15.0  # height and width of a map at least, and the height for its names, in em
_LOWEST, _HIGHEST = 0.45, 0.9  # of its width
_GAP = 0.4  # between the map and the degrees beside it, in em


def land_of(plan: ChartPlan) -> Land:
    """What is under the places of ``plan``."""
    return next(layer for layer in plan.layers if isinstance(layer, Land))


def lay_map(plan: ChartPlan, sheet: Sheet) -> None:
    """The map as large as the sheet allows, one scale for both directions. Raises DoesNotFit."""
    em, land = sheet.setting.em, land_of(plan)
    x_axis, y_axis = numeric(plan.x), numeric(plan.y)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    left = max((sheet.setting.width(tick.text) for tick in y_axis.ticks), default=0.0) + em(_GAP)
    foot = sheet.block("0°").height + em(_GAP)
    window = Rect(left, foot, sheet.box.width, top)
    if min(window.right - window.left, window.top - window.bottom) < em(_LEAST):
        raise DoesNotFit(em(_LEAST) - (window.top - window.bottom), "the map")
    x, y = _scales(x_axis, y_axis, window, plan, sheet)
    for outline in land.outlines:
        _draw_outline(outline.points, x, y, sheet, closed=outline.closed, hole=outline.hole)
    _draw_graticule(x, y, window, sheet)
    dots = [layer for layer in plan.layers if isinstance(layer, Dots)]
    for layer in dots:
        draw_dots(layer, x, y, sheet)
    _lay_bar(land, x, window, sheet)
    for layer in dots:
        label_dots(layer, x, y, sheet, lambda rect: _ground(rect, land, x, y, sheet))


def natural_height(plan: ChartPlan, width: float, sheet: Sheet) -> float:
    """The height at which a map ``width`` points wide fills its box, unless that is very low or very high."""
    return max(min(max(plan.aspect, _LOWEST), _HIGHEST) * width, sheet.setting.em(_BEST))


def _scales(across: Axis, up: Axis, window: Rect, plan: ChartPlan, sheet: Sheet) -> tuple[Scale, Scale]:
    """Equal lengths for a kilometre in both directions, in the middle of ``window``, dots within it."""
    edge = max((reach.before for reach in reaches(plan, sheet)[0]), default=0.0)
    wide, high = window.right - window.left - 2 * edge, window.top - window.bottom - 2 * edge
    kilometre = min(wide / float(across.maximum - across.minimum), high / float(up.maximum - up.minimum))
    if kilometre <= 0:
        raise DoesNotFit(2 * edge, "the map")
    return (
        _centred(across, kilometre, window.left, window.right),
        _centred(up, kilometre, window.bottom, window.top),
    )


def _centred(axis: Axis, kilometre: float, near: float, far: float) -> Scale:
    half = float(axis.maximum - axis.minimum) * kilometre / 2
    return Scale(axis, (near + far) / 2 - half, (near + far) / 2 + half)


def _draw_outline(
    points: tuple[tuple[float, float], ...], x: Scale, y: Scale, sheet: Sheet, *, closed: bool, hole: bool
) -> None:
    theme, width = sheet.setting.theme, sheet.setting.hair * 1.2
    drawn = tuple((x.at(east), y.at(north)) for east, north in points)
    if closed:
        sheet.draw(Polygon(drawn, theme.paper if hole else theme.panel, theme.hairline, width))
    else:
        sheet.draw(Stroke(drawn, theme.hairline, width))


def _ground(rect: Rect, land: Land, x: Scale, y: Scale, sheet: Sheet) -> str:
    """The colour of the map in the middle of ``rect``: that of an area inside an odd number of outlines."""
    across, up = (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2
    crossed = 0
    for outline in (outline for outline in land.outlines if outline.closed):
        points = [(x.at(east), y.at(north)) for east, north in outline.points]
        for (ax, ay), (bx, by) in itertools.pairwise([*points, points[0]]):
            crossed += (ay > up) != (by > up) and across < ax + (up - ay) / (by - ay) * (bx - ax)
    return sheet.setting.theme.panel if crossed % 2 else sheet.setting.theme.paper


def _draw_graticule(x: Scale, y: Scale, window: Rect, sheet: Sheet) -> None:
    """Hairlines at round degrees, which stand below the map and left of it."""
    em, theme = sheet.setting.em, sheet.setting.theme
    for tick, place in _kept(x, [sheet.setting.width(tick.text) for tick in x.axis.ticks], em(0.8)):
        ends = ((place, window.bottom), (place, window.top))
        sheet.draw(Stroke(ends, theme.hairline, sheet.setting.hair))
        block = sheet.block(tick, colour=theme.quiet)
        middle = min(max(place, block.width / 2), sheet.box.width - block.width / 2)
        sheet.put(block, Spot(middle, window.bottom - em(_GAP), "centre", "top"))
    for tick, place in _kept(y, [em(1.0)] * len(y.axis.ticks), em(0.4)):
        ends = ((window.left, place), (window.right, place))
        sheet.draw(Stroke(ends, theme.hairline, sheet.setting.hair))
        sheet.put(sheet.block(tick, colour=theme.quiet), Spot(window.left - em(_GAP), place, "right"))


def _kept(scale: Scale, sizes: list[float], gap: float) -> Iterator[tuple[str, float]]:
    """The texts of the ticks that have room, and where they are."""
    places = [scale.at(tick.at) for tick in scale.axis.ticks]
    yield from ((scale.axis.ticks[number].text, places[number]) for number in thinned(places, sizes, gap))


def _lay_bar(land: Land, x: Scale, window: Rect, sheet: Sheet) -> None:
    """The bar of scale with the arrow to the north, in a corner where nothing is."""
    em, theme = sheet.setting.em, sheet.setting.theme
    length = abs(x.at(land.bar.at) - x.at(0))
    text, north = sheet.block(land.bar.text, colour=theme.quiet), sheet.block(land.north, colour=theme.quiet)
    wide = max(length, text.width) + em(1.2) + north.width
    high = text.height + em(0.9)
    inset = em(0.6)
    corners = [
        (left, foot)
        for foot in (window.bottom + inset, window.top - inset - high)
        for left in (window.left + inset, window.right - inset - wide)
    ]
    free = [one for one in corners if sheet.is_free(Rect(one[0], one[1], one[0] + wide, one[1] + high))]
    left, foot = (free or corners)[0]
    bar = foot + text.height + em(0.3)
    points = ((left, bar + em(0.35)), (left, bar), (left + length, bar), (left + length, bar + em(0.35)))
    sheet.draw(Polygon(rectangle(Rect(left, foot, left + wide, foot + high).grown(em(0.25))), theme.paper))
    sheet.draw(Stroke(points, theme.quiet, sheet.setting.hair * 2))
    sheet.put(text, Spot(left, foot, up="bottom"))
    _draw_north(left + wide - north.width / 2, foot, high, sheet)
    sheet.put(north, Spot(left + wide, foot, "right", "bottom"))
    sheet.keep_clear(Rect(left, foot, left + wide, foot + high))


def _draw_north(middle: float, foot: float, high: float, sheet: Sheet) -> None:
    """An arrow up, over the word for it."""
    em = sheet.setting.em
    top, low = foot + high, foot + sheet.block("N").height + em(0.05)
    head = ((middle, top), (middle - em(0.28), low), (middle, low + em(0.2)), (middle + em(0.28), low))
    sheet.draw(Polygon(head, sheet.setting.theme.quiet))
