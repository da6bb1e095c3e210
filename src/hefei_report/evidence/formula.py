"""Facts computed from facts: a small calculator over ranges of Decimals that can do nothing else.

Formulas come from untrusted files. They are parsed by :mod:`ast` and walked over a whitelist: names of
facts, plain decimal literals, ``+ - * /``, parentheses and the functions of :data:`FUNCTIONS`. There are
no powers, no attributes, no strings; length, depth and number of parts are bounded.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterator
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext

from hefei_report.evidence.intervals import Interval

_MAX_LENGTH, _MAX_PARTS, _MAX_DEPTH, _MAX_DIGITS = 500, 200, 25, 30
_LITERAL = re.compile(r"\d+(?:\.\d+)?")
_HUNDRED = Decimal(100)
_ONE, _PERCENT = Interval.exactly(Decimal(1)), Interval.exactly(_HUNDRED)


class FormulaError(ValueError):
    """A formula that can't be read or has no value; the message is for the author."""


def _sum(*terms: Interval) -> Interval:
    return functools.reduce(Interval.__add__, terms, Interval.exactly(Decimal(0)))


def _mean(*terms: Interval) -> Interval:
    return _sum(*terms) / Interval.exactly(Decimal(len(terms)))


def _cagr(end: Interval, start: Interval, years: Interval) -> Interval:
    """Compound annual growth in per cent."""
    if end.low <= 0 or start.low <= 0 or years.low != years.high or years.value <= 0:
        raise FormulaError("cagr needs positive values and a whole number of years")
    ratio = end / start

    def yearly(growth: Decimal) -> Decimal:
        return growth if growth.is_infinite() else ((growth.ln() / years.value).exp() - 1) * _HUNDRED

    return Interval(yearly(ratio.value), yearly(ratio.low), yearly(ratio.high))


def _rank(one: Interval, *others: Interval) -> Interval:
    """The place of ``one`` among all, the largest being first."""
    ahead = sum(other.value > one.value for other in others)
    surely = sum(other.low > one.high for other in others)
    perhaps = sum(other.high > one.low for other in others)
    return Interval(Decimal(1 + ahead), Decimal(1 + surely), Decimal(1 + perhaps))


def _round(number: Interval, quantum: Interval) -> Interval:
    step = quantum.value
    if step <= 0 or step.normalize().as_tuple().digits != (1,):
        raise FormulaError("round takes a power of ten as its second value, such as 0.1")
    return number.rounded(step)


def _pct_change(new: Interval, old: Interval) -> Interval:
    return (new / old - _ONE) * _PERCENT


# name: (fewest arguments, most arguments, what it computes)
FUNCTIONS: dict[str, tuple[int, int, Callable[..., Interval]]] = {
    "sum": (1, 50, _sum),
    "mean": (1, 50, _mean),
    "difference": (2, 2, lambda a, b: a - b),
    "ratio": (2, 2, lambda a, b: a / b),
    "share": (2, 2, lambda part, whole: part / whole * _PERCENT),
    "pct_change": (2, 2, _pct_change),
    "before_growth": (2, 2, lambda new, percent: new / (_ONE + percent / _PERCENT)),
    "cagr": (3, 3, _cagr),
    "rank": (2, 50, _rank),
    "round": (2, 2, _round),
}


@functools.lru_cache(maxsize=512)  # each fact is asked for what it is computed from again and again
def names_in(formula: str) -> tuple[str, ...]:
    """The facts that ``formula`` uses, each once, in order. Raises FormulaError."""
    tree = parsed(formula)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called]
    return tuple(dict.fromkeys(node.id for node in sorted(names, key=lambda node: node.col_offset)))


def evaluate(formula: str, value_of: Callable[[str], Interval]) -> Interval:
    """The value of ``formula`` with its range; ``value_of`` gives a fact's by name. Raises FormulaError."""
    tree = parsed(formula)
    traps = [DivisionByZero, InvalidOperation, Overflow]
    with localcontext(Context(prec=40, Emax=999, Emin=-999, traps=traps)):
        try:
            return _value(tree.body, formula, value_of, 1)
        except (DivisionByZero, ZeroDivisionError):
            raise FormulaError("it divides by zero, or by what may be zero") from None
        except (InvalidOperation, Overflow):
            raise FormulaError("it has no value") from None


@functools.lru_cache(maxsize=512)
def parsed(formula: str) -> ast.Expression:
    """The tree of ``formula``, within bounds; it is shared, and must not change. Raises FormulaError."""
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


def _value(node: ast.expr, formula: str, value_of: Callable[[str], Interval], depth: int) -> Interval:
    if depth > _MAX_DEPTH:
        raise FormulaError("it is nested too deep")

    def of(inner: ast.expr) -> Interval:
        return _value(inner, formula, value_of, depth + 1)

    match node:
        case ast.Constant():
            return Interval.exactly(_literal(ast.get_source_segment(formula.strip(), node) or ""))
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


def _call(name: str, arguments: list[Interval]) -> Interval:
    if name not in FUNCTIONS:
        raise FormulaError(f"there is no function '{name}'; there are " + ", ".join(FUNCTIONS))
    fewest, most, function = FUNCTIONS[name]
    if not fewest <= len(arguments) <= most:
        raise FormulaError(f"{name} takes {fewest}" + (f" to {most}" if most != fewest else "") + " values")
    return function(*arguments)
