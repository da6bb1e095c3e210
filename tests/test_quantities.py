"""Figures in texts are read as they are meant: digits, words, scales, units and qualifiers of both languages."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from hefei_report.evidence.numbers import quantity
from hefei_report.evidence.plaintext import PlainText, plain_line
from hefei_report.evidence.quantities import Quantity, quantities_in
from hefei_report.evidence.textdates import dates_in
from hefei_report.evidence.units import MEASURES, PERCENT, POINTS, TIMES, Unit


def shown(quantity: Quantity) -> str:
    """A quantity as a line: qualifiers, value, power of ten, base."""
    words = "/".join(sorted(qualifier.value for qualifier in quantity.qualifiers))
    scale = f"e{quantity.scale}" if quantity.scale else ""
    return " ".join(filter(None, (words, f"{quantity.value}{scale}", quantity.base)))


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("surpassing 257.2 billion yuan in exports", ["over 257.2e9 yuan"]),
        ("more than 1,000 suppliers and over 500 others", ["over 1000", "over 500"]),
        ("150\u00a0billion yuan ($20 billion)", ["150e9 yuan", "20e9 dollars"]),
        ("US$3.5bn, RMB20 billion, 2.5 billion euros", ["3.5e9 dollars", "20e9 yuan", "2.5e9 euros"]),
        (
            "rose 10.6% or 3.5 percentage points, not 10.6 per cent",
            ["10.6 percent", "3.5 percentage points", "10.6 percent"],
        ),
        (
            "a 30-percent cut within 240 hours and 400km (249 miles)",
            ["30 percent", "240 hours", "400 kilometres", "249 miles"],
        ),
        ("100-plus firms, 20 or more, 30+ of them", ["at least/over 100", "at least 20", "at least/over 30"]),
        ("no less than 3, less than 4, not more than 5", ["at least 3", "less than 4", "up to 5"]),
        ("nearly one million cars, some 300 firms, around 2015", ["nearly 1e6 vehicles", "about 300", "about 2015"]),
        ("has more than doubled, tripled, twice", ["over 2 times", "3 times", "2 times"]),
        ("stay for a decade or two centuries", ["1e1 years", "2e2 years"]),
        ("ranked 13th, fourth, No. 9, the top exporter", ["13 rank", "4 rank", "9 rank", "1 rank"]),
        ("over 15 global Fortune 500 companies", ["over 15"]),
        ("fell by 3.2 percent to −3.5 percent", ["3.2 percent", "-3.5 percent"]),
        ("twenty-one of them", ["21"]),
        (
            "超过1.27万亿元，不到3亿美元，约12673.8亿元",
            ["over 1.27e12 yuan", "less than 3e8 dollars", "about 12673.8e8 yuan"],
        ),
        ("产量近百万辆，100余家，3亿多元", ["nearly 100e4 vehicles", "at least/over 100", "at least/over 3e8 yuan"]),
        ("至少20家，不超过30家，500家以上", ["at least 20", "up to 30", "at least 500"]),
        ("最近5年，附近3家，节约2亿元", ["5 years", "3", "2e8 yuan"]),
        ("居全国第19位，上升1.5个百分点", ["19 rank", "1.5 percentage points"]),
        ("十二家，两千人，一百零五", ["12", "2000", "105"]),
        ("较“十三五”末增加63.2万人", ["63.2e4"]),
        ("１３，５０７．７亿元", ["13507.7e8 yuan"]),
        ("G60, COVID-19, H200", []),
        ("founded in 1998, in the late 1990s", ["1998"]),
    ],
)
def test_a_figure_is_read_with_its_scale_its_unit_and_its_qualifier(text: str, figures: list[str]) -> None:
    assert [shown(quantity) for quantity in quantities_in(plain_line(text))] == figures


def test_a_range_is_told_from_a_number() -> None:
    assert [quantity.ranged for quantity in quantities_in("20-25 billion, 20 to 25 percent, 20 billion")] == [
        *(True, True, True, True, False)
    ]


def test_a_decrease_is_told_from_a_rise() -> None:
    assert [q.falling for q in quantities_in("fell by 3 percent, rose by 4 percent, 减少6万人, 增加7万人")] == [
        *(True, False, True, False)
    ]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Published March 06, 2025 | 08:26 PM", [(2025, 3, 6)]),
        ("6th Mar, 2025, and on 21 May", [(2025, 3, 6), (None, 5, 21)]),
        ("kick off on Sept. 20", [(None, 9, 20)]),
        ("in April 2020", [(2020, 4, None)]),
        ("2009年4月13日，5月，2024年", [(2009, 4, 13), (None, 5, None), (2024, None, None)]),
        ("2025-03-06 and 2025-04", [(2025, 3, 6), (2025, 4, None)]),
        ("may 5 more, 2020 people", [(None, 5, 5)]),
        ("in 2008", []),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_told(text: str, dates: list[tuple[int | None, ...]]) -> None:
    assert [(date.year, date.month, date.day) for date in dates_in(plain_line(text))] == dates


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("1,141.28 billion", "1141.28 billion"),
        ("1\u202f141\u00a0280 people", "1141280 people"),
        ("２，５７２．００亿元", "2572.00亿元"),
        ("in 2019, 2020, 2021", "in 2019, 2020, 2021"),
        ("the “Hefei model”—it’s  new", 'the "Hefei model"-it\'s new'),
        ("2010–2020, −3.5", "2010-2020, -3.5"),
        ("zero\u200bwidth and soft\u00adhyphen", "zerowidth and softhyphen"),
        ("km² and 10³", "km² and 10³"),
    ],
)
def test_typography_makes_no_difference(typed: str, plain: str) -> None:
    assert plain_line(typed) == plain


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("base", sorted({base for _, base in MEASURES.values()}))
def test_what_we_print_is_what_we_read(base: str, language: str) -> None:
    for scale in (0,) if base in (PERCENT, POINTS, TIMES) else (0, 4, 6, 8, 9, 12):
        printed = quantity(Decimal("257.2"), Unit(scale, base), language)
        [found] = quantities_in(plain_line(printed))
        assert (found.value.scaleb(found.scale), found.base) == (Decimal("257.2").scaleb(scale), base), printed
        assert language == "en" or not re.search("[A-Za-z]", printed), printed


def test_paragraphs_are_the_lines_that_are_not_empty() -> None:
    text = PlainText.of("\ufeffOne\n\n  \u00a0 \r\nTwo\n\u3000Three")
    assert text.paragraphs == ("One", "Two", "Three")
    assert (text[3], text[4], text[0]) == ("Three", "", "")
