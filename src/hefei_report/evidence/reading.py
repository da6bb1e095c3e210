"""Reads files of facts: stated facts are bound to their sources, derived ones computed, checks made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.evidence.claims import check
from hefei_report.evidence.computing import computed
from hefei_report.evidence.contradictions import check_contradictions
from hefei_report.evidence.derivation import operands
from hefei_report.evidence.dimensions import measured
from hefei_report.evidence.facts import Evidence, Fact, FactFields, Facts, FactsFile
from hefei_report.evidence.formula import names_in
from hefei_report.evidence.intervals import Interval, asserted
from hefei_report.evidence.numbers import rounded
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.sources import Source
from hefei_report.evidence.stating import MOST_DIGITS, check_number, check_phrases, check_words
from hefei_report.evidence.units import DATE, Unit
from hefei_report.evidence.working import working
from hefei_report.outline.nodes import Node
from hefei_report.outline.schema import bind, decimal_of


def read_facts(
    nodes: Iterable[Node], sources: dict[str, Source], diagnostics: Diagnostics, names: Collection[str] = ()
) -> Facts:
    """The facts of the author's files: stated ones bound, derived ones computed, checks made."""
    files = [file for node in nodes if (file := bind(node, FactsFile, diagnostics))]
    written = _unique(files, diagnostics)
    for fields in written.values():
        check_words(fields, names, diagnostics)
    stated = {id: _stated(id, f, sources, diagnostics) for id, f in written.items() if f.derived is None}
    facts = {id: fact for id, fact in stated.items() if fact is not None}
    _derive({id: f for id, f in written.items() if f.derived is not None}, facts, set(written), diagnostics)
    contested = tuple(entry for file in files for entry in file.contested)
    found = Facts({id: facts[id] for id in written if id in facts}, contested)
    for file in files:
        for line in file.checks:
            check(line, found, diagnostics)
    check_contradictions(found, diagnostics)
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
    for source in fields.source:
        key = source.id.value
        if key not in sources:
            hint = did_you_mean(key, sources) or "sources stand in the files listed under 'sources:'"
            diagnostics.error("unknown-source", f"there is no source '{key}'", source.id.span, hint)
    check_phrases(fields, diagnostics)
    if fields.value is None:
        diagnostics.error("missing-key", f"the fact '{id}' has no value", fields.span, "add 'value:' or 'derived:'")
        return None
    unit = Unit.of(fields.unit.value if fields.unit else "")
    number = None if unit.base == DATE else decimal_of(fields.value.value)
    if number is None and not (unit.base == DATE and _is_date(fields.value.value)):
        what, hint = ("date", "write 2020, 2020-04 or 2020-04-29") if unit.base == DATE else _NUMBER_HINT
        diagnostics.error("bad-number", f"'{fields.value.value[:40]}' is no {what}", fields.value.span, hint)
        return None
    fact = _fact(id, fields, number, unit, tuple(dict.fromkeys(source.id.value for source in fields.source)))
    if number is not None:
        check_number(number, unit, fields.value, diagnostics)
        planned = fields.status == "target"
        fact = replace(fact, range=asserted(number, unit, fact.qualifier, planned=planned).scaled(unit.scale))
    return replace(fact, evidence=_evidence(fields, sources))


def _evidence(fields: FactFields, sources: dict[str, Source]) -> tuple[Evidence, ...]:
    """The places in the sources; the fact's own locator and phrase are those of its first source."""
    found: list[Evidence] = []
    for number, source in enumerate(fields.source):
        locator = source.locator or (fields.locator if number == 0 else None)
        phrase = source.phrase or (fields.phrase if number == 0 else None)
        known = sources.get(source.id.value)
        identity = known.identity if known else ""
        found.append(Evidence(source.id.value, locator, phrase.value if phrase else "", source.id.span, identity))
    return tuple(found)


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
        evidence=(),
        span=fields.span,
        measure=measure.value if (measure := fields.measure or fields.label) else "",
        as_of=fields.as_of,
        expires=fields.expires,
        round=fields.round,
        tolerance=fields.tolerance,
        date=fields.value.value if fields.value and number is None else "",
        formula=fields.derived.value if fields.derived else "",
    )


