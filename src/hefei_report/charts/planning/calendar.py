"""Periods on a line of time, and the ticks of an axis that is read like a calendar: years, months or weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from hefei_report.charts.planning.dates import Grain, first_day, grain_of, year_of
from hefei_report.document.chartplan import Axis, Tick
from hefei_report.evidence.months import MONTHS
from hefei_report.outline.languages import in_chinese

_YEARS = (1, 2, 5, 10, 20, 50)
_MONTHS = (1, 2, 3, 6)
_MOST_TICKS = 9
_WEEK = 7
_QUARTER_OF_A_YEAR = Decimal("0.2")


def end_of(text: str) -> Decimal | None:
    """The moment when the year, quarter, month or day ``text`` is over; None when it names none."""
    first = first_day(text)
    if first is None:
        return None
    months = {Grain.QUARTER: 3, Grain.MONTH: 1}.get(grain_of(text), 12)
    if grain_of(text) is Grain.DAY:
        return moment_of(first + dt.timedelta(days=1))
    over = first.year * 12 + first.month - 1 + months
    return moment_of(dt.date(over // 12, over % 12 + 1, 1))


def moment_of(date: dt.date) -> Decimal:
    """The beginning of a day as a year with a fraction."""
    return year_of(date.isoformat()) or Decimal(date.year)


def calendar_axis(low: Decimal, high: Decimal, language: str) -> Axis:
    """An axis from the tick before ``low`` to the one after ``high``, with a grid."""
    steps = _steps(low, high)
    ticks = _labelled(steps, language)
    return Axis(ticks[0].at, ticks[-1].at, ticks, grid=True)


def calendar_ticks(low: Decimal, high: Decimal, grain: Grain, language: str) -> tuple[Tick, ...]:
    """Ticks between ``low`` and ``high``, no finer than ``grain``: days, weeks, months, quarters or whole years."""
    days = [day for day in _steps(low, high, grain) if low <= moment_of(day) <= high]
    return _labelled(days, language, quarterly=grain is Grain.QUARTER)


def _steps(low: Decimal, high: Decimal, grain: Grain = Grain.DAY) -> list[dt.date]:
    """The days of the ticks: the finest calendar units, down to ``grain``, of which no more than a few are needed."""
    if high - low <= _QUARTER_OF_A_YEAR and grain is Grain.DAY:
        for step in (1, _WEEK):
            days = list(_days(low, high, step))
            if len(days) <= _MOST_TICKS:
                return days
    least = 3 if grain is Grain.QUARTER else 1
    for months in (*(step for step in _MONTHS if step % least == 0), *(12 * years for years in _YEARS)):
        days = list(_months(low, high, months))
        if len(days) <= _MOST_TICKS + 1:
            break
    return days


def _days(low: Decimal, high: Decimal, step: int) -> Iterator[dt.date]:
    """Every day from ``low``, or every seventh from the Monday at or before it."""
    day = dt.date(int(low), 1, 1) + dt.timedelta(days=round((low - int(low)) * 366))
    day -= dt.timedelta(days=day.weekday() if step == _WEEK else 0)
    while moment_of(day) < high:
        yield day
        day += dt.timedelta(days=step)
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


def _labelled(days: list[dt.date], language: str, *, quarterly: bool = False) -> tuple[Tick, ...]:
    """The ticks: a January says its year, and so does the first tick; all others say their month, quarter or day."""
    daily = len(days) > 1 and (days[1] - days[0]).days <= _WEEK
    yearly = all(day.month == 1 and not daily for day in days)
    found = []
    for number, day in enumerate(days):
        new_year = number == 0 or days[number - 1].year != day.year
        if quarterly and not yearly:
            text = _quarter(day, language, new_year=new_year)
        else:
            text = _said(day, language, daily=daily, new_year=new_year)
        found.append(Tick(moment_of(day), text, major=new_year))
    return tuple(found)


def _quarter(day: dt.date, language: str, *, new_year: bool) -> str:
    number = (day.month + 2) // 3
    if in_chinese(language):
        return (f"{day.year}年" if new_year else "") + f"{number}季度"
    return f"Q{number} {day.year}" if new_year else f"Q{number}"


def _said(day: dt.date, language: str, *, daily: bool, new_year: bool) -> str:
    yearly = day.month == 1 and not daily
    if in_chinese(language):
        year = f"{day.year}年" if new_year or yearly else ""
        return year + ("" if yearly else f"{day.month}月" + (f"{day.day}日" if daily else ""))
    month = "" if yearly else (f"{day.day} " if daily else "") + MONTHS[day.month - 1][:3]
    return f"{month} {day.year}".strip() if new_year or yearly else month
