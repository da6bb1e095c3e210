"""Whoever changes one character of a figure is noticed: in the facts file by the lock, in the archive by verifying.

The edits are random and seeded; each test prints its kill rate (``pytest -s``). An edit that changes nothing that is
read (``02024`` for ``2024``) is equivalent and counts for neither side.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import Document
from hefei_report.evidence.facts import Fact, Facts
from hefei_report.evidence.locating import choose, occurrences
from hefei_report.evidence.lock import Lock, State, read_lock
from hefei_report.evidence.plaintext import PlainText, plain_line
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.reading import read_facts
from hefei_report.evidence.sources import Source, read_sources
from hefei_report.evidence.standing import demand
from hefei_report.evidence.units import Unit
from hefei_report.evidence.verification import ArchivedText, verify
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar, Sequence, parse
from tests.support.archived import FACTS, FLAGSHIP_ARCHIVE, TEXTS, facts_in
from tests.support.product import FLAGSHIP

EDITS_OF_FACTS, EDITS_OF_TEXTS = 1000, 300
FIGURES = (
    "value",
    "unit",
    "qualifier",
    "derived",
    "round",
    "period",
    "locator",
    "phrase",
    "as-of",
    "expires",
    "tolerance",
)
# Every character counts in these; elsewhere it is the digits and the words for scales and qualifiers.
WHOLE = ("unit", "qualifier")
_COUNTS = re.compile(
    r"\d|(?<![a-z])(?:thousand|million|billion|trillion|over|nearly|about|around|at least|up to|less|more)(?![a-z])"
    r"|[万亿超近约]",
    re.IGNORECASE,
)


# ----------------------------------------------------------------------------- edits of the facts file


@dataclass(frozen=True, slots=True)
class FactsText:
    """The flagship's facts file, taken apart: the lines of every fact, and what in them makes its figure."""

    lines: dict[str, str]
    figures: dict[str, list[int]]
    sources: dict[str, Source]

    @classmethod
    def read(cls) -> FactsText:
        found = Diagnostics()
        text = (FLAGSHIP.parent / "facts.yaml").read_text(encoding="utf-8")
        sources = parse((FLAGSHIP.parent / "sources.yaml").read_text(encoding="utf-8"), "sources.yaml", found)
        root = parse(text, "facts.yaml", found)
        assert isinstance(root, Mapping) and sources is not None
        node = root.get("facts")
        assert isinstance(node, Mapping)
        starts = [text.rindex("\n", 0, entry.key.start) + 1 for entry in node.entries]
        ends = [*starts[1:], next((e.key.start for e in root.entries if e.key.start > starts[-1]), len(text))]
        lines, figures = {}, {}
        for entry, start, end in zip(node.entries, starts, ends, strict=True):
            lines[entry.key.value] = text[start:end]
            figures[entry.key.value] = [at - start for at in _characters(entry)]
        return cls(lines, figures, read_sources((sources,), found))

    def edited(self, chance: random.Random) -> tuple[str, str]:
        """The id of a fact, and its lines with one character of its figure replaced, lost or doubled."""
        id = chance.choice(list(self.lines))
        lines, at = self.lines[id], chance.choice(self.figures[id])
        before = lines[at]
        others = "0123456789" if before.isdigit() else "abcdefilmnorstuvy万亿 "
        other = chance.choice(others.replace(before, ""))
        new = chance.choice((other, other, "", before + other))
        return id, lines[:at] + new + lines[at + 1 :]

    def facts(self, id: str, lines: str) -> tuple[Facts, Diagnostics]:
        """The fact ``id`` as it reads with these lines, with all that it may rest on."""
        needed, waiting = {id: lines}, [lines]
        while waiting:
            text = waiting.pop()
            for name in re.findall(r"[a-z]\w+", text.partition("derived:")[2].partition("\n")[0]):
                if name in self.lines and name not in needed:
                    needed[name] = self.lines[name]
                    waiting.append(self.lines[name])
        found = Diagnostics()
        node = parse("facts:\n" + "".join(needed.values()), "facts.yaml", found)
        return (read_facts((node,), self.sources, found) if node is not None else Facts()), found


