"""Dates of sources, as people and programs write them: 2025-03-06, March 2025, 2025年3月6日, or CSL-JSON's parts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from hefei_report.diagnostics import Span
from hefei_report.evidence.months import month_number
from hefei_report.expressions import expression
from hefei_report.outline.nodes import Mapping, Node, Scalar, Sequence
from hefei_report.outline.schema import Binder
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_FORMS = tuple(
    expression(form, re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?/*",
        r"(?P<year>\d{4})\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?",
        rf"(?:(?P<day>\d{{1,2}})\.?\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
    )
)
_UNKNOWN = expression(
    r"\W*(?:n\.?\s?d\.?|no date|undated|unknown|date unknown|无日期|日期不详|年份不详|不详)\W*", re.IGNORECASE
)
_HINT = "write 2025-03-06, 2025-03 or 2025, or {date-parts: [[2025, 3, 6]]}; leave the key out when it is not known"

Parts = tuple[int, ...]  # year, then perhaps month, then perhaps day


@dataclass(frozen=True, slots=True)
class CslDate(Text):
    """A date, or a range of two; ``value`` is the first one as "2025", "2025-03" or "2025-03-06".

    A text that is no date ("spring 2024") keeps its words in ``value`` and has no ``parts``. A date that is said to
    be unknown has neither: no date is the one way to say so.
    """

    parts: tuple[Parts, ...] = ()
    circa: bool = False

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        if isinstance(node, Scalar):
            return _written(node, circa=False, binder=binder)
        if not isinstance(node, Mapping):
            return binder.complain("bad-date", "this is no date", node.span, _HINT)
        circa = isinstance(mark := node.get("circa"), Scalar) and mark.value.lower() not in ("", "0", "false", "null")
        given = node.get("date-parts")
        if isinstance(given, Sequence) and given.items:
            return _given(given, circa, binder)
        text = node.get("raw") or node.get("literal")
        if isinstance(text, Scalar):
            return _written(text, circa=circa, binder=binder)
        return binder.complain("bad-date", "this is no date", node.span, _HINT)

    @property
    def is_known(self) -> bool:
        return bool(self.value)

    @property
    def csl(self) -> dict[str, Any]:
        """The date as CSL-JSON has it."""
        if not self.parts:
            return {"literal": self.value}
        return {"date-parts": [list(parts) for parts in self.parts]} | ({"circa": True} if self.circa else {})


def _written(node: Scalar, *, circa: bool, binder: Binder) -> Any:
    """A date out of a text; words that are no date stay words, digits that are none are a mistake."""
    text = node.value.strip()
    if not text or node.is_null or _UNKNOWN.fullmatch(text):
        return CslDate("", node)
    if text[-1] in "?~%":  # how ISO 8601-2 marks what is uncertain
        text, circa = text[:-1], True
    ends = text.split("/") if re.fullmatch(r"[\d-]+/[\d-]+", text) and re.search(r"\d{4}[\d-]*/\d{4}", text) else [text]
    parts = tuple(_parts(end) for end in ends)
    if all(part is not None for part in parts):
        known = tuple(part for part in parts if part is not None)
        if all(_exists(part) for part in known):
            return CslDate(_iso(known[0]), node, 0, known, circa)
        return binder.complain("bad-date", f"there is no date '{text[:40]}'", node.span, _HINT)
    return CslDate(text, node)


def _given(node: Sequence, circa: bool, binder: Binder) -> Any:
    """A date out of CSL-JSON's lists of year, month and day."""
    found: list[Parts] = []
    for item in node.items[:2]:
        numbers = item.items if isinstance(item, Sequence) else ()
        digits = [n.value for n in numbers if isinstance(n, Scalar) and re.fullmatch(r"-?\d{1,6}", n.value, re.ASCII)]
        part = tuple(int(digit) for digit in digits)
        if not part or len(digits) != len(numbers) or not _exists(part):
            return binder.complain("bad-date", "this is no date", node.span, _HINT)
        found.append(part)
    first = next(item for item in node.items if isinstance(item, Sequence)).items[0]
    assert isinstance(first, Scalar)
    return CslDate(_iso(found[0]), first, 0, tuple(found), circa)


def _parts(text: str) -> Parts | None:
    for form in _FORMS:
        found = form.fullmatch(text.strip())
        if found:
            month = found["month"] if "month" in form.groupindex else None
            number = (int(month) if month.isdigit() else month_number(month)) if month else None
            day = found["day"] if "day" in form.groupindex else None
            return tuple(int(part) for part in (found["year"], number, day) if part is not None)
    return None


def _exists(parts: Parts) -> bool:
    if len(parts) > 3 or not 0 < parts[0] < 10_000:
        return len(parts) == 1  # a year before our time, or far after it
    try:
        dt.date(*(*parts, 1, 1)[:3])
    except ValueError:
        return False
    return True


def _iso(parts: Parts) -> str:
    return "-".join([str(parts[0]), *(f"{part:02d}" for part in parts[1:])])