def _derive(written: dict[str, FactFields], facts: dict[str, Fact], known: set[str], diagnostics: Diagnostics) -> None:
    """Compute derived facts, each after those it is made from; adds to ``facts``."""
    needed = {id: set(operands(f.derived.value)) if f.derived else set() for id, f in written.items()}
    waiting = dict(written)
    while waiting:
        ready = [id for id in waiting if not needed[id] & waiting.keys()]
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


def _derived(
    id: str, fields: FactFields, facts: dict[str, Fact], known: set[str], diagnostics: Diagnostics
) -> Fact | None:
    assert fields.derived is not None
    unit = Unit.of(fields.unit.value if fields.unit else "")
    ranges = {name: facts[name].range if name in facts else None for name in known}
    absolute = computed(fields.derived, ranges, diagnostics)
    dates = [name for name in operands(fields.derived.value) if name in facts and facts[name].date]
    if dates:
        hint = "compute with numbers; a year is a number, with 'unit: year'"
        diagnostics.error(
            "bad-formula", f"'{dates[0]}' is a date, and can't be computed with", fields.derived.span, hint
        )
    if absolute is None or not _may_be_rounded(id, fields, absolute, unit, diagnostics):
        return None
    measured(fields.derived, {name: fact.unit.base for name, fact in facts.items()}, diagnostics)
    open_ = absolute.scaled(-unit.scale)
    number = rounded(open_.value, fields.round or Decimal("0.1"))
    _check_precision(fields, open_.around(number), diagnostics)
    used = [facts[name] for name in names_in(fields.derived.value) if name in facts]
    sources = tuple(dict.fromkeys(key for fact in used for key in fact.sources))
    fact = _fact(id, fields, number, unit, sources)
    return replace(
        fact,
        status="derived" if fields.status == "final" else fields.status,
        range=open_.around(number).scaled(unit.scale),
        working=working(fields.derived.value, {fact.id: fact for fact in used}),
    )


def _may_be_rounded(id: str, fields: FactFields, absolute: Interval, unit: Unit, diagnostics: Diagnostics) -> bool:
    """Whether a computed value can be printed as its author asks; reports what is wrong otherwise."""
    assert fields.derived is not None
    if fields.value is not None:
        hint = "keep one of them; 'checks:' compare a stated with a computed figure"
        diagnostics.error("bad-value", f"the fact '{id}' is both stated and derived", fields.value.span, hint)
    if fields.round is None:
        hint = "add 'round: 0.1' with the last digit that the sources allow"
        diagnostics.error("missing-key", f"the derived fact '{id}' does not say how to round", fields.span, hint)
        return absolute.value.adjusted() - unit.scale <= MOST_DIGITS
    if fields.round <= 0 or fields.round.normalize().as_tuple().digits != (1,):
        diagnostics.error("bad-value", f"'{fields.round}' is no place to round to", fields.span, _ROUND_HINT)
        return False
    if absolute.value and absolute.value.adjusted() - unit.scale - fields.round.adjusted() > MOST_DIGITS:
        message = f"its result has more than {MOST_DIGITS} digits"
        diagnostics.error("bad-formula", message, fields.derived.span, "round it more, or mend the formula")
        return False
    return True


_ROUND_HINT = "write a power of ten, such as 1, 0.1 or 1000"


def _check_precision(fields: FactFields, computed: Interval, diagnostics: Diagnostics) -> None:
    """A derived figure must not look more exact than what it is made from."""
    if fields.round is None or fields.derived is None:
        return
    allowed = fields.tolerance if fields.tolerance is not None else fields.round
    if computed.slack > allowed:
        shown = " to ".join(f"{end:.4g}" for end in (computed.low, computed.high))
        message = f"its sources leave this open: {shown}"
        hint = "round it more, or say how far it may be off with 'tolerance:'"
        report = diagnostics.warning if fields.tolerance is None else diagnostics.error
        report("imprecise", message, fields.derived.span, hint)
