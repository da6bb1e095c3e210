"""Sentences that the facts can contradict: checks between facts, and claims that a headline rests on.

Both are comparisons of two formulas: ``a > b``, ``a / b * 100 ~ c +- 0.05``. The operators are
``< <= > >= == != ~``; ``~`` means that the ranges which the figures leave open overlap, or are no further apart
than ``+-`` says. Plain numbers are meant in the base of a unit (yuan, people, percent).
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import Decimal, localcontext

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.computing import computed
from hefei_report.evidence.dimensions import compare_alike
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.formula import names_in
from hefei_report.evidence.intervals import Interval
from hefei_report.evidence.printing import printed
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_OPERATOR = re.compile(r"<=|>=|==|!=|<|>|~")
_HINT = "compare two formulas, as in 'a > b' or 'a / b * 100 ~ c +- 0.05'"
_MEND = "say what the facts say, or mend the facts"
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

    def holds(self, left: Interval, right: Interval) -> bool:
        """Whether it is true of the values."""
        if self.sign == "~":
            with localcontext(prec=30):
                return left.distance(right) <= self.tolerance
        return _HOLDS[self.sign](left.value, right.value)

    def is_certain(self, left: Interval, right: Interval) -> bool:
        """Whether an inequality is true of all that the values leave open."""
        match self.sign:
            case "<" | "<=":
                return _HOLDS[self.sign](left.high, right.low)
            case ">" | ">=":
                return _HOLDS[self.sign](left.low, right.high)
            case _:
                return True


def check(text: Text, facts: Facts, diagnostics: Diagnostics) -> None:
    """One line of ``checks:``; reports ``failed-check`` with both sides when it doesn't hold."""
    comparison = _comparison(text, diagnostics)
    sides = _sides(text, comparison, facts, diagnostics) if comparison else None
    if comparison is None or sides is None or comparison.holds(*sides):
        return
    left, right = sides
    with localcontext(prec=30):
        message = f"the check does not hold: {_shown(left)} against {_shown(right)}"
        hint = f"they are {left.distance(right):.3g} apart, allowed are {comparison.tolerance}"
    diagnostics.error("failed-check", message, text.span, hint if comparison.sign == "~" else _MEND)


def claim(text: Text, facts: Facts, diagnostics: Diagnostics) -> None:
    """One ``assert:``; reports ``false-claim`` with the values of its facts when they contradict it, and
    ``undecided-claim`` when the rounding of the sources leaves it open.
    """
    comparison = _comparison(text, diagnostics)
    sides = _sides(text, comparison, facts, diagnostics) if comparison else None
    if comparison is None or sides is None:
        return
    if comparison.holds(*sides):
        if not comparison.is_certain(*sides):
            message = f"the figures are too coarse to prove this: {_shown(sides[0])} against {_shown(sides[1])}"
            diagnostics.warning("undecided-claim", message, text.span, "claim less, or find more exact figures")
        return
    names = dict.fromkeys((*names_in(comparison.left.value), *names_in(comparison.right.value)))
    values = ", ".join(f"{name} is {printed(facts.by_id[name], '', 'en')}" for name in names)
    diagnostics.error("false-claim", f"the facts contradict this claim: {values}", text.span, _MEND)


def _shown(side: Interval) -> str:
    """A value as an author recognises it, with its range when it has one."""
    value = f"{side.value:.6g}"
    return value if side.low == side.high else f"{value} ({side.low:.6g} to {side.high:.6g})"


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


def _sides(
    text: Text, comparison: _Comparison, facts: Facts, diagnostics: Diagnostics
) -> tuple[Interval, Interval] | None:
    """Both values; None after a complaint, be it that they can't be told or that they measure unlike things."""
    left, right = (_side(formula, facts, diagnostics) for formula in (comparison.left, comparison.right))
    if left is None or right is None:
        return None
    alike = compare_alike(comparison.left, comparison.right, text, facts.bases(), diagnostics)
    return (left, right) if alike else None


def _side(formula: Text, facts: Facts, diagnostics: Diagnostics) -> Interval | None:
    found = len(diagnostics)
    value = computed(formula, facts.ranges(), diagnostics)
    if value is None and len(diagnostics) == found:
        diagnostics.error("bad-formula", "a date can't be computed with", formula.span, "compare numbers")
    return value
