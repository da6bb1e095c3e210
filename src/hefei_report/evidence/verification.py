"""Holds every stated fact against the archived text of its sources, and writes down what was found in a lock.

A fact is verified when all of its sources that are archived say so. Facts without one keep what the lock says of them
while they stay as they were; derived facts are recorded, so that a later edit shows.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import field

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.comparing import Reading, compared
from hefei_report.evidence.digests import digest, digests_of_parts, identities
from hefei_report.evidence.facts import Evidence, Fact, Facts
from hefei_report.evidence.locating import choose, keep, occurrences, similar
from hefei_report.evidence.lock import Entry, Lock, Seen, State
from hefei_report.evidence.places import Place
from hefei_report.evidence.plaintext import PlainText
from hefei_report.evidence.printing import printed
from hefei_report.evidence.standing import state_of
from hefei_report.records import dataclass


@dataclass(frozen=True)
class ArchivedText:
    """The text of a source as it was archived, and the SHA-256 of its file."""

    digest: str
    text: PlainText

    @classmethod
    def of(cls, content: bytes) -> ArchivedText:
        return cls(hashlib.sha256(content).hexdigest(), PlainText.of(content.decode("utf-8-sig", errors="replace")))


# Gives the archived text of a source by its key, or None when there is none.
Archive = Callable[[str], ArchivedText | None]


@dataclass(frozen=True, slots=True)
class Verification:
    """The new lock, the state of every fact by id, and the derived facts that were ``renewed``: they had changed."""

    lock: Lock
    states: dict[str, State] = field(default_factory=dict)
    renewed: tuple[str, ...] = ()

    def count(self) -> Counter[State]:
        return Counter(self.states.values())


@dataclass(frozen=True, slots=True)
class _Finding:
    """What one archived text says about a fact; ``seen`` is None where there is no place to keep."""

    state: State
    seen: Seen | None = None
    message: str = ""
    hint: str = ""


def verify(facts: Facts, archive: Archive, lock: Lock, diagnostics: Diagnostics) -> Verification:
    """Verify all facts; reports ``contradicted-fact``, ``missing-phrase`` and ``ambiguous-phrase`` at their sources."""
    entries: dict[str, Entry] = {}
    for fact in facts.by_id.values():
        entry = _entry(fact, archive, lock, diagnostics)
        if entry is not None:
            entries[fact.id] = entry
    new = Lock(lock.report, entries)
    states = {fact.id: state_of(fact, new) for fact in facts.by_id.values()}
    before = {id: entry for id, entry in lock.entries.items() if entry.state is State.DERIVED}
    renewed = tuple(id for id in entries if id in before and entries[id] != before[id])
    return Verification(new, states, renewed)


def _entry(fact: Fact, archive: Archive, lock: Lock, diagnostics: Diagnostics) -> Entry | None:
    """What is known of a fact now; without an archived text, what was known before."""
    if fact.formula:
        return Entry(State.DERIVED, digest(fact), digests_of_parts(fact))
    before = lock.entries.get(fact.id)
    known = {seen.source: seen for seen in before.seen} if before else {}
    found: list[_Finding] = []
    for evidence in fact.evidence:
        text = archive(evidence.source)
        if text is not None:
            found.append(_finding(fact, evidence, text, known.get(evidence.source)))
            _report(found[-1], fact, evidence, diagnostics)
    if not found:
        return None if before is None or _is_obsolete(fact, before) else before
    seen = tuple(finding.seen for finding in found if finding.seen is not None)
    return Entry(_worst(found), digest(fact), digests_of_parts(fact), identities(fact), seen=seen)


def _is_obsolete(fact: Fact, before: Entry) -> bool:
    """Whether ``before`` tells of archived sources that the fact doesn't name any more."""
    changed = before.fact != digest(fact)
    sources = {seen.source for seen in before.seen}
    return changed and before.state is not State.ATTESTED and not sources & {e.source for e in fact.evidence}


