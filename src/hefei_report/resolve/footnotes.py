"""Where a text may have footnotes, what they say, and how their marks stand in it; the numbers come last."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator
from dataclasses import field, replace
from typing import Any

from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.document.model import Document, Inline, Medium, Run, Section, Slide
from hefei_report.document.notes import MARK_ROLE, notes_in
from hefei_report.document.rewriting import rewritten
from hefei_report.document.walking import inlines_of, sections_in, shown_in
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.resolve.notemarkup import Definition

Place = Callable[[int, int], Span]


@dataclass(frozen=True, slots=True)
class NoteText:
    """What a note says, and where each of its characters stands."""

    value: str
    at: Place


@dataclass(frozen=True, slots=True)
class Notes:
    """What a text may do about notes. ``refused`` says why it may have none, or is ''.

    ``defined`` are the definitions in ``whole``; those that a mark has pointed at are in ``used``.
    """

    refused: str = ""
    whole: Text | None = None
    defined: tuple[Definition, ...] = ()
    used: dict[str, None] = field(default_factory=dict)

    def report_definitions(self, diagnostics: Diagnostics) -> None:
        """Complain about notes that are defined twice or that nothing points at."""
        seen: set[str] = set()
        for one in self.defined:
            if self.whole is None:
                break
            place = self.whole.at(one.at, len(one.id) + 3)
            if one.id in seen:
                hint = "give one of them another name, or take it out"
                diagnostics.error("duplicate-note", f"the note '{one.id}' is defined twice", place, hint)
            elif one.id not in self.used:
                hint = f"put [^{one.id}] behind the word that it is about, or take the note out"
                diagnostics.warning("unused-note", f"nothing points at the note '{one.id}'", place, hint)
            seen.add(one.id)

    def text_of(self, meta: dict[str, Any], at: Place, diagnostics: Diagnostics) -> NoteText | None:
        """What the note of a "note" token says, or None after a complaint."""
        place = at(meta["at"], meta["length"] if "id" in meta else 2)
        if self.refused:
            diagnostics.error("misplaced-note", self.refused, place, _REFUSED_HINT)
            return None
        if "id" not in meta:
            start = meta["text_at"]
            found = NoteText(meta["text"], lambda offset, length: at(start + offset, length))
        else:
            defined = self._defined(meta["id"], place, diagnostics)
            if defined is None:
                return None
            found = defined
        if not found.value.strip():
            diagnostics.error("empty-note", "this note says nothing", place, "write ^[what it says], or take it out")
            return None
        return found

    def _defined(self, id: str, place: Span, diagnostics: Diagnostics) -> NoteText | None:
        one = next((definition for definition in self.defined if definition.id == id), None)
        if one is None or self.whole is None:
            known = [definition.id for definition in self.defined]
            hint = did_you_mean(id, known) or (
                f"write '[^{id}]: ...' on a line of its own at the end of the same text, or ^[...] in place"
            )
            diagnostics.error("unknown-note", f"there is no note '{id}' in this text", place, hint)
            return None
        if id in self.used:
            hint = "a note has one mark; repeat what it says, or refer to it in words"
            diagnostics.error("duplicate-note", f"the note '{id}' has a mark already", place, hint)
            return None
        self.used[id] = None
        whole, start = self.whole, one.start
        return NoteText(whole.value[start : one.end], lambda offset, length: whole.at(start + offset, length))


_REFUSED_HINT = (
    "footnotes stand in running text, headings, captions, cells and quotes, but not within one another; "
    "say it in the text"
)
NO_NOTES = Notes(refused="a footnote can't stand here")
WITHIN_NOTE = Notes(refused="a footnote can't stand within a footnote")


# ---------------------------------------------------------------------------------------------- marks


def mark(serial: int, note: Inline) -> Run:
    """The mark of a note, with its place in the order of reading instead of its number."""
    return Run(str(serial), script="super", role=MARK_ROLE, note=note)


def numbered(document: Document, memory: Memory = NO_MEMORY) -> Document:
    """``document`` with the numbers of its notes: through the whole briefing, then those that only the deck shows.

    Up to here they count in each first-level section by itself.
    """
    numbers: list[dict[str, str]] = [{} for _ in document.sections]
    count = itertools.count(1)
    for medium in (Medium.BRIEFING, None):
        for section, own in zip(document.sections, numbers, strict=True):
            for serial in memory.once("notes", (Same(section), medium), functools.partial(_serials, section, medium)):
                if serial not in own:
                    own[serial] = str(next(count))
    if not any(numbers):
        return document
    sections = (_renumbered(section, own, memory) for section, own in zip(document.sections, numbers, strict=True))
    return replace(document, sections=tuple(sections))


def _renumbered(section: Section, numbers: dict[str, str], memory: Memory) -> Section:
    if all(serial == number for serial, number in numbers.items()):
        return section

    def renumbered(inline: Inline) -> Inline:
        if not any(run.note for run in inline):
            return inline
        return tuple(replace(run, text=numbers[run.text]) if run.note else run for run in inline)

    key = (Same(section), tuple(numbers.items()))
    return memory.once("numbers of notes", key, lambda: rewritten(section, renumbered))


def _serials(section: Section, medium: Medium | None) -> tuple[str, ...]:
    return tuple(run.text for inline in _in_reading_order(section, medium) for run in notes_in(inline))


def _in_reading_order(outer: Section, medium: Medium | None) -> Iterator[Inline]:
    for section in sections_in((outer,), medium):
        yield from (section.title, section.headline)
        for block in section.blocks:
            if shown_in(block, medium):
                yield from inlines_of(block)
                for inner in block.body if isinstance(block, Slide) else ():
                    yield from inlines_of(inner)
