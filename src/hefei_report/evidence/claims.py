"""Sentences that the facts can contradict: checks between facts, and claims that a headline rests on.

Both are comparisons of two formulas: ``a > b``, ``a / b * 100 ~ c +- 0.05``. The operators are
``< <= > >= == != ~``; ``~`` allows a distance of as much as ``+-`` says, and none without it. Plain numbers
are meant in the base of a unit (yuan, people, percent).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.computing import computed
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.formula import names_in
from hefei_report.evidence.printing import printed
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text

_OPERATOR = re.compile(r"<=|>=|==|!=|<|>|~")
_HINT = "compare two formulas, as in 'a > b' or 'a / b * 100 ~ c +- 0.05'"
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Two formulas, what is said of them, and how far apart they may be (for "~")."""

    left: Text
    sign: str
    right: Text
    tolerance: Decimal

    def holds(self, left: Decimal, right: Decimal) -> bool:
        if self.sign == "~":
            with localcontext(prec=30):
                return abs(left - right) <= self.tolerance
        return _HOLDS[self.sign](left, right)


def check(text: Text, facts: Facts, diagnostics: Diagnostics) -> None:
    """One line of ``checks:``; reports ``failed-check`` with both sides when it doesn't hold."""
    comparison = _comparison(text, diagnostics)
    sides = _sides(comparison, facts, diagnostics) if comparison else None
    if comparison is None or sides is None or comparison.holds(*sides):
        return
    left, right = sides
    message = f"the check does not hold: {left:.6g} against {right:.6g}, {abs(left - right):.3g} apart"
    diagnostics.error("failed-check", message, text.span, f"allowed are {comparison.tolerance}")


def claim(text: Text, facts: Facts, diagnostics: Diagnostics) -> None:
    """One ``assert:``; reports ``false-claim`` with the values of its facts when they contradict it."""
    comparison = _comparison(text, diagnostics)
    sides = _sides(comparison, facts, diagnostics) if comparison else None
    if comparison is None or sides is None or comparison.holds(*sides):
        return
    names = dict.fromkeys((*names_in(comparison.left.value), *names_in(comparison.right.value)))
    values = ", ".join(f"{name} is {printed(facts.by_id[name], '', 'en')}" for name in names)
    hint = "say what the facts say, or mend the facts"
    diagnostics.error("false-claim", f"the facts contradict this claim: {values}", text.span, hint)


def _comparison(text: Text, diagnostics: Diagnostics) -> _Comparison | None:
    found = _OPERATOR.search(text.value)
    if found is None:
        diagnostics.error("bad-formula", "this compares nothing", text.span, _HINT)
        return None
    body, plus_minus, tail = text.value.partition("+-")
    tolerance = decimal_of(tail.split()[0]) if tail.split() else Decimal(0)
    if tolerance is None or (plus_minus and found[0] != "~") or found.end() > len(body):
        diagnostics.error("bad-formula", "the tolerance can't be read", text.span, _HINT)
        return None
    left, right = text.slice(0, found.start()), text.slice(found.end(), len(body))
    return _Comparison(left.stripped(), found[0], right.stripped(), tolerance)


def _sides(comparison: _Comparison, facts: Facts, diagnostics: Diagnostics) -> tuple[Decimal, Decimal] | None:
    left, right = (_side(formula, facts, diagnostics) for formula in (comparison.left, comparison.right))
    return None if left is None or right is None else (left, right)


def _side(formula: Text, facts: Facts, diagnostics: Diagnostics) -> Decimal | None:
    found = len(diagnostics)
    value = computed(formula, facts.numbers(), diagnostics)
    if value is None and len(diagnostics) == found:
        diagnostics.error("bad-formula", "a date can't be computed with", formula.span, "compare numbers")
    return value
