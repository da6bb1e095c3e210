"""Figures of different places or years in one paragraph must say which is which: city and province never blur.

A paragraph, list item, figure or table whose facts differ in place or in year names each place and each year at
least once. Words that stand for a place ("the city") are declared in the outline.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.chartplan import facts_of, texts_of
from hefei_report.document.model import (
    Document,
    Figure,
    Image,
    Inline,
    KeyFigures,
    List,
    ListItem,
    Panel,
    Paragraph,
    Quote,
    Section,
    Table,
    plain,
)
from hefei_report.document.notes import notes_in, without_marks
from hefei_report.document.walking import blocks_in, facts_printed, inlines_of
from hefei_report.evidence.facts import Fact, Facts
from hefei_report.expressions import expression
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.records import dataclass

_YEAR = expression(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_YEAR_BEFORE = expression(r"\b(?:year before|year earlier|previous year|preceding year)\b|上年|前一年")
_SPAN = expression(r"(?<!\d)((?:1[89]|20)\d\d)(?:\s?[–-]\s?| to |年?[至到])((?:1[89]|20)\d\d|\d\d)(?!\d|-)")


@dataclass(frozen=True, slots=True)
class _Unit:
    """What a reader takes in at once: its text, the ids of its facts, and where it is written."""

    text: str
    facts: tuple[str, ...]
    span: Span


def check_told_apart(
    document: Document,
    facts: Facts,
    names: Mapping[str, Iterable[str]],
    diagnostics: Diagnostics,
    memory: Memory = NO_MEMORY,
) -> None:
    """Warns of places and years that a unit of text prints figures of and does not name."""
    sections = (memory.once("units", Same(each), functools.partial(_with_facts, each)) for each in document.sections)
    units = [unit for units in sections for unit in units]
    usual = _usual_place(units, facts)
    for unit in units:
        known = [facts.by_id[id_] for id_ in unit.facts if id_ in facts.by_id]
        _check_places(unit, known, usual, names, diagnostics)
        _check_years(unit, known, str(document.date.year), diagnostics)


def _check_places(
    unit: _Unit, facts: list[Fact], usual: str, names: Mapping[str, Iterable[str]], diagnostics: Diagnostics
) -> None:
    places = dict.fromkeys(fact.geography for fact in facts if fact.geography)
    text = unit.text.casefold()
    for place in places:
        differs = place != usual or len(places) > 1
        if differs and not any(name.casefold() in text for name in _names_of(place, names)):
            ids = ", ".join(f"'{fact.id}'" for fact in facts if fact.geography == place)
            message = f"nothing here says that {ids} is of {place}"
            hint = "name the place, or declare the word you use for it under 'evidence: {places: ...}'"
            diagnostics.warning("blurred-place", message, unit.span, hint)


def _names_of(place: str, names: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The place as the fact has it, its first word ("Anhui" of "Anhui province"), and what the outline adds."""
    yield place
    first = re.split(r"[\s,(]", place)[0]
    if len(first) > 3:
        yield first
    yield from names.get(place, ())


def _check_years(unit: _Unit, facts: list[Fact], present: str, diagnostics: Diagnostics) -> None:
    """What is of the document's own year is the present, and needs no year."""
    dated = [(fact, _years(fact.period)) for fact in facts if not fact.date and _years(fact.period)]
    if len({frozenset(years) for _, years in dated}) < 2:
        return
    shown = _years(unit.text) | {present}
    shown |= {str(int(year) - 1) for year in shown} if _YEAR_BEFORE.search(unit.text) else set()
    for years in dict.fromkeys(frozenset(years) for _, years in dated):
        if not years & shown:
            same = [fact for fact, own in dated if own == years]
            ids = ", ".join(dict.fromkeys(f"'{fact.id}'" for fact in same))
            message = f"nothing here says that {ids} is of {same[0].period}"
            hint = "name the year, as in {{ " + same[0].id + " | period }}"
            diagnostics.warning("blurred-period", message, unit.span, hint)


def _years(text: str) -> set[str]:
    """The years that ``text`` names, those inside spans included ("2020–21", "2016-2019")."""
    years = set(_YEAR.findall(text))
    for first, last in _SPAN.findall(text):
        until = int(last if len(last) == 4 else first[:2] + last)
        years |= {str(year) for year in range(int(first), min(until, int(first) + 100) + 1)}
    return years


def _usual_place(units: Iterable[_Unit], facts: Facts) -> str:
    """The place that most figures of the document are of."""
    places = [facts.by_id[id_].geography for unit in units for id_ in unit.facts if id_ in facts.by_id]
    counted = Counter(place for place in places if place)
    return min(counted, key=lambda place: (-counted[place], place), default="")


# ------------------------------------------------------------------------------------------------ units


def _with_facts(section: Section) -> tuple[_Unit, ...]:
    return tuple(unit for unit in _units(section) if unit.facts)


def _units(section: Section) -> Iterator[_Unit]:
    for block in blocks_in((section,)):
        for mark in (mark for inline in inlines_of(block) for mark in notes_in(inline)):
            yield _unit([mark.note], block.span)
        match block:
            case Paragraph():
                yield _unit([block.content], block.span)
            case List():
                yield from _items(block.items, block.span)
            case Panel():
                yield _unit([block.title, *inlines_of(block)], block.span)
            case Table():
                yield _unit(inlines_of(block), block.span)
            case Figure():
                texts = _unit(inlines_of(block), block.span)
                drawn = " ".join((*texts_of(block.plan), block.alt))
                yield _Unit(f"{texts.text} {drawn}", (*texts.facts, *facts_of(block.plan)), block.span)
            case Image():
                texts = _unit(inlines_of(block), block.span)
                yield replace(texts, text=f"{texts.text} {block.alt}")
            case KeyFigures():
                for item in block.items:
                    yield _unit([item.value, item.unit, item.label, item.detail], block.span)
            case Quote() | _:
                continue


def _items(items: tuple[ListItem, ...], span: Span) -> Iterator[_Unit]:
    for item in items:
        yield _unit([item.content], span)
        yield from _items(item.children, span)


def _unit(inlines: Iterable[Inline], span: Span) -> _Unit:
    """Texts that are read at once. Notes are read by themselves, or not at all."""
    inlines = tuple(without_marks(inline) for inline in inlines)
    facts = tuple(dict.fromkeys(facts_printed(inlines)))
    return _Unit(" ".join(plain(inline) for inline in inlines), facts, span)
