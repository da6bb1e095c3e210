"""A derived figure shows its working in signs, with the values put in."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.diagnostics import Span
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.units import Unit
from hefei_report.evidence.working import working


def fact(id: str, value: str, unit: str) -> Fact:
    number = Decimal(value)
    place = Span("facts.yaml", 1, 1)
    return Fact(id, number, Unit.of(unit), Qualifier.OVER, "2024", "Hefei", "", "final", (), (), place)


FACTS = {
    "a": fact("a", "206.5", "billion yuan"),
    "b": fact("b", "257.2", "billion yuan"),
    "c": fact("c", "6.2", "percent"),
    "n": fact("n", "4", "years"),
}


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("share(a, b)", "206.5 billion yuan ÷ 257.2 billion yuan"),
        ("ratio(a - b, b)", "(206.5 billion yuan − 257.2 billion yuan) ÷ 257.2 billion yuan"),
        ("a / (b / a)", "206.5 billion yuan ÷ (257.2 billion yuan ÷ 206.5 billion yuan)"),
        ("a - (b - a)", "206.5 billion yuan − (257.2 billion yuan − 206.5 billion yuan)"),
        ("a + b * 2", "206.5 billion yuan + 257.2 billion yuan × 2"),
        ("pct_change(b, a)", "257.2 billion yuan ÷ 206.5 billion yuan − 1"),
        ("before_growth(b, c)", "257.2 billion yuan ÷ (1 + 6.2%)"),
        ("b * (1 + c / 100)", "257.2 billion yuan × (1 + 6.2%)"),
        ("cagr(b, a, n)", "(257.2 billion yuan ÷ 206.5 billion yuan)^(1 ÷ 4 years) − 1"),
        ("sum(a, b)", "206.5 billion yuan + 257.2 billion yuan"),
        ("mean(a, b)", "(206.5 billion yuan + 257.2 billion yuan) ÷ 2"),
        ("-a", "−206.5 billion yuan"),
        ("rank(a, b)", "rank(206.5 billion yuan, 257.2 billion yuan)"),
    ],
)
def test_a_formula_is_shown_in_signs_with_values(formula: str, shown: str) -> None:
    assert working(formula, FACTS).replace("\u00a0", " ") == shown


def test_it_speaks_chinese() -> None:
    assert working("share(a, b)", FACTS, "zh") == "2,065亿元 ÷ 2,572亿元"


def test_a_formula_that_cannot_be_read_is_shown_as_it_is() -> None:
    assert working("a ** 9 ** (", FACTS) == "a ** 9 ** ("
