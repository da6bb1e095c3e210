"""Facts: a value with its unit, period and place, and where it stands; or a value computed from facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from typing import Literal

from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.evidence.formula import FormulaError, evaluate, names_in
from hefei_report.evidence.numbers import Qualifier, rounded
from hefei_report.evidence.sources import Source
from hefei_report.evidence.units import DATE, Unit
from hefei_report.outline.nodes import Node
from hefei_report.outline.schema import Keyed, Name, bind, decimal_of
from hefei_report.outline.text import Text

QualifierName = Literal["over", "nearly", "about", "at least", "up to", "less than"]
StatusName = Literal["final", "provisional", "estimate", "forecast", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where in a source a figure stands."""

    span: Span
    paragraph: int | None = None
    page: Text | None = None
    table: Text | None = None
    section: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactFields:
    """A fact as written: either ``value`` with a ``source``, or ``derived`` with ``round``."""

    span: Span
    value: Text | None = None
    unit: Text | None = None
    qualifier: QualifierName | None = None
    period: Text | None = None
    geography: Text | None = None
    label: Text | None = None
    status: StatusName = "final"
    source: tuple[Name, ...] = ()
    locator: Locator | None = None
    phrase: Text | None = None
    note: Text | None = None
    derived: Text | None = None
    round: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedFields:
    """Facts that contradict each other, and what is known about it."""

    span: Span
    facts: tuple[Name, ...]
    note: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsFile:
    """A file of facts. A check reads "expression ~ expression +- tolerance"."""

    span: Span
    facts: tuple[Keyed[FactFields], ...] = ()
    checks: tuple[Text, ...] = ()
    contested: tuple[ContestedFields, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A bound fact.

    ``value`` is the number in ``unit`` with the source's own digits; None for a date, whose text is ``date``.
    ``sources`` are keys of sources, through derivation if need be. ``formula`` is '' unless derived.
    """

    id: str
    value: Decimal | None
    unit: Unit
    qualifier: Qualifier
    period: str
    geography: str
    label: str
    status: str
    sources: tuple[str, ...]
    locator: Locator | None
    span: Span
    date: str = ""
    formula: str = ""

    @property
    def absolute(self) -> Decimal:
        """The value in the unit's base ("yuan"). Raises ValueError for a date."""
        if self.value is None:
            raise ValueError(f"{self.id} is a date")
        return self.value.scaleb(self.unit.scale)

    def in_unit(self, unit: Unit) -> Decimal | None:
        """The value in another unit of the same base, digits unchanged; None when the bases differ."""
        if self.value is None or (unit.base != self.unit.base and unit.base and self.unit.base):
            return None
        return self.value.scaleb(self.unit.scale - unit.scale)


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a report by id."""

    by_id: dict[str, Fact] = field(default_factory=dict)

    def get(self, id: str) -> Fact | None:
        return self.by_id.get(id)

    def find(self, name: Text, diagnostics: Diagnostics) -> Fact | None:
        """The fact that the author names, or None after reporting that there is none."""
        fact = self.by_id.get(name.value)
        if fact is None:
            hint = did_you_mean(name.value, self.by_id) or "facts stand in the files listed under 'facts:'"
            diagnostics.error("unknown-fact", f"there is no fact '{name.value}'", name.span, hint)
        return fact


def read_facts(nodes: Iterable[Node], sources: dict[str, Source], diagnostics: Diagnostics) -> Facts:
    """The facts of the author's files: stated ones bound, derived ones computed, checks made."""
    files = [file for node in nodes if (file := bind(node, FactsFile, diagnostics))]
    written = _unique(files, diagnostics)
    stated = {id: _stated(id, f, sources, diagnostics) for id, f in written.items() if f.derived is None}
    facts = {id: fact for id, fact in stated.items() if fact is not None}
    _derive({id: f for id, f in written.items() if f.derived is not None}, facts, set(written), diagnostics)
    found = Facts({id: facts[id] for id in written if id in facts})
    for file in files:
        for check in file.checks:
            _check(check, found, diagnostics)
        for contested in file.contested:
            for name in contested.facts:
                found.find(name, diagnostics)
    return found


def _unique(files: list[FactsFile], diagnostics: Diagnostics) -> dict[str, FactFields]:
    written: dict[str, FactFields] = {}
    for file in files:
        for keyed in file.facts:
            first = written.setdefault(keyed.key.value, keyed.value)
            if first is not keyed.value:
                hint = f"it stands in {first.span} already; keep one"
                diagnostics.error("duplicate-id", f"the fact '{keyed.key.value}' is given twice", keyed.key.span, hint)
    return written


def _stated(id: str, fields: FactFields, sources: dict[str, Source], diagnostics: Diagnostics) -> Fact | None:
    if not fields.source:
        diagnostics.error("missing-key", f"the fact '{id}' has no source", fields.span, "add 'source:' with its key")
    for name in fields.source:
        if name.value not in sources:
            hint = did_you_mean(name.value, sources) or "sources stand in the files listed under 'sources:'"
            diagnostics.error("unknown-source", f"there is no source '{name.value}'", name.span, hint)
    if fields.value is None:
        diagnostics.error("missing-key", f"the fact '{id}' has no value", fields.span, "add 'value:' or 'derived:'")
        return None
    unit = Unit.of(fields.unit.value if fields.unit else "")
    number = None if unit.base == DATE else decimal_of(fields.value.value)
    if number is None and not (unit.base == DATE and _is_date(fields.value.value)):
        what, hint = ("date", "write 2020, 2020-04 or 2020-04-29") if unit.base == DATE else _NUMBER_HINT
        diagnostics.error("bad-number", f"'{fields.value.value[:40]}' is no {what}", fields.value.span, hint)
        return None
    return _fact(id, fields, number, unit, tuple(name.value for name in fields.source))


_NUMBER_HINT = ("number", "write digits with a point, without separators or units: 257.2")


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text if len(text) == 10 else f"{text}-01" if len(text) == 7 else f"{text}-01-01")
    except ValueError:
        return False
    return True


