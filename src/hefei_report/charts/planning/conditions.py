"""Conditions on rows, such as ``year = 2024 and province in [Anhui, Jiangsu]``: read once, then asked of every row.

Numbers are compared as numbers, dates as dates, anything else as text. ``null`` is a missing value, which is equal to
itself and neither more nor less than another.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

# A value of a row: a number or a text as it is written, None where it is missing.
Cell = Decimal | str | None

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_ORDERS: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Column:
    """The value that a row has under ``name``."""

    name: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """``name`` beside one or more values: with ``=`` and several, one must be equal; with ``!=``, none may be.

    ``place`` is where the name stands in the author's text.
    """

    name: Text
    sign: str
    values: tuple[Cell | Column, ...]

    def holds(self, row: Mapping[str, Cell]) -> bool:
        """Whether ``row``, values by name, fulfils it."""
        found = [_compared(row.get(self.name.value), self.sign, self._value(value, row)) for value in self.values]
        return all(found) if self.sign == "!=" else any(found)

    def _value(self, value: Cell | Column, row: Mapping[str, Cell]) -> Cell:
        return row.get(value.name) if isinstance(value, Column) else value

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        return (self,)


@dataclass(frozen=True, slots=True)
class Both:
    """All of several conditions, or ``any`` of them."""

    parts: tuple[Condition, ...]
    any: bool = False

    def holds(self, row: Mapping[str, Cell]) -> bool:
        """Whether ``row``, values by name, fulfils it."""
        found = (part.holds(row) for part in self.parts)
        return any(found) if self.any else all(found)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """All comparisons in it, from left to right."""
        return tuple(entry for part in self.parts for entry in part.comparisons)


Condition = Comparison | Both


def _compared(left: Cell, sign: str, right: Cell) -> bool:
    order = _order(left, right)
    if order is None:
        return sign == "!="
    return _ORDERS[sign](order, 0)


def _order(left: Cell, right: Cell) -> int | None:
    """Below zero when ``left`` comes first, zero when both are equal, None when they can't be compared."""
    if left is None or right is None:
        return 0 if left is right else None
    first, second = _number(left), _number(right)
    if first is not None and second is not None:
        return (first > second) - (first < second)
    one, other = str(left).strip(), str(right).strip()
    if _DATE.fullmatch(one) and _DATE.fullmatch(other):
        one = one[: len(other)]  # 2024-05 lies in 2024: neither before nor after it
    elif first is not None or second is not None:
        return None
    return (one > other) - (one < other)


def _number(cell: Decimal | str) -> Decimal | None:
    return cell if isinstance(cell, Decimal) else decimal_of(cell.strip())
