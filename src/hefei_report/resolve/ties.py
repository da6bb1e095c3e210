"""Keeps together at line ends what is read at once: a number and its unit, a label and its number, initials, dates."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from hefei_report.document.model import Run
from hefei_report.evidence.months import MONTH
from hefei_report.evidence.numbers import NO_BREAK
from hefei_report.evidence.units import MEASURES, SCALE_WORDS
from hefei_report.outline.languages import in_chinese

Words = dict[int, frozenset[str]]  # by their length


def _by_length(words: Iterable[str]) -> Words:
    words = frozenset(words)
    return {length: frozenset(word for word in words if len(word) == length) for length in set(map(len, words))}


_FURTHER = ("people", "tonnes", "kg", "mm", "cm", "nm", "m", "GB", "°C", "MW", "GW")
_SCALES = _by_length(word for word in SCALE_WORDS if word.isalpha())
_UNITS = _by_length(word.lower() for word in (*MEASURES, *_FURTHER))
_NUMBER = re.compile(rf"\d[ {NO_BREAK}]")
_PERHAPS = re.compile(r" [–—\d]|\d |[A-Za-z]\. ")
_LABELS = (
    r"[Ff]ig(?:ure|\.)|[Tt]able|[Ss]ec(?:tion|\.)|[Cc]hap(?:ter|\.)|[Aa]nnex|[Aa]ppendix|[Pp]age|pp?\.|[Pp]ara(?:graph|\.)"
    r"|[Vv]ol\.|[Nn]os?\.|[Nn]ote|[Aa]rticle|[Bb]ox|[Pp]art|[Ss]tep|[Pp]hase|[Ll]ine"
)
_TITLES = r"Dr\.|Prof\.|Mr\.|Mrs\.|Ms\.|St\.|c\.|ca\.|cf\."
# What stands before and after a space at which no line may end; whether it does so in Chinese texts as well.
_RULES: tuple[tuple[str, str, bool], ...] = (
    (rf"(?:\b(?:{_LABELS})|§)", r"\d", True),  # Figure 3, p. 6, No. 5, § 4
    (r"\b\d{1,2}", rf"(?:{MONTH})\b", True),  # 14 November
    (r"\b[A-Z]\.", r"[A-Z](?:\.|[a-z])", False),  # J. K. Smith
    (rf"\b(?:{_TITLES})", r"[\w(]", False),  # Dr. Li
    (r"\S", r"[–—] ", False),  # no line begins with a dash
    (r"[第图表]", r"\d", True),  # 第 3 页
    (r"\d", r"[年月日号页章节%％‰]", True),  # 第 3 页, 12 %
)


@functools.cache
def _patterns(chinese: bool) -> tuple[re.Pattern[str], ...]:
    """The rules for texts in Chinese, or for others; few reports need both."""
    return tuple(re.compile(f"{before} (?={after})") for before, after, too in _RULES if too or not chinese)


def tied(runs: Iterable[Run], language: str) -> tuple[Run, ...]:
    """``runs`` with no-break spaces where a line must not end; code stays as it is, and so does the length of all."""
    runs = tuple(runs)
    text = "".join("\ufffc" * len(run.text) if run.code else run.text for run in runs)
    if not _PERHAPS.search(text):
        return runs
    patterns = _patterns(in_chinese(language))
    places = {match.end() - 1 for pattern in patterns for match in pattern.finditer(text)}
    places.update(_before_units(text))
    return tuple(_changed(runs, places)) if places else runs


def _before_units(text: str) -> Iterator[int]:
    """The spaces in "400 km", "12 percent" and "3 billion yuan".

    (As patterns, so many words would take a build longer to compile than to look for.)
    """
    for match in _NUMBER.finditer(text):
        at = match.end()
        scaled = tuple(_ends(text, at, _SCALES))
        if text[at - 1] == " " and (scaled or any(_ends(text, at, _UNITS))):
            yield at - 1
        for end in scaled:
            if text.startswith(" ", end) and any(_ends(text, end + 1, _UNITS)):
                yield end


def _ends(text: str, at: int, words: Words) -> Iterator[int]:
    """Where those of ``words`` end that stand at ``at``. A word in Latin letters ends where its letters end."""
    for length, known in words.items():
        end = at + length
        found = text[at:end] if words is _SCALES else text[at:end].lower()
        if found in known and not (_is_latin(found[-1:]) and _is_latin(text[end : end + 1])):
            yield end


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _changed(runs: tuple[Run, ...], places: set[int]) -> Iterator[Run]:
    start = 0
    for run in runs:
        text = run.text
        for place in places:
            at = place - start
            if 0 <= at < len(text):
                text = text[:at] + NO_BREAK + text[at + 1 :]
        start += len(text)
        yield run.saying(text)
