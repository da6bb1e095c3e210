"""Whether what an author states of a fact can stand: its number, the words it is printed with, the phrase it quotes."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.facts import FactFields
from hefei_report.evidence.numerals import Kind, numerals
from hefei_report.evidence.units import RANK, YEAR, Unit
from hefei_report.outline.text import Text

MOST_DIGITS = 25  # beyond that arithmetic would round


def check_number(number: Decimal, unit: Unit, value: Text, diagnostics: Diagnostics) -> None:
    """Ranks and years are whole, ranks begin with one, and nobody measures to more than 25 digits."""
    if len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > MOST_DIGITS:
        message = f"a number of more than {MOST_DIGITS} digits"
        diagnostics.error("bad-number", message, value.span, "give the digits that the source gives")
    elif unit.base in (RANK, YEAR) and (number != number.to_integral_value() or number < 1):
        message = f"'{value.value[:40]}' is no {unit.base}"
        diagnostics.error("bad-number", message, value.span, "write a whole number, 1 or more")


def check_words(fields: FactFields, names: Collection[str], diagnostics: Diagnostics) -> None:
    """What a fact says of itself in words is printed, too: its numbers would be proven by nothing."""
    unit = fields.unit
    counted = Unit.of(unit.value).base if unit else ""
    for text, part in ((fields.label, None), (fields.geography, None), (unit, counted)):
        if text is None:
            continue
        skipped = len(text.value) - len(part) if part is not None and text.value.endswith(part) else 0
        for numeral in numerals(text.value[skipped:] if part is not None else text.value, names):
            if numeral.kind is Kind.NUMBER:
                place = text.at(skipped + numeral.start, numeral.length)
                hint = "say it in words, or declare the name under 'evidence: {names: ...}' in the outline"
                diagnostics.error("unproven-number", f"nothing proves the number '{numeral.text}'", place, hint)


_MOST_WORDS = 8  # enough to find a figure again, too few to be a sentence of somebody's


def check_phrases(fields: FactFields, diagnostics: Diagnostics) -> None:
    for phrase in (fields.phrase, *(source.phrase for source in fields.source)):
        if phrase and _words(phrase.value) > _MOST_WORDS:
            hint = f"the figure with a word or two on each side is enough, {_MOST_WORDS} words at most"
            diagnostics.error("too-large", "the phrase quotes more than is needed", phrase.span, hint)


def _words(text: str) -> int:
    """How many words there are; two Chinese characters count as one."""
    characters = sum("\u4e00" <= character <= "\u9fff" for character in text)
    spaced = "".join(" " if "\u3000" <= character <= "\u9fff" else character for character in text)
    return len(spaced.split()) + (characters + 1) // 2