# A second source that is archived and says nothing of the sort is worse than none.
_BAD_FIRST = (State.CONTRADICTED, State.AMBIGUOUS, State.MISSING, State.VERIFIED)
_CODES = {
    State.CONTRADICTED: "contradicted-fact",
    State.AMBIGUOUS: "ambiguous-phrase",
    State.MISSING: "missing-phrase",
}


def _worst(findings: list[_Finding]) -> State:
    return min((finding.state for finding in findings), key=_BAD_FIRST.index)


def _report(finding: _Finding, fact: Fact, evidence: Evidence, diagnostics: Diagnostics) -> None:
    if finding.state in _CODES:
        message = f"'{fact.id}' in {evidence.source}: {finding.message}"
        diagnostics.error(_CODES[finding.state], message, evidence.span, finding.hint)


def _finding(fact: Fact, evidence: Evidence, archived: ArchivedText, known: Seen | None) -> _Finding:
    text = archived.text
    paragraph = evidence.locator.paragraph if evidence.locator else None
    if not evidence.phrase:
        hint = "add 'phrase:', a few words of the source with the figure in them"
        return _Finding(State.MISSING, None, "it has no phrase to be found by", hint)
    places = occurrences(text, evidence.phrase)
    if not places:
        return _otherwise(fact, evidence, text, paragraph)
    chosen = choose(places, text, paragraph, known.place if known else None, fact.label)
    in_table = evidence.locator is not None and evidence.locator.table is not None
    readings = [(place, compared(fact, text, place, in_table=in_table)) for place in chosen]
    if len({place.paragraph for place in chosen}) > 1 or len({reading for _, reading in readings}) > 1:
        where = ", ".join(dict.fromkeys(str(place.paragraph) for place in chosen))
        hint = "name the paragraph in 'locator:', or take in a word or two more"
        return _Finding(State.AMBIGUOUS, None, f"its phrase stands {len(chosen)} times, in paragraphs {where}", hint)
    place, reading = readings[0]
    seen = Seen(evidence.source, archived.digest, keep(text, place))
    return _judged(fact, place, reading, paragraph, seen)


def _judged(fact: Fact, place: Place, reading: Reading | None, paragraph: int | None, seen: Seen) -> _Finding:
    if reading is None:
        hint = "choose the words around the figure"
        return _Finding(State.MISSING, seen, f"no figure stands at its phrase, in paragraph {place.paragraph}", hint)
    if reading.differs:
        message = f"paragraph {place.paragraph} says '{reading.said}', the fact says '{_shown(fact)}'"
        hint = f"they differ in {' and '.join(reading.differs)}; mend the fact, or choose another phrase"
        return _Finding(State.CONTRADICTED, seen, message, hint)
    if paragraph not in (None, place.paragraph):
        message = f"its phrase stands in paragraph {place.paragraph}, the fact says paragraph {paragraph}"
        return _Finding(State.CONTRADICTED, seen, message, f"write 'locator: {{paragraph: {place.paragraph}}}'")
    return _Finding(State.VERIFIED, seen)


def _otherwise(fact: Fact, evidence: Evidence, text: PlainText, paragraph: int | None) -> _Finding:
    """The phrase is not there: perhaps the same words with other figures are."""
    place = min(similar(text, evidence.phrase), key=lambda place: place.paragraph != paragraph, default=None)
    if place is not None:
        said = text[place.paragraph][place.at : place.end].strip()
        message = f"paragraph {place.paragraph} says '{said}', the phrase says '{evidence.phrase}'"
        hint = f"the fact says '{_shown(fact)}'; mend the fact and its phrase if the source was corrected"
        return _Finding(State.CONTRADICTED, None, message, hint)
    where = f", nor in paragraph {paragraph}" if paragraph is not None else ""
    hint = "copy a few words of the source with the figure in them, eight at most"
    return _Finding(State.MISSING, None, f"'{evidence.phrase}' does not stand in the archived text{where}", hint)


def _shown(fact: Fact) -> str:
    return printed(fact, "", "en").replace("\u00a0", " ")
