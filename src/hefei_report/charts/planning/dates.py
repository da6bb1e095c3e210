"""Places dates on a line of time, as years with a fraction: "2008", "2011-08", "2020-04-29", "2024-Q1", "2023/24"."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import IntEnum

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_QUARTER = re.compile(r"(\d{4})[- ]?Q([1-4])", re.ASCII)
_FISCAL = re.compile(r"(\d{4})/(\d{2}|\d{4})", re.ASCII)
_PLACES = Decimal("0.0001")


class Grain(IntEnum):
    """What a date names, from long to short. A fiscal year begins in the one calendar year and ends in the next."""

    FISCAL = 0
    YEAR = 1
    QUARTER = 2
    MONTH = 3
    DAY = 4


def year_of(text: str) -> Decimal | None:
    """The moment that ``text`` names, the beginning of its year, quarter, month or day; None when it names none."""
    date = first_day(text)
    if date is None:
        return None
    days = (date - dt.date(date.year, 1, 1)).days
    return (Decimal(date.year) + Decimal(days) / Decimal(366)).quantize(_PLACES)


def first_day(text: str) -> dt.date | None:
    """The day on which the year, quarter, month or day ``text`` begins; a fiscal year is told by its first year."""
    written = text.strip()
    try:
        if match := _QUARTER.fullmatch(written):
            return dt.date(int(match[1]), 3 * int(match[2]) - 2, 1)
        if match := _FISCAL.fullmatch(written):
            following = (int(match[1]) + 1) % (100 if len(match[2]) == 2 else 10_000)
            return dt.date(int(match[1]), 1, 1) if int(match[2]) == following else None
        if match := _DATE.fullmatch(written):
            return dt.date(*(int(part) if part else 1 for part in match.groups()))
    except ValueError:
        pass
    return None


def grain_of(text: str) -> Grain:
    """What the date ``text`` names."""
    written = text.strip()
    if "Q" in written:
        return Grain.QUARTER
    return Grain.FISCAL if "/" in written else Grain(1 + written.count("-") + (1 if "-" in written else 0))


def fiscal_year(year: int) -> str:
    """How the fiscal year that begins in ``year`` is written: "2023/24"."""
    return f"{year}/{(year + 1) % 100:02}"
