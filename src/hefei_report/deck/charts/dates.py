"""Years as a spreadsheet counts them, in days since the end of 1899."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

YEARS = "yyyy"  # the number format that shows the year of a day
_FIRST_YEAR, _LAST_YEAR = 1901, 9998  # spreadsheets take 1900 for a leap year, and end with 9999
_BEGIN = date(1899, 12, 30)


def is_known(year: Decimal) -> bool:
    """Whether a moment is one that all spreadsheets count alike."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


def are_years(places: Iterable[Decimal]) -> bool:
    """Whether ``places`` are whole years that can be dates: a month or a quarter has no day to stand for it."""
    return all(place == int(place) and is_known(place) for place in places)


def day_of(year: Decimal) -> int:
    """The day that is so far in a year: 2010 is the first of January, 2010.5 the second of July."""
    whole = int(year)
    first = date(whole, 1, 1)
    return (first - _BEGIN).days + round(float(year - whole) * (date(whole + 1, 1, 1) - first).days)
