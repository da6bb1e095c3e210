"""The one formatter: numbers, quantities and dates print the same in prose, axes, tables and slides.

Digits are kept as the source gives them: a quantity is only ever moved by powers of ten.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_EVEN, Context, Decimal

from hefei_report.evidence.months import MONTHS
from hefei_report.evidence.qualifiers import QUALIFIER_WORDS, Qualifier
from hefei_report.evidence.units import PERCENT, POINTS, RANK, SCALE_WORDS, TIMES, YEAR, Unit
from hefei_report.outline.languages import in_chinese

MINUS = "\u2212"
NO_BREAK = "\u00a0"


# The scale words that we print, largest first.
_SCALES = {
    "en": tuple((SCALE_WORDS[word], word) for word in ("trillion", "billion", "million")),
    "zh": tuple((SCALE_WORDS[word], word) for word in ("万亿", "亿", "万")),
}
_SHORT_SCALES = {12: "tn", 9: "bn", 6: "m"}
_CHINESE_BASES = {
    "yuan": "元",
    "dollars": "美元",
    "euros": "欧元",
    "people": "人",
    "residents": "人",
    "vehicles": "辆",
    "companies": "家",
    "enterprises": "家",
    "suppliers": "家",
    "projects": "个项目",
    "countries": "个国家",
    "hours": "小时",
    "minutes": "分钟",
    "days": "天",
    "kilometres": "公里",
    "square kilometres": "平方公里",
    "miles": "英里",
    "jobs": "个岗位",
    "graduates": "名毕业生",
    "routes": "条航线",
    "trips": "列",
    "metres": "米",
    "months": "个月",
    "years": "年",
    "tonnes": "吨",
    "firms": "家",
    "households": "户",
    "patents": "件专利",
    "students": "名学生",
}
NUMBER_WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def plain_number(number: Decimal, *, grouped: bool = True, signed: bool = False) -> str:
    """Digits with thousands separators and a true minus sign: "1,370,000", "−3.5", "+10.6"."""
    text = f"{abs(number):,f}" if grouped else f"{abs(number):f}"
    if number < 0:
        return MINUS + text
    return "+" + text if signed and number > 0 else text


_WIDE = Context(prec=400)  # any number that an author can write has its digits here


def rounded(number: Decimal, quantum: Decimal) -> Decimal:
    """``number`` to the nearest multiple of the power of ten ``quantum``, halves to even."""
    return number.quantize(quantum, rounding=ROUND_HALF_EVEN, context=_WIDE)


def scale_word(size: Decimal, language: str) -> tuple[int, str]:
    """The largest power of ten with a word of its own that is not above ``size``, and the word; (0, "") for none."""
    scales = _SCALES["zh" if in_chinese(language) else "en"]
    return next(((scale, word) for scale, word in scales if abs(size) >= Decimal(1).scaleb(scale)), (0, ""))


def tidy(number: Decimal) -> Decimal:
    """``number`` with neither exponent nor trailing zeros after the point, for axis labels."""
    normal = number.normalize()
    return Decimal(int(normal)) if int(normal.as_tuple().exponent) > 0 else normal


def ordinal(number: Decimal, language: str) -> str:
    """A rank: "13th", "第13"."""
    digits = plain_number(number)
    if in_chinese(language):
        return f"第{digits}"
    tens, ones = int(number) % 100, int(number) % 10
    suffix = "th" if 10 <= tens <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(ones, "th")
    return digits + suffix


def number_words(number: Decimal, language: str) -> str:
    """Small whole numbers in words ("four"), all others in digits."""
    if not in_chinese(language) and number == number.to_integral_value() and 0 <= number <= 12:
        return NUMBER_WORDS[int(number)]
    return plain_number(number)


def date_text(date: dt.date, language: str) -> str:
    """A day: "22 November 2025" (day and month never part at a line end), "2025年11月22日"."""
    if in_chinese(language):
        return f"{date.year}年{date.month}月{date.day}日"
    return f"{date.day}{NO_BREAK}{MONTHS[date.month - 1]} {date.year}"


_YEARS = re.compile(r"(?<=\b\d{4})-(?=\d{4}\b)")  # from one to the other


def period_text(period: str, language: str) -> str:
    """When a figure is of: a date, years from one to the other ("2014–2024"), or the author's words."""
    return _YEARS.sub("–", partial_date_text(period, language))


