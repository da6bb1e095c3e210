"""Decides what stands out of a chart: what its author names, or what a rule such as ``value > 100`` holds for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.conditionreading import read_condition
from hefei_report.charts.planning.conditions import Cell
from hefei_report.diagnostics import Span, did_you_mean
from hefei_report.document.chartplan import Value
from hefei_report.expressions import expression
from hefei_report.outline.nodes import Node
from hefei_report.outline.nodes import Sequence as Listed
from hefei_report.outline.schema import Binder
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_COMPARES = expression(r"[=<>≠≤≥]|\bin\s*[\[(]")


@dataclass(frozen=True, slots=True)
class Highlight:
    """One name or several, or a rule about ``value`` and ``rank`` (1 is the largest)."""

    span: Span
    entries: tuple[Text, ...]

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        """From a text or a list of texts; anything else is reported."""
        items = node.items if isinstance(node, Listed) else (node,)
        texts = [binder.value(Text, item, item.span) for item in items]
        return cls(node.span, tuple(text for text in texts if isinstance(text, Text)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may stand out: what it is called, its value, and whether its own row says that it does.

    ``known`` is what else its author may call it; ``more`` are values with names of their own, for rules.
    """

    name: str
    value: Decimal | None
    flagged: bool = False
    known: str = ""
    more: tuple[tuple[str, Cell], ...] = ()


def last_known(values: Sequence[Value]) -> Decimal | None:
    """The last number that there is: what a rule may ask of a whole series."""
    return next((value.number for value in reversed(values) if value.number is not None), None)


def stand_out(highlight: Highlight | None, candidates: Sequence[Candidate], context: PlanContext) -> list[bool]:
    """Which of ``candidates`` stand out. Names that there are not, and rules that can't be read, are reported."""
    chosen = [candidate.flagged for candidate in candidates]
    for entry in highlight.entries if highlight else ():
        found = _named(entry.value, candidates)
        if not any(found) and _COMPARES.search(entry.value):
            found = _ruled(entry, candidates, context)
        elif not any(found):
            names = dict.fromkeys(name for one in candidates for name in (one.name, one.known) if name)
            hint = did_you_mean(entry.value, list(names)) or "write a name of the data, or a rule such as 'value > 100'"
            message = f"there is no '{entry.value[:40]}' in the data"
            context.diagnostics.error("bad-value", message, entry.span, hint)
        chosen = [before or now for before, now in zip(chosen, found, strict=True)]
    return chosen


def _named(name: str, candidates: Sequence[Candidate]) -> list[bool]:
    return [name in (candidate.name, candidate.known) for candidate in candidates]


def _ruled(rule: Text, candidates: Sequence[Candidate], context: PlanContext) -> list[bool]:
    """Whether ``rule`` holds for each of ``candidates``; for none of them after a complaint."""
    names = ("value", "rank", "label", *(name for name, _ in (candidates[0].more if candidates else ())))
    condition = read_condition(rule, names, context.diagnostics)
    if condition is None:
        return [False] * len(candidates)
    return [condition.holds(_row(candidate, candidates)) for candidate in candidates]


def _row(candidate: Candidate, candidates: Sequence[Candidate]) -> dict[str, Cell]:
    """What a rule may ask of ``candidate``."""
    numbers = [other.value for other in candidates if other.value is not None]
    value = candidate.value
    rank = None if value is None else Decimal(1 + sum(number > value for number in numbers))
    return {"value": value, "rank": rank, "label": candidate.name, **dict(candidate.more)}
