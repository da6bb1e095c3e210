"""Evaluates the author's formulas over facts, and complains at the place in the formula."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.evidence.formula import FormulaError, evaluate, names_in
from hefei_report.evidence.intervals import Interval
from hefei_report.outline.text import Text

# Facts by id, in the base of their unit ("yuan", not "billion yuan"); None for one without a number.
Values = Mapping[str, Interval | None]

_HINT = "a formula reads like (a + b) / c or share(part, whole), with the ids of facts"


def computed(formula: Text, values: Values, diagnostics: Diagnostics) -> Interval | None:
    """The value of ``formula``; None after a complaint, or when it needs a fact that has no number."""
    try:
        names = names_in(formula.value)
        if _knows_all(names, formula, values, diagnostics):
            numbers = {name: number for name in names if (number := values[name]) is not None}
            if len(numbers) == len(names):
                return evaluate(formula.value, numbers.__getitem__)
    except FormulaError as problem:
        diagnostics.error("bad-formula", f"this formula: {problem}", formula.span, _HINT)
    return None


def _knows_all(names: tuple[str, ...], formula: Text, values: Values, diagnostics: Diagnostics) -> bool:
    unknown = [name for name in names if name not in values]
    for name in unknown:
        found = re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", formula.value)
        place = formula.at(found.start() if found else 0, len(name))
        hint = did_you_mean(name, values) or "facts stand in the files listed under 'facts:'"
        diagnostics.error("unknown-fact", f"there is no fact '{name}'", place, hint)
    return not unknown
