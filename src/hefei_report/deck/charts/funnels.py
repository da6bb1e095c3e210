"""Funnels as bars on invisible ones that leave them in the middle, with columns of rates that their cells compute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.deck.charts.barframe import gutter_of
from hefei_report.deck.charts.barlabels import cell_label, value_label
from hefei_report.deck.charts.bars import status_keys
from hefei_report.deck.charts.cells import Sheet, categories_column, constant_column, value_column
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.model import (
    Axes,
    Box,
    CategoryAxis,
    Cell,
    Column,
    Label,
    LabelLine,
    NativeChart,
    Plot,
    Plotted,
    PointLook,
    Says,
    Sort,
    Stroke,
    ValueAxis,
    Words,
)
from hefei_report.deck.charts.room import NoRoom, Room, bar_look, legend_height, legend_of
from hefei_report.deck.charts.workbook import column_name
from hefei_report.deck.openxml.scheme import HAIRLINE, QUIET
from hefei_report.document.chartplan import Axis, Band, ChartPlan, Ink, Series, Value
from hefei_report.document.progresslayers import Funnel
from hefei_report.records import dataclass

_GIVEN = 1  # the column of what is left
_COLUMN_GAP = 1.4  # em, before a column of rates
_WIDEST_HEADING = 6.5  # em
_GAP = 0.5  # em, from a bar to its value
_SHARE = 0.66  # of a slot that a bar takes
_LEAST_SLOT, _MOST_SLOT = 1.7, 4.6  # em
_LEAST_WIDTH = 6.0  # em, of the longest bar
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class RateColumn:
    """A column of rates: its heading in lines, its width and where it ends, in points."""

    heading: tuple[str, ...]
    width: float
    right: float


@dataclass(frozen=True, slots=True)
class FunnelFrame:
    """The plot in points from the frame's upper left corner, and the columns of rates beside it."""

    left: float
    top: float
    right: float
    bottom: float
    most: Decimal
    columns: tuple[RateColumn, ...]

    def points(self, number: Decimal) -> float:
        """How long a bar is."""
        return float(number) / float(self.most) * (self.right - self.left)


def funnel_chart(plan: ChartPlan, room: Room) -> NativeChart:
    """A funnel. Raises NoRoom."""
    funnel = _known(plan)
    frame = _frame(plan, funnel, room)
    sheet = Sheet([categories_column(plan), value_column(plan.series[0], plan)])
    sheet.columns[_GIVEN] = replace(sheet.columns[_GIVEN], cells=_given(plan.series[0].values))
    before = Plotted(sheet.add(_before(plan, frame)))
    bars = _bars(funnel, frame, room)
    behind = _rates(plan, frame, sheet, room)
    keys, key_columns = status_keys(plan, len(sheet.columns), room)
    sheet.add(*key_columns)
    first, second = _around(keys, [before, bars], behind)
    series = [*first, *second]
    hidden = [number for number, one in enumerate(series) if one not in keys]
    slot = (frame.bottom - frame.top) / len(plan.categories)
    gap = round(100 * (1 - _SHARE) / _SHARE)
    pair = Axes(CategoryAxis(backwards=True), ValueAxis(_ZERO, frame.most))
    plots = [Plot(Sort.BARS, tuple(first), True, True, gap, 100, linked=Stroke(HAIRLINE, 0.75))]
    if second:
        plots.append(Plot(Sort.BARS, tuple(second), True, False, gap, 100, secondary=True))
    return NativeChart(
        tuple(sheet.columns),
        tuple(plots),
        room.box(frame.left, frame.top, frame.right, frame.top + slot * len(plan.categories)),
        room.size,
        plan.language,
        pair,
        replace(pair, across=CategoryAxis(shown=False, backwards=True)) if second else None,
        legend_of(plan.legend, hidden, room),
        _headings(frame, room),
    )


def _known(plan: ChartPlan) -> Funnel:
    """The funnel of a plan whose data say the same. Raises NoRoom."""
    funnels = [layer for layer in plan.layers if isinstance(layer, Funnel)]
    if len(funnels) != 1 or len(plan.layers) != 1 or not plan.series or not isinstance(plan.y, Band):
        raise NoRoom("no funnel")
    rows = [(stage.value, *stage.rates) for stage in funnels[0].stages]
    if rows != list(zip(*(series.values for series in plan.series), strict=True)):
        raise NoRoom("stages that are in no series")
    if any(stage.value.number is None for stage in funnels[0].stages):
        raise NoRoom("a stage that is not known")
    return funnels[0]


