"""Recognises the figures in a text: "surpassing 257.2 billion yuan", "超过1.27万亿元", "13th", "more than doubled".

Only what stands there counts: digits stay digits, the scale word a power of ten, and a qualifier is one of the words
of :data:`~hefei_report.evidence.qualifiers.QUALIFIER_WORDS` right at the number. Texts come in plain form
(:mod:`hefei_report.evidence.plaintext`). Python's ``\\w`` takes Chinese for letters, hence ASCII classes.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import replace
from decimal import Decimal

from hefei_report.evidence.between import are_ends
from hefei_report.evidence.falling import FALLS, falls_around
from hefei_report.evidence.qualifiers import QUALIFIER_WORDS, Qualifier
from hefei_report.evidence.textdates import dates_in
from hefei_report.evidence.textnumbers import TextNumber, numbers_in
from hefei_report.evidence.units import MEASURES, PERCENT, POINTS, RANK, SCALE_WORDS, TIMES, longest_first
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text: ``value`` times ten to the ``scale``, of ``base`` ('' where the text doesn't tell).

    ``start`` and ``end`` hold its number, ``text`` the whole expression. ``qualifiers`` are all that its words may
    mean; none for an exact figure. Something fell by it where it is ``falling``; ``ranged`` is one end of a range.
    ``whole`` is where its expression begins and ends.
    """

    value: Decimal
    scale: int
    base: str
    qualifiers: frozenset[Qualifier]
    start: int
    end: int
    text: str
    falling: bool = False
    ranged: bool = False
    whole: tuple[int, int] = (0, 0)


_BY_WORD = {word: q for rows in QUALIFIER_WORDS.values() for q, words in rows.items() for word in words}
_MONEY = {"us$": "dollars", "$": "dollars", "€": "euros", "¥": "yuan", "rmb": "yuan", "cny": "yuan", "usd": "dollars"}
# What ends right where the number begins. 附近 and 最近 are no "nearly", 节约 is no "about".
_LEFT = re.compile(
    rf"(?P<falls>(?<![A-Za-z])(?:{FALLS})\s*)?"
    rf"(?:(?<![A-Za-z附最节])(?P<qualifier>{longest_first(_BY_WORD)})\s*(?:(?:a total of|an?|the)\s+)?)?"
    rf"(?P<money>{longest_first(_MONEY)})?\s*(?P<minus>(?<![A-Za-z0-9)%])-)?$",
    re.IGNORECASE,
)
_COUNTERS = "[家人个名座项条次所位台件]"
# What begins right where it ends.
_RIGHT = re.compile(
    rf"(?:-?(?P<plus>plus(?![A-Za-z])|\+|多|余))?[\s-]?(?P<scale>{longest_first(SCALE_WORDS)})?(?P<more>\+|多|余)?"
    rf"[\s-]?(?P<unit>{longest_first(MEASURES)})?(?:{_COUNTERS}(?=以上|左右))?(?P<about>左右)?"
    rf"(?P<after>\s?(?:or more|and more|以上))?",
    re.IGNORECASE,
)
# Numbers in names count nothing: Fortune 500, the plan called 十三五.
_NAMES = re.compile(r"(?<=Fortune )500|(?<=Global )500|500(?=强)|十[一二三四五]五(?=[\"”末]|规划|时期|期间)")
_REACH = 60  # no words that belong to a number are longer


@functools.lru_cache(maxsize=64)  # the facts of one source stand in a few of its paragraphs
def quantities_in(text: str) -> tuple[Quantity, ...]:
    """All figures of a paragraph in plain form, by place; numbers that are part of a date or a name are none."""
    taken = [(date.start, date.end) for date in dates_in(text)] + [found.span() for found in _NAMES.finditer(text)]
    free = (n for n in numbers_in(text) if not any(start < n.end and n.start < end for start, end in taken))
    found = [_quantity(text, number) for number in free]
    for at, (one, other) in enumerate(itertools.pairwise(found)):
        if _are_ends(text, one, other):
            found[at : at + 2] = [replace(one, ranged=True), replace(other, ranged=True)]
    return tuple(found)


def _quantity(text: str, number: TextNumber) -> Quantity:
    """The figure around a number."""
    start, end = number.start, number.end
    left = _LEFT.search(text, max(0, start - _REACH), start)
    right = _RIGHT.match(text, end if number.kind == "count" else len(text))
    assert left is not None and right is not None, "both match nothing at least"
    more, base = MEASURES.get((right["unit"] or "").lower(), (0, ""))
    scale = SCALE_WORDS.get((right["scale"] or "").lower(), 0) + more
    first = start - len(left[0].lstrip())
    last = first + len(text[first : right.end() if number.kind == "count" else end].rstrip(" -"))
    return Quantity(
        value=-number.value if left["minus"] else number.value,
        scale=scale,
        base=base or _MONEY.get((left["money"] or "").lower(), "") or _KINDS[number.kind],
        qualifiers=_qualifiers(left, right),
        start=start,
        end=end,
        text=text[first:last],
        falling=bool(left["falls"]) or falls_around(text, first, last, told=bool(scale or base)),
        whole=(first, last),
    )


def _are_ends(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two figures that follow each other are the ends of one range: neither is a rank, and units agree."""
    if RANK in (one.base, other.base) or (one.base and other.base and one.base != other.base):
        return False
    if (one.base == TIMES != other.base) or (one.scale and not one.base and other.base in (PERCENT, POINTS)):
        return False
    told = [text[number.end : number.whole[1]].strip(" +") != "" for number in (one, other)]
    return are_ends(text, one.whole, other.whole, first_told=told[0], second_told=told[1] or bool(other.base))


def qualifiers_before(text: str, start: int) -> frozenset[Qualifier]:
    """What the words right before ``start`` say about how exact the figure or date there is."""
    left = _LEFT.search(text, max(0, start - _REACH), start)
    return frozenset({_BY_WORD[left["qualifier"].lower()]} if left and left["qualifier"] else ())


_KINDS = {"count": "", "rank": RANK, "multiple": TIMES}


def _qualifiers(left: re.Match[str], right: re.Match[str]) -> frozenset[Qualifier]:
    """All that the words before and after a number may mean."""
    found = {_BY_WORD[left["qualifier"].lower()]} if left["qualifier"] else set()
    if right["plus"] or right["more"]:
        found |= {Qualifier.OVER, Qualifier.AT_LEAST}
    if right["after"]:
        found.add(Qualifier.AT_LEAST)
    if right["about"]:
        found.add(Qualifier.ABOUT)
    return frozenset(found)
