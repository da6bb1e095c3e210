"""What a source is called in passing, where there is no room for its entry: in sentences and in source lines."""

from __future__ import annotations

import re

from hefei_report.evidence.sources import Person, Source
from hefei_report.outline.languages import in_chinese
from hefei_report.outline.text import Text
from hefei_report.theme.fonts import is_chinese


def short(source: Source, language: str) -> str:
    """A few words to recognise a source by, in sentences: the family names, else the publisher, else the title."""
    chinese = in_chinese(language)
    for text in (_family_names(source.author, chinese), _value(source.container_title), _value(source.publisher)):
        if text:
            return text
    return source.title.value


def short_with_year(source: Source, language: str) -> str:
    """The same with the year, where that is known: "UrduPoint (2025)"."""
    year = source.issued.value[:4] if source.issued else ""
    if not (len(year) == 4 and year.isdigit()):
        return short(source, language)
    return short(source, language) + (f"（{year}）" if in_chinese(language) else f" ({year})")


def is_in_chinese(source: Source) -> bool:
    """Whether a source is in Chinese: it says so, or says nothing and its title has Chinese characters."""
    if source.language is not None and source.language.value.strip():
        return source.language.value.strip().lower().startswith(("zh", "chi", "cn", "中"))
    return any(is_chinese(character) and character.isalpha() for character in source.title.value)


def language_of(source: Source, otherwise: str) -> str:
    """The language of a source as a BCP 47 tag; ``otherwise`` where nothing tells it."""
    if is_in_chinese(source):
        return "zh"
    said = source.language.value.strip() if source.language else ""
    return said if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", said) else otherwise


def _family_names(people: tuple[Person, ...], chinese: bool) -> str:
    names = [_recognised(person) for person in people]
    if len(names) > 2:
        return names[0] + ("等" if chinese else " et al.")
    return ("、" if chinese else " and ").join(name for name in names if name)


def _recognised(person: Person) -> str:
    """What a person is called in passing: the family name, but all of a Chinese name, which is short."""
    family = _value(person.family)
    if family and all(is_chinese(character) for character in family):
        return family + _value(person.given)
    particle = _value(person.non_dropping_particle)
    return f"{particle} {family}".strip() if family else _value(person.literal)


def _value(text: Text | None) -> str:
    return text.value.strip() if text else ""
