"""Finds the place of a figure phrase in an archived text, again after the text has changed around it.

In this order: where ``facts.lock`` saw it, where the same characters stand around it (a fingerprint after the W3C's
text quote selector, hashed so that no sentence is kept), in the paragraph that the fact names, near the words of the
fact's label. What is left open after that is ambiguous, and for the analyst to say.
"""

from __future__ import annotations

import re

from hefei_report.evidence.places import KeptPlace, Place, hashed
from hefei_report.evidence.plaintext import PlainText, plain_line
from hefei_report.evidence.qualifiers import QUALIFIER_WORDS
from hefei_report.evidence.quantities import quantities_in
from hefei_report.evidence.units import SCALE_WORDS, longest_first

_CONTEXT = 32


def keep(text: PlainText, place: Place) -> KeptPlace:
    """What to keep of ``place``."""
    return KeptPlace(place.paragraph, place.at, hashed(text[place.paragraph]), fingerprint(text, place))


def fingerprint(text: PlainText, place: Place) -> str:
    """A hash of the 32 characters on each side of ``place``, across paragraphs."""
    start = text.starts[place.paragraph - 1]
    before = text.whole[max(0, start + place.at - _CONTEXT) : start + place.at]
    return hashed(f"{before}\0{text.whole[start + place.end : start + place.end + _CONTEXT]}")


def occurrences(text: PlainText, phrase: str) -> tuple[Place, ...]:
    """Every place of ``phrase``, in any typography, not within a longer word or number."""
    return _matches(text, _whole(re.escape(plain_line(phrase)), plain_line(phrase)))


def similar(text: PlainText, phrase: str) -> tuple[Place, ...]:
    """Every place that reads as ``phrase`` does but for its figures, scale words and qualifiers."""
    plain, parts, last = plain_line(phrase), [], 0
    for quantity in quantities_in(plain):
        parts.append(_lenient(plain[last : quantity.start], start=True))
        last = quantity.end
        parts.append(_FIGURE)
    if not parts:
        return ()
    parts.append(_lenient(plain[last:], start=False))
    return _matches(text, "".join(parts))


_ANY_QUALIFIER = longest_first(word for rows in QUALIFIER_WORDS.values() for words in rows.values() for word in words)
# What matched stays matched (++): figures side by side are not tried in all divisions of a long row of digits.
_FIGURE = rf"(?:(?:{_ANY_QUALIFIER})\s*)?(?:US\$|[$€¥])?-?\d++(?:\.\d++)?+\s?(?:{longest_first(SCALE_WORDS)})?"


def _lenient(part: str, *, start: bool) -> str:
    """The words between two figures, without the qualifier before one and the scale word after the other."""
    bare = re.sub(rf"(?:(?<![A-Za-z])(?:{_ANY_QUALIFIER})\s*)?[$€¥]?-?$", "", part, flags=re.IGNORECASE)
    if bare != part or not start:
        bare = re.sub(rf"^\s?(?:{longest_first(SCALE_WORDS)})", "", bare, flags=re.IGNORECASE)
    return rf"\s?{re.escape(bare.strip())}\s?" if bare.strip() else r"\s?"


def _whole(pattern: str, phrase: str) -> str:
    """``pattern`` where it neither begins nor ends within a word or a number."""
    before = r"(?<![A-Za-z0-9])(?<!\d\.)" if re.match(r"[A-Za-z0-9]", phrase) else ""
    after = r"(?![A-Za-z0-9])(?!\.\d)" if re.search(r"[A-Za-z0-9]$", phrase) else ""
    return before + pattern + after


def _matches(text: PlainText, pattern: str) -> tuple[Place, ...]:
    compiled = re.compile(pattern, re.IGNORECASE)
    return tuple(
        Place(number, *found.span())
        for number, paragraph in enumerate(text.paragraphs, 1)
        for found in compiled.finditer(paragraph)
    )


def choose(
    places: tuple[Place, ...], text: PlainText, paragraph: int | None, known: KeptPlace | None, near: str
) -> tuple[Place, ...]:
    """The one place that is meant out of ``places``, or all that it may be.

    ``paragraph`` is the one that the fact names, ``near`` its label. ``known`` tells nothing about a fact that now
    names another paragraph.
    """
    if known is not None and paragraph in (None, known.paragraph):
        same = [p for p in places if (p.paragraph, p.at) == (known.paragraph, known.at)]
        alike = [p for p in places if fingerprint(text, p) == known.fingerprint]
        for kept in ([p for p in same if p in alike], alike, same):
            if len(kept) == 1:
                return (kept[0],)
    named = tuple(p for p in places if p.paragraph == paragraph)
    return named or (places if len(places) < 2 or paragraph is not None else _nearest(places, text, near))


def _nearest(places: tuple[Place, ...], text: PlainText, near: str) -> tuple[Place, ...]:
    """Those in whose paragraphs most words of ``near`` stand."""
    words = {word.lower() for word in re.findall(r"[A-Za-z]{4,}|[\u4e00-\u9fff]{2}", near)}
    scores = [sum(word in text[place.paragraph].lower() for word in words) for place in places]
    return tuple(place for place, score in zip(places, scores, strict=True) if score == max(scores))
