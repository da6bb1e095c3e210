"""What derived facts are computed from: directly, and all the way down to stated ones."""

from __future__ import annotations

from collections.abc import Iterable

from hefei_report.evidence.facts import Fact, Facts
from hefei_report.evidence.formula import FormulaError, names_in


def operands(formula: str) -> tuple[str, ...]:
    """The ids in ``formula``, each once; none for '' or for one that can't be read, which its computing reports."""
    try:
        return names_in(formula) if formula else ()
    except FormulaError:
        return ()


def beneath(used: Iterable[Fact], facts: Facts) -> list[Fact]:
    """What the derived facts among ``used`` are computed from, down to stated ones, without ``used`` themselves."""
    waiting = list(used)
    seen = {fact.id for fact in waiting}
    found: list[Fact] = []
    while waiting:
        for id in operands(waiting.pop(0).formula):
            if id in facts.by_id and id not in seen:
                seen.add(id)
                found.append(facts.by_id[id])
                waiting.append(facts.by_id[id])
    return found
