"""The labels of bars: at their ends, in them, or under a divided bar with the names of its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barframe import BarFrame
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.model import CELLS, Label, LabelLine, Look, Says
from hefei_report.deck.charts.room import NoRoom, Room, bar_look, is_shown
from hefei_report.deck.openxml.scheme import TEXT
from hefei_report.document.chartplan import Bar, Ink, Value


def value_label(value: Value, index: int, room: Room, *, place: str, ground: Look | None = None) -> Label:
    """The label of a value: by its number format where one prints its text, else as that text.

    ``ground`` is the look of the area that it stands in.
    """
    accent = value.ink is Ink.ACCENT
    colour = room.inside(ground) if ground else room.text(value.ink) if accent else TEXT
    code = code_for(value.number, value.text) if value.number is not None else None
    if code is None:
        line = LabelLine(value.text, fact=value.fact)
        return Label(index, (line,), Says.TEXT, place=place, colour=colour, bold=accent)
    return Label(index, code=code, place=place, colour=colour, bold=accent)


def cell_label(label: Label, value: Value) -> Label:
    """The label of ``value`` as what its cell says, wherever the label stands."""
    if label.says is not Says.VALUE:
        return label
    return replace(label, says=Says.TEXT, code="General", lines=(LabelLine(value.text, CELLS, fact=value.fact),))


def bar_labels(
    row: Mapping[int, Bar], frame: BarFrame, room: Room, marks: Mapping[int, Decimal] | None = None
) -> tuple[Label, ...]:
    """The labels of the bars of one series. Raises NoRoom where they would run into each other.

    ``marks`` are the values of targets by slot: a label that one of them would cross moves into its bar.
    """
    shown = [(slot, bar) for slot, bar in row.items() if is_shown(bar.value)]
    return tuple(_label(bar, slot, frame, room, (marks or {}).get(slot)) for slot, bar in shown)


def _label(bar: Bar, slot: int, frame: BarFrame, room: Room, mark: Decimal | None) -> Label:
    wide = room.measure(bar.value.text, bar.value.ink is Ink.ACCENT)
    look = bar_look(bar.value.ink, bar.value.status, room)
    if not (bar.inside or bar.start != 0):
        across = frame.slot if frame.lanes == 1 else frame.lane * 1.15
        if (room.em(1.05) if frame.lying else wide) > across:
            raise NoRoom(bar.value.text)
        over = wide + room.em(0.6) if frame.lying else room.em(1.6)
        if mark is not None and -room.em(0.6) < _signed(frame, mark - bar.end) < over:
            if frame.points(bar.end) < over:
                raise NoRoom(bar.value.text)
            return value_label(bar.value, slot, room, place="inEnd", ground=look)
        return value_label(bar.value, slot, room, place="outEnd")
    length, across = frame.points(bar.end - bar.start), frame.thickness
    needed = (wide, room.em(1.0)) if frame.lying else (room.em(1.1), wide)
    if length < needed[0] or across < needed[1]:
        raise NoRoom(bar.value.text)
    return value_label(bar.value, slot, room, place="ctr", ground=look)


def _signed(frame: BarFrame, value: Decimal) -> float:
    return frame.points(value) if value >= 0 else -frame.points(value)


# ------------------------------------------------------------------------------- a single divided bar

_LIMITS = (15.0, 12.0, 9.5, 7.5)  # widths of a name to try, in em
DROP = 0.9  # em, from the bar to the names
_BESIDE = 1.0  # em; a name that begins no farther from where its part begins is seen to be its own


def named_parts(parts: Sequence[Bar], frame: BarFrame, room: Room) -> tuple[tuple[Label, ...], float]:
    """Value and name of each part under the bar, as near to it as the others allow; and how high they are in points.

    Raises NoRoom.
    """
    for limit in _LIMITS:
        try:
            return _row(parts, frame, room, room.em(limit))
        except NoRoom:
            continue
    raise NoRoom("the names of the parts")


def _row(parts: Sequence[Bar], frame: BarFrame, room: Room, limit: float) -> tuple[tuple[Label, ...], float]:
    names = [room.wrapped(bar.name, max(limit, frame.points(bar.end - bar.start))) for bar in parts]
    widths = [
        max(room.widest(name, bar.value.ink is Ink.ACCENT), room.measure(bar.value.text, True))
        for bar, name in zip(parts, names, strict=True)
    ]
    starts = [frame.left + frame.points(bar.start) for bar in parts]
    lefts = _apart(starts, widths, room.width, room.em(1.2))
    most = max(map(len, names)) + 1
    if most > 5:
        raise NoRoom("the names of the parts")
    made = []
    for bar, name, start, left, wide in zip(parts, names, starts, lefts, widths, strict=True):
        own = room.height_of(len(name) + bool(bar.value.text))
        down = frame.thickness / 2 + room.em(DROP) + own / 2
        across = left + wide / 2 - (start + frame.points(bar.end - bar.start) / 2)
        moved = (across / room.width, down / room.height)
        made.append(_part(bar, name, moved, room, led=abs(left - start) > room.em(_BESIDE)))
    return tuple(made), room.height_of(most)


def _part(bar: Bar, name: Sequence[str], moved: tuple[float, float], room: Room, *, led: bool) -> Label:
    """Value and name of a part; a line leads to those that had to give way to their neighbours."""
    value = bar.value
    accent = value.ink is Ink.ACCENT
    code = code_for(value.number, value.text) if value.number is not None and value.text else "General"
    field = "VALUE" if code else ""
    head = (LabelLine(value.text, field, True, value.fact),) if value.text else ()
    lines = tuple(LabelLine(line, "SERIESNAME" if len(name) == 1 else "") for line in name)
    colour = room.text(value.ink) if accent else TEXT
    return Label(bar.slot, (*head, *lines), Says.TEXT, code or "General", "ctr", moved, colour, led=led)


def _apart(wanted: Sequence[float], widths: Sequence[float], end: float, gap: float) -> list[float]:
    """Where labels start that want to start at ``wanted``, in order, none over another. Raises NoRoom."""
    found: list[float] = []
    for number, place in enumerate(wanted):
        found.append(max(place, found[-1] + widths[number - 1] + gap) if found else max(place, 0.0))
    limit = end
    for number in range(len(found) - 1, -1, -1):
        found[number] = min(found[number], limit - widths[number])
        limit = found[number] - gap
    if found and found[0] < -0.01:
        raise NoRoom("the names of the parts")
    return found
