"""Dates as texts write them: "March 06, 2025", "6th Mar, 2025", "Sept. 20", "2009年4月13日", "2025-03-06"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from hefei_report.evidence.months import MONTH, month_number
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class TextDate:
    """A date at ``start`` to before ``end`` of a text; what the text leaves open is None."""

    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int

    def agrees(self, date: str) -> bool:
        """Whether nothing in it contradicts ``date`` ("2020", "2020-04", "2020-04-29")."""
        own = (self.year, self.month, self.day)
        return all(mine in (None, int(part)) for mine, part in zip(own, date.split("-"), strict=False))


_MONTH = rf"(?P<month>{MONTH})(?![a-z])\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?P<year>(?:1[89]|20|21)\d\d)(?!\d)"
_FORMS = (
    re.compile(rf"(?<!\d){_YEAR}(?:-(?P<month>0[1-9]|1[0-2])(?:-{_DAY})?)(?![\d-])"),
    re.compile(rf"(?<!\d){_YEAR}\s?年(?:\s?(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?{_DAY}\s?[日号])?)?"),
    re.compile(rf"(?<!\d)(?P<year>)(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?{_DAY}\s?[日号])?"),
    re.compile(rf"(?<![A-Za-z]){_MONTH} {_DAY}(?:,? {_YEAR})?", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAY} {_MONTH}(?:,? {_YEAR})?", re.IGNORECASE),
    re.compile(rf"(?<![A-Za-z]){_MONTH},? (?P<day>){_YEAR}", re.IGNORECASE),
)


@functools.lru_cache(maxsize=64)
def dates_in(text: str) -> tuple[TextDate, ...]:
    """All dates of a text in plain form that tell more than a year's number, by place."""
    found: list[TextDate] = []
    for form in _FORMS:
        found += [
            date for date in _read(form, text) if not any(d.start < date.end and date.start < d.end for d in found)
        ]
    return tuple(sorted(found, key=lambda date: date.start))


def _read(form: re.Pattern[str], text: str) -> Iterator[TextDate]:
    for found in form.finditer(text):
        month, year, day = found["month"], found["year"], found["day"]
        number = None if not month else int(month) if month.isdigit() else month_number(month)
        yield TextDate(int(year) if year else None, number, int(day) if day else None, *found.span())
