"""Where slopes stand in their frame: what the moments above them and the labels at both sides leave of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from hefei_report.deck.charts.linelabels import spread
from hefei_report.deck.charts.model import Box
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.document.chartplan import Axis, ChartPlan, Ink, Slope, Slopes, Value
from hefei_report.records import dataclass

GAP = 0.7  # em, from an end to its label
BEYOND = 1.1  # em, that labels stand further out if one of them is not at the height of its end
_SHIFTED = 0.3  # em, that a label may move before it needs a line to its end
_SHARES = (0.26, 0.34, 0.4)  # of the width, for the labels of a side, tried in this order
_MOST_LINES = 3
_LEAST_WIDTH, _LEAST_HEIGHT = 7.0, 6.0  # em, of the plot
_UNDER = 0.5  # em, below the moments


@dataclass(frozen=True, slots=True)
class End:
    """The label at one end of slope ``number``: its lines, where the end is, and where the label's middle is.

    ``at`` and ``middle`` are points from the upper edge of the frame. ``name`` is '' where the value stands alone.
    """

    number: int
    value: Value
    name: str
    ink: Ink
    lines: tuple[str, ...]
    at: float = 0.0
    middle: float = 0.0

    @property
    def bold(self) -> bool:
        """Whether it is set in bold: names are, but for those of the context."""
        return _is_bold(self.name, self.ink)


@dataclass(frozen=True, slots=True)
class SlopeFrame:
    """The plot in points from the frame's upper left corner; the hairlines of the moments are its sides.

    ``under`` is where the names of the moments end. ``led`` says of each side whether its labels need lines.
    """

    left: float
    top: float
    right: float
    bottom: float
    under: float
    moments: tuple[tuple[str, ...], ...]
    starts: tuple[End, ...]
    ends: tuple[End, ...]
    led: tuple[bool, bool]

    def box(self, room: Room) -> Box:
        """The plot in parts of the frame."""
        return room.box(self.left, self.top, self.right, self.bottom)


def slopes_of(plan: ChartPlan) -> tuple[Slope, ...]:
    """All slopes of all layers."""
    return tuple(slope for layer in plan.layers if isinstance(layer, Slopes) for slope in layer.slopes)


def slope_frame(plan: ChartPlan, room: Room) -> SlopeFrame:
    """The plot of slopes. Raises NoRoom."""
    if not isinstance(plan.y, Axis) or plan.y.minimum == plan.y.maximum:
        raise NoRoom("no value axis")
    starts, ends = _labels(slopes_of(plan), room)
    out = room.em(GAP + BEYOND)
    left, right = _widest(starts, room) + out, room.width - _widest(ends, room) - out
    if right - left < room.em(_LEAST_WIDTH):
        raise NoRoom("the labels leave no width for the plot")
    moments = _moments(plan, right - left, room)
    under = room.height_of(max(map(len, moments)))
    half = room.height_of(max((len(end.lines) for end in (*starts, *ends)), default=0)) / 2
    top, bottom = under + room.em(_UNDER) + half, room.height - half
    if bottom - top < room.em(_LEAST_HEIGHT):
        raise NoRoom("no height is left for the plot")
    lowest = under + room.em(_UNDER) / 2
    starts, ends = (_spread(side, plan.y, (top, bottom), (lowest, room.height), room) for side in (starts, ends))
    led = (_is_led(starts, room), _is_led(ends, room))
    return SlopeFrame(left, top, right, bottom, under, moments, starts, ends, led)


def _labels(slopes: Sequence[Slope], room: Room) -> tuple[tuple[End, ...], tuple[End, ...]]:
    """Values at the left; names with values at the right, or at the left where a slope has no end. Raises NoRoom."""
    for most, share in product(range(1, _MOST_LINES + 1), _SHARES):
        limit = room.width * share
        starts = [_end(n, s, s.start, "" if s.end.number is not None else s.name, limit, room) for n, s in _all(slopes)]
        ends = [_end(n, s, s.end, s.name, limit, room) for n, s in _all(slopes)]
        left, right = (tuple(end for end in side if end) for side in (starts, ends))
        if all(len(end.lines) <= most for end in (*left, *right)):
            return left, right
    raise NoRoom("the names of the slopes")


def _all(slopes: Sequence[Slope]) -> list[tuple[int, Slope]]:
    return list(enumerate(slopes))


def _is_bold(name: str, ink: Ink) -> bool:
    return bool(name) and ink is not Ink.CONTEXT


def _end(number: int, slope: Slope, value: Value, name: str, limit: float, room: Room) -> End | None:
    """A label in one line, or the value over the lines of the name; None where there is nothing to say.

    A label that doesn't fit in the limit has more lines than any may have.
    """
    if value.number is None or not (value.text or name):
        return None
    bold = _is_bold(name, slope.ink)
    text = f"{name} {value.text}".strip()
    lines: tuple[str, ...] = (text,)
    if name and room.measure(text, bold) > limit:
        try:
            lines = (*((value.text,) if value.text else ()), *room.wrapped(name, limit, bold))
        except NoRoom:
            lines = (text,) * (_MOST_LINES + 1)
    return End(number, value, name, slope.ink, lines)


def _widest(side: Sequence[End], room: Room) -> float:
    return max((room.widest(end.lines, end.bold) for end in side), default=0.0)


def _moments(plan: ChartPlan, width: float, room: Room) -> tuple[tuple[str, ...], ...]:
    """The names of the moments in lines that leave each other alone. Raises NoRoom."""
    limit = min(room.width / 2 - room.em(0.5), width - room.em(1))
    return tuple(room.wrapped(name, limit, bold=True) for name in plan.categories)


def _spread(
    side: Sequence[End], axis: Axis, plot: tuple[float, float], limits: tuple[float, float], room: Room
) -> tuple[End, ...]:
    """The labels of a side, each as near to its end as the others let it. Raises NoRoom."""
    heights = [room.height_of(len(end.lines)) for end in side]
    at = [_height(end.value, axis, plot) for end in side]
    middles = spread(at, heights, *limits)
    return tuple(replace(end, at=y, middle=middle) for end, y, middle in zip(side, at, middles, strict=True))


def _height(value: Value, axis: Axis, plot: tuple[float, float]) -> float:
    """How far down a value is, in points."""
    part = float(((value.number or 0) - axis.minimum) / (axis.maximum - axis.minimum))
    return plot[0] + (part if axis.inverted else 1 - part) * (plot[1] - plot[0])


def _is_led(side: Sequence[End], room: Room) -> bool:
    return any(abs(end.middle - end.at) > room.em(_SHIFTED) for end in side)
