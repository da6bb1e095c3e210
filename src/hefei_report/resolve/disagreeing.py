"""Puts into words where sources disagree: each figure with its source, the one that the report goes by, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hefei_report.document.model import Inline, Run
from hefei_report.document.registerwords import register_words
from hefei_report.evidence.contradictions import NEITHER
from hefei_report.evidence.facts import ContestedFields, Facts
from hefei_report.evidence.proof import Around
from hefei_report.resolve.lowering import Surroundings


def disagreements(facts: Facts, used: Collection[str], around: Surroundings) -> tuple[Inline, ...]:
    """A paragraph for each contradiction that the author declared and one of whose figures is in ``used``."""
    return tuple(
        tuple(_told(entry, facts, around))
        for entry in facts.contested
        if any(name.value in used for name in entry.facts)
    )


def _told(entry: ContestedFields, facts: Facts, around: Surroundings) -> Iterator[Run]:
    """As in "Residents gained: **21.9** [1] (this report goes by it); nearly 22 [2]. The newspaper rounds"."""
    words, labels = register_words(around.language), around.labels
    known = [fact for name in entry.facts if (fact := facts.get(name.value))]
    chosen = entry.chosen.value
    first = next((fact for fact in known if fact.id == chosen), known[0] if known else None)
    if first is None:
        return
    yield Run((first.label or first.id) + labels.colon, bold=True, role=f"register:{first.id}")
    for number, fact in enumerate(known):
        if number:
            yield Run(labels.joiner)
        yield from around.fact_inline(fact)
        marks = around.cite(fact.sources)
        yield from (Run("\u00a0"), *marks) if marks else ()
        yield from (Run(words.chosen),) if fact.id == chosen else ()
    yield Run(words.neither if chosen == NEITHER else words.stop)
    yield from around.inline(entry.note, Around.CITED)
