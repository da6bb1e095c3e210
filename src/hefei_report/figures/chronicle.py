"""Lays out events as a list along an upright line of time, dates at the left, every text in full."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.document.chartplan import ChartPlan, Event, Ink
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Stroke
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.timeline import events_of
from hefei_report.records import dataclass

_GAP, _BEST_GAP, _LARGEST_GAP = 0.3, 0.75, 1.6  # between entries, em
_WIDEST_DATE = 8.0  # em
_SPINE, _TEXT = 1.0, 1.1  # from dates to the line, from the line to the texts, em
_BETWEEN = 2.2  # between two columns, em


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: its date and its text, set beside each other."""

    event: Event
    date: TextBlock
    text: TextBlock

    @property
    def ascent(self) -> float:
        """From the top to the first baseline, which date and text share."""
        return max(self.date.ascent, self.text.ascent)

    @property
    def height(self) -> float:
        return self.ascent + max(block.height - block.ascent for block in (self.date, self.text))


@dataclass(frozen=True, slots=True)
class Column:
    """A run of entries under each other; ``left`` and ``dates`` (the widest date) in points."""

    entries: tuple[Entry, ...]
    left: float
    dates: float


def lay_chronicle(plan: ChartPlan, sheet: Sheet, columns: int) -> None:
    """The events in ``columns`` columns (1 or 2). Raises DoesNotFit when they are too high together."""
    em = sheet.setting.em
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    placed = _columns(events_of(plan), columns, sheet)
    needed = max(_height(column, _GAP, sheet) for column in placed)
    if needed > top:
        raise DoesNotFit(needed - top, "the texts of the events")
    count = max(len(column.entries) for column in placed)
    gap = min(em(_LARGEST_GAP), em(_GAP) + (top - needed) / max(1, count - 1))
    for column in placed:
        _put_column(column, top, gap, sheet)


def natural_height(plan: ChartPlan, sheet: Sheet, columns: int) -> float:
    """The height of the list with comfortable gaps, without the legend, in points. Raises DoesNotFit."""
    return max(_height(column, _BEST_GAP, sheet) for column in _columns(events_of(plan), columns, sheet))


def _columns(events: Sequence[Event], columns: int, sheet: Sheet) -> list[Column]:
    em = sheet.setting.em
    width = (sheet.box.width - em(_BETWEEN) * (columns - 1)) / columns
    entries, dates = _entries(events, width, sheet)
    split = _middle([entry.height for entry in entries]) if columns == 2 else len(entries)
    parts = [entries[:split], entries[split:]][:columns]
    return [Column(part, number * (width + em(_BETWEEN)), dates) for number, part in enumerate(parts) if part]


def _entries(events: Sequence[Event], width: float, sheet: Sheet) -> tuple[tuple[Entry, ...], float]:
    em = sheet.setting.em
    dates = [
        sheet.block(event.date, em(_WIDEST_DATE), colour=sheet.setting.text(event.ink), bold=True) for event in events
    ]
    widest = max(date.width for date in dates)
    limit = width - widest - em(_SPINE + _TEXT)
    if limit < em(6):
        raise DoesNotFit(em(6) - limit, "the texts of the events")
    texts = [sheet.block(event.text, limit) for event in events]
    return tuple(Entry(*entry) for entry in zip(events, dates, texts, strict=True)), widest


def _middle(heights: Sequence[float]) -> int:
    """Where to break a list so that both columns are nearly equally high, the first one rather higher."""
    total, so_far = sum(heights), 0.0
    for number, height in enumerate(heights):
        so_far += height
        if so_far >= total / 2:
            return number + 1
    return len(heights)


def _height(column: Column, gap: float, sheet: Sheet) -> float:
    return sum(entry.height for entry in column.entries) + sheet.setting.em(gap) * (len(column.entries) - 1)


def _put_column(column: Column, top: float, gap: float, sheet: Sheet) -> None:
    em = sheet.setting.em
    right = column.left + column.dates
    spine = right + em(_SPINE)
    dots: list[float] = []
    for entry in column.entries:
        first = top - entry.ascent
        sheet.put(entry.text, Spot(spine + em(_TEXT), first + entry.text.ascent, up="top"))
        sheet.put(entry.date, Spot(right, first + entry.date.ascent, "right", "top"))
        dots.append(first + em(0.33))
        top -= entry.height + gap
    ends = ((spine, dots[0]), (spine, dots[-1]))
    sheet.draw(Stroke(ends, sheet.setting.theme.hairline, em(0.12)))
    for entry, height in zip(column.entries, dots, strict=True):
        size = 0.42 if entry.event.ink is Ink.ACCENT else 0.34
        draw_dot(sheet, (spine, height), entry.event.ink, entry.event.status, size)
