"""Numbers as texts write them: in digits, in English words, in Chinese numerals, as ranks and as multiples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from hefei_report.evidence.numbers import NUMBER_WORDS
from hefei_report.evidence.units import longest_first
from hefei_report.records import dataclass

Kind = Literal["count", "rank", "multiple"]


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A number at ``start`` to before ``end`` of a text."""

    value: Decimal
    kind: Kind
    start: int
    end: int


_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate((*NUMBER_WORDS, *_TEENS))}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_RANKS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "top": 1,
}
_MULTIPLES = {
    "doubled": "2",
    "twice": "2",
    "tripled": "3",
    "thrice": "3",
    "quadrupled": "4",
    "halved": "0.5",
    "翻番": "2",
}
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}

_NUMBER = re.compile(
    # No number begins within another, nor within a name such as G60 or COVID-19; "mid-2024" is a year all the same,
    # and "the 1970s" are no number.
    r"(?<!\d)(?<!\d\.)(?P<first>第)?"
    r"(?P<digits>(?:(?<![A-Za-z])(?<![A-Za-z]-)|(?<=RMB)|(?<=CNY)|(?<=USD)|(?<=[A-Za-z]-)(?=(?:19|20)\d\d(?!\d)))"
    r"\d++(?:\.\d++)?+(?!s(?![a-z])))(?P<th>(?:st|nd|rd|th)(?![A-Za-z]))?"
    rf"|(?<![A-Za-z])(?:(?P<rank>{longest_first(_RANKS)})|(?P<multiple>{longest_first(_MULTIPLES)})"
    rf"|(?P<tens>{longest_first(_TENS)})-(?P<ones>{longest_first(NUMBER_WORDS[1:10])})|(?P<word>{longest_first(_WORDS)})"
    r"|(?P<one>an?)(?=\s(?:hundred|thousand|million|billion|trillion|decade|century)(?![a-z])))"
    r"|(?P<ordinal>第)?(?P<chinese>[零〇一二两三四五六七八九十百千]+)(?!分之|分点)",
    re.IGNORECASE,
)
_RANKED_BEFORE = re.compile(r"(?:(?<![A-Za-z])(?:rank(?:s|ed|ing)?|No\.|number)\s?)$", re.IGNORECASE)


def numbers_in(text: str) -> Iterator[TextNumber]:
    """All numbers of a text in plain form, by place."""
    for found in _NUMBER.finditer(text):
        value = _value(found)
        if value is not None:
            ranked = bool(_RANKED_BEFORE.search(text, max(0, found.start() - 12), found.start()))
            yield TextNumber(value, _kind(found, ranked), found.start(), found.end())


def _value(found: re.Match[str]) -> Decimal | None:
    if found["digits"]:
        return Decimal(found["digits"])
    if found["rank"]:
        return Decimal(_RANKS[found["rank"].lower()])
    if found["multiple"]:
        return Decimal(_MULTIPLES[found["multiple"].lower()])
    if found["tens"]:
        return Decimal(_WORDS[found["tens"].lower()] + _WORDS[found["ones"].lower()])
    if found["word"]:
        return Decimal(_WORDS[found["word"].lower()])
    return Decimal(1) if found["one"] else chinese_number(found["chinese"])


def _kind(found: re.Match[str], ranked: bool) -> Kind:
    if found["multiple"]:
        return "multiple"
    return "rank" if ranked or found["first"] or found["th"] or found["rank"] or found["ordinal"] else "count"


def chinese_number(text: str) -> Decimal | None:
    """The number below ten thousand that these numerals write (十二, 一百零五, 两千, 二〇二四), or None."""
    if all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))
    total, digit, last = 0, None, 10_000
    for character in text:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif _POWERS[character] < last:
            last = _POWERS[character]
            total += (1 if digit is None else digit) * last
            digit = None
        else:
            return None
    return Decimal(total + (digit or 0))
