"""Periods on a line of time, and the ticks of an axis that is read like a calendar: years, months or weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from hefei_report.charts.planning.dates import year_of
from hefei_report.document.chartplan import Axis, Tick
from hefei_report.evidence.months import MONTHS
from hefei_report.outline.languages import in_chinese

_YEARS = (1, 2, 5, 10, 20, 50)
_MONTHS = (1, 2, 3, 6)
_MOST_TICKS = 9
_WEEK = 7
_QUARTER_OF_A_YEAR = Decimal("0.2")


def end_of(text: str) -> Decimal | None:
    """The moment when the year, month or day ``text`` is over; None when it names none."""
    if year_of(text) is None:
        return None
    parts = [int(part) for part in text.strip().split("-")]
    if len(parts) == 1:
        return Decimal(parts[0] + 1)
    if len(parts) == 2:
        return moment_of(dt.date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1))
    return moment_of(dt.date(*parts) + dt.timedelta(days=1))


def moment_of(date: dt.date) -> Decimal:
    """The beginning of a day as a year with a fraction."""
    return year_of(date.isoformat()) or Decimal(date.year)


def calendar_axis(low: Decimal, high: Decimal, language: str) -> Axis:
    """An axis from the tick before ``low`` to the one after ``high``, with a grid."""
    steps = _steps(low, high)
    ticks = _labelled(steps, language)
    return Axis(ticks[0].at, ticks[-1].at, ticks, grid=True)


def _steps(low: Decimal, high: Decimal) -> list[dt.date]:
    """The days of the ticks: the finest calendar units of which no more than a few are needed."""
    if high - low <= _QUARTER_OF_A_YEAR:
        days = list(_weeks(low, high))
        if len(days) <= _MOST_TICKS:
            return days
    for months in (*_MONTHS, *(12 * years for years in _YEARS)):
        days = list(_months(low, high, months))
        if len(days) <= _MOST_TICKS + 1:
            break
    return days


def _weeks(low: Decimal, high: Decimal) -> Iterator[dt.date]:
    """Every seventh day from the Monday at or before ``low``."""
    day = dt.date(int(low), 1, 1) + dt.timedelta(days=round((low - int(low)) * 366))
    day -= dt.timedelta(days=day.weekday())
    while moment_of(day) < high:
        yield day
        day += dt.timedelta(days=_WEEK)
    yield day


def _months(low: Decimal, high: Decimal, step: int) -> Iterator[dt.date]:
    """The first day of every ``step`` months, counted from a January, around ``low`` and ``high``."""
    years = max(1, step // 12)
    year, month = int(low) - int(low) % years, 1
    while True:
        following = (year + years, 1) if step >= 12 else (year + (month + step - 1) // 12, (month + step - 1) % 12 + 1)
        if moment_of(dt.date(*following, 1)) > low:
            day = dt.date(year, month, 1)
            yield day
            if moment_of(day) >= high:
                return
        year, month = following


def _labelled(days: list[dt.date], language: str) -> tuple[Tick, ...]:
    """The ticks: a January says its year, and so does the first tick; all others say their month, weeks their day."""
    weekly = len(days) > 1 and (days[1] - days[0]).days == _WEEK
    found = []
    for number, day in enumerate(days):
        new_year = number == 0 or days[number - 1].year != day.year
        found.append(Tick(moment_of(day), _said(day, language, weekly=weekly, new_year=new_year)))
    return tuple(found)


def _said(day: dt.date, language: str, *, weekly: bool, new_year: bool) -> str:
    yearly = day.month == 1 and not weekly
    if in_chinese(language):
        year = f"{day.year}年" if new_year or yearly else ""
        return year + ("" if yearly else f"{day.month}月" + (f"{day.day}日" if weekly else ""))
    month = "" if yearly else (f"{day.day} " if weekly else "") + MONTHS[day.month - 1][:3]
    return f"{month} {day.year}".strip() if new_year or yearly else month
