"""Units as analysts write them ("billion yuan", "10,000 people"), taken apart into a scale and a base.

Two values can be compared or put on one axis when their bases are equal; the scale is a power of ten, so
that conversion never changes a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from hefei_report.records import dataclass

# The scale words of both languages, in units that analysts write and in the texts of sources.
SCALE_WORDS = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
    "trillion": 12,
    "mn": 6,
    "bn": 9,
    "tn": 12,
    "10,000": 4,
    "100,000": 5,
    "100 million": 8,
    "10 million": 7,
    "万": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
    "1,000": 3,
    "ten thousand": 4,
    "hundred thousand": 5,
    "ten million": 7,
    "hundred million": 8,
    "ten billion": 10,
    "hundred billion": 11,
    "十万": 5,
    "十亿": 9,
}


def longest_first(words: Iterable[str]) -> str:
    """A pattern of any of ``words``, which prefers the longest; a word in Latin letters ends where its letters end."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(
        re.escape(word) + ("(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else "") for word in ordered
    )


_SCALED = re.compile(rf"({longest_first(SCALE_WORDS)})\s*(.*)")

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

# What a text says right after a number, and what it measures: a power of ten and a base. Things that are counted
# (suppliers, routes) are not here: a text and an analyst may name them differently.
_TOLD = {
    PERCENT: ("percent", "per cent", "%", "pct"),
    POINTS: ("percentage points", "percentage point", "pp", "个百分点", "百分点"),
    TIMES: ("times", "-fold", "fold", "倍"),
    "yuan": ("yuan", "rmb", "cny", "renminbi", "元人民币", "人民币", "元"),
    "dollars": ("US dollars", "U.S. dollars", "dollars", "usd", "美元"),
    "euros": ("euros", "euro", "eur", "欧元"),
    "kilometres": ("kilometres", "kilometers", "kilometre", "kilometer", "km", "公里", "千米"),
    "square kilometres": ("square kilometres", "square kilometers", "sq km", "平方公里", "平方千米"),
    "miles": ("miles", "mile", "英里"),
    "metres": ("metres", "meters", "metre", "meter", "米"),
    "hours": ("hours", "hour", "小时"),
    "minutes": ("minutes", "minute", "分钟"),
    "days": ("days", "day", "天"),
    "months": ("months", "month", "个月"),
    "years": ("years", "year", "年"),
    "vehicles": ("vehicles", "cars", "NEVs", "EVs", "辆"),
}
MEASURES = {
    **{word.lower(): (0, base) for base, words in _TOLD.items() for word in words},
    "decades": (1, "years"),
    "decade": (1, "years"),
    "centuries": (2, "years"),
    "century": (2, "years"),
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
            return cls(SCALE_WORDS[match[1]], _base(match[2]))
        return cls(0, _base(words))

    def converted(self, number: Decimal, other: Unit) -> Decimal | None:
        """``number`` of this unit in ``other``, digits unchanged; None when they measure different things."""
        if other.base != self.base and other.base and self.base:
            return None
        return number.scaleb(self.scale - other.scale)


def _base(words: str) -> str:
    return _SYNONYMS.get(words.lower(), words)


def unit_text(unit: Unit) -> str:
    """The unit in the words that :meth:`Unit.of` reads, for machines: "billion yuan", "percent", ''."""
    word = next((word for word, scale in SCALE_WORDS.items() if scale == unit.scale), "")
    return f"{word} {unit.base}".strip()
