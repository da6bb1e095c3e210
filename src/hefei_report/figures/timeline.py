"""Lays out events along a horizontal line of time, as near to scale as their texts allow, flags above and below."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.document.chartplan import ChartPlan, Event, Events, Ink, Status
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Stroke
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass

_LIMITS = (17.0, 15.0, 13.5, 12.0, 10.5, 9.0)  # widths of a flag's text to try, in em
_MOST_LINES = 6
_MOST_EXTRA_RISE = 2.0  # where there is room, in em
_RISE = 1.1  # from the line of time to the flags, in em
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
class Flags:
    """All flags in the order of time, alternating above and below, and where their poles stand, in points."""

    flags: tuple[Flag, ...]
    poles: tuple[float, ...]

    @property
    def above(self) -> float:
        """The height of the highest flag above the line."""
        return max((flag.height for flag in self.flags[::2]), default=0.0)

    @property
    def below(self) -> float:
        return max((flag.height for flag in self.flags[1::2]), default=0.0)

    @property
    def depth(self) -> float:
        return self.above + self.below


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
    flags = _best_flags(events_of(plan), sheet)
    needed = flags.depth + 2 * em(_RISE)
    if needed > top:
        raise DoesNotFit(needed - top, "the texts of the events")
    rise = em(_RISE) + min((top - needed) / 4, em(_MOST_EXTRA_RISE))
    line = flags.below + rise + (top - flags.depth - 2 * rise) / 2
    sheet.draw(Stroke(((0.0, line), (sheet.box.width, line)), sheet.setting.theme.quiet, em(0.12)))
    for number, (flag, pole) in enumerate(zip(flags.flags, flags.poles, strict=True)):
        _put_flag(flag, pole, (line, rise), sheet, upwards=number % 2 == 0)
        size = 0.44 if flag.event.ink is Ink.ACCENT else 0.36
        draw_dot(sheet, (pole, line), flag.event.ink, flag.event.status, size)


def natural_height(plan: ChartPlan, sheet: Sheet) -> float:
    """Flags and line without the legend, in points. Raises DoesNotFit when the events don't fit the width."""
    return _best_flags(events_of(plan), sheet).depth + 2 * sheet.setting.em(_RISE)


def _best_flags(events: Sequence[Event], sheet: Sheet) -> Flags:
    """The flags at the width that takes the least height. Raises DoesNotFit."""
    em = sheet.setting.em
    words = max(widest_piece(event.text, sheet.setting.width) for event in events)
    best: Flags | None = None
    for limit in (em(limit) for limit in _LIMITS if words <= em(limit)):
        flags = tuple(make_flag(event, limit, sheet) for event in events)
        poles = _poles(events, [em(_POLE) + flag.width + em(1) for flag in flags], sheet)
        found = Flags(flags, poles) if poles is not None else None
        if found is not None and (best is None or found.depth < best.depth):
            best = found
    if best is None:
        raise DoesNotFit(em(9) * len(events) / 2 - sheet.box.width, "the texts of the events")
    if any(len(flag.text.lines) > _MOST_LINES for flag in best.flags):
        raise DoesNotFit(em(3), "the texts of the events are long")
    return best


def _poles(events: Sequence[Event], widths: Sequence[float], sheet: Sheet) -> tuple[float, ...] | None:
    """Where the poles stand: to scale, and moved only as far as flags and dots need; None if they have no room.

    A flag may begin where the last but one ended, because they alternate. Moving everything to the right
    as needed is one solution, moving to the left another; all lies between them, and so does their mean.
    """
    near, far = sheet.setting.em(0.5), sheet.box.width + sheet.setting.em(1)
    low, high = float(events[0].when), float(events[-1].when)
    span = (high - low) or 1.0
    wanted = [near + (far - widths[-1] - near) * (float(event.when) - low) / span for event in events]
    apart = sheet.setting.em(1.3)
    right = _pushed_left(_pushed_right(wanted, widths, apart, near), widths, apart, far)
    left = _pushed_right(_pushed_left(wanted, widths, apart, far), widths, apart, near)
    poles = tuple((a + b) / 2 for a, b in zip(left, right, strict=True))
    if right[0] < near - 1e-6 or any(p + w > far + 1e-6 for p, w in zip(left, widths, strict=True)):
        return None
    return poles


def _pushed_right(wanted: Sequence[float], widths: Sequence[float], apart: float, near: float) -> list[float]:
    found: list[float] = []
    for number, want in enumerate(wanted):
        least = [near, *(found[-1:] and [found[-1] + apart]), *(found[-2:-1] and [found[-2] + widths[number - 2]])]
        found.append(max(want, *least))
    return found


def _pushed_left(wanted: Sequence[float], widths: Sequence[float], apart: float, far: float) -> list[float]:
    found: list[float] = []  # from the last to the first
    for number in reversed(range(len(wanted))):
        most = [far - widths[number]]
        most += [found[-1] - apart] if found else []
        most += [found[-2] - widths[number]] if len(found) > 1 else []
        found.append(min(wanted[number], *most))
    return found[::-1]


def _put_flag(flag: Flag, pole: float, heights: tuple[float, float], sheet: Sheet, *, upwards: bool) -> None:
    """A flag with its pole, which starts at the event; ``heights`` are that of the line and the rise to the text."""
    em = sheet.setting.em
    line, rise = heights
    foot = line + (rise if upwards else -rise)
    end = foot + (flag.height if upwards else -flag.height)
    certain = flag.event.status is Status.ACTUAL
    dashes = None if certain else (em(0.3), em(0.22))
    sheet.draw(Stroke(((pole, line), (pole, end)), sheet.setting.theme.quiet, sheet.setting.hair * 1.2, dashes))
    left = pole + em(_POLE)
    rect = sheet.put(flag.date, Spot(left, end if upwards else foot, up="top"))
    sheet.put(flag.text, Spot(left, rect.bottom, up="top"))
