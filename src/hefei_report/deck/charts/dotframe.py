"""Where the plot of dots stands in its frame, and where their names: what ticks, titles and bubbles leave of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.deck.charts.formats import same_code
from hefei_report.deck.charts.linelabels import Rect, Spot
from hefei_report.deck.charts.model import Box
from hefei_report.deck.charts.room import NoRoom, Room, legend_height
from hefei_report.deck.charts.scales import even_step
from hefei_report.document.chartplan import Axis, ChartPlan, Dot, Ink
from hefei_report.records import dataclass

DOT, CONTEXT_DOT = 0.36, 0.3  # em, radii
_LARGEST = 0.125  # the radius of the largest bubble, as a part of the shorter side of the plot, in all applications
_FAR = (1.0, 1.7, 2.5, 3.4, 4.5)  # em, from the rim to a name that a line leads to
_STEPS = 16  # directions around a dot
_TITLE_GAP = 0.45  # em, under the title of the upright axis


@dataclass(frozen=True, slots=True)
class DotFrame:
    """The plot in points from the frame's upper left corner; ``x`` and ``y`` have room for bubbles at their ends."""

    left: float
    top: float
    right: float
    bottom: float
    x: Axis
    y: Axis

    def spot(self, dot: Dot) -> Spot:
        """Where a dot is."""
        across = _part(dot.x.number or Decimal(0), self.x)
        up = _part(dot.value.number or Decimal(0), self.y)
        return self.left + across * (self.right - self.left), self.bottom - up * (self.bottom - self.top)

    def height_of_line(self) -> float:
        """How far down the line of the horizontal axis is: at zero, or at the foot."""
        zero = min(max(Decimal(0), self.y.minimum), self.y.maximum)
        return self.bottom - _part(zero, self.y) * (self.bottom - self.top)

    def radius(self, dot: Dot, largest: Decimal | None, room: Room) -> float:
        """How large a dot is; the area of a bubble is in proportion to what it stands for."""
        if largest is None:
            return room.em(CONTEXT_DOT if dot.value.ink is Ink.CONTEXT else DOT)
        share = (dot.size.number or 0) / largest if dot.size else 0
        return _LARGEST * min(self.right - self.left, self.bottom - self.top) * math.sqrt(share)

    def box(self, room: Room) -> Box:
        """The plot in parts of the frame."""
        return room.box(self.left, self.top, self.right, self.bottom)


def _part(number: Decimal, axis: Axis) -> float:
    return float((number - axis.minimum) / (axis.maximum - axis.minimum))


def dot_frame(plan: ChartPlan, dots: Sequence[Dot], largest: Decimal | None, room: Room) -> DotFrame:
    """The plot of dots. Raises NoRoom."""
    x, y = plan.x, plan.y
    if not isinstance(x, Axis) or not isinstance(y, Axis) or x.inverted or y.inverted:
        raise NoRoom("no value axes")
    if max(room.measure(x.title), room.measure(y.title)) > room.width:
        raise NoRoom("the title of an axis")
    titled = room.height_of(1) + room.em(_TITLE_GAP) if y.title else 0.0
    top = legend_height(plan.legend, room) + titled + room.em(0.55)
    foot = room.height_of(1) + room.em(0.2) if x.title else 0.0
    bottom = room.height - foot - room.height_of(bool(x.ticks)) - room.em(0.7)
    left = max((room.measure(tick.text) for tick in y.ticks), default=0.0) + room.em(0.9)
    right = room.width - max((room.measure(tick.text) / 2 for tick in x.ticks[-1:]), default=0.0) - room.em(0.6)
    if sum(room.measure(tick.text) + room.em(0.7) for tick in x.ticks) > right - left:
        raise NoRoom("the ticks")
    frame = DotFrame(left, top, right, bottom, x, y)
    frame.box(room)
    return frame if largest is None else _with_room(frame, dots, largest, room)


def _with_room(frame: DotFrame, dots: Sequence[Dot], largest: Decimal, room: Room) -> DotFrame:
    """Axes that are longer by a step wherever a bubble would reach beyond them: applications cut it off there."""
    xs, ys = [], []
    for dot in dots:
        spot, radius = frame.spot(dot), frame.radius(dot, largest, room)
        xs.append((spot[0] - radius - frame.left, frame.right - spot[0] - radius))
        ys.append((frame.bottom - spot[1] - radius, spot[1] - radius - frame.top))
    x, y = _longer(frame.x, xs), _longer(frame.y, ys)
    return DotFrame(frame.left, frame.top, frame.right, frame.bottom, x, y)


def _longer(axis: Axis, spare: Sequence[tuple[float, float]]) -> Axis:
    step = even_step(axis)
    if step is None:
        raise NoRoom("uneven ticks")
    low = step if any(before < 0 for before, _ in spare) else 0
    high = step if any(after < 0 for _, after in spare) else 0
    return Axis(axis.minimum - low, axis.maximum + high, axis.ticks, axis.grid, title=axis.title, ink=axis.ink)


def tick_code(axis: Axis) -> str | None:
    """The number format of the ticks, which says nothing at those that the plan hasn't got. Raises NoRoom."""
    if not axis.ticks:
        return None
    code = same_code([(tick.at, tick.text) for tick in axis.ticks])
    if code is None or even_step(axis) is None:
        raise NoRoom("uneven ticks")
    first, last = axis.ticks[0].at, axis.ticks[-1].at
    unsaid = [f'[<{first:f}]""'] if axis.minimum < first else []
    unsaid += [f'[>{last:f}]""'] if axis.maximum > last else []
    if not unsaid:
        return code
    plus, minus, _ = code.split(";")
    said = [plus] if first >= 0 else [f"[<0]{minus}", plus]
    if len(unsaid) + len(said) > 3:  # a format can ask two things
        raise NoRoom("ticks that can't be left out")
    return ";".join((*unsaid, *said))


# ----------------------------------------------------------------------------------------------- names


def near(spot: Spot, radius: float, wide: float, high: float, room: Room) -> Iterator[tuple[str, Rect]]:
    """The places where a name needs no line: beside its dot, above and below it."""
    x, y = spot
    gap = radius + room.em(0.3)
    yield "r", Rect(x + gap, y - high / 2, x + gap + wide, y + high / 2)
    yield "l", Rect(x - gap - wide, y - high / 2, x - gap, y + high / 2)
    yield "t", Rect(x - wide / 2, y - gap - high, x + wide / 2, y - gap)
    yield "b", Rect(x - wide / 2, y + gap, x + wide / 2, y + gap + high)


def far(spot: Spot, radius: float, wide: float, high: float, room: Room) -> Iterator[Rect]:
    """Places around a dot from which a line leads to it, the nearest first."""
    for away in _FAR:
        for step in range(_STEPS):
            angle = math.tau * step / _STEPS
            reach = radius + room.em(away)
            x, y = spot[0] + reach * math.cos(angle), spot[1] - reach * math.sin(angle)
            left = x - wide * (1 - (math.cos(angle) + 1) / 2)
            top = y - high * (1 - (1 - math.sin(angle)) / 2)
            yield Rect(left, top, left + wide, top + high)
