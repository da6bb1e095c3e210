"""Sources that disagree: a contradiction between facts is declared, with the one chosen and why, or reported."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.facts import ContestedFields, Fact, Facts
from hefei_report.evidence.printing import printed

NEITHER = "none"


def check_contradictions(facts: Facts, diagnostics: Diagnostics) -> None:
    """Reports facts of one measure, period and place whose ranges do not overlap and that nobody declared."""
    declared: set[frozenset[str]] = set()
    for entry in facts.contested:
        _check_entry(entry, facts, diagnostics)
        names = {name.value for name in entry.facts}
        declared |= {frozenset(pair) for pair in itertools.combinations(names, 2)}
    for one, other in _same_measure(facts):
        if frozenset((one.id, other.id)) not in declared and _disagree(one, other):
            message = (
                f"'{one.id}' says {printed(one, '', 'en')}, '{other.id}' says {printed(other, '', 'en')}"
                " of the same measure, period and place"
            )
            hint = "declare it under 'contested:' with 'chosen:' and 'note:', or give them different measures"
            diagnostics.error("undeclared-contradiction", message, other.span, hint)


def _check_entry(entry: ContestedFields, facts: Facts, diagnostics: Diagnostics) -> None:
    for name in entry.facts:
        facts.find(name, diagnostics)
    if entry.chosen.value not in {NEITHER, *(name.value for name in entry.facts)}:
        hint = "name one of the facts above, or 'none' if the report goes by neither"
        diagnostics.error("bad-value", f"'{entry.chosen.value}' is not contested here", entry.chosen.span, hint)


def _same_measure(facts: Facts) -> Iterator[tuple[Fact, Fact]]:
    groups: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts.by_id.values():
        if fact.measure:
            groups[fact.measure.casefold(), fact.period, fact.geography, fact.unit.base].append(fact)
    for group in groups.values():
        yield from itertools.combinations(group, 2)


def _disagree(one: Fact, other: Fact) -> bool:
    if one.range is None or other.range is None:
        return not (one.date.startswith(other.date) or other.date.startswith(one.date))
    return one.range.distance(other.range) > 0
