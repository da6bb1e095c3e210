"""Tells what a formula measures, where that can be told, so that yuan are not held against people.

A fact measures what its unit says; sums and differences what their terms do; shares and changes are per cent. A literal
fits everything, and so does a product or a quotient, which may turn one thing into another.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterable, Mapping

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.formula import FormulaError, parsed
from hefei_report.evidence.units import MEASURES, PERCENT, POINTS, RANK, TIMES, YEAR
from hefei_report.outline.text import Text

# Units of facts by id, without their scale: "yuan", "percent", '' where a fact has none.
Bases = Mapping[str, str]

_ANY = ""  # what can't be told
_NUMBER = "a plain number"
_PERCENTS = frozenset({"share", "pct_change", "cagr"})
_LIKE_THE_FIRST = frozenset({"round", "before_growth"})
_OF_LIKE_THINGS = frozenset({"sum", "mean", "difference"})
_YEARS = MEASURES["years"][1]
_PLACES = ("place", "places", "rank", "ranks", "position", "positions")
_HINT = "compare and add what is measured alike; a factor turns one thing into another: people * income"


def measured(formula: Text, bases: Bases, diagnostics: Diagnostics) -> str | None:
    """What ``formula`` measures, '' where it can't be told; None after ``wrong-unit`` for a sum of unlike things."""
    inner = formula.stripped()
    try:
        return _dimension(parsed(inner.value).body, bases)
    except _Unlike as found:
        at, length = found.place
        message = f"this adds or subtracts unlike things: {found.one} and {found.other}"
        diagnostics.error("wrong-unit", message, inner.at(at, length), _HINT)
        return None
    except FormulaError:
        return _ANY  # which is reported where it is computed


def compare_alike(left: Text, right: Text, whole: Text, bases: Bases, diagnostics: Diagnostics) -> bool:
    """Whether two formulas can be compared; reports ``wrong-unit`` when they measure different things."""
    one, other = measured(left, bases, diagnostics), measured(right, bases, diagnostics)
    if one is None or other is None:
        return False
    if _alike(one, other):
        return True
    diagnostics.error("wrong-unit", f"this compares unlike things: {one} with {other}", whole.span, _HINT)
    return False


class _Unlike(Exception):
    """Two things that are no sum, and the place of the sum in its formula: where it begins, how long it is."""

    def __init__(self, one: str, other: str, node: ast.expr) -> None:
        super().__init__(one, other)
        self.one, self.other = one, other
        self.place = node.col_offset, (node.end_col_offset or node.col_offset) - node.col_offset


def _alike(one: str, other: str) -> bool:
    if _ANY in (one, other) or one == other:
        return True
    return _NUMBER in (one, other) and {one, other} <= {_NUMBER, PERCENT, TIMES}


def _dimension(node: ast.expr, bases: Bases) -> str:
    match node:
        case ast.Name():
            base = bases.get(node.id, _ANY)
            told = MEASURES.get(base.lower(), (0, base))[1]
            return PERCENT if told == POINTS else told
        case ast.UnaryOp():
            return _dimension(node.operand, bases)
        case ast.BinOp(op=ast.Add() | ast.Sub()):
            return _sum([node.left, node.right], node, bases, signed=isinstance(node.op, ast.Sub))
        case ast.BinOp():
            _dimension(node.left, bases)  # a sum in it is looked at all the same
            _dimension(node.right, bases)
            return _ANY
        case ast.Call(func=ast.Name(id=function)):
            return _called(function, node, bases)
        case _:
            return _ANY


def _called(function: str, node: ast.Call, bases: Bases) -> str:
    if function in _OF_LIKE_THINGS:
        return _sum(node.args, node, bases, signed=function == "difference")
    found = [_dimension(argument, bases) for argument in node.args]
    if function in _PERCENTS:
        return PERCENT
    if function in _LIKE_THE_FIRST and found:
        return found[0]
    if function == "ratio":
        return _NUMBER if len(found) == 2 and _ANY not in found and _alike(*found) else _ANY
    return RANK if function == "rank" else _ANY


def _steps(one: str, other: str) -> bool:
    """Whether one is a place in a row, and the other counts steps: years from a year, places from a rank."""
    pair = {one, other}
    return pair == {YEAR, _YEARS} or any(pair == {RANK, places} for places in _PLACES)


def _sum(terms: Iterable[ast.expr], node: ast.expr, bases: Bases, *, signed: bool) -> str:
    """What a sum of these terms measures; between two years or two ranks lie years or places. Raises _Unlike."""
    found = [told for term in terms if (told := _dimension(term, bases))]
    for one, other in itertools.pairwise(found):
        if not _alike(one, other) and not _steps(one, other):
            raise _Unlike(one, other, node)
    if YEAR in found or RANK in found:
        return _ANY if signed else found[0]
    return next((told for told in found if told != _NUMBER), found[0] if found else _ANY)
