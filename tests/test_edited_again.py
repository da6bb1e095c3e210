"""A builder that stays reads only what changed, and what it reads is the Document that a new one would have read."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.model import Document
from hefei_report.memory import Memory
from hefei_report.outline.nodes import Mapping, Node, Scalar, Sequence, parse
from hefei_report.outline.parts import parse_by_sections
from hefei_report.workspace import Cache, MemoryWorkspace
from tests.support.outlines import SMALL_FACTS, SMALL_OUTLINE, SMALL_SOURCES
from tests.support.product import FLAGSHIP
from tests.test_author_dates import FACTS as AUTHORS_FACTS
from tests.test_author_dates import OUTLINE as AUTHORS_OUTLINE
from tests.test_author_dates import SOURCES as AUTHORS_SOURCES
from tests.test_random_edits import edited

Files = dict[str, bytes]
OTHERS = """\
  - id: sec-more
    title: What else there is
    blocks:
      - text: Nothing is said of it^[But here.], as @fig-rows shows. ^[And here it is.]
      - figure:
          id: fig-rows
          chart: bar
          title: Rows of a table
          caption: Counted, each
          unit: units
          data: {file: rows.csv, columns: {label: name, value: count}}
          source: "[@bulletin]"
  - id: sec-last
    title: The last one
    only: deck
    blocks:
      - text: It is on slides^[With a note.] [@other].
