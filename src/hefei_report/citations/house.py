"""The house style: numbers in brackets in the text, compact entries in the list.

An entry reads: authors, "title", container or publisher, date, address; what is unknown is left out.
"""

from __future__ import annotations

from hefei_report.document.model import Inline, Run, WebLink
from hefei_report.evidence.numbers import partial_date_text
from hefei_report.evidence.sources import Person, Source
from hefei_report.outline.text import Text
from hefei_report.theme.fonts import is_chinese

_IN_ITALICS = {"book", "report", "thesis", "standard"}


def entry(source: Source, language: str) -> Inline:
    """The entry of ``source`` in a list of references in ``language``, ended by its address if it has one."""
    chinese = _language(source, language) == "zh"
    parts: list[Inline] = []
    authors = _names(source.author or source.editor, chinese)
    if authors:
        parts.append((Run(authors),))
    parts.append(_title(source, chinese))
    parts += [(Run(text),) for text in _places(source, language)]
    return _joined(parts, "，" if chinese else ", ") + _address(source)


def short(source: Source, language: str) -> str:
    """A few words to recognise a source by, in sentences: the family names, else the publisher, else the title."""
    chinese = language == "zh"
    for text in (_family_names(source.author, chinese), _value(source.container_title), _value(source.publisher)):
        if text:
            return text
    return source.title.value


def short_with_year(source: Source, language: str) -> str:
    """The same with the year, where that is known: "UrduPoint (2025)"."""
    year = source.issued.value[:4] if source.issued else ""
    if not (len(year) == 4 and year.isdigit()):
        return short(source, language)
    return short(source, language) + (f"（{year}）" if language == "zh" else f" ({year})")


def _language(source: Source, language: str) -> str:
    own = source.language.value if source.language else language
    return own.split("-")[0].lower()


def _title(source: Source, chinese: bool) -> Inline:
    if source.type in _IN_ITALICS:
        return (Run(source.title.value, italic=not chinese),)
    quotes = "《》" if chinese else "“”"
    return (Run(quotes[0] + source.title.value + quotes[1]),)


def _places(source: Source, language: str) -> list[str]:
    container = _value(source.container_title)
    publisher = _value(source.publisher)
    found = [container, publisher if publisher != container else "", _value(source.genre)]
    found += [f"{name} {_value(text)}" for name, text in (("vol.", source.volume), ("no.", source.issue)) if text]
    if source.issued:
        found.append(partial_date_text(source.issued.value, language))
    if source.page:
        found.append(f"p. {source.page.value}")
    if source.accessed:
        seen = partial_date_text(source.accessed.value, language)
        found.append(f"{seen}访问" if language == "zh" else f"read on {seen}")
    return [text for text in found if text]


def _address(source: Source) -> Inline:
    if source.URL:
        url = source.URL.value
        shown = url.split("://", 1)[-1].rstrip("/")
        return (Run(". "), Run(shown, target=WebLink(url)))
    if source.DOI:
        return (Run(". "), Run("doi:" + source.DOI.value, target=WebLink("https://doi.org/" + source.DOI.value)))
    return (Run("."),)


def _names(people: tuple[Person, ...], chinese: bool) -> str:
    names = [_full_name(person, chinese) for person in people]
    if len(names) > 3:
        return names[0] + ("等" if chinese else " et al.")
    return ("，" if chinese else ", ").join(name for name in names if name)


def _full_name(person: Person, chinese: bool) -> str:
    if person.literal:
        return person.literal.value
    given, family = _value(person.given), _value(person.family)
    return family + given if chinese else f"{given} {family}".strip()


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
    return family or _value(person.literal)


def _value(text: Text | None) -> str:
    return text.value.strip() if text else ""


def _joined(parts: list[Inline], between: str) -> Inline:
    runs: list[Run] = []
    for number, part in enumerate(parts):
        if number:
            runs.append(Run(between))
        runs += part
    return tuple(runs)
