"""Lays out a ring of parts with names around it, led by thin lines, or beside it where they are long."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from hefei_report.document.chartplan import ChartPlan, Ink, Ring, Status, Wedge
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_bar
from hefei_report.figures.picture import Point, Rect, Sector, Stroke
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass
from hefei_report.theme.tokens import mixed

_HOLE = 0.62  # of the outer radius
_LEAST, _BEST, _LARGEST = 7.0, 15.0, 22.0  # diameters in em
_CENTRE_SIZES = (2.4, 2.1, 1.8, 1.5, 1.25, 1.0)  # of the label size


@dataclass(frozen=True, slots=True)
class Placed:
    """A wedge with the middle of its arc, as an angle in radians from three o'clock."""

    wedge: Wedge
    start: float
    end: float

    @property
    def middle(self) -> float:
        return math.radians((self.start + self.end) / 2)


def ring_of(plan: ChartPlan) -> Ring:
    """The ring that ``plan`` consists of."""
    for layer in plan.layers:
        if isinstance(layer, Ring):
            return layer
    raise TypeError("this plan has no ring")


def _placed(ring: Ring) -> list[Placed]:
    """The wedges clockwise from twelve o'clock; angles in degrees, counter-clockwise from three."""
    found: list[Placed] = []
    end = 90.0
    for wedge in ring.wedges:
        start = end - float(wedge.share) * 360.0
        found.append(Placed(wedge, start, end))
        end = start
    return found


def lay_ring(plan: ChartPlan, sheet: Sheet) -> None:
    """The ring in the middle, names to its left and right at the height of their parts. Raises DoesNotFit."""
    em = sheet.setting.em
    ring = ring_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    diameter = _diameter(min(top - em(1.6), sheet.box.width * 0.46), sheet)
    radius = diameter / 2
    centre = (sheet.box.width / 2, top / 2)
    limit = min(sheet.box.width / 2 - radius - em(1.9), em(15))
    if limit < max(widest_piece(w.name, sheet.setting.width) for w in ring.wedges) or limit < em(5):
        raise DoesNotFit(em(5), "the names of the parts")
    placed = _placed(ring)
    _draw(ring, placed, centre, radius, sheet)
    for right in (True, False):
        side = [p for p in placed if (math.cos(p.middle) >= -1e-9) is right]
        _lay_side(side, centre, radius, limit, right=right, sheet=sheet, top=top)


def lay_ring_with_list(plan: ChartPlan, sheet: Sheet) -> None:
    """The ring at the left, a list of colour, value and name in full beside it. Raises DoesNotFit."""
    em = sheet.setting.em
    ring = ring_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    diameter = _diameter(min(top, sheet.box.width * 0.4), sheet)
    _draw(ring, _placed(ring), (diameter / 2, top / 2), diameter / 2, sheet)
    names = _list_names(ring, diameter + em(2), sheet)
    depth = _depth(names, sheet)
    if depth > top:
        raise DoesNotFit(depth - top, "the names of the parts")
    _lay_list(ring, names, diameter + em(2), (top + depth) / 2, sheet)


def lay_ring_over_list(plan: ChartPlan, sheet: Sheet) -> None:
    """The ring in the middle, the list under it: for boxes that are no wider than a ring. Raises DoesNotFit."""
    em = sheet.setting.em
    ring = ring_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    names = _list_names(ring, 0.0, sheet)
    depth = _depth(names, sheet)
    diameter = _diameter(min(top - depth - em(1.2), sheet.box.width), sheet)
    _draw(ring, _placed(ring), (sheet.box.width / 2, top - diameter / 2), diameter / 2, sheet)
    _lay_list(ring, names, 0.0, depth, sheet)


def _values_edge(ring: Ring, left: float, sheet: Sheet) -> float:
    """Where the values of a list that begins at ``left`` end, in points."""
    return left + sheet.setting.em(1.5) + max(sheet.setting.width(w.value.text, bold=True) for w in ring.wedges)


def _list_names(ring: Ring, left: float, sheet: Sheet) -> list[TextBlock]:
    """The names of a list that begins at ``left``. Raises DoesNotFit when its values leave them no room."""
    em = sheet.setting.em
    limit = sheet.box.width - _values_edge(ring, left, sheet) - em(0.8)
    # Beside the ring no word is cut in two: below it there is more room.
    least = max([em(4), *(widest_piece(w.name, sheet.setting.width) for w in ring.wedges if left)])
    if limit < least:
        raise DoesNotFit(least - limit, "the names of the parts")
    return [sheet.block(w.name, limit) for w in ring.wedges]


def _depth(names: Sequence[TextBlock], sheet: Sheet) -> float:
    return sum(name.height for name in names) + sheet.setting.em(0.7) * (len(names) - 1)


def _lay_list(ring: Ring, names: Sequence[TextBlock], left: float, y: float, sheet: Sheet) -> None:
    """Colour, value and name of each part, from ``y`` down."""
    em, values = sheet.setting.em, _values_edge(ring, left, sheet)
    for wedge, name in zip(ring.wedges, names, strict=True):
        rect = sheet.put(name, Spot(values + em(0.8), y, up="top"))
        middle = rect.top - name.ascent + em(0.33)
        draw_bar(
            sheet, Rect(left, middle - em(0.4), left + em(0.8), middle + em(0.4)), wedge.value.ink, wedge.value.status
        )
        if wedge.value.text:
            value = sheet.block(wedge.value.text, colour=sheet.setting.text(wedge.value.ink), bold=True)
            sheet.put(value, Spot(values, rect.top, "right", "top"))
        y = rect.bottom - em(0.7)


