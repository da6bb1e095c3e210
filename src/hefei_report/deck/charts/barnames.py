"""The names of stacked parts beside the last column, where there is room, so that nobody looks up a legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hefei_report.deck.charts.barframe import BarFrame, bars_of
from hefei_report.deck.charts.model import Label, Plotted, Says
from hefei_report.deck.charts.room import NoRoom, Room, is_shown
from hefei_report.document.chartplan import Bar, ChartPlan, Ink, LegendEntry

_GUTTER = 0.26  # of the width, at most, for names
_BESIDE = 0.3  # em, from the plot to a name


def unnamed(plan: ChartPlan, room: Room) -> tuple[ChartPlan, float]:
    """``plan`` without the names of its series in the legend, and the points that they take beside the last column.

    Raises NoRoom where a part is missing there, or has its value where its name would be.
    """
    names = [entry for entry in plan.legend if entry.series is not None]
    last = _last(plan)
    if not names or {entry.series for entry in names} != set(last) or any(is_shown(bar.value) for bar in last.values()):
        raise NoRoom("the names of the parts")
    widest = max(room.measure(entry.text, _is_bold(entry)) for entry in names)
    if widest > room.width * _GUTTER:
        raise NoRoom("the names of the parts")
    others = tuple(entry for entry in plan.legend if entry.series is None)
    return replace(plan, legend=others), widest + room.em(_BESIDE)


def with_names(
    series: Sequence[Plotted], plan: ChartPlan, legend: Sequence[LegendEntry], frame: BarFrame, room: Room
) -> tuple[Plotted, ...]:
    """``series`` with their names at the right of their last parts. Raises NoRoom where two would touch."""
    last = _last(plan)
    middles = sorted(float(bar.start + bar.end) / 2 for bar in last.values())
    apart = room.height_of(1) * float(frame.axis.maximum - frame.axis.minimum) / frame.length
    if any(upper - lower < apart for lower, upper in pairwise(middles)):
        raise NoRoom("the names of the parts")
    names = {entry.series: entry for entry in legend if entry.series is not None}
    return tuple(
        replace(one, labels=(*one.labels, _label(names[number], last[number].slot, frame, room)))
        for number, one in enumerate(series)
    )


def _last(plan: ChartPlan) -> dict[int, Bar]:
    """The parts of the last column, by the numbers of their series."""
    slot = len(plan.categories) - 1
    return {bar.series: bar for bar in bars_of(plan) if bar.slot == slot and bar.value.number}


def _label(entry: LegendEntry, slot: int, frame: BarFrame, room: Room) -> Label:
    """A name that follows its cell, moved from the middle of its part to the margin, where no grid runs."""
    wide = room.measure(entry.text, _is_bold(entry))
    away = frame.slot / 2 + room.em(_BESIDE) + wide / 2
    return Label(
        slot,
        says=Says.NAME,
        place="ctr",
        moved=(away / room.width, 0.0),
        colour=room.text(entry.ink),
        bold=_is_bold(entry),
    )


def _is_bold(entry: LegendEntry) -> bool:
    return entry.ink not in (Ink.CONTEXT, Ink.QUIET)
