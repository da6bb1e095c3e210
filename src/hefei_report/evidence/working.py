"""Shows how a derived figure was computed: its formula with the values put in, in signs and not in function names."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

from hefei_report.evidence.facts import Fact
from hefei_report.evidence.formula import FormulaError, parsed
from hefei_report.evidence.printing import printed

_SUM, _PRODUCT, _ATOM = 1, 2, 3  # how tightly a part holds together
_OPERATORS: dict[type[ast.operator], tuple[str, int]] = {
    ast.Add: (" + ", _SUM),
    ast.Sub: (" − ", _SUM),
    ast.Mult: (" × ", _PRODUCT),
    ast.Div: (" ÷ ", _PRODUCT),
}
# A formula's part as text, and how tightly it holds together.
_Shown = tuple[str, int]
_ONE: _Shown = ("1", _ATOM)


def working(formula: str, facts: Mapping[str, Fact], language: str = "en") -> str:
    """ "206.5 billion yuan ÷ 257.2 billion yuan"; ``facts`` are those that the formula names."""

    def name(id: str) -> str:
        return printed(facts[id], "value", language) if id in facts else id

    try:
        return _shown(parsed(formula).body, name)[0]
    except FormulaError:
        return formula


def _shown(node: ast.expr, name: Callable[[str], str]) -> _Shown:
    match node:
        case ast.Name():
            return name(node.id), _ATOM
        case ast.Constant():
            return str(node.value), _ATOM
        case ast.UnaryOp():
            return "−" + _held(_shown(node.operand, name), _PRODUCT), _SUM
        case ast.BinOp(op=ast.Div(), right=ast.Constant(value=100)) if _shown(node.left, name)[0].endswith("%"):
            return _shown(node.left, name)  # "6.2%" is a hundredth already
        case ast.BinOp():
            sign, level = _OPERATORS.get(type(node.op), (" ? ", _SUM))
            return _joined(sign, level, _shown(node.left, name), _shown(node.right, name))
        case ast.Call(func=ast.Name(id=function)):
            return _called(function, [_shown(argument, name) for argument in node.args])
        case _:
            return ast.unparse(node), _SUM


def _joined(sign: str, level: int, left: _Shown, right: _Shown) -> _Shown:
    """Two parts with a sign between them; what stands on the right of "−" and "÷" must hold together more."""
    strict = level + 1 if sign in (" − ", " ÷ ") else level
    return _held(left, level) + sign + _held(right, strict), level


def _held(part: _Shown, level: int) -> str:
    return part[0] if part[1] >= level else f"({part[0]})"


# A function in the signs that a reader knows from school, by its name and the number of its arguments.
_SIGNS: dict[tuple[str, int], Callable[..., _Shown]] = {
    ("difference", 2): lambda a, b: _joined(" − ", _SUM, a, b),
    ("ratio", 2): lambda a, b: _joined(" ÷ ", _PRODUCT, a, b),
    ("share", 2): lambda a, b: _joined(" ÷ ", _PRODUCT, a, b),
    ("pct_change", 2): lambda new, old: _joined(" − ", _SUM, _joined(" ÷ ", _PRODUCT, new, old), _ONE),
    ("before_growth", 2): lambda new, grown: _joined(" ÷ ", _PRODUCT, new, _joined(" + ", _SUM, _ONE, grown)),
    ("cagr", 3): lambda end, start, years: (f"({_joined(' ÷ ', _PRODUCT, end, start)[0]})^(1 ÷ {years[0]}) − 1", _SUM),
    ("round", 2): lambda number, _: number,
}


def _called(function: str, parts: list[_Shown]) -> _Shown:
    """A call; a function that has no sign keeps its name."""
    if (function, len(parts)) in _SIGNS:
        return _SIGNS[function, len(parts)](*parts)
    if function in ("sum", "mean"):
        total = " + ".join(_held(part, _SUM) for part in parts)
        return (total, _SUM) if function == "sum" else (f"({total}) ÷ {len(parts)}", _PRODUCT)
    return f"{function}({', '.join(text for text, _ in parts)})", _ATOM
