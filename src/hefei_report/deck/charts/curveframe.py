"""Where the plot of lines stands in its frame: what ticks, names at line ends and labels of breaks leave of it."""

from __future__ import annotations

from decimal import Decimal

from hefei_report.deck.charts.model import Box
from hefei_report.deck.charts.room import NoRoom, Room, legend_height
from hefei_report.document.chartplan import Axis, Band, Break, ChartPlan, Rule
from hefei_report.document.chartplan import Line as Curve
from hefei_report.records import dataclass

_SHARES = (0.2, 0.27, 0.34)  # of the width, for names at line ends, tried in turn
_MOST_LINES = 3
_INSET = 0.9  # em, between the outermost points and the ends of the axis
_TOP = 1.7  # em, for a label at the topmost point


@dataclass(frozen=True, slots=True)
class CurveFrame:
    """The plot in points from the frame's upper left corner, and the axes of the plan."""

    left: float
    top: float
    right: float
    bottom: float
    x: Axis | Band
    y: Axis
    rules: tuple[Rule, ...] = ()
    rule_lines: tuple[tuple[str, ...], ...] = ()
    beyond: Decimal = Decimal(0)  # how much longer the axis of x is than the plan's, at each end

    @property
    def slot(self) -> float:
        """The width of a category."""
        return (self.right - self.left) / (len(self.x.labels) if isinstance(self.x, Band) else 1)

    def height_at(self, y: Decimal) -> float:
        """How far down a value is."""
        part = float((y - self.y.minimum) / (self.y.maximum - self.y.minimum))
        return self.top + (part if self.y.inverted else 1 - part) * (self.bottom - self.top)

    def spot(self, x: Decimal, y: Decimal) -> tuple[float, float]:
        """Where a point is."""
        if isinstance(self.x, Band):
            across = self.left + (float(x) + 0.5) * self.slot
        else:
            span = float(self.x.maximum - self.x.minimum + 2 * self.beyond)
            across = self.left + float(x - self.x.minimum + self.beyond) / span * (self.right - self.left)
        return across, self.height_at(y)

    def box(self, room: Room) -> Box:
        """The plot in parts of the frame."""
        return room.box(self.left, self.top, self.right, self.bottom)


def end_text(curve: Curve, room: Room) -> tuple[str, ...]:
    """A line's name with its last value, in as narrow lines as three allow. Raises NoRoom."""
    last = next((point.value.text for point in reversed(curve.points) if point.value.number is not None), "")
    return narrow(f"{curve.name} {last}".rstrip(), room, bold=True)


def narrow(text: str, room: Room, bold: bool = False) -> tuple[str, ...]:
    """``text`` in three lines at most, in the narrowest of the margins. Raises NoRoom."""
    for share in _SHARES:
        try:
            lines = room.wrapped(text, room.width * share, bold)
        except NoRoom:
            continue
        if len(lines) <= _MOST_LINES:
            return lines
    raise NoRoom(text)


def curve_frame(plan: ChartPlan, room: Room) -> CurveFrame:
    """The plot of lines. Raises NoRoom."""
    if not isinstance(plan.y, Axis) or plan.x is None:
        raise NoRoom("no value axis")
    curves = [layer for layer in plan.layers if isinstance(layer, Curve)]
    rules = tuple(layer for layer in plan.layers if isinstance(layer, Rule))
    ends = [end_text(curve, room) for curve in curves if curve.name]
    rule_lines = tuple(narrow(rule.text, room) for rule in rules if rule.text)
    gutter = max((room.widest(lines, True) for lines in (*ends, *rule_lines)), default=0.0)
    left = max((room.measure(tick.text) for tick in plan.y.ticks), default=0.0) + room.em(0.9)
    labelled = any(point.value.text for curve in curves for point in curve.points)
    top = legend_height(plan.legend, room) + room.em(_TOP if labelled else 0.7)
    if any(isinstance(layer, Break) and layer.text for layer in plan.layers):
        top += room.em(0.6)
    last = _last_tick(plan, room)
    right = room.width - (gutter + room.em(1.3) if gutter else max(room.em(0.9), last))
    bottom = room.height - room.height_of(_lines_under(plan, right - left, room)) - room.em(0.9)
    beyond = Decimal(0)
    if isinstance(plan.x, Axis) and right - left > room.em(6):
        part = room.em(_INSET) / (right - left - 2 * room.em(_INSET))
        beyond = Decimal(f"{float(plan.x.maximum - plan.x.minimum) * part:.3g}")
    return CurveFrame(left, top, right, bottom, plan.x, plan.y, rules, rule_lines, beyond)


def _last_tick(plan: ChartPlan, room: Room) -> float:
    """Half of the label at the right end of the axis, which reaches over the plot."""
    ticks = plan.x.ticks if isinstance(plan.x, Axis) else ()
    return max((room.measure(tick.text) / 2 for tick in ticks[-1:]), default=0.0) + room.em(0.3)


def _lines_under(plan: ChartPlan, width: float, room: Room) -> int:
    if not isinstance(plan.x, Band):
        return 1
    slot = width / max(1, len(plan.x.labels))
    return max((len(room.wrapped(label, slot - room.em(0.4))) for label in plan.x.labels), default=1)
