"""Lowers each first-level section by itself, with what reading it leaves behind: one that is as it was isn't read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import field, replace

from hefei_report.citations.clusters import Cluster
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.model import Section
from hefei_report.memory import Memory, Same
from hefei_report.outline.model import SectionFields
from hefei_report.records import dataclass
from hefei_report.resolve.glyphs import GlyphCheck
from hefei_report.resolve.lowering import Surroundings, lower_section
from hefei_report.workspace import Workspace, WorkspaceError


@dataclass(frozen=True, slots=True)
class Chapter:
    """A first-level section, and what reading it left behind: the numbers of its notes count in it alone.

    ``sources`` are the keys that it cites, ``facts`` the ids that its texts print, in order; ``files`` are those that
    it read with their content, None where one can't be read.
    """

    section: Section
    sources: tuple[str, ...]
    clusters: tuple[Cluster, ...]
    facts: tuple[str, ...]
    unset: frozenset[str]
    told: tuple[Diagnostic, ...]
    files: dict[str, bytes | None]


def lower_chapters(
    sections: tuple[SectionFields, ...], around: Surroundings, given: Hashable, memory: Memory
) -> Iterator[Chapter]:
    """The first-level sections in reading order. ``given`` is all of what is ``around`` them that they depend on, but
    for the sources that are cited before them.
    """
    times: Counter[int] = Counter()  # an alias lets a section stand twice
    for fields in sections:
        times[id(fields)] += 1
        chapter = _chapter(fields, around, (Same(fields), times[id(fields)], given), memory)
        _leave(chapter, around)
        yield chapter


def _chapter(fields: SectionFields, around: Surroundings, given: Hashable, memory: Memory) -> Chapter:
    given = (given, around.reader.citing.standing)
    files: dict[str, bytes | None] = memory.once("files of a section", given, dict)
    chapter = memory.once("section", (given, _contents(files, around.workspace)), lambda: _lowered(fields, around))
    if chapter.files != files:  # it has been read for the first time, or anew
        files.clear()
        files.update(chapter.files)
        memory.once("section", (given, _contents(files, around.workspace)), lambda: chapter)
    return chapter


def _contents(files: dict[str, bytes | None], workspace: Workspace) -> tuple[Hashable, ...]:
    """What ``files`` hold now, as a key: a file that can't be read is never the same, nor is what is said of it."""
    found: list[Hashable] = []
    for path in files:
        try:
            found.append((path, workspace.read_bytes(path)))
        except WorkspaceError:
            found.append(Same(object()))
    return tuple(found)


def _lowered(fields: SectionFields, around: Surroundings) -> Chapter:
    found = Diagnostics(draft=around.diagnostics.draft)
    reader = around.reader
    own = replace(
        reader,
        citing=reader.citing.apart(),
        glyphs=GlyphCheck(found),
        prover=replace(reader.prover, diagnostics=found),
        diagnostics=found,
        printed={},
        marked=[],
    )
    files = _Files(around.workspace)
    section = lower_section(fields, replace(around, reader=own, workspace=files, lines=[]))
    return Chapter(
        section,
        tuple(own.citing.asked),
        tuple(own.citing.clusters),
        tuple(own.printed),
        frozenset(own.glyphs.reported),
        tuple(found),
        files.contents,
    )


def _leave(chapter: Chapter, around: Surroundings) -> None:
    """Tell ``around`` what reading the chapter would have told."""
    around.reader.citing.follow(chapter.sources, chapter.clusters)
    around.reader.printed.update(dict.fromkeys(chapter.facts))
    around.reader.glyphs.reported.update(chapter.unset)
    for diagnostic in chapter.told:
        around.diagnostics.add(diagnostic)


@dataclass(frozen=True, slots=True)
class _Files:
    """A workspace that notes what a section reads; None for what can't be read."""

    workspace: Workspace
    contents: dict[str, bytes | None] = field(default_factory=dict)

    def read_bytes(self, path: str) -> bytes:
        self.contents[path] = None
        self.contents[path] = content = self.workspace.read_bytes(path)
        return content

    def names(self) -> tuple[str, ...]:
        return self.workspace.names()
