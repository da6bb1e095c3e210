"""Compares a fact with the words of its source: value, scale, unit where the text tells it, precision and qualifier.

A text that says "surpassing 257.2 billion yuan" proves "over 257.2 billion yuan" and nothing else: not 257.2 million,
not 257.20, not dollars, and not 257.2 without "over".
"""

from __future__ import annotations

import re
from decimal import Decimal

from hefei_report.evidence.facts import Fact
from hefei_report.evidence.falling import names_fall
from hefei_report.evidence.places import Place
from hefei_report.evidence.plaintext import PlainText
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.quantities import Quantity, qualifiers_before, quantities_in
from hefei_report.evidence.textdates import TextDate, dates_in
from hefei_report.evidence.units import DATE, PERCENT, POINTS, RANK, YEAR
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says at a place (``said``, in its own words), and in what the fact differs from it."""

    said: str
    differs: tuple[str, ...]


def compared(fact: Fact, text: PlainText, place: Place, *, in_table: bool = False) -> Reading | None:
    """The figure at ``place`` that comes nearest to the fact; None when no figure stands there.

    A bare number ``in_table`` has its scale and its unit in the table's head, where nobody looks.
    """
    paragraph = text[place.paragraph]
    numbers = [number for number in quantities_in(paragraph) if _touches(number, place)]
    dates = [date for date in dates_in(paragraph) if _touches(date, place)]
    if not numbers and not dates:
        numbers = _listing(paragraph, place)
    readings = [_with_date(fact, date, paragraph) for date in dates] + [
        _with_number(fact, n, in_table) for n in numbers
    ]
    return min(readings, key=lambda reading: len(reading.differs), default=None)


def _touches(found: Quantity | TextDate, place: Place) -> bool:
    return found.start < place.end and place.at < found.end


def _with_date(fact: Fact, date: TextDate, paragraph: str) -> Reading:
    said = paragraph[date.start : date.end]
    if fact.unit.base not in (DATE, YEAR):
        return Reading(said, ("value", "unit"))
    own = fact.date or str(fact.value)
    year, _, rest = own.partition("-")
    elsewhere = date.year is not None or re.search(rf"(?<!\d){year}(?!\d)", paragraph) is not None
    agrees = date.agrees(own) and elsewhere and (date.month is not None or not rest)
    exact = _same_qualifier(fact.qualifier, qualifiers_before(paragraph, date.start))
    checks = ("" if agrees else "value", "" if exact else "qualifier")
    return Reading(said, tuple(check for check in checks if check))


def _with_number(fact: Fact, number: Quantity, in_table: bool) -> Reading:
    qualifier = "" if _same_qualifier(fact.qualifier, number.qualifiers) else "qualifier"
    if fact.value is None:
        checks = ["" if _may_be_year(number) and str(number.value) == fact.date else "value", qualifier]
    elif in_table and not (number.scale or number.base):
        checks = [_value(fact, fact.value, number), qualifier]
    else:
        unit = "" if _same_unit(fact.unit.base, number) else "unit"
        checks = [_value(fact, fact.absolute, number), unit, qualifier]
    return Reading(number.text, tuple(check for check in checks if check))


def _value(fact: Fact, own: Decimal, number: Quantity) -> str:
    """What is wrong with ``own``: '', its "value", its "scale", or a "precision" that the text hasn't got."""
    said = number.value.scaleb(number.scale)
    if number.falling and own < 0:
        said = -abs(said)
    elif number.falling and own > 0 and not names_fall(f"{fact.label} {fact.measure}"):
        return "value"
    if number.ranged and fact.unit.base != YEAR:
        return "value"
    if own != said:
        same_digits = own.normalize().as_tuple().digits == said.normalize().as_tuple().digits
        return "scale" if same_digits and own * said > 0 else "value"
    finer = int(own.as_tuple().exponent) < int(said.as_tuple().exponent)
    return "precision" if finer and fact.value is not None and int(fact.value.as_tuple().exponent) < 0 else ""


def _may_be_year(number: Quantity) -> bool:
    return not number.scale and not number.base and 1800 <= number.value < 2100


def _same_unit(own: str, number: Quantity) -> bool:
    """Money, shares, points and ranks are told by every text; what is counted, a text may call its own way.

    A large amount is often money without saying so ("exports of 257.2 billion", 总投资175亿).
    """
    if own in _MONEY and not number.base:
        return number.scale >= _LARGE
    if own in _ALWAYS_TOLD or number.base in _ALWAYS_TOLD:
        return own == number.base
    if own == YEAR:
        return _may_be_year(number)
    return number.base in ("", own) or own not in _MEASURED


_MONEY, _LARGE = frozenset({"yuan", "dollars", "euros"}), 6
_ALWAYS_TOLD = _MONEY | {PERCENT, POINTS, RANK}
_MEASURED = {
    *("kilometres", "square kilometres", "miles", "metres", "hours", "minutes", "days", "months", "years"),
}


def _same_qualifier(own: Qualifier, said: frozenset[Qualifier]) -> bool:
    return own in said if said else own is Qualifier.EXACT


_ITEM = r"[^,、;:.!?()]{2,40}"
_LISTING = re.compile(rf"({_ITEM})(?:(?:, |、)({_ITEM}))*(?:,? and |和|及|以及|与)({_ITEM})")
_SEPARATOR = re.compile(r", and |, | and |、|以及|和|及|与")


def _listing(paragraph: str, place: Place) -> list[Quantity]:
    """A phrase without a figure may list what the fact counts; then it must hold the list from end to end."""
    phrase = paragraph[place.at : place.end]
    goes_on = re.match(r",|、| and ", paragraph[place.end :]) or re.search(r"[,、] ?$", paragraph[: place.at])
    if goes_on or not _LISTING.fullmatch(phrase):
        return []
    items = Decimal(len(_SEPARATOR.split(phrase)))
    return [Quantity(items, 0, "", frozenset(), place.at, place.end, f"{items} names")]
