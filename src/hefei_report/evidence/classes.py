"""Tells labels that name a class of a scale ("15–19", "65 and over", "12.5") from those that claim something."""

from __future__ import annotations

import re

_LONGEST = 40  # characters
_NUMBER = r"[-+−]?\d[\d.,\u00a0\u202f]*"
_BEFORE = r"(?:[<>≤≥~＜＞]|under|below|over|above|up to|less than|more than|at least|from|age[ds]?|不足|超过)?"
_BETWEEN = r"(?:-|–|—|~|～|/|to|and|至|到)"
_AFTER = (
    r"(?:\+|and (?:over|more|above|under|below|less)|or (?:over|more|above|under|below|less)|以上|以下|及以上|及以下)?"
)
_UNIT = r"(?:%|°C?|years?|months?|days?|hours?|km|m|岁|年|个月|天|公里)?"
_CLASS = re.compile(
    rf"\s*{_BEFORE}\s*{_NUMBER}\s*{_UNIT}\s*(?:{_BETWEEN}\s*{_NUMBER}\s*{_UNIT}\s*)?{_AFTER}\s*", re.IGNORECASE
)


def names_a_class(label: str) -> bool:
    """Whether ``label`` is nothing but a number, a range or a bound, as rows of statistics are called.

    Such a name says nothing that could be wrong by itself: it is proven with the values of its row.
    """
    return len(label) <= _LONGEST and bool(_CLASS.fullmatch(label))
