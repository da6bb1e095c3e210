"""Number formats that print exactly what a plan prints, told by printing the number with them."""

from __future__ import annotations

import functools
import re
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

from hefei_report.evidence.numbers import MINUS, plain_number

_MOST_THOUSANDS = 4  # "1.5 trillion"
_NUMBER = re.compile(r"(?P<sign>[-+−]?)(?P<digits>\d[\d,]*(?:\.\d+)?)")


@functools.lru_cache(maxsize=20_000)
def code_for(number: Decimal, text: str, *, grouped: bool = False) -> str | None:
    """The number format (ECMA-376, part 1, 18.8.31) by which ``number`` prints as ``text``; None where none can.

    A negative number's true minus sign is part of the format, and so are the words around the digits. ``grouped``
    asks for separators of thousands although the text is too short to have one.
    """
    sections = _sections(number, text, grouped=grouped)
    return ";".join(sections) if sections else None


Sections = tuple[str, str, str]  # for positive and negative numbers, and for zero


def _sections(number: Decimal, text: str, *, grouped: bool) -> Sections | None:
    for found, thousands in product(_NUMBER.finditer(text), range(_MOST_THOUSANDS + 1)):
        if _printed(number.scaleb(-3 * thousands), found) == found[0]:
            before, after = _quoted(text[: found.start()]), _quoted(text[found.end() :])
            digits = _digits(found["digits"], grouped) + "," * thousands  # each comma divides by a thousand
            plus = '"+"' if found["sign"] == "+" else ""
            return (
                f"{before}{plus}{digits}{after}",
                f"{before}{_quoted(MINUS)}{digits}{after}",
                f"{before}{digits}{after}",
            )
    return None


def same_code(pairs: list[tuple[Decimal, str]]) -> str | None:
    """The number format by which all of ``pairs`` print as they should, zero possibly shorter; None where none can."""
    grouped = any("," in text for _, text in pairs)
    found = [(number, _sections(number, text, grouped=grouped)) for number, text in pairs]
    zeros = {sections for number, sections in found if number == 0}
    others = {sections for number, sections in found if number != 0} or zeros
    if len(others) != 1 or len(zeros) > 1 or None in (zeros | others):
        return None
    (most,) = others
    (zero,) = zeros or others
    return ";".join((*most[:2], zero[2])) if most and zero else None


def _printed(number: Decimal, found: re.Match[str]) -> str:
    """``number`` as a format with as many places and separators as ``found`` has would print it."""
    places = len(found["digits"].partition(".")[2])
    # The formats know no rounding to even, and no sign before a rounded zero.
    rounded = abs(number).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    grouped = "," in found["digits"] or rounded < 1000
    sign = MINUS if number < 0 else "+" if number > 0 and found["sign"] == "+" else ""
    return sign + plain_number(rounded, grouped=grouped)


def _digits(text: str, grouped: bool) -> str:
    whole, point, places = text.partition(".")
    separated = "," in whole or (grouped and len(whole) < 4)
    return ("#,##0" if separated else "0") + point + "0" * len(places)


def _quoted(text: str) -> str:
    """``text`` as part of a format: in quotation marks, which have to be escaped themselves."""
    return "".join('\\"' if part == '"' else f'"{part}"' for part in re.split('(")', text) if part)
