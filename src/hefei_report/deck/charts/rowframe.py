"""Where the rows of dumbbells stand in their frame: what names, values and differences leave of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.deck.charts.model import Box
from hefei_report.deck.charts.room import NoRoom, Room, legend_height
from hefei_report.document.chartplan import Axis, Band, ChartPlan, Dumbbell, Dumbbells, Value
from hefei_report.records import dataclass

DOT = 0.42  # em, the radius of a dot
_GAP = 0.55  # em, from a dot to its value
_GUTTER_SHARE = 0.38  # of the width, at most, for the names of rows
_MOST_LINES = 3
_COLUMN_GAP = 1.4  # em, before the column of differences
_WIDEST_HEADING = 9.0  # em
_LEAST_WIDTH = 6.0  # em, from the lowest to the highest value
_LEAST_SLOT, _MOST_SLOT = 1.5, 5.0  # em, of a row
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class RowFrame:
    """The plot in points from the frame's upper left corner, between the names of rows and their differences.

    ``axis`` reaches from edge to edge of it. ``names`` are those of the rows in lines, ``heading`` is that of the
    differences, and ``column`` how wide these are.
    """

    left: float
    top: float
    right: float
    bottom: float
    axis: Axis
    names: tuple[tuple[str, ...], ...]
    heading: tuple[str, ...]
    column: float

    def box(self, room: Room) -> Box:
        """The plot in parts of the frame."""
        return room.box(self.left, self.top, self.right, self.bottom)

    def units(self, points: float) -> Decimal:
        """A width as a difference of values."""
        return Decimal(f"{points / (self.right - self.left) * float(self.axis.maximum - self.axis.minimum):.4g}")


def dumbbells_of(plan: ChartPlan) -> tuple[Dumbbell, ...]:
    """All dumbbells of all layers."""
    return tuple(one for layer in plan.layers if isinstance(layer, Dumbbells) for one in layer.dumbbells)


def sides(dumbbell: Dumbbell) -> tuple[Value | None, Value | None]:
    """The value whose label stands at the left, and the one at the right."""
    start, end = (value if value.number is not None else None for value in (dumbbell.start, dumbbell.end))
    if start is None or end is None or start.number is None or end.number is None:
        return start, end
    return (start, end) if start.number <= end.number else (end, start)


def reach(value: Value | None, room: Room, *, bold: bool = True) -> float:
    """How far a dot with its value beside it reaches, in points."""
    wide = room.measure(value.text, bold) + room.em(_GAP) if value and value.text else 0.0
    return room.em(DOT) + wide


def row_frame(plan: ChartPlan, room: Room) -> RowFrame:
    """The plot of dumbbells. Raises NoRoom."""
    if not isinstance(plan.x, Axis) or not isinstance(plan.y, Band):
        raise NoRoom("no rows")
    rows = dumbbells_of(plan)
    names = tuple(room.wrapped(label, room.width * _GUTTER_SHARE, bold=True) for label in plan.y.labels)
    lines = max(map(len, names), default=1)
    gutter = max((room.widest(name, bold=True) for name in names), default=0.0)
    heading, column = _differences(plan, rows, room)
    left = gutter + room.em(0.9)
    right = room.width - (column + room.em(_COLUMN_GAP) if column else room.em(0.3))
    top = legend_height(plan.legend, room) + (room.height_of(len(heading)) + room.em(0.3) if heading else room.em(0.2))
    slot = min((room.height - top) / max(1, len(names)), room.em(_MOST_SLOT))
    if slot < max(room.em(_LEAST_SLOT), room.height_of(lines) + room.em(0.2)) or lines > _MOST_LINES:
        raise NoRoom("the names of the rows")
    axis = _axis(plan.x, rows, left, right, room)
    return RowFrame(left, top, right, top + slot * len(names), axis, names, heading, column)


def _differences(plan: ChartPlan, rows: Sequence[Dumbbell], room: Room) -> tuple[tuple[str, ...], float]:
    """The heading of the column of differences in lines, and how wide the column is; 0 without one."""
    texts = [row.difference for row in rows if row.difference]
    widest = max((room.measure(text, bold=True) for text in texts), default=0.0)
    heading = next((layer.heading for layer in plan.layers if isinstance(layer, Dumbbells)), "") if texts else ""
    lines = room.wrapped(heading, max(widest, room.em(_WIDEST_HEADING))) if heading else ()
    return lines, max(widest, room.widest(lines))


def _reaches(rows: Sequence[Dumbbell], axis: Axis, room: Room) -> Iterator[tuple[float, float, float]]:
    """Where each dot is as a part of the axis, and how far it reaches to the left and to the right."""
    span = float(axis.maximum - axis.minimum) or 1.0
    dot = room.em(DOT)
    for before, after in map(sides, rows):
        for value, left, right in ((before, reach(before, room), dot), (after, dot, reach(after, room))):
            if value is not None and value.number is not None:
                yield float(value.number - axis.minimum) / span, left, right


def _axis(axis: Axis, rows: Sequence[Dumbbell], left: float, right: float, room: Room) -> Axis:
    """The axis of the plan, made longer at both ends by what the values beside the dots need. Raises NoRoom."""
    near, far = left, right
    found = list(_reaches(rows, axis, room))
    for _ in range(_ROUNDS):
        near = max([left, *((left + before - at * far) / (1 - at) for at, before, _ in found if at < 1)])
        far = min([right, *((right - after - (1 - at) * near) / at for at, _, after in found if at > 0)])
    if far - near < room.em(_LEAST_WIDTH):
        raise NoRoom("the labels leave no width for the plot")
    unit = float(axis.maximum - axis.minimum) / (far - near)
    low, high = (Decimal(f"{points * unit:.4g}") for points in (near - left, right - far))
    return Axis(axis.minimum - low, axis.maximum + high)
