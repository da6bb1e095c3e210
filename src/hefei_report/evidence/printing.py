"""How a fact is printed: ``{{ fact }}`` in full, ``{{ fact | filter }}`` in part."""

from __future__ import annotations

from collections.abc import Callable

from hefei_report.evidence.facts import Fact
from hefei_report.evidence.numbers import (
    number_words,
    partial_date_text,
    period_text,
    qualifier_text,
    quantity,
    quantity_parts,
)


def _full(fact: Fact, language: str) -> str:
    return qualifier_text(fact.qualifier, language) + _value(fact, language)


def _value(fact: Fact, language: str) -> str:
    if fact.value is None:
        return partial_date_text(fact.date, language)
    return quantity(fact.value, fact.unit, language)


def _short(fact: Fact, language: str) -> str:
    return _value(fact, language) if fact.value is None else quantity(fact.value, fact.unit, language, short=True)


def _signed(fact: Fact, language: str) -> str:
    return _value(fact, language) if fact.value is None else quantity(fact.value, fact.unit, language, signed=True)


def _number(fact: Fact, language: str) -> str:
    return _value(fact, language) if fact.value is None else quantity_parts(fact.value, fact.unit, language)[0]


def _digits(fact: Fact, language: str) -> str:
    """For large type: the number with its qualifier as a sign, and the per cent sign with it."""
    if fact.value is None:
        return partial_date_text(fact.date, language)
    digits, unit = quantity_parts(fact.value, fact.unit, language)
    return qualifier_text(fact.qualifier, language) + digits + (unit if unit == "%" else "")


def _unit(fact: Fact, language: str) -> str:
    if fact.value is None:
        return ""
    unit = quantity_parts(fact.value, fact.unit, language)[1]
    return "" if unit == "%" else unit


def _words(fact: Fact, language: str) -> str:
    return _value(fact, language) if fact.value is None else number_words(fact.absolute, language)


# Filter by name, as authors write it; "source" is a citation mark and made by resolve.
FILTERS: dict[str, Callable[[Fact, str], str]] = {
    "": _full,
    "value": _value,
    "short": _short,
    "signed": _signed,
    "number": _number,
    "digits": _digits,
    "unit": _unit,
    "words": _words,
    "period": lambda fact, language: period_text(fact.period, language),
    "geography": lambda fact, _: fact.geography,
}


def printed(fact: Fact, filter: str, language: str) -> str:
    """A fact's text. Raises KeyError for a filter that is not in :data:`FILTERS`."""
    return FILTERS[filter](fact, language)
