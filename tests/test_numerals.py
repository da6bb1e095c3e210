"""Digits of dates, names and labels are found wherever they stand, however soon a text is known to have none."""

from __future__ import annotations

import re

import pytest

from hefei_report.evidence import numerals
from hefei_report.evidence.numerals import Kind

DATES = """
on 14 November 2024 | on November 14, 2024 | in November 2024 | since 2024-11-22 | by 22/11/2024
| 在2024年11月22日 | 在11月22日 | 90年代 | 一九七八年十二月 | at 14:30 | in FY2024 | from 2019–2024
"""
NAMES = """
the Fortune 500 | Made in China 2025 | the 21st century | open 24/7 | on 5G
| 第3页 | 图3 | 十四五时期 | 二十大 | 三十六计
"""
ADDRESSES = "https://a.cn/1 | WWW.163 | me1@a.cn | doi:10.1234/x5 | 36kr.COM"


def texts(written: str) -> list[str]:
    return [each.strip() for each in written.split("|")]


@pytest.mark.parametrize(
    ("alternatives", "found", "written"),
    [
        (numerals._DATES, numerals._DATE, DATES),
        (numerals._NAMES, numerals._NAME, NAMES),
        (numerals._ADDRESSES, numerals._PERHAPS_ADDRESS, ADDRESSES),
    ],
    ids=["dates", "names", "addresses"],
)
def test_what_is_asked_first_turns_no_date_name_or_address_away(
    alternatives: tuple[str, ...], found: re.Pattern[str], written: str
) -> None:
    examples = texts(written)
    for alternative in alternatives:
        own = re.compile(alternative, re.IGNORECASE)
        mine = [example for example in examples if own.search(example)]
        assert mine, f"no example of {alternative}"
        assert all(found.search(example) for example in mine)


@pytest.mark.parametrize("text", texts(NAMES) + texts(ADDRESSES))
def test_digits_of_names_and_addresses_count_nothing(text: str) -> None:
    found = numerals.numerals(text)
    assert found
    assert {numeral.kind for numeral in found} == {Kind.NAME}


@pytest.mark.parametrize("text", [text for text in texts(DATES) if text != "at 14:30"])
def test_digits_of_dates_are_dates(text: str) -> None:
    found = numerals.numerals(text)
    assert found
    assert {numeral.kind for numeral in found} == {Kind.YEAR}


@pytest.mark.parametrize(
    "text", ["see Figure 3", "Sections 1, 2 and 3", "step 4", "Long March 5", "Terminal 2", "ISO 9001", "3) so"]
)
def test_labels_are_names(text: str) -> None:
    assert {numeral.kind for numeral in numerals.numerals(text)} == {Kind.NAME}
