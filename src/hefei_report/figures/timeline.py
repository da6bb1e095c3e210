"""Lays out events along a horizontal line of time, true to scale, with flags above and below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hefei_report.document.chartplan import ChartPlan, Event, Events, Ink, Status
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Stroke
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.figures.wrapping import widest_piece

_LIMITS = (17.0, 15.0, 13.5, 12.0, 10.5, 9.0)  # widths of a flag's text to try, in em
_MOST_LINES = 6
_RISE = 2.1  # from the line of time to the flags, in em
_POLE = 0.55  # from a flag's pole to its text, in em


@dataclass(frozen=True, slots=True)
class Flag:
    """An event's date and text, set under each other."""

    event: Event
    date: TextBlock
    text: TextBlock

    @property
    def width(self) -> float:
        return max(self.date.width, self.text.width)

    @property
    def height(self) -> float:
        return self.date.height + self.text.height


@dataclass(frozen=True, slots=True)
class Row:
    """The flags on one side of the line and where their poles stand, in points."""

    flags: tuple[Flag, ...]
    poles: tuple[float, ...]

    @property
    def depth(self) -> float:
        return max((flag.height for flag in self.flags), default=0.0)


def events_of(plan: ChartPlan) -> tuple[Event, ...]:
    """All events in the order of time; those of one moment keep the author's order."""
    found = [event for layer in plan.layers if isinstance(layer, Events) for event in layer.events]
    return tuple(sorted(found, key=lambda event: event.when))


def make_flag(event: Event, limit: float, sheet: Sheet) -> Flag:
    """An event's two blocks, at most ``limit`` points wide."""
    colour = sheet.setting.text(event.ink)
    date = sheet.block(event.date, limit, colour=colour, bold=True)
    return Flag(event, date, sheet.block(event.text, limit))


def lay_timeline(plan: ChartPlan, sheet: Sheet) -> None:
    """The line with flags alternating above and below. Raises DoesNotFit when they are too many or too long."""
    em = sheet.setting.em
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    events = events_of(plan)
    places = _places(events, sheet)
    above, below = _rows(events, places, sheet)
    needed = above.depth + below.depth + 2 * em(_RISE)
    if needed > top:
        raise DoesNotFit(needed - top, "the texts of the events")
    line = below.depth + em(_RISE) + (top - needed) / 2
    sheet.draw(Stroke(((0.0, line), (sheet.box.width, line)), sheet.setting.theme.quiet, em(0.12)))
    for row, upwards in ((above, True), (below, False)):
        for flag, pole in zip(row.flags, row.poles, strict=True):
            _put_flag(flag, pole, places[events.index(flag.event)], line, sheet, upwards=upwards)
    for event, place in zip(events, places, strict=True):
        size = 0.42 if event.ink is Ink.ACCENT else 0.34
        draw_dot(sheet, (place, line), event.ink, event.status, size)


def natural_height(plan: ChartPlan, sheet: Sheet) -> float:
    """Flags and line without the legend, in points. Raises DoesNotFit when the events don't fit the width."""
    events = events_of(plan)
    above, below = _rows(events, _places(events, sheet), sheet)
    return above.depth + below.depth + 2 * sheet.setting.em(_RISE)


def _places(events: Sequence[Event], sheet: Sheet) -> list[float]:
    """Where the events are on the line, to scale; dots that would touch are moved apart."""
    em = sheet.setting.em
    near, far = em(0.5), sheet.box.width - em(4)
    low, high = float(events[0].when), float(events[-1].when)
    span = (high - low) or 1.0
    wanted = [near + (far - near) * (float(event.when) - low) / span for event in events]
    size = em(0.85)
    moved = spread([x - size / 2 for x in wanted], [size] * len(wanted), 0.0, sheet.box.width, 0.0)
    if moved is None:
        raise DoesNotFit(size * len(events) - sheet.box.width, "the events on the line")
    return [left + size / 2 for left in moved]


def _rows(events: Sequence[Event], places: Sequence[float], sheet: Sheet) -> tuple[Row, Row]:
    """The flags above and below, at the width that takes the least height. Raises DoesNotFit."""
    em = sheet.setting.em
    words = max(widest_piece(event.text, sheet.setting.width) for event in events)
    best: tuple[Row, Row] | None = None
    for limit in _LIMITS:
        if words > em(limit):
            break
        rows = [_row(events[side::2], places[side::2], em(limit), sheet) for side in (0, 1)]
        if rows[0] is None or rows[1] is None:
            continue
        if best is None or rows[0].depth + rows[1].depth < best[0].depth + best[1].depth:
            best = (rows[0], rows[1])
    if best is None:
        raise DoesNotFit(em(9) * len(events) / 2 - sheet.box.width, "the texts of the events")
    if any(len(flag.text.lines) > _MOST_LINES for row in best for flag in row.flags):
        raise DoesNotFit(em(3), "the texts of the events are long")
    return best


def _row(events: Sequence[Event], places: Sequence[float], limit: float, sheet: Sheet) -> Row | None:
    """One side's flags, each pole as near to its event as the others let it; None if they are too wide."""
    flags = tuple(make_flag(event, limit, sheet) for event in events)
    pole = sheet.setting.em(_POLE)
    widths = [pole + flag.width for flag in flags]
    lefts = spread(list(places), widths, 0.0, sheet.box.width, sheet.setting.em(1.0))
    return None if lefts is None else Row(flags, tuple(lefts))


def _put_flag(flag: Flag, pole: float, place: float, line: float, sheet: Sheet, *, upwards: bool) -> None:
    """A flag with its pole, which starts at the event and bends to where there is room."""
    em = sheet.setting.em
    sign = 1.0 if upwards else -1.0
    near, bend = line + sign * em(0.75), line + sign * em(_RISE - 0.45)
    foot = line + sign * em(_RISE)
    end = foot + sign * flag.height
    colour = sheet.setting.theme.quiet if flag.event.status is Status.ACTUAL else sheet.setting.theme.hairline
    points = ((place, line), (place, near), (pole, bend), (pole, end))
    sheet.draw(Stroke(points, colour, sheet.setting.hair * 1.2))
    top = end if upwards else foot
    left = pole + em(_POLE)
    rect = sheet.put(flag.date, Spot(left, top, up="top"))
    sheet.put(flag.text, Spot(left, rect.bottom, up="top"))