def natural_height(sheet: Sheet) -> float:
    """The height of a ring of the best size, in points."""
    return min(sheet.setting.em(_BEST + 2.0), sheet.box.width * 0.5)


def _diameter(room: float, sheet: Sheet) -> float:
    if room < sheet.setting.em(_LEAST):
        raise DoesNotFit(sheet.setting.em(_LEAST) - room, "the ring")
    return min(room, sheet.setting.em(_LARGEST))


def _draw(ring: Ring, placed: Sequence[Placed], centre: Point, radius: float, sheet: Sheet) -> None:
    setting = sheet.setting
    inner = radius * _HOLE
    for part in placed:
        if part.end - part.start < 1e-6:
            continue
        fill = setting.fill(part.wedge.value.ink)
        certain = part.wedge.value.status in (Status.ACTUAL, Status.DERIVED)
        face = fill if certain else mixed(fill, setting.theme.paper, 0.55)
        edge = setting.theme.paper
        sheet.draw(Sector(centre, inner, radius, part.start, part.end, face, edge, setting.em(0.14)))
    sheet.keep_clear(Rect(centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius))
    _lay_centre(ring, centre, inner, sheet)


def _lay_centre(ring: Ring, centre: Point, inner: float, sheet: Sheet) -> None:
    """Large text with small text under it, as large as the hole allows."""
    if not ring.centre and not ring.unit:
        return
    for factor in _CENTRE_SIZES:
        size = sheet.setting.size * factor
        unit = (
            sheet.block(ring.unit, inner * 1.5, colour=sheet.setting.theme.quiet, balanced=True) if ring.unit else None
        )
        large = sheet.block(ring.centre, inner * 1.7, bold=True, size=size, balanced=True) if ring.centre else None
        blocks = [block for block in (large, unit) if block]
        height = sum(block.height for block in blocks)
        width = max(block.width for block in blocks)
        few = large is None or len(large.lines) == 1 or factor == _CENTRE_SIZES[-1]
        if few and math.hypot(width / 2, height / 2) <= inner * 0.97:
            y = centre[1] + height / 2
            for block in blocks:
                y = sheet.put(block, Spot(centre[0], y, "centre", "top")).bottom
            return
    raise DoesNotFit(width - inner * 1.5, f"no room for '{ring.centre} {ring.unit}' in the ring")


def _lay_side(
    side: Sequence[Placed], centre: Point, radius: float, limit: float, *, right: bool, sheet: Sheet, top: float
) -> None:
    """The labels of one half of the ring, from bottom to top, each near its part."""
    em = sheet.setting.em
    ordered = sorted(side, key=lambda p: (math.sin(p.middle), p.middle if right else -p.middle))
    stacks = [_stack(p.wedge, limit, sheet) for p in ordered]
    heights = [sum(block.height for block in stack) for stack in stacks]
    wanted = [
        centre[1] + math.sin(p.middle) * (radius + em(0.8)) - height / 2
        for p, height in zip(ordered, heights, strict=True)
    ]
    bottoms = spread(wanted, heights, 0.0, top, em(0.45))
    if bottoms is None:
        raise DoesNotFit(sum(heights) - top, "the names of the parts")
    sign = 1.0 if right else -1.0
    x = centre[0] + sign * (radius + em(1.6))
    for part, stack, bottom, height in zip(ordered, stacks, bottoms, heights, strict=True):
        y = bottom + height
        first = y - stack[0].ascent + em(0.33)
        for block in stack:
            y = sheet.put(block, Spot(x, y, "left" if right else "right", "top")).bottom
        reach = (math.cos(part.middle), math.sin(part.middle))
        start = (centre[0] + reach[0] * (radius + em(0.15)), centre[1] + reach[1] * (radius + em(0.15)))
        bend = (x - sign * em(0.9), first)
        points = (start, bend, (x - sign * em(0.3), first))
        if any(_distance(centre, *ends) < radius for ends in itertools.pairwise(points)):
            raise DoesNotFit(em(2), "the names of the parts")
        sheet.draw(Stroke(points, sheet.setting.theme.quiet, sheet.setting.hair * 1.2))


def _distance(centre: Point, start: Point, end: Point) -> float:
    """How near the straight line from ``start`` to ``end`` comes to ``centre``."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = ((centre[0] - start[0]) * dx + (centre[1] - start[1]) * dy) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return math.hypot(start[0] + along * dx - centre[0], start[1] + along * dy - centre[1])


def _stack(wedge: Wedge, limit: float, sheet: Sheet) -> list[TextBlock]:
    """Value and name of a part, the value first and bold."""
    accent = wedge.value.ink is Ink.ACCENT
    colour = sheet.setting.text(wedge.value.ink)
    value = [sheet.block(wedge.value.text, colour=colour, bold=True)] if wedge.value.text else []
    return [*value, sheet.block(wedge.name, limit, colour=colour if accent else "")]