"""
OTHER_SOURCE = (
    "- id: other\n  type: book\n  title: Another one\n  author: [{family: Doe, given: Jane}]\n  issued: 2020\n"
)


def of(outline: str, facts: str, sources: str, **more: str) -> Files:
    texts = {"o.yaml": outline, "facts.yaml": facts, "sources.yaml": sources, "rows.csv": "name,count\nOne,1\nTwo,2\n"}
    return {name: text.encode() for name, text in texts.items()} | {k: v.encode() for k, v in more.items()}


def folder(outline: Path) -> Files:
    found = {file.relative_to(outline.parent).as_posix(): file for file in outline.parent.rglob("*") if file.is_file()}
    return {name: file.read_bytes() for name, file in found.items()} | {"o.yaml": outline.read_bytes()}


SMALL = of(SMALL_OUTLINE + OTHERS, SMALL_FACTS, SMALL_SOURCES + OTHER_SOURCE)
REPORTS = {
    "small": SMALL,
    "authors": of(AUTHORS_OUTLINE, AUTHORS_FACTS, AUTHORS_SOURCES),
    "flagship": folder(FLAGSHIP),
    "gallery": folder(FLAGSHIP.parent.parent / "docs" / "gallery.yaml"),
}


class Author:
    """Who edits a report again and again: each state of it is read by a builder that stays, and by a new one."""

    def __init__(self, files: Files, cache: Cache, *, draft: bool = False) -> None:
        self.files, self.cache, self.draft, self.memory = dict(files), cache, draft, Memory()
        self.document, self.told = self._read(self.memory)
        self.anew: list[str] = []  # the sections that were read in the last build

    def saves(self, name: str, text: str) -> None:
        """A file anew; what is read of it is the same either way, to the last digit and place."""
        self.files[name] = text.encode()
        self.memory.turn()
        before = self.document.sections if self.document else ()
        self.document, self.told = self._read(self.memory)
        now = self.document.sections if self.document else ()
        self.anew = [section.id for section in now if not any(section is other for other in before)]
        document, told = self._read(Memory())
        assert self.told == told
        assert self.document == document
        assert repr(self.document) == repr(document)  # == takes 1.0 for 1.00, and leaves out some places

    def replaces(self, old: str, new: str, name: str = "o.yaml") -> None:
        text = self.files[name].decode()
        assert old in text
        self.saves(name, text.replace(old, new, 1))

    def made(self, stage: str) -> int:
        """How many results of a stage were not found in the last build."""
        return self.memory.made.get(stage, 0)

    def _read(self, memory: Memory) -> tuple[Document | None, tuple[Diagnostic, ...]]:
        found = Diagnostics(draft=self.draft)
        document = compose(MemoryWorkspace(dict(self.files)), "o.yaml", found, cache=self.cache, memory=memory)
        return document, tuple(found)


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    return Cache(tmp_path_factory.getbasetemp() / "answers")  # of pandoc


# ------------------------------------------------------------------------------- what is found again


def test_a_word_costs_one_section(cache: Cache) -> None:
    author = Author(SMALL, cache)
    author.replaces("Imports were lower", "Imports stayed lower")
    made = {name: author.made(name) for name in ("part of an outline", "record", "section", "facts", "libraries")}
    assert made == {"part of an outline": 1, "record": 1, "section": 1, "facts": 0, "libraries": 0}
    assert author.made("references") == 0 and author.anew == ["sec-trade"]


def test_a_word_of_the_flagship_costs_one_section(cache: Cache) -> None:
    author = Author(REPORTS["flagship"], cache)
    author.replaces("    headline: ", "    headline: Now ")
    assert len(author.anew) == 1


SUBTITLE = "subtitle: Two sections, one figure, one table"  # a line in the place of which there may be another


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("date: 2025-11-22", "date: 2024-11-22"),  # the year that a title may name
        ("language: en", "language: zh"),
        (SUBTITLE, "citation-style: gb-t-7714-2025-numeric"),
        (SUBTITLE, "evidence: {names: [Two 2]}"),
        (SUBTITLE, "briefing: {figure-tables: appendix}"),
        ("fig-trade\n", "fig-traded\n"),  # to which another section may lead
    ],
)
def test_what_all_sections_depend_on_reads_them_all_again(cache: Cache, old: str, new: str) -> None:
    author = Author(SMALL, cache)
    author.replaces(old, new)
    assert author.anew[:4] == ["sec-trade", "sec-table", "sec-more", "sec-last"]


def test_a_fact_and_a_source_are_read_anew(cache: Cache) -> None:
    author = Author(SMALL, cache)
    author.replaces("257.2", "258.3", "facts.yaml")
    assert len(author.anew) == 4
    author.replaces("Another one", "Another two", "sources.yaml")
    assert len(author.anew) == 4
    assert author.document is not None and "Another two" in repr(author.document.references)
    author.replaces("id: bulletin", "id: bulletins", "sources.yaml")
    assert "unknown-source" in [each.code for each in author.told if each.span.file == "facts.yaml"]


def test_numbers_of_sources_go_on_through_the_sections_behind(cache: Cache) -> None:
    author = Author(SMALL, cache)
    author.replaces("Hefei exported", "Hefei [@other] exported")
    assert author.anew == ["sec-trade", "sec-table", "sec-more", "sec-last"]
    author.replaces("Exports were", "Exports were [@bulletin]")
    assert author.anew == ["sec-trade"]


def test_rows_of_a_file_are_read_anew(cache: Cache) -> None:
    author = Author(SMALL, cache)
    author.saves("rows.csv", "name,count\nOne,1\nThree,3\n")
    assert author.anew == ["sec-more"]
    assert "Three" in repr(author.document)
    author.replaces("The last one", "The very last one")
    assert author.anew == ["sec-last"]
    del author.files["rows.csv"]
    author.replaces("The very last one", "The last one")
    assert [each.code for each in author.told if each.code == "missing-file"]
    author.saves("rows.csv", "name,count\nOne,1\nThree,3\n")
    assert not [each for each in author.told if each.code == "missing-file"]


def test_what_the_lock_says_is_read_anew(cache: Cache) -> None:
    author = Author(REPORTS["flagship"], cache)
    lock = author.files["facts.lock"].decode()
    author.saves("facts.lock", lock.replace("state: verified", "state: unverified", 1))
    assert author.told
    author.saves("facts.lock", lock)
    assert not author.told


def test_a_complaint_is_told_as_long_as_it_holds(cache: Cache) -> None:
    author = Author(SMALL, cache)
    author.replaces("Imports were lower", "Imports were 12 lower")
    author.replaces("The last one", "The very last one")
    assert [each.code for each in author.told] == ["unproven-number"]
    author.replaces("12 lower", "lower")
    assert not author.told


# -------------------------------------------------------------------------------- whatever the edit

WORDS = ("more", "[@bulletin]", "[@other, p. 3]", "^[an aside]", "合肥", "**bold**", "@fig-rows", "1,234", "[@nobody]")


def changed(text: str, chance: random.Random) -> str:
    """``text`` after a careful edit: a word, a number, an id, or blocks and sections that go, come or change places."""
    lines = text.split("\n")
    starts = [at for at, line in enumerate(lines) if re.match(r"(?:  |      )- \w", line)]
    at, other = sorted(chance.sample(starts, 2)) if len(starts) > 1 else (0, 0)
    match chance.randrange(6):
        case 0:
            places = [match.start() for match in re.finditer(r"(?<=[a-z]) (?=[a-z])", text)]
            place = chance.choice(places)
            return f"{text[:place]} {chance.choice(WORDS)}{text[place:]}"
        case 1:
            return re.sub(r"\d+(?=[^\d]*$)", "7", text, count=1)
        case 2:
            return "\n".join(lines[:at] + lines[other:])
        case 3:
            return "\n".join(lines[:other] + lines[at:other] + lines[other:])
        case 4:
            return text.replace(" id: ", " id: x", 1)
        case _:
            return "\n".join([*lines[:at], "", *lines[at:]])


@pytest.mark.parametrize("name", REPORTS)
def test_whatever_the_edit_a_builder_that_stays_reads_what_a_new_one_reads(name: str, cache: Cache) -> None:
    chance = random.Random(name)
    author = Author(REPORTS[name], cache)
    text = sound = author.files["o.yaml"].decode()
    for number in range(30 if name in ("small", "authors") else 5):
        text = edited(text, chance) if number % 4 == 3 else changed(text, chance)
        author.saves("o.yaml", text)
        if any(each.code.startswith("yaml") for each in author.told):
            text = sound
            author.saves("o.yaml", text)
        sound = text


def test_a_draft_is_read_as_a_draft(cache: Cache) -> None:
    author = Author(SMALL, cache, draft=True)
    author.replaces("Imports were lower", "Imports were 12 lower")
    author.replaces("The last one", "The very last one")
    assert [each.severity.value for each in author.told] == ["warning"]


# ------------------------------------------------------------------------------- parts of an outline


def flat(node: Node) -> Iterator[tuple[object, ...]]:
    """Everything in a tree with its place."""
    match node:
        case Scalar():
            yield ("text", node.value, node.plain, node.span)
        case Sequence():
            yield ("list", node.span)
            for item in node.items:
                yield from flat(item)
        case Mapping():
            yield ("keys", node.span)
            for entry in node.entries:
                yield from flat(entry.key)
                yield from flat(entry.value)


def assert_the_same(text: str) -> None:
    whole, parts = Diagnostics(), Diagnostics()
    joined, parsed = parse_by_sections(text, "o.yaml", parts), parse(text, "o.yaml", whole)
    assert (joined and list(flat(joined))) == (parsed and list(flat(parsed)))
    assert list(parts) == list(whole)


@pytest.mark.parametrize("name", REPORTS)
def test_an_outline_in_parts_is_the_whole_outline(name: str) -> None:
    chance = random.Random(name)
    text = REPORTS[name]["o.yaml"].decode()
    assert_the_same(text)
    for _ in range(150 if len(text) < 10_000 else 15):
        assert_the_same(edited(edited(text, chance), chance))


HEAD = "title: a\nsections:\n"
TAIL = "deck: {agenda: false}\n"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "  - id: a\n  - id: b\n" + TAIL,
        HEAD + "- id: a\n- id: b\n" + TAIL,
        HEAD + "  # of it\n\n  - id: a\n\n  # and\n  - id: b\n# of that\n" + TAIL,
        HEAD + "  - id: a\n    title: 'one\n  - id: b\n    two'\n" + TAIL,
        HEAD + '  - id: a\n    title: "one\ndeck: two"\n' + TAIL,
        HEAD + "  - id: a\n    blocks: [one,\n  - two]\n" + TAIL,
        HEAD + "  - &one id: a\n  - *one\n" + TAIL,
        HEAD + "  - &one {id: a}\n  - *one\n" + TAIL,
        HEAD + "  - id: a\n    text: |+\n      one\n\n\n  - id: b\n    text: >\n      two\n\n" + TAIL,
        HEAD + "  - id: a\n    text: |\n  - id: b\n" + TAIL,
        HEAD + "  - one\n   two\n  - three\n" + TAIL,
        HEAD + "  - id: a\n---\nmore: x\n",
        HEAD + "  - id: a\n...\n" + TAIL,
        HEAD + "  - id: a\n" + TAIL + "title: b\n",
        HEAD + "  - id: a\n" + TAIL + "sections: []\n",
        HEAD + "  - id: a\n   - id: b\n" + TAIL,
        HEAD + "  - id: a\n - id: b\n" + TAIL,
        HEAD + "  - id: a\n\t- id: b\n" + TAIL,
        HEAD + "  - id: a\u2028---\n  - id: b\n" + TAIL,
        HEAD + "  - id: a\n    x: \x07\n" + TAIL,
        HEAD + "  - id: a\n\ufeff" + TAIL,
        HEAD + "  - id: a\n  extra: b\n" + TAIL,
        HEAD + "  -\n    id: a\n  - \n  - - b\n" + TAIL,
        HEAD + "  - id: a",
        "title: |\n  x\nsections:\n  - id: a\n  - id: a\nauthors:\n  - one\n  - two\n",
        "sections:\n  - a\n",
        "title: 'x\nsections:\n  - a'\n",
        "- title: a\n  sections:\n    - id: b\n",
        HEAD + "  - " + "[" * 38 + "]" * 38 + "\n" + TAIL,
        HEAD + "  - " + "[" * 39 + "]" * 39 + "\n" + TAIL,
        HEAD + "  - " + "[" * 37 + "]" * 37 + "\n" + TAIL,
    ],
)
def test_whatever_is_open_at_the_end_of_a_part_is_what_the_whole_says(text: str) -> None:
    assert_the_same(text)
