"""Says which numerals of a text nobody has proven: those that are no fact, no quotation, no name, and not cited.

A number is proven by being a fact, by standing in a quotation whose citation says where, or by a waiver with a
citation. A year or a date needs a fact or a citation in its sentence, or around its text.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterator
from enum import Enum

from hefei_report.evidence.numbers import date_text, partial_date_text
from hefei_report.evidence.numerals import Kind, Numeral, numerals, sentences
from hefei_report.expressions import expression
from hefei_report.records import dataclass

HIDDEN = "\ufffc"  # stands for each character of a mark, which has no numerals of the author's


class Around(Enum):
    """What stands around a text and speaks for its numerals."""

    NOTHING = "nothing"
    TITLE = "title"  # the document's own title: its year needs nobody's word
    CITED = "cited"  # it belongs to something with sources: a figure, a row, a key figure
    QUOTED = "quoted"  # it is somebody's words, cited with their place


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact, a citation or a waiver in a text, by its place; ``located`` citations say where in the source."""

    start: int
    end: int
    located: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What the outline says about numerals: its own date, and names whose digits count nothing."""

    date: dt.date
    names: tuple[str, ...] = ()


def hide(text: str, spans: Collection[tuple[int, int]]) -> str:
    """``text`` with the characters of ``spans`` hidden, so that all places stay what they are."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = HIDDEN * (end - start)
    return "".join(characters)


# A moment that is all of a text, such as a label of a series of days: of sources that are cited they are part.
_DATED = expression(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def unproven(text: str, marks: Collection[Mark], around: Around, rules: Rules) -> Iterator[Numeral]:
    """The numerals of ``text`` (with its marks hidden) that nothing proves."""
    if around is Around.QUOTED or (around is Around.CITED and _DATED.fullmatch(text)):
        return
    found = [numeral for numeral in numerals(text, rules.names) if numeral.kind is not Kind.NAME]
    if not found:
        return
    own = _places(text, _own_dates(rules.date))
    parts = tuple(sentences(text))
    for numeral in found:
        if any(start <= numeral.start < end for start, end in own):
            continue
        beside = _beside(numeral, marks, parts)
        if numeral.kind is Kind.YEAR and _is_dated(numeral, bool(beside), around, rules):
            continue
        if not (any(mark.located for mark in beside) and is_quoted(numeral, text)):
            yield numeral


def _is_dated(numeral: Numeral, cited: bool, around: Around, rules: Rules) -> bool:
    own_year = around is Around.TITLE and numeral.text == str(rules.date.year)
    return cited or own_year or around is Around.CITED


def _beside(numeral: Numeral, marks: Collection[Mark], parts: tuple[tuple[int, int], ...]) -> list[Mark]:
    """The marks in the sentence of ``numeral``."""
    start, end = next(part for part in parts if part[0] <= numeral.start < part[1])
    return [mark for mark in marks if start <= mark.start < end]


_QUOTATION = expression('“[^”]*”|"[^"]*"|「[^」]*」|『[^』]*』|《[^》]*》')


def is_quoted(numeral: Numeral, text: str) -> bool:
    """Whether ``numeral`` stands between quotation marks."""
    return any(match.start() < numeral.start < match.end() for match in _QUOTATION.finditer(text))


@functools.cache
def _own_dates(date: dt.date) -> re.Pattern[str]:
    forms = {date.isoformat(), date.isoformat()[:7]}
    for language in ("en", "zh"):
        forms |= {date_text(date, language), partial_date_text(date.isoformat()[:7], language)}
    patterns = (re.escape(form.replace("\u00a0", " ")).replace(r"\ ", r"\s") for form in sorted(forms, key=len)[::-1])
    return re.compile("|".join(rf"(?<!\d){pattern}(?!\d)" for pattern in patterns))


def _places(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]
