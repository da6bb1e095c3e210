"""Where the plot of bars stands in its frame: what the labels on all four sides leave of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.deck.charts.model import Box
from hefei_report.deck.charts.room import NoRoom, Room, is_shown, legend_height
from hefei_report.document.chartplan import Axis, Band, Bar, Bars, ChartPlan, Markers, Rule
from hefei_report.document.rowlayers import Totals
from hefei_report.records import dataclass

_SHARE, _GROUP_SHARE = 0.62, 0.8  # of a slot that a bar takes, and a group of them
_WIDEST, _THICKEST = 7.0, 4.2  # em, of one column and of one lying bar
_GUTTER_SHARE = 0.38  # of the width, at most, for labels beside bars
_RULE_SHARE = 0.25  # of the width, at most, for the name of a reference line
_ABOVE = 1.5  # em, for a value over its column
_LANE_GAP = 8  # percent of a bar's width, between those of a group
MOST_GAP = 500  # percent of a bar's width, between groups (ECMA-376, part 1, 21.2.3.13: ST_GapAmount)


@dataclass(frozen=True, slots=True)
class BarFrame:
    """The plot in points from the frame's upper left corner; ``axis`` has room for labels below it."""

    left: float
    top: float
    right: float
    bottom: float
    slots: int
    lanes: int
    lying: bool
    axis: Axis
    thickness: float  # of all bars of a slot together

    @property
    def slot(self) -> float:
        """How much of the plot a category has."""
        return (self.bottom - self.top if self.lying else self.right - self.left) / max(1, self.slots)

    @property
    def length(self) -> float:
        """How long the value axis is."""
        return self.right - self.left if self.lying else self.bottom - self.top

    @property
    def lane(self) -> float:
        """The thickness of one bar, with its share of the gaps in its group."""
        return self.thickness / self.lanes

    @property
    def gap(self) -> int:
        """The space between groups in percent of a bar."""
        bar = self.thickness / _bars_across(self.lanes)
        return min(MOST_GAP, max(0, round(100 * (self.slot - self.thickness) / bar)))

    @property
    def overlap(self) -> int:
        """How far the bars of a group overlap, in percent of a bar: less than nothing, if there are several."""
        return -_LANE_GAP if self.lanes > 1 else 100

    def points(self, value: Decimal) -> float:
        """How long a bar of ``value`` is."""
        return abs(float(value)) * self.length / float(self.axis.maximum - self.axis.minimum)

    def box(self, room: Room) -> Box:
        """The plot in parts of the frame."""
        return room.box(self.left, self.top, self.right, self.bottom)


def _bars_across(lanes: int) -> float:
    """How many bars wide a group is, with the gaps in it."""
    return lanes + (lanes - 1) * _LANE_GAP / 100


def bars_of(plan: ChartPlan) -> tuple[Bar, ...]:
    """All bars of a plan."""
    return tuple(bar for layer in plan.layers if isinstance(layer, Bars) for bar in layer.bars)


def upright_frame(plan: ChartPlan, axis: Axis, room: Room, above: float = 0.0, aside: float = 0.0) -> BarFrame:
    """The plot of columns; ``above`` and ``aside`` are points that others need, at its top and right. Raises NoRoom."""
    labels = plan.x.labels if isinstance(plan.x, Band) else ()
    left = max((room.measure(tick.text) for tick in axis.ticks), default=0.0)
    left += room.em(0.8) if left else room.em(0.1)
    right = room.width - rule_gutter(plan, room) - aside
    top = above + legend_height(plan.legend, room) + room.em(_ABOVE if _labelled(plan) else 0.5)
    slot = (right - left) / max(1, len(labels))
    lines = max((len(room.wrapped(label, slot - room.em(0.4))) for label in labels), default=1)
    bottom = room.height - room.height_of(lines) - room.em(0.7)
    lanes = max((bar.lanes for bar in bars_of(plan)), default=1)
    share = _SHARE if lanes == 1 else _GROUP_SHARE
    least = slot * _bars_across(lanes) / (_bars_across(lanes) + MOST_GAP / 100)
    thickness = max(min(slot * share, room.em(_WIDEST) * lanes), least)
    axis = _with_room_below(plan, axis, room.em(1.4) / max(1.0, bottom - top))
    return BarFrame(left, top, right, bottom, len(labels), lanes, False, axis, thickness)


