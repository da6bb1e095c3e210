"""Units as analysts write them ("billion yuan", "10,000 people"), taken apart into a scale and a base.

Two values can be compared or put on one axis when their bases are equal; the scale is a power of ten, so
that conversion never changes a digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SCALE_WORDS = {
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "10,000": 4,
    "100,000": 5,
    "100 million": 8,
    "10 million": 7,
    "万": 4,
    "亿": 8,
    "万亿": 12,
}
_SCALED = re.compile(r"(10,000|100,000|100 million|10 million|thousand|million|billion|trillion|万亿|万|亿)\s*(.*)")

PERCENT = "percent"
POINTS = "percentage points"
RANK = "rank"
YEAR = "year"
DATE = "date"
TIMES = "times"

_SYNONYMS = {
    "%": PERCENT,
    "per cent": PERCENT,
    "pp": POINTS,
    "percentage point": POINTS,
    "rmb": "yuan",
    "cny": "yuan",
    "元": "yuan",
    "us dollars": "dollars",
    "usd": "dollars",
    "eur": "euros",
    "人": "people",
    "辆": "vehicles",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """``scale`` is the power of ten (9 for "billion yuan"), ``base`` the thing counted ("yuan"), '' for none."""

    scale: int
    base: str

    @classmethod
    def of(cls, text: str) -> Unit:
        """The unit that ``text`` names; whatever is no known scale word is the base, as it stands."""
        words = " ".join(text.split())
        match = _SCALED.fullmatch(words)
        if match:
            return cls(_SCALE_WORDS[match[1]], _base(match[2]))
        return cls(0, _base(words))


def _base(words: str) -> str:
    return _SYNONYMS.get(words.lower(), words)