def _fact(id: str, fields: FactFields, number: Decimal | None, unit: Unit, sources: tuple[str, ...]) -> Fact:
    return Fact(
        id=id,
        value=number,
        unit=unit,
        qualifier=Qualifier(fields.qualifier) if fields.qualifier else Qualifier.EXACT,
        period=fields.period.value if fields.period else "",
        geography=fields.geography.value if fields.geography else "",
        label=fields.label.value if fields.label else "",
        status=fields.status,
        sources=sources,
        locator=fields.locator,
        span=fields.span,
        date=fields.value.value if fields.value and number is None else "",
        formula=fields.derived.value if fields.derived else "",
    )


def _derive(written: dict[str, FactFields], facts: dict[str, Fact], known: set[str], diagnostics: Diagnostics) -> None:
    """Compute derived facts, each after those it is made from; adds to ``facts``."""
    waiting = dict(written)
    while waiting:
        ready = [id for id, f in waiting.items() if not _needed(f) & (waiting.keys() - {id})]
        if not ready:
            for id, fields in waiting.items():
                assert fields.derived is not None
                hint = "a derived fact may not lead back to itself"
                diagnostics.error("bad-formula", f"'{id}' goes round in a circle", fields.derived.span, hint)
            return
        for id in ready:
            fact = _derived(id, waiting.pop(id), facts, known, diagnostics)
            if fact is not None:
                facts[id] = fact


def _needed(fields: FactFields) -> set[str]:
    try:
        return set(names_in(fields.derived.value)) if fields.derived else set()
    except FormulaError:
        return set()


def _derived(
    id: str, fields: FactFields, facts: dict[str, Fact], known: set[str], diagnostics: Diagnostics
) -> Fact | None:
    assert fields.derived is not None
    unit = Unit.of(fields.unit.value if fields.unit else "")
    absolute = _computed(fields.derived, facts, known, diagnostics)
    if absolute is None:
        return None
    if fields.round is None:
        hint = "add 'round: 0.1' with the last digit that the sources allow"
        diagnostics.error("missing-key", f"the derived fact '{id}' does not say how to round", fields.span, hint)
    number = rounded(absolute.scaleb(-unit.scale), fields.round or Decimal("0.1"))
    used = [facts[name] for name in names_in(fields.derived.value) if name in facts]
    sources = tuple(dict.fromkeys(key for fact in used for key in fact.sources))
    fact = _fact(id, fields, number, unit, sources)
    return replace(fact, status="derived" if fields.status == "final" else fields.status)


_FORMULA_HINT = "a formula reads like (a + b) / c or share(part, whole), with the ids of facts"


def _computed(formula: Text, facts: dict[str, Fact], known: set[str], diagnostics: Diagnostics) -> Decimal | None:
    """The formula's value in base units, or None after a complaint."""
    try:
        names = names_in(formula.value)
    except FormulaError as problem:
        diagnostics.error("bad-formula", f"this formula: {problem}", formula.span, _FORMULA_HINT)
        return None
    for name in names:
        if name not in known:
            start = formula.value.find(name)
            place = formula.at(start, len(name))
            diagnostics.error("unknown-fact", f"there is no fact '{name}'", place, did_you_mean(name, known))
    if any(name not in facts or facts[name].value is None for name in names):
        return None
    try:
        return evaluate(formula.value, lambda name: facts[name].absolute)
    except FormulaError as problem:
        diagnostics.error("bad-formula", f"this formula: {problem}", formula.span, _FORMULA_HINT)
        return None


def _check(check: Text, facts: Facts, diagnostics: Diagnostics) -> None:
    """One line of ``checks:``; reports ``failed-check`` with both values when they disagree."""
    left, tilde, rest = check.value.partition("~")
    right, _, tolerance = rest.partition("+-")
    allowed = decimal_of(tolerance.split()[0]) if tolerance.split() else Decimal(0)
    if not tilde or allowed is None:
        hint = "write 'a / b * 100 ~ c +- 0.05'"
        diagnostics.error("bad-formula", "a check compares two formulas", check.span, hint)
        return
    known = set(facts.by_id)
    start = len(left) + 1
    values = [
        _computed(part, facts.by_id, known, diagnostics)
        for part in (check.slice(0, len(left)).stripped(), check.slice(start, start + len(right)).stripped())
    ]
    if values[0] is None or values[1] is None:
        return
    with localcontext(prec=30):
        gap = abs(values[0] - values[1])
        if gap > allowed:
            message = f"the check does not hold: {values[0]:.6g} against {values[1]:.6g}, {gap:.3g} apart"
            diagnostics.error("failed-check", message, check.span, f"allowed are {allowed}")