def lying_frame(plan: ChartPlan, axis: Axis, room: Room) -> BarFrame:
    """The plot of bars that lie on their side. Raises NoRoom."""
    labels = plan.y.labels if isinstance(plan.y, Band) else ()
    gutter, lines = gutter_of(labels, room)
    left = gutter + room.em(0.7) if gutter else room.em(0.2)
    top = legend_height(plan.legend, room) + room.em(0.2)
    if any(isinstance(layer, Rule) and layer.text for layer in plan.layers):
        top += room.em(1.5)
    bottom = room.height - (room.em(1.8) if axis.ticks else room.em(0.2))
    lanes = max((bar.lanes for bar in bars_of(plan)), default=1)
    most = room.em(1.75 * _THICKEST) if lanes == 1 else room.em(2.2 * lanes + 1.6)
    slot = min((bottom - top) / max(1, len(labels)), most)
    if slot < room.height_of(lines) or slot < room.em(1.25 * lanes):
        raise NoRoom("the labels of the bars")
    bottom = top + slot * len(labels)
    thickness = min(slot * (_SHARE if lanes == 1 else _GROUP_SHARE), room.em(_THICKEST) * lanes)
    widest = _widest(plan, room)
    axis = _with_room_below(plan, axis, widest / max(1.0, room.width - left - widest))
    right = _right(plan, axis, left, room)
    return BarFrame(left, top, right, bottom, len(labels), lanes, True, axis, thickness)


def gutter_of(labels: Sequence[str], room: Room) -> tuple[float, int]:
    """The width of the labels beside bars, and how many lines the longest of them takes."""
    found = [room.wrapped(label, room.width * _GUTTER_SHARE) for label in labels]
    return max(map(room.widest, found), default=0.0), max(map(len, found), default=1)


def rule_gutter(plan: ChartPlan, room: Room) -> float:
    """What the name of a reference line takes at the right of a plot."""
    texts = [layer.text for layer in plan.layers if isinstance(layer, Rule) and layer.text]
    if not texts:
        return room.em(0.3)
    return max(room.widest(room.wrapped(text, room.width * _RULE_SHARE)) for text in texts) + room.em(1.2)


def _labelled(plan: ChartPlan) -> bool:
    summed = any(isinstance(layer, Totals) for layer in plan.layers)
    return summed or any(is_shown(bar.value) and not bar.inside for bar in bars_of(plan)) or any(_ends(plan))


def _ends(plan: ChartPlan) -> Iterator[tuple[Decimal, str]]:
    """The values of targets with their labels."""
    for layer in plan.layers:
        if isinstance(layer, Markers):
            yield from ((m.value.number or Decimal(0), m.value.text) for m in layer.markers if is_shown(m.value))


def _outside(plan: ChartPlan) -> Iterator[tuple[Decimal, str]]:
    """Ends of bars with the labels that stand beside them."""
    yield from ((bar.end, bar.value.text) for bar in bars_of(plan) if is_shown(bar.value) and not bar.inside)
    yield from _ends(plan)


def _widest(plan: ChartPlan, room: Room) -> float:
    """What the widest label at a negative end takes."""
    return max((room.measure(text, True) + room.em(0.7) for end, text in _outside(plan) if end < 0), default=0.0)


def _with_room_below(plan: ChartPlan, axis: Axis, share: float) -> Axis:
    """``axis``, moved down by ``share`` of itself where labels stand below bars and no tick says where it ends."""
    if axis.ticks or share <= 0 or not any(end < 0 for end, _ in _outside(plan)):
        return axis
    more = Decimal(f"{float(axis.maximum - axis.minimum) * min(share, 0.6):.3g}")
    return Axis(axis.minimum - more, axis.maximum, axis.ticks, axis.grid, axis.inverted)


def _right(plan: ChartPlan, axis: Axis, left: float, room: Room) -> float:
    """How far right the axis may reach so that the labels at the ends of its bars stay in the frame."""
    span = float(axis.maximum - axis.minimum) or 1.0
    right = room.width - max((room.measure(tick.text) / 2 for tick in axis.ticks[-1:]), default=0.0) - room.em(0.2)
    for end, text in _outside(plan):
        part = (float(end) - float(axis.minimum)) / span
        if end >= 0 and part > 0.02:
            right = min(right, left + (room.width - room.measure(text, True) - room.em(0.8) - left) / part)
    return right