# ------------------------------------------------------------------------------------------------ frame


def _frame(plan: ChartPlan, funnel: Funnel, room: Room) -> FunnelFrame:
    """What names, rates and values beside short bars leave of the frame. Raises NoRoom."""
    if not isinstance(plan.x, Axis) or not plan.x.maximum:
        raise NoRoom("no value axis")
    gutter, lines = gutter_of(plan.categories, room)
    columns = _columns(funnel, room)
    left = gutter + room.em(0.9)
    right = min([room.width - room.em(0.3), *(one.right - one.width - room.em(_COLUMN_GAP) for one in columns)])
    head = max((len(column.heading) for column in columns), default=0)
    top = legend_height(plan.legend, room) + (room.height_of(head) + room.em(0.4) if head else room.em(0.2))
    slot = min((room.height - top) / len(plan.categories), room.em(_MOST_SLOT))
    if slot < max(room.em(_LEAST_SLOT), room.height_of(lines)):
        raise NoRoom("the names of the stages")
    frame = FunnelFrame(left, top, right, top + slot * len(plan.categories), plan.x.maximum, columns)
    over = max(_reach(stage.value, frame, room) for stage in funnel.stages) - right
    frame = replace(frame, right=right - max(0.0, over))
    if frame.right - left < room.em(_LEAST_WIDTH):
        raise NoRoom("the labels leave no room for the bars")
    return frame


def _columns(funnel: Funnel, room: Room) -> tuple[RateColumn, ...]:
    """The columns of rates, the last one flush right. Raises NoRoom."""
    right = room.width
    found: list[RateColumn] = []
    for number in reversed(range(len(funnel.headings))):
        widest = max(room.measure(stage.rates[number].text, bold=True) for stage in funnel.stages)
        heading = room.wrapped(funnel.headings[number], max(widest, room.em(_WIDEST_HEADING)))
        found.append(RateColumn(heading, max(widest, room.widest(heading)), right))
        right -= found[-1].width + room.em(_COLUMN_GAP)
    return tuple(reversed(found))


def _fits(value: Value, frame: FunnelFrame, room: Room) -> bool:
    """Whether the label of a value has room in its bar."""
    return frame.points(value.number or _ZERO) >= room.measure(value.text, bold=True) + room.em(2 * _GAP)


def _reach(value: Value, frame: FunnelFrame, room: Room) -> float:
    """How far right a bar and the value beside it reach."""
    half = frame.points(value.number or _ZERO) / 2
    beside = 0.0 if _fits(value, frame, room) or not value.text else room.measure(value.text, True) + room.em(2 * _GAP)
    return (frame.left + frame.right) / 2 + half + beside


# ----------------------------------------------------------------------------------------------- series


def _given(values: Sequence[Value]) -> tuple[Cell, ...]:
    """What is left at each stage, each cell with the format that prints it as the plan does."""
    known = [value for value in values if value.number is not None]
    codes = [code_for(value.number or _ZERO, value.text) if value.text else "" for value in known]
    return tuple(Cell(value.number, fact=value.fact, code=code or "") for value, code in zip(known, codes, strict=True))


def _before(plan: ChartPlan, frame: FunnelFrame) -> Column:
    """What lies before each bar: half of what it is shorter than the longest."""
    given = column_name(_GIVEN)
    rows = len(plan.categories)
    cells = tuple(
        Cell((frame.most - (value.number or _ZERO)) / 2, f"(MAX({given}$2:{given}${rows + 1})-{given}{row})/2")
        for row, value in enumerate(plan.series[0].values, 2)
    )
    return Column("…", cells)


def _bars(funnel: Funnel, frame: FunnelFrame, room: Room) -> Plotted:
    """The bars with their values in them, or right of them."""
    looks = [bar_look(stage.value.ink, stage.value.status, room) for stage in funnel.stages]
    usual = Counter(looks).most_common(1)[0][0]
    points = tuple(PointLook(slot, look) for slot, look in enumerate(looks) if look != usual)
    labels = []
    for slot, stage in enumerate(funnel.stages):
        if not stage.value.text:
            continue
        if _fits(stage.value, frame, room):
            labels.append(value_label(stage.value, slot, room, place="ctr", ground=looks[slot]))
            continue
        wide = room.measure(stage.value.text, stage.value.ink is Ink.ACCENT)
        away = frame.points(stage.value.number or _ZERO) / 2 + room.em(_GAP) + wide / 2
        label = cell_label(value_label(stage.value, slot, room, place="ctr"), stage.value)
        labels.append(replace(label, moved=(away / room.width, 0.0)))
    return Plotted(_GIVEN, look=usual, points=points, labels=tuple(labels), said=_GIVEN)


