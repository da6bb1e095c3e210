"""Lines through points, interrupted where data is missing or was revised, with values set beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from hefei_report.document.chartlayers import stretches
from hefei_report.document.chartplan import Ink, Line, Status
from hefei_report.document.chartplan import Point as DataPoint
from hefei_report.figures.gutter import last_point
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Dashes, Point, Rect, Stroke
from hefei_report.figures.polylines import thinned_line
from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet, Spot, TextBlock

_CERTAIN = frozenset({Status.ACTUAL, Status.DERIVED, Status.PRELIMINARY})
_DOT = 0.26  # em


def place(point: DataPoint, x: Scale | Slots, y: Scale) -> Point:
    """Where a point with a value is."""
    return x.at(point.x), y.at(point.value.number or 0)


def draw_line(line: Line, x: Scale | Slots, y: Scale, sheet: Sheet, *, edged: bool = False) -> None:
    """The line and its dots; a segment that leads to or from a value that is not certain is dashed.

    An ``edged`` line has a white edge, so that it shows on bars, too.
    """
    context = line.ink is Ink.CONTEXT
    width = sheet.setting.em(0.15 if context else 0.22)
    colour = sheet.setting.fill(line.ink)
    for part in stretches(line):
        places = [place(point, x, y) for point in part]
        for points, dashes in _strokes(line, part, places, sheet):
            if edged:
                sheet.draw(Stroke(points, sheet.setting.theme.paper, width * 2, round_ends=True))
            sheet.draw(Stroke(points, colour, width, dashes, round_ends=True))
        sheet.keep_clear_of_line(thinned_line(places))
        for point, (px, py) in zip(part, places, strict=True):
            if line.markers or len(part) == 1 or point.value.text or point.value.status not in _CERTAIN:
                draw_dot(sheet, (px, py), point.value.ink, point.value.status, _DOT * (0.8 if context else 1))
                sheet.keep_clear(Rect(px, py, px, py).grown(sheet.setting.em(_DOT)))


def _strokes(
    line: Line, part: tuple[DataPoint, ...], places: Sequence[Point], sheet: Sheet
) -> Iterator[tuple[tuple[Point, ...], Dashes | None]]:
    """Neighbouring segments of one style together: their points and dashes."""
    dashes = (sheet.setting.em(0.5), sheet.setting.em(0.3))
    run: list[Point] = []
    solid = True
    for at, (before, after) in enumerate(itertools.pairwise(part)):
        certain = not line.dashed and before.value.status in _CERTAIN and after.value.status in _CERTAIN
        if run and certain is not solid:
            yield thinned_line(run), None if solid else dashes
            run = []
        solid = certain
        run += places[at + 1 : at + 2] if run else places[at : at + 2]
    if run:
        yield thinned_line(run), None if solid else dashes


def label_points(line: Line, x: Scale | Slots, y: Scale, sheet: Sheet) -> None:
    """The texts of points, above or below them or to the side, wherever no line runs."""
    present = [point for point in line.points if point.value.number is not None]
    for number, point in enumerate(present):
        if not point.value.text or (line.name and point is last_point(line)):
            continue
        block = _value_block(sheet, point)
        here = place(point, x, y)
        around = [place(p, x, y)[1] for p in (*present[max(0, number - 1) : number], *present[number + 1 : number + 2])]
        low = len(around) == 2 and all(height > here[1] for height in around)
        sheet.put_first(block, _spots(here, sheet, below_first=low))


def _value_block(sheet: Sheet, point: DataPoint) -> TextBlock:
    """A value in the colour of its line, bold in the accent."""
    accent = point.value.ink is Ink.ACCENT
    return sheet.block(point.value.text, colour=sheet.setting.text(point.value.ink), bold=accent)


def _spots(here: Point, sheet: Sheet, *, below_first: bool) -> Iterator[Spot]:
    """Places for a label around a point, the best first."""
    em = sheet.setting.em
    px, py = here
    for far in (0.55, 1.0, 1.7, 2.6):
        above, below = py + em(far - 0.05), py - em(far)
        verticals = [(above, "bottom"), (below, "top")]
        for height, up in reversed(verticals) if below_first else verticals:
            yield Spot(px, height, "centre", up)
            yield Spot(px - em(0.1), height, "right", up)
            yield Spot(px + em(0.1), height, "left", up)
        yield Spot(px + em(far), py, "left")
        yield Spot(px - em(far), py, "right")