def _characters(entry: Entry) -> Iterator[int]:
    """Where in the file the characters stand that make a fact's figure."""
    assert isinstance(entry.value, Mapping)
    for field in entry.value.entries:
        if field.key.value in FIGURES:
            for scalar in _scalars(field.value):
                text = scalar.source.text[scalar.start : scalar.end]
                if field.key.value in WHOLE:
                    yield from (scalar.start + at for at, character in enumerate(text) if character not in "\"'")
                else:
                    yield from (scalar.start + at for found in _COUNTS.finditer(text) for at in range(*found.span()))


def _scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from _scalars(item)
        case Mapping():
            for entry in node.entries:
                yield from _scalars(entry.value)


def committed_lock() -> Lock:
    found = Diagnostics()
    lock = read_lock((FLAGSHIP.parent / "facts.lock").read_text(encoding="utf-8"), "hefei", found)
    assert lock is not None
    return lock


def test_an_edit_of_a_figure_in_the_facts_file_stops_the_build(flagship_document: Document) -> None:
    """As a release build checks it: errors where a fact is in use, warnings on the few that nothing uses."""
    chance, file, lock = random.Random(20261122), FactsText.read(), committed_lock()
    used = {entry.id for entry in flagship_document.facts}
    for id in [*used]:
        used |= file.facts(id, file.lines[id])[0].by_id.keys()
    found_by, survivors = Counter[str](), []
    for _ in range(EDITS_OF_FACTS):
        id, lines = file.edited(chance)
        facts, found = file.facts(id, lines)
        unread, before = found.has_errors, len(found)
        demand("attested", [id] if id in used else [], facts, lock, found)
        if unread:
            found_by["not even read"] += 1
        elif len(found) > before:
            found_by["stopped by the lock" if found.has_errors else "warned of, as nothing uses it"] += 1
        elif same(facts.by_id.get(id), file.facts(id, file.lines[id])[0].by_id[id]):
            found_by["equivalent"] += 1
        else:
            survivors.append(lines)
    print(f"\nfacts file: {EDITS_OF_FACTS} edits, {len(survivors)} survive, {dict(found_by)}")
    assert survivors == []
    assert found_by["equivalent"] + found_by["warned of, as nothing uses it"] < EDITS_OF_FACTS / 20


def test_the_facts_file_as_it_is_complains_of_nothing() -> None:
    """Or else the edits above would be noticed for the wrong reason."""
    file, lock = FactsText.read(), committed_lock()
    noisy = []
    for id, lines in file.lines.items():
        facts, found = file.facts(id, lines)
        demand("attested", [id], facts, lock, found)
        noisy += [id] * len(found)
    assert noisy == []


def same(one: Fact | None, other: Fact) -> bool:
    """Whether two facts say the same, wherever they stand."""
    nowhere = Span("", 1, 1)
    return one is not None and _placeless(one, nowhere) == _placeless(other, nowhere)


def _placeless(fact: Fact, nowhere: Span) -> Fact:
    evidence = tuple(
        replace(e, span=nowhere, locator=e.locator and replace(e.locator, span=nowhere)) for e in fact.evidence
    )
    return replace(fact, span=nowhere, evidence=evidence)


# -------------------------------------------------------------------------------- edits of the archive


@dataclass(frozen=True, slots=True)
class Case:
    """Facts that verify against texts."""

    facts: Facts
    texts: dict[str, str]

    @classmethod
    def own(cls) -> Case:
        return cls(facts_in(FACTS)[0], TEXTS)

    @classmethod
    def flagship(cls) -> Case:
        """The flagship's facts, with the archive that they were verified against."""
        file, found = FactsText.read(), Diagnostics()
        node = parse((FLAGSHIP.parent / "facts.yaml").read_text(encoding="utf-8"), "facts.yaml", found)
        assert node is not None
        assert FLAGSHIP_ARCHIVE is not None
        texts = {path.stem: path.read_text(encoding="utf-8") for path in FLAGSHIP_ARCHIVE.glob("*.txt")}
        return cls(read_facts((node,), file.sources, found), texts)


CASES = {"the tests' own archive": Case.own}
if FLAGSHIP_ARCHIVE is not None:
    CASES["the flagship's archive"] = Case.flagship


def state_of(fact: Fact, texts: dict[str, str], lock: Lock) -> State:
    archive = {key: ArchivedText.of(text.encode()) for key, text in texts.items()}
    return verify(Facts({fact.id: fact}), archive.get, lock, Diagnostics()).states[fact.id]


