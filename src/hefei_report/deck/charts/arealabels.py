"""What stands beside areas: names at their ends, values at the edge of a single one, ticks under the plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barlabels import value_label
from hefei_report.deck.charts.curveframe import CurveFrame, narrow
from hefei_report.deck.charts.curves import keep_clear
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.linelabels import Rect, Spot, Taken
from hefei_report.deck.charts.model import CELLS, Label, LabelLine, Says
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.document.chartplan import Area, Axis, Ink, Value
from hefei_report.document.chartplan import Line as Curve

_OVER, _HIGH = 0.45, 1.15  # em: from a point to its label, and how high that is
_LIFTS = (0.0, 0.4, 0.8, 1.2, 1.6, 2.0)  # em, by which a label at a steep edge is raised


def names_of(area: Area, room: Room) -> tuple[str, ...]:
    """The name of a part with its last value, in one line or with the value under it; none without a name.

    Raises NoRoom.
    """
    if not area.name:
        return ()
    last = area.points[-1].value.text
    whole = narrow(f"{area.name} {last}".rstrip(), room, bold=True)
    if len(whole) == 1 or not last:
        return whole
    return (*narrow(area.name, room, bold=True), last)


def name_label(area: Area, lines: Sequence[str], row: int, down: float, room: Room) -> Label:
    """The name of a part to the right of ``row``, ``down`` from the middle of its end in parts of the frame."""
    value = area.points[-1].value
    flowing = len(lines) == 1 and bool(value.text)
    rich = [LabelLine(line) for line in ((f"{area.name} ", value.text) if flowing else lines)]
    if value.text:
        said = value.number is not None and code_for(value.number, value.text) is not None
        rich[-1] = LabelLine(value.text, CELLS if said else "", fact=value.fact)
    bold = area.ink not in (Ink.CONTEXT, Ink.QUIET)
    colour = room.text(area.ink)
    moved = (room.em(0.9) / room.width, down)
    return Label(row, tuple(rich), Says.TEXT, place="r", moved=moved, colour=colour, bold=bold, flowing=flowing)


def ticks_kept(axis: Axis, places: Sequence[Decimal], frame: CurveFrame, room: Room) -> dict[int, str]:
    """The ticks by their rows: the last, the first, and what fits between them. Raises NoRoom for less than two."""
    rows = {place: row for row, place in enumerate(places)}
    ticks = [tick for tick in axis.ticks if tick.at in rows]
    if len(ticks) < 2:
        raise NoRoom("ticks where no values are")
    kept: list[tuple[float, float]] = []
    found: dict[int, str] = {}
    for tick in (ticks[-1], ticks[0], *reversed(ticks[1:-1])):
        middle, half = frame.spot(tick.at, frame.y.minimum)[0], room.measure(tick.text) / 2
        if all(abs(middle - other) >= half + wide + room.em(0.7) for other, wide in kept):
            kept.append((middle, half))
            found[rows[tick.at]] = tick.text
    return found


def edge_labels(edge: Curve, frame: CurveFrame, room: Room) -> tuple[Label, ...]:
    """The values of a single area over its edge, inside the plot's ends; its name bears the last. Raises NoRoom."""
    taken = Taken(room, rects=[Rect(0.0, frame.top, frame.left, frame.bottom)])
    keep_clear(edge, frame, taken)
    found = []
    for row, point in enumerate(edge.points):
        if not point.value.text or (edge.name and row == len(edge.points) - 1):
            continue
        spot = frame.spot(point.x, point.value.number or Decimal(0))
        place, moved = _place(point.value, spot, frame, taken)
        label = value_label(point.value, row, room, place=place)
        found.append(replace(label, moved=moved, colour=room.text(point.value.ink)))
    return tuple(found)


def _place(value: Value, at: Spot, frame: CurveFrame, taken: Taken) -> tuple[str, tuple[float, float]]:
    """Where a value stands: on which side of its point, and how far from there in parts of the frame."""
    room = taken.room
    half = room.measure(value.text, value.ink is Ink.ACCENT) / 2
    x = min(max(at[0], frame.left + half + room.em(0.2)), room.width - half)
    for place, lift in (*(("t", lift) for lift in _LIFTS), *(("b", -lift) for lift in _LIFTS)):
        low = at[1] - room.em(_OVER + lift) if place == "t" else at[1] + room.em(_OVER + _HIGH - lift)
        rect = Rect(x - half, low - room.em(_HIGH), x + half, low)
        if taken.is_free(rect) and rect.bottom <= frame.bottom:
            taken.rects.append(rect)
            return place, ((x - at[0]) / room.width, -room.em(lift) / room.height)
    raise NoRoom(value.text)
