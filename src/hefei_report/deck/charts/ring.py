"""A ring of parts with values and names beside them, and what it adds up to in the middle."""

from __future__ import annotations

import math
from collections import Counter

from hefei_report.deck.charts.cells import categories_column, value_column
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.linelabels import spread
from hefei_report.deck.charts.model import (
    Box,
    Label,
    LabelLine,
    Look,
    NativeChart,
    Plot,
    Plotted,
    PointLook,
    Says,
    Sort,
    Stroke,
    Words,
)
from hefei_report.deck.charts.room import NoRoom, Room, bar_look, legend_height
from hefei_report.deck.openxml.scheme import PAPER, QUIET, TEXT, SchemeColour
from hefei_report.document.chartplan import ChartPlan, Ink, Ring, Status, Wedge

_HOLE = 0.62  # of the diameter, as it is written
_SURE_HOLE = 0.5  # of the diameter, the hole that LibreOffice leaves whatever is written
_LEAST, _LARGEST = 8.0, 20.0  # em, of the diameter
_NAME = 14.0  # em, the widest that a name is set
_AWAY = 1.1  # em, from the ring to its labels
_CENTRE_SIZES = (2.4, 2.1, 1.8, 1.5, 1.25, 1.0)  # of the label size


def ring_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """A ring. Raises NoRoom."""
    ring = next((layer for layer in plan.layers if isinstance(layer, Ring)), None)
    if ring is None or len(plan.series) != 1 or plan.legend:
        raise NoRoom("a ring with keys")  # a legend of PowerPoint's would list the parts again
    values = plan.series[0].values
    present = [number for number, value in enumerate(values) if value.number is not None]
    top = legend_height(plan.legend, room)
    diameter = min(room.height - top - room.em(1.2), room.width * 0.46, room.em(_LARGEST))
    if diameter < room.em(_LEAST) or len(present) != len(ring.wedges):
        raise NoRoom("the ring")
    centre = (room.width / 2, top + (room.height - top) / 2)
    labels = _labels(ring, present, centre, diameter / 2, room)
    looks = {slot: _look(values[slot].ink, values[slot].status, len(present), room) for slot in present}
    usual = Counter(looks.values()).most_common(1)[0][0]
    points = tuple(PointLook(slot, look) for slot, look in looks.items())
    series = Plotted(1, look=usual, points=points, labels=labels)
    box = Box(
        (centre[0] - diameter / 2) / room.width,
        (centre[1] - diameter / 2) / room.height,
        diameter / room.width,
        diameter / room.height,
    )
    columns = (categories_column(plan), value_column(plan.series[0], plan))
    middle = _centre(ring, centre, diameter * _SURE_HOLE / 2, room)
    plots = (Plot(Sort.RING, (series,)),)
    return NativeChart(columns, plots, box, room.size, plan.language, words=middle)


def _look(ink: Ink, status: Status, parts: int, room: Room) -> Look:
    """A part, told from others by an edge in the colour of the ground; one that is the whole has no seam."""
    look = bar_look(ink, status, room)
    return Look(look.fill, Stroke(PAPER, 1.5) if parts > 1 else None, look.hatch)


def _labels(
    ring: Ring, present: list[int], centre: tuple[float, float], radius: float, room: Room
) -> tuple[Label, ...]:
    """Value and name of each part beside it: on the left, or on the right."""
    limit = min(room.width / 2 - radius - room.em(_AWAY + 0.3), room.em(_NAME))
    turns = _turns(ring)
    found: dict[int, Label] = {}
    for right in (True, False):
        side = [n for n, turn in enumerate(turns) if (math.sin(turn) >= -1e-9) is right]
        names = [room.wrapped(ring.wedges[n].name, limit) for n in side]
        heights = [
            room.height_of(len(name) + bool(ring.wedges[n].value.text)) * 1.08
            for n, name in zip(side, names, strict=True)
        ]
        wanted = [centre[1] - math.cos(turns[n]) * (radius + room.em(_AWAY)) for n in side]
        middles = spread(wanted, heights, 0.0, room.height)
        for n, name, middle in zip(side, names, middles, strict=True):
            wedge = ring.wedges[n]
            wide = max(room.widest(name, wedge.value.ink is Ink.ACCENT), room.measure(wedge.value.text, True))
            across = radius + room.em(_AWAY) + wide / 2
            ahead = (centre[0] + (across if right else -across), middle)
            default = radius * (1 + _HOLE) / 2
            x, y = centre[0] + math.sin(turns[n]) * default, centre[1] - math.cos(turns[n]) * default
            moved = ((ahead[0] - x) / room.width, (ahead[1] - y) / room.height)
            found[n] = _label(wedge, present[n], name, moved, room)
    return tuple(found[n] for n in sorted(found))


def _turns(ring: Ring) -> list[float]:
    """The middle of each part, in radians clockwise from twelve o'clock."""
    found, start = [], 0.0
    for wedge in ring.wedges:
        found.append(math.tau * (start + float(wedge.share) / 2))
        start += float(wedge.share)
    return found


def _label(wedge: Wedge, slot: int, name: tuple[str, ...], moved: tuple[float, float], room: Room) -> Label:
    value = wedge.value
    code = code_for(value.number, value.text) if value.number is not None and value.text else "General"
    head = (LabelLine(value.text, "VALUE" if code else "", True, value.fact),) if value.text else ()
    lines = tuple(LabelLine(line, "CATEGORYNAME" if len(name) == 1 else "") for line in name)
    colour = room.text(value.ink) if value.ink is Ink.ACCENT else TEXT
    return Label(slot, (*head, *lines), Says.TEXT, code or "General", "", moved, colour, led=True)


def _centre(ring: Ring, centre: tuple[float, float], radius: float, room: Room) -> tuple[Words, ...]:
    """Large text with small text under it, as large as the hole allows. Raises NoRoom."""
    if not ring.centre and not ring.unit:
        return ()
    for factor in _CENTRE_SIZES:
        unit = room.wrapped(ring.unit, radius * 1.5) if ring.unit else ()
        wide = max(room.measure(ring.centre, True) * factor, room.widest(unit))
        high = room.em(1.2) * (factor * bool(ring.centre) + len(unit))
        if math.hypot(wide / 2, high / 2) <= radius * 0.97:
            large: list[tuple[str, float, bool, SchemeColour, str | None]] = []
            if ring.centre:
                large.append((ring.centre, room.size * factor, True, TEXT, ring.fact))
            small = [(line, room.size, False, QUIET, None) for line in unit]
            box = Box(
                (centre[0] - radius) / room.width,
                (centre[1] - radius) / room.height,
                2 * radius / room.width,
                2 * radius / room.height,
            )
            return (Words(box, (*large, *small)),)
    raise NoRoom(ring.centre)