def digits_of_phrases(case: Case, fact: Fact) -> list[tuple[str, int]]:
    """The digits of the phrases of a fact, by source, as places in the texts."""
    places = []
    for evidence in fact.evidence:
        text = case.texts.get(evidence.source)
        if text is None or not evidence.phrase:
            continue
        plain = PlainText.of(text)
        paragraph = evidence.locator.paragraph if evidence.locator else None
        [place] = choose(occurrences(plain, evidence.phrase), plain, paragraph, None, fact.label)
        line = [line for line in text.splitlines(keepends=True) if plain_line(line)][place.paragraph - 1]
        start = text.index(line)
        for at, character in enumerate(line):
            if character.isdigit():
                changed = plain_line(line[:at] + other_digit(character, random.Random(0)) + line[at + 1 :])
                where = next(i for i, (a, b) in enumerate(zip(plain_line(line), changed, strict=True)) if a != b)
                if place.at <= where < place.end:
                    places.append((evidence.source, start + at))
    return places


def other_digit(character: str, chance: random.Random) -> str:
    row = "０１２３４５６７８９" if character in "０１２３４５６７８９" else "0123456789"
    return chance.choice(row.replace(character, ""))


@pytest.mark.parametrize("name", CASES)
def test_an_edit_of_a_digit_in_the_archive_is_noticed_by_verifying(name: str) -> None:
    case, chance = CASES[name](), random.Random(20261122)
    archive = {key: ArchivedText.of(text.encode()) for key, text in case.texts.items()}
    before = verify(case.facts, archive.get, Lock("own"), Diagnostics())
    proven = [case.facts.by_id[id] for id, state in before.states.items() if state is State.VERIFIED]
    editable = [(fact, places) for fact in proven if (places := digits_of_phrases(case, fact))]
    survivors = []
    for _ in range(EDITS_OF_TEXTS):
        fact, places = chance.choice(editable)
        source, at = chance.choice(places)
        text = case.texts[source]
        edited = {**case.texts, source: text[:at] + other_digit(text[at], chance) + text[at + 1 :]}
        if state_of(fact, edited, before.lock) is State.VERIFIED:
            survivors.append((fact.id, edited[source][max(0, at - 20) : at + 20]))
    print(f"\n{name}: {EDITS_OF_TEXTS - len(survivors)} of {EDITS_OF_TEXTS} edits caught, {len(proven)} facts")
    assert survivors == []


@pytest.mark.parametrize("name", CASES)
def test_a_fact_that_says_something_else_than_its_source_is_never_verified(name: str) -> None:
    """Without any lock: every other digit, scale and qualifier, and units that a text always tells."""
    case = CASES[name]()
    archive = {key: ArchivedText.of(text.encode()) for key, text in case.texts.items()}
    states = verify(case.facts, archive.get, Lock("own"), Diagnostics()).states
    tried, survivors = 0, []
    for fact in (case.facts.by_id[id] for id, state in states.items() if state is State.VERIFIED):
        for changed in altered(fact):
            tried += 1
            if state_of(changed, case.texts, Lock("own")) is State.VERIFIED:
                survivors.append((fact.id, str(changed.value), changed.unit, changed.qualifier))
    print(f"\n{name}: {tried - len(survivors)} of {tried} false facts refused")
    # "100-plus" and 100余 may be read as "over" and as "at least".
    assert [s for s in survivors if s[3] is not Qualifier.AT_LEAST] == []
    assert len(survivors) <= 2


def altered(fact: Fact) -> Iterator[Fact]:
    digits = fact.date if fact.value is None else str(fact.value)
    for at, character in enumerate(digits):
        for digit in "0123456789".replace(character, "") if character.isdigit() else "":
            new = digits[:at] + digit + digits[at + 1 :]
            if fact.value is None:
                yield replace(fact, date=new)
            elif Decimal(new) != fact.value:
                yield replace(fact, value=Decimal(new))
    if fact.value is not None:
        yield replace(fact, value=Decimal(digits + ("0" if "." in digits else ".0")))
        scales = {0, 2, 3, 4, 6, 8, 9, 12} - {fact.unit.scale}
        yield from (replace(fact, unit=Unit(scale, fact.unit.base)) for scale in sorted(scales))
        bases = ["yuan", "dollars", "euros", "percent", "percentage points", "rank"]
        yield from (replace(fact, unit=Unit(fact.unit.scale, base)) for base in bases if base != fact.unit.base)
    yield from (replace(fact, qualifier=q) for q in Qualifier if q is not fact.qualifier)
