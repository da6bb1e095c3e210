"""Places dates and years on a line of time: "2008", "2011-08" and "2020-04-29" as years with a fraction."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PLACES = Decimal("0.0001")


def year_of(text: str) -> Decimal | None:
    """The moment that ``text`` names, the beginning of its year, month or day; None when it names none."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    days = (date - dt.date(year, 1, 1)).days
    return (Decimal(year) + Decimal(days) / Decimal(366)).quantize(_PLACES)
