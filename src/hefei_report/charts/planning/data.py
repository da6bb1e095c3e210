"""What authors write as data, in every kind of chart: amounts, rows, series, reference values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.misread import number_hint
from hefei_report.charts.tables.cells import Cell
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.chartplan import Status
from hefei_report.outline.nodes import Node, Scalar
from hefei_report.outline.schema import Binder, decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

StatusName = Literal["actual", "preliminary", "estimated", "derived", "target"]
_FACT = "fact:"
_SHOWN, _SCORE = 40, 20
_WAYS = {
    "rows": "keep one, tell their labels apart, or add them up with 'group:'",
    "series": "keep one, or tell their names apart",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a chart: literal, or that of a fact (written ``fact:ID``), or missing (written ``null``).

    ``cell`` is what a row says about it besides: its source, its unit, what it was computed from. ``unread`` says that
    something stands there that is no number, which is reported already.
    """

    span: Span
    number: Decimal | None = None
    fact: Text | None = None
    cell: Cell | None = None
    unread: bool = False

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        """From a scalar; anything else is reported, and keeps its place among the values of a row."""
        if not isinstance(node, Scalar):
            binder.value(Decimal, node, anchor)
            return cls(anchor, unread=True)
        cell = node if isinstance(node, Cell) else None
        if node.is_null:
            return cls(anchor, cell=cell)
        fact = cls.of(Text.of(node))
        if fact is not None:
            return replace(fact, cell=cell)
        number = number_in(node, binder)
        return cls(node.span, number, cell=cell, unread=number is None)

    @property
    def is_known(self) -> bool:
        """Whether there is a number, or a fact that should have one."""
        return self.number is not None or self.fact is not None

    @classmethod
    def of(cls, text: Text) -> Amount | None:
        """The amount that ``text`` names as a fact, or None when it names none."""
        name = text.stripped()
        if not name.value.startswith(_FACT):
            return None
        return cls(name.span, fact=name.slice(len(_FACT), len(name.value)).stripped())


def number_in(node: Scalar, binder: Binder) -> Decimal | None:
    """The number that a scalar is, digit for digit, or None after a complaint."""
    number = decimal_of(node.value)
    if number is None:
        problem = node.problem if isinstance(node, Cell) else ""
        shown = node.value if len(node.value) <= _SHOWN else node.value[: _SHOWN - 3] + "..."
        binder.complain("bad-number", f"'{shown}' is no number", node.span, problem or number_hint(node.value))
    return number


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a whole."""

    span: Span
    label: Text
    value: Amount
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Part):
    """One category with its value. ``note`` stands in brackets behind the label."""

    target: Amount | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesFields:
    """A named row of values, as many as there are categories."""

    span: Span
    name: Text
    values: tuple[Amount, ...]
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A value to compare with, drawn as a line across the chart."""

    span: Span
    value: Amount
    label: Text


def status_of(name: StatusName | None) -> Status | None:
    """The status that an author gives a value, or None where the fact's own counts."""
    return Status(name) if name is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A point of a line: ``x`` is a year, a date such as 2011-08, a number or a name (``label`` says the same)."""

    span: Span
    value: Amount
    x: Text | None = None
    label: Text | None = None
    highlight: bool = False
    status: StatusName | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeries:
    """A line with its name."""

    span: Span
    name: Text
    data: tuple[LineRow, ...]
    highlight: bool = False


def report_repeated(
    labels: Sequence[str], places: Sequence[Span], found: Diagnostics, what: Literal["rows", "series"] = "rows"
) -> None:
    """Report labels that stand for a second row, since a reader could not tell the two apart; a score at most."""
    ways = _WAYS[what]
    first: dict[str, Span] = {}
    again = 0
    for label, place in zip(labels, places, strict=True):
        known = first.setdefault(label, place)
        again += known is not place
        if known is not place and again <= _SCORE:
            hint = f"the other stands in {known}; {ways}"
            found.error("duplicate-x", f"there are two {what} '{label[:40]}'", place, hint)


def distinct(texts: Sequence[Text], context: PlanContext, what: Literal["rows", "series"] = "rows") -> tuple[str, ...]:
    """What ``texts`` say, each of which should be another name; reports it where they aren't."""
    names = tuple(context.plain(text) for text in texts)
    report_repeated(names, [text.span for text in texts], context.diagnostics, what)
    return names