def partial_date_text(text: str, language: str) -> str:
    """A date given as "2020", "2020-04" or "2020-04-29"; anything else comes back as it is."""
    parts = text.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return text
    if len(parts) == 3:
        try:
            return date_text(dt.date.fromisoformat(text), language)
        except ValueError:
            return text
    if len(parts) == 2 and 1 <= int(parts[1]) <= 12:
        year, month = parts[0], int(parts[1])
        return f"{year}年{month}月" if in_chinese(language) else f"{MONTHS[month - 1]} {year}"
    return f"{text}年" if in_chinese(language) and len(parts) == 1 and len(text) == 4 else text


def qualifier_text(qualifier: Qualifier, language: str) -> str:
    """What stands before a number: "over " with its space, "超过", or ''."""
    if qualifier is Qualifier.EXACT:
        return ""
    if in_chinese(language):
        return QUALIFIER_WORDS["zh"][qualifier][0]
    return QUALIFIER_WORDS["en"][qualifier][0] + " "


def quantity(number: Decimal, unit: Unit, language: str, *, signed: bool = False, short: bool = False) -> str:
    """A number with its unit, which it never leaves at a line end: "257.2 billion yuan", "10.6%", "2,572亿元"."""
    digits, word = quantity_parts(number, unit, language, signed=signed)
    if not word:
        return digits
    if short and not in_chinese(language):
        for scale, name in _SCALES["en"]:
            word = word.replace(name, _SHORT_SCALES[scale])
    tight = in_chinese(language) or word.startswith("%")
    return (
        digits + word
        if tight
        else digits + NO_BREAK + word.replace(" ", NO_BREAK, word.count(" ") if len(word) < 16 else 1)
    )


def quantity_parts(number: Decimal, unit: Unit, language: str, *, signed: bool = False) -> tuple[str, str]:
    """The digits and the unit of a quantity apart, for key figures: ("257.2", "billion yuan")."""
    base = unit.base
    if base == RANK:
        return ordinal(number, language), ""
    if base == YEAR:
        return plain_number(number, grouped=False), "年" if in_chinese(language) else ""
    if base == PERCENT:
        return plain_number(number, signed=signed), "%"
    if base == POINTS:
        return plain_number(number, signed=signed), "个百分点" if in_chinese(language) else _points(number)
    scale = _printed_scale(number, unit, language)
    moved = _moved(number, unit.scale - scale)
    digits = plain_number(moved, signed=signed)
    name = dict(_SCALES["zh" if in_chinese(language) else "en"]).get(scale, "")
    if in_chinese(language):
        apart = NO_BREAK if base[:1].isascii() and base not in _CHINESE_BASES and base != TIMES else ""
        return digits, name + apart + ("倍" if base == TIMES else _CHINESE_BASES.get(base, base))
    return digits, f"{name} {base}".strip()


def _points(number: Decimal) -> str:
    return "percentage point" if abs(number) == 1 else "percentage points"


def _moved(number: Decimal, places: int) -> Decimal:
    """``number`` times a power of ten; zeros that only filled a whole number up are dropped (740,000: 74万)."""
    moved = number.scaleb(places)
    return tidy(moved) if int(number.as_tuple().exponent) >= 0 else moved


# Where a unit's own scale has no word in the language, or an unusual one: the largest word to print instead.
_PREFERRED = {
    "en": {4: 6, 5: 6, 7: 9, 8: 9, 10: 12, 11: 12},
    "zh": {0: 4, 2: 4, 3: 4, 5: 4, 6: 8, 7: 8, 9: 8, 10: 12, 11: 12},
}


def _printed_scale(number: Decimal, unit: Unit, language: str) -> int:
    """The power of ten to print in: the unit's own if the language has a word for it, else the one it prefers,
    or a smaller one when the number would begin with a zero.
    """
    name = "zh" if in_chinese(language) else "en"
    scales = [scale for scale, _ in _SCALES[name]]
    preferred = _PREFERRED[name].get(unit.scale, unit.scale)
    if preferred == unit.scale and preferred in scales:
        return unit.scale
    size = number.copy_abs().scaleb(unit.scale)
    return next((scale for scale in scales if scale <= preferred and size >= Decimal(1).scaleb(scale)), 0)
