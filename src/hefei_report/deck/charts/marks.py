"""What lies across bars: targets, and through bars on their side a reference line.

PowerPoint can't combine lying bars with lines, and its dashes grow thick as they grow long. So a mark is a thin bar on
top of an invisible one that ends where it begins, on a second pair of axes of the same range; both are computed from
the given values by formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hefei_report.deck.charts.barframe import MOST_GAP, BarFrame
from hefei_report.deck.charts.cells import EMPTY, constant_column
from hefei_report.deck.charts.model import Cell, Column, Label, LabelLine, Look, Plotted, Says, Stroke
from hefei_report.deck.charts.overlays import Overlay
from hefei_report.deck.charts.room import NoRoom, Room, is_shown
from hefei_report.deck.charts.workbook import column_name
from hefei_report.deck.openxml.scheme import PAPER
from hefei_report.document.chartplan import Bar, ChartPlan, Ink, Marker, Rule, Status
from hefei_report.document.labels import status_word

_TARGET, _RULE = 3.4, 1.6  # points, the thickness of the marks


def targets_across(
    targets: Sequence[Marker], plan: ChartPlan, frame: BarFrame, first: int, room: Room, rows: Sequence[dict[int, Bar]]
) -> Overlay:
    """Targets as strong ticks, a little longer than their bars are thick. Raises NoRoom."""
    place = _beside if frame.lying else _above
    made = tuple(place(target, frame, room, rows) for target in targets if is_shown(target.value))
    look = Look(room.text(Ink.TEXT), Stroke(PAPER, 0.5))
    gap = min(MOST_GAP, max(0, round(100 * (frame.slot / (frame.thickness + room.em(0.5)) - 1))))
    return _marks(target_column(targets, plan), _TARGET, look, made, frame, first, gap)


def rule_across_bars(rule: Rule, plan: ChartPlan, frame: BarFrame, first: int, room: Room) -> Overlay:
    """A reference line through all bars with its name above it."""
    given = constant_column(rule.text or plan.kind, rule.at, len(plan.categories), first, rule.fact)
    label = (_name(rule, frame, room),) if rule.text else ()
    return _marks(given, _RULE, Look(room.text(rule.ink)), label, frame, first, 0)


def target_column(targets: Sequence[Marker], plan: ChartPlan) -> Column:
    """The targets as given, under the word of the legend for them."""
    by_slot = {target.slot: target.value for target in targets}
    cells = tuple(
        Cell(by_slot[slot].number, fact=by_slot[slot].fact) if slot in by_slot else EMPTY
        for slot in range(len(plan.categories))
    )
    word = status_word(Status.TARGET, plan.language)
    return Column(next((entry.text for entry in plan.legend if entry.shape == "tick"), word), cells)


def _marks(
    given: Column, thick: float, look: Look, labels: tuple[Label, ...], frame: BarFrame, first: int, gap: int
) -> Overlay:
    part = Decimal(f"{thick * float(frame.axis.maximum - frame.axis.minimum) / frame.length:.3g}")
    columns = [given, _before(given, part, first), _thin(given, part, first)]
    # The given values come last and unseen: so they are in the chart, and in its proof, like all others.
    series = [Plotted(first + 1), Plotted(first + 2, look=look, labels=labels), Plotted(first)]
    return Overlay(columns, series, gap)


def _before(given: Column, part: Decimal, place: int) -> Column:
    """What lies under the marks: all but their thickness of the values, so that none reaches beyond its axis."""
    cells = tuple(
        Cell(
            None if cell.value is None else _number(cell) - (part if _number(cell) >= 0 else -part),
            f'IF(ISNUMBER({at}),{at}-IF({at}<0,-1,1)*{part:f},"")',
        )
        for cell, at in _placed(given, place)
    )
    return Column(f"… {given.header}", cells)


def _thin(given: Column, part: Decimal, place: int) -> Column:
    """The marks: as thick as ``part`` of the axis, away from zero."""
    cells = tuple(
        Cell(
            None if cell.value is None else part if _number(cell) >= 0 else -part,
            f'IF(ISNUMBER({at}),IF({at}<0,-1,1)*{part:f},"")',
        )
        for cell, at in _placed(given, place)
    )
    return Column(given.header, cells)


def _number(cell: Cell) -> Decimal:
    return cell.value if isinstance(cell.value, Decimal) else Decimal(0)


def _placed(given: Column, place: int) -> list[tuple[Cell, str]]:
    """The cells of a column with their addresses."""
    return [(cell, f"{column_name(place)}{row}") for row, cell in enumerate(given.cells, 2)]


def _beside(target: Marker, frame: BarFrame, room: Room, rows: Sequence[dict[int, Bar]]) -> Label:
    """The value of a target right of its mark, which must be no nearer than the end of its bar. Raises NoRoom."""
    if _lacks(target, frame, rows) > 0:
        raise NoRoom(target.value.text)
    away = (room.measure(target.value.text) / 2 + room.em(0.55)) / room.width
    return _target_label(target, (away, 0.0), room)


def _above(target: Marker, frame: BarFrame, room: Room, rows: Sequence[dict[int, Bar]]) -> Label:
    """The value of a target above its mark, or beside that when it lies in its column. Raises NoRoom."""
    if _lacks(target, frame, rows) <= room.em(0.6):
        return _target_label(target, (0.0, -room.em(0.85) / room.height), room)
    wide = room.measure(target.value.text)
    away = (frame.thickness + room.em(0.5)) / 2 + room.em(0.2) + wide / 2
    if away + wide / 2 > frame.slot - frame.thickness / 2:
        raise NoRoom(target.value.text)
    return _target_label(target, (away / room.width, 0.0), room)


def _lacks(target: Marker, frame: BarFrame, rows: Sequence[dict[int, Bar]]) -> float:
    """By how many points a bar reaches beyond its target; negative where it doesn't."""
    bar = rows[0].get(target.slot)
    over = (bar.end if bar else Decimal(0)) - (target.value.number or Decimal(0))
    return frame.points(over) if over > 0 else -frame.points(over)


def _target_label(target: Marker, moved: tuple[float, float], room: Room) -> Label:
    text = (LabelLine(target.value.text, fact=target.value.fact),)
    return Label(target.slot, text, Says.TEXT, place="ctr", moved=moved, colour=room.text(target.value.ink))


def _name(rule: Rule, frame: BarFrame, room: Room) -> Label:
    """The name of a line above its top end. Raises NoRoom."""
    wide = room.measure(rule.text)
    place = frame.left + frame.points(rule.at - frame.axis.minimum)
    left = min(max(place - wide / 2, 0.0), room.width - wide)
    if left < 0:
        raise NoRoom(rule.text)
    moved = ((left + wide / 2 - place) / room.width, -(frame.slot / 2 + room.em(0.75)) / room.height)
    text = (LabelLine(rule.text, "SERIESNAME", fact=rule.fact),)
    return Label(0, text, Says.TEXT, place="ctr", moved=moved, colour=room.text(rule.ink))
