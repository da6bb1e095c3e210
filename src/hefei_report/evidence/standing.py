"""Asks the lock how well each fact is proven, and holds a publication to what its outline requires."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.derivation import beneath
from hefei_report.evidence.digests import changed_parts, changed_sources, digest, identities
from hefei_report.evidence.facts import Fact, Facts
from hefei_report.evidence.lock import Lock, State

Requirement = Literal["verified", "attested"]

# Which states are good enough. A derived fact is as good as those that it is computed from, and they are asked too.
_GOOD_ENOUGH: dict[Requirement, frozenset[State]] = {
    "verified": frozenset({State.VERIFIED, State.DERIVED}),
    "attested": frozenset({State.VERIFIED, State.ATTESTED, State.DERIVED}),
}
_SAID = {State.VERIFIED: "verified", State.ATTESTED: "attested", State.DERIVED: "recorded"}
_WHY = {
    State.ATTESTED: ("the fact '{id}' is attested, not verified", "archive its source, then run 'hefei-report verify'"),
    State.CONTRADICTED: (
        "the archived source of '{id}' says something else",
        "'hefei-report verify' shows both values",
    ),
    State.MISSING: (
        "the archived source of '{id}' hasn't got its phrase",
        "'hefei-report verify' says where it looked",
    ),
    State.AMBIGUOUS: ("the phrase of '{id}' stands in several places", "'hefei-report verify' names them"),
}


def state_of(fact: Fact, lock: Lock) -> State:
    """The state of a fact as it is now; unverified if it or one of its sources changed since the lock was written."""
    entry = lock.entries.get(fact.id)
    same = entry is not None and entry.fact == digest(fact) and entry.sources == identities(fact)
    return entry.state if entry is not None and same else State.UNVERIFIED


def demand(requirement: Requirement, used: Iterable[str], facts: Facts, lock: Lock, diagnostics: Diagnostics) -> None:
    """Report ``unverified-fact`` for each fact, ``used`` or behind one that is, whose proof is not good enough.

    A fact that nothing uses needs no proof; an edit of one that was proven is worth a warning.
    """
    printed = [facts.by_id[id] for id in dict.fromkeys(used) if id in facts.by_id]
    needed = {fact.id: fact for fact in (*printed, *beneath(printed, facts))}
    for fact in needed.values():
        state = state_of(fact, lock)
        if state not in _GOOD_ENOUGH[requirement]:
            message, hint = _complaint(fact, state, lock)
            diagnostics.error("unverified-fact", message, fact.span, hint)
    for fact in facts.by_id.values():
        if fact.id not in needed and fact.id in lock.entries and state_of(fact, lock) is State.UNVERIFIED:
            message, hint = _complaint(fact, State.UNVERIFIED, lock)
            diagnostics.warning("unverified-fact", message, fact.span, hint)


def _complaint(fact: Fact, state: State, lock: Lock) -> tuple[str, str]:
    if state in _WHY:
        message, hint = _WHY[state]
        return message.format(id=fact.id), hint
    entry = lock.entries.get(fact.id)
    again = f"run 'hefei-report verify', or 'hefei-report attest {fact.id} --by NAME' if its source is not archived"
    if fact.formula:
        again = "look at what changed, then run 'hefei-report verify'"
    if entry is None:
        return f"nothing proves the fact '{fact.id}' yet", again
    said = _SAID.get(entry.state, entry.state.value)
    parts, swapped = changed_parts(fact, entry.parts), changed_sources(fact, entry.sources)
    if swapped and not parts:
        keys = ", ".join(f"'{key}'" for key in swapped)
        return f"the source {keys} of '{fact.id}' changed since it was {said}: its title, address or authors", again
    return f"the fact '{fact.id}' changed since it was {said}: {', '.join(parts) or 'what it says'}", again