def _rates(plan: ChartPlan, frame: FunnelFrame, sheet: Sheet, room: Room) -> list[Plotted]:
    """Unseen bars from edge to edge that bear the rates, each in its column; and the rates themselves, unseen as well.

    So they are in the chart, and in its proof, like all other values.
    """
    found: list[Plotted] = []
    for number, (series, column) in enumerate(zip(plan.series[1:], frame.columns, strict=True)):
        said = sheet.add(_rate_column(series, plan, number))
        carrier = sheet.add(constant_column("…", frame.most, len(plan.categories), len(sheet.columns)))
        labels = tuple(_rate(value, row, column, frame, room) for row, value in enumerate(series.values) if value.text)
        found += [Plotted(carrier, labels=labels, said=said), Plotted(said)]
    return found


def _rate_column(series: Series, plan: ChartPlan, number: int) -> Column:
    """What each stage is in percent of the one before, or of the first."""
    given = column_name(_GIVEN)
    stages = plan.series[0].values
    cells = [Cell(None)]
    for row, value in enumerate(series.values[1:], 3):
        before = _is_of_before(series, stages)
        whole = f"{given}{row - 1}" if before else f"{given}$2"
        code = code_for(value.number, value.text) if value.number is not None and value.text else None
        formula = f'IF({whole}=0,"",ROUND({given}{row}/{whole}*100,4))'
        cells.append(Cell(value.number, formula, code=code or ""))
    return Column(series.name or f"… {number}", tuple(cells))


def _is_of_before(series: Series, stages: Sequence[Value]) -> bool:
    """Whether rates are of the stage before each, and not of the first. Raises NoRoom when they are of neither."""
    for wholes, answer in ((stages[:-1], True), ([stages[0]] * (len(stages) - 1), False)):
        rates = zip(wholes, stages[1:], series.values[1:], strict=True)
        if all(_is_rate(part, whole, rate) for whole, part, rate in rates):
            return answer
    raise NoRoom("rates of something else")


def _is_rate(part: Value, whole: Value, rate: Value) -> bool:
    if rate.number is None or not whole.number or part.number is None:
        return rate.number is None and not whole.number
    return abs(part.number / whole.number * 100 - rate.number) < Decimal("0.001")


def _rate(value: Value, row: int, column: RateColumn, frame: FunnelFrame, room: Room) -> Label:
    """A rate flush right in its column."""
    accent = value.ink is Ink.ACCENT
    wide = room.measure(value.text, accent)
    away = column.right - room.em(0.1) - wide / 2 - (frame.left + frame.right) / 2
    label = cell_label(value_label(value, row, room, place="ctr"), value)
    if label.says is not Says.TEXT:
        label = replace(label, says=Says.TEXT, lines=(LabelLine(value.text),))
    return replace(label, moved=(away / room.width, 0.0), bold=accent)


def _around(
    keys: Sequence[Plotted], shown: Sequence[Plotted], behind: Sequence[Plotted]
) -> tuple[list[Plotted], list[Plotted]]:
    """What is on the first axes and on the second ones, the keys in the middle of all.

    Applications disagree from which end the series of lying bars are counted when a legend leaves out some.
    """
    middle = (len(shown) + len(behind)) // 2
    if middle < len(shown):
        return [*shown[:middle], *keys, *shown[middle:]], list(behind)
    at = middle - len(shown)
    return list(shown), [*behind[:at], *keys, *behind[at:]]


def _headings(frame: FunnelFrame, room: Room) -> tuple[Words, ...]:
    """What the rates are, over their columns."""
    found = []
    for column in frame.columns:
        high = room.height_of(len(column.heading))
        box = Box(
            (column.right - column.width) / room.width,
            (frame.top - room.em(0.4) - high) / room.height,
            column.width / room.width,
            high / room.height,
        )
        lines = tuple((line, room.size, False, QUIET, None) for line in column.heading)
        found.append(Words(box, lines, "r"))
    return tuple(found)
