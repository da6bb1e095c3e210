"""Reads files of facts: stated facts are bound to their sources, derived ones computed, checks made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.evidence.claims import check
from hefei_report.evidence.computing import computed
from hefei_report.evidence.facts import Fact, FactFields, Facts, FactsFile
from hefei_report.evidence.formula import FormulaError, names_in
from hefei_report.evidence.numbers import Qualifier, rounded
from hefei_report.evidence.sources import Source
from hefei_report.evidence.units import DATE, Unit
from hefei_report.outline.nodes import Node
from hefei_report.outline.schema import bind, decimal_of


def read_facts(nodes: Iterable[Node], sources: dict[str, Source], diagnostics: Diagnostics) -> Facts:
    """The facts of the author's files: stated ones bound, derived ones computed, checks made."""
    files = [file for node in nodes if (file := bind(node, FactsFile, diagnostics))]
    written = _unique(files, diagnostics)
    stated = {id: _stated(id, f, sources, diagnostics) for id, f in written.items() if f.derived is None}
    facts = {id: fact for id, fact in stated.items() if fact is not None}
    _derive({id: f for id, f in written.items() if f.derived is not None}, facts, set(written), diagnostics)
    found = Facts({id: facts[id] for id in written if id in facts})
    for file in files:
        for line in file.checks:
            check(line, found, diagnostics)
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
    values = {name: facts[name].absolute if name in facts and not facts[name].date else None for name in known}
    absolute = computed(fields.derived, values, diagnostics)
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
