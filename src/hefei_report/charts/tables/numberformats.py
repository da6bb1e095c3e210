"""What the number format of a cell says about its number: that it is a date, and how exact, or a percentage."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import Enum
from typing import Any

# Formats without a text of their own (ECMA-376-1, 18.8.30; those from 27 on in Chinese, Japanese and Korean).
_PERCENT = frozenset({9, 10})
_DAYS = frozenset({14, 15, 16, *range(27, 32), 36, *range(50, 55), 57, 58})
_MONTHS = frozenset({17})
_MOMENTS = frozenset({22})
_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_FALSE_DAY = 60  # 29 February 1900
_LAST_DAY = 2_958_465  # 31 December 9999


class NumberFormat(Enum):
    """How exact a date is, if it is one."""

    PLAIN = "plain"
    PERCENT = "percent"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MOMENT = "moment"
    TIME = "time"


def number_formats(events: Iterable[tuple[str, Any]]) -> list[NumberFormat]:
    """The formats of the styles of cells, in their order, from the part that holds the styles."""
    codes: dict[int, str] = {}
    found: list[NumberFormat] = []
    inside = False
    for name, told in events:
        opens = isinstance(told, dict)
        if name == "cellXfs":
            inside = opens
        elif opens and name == "numFmt":
            codes[_whole(told.get("numFmtId", ""))] = told.get("formatCode", "")
        elif opens and name == "xf" and inside:
            found.append(_format(_whole(told.get("numFmtId", "")), codes))
    return found


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _format(id: int, codes: dict[int, str]) -> NumberFormat:
    if id in codes:
        return _told(codes[id])
    table = {
        NumberFormat.PERCENT: _PERCENT,
        NumberFormat.DAY: _DAYS,
        NumberFormat.MONTH: _MONTHS,
        NumberFormat.MOMENT: _MOMENTS,
        NumberFormat.TIME: _TIMES,
    }
    return next((known for known, ids in table.items() if id in ids), NumberFormat.PLAIN)


def _told(code: str) -> NumberFormat:
    """What a format says by its own text, of which only the part for positive numbers counts."""
    letters = _SILENT.sub("", code[:500]).split(";")[0].lower().replace("general", "")
    if "%" in letters:
        return NumberFormat.PERCENT
    has = {letter: letter in letters for letter in "ydhsm"}
    if has["h"] or has["s"]:
        return NumberFormat.MOMENT if has["y"] or has["d"] else NumberFormat.TIME
    if has["d"]:
        return NumberFormat.DAY
    if has["y"]:
        return NumberFormat.MONTH if has["m"] else NumberFormat.YEAR
    return NumberFormat.MONTH if has["m"] else NumberFormat.PLAIN


def date_in(known: NumberFormat, number: float, *, since_1904: bool) -> str | None:
    """The date that ``number`` is, in ISO 8601 and as exact as its format; None where it is none.

    Days are counted from 1900, in which Excel has a 29 February, or from 1904.
    """
    if not 0 <= number <= _LAST_DAY:
        return None
    if known is NumberFormat.TIME:
        return (dt.datetime(2000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=number % 1)).strftime("%H:%M")
    day = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 30 if number >= _FALSE_DAY else 31)
    first = dt.datetime.combine(day, dt.time())  # of no zone: a date in a table is that of its author
    try:
        moment = first + dt.timedelta(seconds=round(number * 86_400))
    except OverflowError:
        return None
    shown = {NumberFormat.YEAR: 4, NumberFormat.MONTH: 7}.get(known, 10)
    if known is NumberFormat.MOMENT and (moment.hour or moment.minute):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()[:shown]
