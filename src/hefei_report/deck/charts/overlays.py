"""What lies over the bars of a chart, and a reference line over columns, which is a line series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from hefei_report.deck.charts.barframe import BarFrame
from hefei_report.deck.charts.barlabels import value_label
from hefei_report.deck.charts.cells import EMPTY, constant_column
from hefei_report.deck.charts.model import Cell, Column, Label, LabelLine, Plotted, Says, Stroke
from hefei_report.deck.charts.room import NoRoom, Room
from hefei_report.deck.charts.workbook import column_name
from hefei_report.document.chartplan import ChartPlan, Rule
from hefei_report.document.rowlayers import Total
from hefei_report.records import dataclass


@dataclass(slots=True)
class Overlay:
    """Columns to add to the workbook, and series that are drawn over the bars; ``gap`` is between marks, in percent."""

    columns: list[Column] = field(default_factory=list)
    series: list[Plotted] = field(default_factory=list)
    gap: int = 0


def rule_over_columns(rule: Rule, plan: ChartPlan, frame: BarFrame, first: int, room: Room) -> Overlay:
    """A reference line from edge to edge with its name at the right: the trend of a constant series. Raises NoRoom."""
    rows = len(plan.categories)
    if rows < 2:
        raise NoRoom("a reference line over one column")
    colour = room.text(rule.ink)
    lines = room.wrapped(rule.text, room.width - frame.right - room.em(0.7)) if rule.text else ()
    text = tuple(LabelLine(line, "SERIESNAME" if len(lines) == 1 else "", fact=rule.fact) for line in lines)
    away = ((frame.slot / 2 + room.em(0.3)) / room.width, 0.0)
    label = (Label(rows - 1, text, Says.TEXT, place="r", moved=away, colour=colour),) if lines else ()
    column = constant_column(rule.text or plan.kind, rule.at, rows, first, rule.fact)
    return Overlay([column], [Plotted(first, labels=label, trend=Stroke(colour, 1.25, "sysDash"))])


def apart(rules: Sequence[Rule], frame: BarFrame, room: Room) -> None:
    """Raises NoRoom where the names of reference lines over columns would cover each other."""
    named = sorted((rule for rule in rules if rule.text), key=lambda rule: rule.at)
    limit = room.width - frame.right - room.em(0.7)
    for lower, upper in pairwise(named):
        lines = sum(len(room.wrapped(rule.text, limit)) for rule in (lower, upper))
        if frame.points(upper.at - lower.at) < room.height_of(lines) / 2:
            raise NoRoom("the names of reference lines")


def totals_over_columns(totals: Sequence[Total], plan: ChartPlan, frame: BarFrame, first: int, room: Room) -> Overlay:
    """What stacked columns add up to: sums of their cells, as points that nobody sees with their values over them.

    Raises NoRoom.
    """
    if not totals:
        return Overlay()
    if frame.lying or any(room.measure(total.value.text) > frame.slot for total in totals):
        raise NoRoom("what the parts add up to")
    known = {total.slot: total.value for total in totals}
    last = column_name(len(plan.series))
    cells = tuple(
        Cell(known[slot].number, f"SUM(B{slot + 2}:{last}{slot + 2})") if slot in known else EMPTY
        for slot in range(len(plan.categories))
    )
    labels = tuple(value_label(value, slot, room, place="t") for slot, value in known.items() if value.text)
    return Overlay([Column("…", cells)], [Plotted(first, labels=labels)])
