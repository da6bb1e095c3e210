"""``facts.lock``: what each fact said when it was proven, and where; so that a build needs no archive to know.

The file stands beside the outline and is committed with it. It holds hashes, places, names and days, never a sentence
of a source, one fact after the other by id, so that a change of one fact changes its lines only.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import field
from enum import Enum
from typing import Literal

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.evidence.places import KeptPlace
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.outline.nodes import parse
from hefei_report.outline.schema import NAME, Keyed, bind
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.workspace import FileMissing, Workspace, WorkspaceError, read_text

LOCK_NAME = "facts.lock"
_FORM = 2  # rises when the meaning of a hash changes: then every fact must be proven anew


class State(Enum):
    """How well a fact is proven."""

    VERIFIED = "verified"  # the archived text says so
    ATTESTED = "attested"  # a person says so
    DERIVED = "derived"  # computed, from facts that have states of their own
    UNVERIFIED = "unverified"  # nobody says so, or it changed since
    CONTRADICTED = "contradicted"  # the archived text says something else
    MISSING = "missing"  # the archived text hasn't got the phrase
    AMBIGUOUS = "ambiguous"  # the archived text has it more than once


@dataclass(frozen=True, slots=True)
class Seen:
    """A place in an archived text whose SHA-256 was ``archive``."""

    source: str
    archive: str
    place: KeptPlace


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a fact. ``fact`` and ``parts`` are the hashes of what it said then (:mod:`.digests`).

    ``sources`` are the hashes of what its sources were, '' for a derived fact. ``by`` and ``on`` are who attested it
    and when; ``seen`` is where it was verified.
    """

    state: State
    fact: str
    parts: str
    sources: str = ""
    by: str = ""
    on: dt.date | None = None
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Lock:
    """The entries of a report's facts by id."""

    report: str
    entries: dict[str, Entry] = field(default_factory=dict)

    def render(self) -> str:
        """The text of the file."""
        lines = [
            "# How each fact was proven, written by 'hefei-report verify' and 'hefei-report attest'. Not to be edited.",
            f"lock: {_FORM}",
            f"report: {_written(self.report)}",
            "facts:" if self.entries else "facts: {}",
        ]
        for id, entry in sorted(self.entries.items()):
            lines += [f"  {id}:", *(f"    {line}" for line in _lines(entry))]
        return "\n".join([*lines, "end: true"]) + "\n"  # or else a file that was cut short would look whole


def _written(key: str) -> str:
    """A name, in quotes unless YAML reads it as a text without them."""
    plain = NAME.fullmatch(key) and key.lower() != "null"
    return key if plain else json.dumps(key, ensure_ascii=False)


def _lines(entry: Entry) -> Iterable[str]:
    yield f"state: {entry.state.value}"
    yield f"fact: {entry.fact}"
    yield f"parts: {entry.parts}"
    if entry.sources:
        yield f"sources: {entry.sources}"
    if entry.by:
        yield f"by: {json.dumps(entry.by, ensure_ascii=False)}"
    if entry.on:
        yield f"on: {entry.on.isoformat()}"
    if entry.seen:
        yield "evidence:"
    for seen in entry.seen:
        yield f"  - source: {_written(seen.source)}"
        yield f"    archive: {seen.archive}"
        yield f"    paragraph: {seen.place.paragraph}"
        yield f"    text: {seen.place.text}"
        yield f"    at: {seen.place.at}"
        yield f"    fingerprint: {seen.place.fingerprint}"


# ------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _SeenFields:
    span: Span
    source: str
    archive: str
    paragraph: int
    text: str
    at: int
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _EntryFields:
    span: Span
    state: Literal["verified", "attested", "derived", "contradicted", "missing", "ambiguous"]
    fact: str
    parts: str
    sources: str = ""
    by: str = ""
    on: dt.date | None = None
    evidence: tuple[_SeenFields, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _LockFields:
    span: Span
    lock: int
    report: Text
    end: bool
    facts: tuple[Keyed[_EntryFields], ...] = ()


def lock_beside(workspace: Workspace, report: str, diagnostics: Diagnostics, memory: Memory = NO_MEMORY) -> Lock | None:
    """The lock of the outline's folder, empty when there is none yet; None after reporting that it can't be read."""
    try:
        text = read_text(workspace, LOCK_NAME)
    except FileMissing:
        return Lock(report)
    except WorkspaceError as problem:
        diagnostics.error("damaged-lock", f"the lock is damaged: {problem}", Span(LOCK_NAME, 1, 1), _ANEW)
        return None
    key = (text, report, diagnostics.draft)
    return memory.told("lock", key, diagnostics, lambda found: read_lock(text, report, found))


_ANEW = f"restore {LOCK_NAME} from version control, or delete it and run 'hefei-report verify'"


def read_lock(text: str, report: str, diagnostics: Diagnostics) -> Lock | None:
    """The lock in ``text``; None after reporting ``damaged-lock``, or ``foreign-lock`` when it is another report's."""
    found = Diagnostics()
    node = parse(text, LOCK_NAME, found)
    fields = bind(node, _LockFields, found) if node is not None else None
    if found.has_errors or fields is None:
        for problem in found:
            diagnostics.error("damaged-lock", f"the lock is damaged: {problem.message}", problem.span, _ANEW)
        return None
    if fields.lock != _FORM:
        hint = f"delete {LOCK_NAME}, then run 'hefei-report verify'; what was attested must be attested again"
        diagnostics.error("damaged-lock", f"the lock has form {fields.lock}, not {_FORM}", fields.span, hint)
        return None
    if fields.report.value != report:
        message = f"this is the lock of the report '{fields.report.value}', not of '{report}'"
        diagnostics.error("foreign-lock", message, fields.report.span, _ANEW)
        return None
    return Lock(report, {keyed.key.value: _entry(keyed.value) for keyed in fields.facts})


def _entry(fields: _EntryFields) -> Entry:
    seen = tuple(
        Seen(one.source, one.archive, KeptPlace(one.paragraph, one.at, one.text, one.fingerprint))
        for one in fields.evidence
    )
    return Entry(State(fields.state), fields.fact, fields.parts, fields.sources, fields.by, fields.on, seen)
