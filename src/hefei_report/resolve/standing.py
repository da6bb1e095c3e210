"""Tells the Document what the lock knows of the proof of its facts: how well, by whom, where in the archived text."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.document.labels import labels
from hefei_report.document.model import Document, FactEntry, Support
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.lock import Entry, Lock, State
from hefei_report.evidence.standing import state_of
from hefei_report.memory import NO_MEMORY, Memory, Same


def with_standing(document: Document, facts: Facts, lock: Lock, memory: Memory = NO_MEMORY) -> Document:
    """``document`` with the states of its facts; as it is when nobody looked at any."""
    if not lock.entries:
        return document

    def standing(group: tuple[FactEntry, ...]) -> tuple[FactEntry, ...]:
        states = ((entry, state_of(facts.by_id[entry.id], lock)) for entry in group)
        return tuple(_standing(entry, state, lock, document.language) for entry, state in states)

    told, behind = (
        memory.once("standing", (Same(group), Same(facts), Same(lock), document.language), lambda: standing(group))  # noqa: B023  # called at once
        for group in (document.facts, document.basis)
    )
    return replace(document, facts=told, basis=behind)


def _standing(entry: FactEntry, state: State, lock: Lock, language: str) -> FactEntry:
    known = lock.entries.get(entry.id)
    if known is None or state is State.UNVERIFIED:
        return replace(entry, state=State.UNVERIFIED.value)
    supports = tuple(_located(support, known, language) for support in entry.supports)
    return replace(
        entry,
        state=state.value,
        attested_by=known.by if state is State.ATTESTED else "",
        attested_on=known.on.isoformat() if known.on and state is State.ATTESTED else "",
        supports=supports,
        locator=entry.locator or (supports[0].locator if supports else ""),
    )


def _located(support: Support, known: Entry, language: str) -> Support:
    """Where an author names no place in a source, the paragraph in which the words were found."""
    found = next((seen for seen in known.seen if seen.source == support.source), None)
    if support.locator or found is None:
        return support
    return replace(support, locator=labels(language).paragraph.format(number=found.place.paragraph))
