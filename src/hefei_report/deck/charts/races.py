"""Places over time as a line chart whose axis runs down: a number in every point, names as labels of unseen ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barlabels import value_label
from hefei_report.deck.charts.cells import EMPTY, Sheet, categories_column, constant_column, value_column
from hefei_report.deck.charts.linelabels import spread
from hefei_report.deck.charts.model import (
    CELLS,
    Axes,
    CategoryAxis,
    Cell,
    Column,
    Label,
    LabelLine,
    Line,
    Look,
    NativeChart,
    Plot,
    Plotted,
    Says,
    Sort,
    Stroke,
    Symbol,
    ValueAxis,
)
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.deck.charts.workbook import column_name
from hefei_report.deck.openxml.scheme import PAPER, TEXT
from hefei_report.document.chartplan import Axis, Band, ChartPlan, Ink
from hefei_report.document.progresslayers import Race, Runner
from hefei_report.records import dataclass

_SHARES = (0.16, 0.22, 0.28, 0.33)  # of the width, for names at one side, tried in this order
_MOST_LINES = 3
_PAD = 0.3  # em, between a number and the rim of its point
_GAP = 0.8  # em, from a point to a name
_APPLIED = 0.6  # em, from a point to its label where the application sets it
_ROW = 0.15  # em, at least between the points of neighbouring places
_MOST_ROW = 4.2  # em, from place to place
_SHIFTED = 0.4  # em, that a name may move before it needs a line to its point
_LARGEST = 72  # points (ECMA-376, part 1, 21.2.3.28: ST_MarkerSize)
_RANK = {Ink.CONTEXT: 0, Ink.ACCENT: 2}


@dataclass(frozen=True, slots=True)
class RaceFrame:
    """The plot in points from the frame's upper left corner; the first and the last points are on its sides.

    ``size`` is the diameter of the points, ``names`` are those at the left and at the right, by runner, in lines.
    """

    left: float
    top: float
    right: float
    bottom: float
    size: int
    axis: Axis
    names: tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]
    moments: tuple[tuple[str, ...], ...]

    def at(self, slot: int) -> float:
        """How far right a moment is."""
        return self.left + (self.right - self.left) * slot / max(1, len(self.moments) - 1)

    def height(self, place: Decimal) -> float:
        """How far down a place is."""
        part = float((place - self.axis.minimum) / (self.axis.maximum - self.axis.minimum))
        return self.top + part * (self.bottom - self.top)


def race_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """Places over time. Raises NoRoom."""
    runners = _known(plan)
    frame = _frame(plan, runners, room)
    sheet = Sheet([categories_column(plan), *(value_column(series, plan) for series in plan.series)])
    for number in sorted(range(len(runners)), key=lambda n: _RANK.get(runners[n].ink, 1)):
        sheet.series.append(_plotted(runners[number], number, frame, room))
    _names(runners, frame, sheet, room)
    _moments(frame, sheet, room)
    return NativeChart(
        tuple(sheet.columns),
        (Plot(Sort.LINES, tuple(sheet.series)),),
        room.box(frame.left, frame.top, frame.right, frame.bottom),
        room.size,
        plan.language,
        Axes(
            CategoryAxis(shown=False, between=False),
            ValueAxis(frame.axis.minimum, frame.axis.maximum, inverted=True),
        ),
    )


def _known(plan: ChartPlan) -> tuple[Runner, ...]:
    """The runners of a plan whose data say the same. Raises NoRoom, also where two share a place."""
    runners = tuple(runner for layer in plan.layers if isinstance(layer, Race) for runner in layer.runners)
    if len(plan.layers) != 1 or not runners or not isinstance(plan.x, Band) or len(plan.categories) < 2:
        raise NoRoom("no race")
    if [(one.name, one.values) for one in plan.series] != [(one.name, one.places) for one in runners]:
        raise NoRoom("places that are in no series")
    if plan.legend:  # LibreOffice shows no key without points
        raise NoRoom("places that are not certain")
    for slot in range(len(plan.categories)):
        places = [runner.places[slot].number for runner in runners if runner.places[slot].number is not None]
        if len(set(places)) < len(places):
            raise NoRoom("points that cover each other")
    return runners


# ------------------------------------------------------------------------------------------------ frame


def _frame(plan: ChartPlan, runners: Sequence[Runner], room: Room) -> RaceFrame:
    """What names, points and moments leave of the frame. Raises NoRoom."""
    if not isinstance(plan.y, Axis) or not plan.y.inverted:
        raise NoRoom("no axis of places")
    texts = [value.text for runner in runners for value in runner.places]
    size = max(round(room.em(1.5)), round(max(room.measure(text, bold=True) for text in texts) + room.em(2 * _PAD)))
    names = (_side(runners, room, leading=True), _side(runners, room, leading=False))
    wide = [
        max((room.widest(lines, _is_bold(runners[number])) for number, lines in side.items()), default=0.0)
        for side in names
    ]
    left = (wide[0] + room.em(_GAP) if wide[0] else 0.0) + size / 2 + room.em(0.1)
    right = room.width - wide[1] - room.em(_GAP) - size / 2 - room.em(0.1)
    step = (right - left) / (len(plan.categories) - 1)
    if step < size + room.em(0.6) or size > _LARGEST:
        raise NoRoom("the points leave no width for the lines")
    moments = tuple(room.wrapped(label, step - room.em(0.4)) for label in plan.categories)
    under = room.height_of(max(map(len, moments))) + room.em(0.7)
    top, bottom = size / 2 + room.em(0.3), room.height - under - size / 2
    rows = float(plan.y.maximum - plan.y.minimum)
    if (bottom - top) / rows < size + room.em(_ROW):
        raise NoRoom("the rows of the places")
    bottom = min(bottom, top + rows * room.em(_MOST_ROW))
    return RaceFrame(left, top, right, bottom, size, plan.y, names, moments)


def _is_bold(runner: Runner) -> bool:
    return runner.ink is not Ink.CONTEXT


def _side(runners: Sequence[Runner], room: Room, *, leading: bool) -> dict[int, tuple[str, ...]]:
    """The names at one side in lines, as narrow as three lines allow. Raises NoRoom."""
    for share in _SHARES:
        found: dict[int, tuple[str, ...]] = {}
        try:
            for number, runner in enumerate(runners):
                text = runner.leading if leading else runner.name
                if text:
                    found[number] = room.wrapped(text, room.width * share, _is_bold(runner))
        except NoRoom:
            continue
        if all(len(lines) <= _MOST_LINES - (share < _SHARES[-1]) for lines in found.values()):
            return found
    raise NoRoom("the names of the lines")


# ----------------------------------------------------------------------------------------------- series


def _plotted(runner: Runner, number: int, frame: RaceFrame, room: Room) -> Plotted:
    """A line with a point at each place that bears its number."""
    colour = room.fill(runner.ink)
    look = Look(colour, Stroke(PAPER, 0.75))
    stroke = Stroke(colour, room.em(0.2 if runner.ink is Ink.CONTEXT else 0.34))
    labels = tuple(
        replace(value_label(value, slot, room, place="ctr", ground=look), bold=True)
        for slot, value in enumerate(runner.places)
        if value.number is not None and value.text
    )
    return Plotted(number + 1, line=Line(stroke, Symbol("circle", frame.size, look)), labels=labels)


def _names(runners: Sequence[Runner], frame: RaceFrame, sheet: Sheet, room: Room) -> None:
    """Points that nobody sees on the first and the last place of each line, which bear its name. Raises NoRoom."""
    ends = [_ends(runner) for runner in runners]
    labels: dict[int, list[Label]] = {number: [] for number in range(len(runners))}
    for side, names in enumerate(frame.names):
        order = list(names)
        wanted = [frame.height(runners[number].places[ends[number][side]].number or Decimal(0)) for number in order]
        heights = [room.height_of(len(names[number])) for number in order]
        for number, at, middle in zip(order, wanted, spread(wanted, heights, 0.0, room.height), strict=True):
            place = (ends[number][side], side)
            labels[number].append(_name(runners[number], names[number], place, middle - at, frame, room))
    for number, runner in enumerate(runners):
        told = labels[number]
        if len(told) > 1 and ends[number][0] == ends[number][1]:
            raise NoRoom("a single point with a name at both sides")
        own = column_name(number + 1)
        cells = tuple(
            Cell(value.number, f"{own}{slot + 2}") if slot in ends[number] else EMPTY
            for slot, value in enumerate(runner.places)
        )
        column = sheet.add(Column(runner.name, cells))
        sheet.series.append(Plotted(column, labels=tuple(told)))


def _ends(runner: Runner) -> tuple[int, int]:
    """The slots of the first and the last place of a line."""
    known = [slot for slot, value in enumerate(runner.places) if value.number is not None]
    if not known:
        raise NoRoom("a line without places")
    return known[0], known[-1]


def _name(
    runner: Runner, lines: Sequence[str], place: tuple[int, int], down: float, frame: RaceFrame, room: Room
) -> Label:
    """A name in the margin, ``down`` from its point; ``place`` are the point's slot and the side, 0 for the left."""
    slot, side = place
    out = frame.size / 2 + room.em(_GAP - _APPLIED)
    away = frame.right + out - frame.at(slot) if side else frame.left - out - frame.at(slot)
    led = abs(down) > room.em(_SHIFTED) or abs(away) > frame.size + room.em(1)
    told = tuple(LabelLine(line, "SERIESNAME" if len(lines) == 1 else "") for line in lines)
    return Label(
        slot,
        told,
        Says.TEXT,
        place="r" if side else "l",
        moved=(away / room.width, down / room.height),
        colour=room.text(runner.ink),
        bold=_is_bold(runner),
        led=led,
    )


def _moments(frame: RaceFrame, sheet: Sheet, room: Room) -> None:
    """What the moments are called, under the last row: labels of points that nobody sees."""
    column = sheet.add(constant_column("…", frame.axis.maximum, len(frame.moments), len(sheet.columns)))
    down = (frame.size / 2 + room.em(0.1)) / room.height
    labels = tuple(
        Label(
            slot,
            tuple(LabelLine(line, CELLS if len(lines) == 1 else "") for line in lines),
            Says.TEXT,
            place="b",
            moved=(0.0, down),
            colour=TEXT,
        )
        for slot, lines in enumerate(frame.moments)
        if any(lines)
    )
    sheet.series.append(Plotted(column, labels=labels, said=0))
