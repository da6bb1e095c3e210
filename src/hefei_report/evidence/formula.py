"""Facts computed from facts: a small calculator over Decimals that can do nothing else.

Formulas come from untrusted files. They are parsed by :mod:`ast` and walked over a whitelist: names of
facts, plain decimal literals, ``+ - * /``, parentheses and the functions of :data:`FUNCTIONS`. There are
no powers, no attributes, no strings; length, depth and number of parts are bounded.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext

_MAX_LENGTH, _MAX_PARTS, _MAX_DEPTH, _MAX_DIGITS = 500, 200, 25, 30
_LITERAL = re.compile(r"\d+(?:\.\d+)?")
_HUNDRED = Decimal(100)


class FormulaError(ValueError):
    """A formula that can't be read or has no value; the message is for the author."""


def _sum(*terms: Decimal) -> Decimal:
    return sum(terms, Decimal(0))


def _cagr(end: Decimal, start: Decimal, years: Decimal) -> Decimal:
    if end <= 0 or start <= 0 or years <= 0:
        raise FormulaError("cagr needs positive values and years")
    return (((end / start).ln() / years).exp() - 1) * _HUNDRED


# name: (fewest arguments, most arguments, what it computes)
FUNCTIONS: dict[str, tuple[int, int, Callable[..., Decimal]]] = {
    "sum": (1, 50, _sum),
    "mean": (1, 50, lambda *terms: _sum(*terms) / len(terms)),
    "difference": (2, 2, lambda a, b: a - b),
    "ratio": (2, 2, lambda a, b: a / b),
    "share": (2, 2, lambda part, whole: part / whole * _HUNDRED),
    "pct_change": (2, 2, lambda new, old: (new / old - 1) * _HUNDRED),
    "before_growth": (2, 2, lambda new, percent: new / (1 + percent / _HUNDRED)),
    "cagr": (3, 3, _cagr),
}


def names_in(formula: str) -> tuple[str, ...]:
    """The facts that ``formula`` uses, each once, in order. Raises FormulaError."""
    tree = _parsed(formula)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    return tuple(dict.fromkeys(node.id for node in sorted(names, key=lambda node: node.col_offset)))


def evaluate(formula: str, value_of: Callable[[str], Decimal]) -> Decimal:
    """The value of ``formula``; ``value_of`` gives a fact's value by name. Raises FormulaError."""
    tree = _parsed(formula)
    traps = [DivisionByZero, InvalidOperation, Overflow]
    with localcontext(Context(prec=40, Emax=999, Emin=-999, traps=traps)):
        try:
            return _value(tree.body, formula, value_of, 1)
        except DivisionByZero:
            raise FormulaError("it divides by zero") from None
        except (InvalidOperation, Overflow):
            raise FormulaError("it has no value") from None


def _parsed(formula: str) -> ast.Expression:
    if len(formula) > _MAX_LENGTH:
        raise FormulaError(f"it is longer than {_MAX_LENGTH} characters")
    if _deepest(formula) > _MAX_DEPTH:
        raise FormulaError("it is nested too deep")
    try:
        tree = ast.parse(formula.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("it can't be read as a formula") from None
    if sum(1 for _ in ast.walk(tree)) > _MAX_PARTS:
        raise FormulaError("it has too many parts")
    return tree


def _deepest(formula: str) -> int:
    """How deep brackets and signs nest, counted before the parser sees them."""
    return max(_depths(formula), default=0)


def _depths(formula: str) -> Iterator[int]:
    depth = signs = 0
    for character in formula:
        depth += (character in "([{") - (character in ")]}")
        signs = signs + 1 if character in "-+~ " else 0
        yield depth + signs


def _value(node: ast.expr, formula: str, value_of: Callable[[str], Decimal], depth: int) -> Decimal:
    if depth > _MAX_DEPTH:
        raise FormulaError("it is nested too deep")

    def of(inner: ast.expr) -> Decimal:
        return _value(inner, formula, value_of, depth + 1)

    match node:
        case ast.Constant():
            return _literal(ast.get_source_segment(formula.strip(), node) or "")
        case ast.Name():
            return value_of(node.id)
        case ast.UnaryOp(op=ast.USub()):
            return -of(node.operand)
        case ast.BinOp(op=ast.Add()):
            return of(node.left) + of(node.right)
        case ast.BinOp(op=ast.Sub()):
            return of(node.left) - of(node.right)
        case ast.BinOp(op=ast.Mult()):
            return of(node.left) * of(node.right)
        case ast.BinOp(op=ast.Div()):
            return of(node.left) / of(node.right)
        case ast.Call(func=ast.Name() as function, keywords=[]):
            return _call(function.id, [of(argument) for argument in node.args])
        case _:
            raise FormulaError("only + - * /, numbers, facts and " + ", ".join(FUNCTIONS) + " are possible")


def _literal(text: str) -> Decimal:
    if len(text) > _MAX_DIGITS or not _LITERAL.fullmatch(text):
        raise FormulaError(f"'{text[:20]}' is no plain number")
    return Decimal(text)


def _call(name: str, arguments: list[Decimal]) -> Decimal:
    if name not in FUNCTIONS:
        raise FormulaError(f"there is no function '{name}'; there are " + ", ".join(FUNCTIONS))
    fewest, most, function = FUNCTIONS[name]
    if not fewest <= len(arguments) <= most:
        raise FormulaError(f"{name} takes {fewest}" + (f" to {most}" if most != fewest else "") + " values")
    return function(*arguments)
