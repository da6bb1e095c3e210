"""Records who says that a fact stands in its source, where no archived text can: a person's name and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from hefei_report.evidence.digests import digest, digests_of_parts, identities
from hefei_report.evidence.facts import Fact, Facts
from hefei_report.evidence.lock import Entry, Lock, State
from hefei_report.evidence.standing import state_of
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Attestation:
    """The new lock, the facts that are ``attested`` in it, those that need it not (``proven``), and complaints."""

    lock: Lock
    attested: tuple[str, ...]
    proven: tuple[str, ...]
    refusals: tuple[str, ...]


def attest(facts: Facts, lock: Lock, wanted: Iterable[str], by: str, on: dt.date) -> Attestation:
    """Attest the facts ``wanted``; those that the archive contradicts or hasn't got are refused.

    Derived facts that the lock doesn't know yet are recorded on the way: they rest on others, and nobody attests them.
    """
    entries = {id: entry for id, entry in lock.entries.items() if id in facts.by_id}
    for fact in facts.by_id.values():
        if fact.formula and fact.id not in entries:
            entries[fact.id] = Entry(State.DERIVED, digest(fact), digests_of_parts(fact))
    attested, proven, refusals = [], [], []
    for fact in (facts.by_id[id] for id in dict.fromkeys(wanted)):
        refusal = _refusal(fact, lock)
        if refusal:
            refusals.append(refusal)
        elif state_of(fact, lock) is State.VERIFIED:
            proven.append(fact.id)
        else:
            entries[fact.id] = Entry(
                State.ATTESTED, digest(fact), digests_of_parts(fact), identities(fact), by=by, on=on
            )
            attested.append(fact.id)
    return Attestation(Lock(lock.report, entries), tuple(attested), tuple(proven), tuple(refusals))


def _refusal(fact: Fact, lock: Lock) -> str:
    """Why nobody may attest this fact, or ''."""
    if fact.formula:
        return f"'{fact.id}' is computed from other facts; attest those"
    entry = lock.entries.get(fact.id)
    if entry is None or entry.state is State.ATTESTED or state_of(fact, lock) is State.VERIFIED:
        return ""
    again = "run 'hefei-report verify'"
    if entry.state is State.VERIFIED:
        return f"'{fact.id}' changed since it was verified by its archived source; {again}"
    return f"the source of '{fact.id}' is archived, and the fact is {entry.state.value}; mend it, then {again}"


def remaining(facts: Facts, lock: Lock) -> tuple[str, ...]:
    """The stated facts that nobody has proven yet; one that was proven and then edited is looked at by its name."""
    return tuple(fact.id for fact in facts.by_id.values() if not fact.formula and fact.id not in lock.entries)
