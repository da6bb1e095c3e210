"""Checks what can only be seen in a whole Document: what nothing cites, what a medium hides, what no font can draw."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.chartplan import texts_of
from hefei_report.document.model import Block, CrossLink, Document, Figure, Inline, Medium, Section, plain
from hefei_report.document.notes import with_notes
from hefei_report.document.walking import blocks_in, inlines_of, sections_in
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.records import dataclass
from hefei_report.resolve.citing import Citing
from hefei_report.resolve.glyphs import GlyphCheck, missing_in
from hefei_report.resolve.links import check_addresses


def check_whole(document: Document, citing: Citing, diagnostics: Diagnostics, memory: Memory = NO_MEMORY) -> None:
    """Reports an empty document, bad addresses of sources, and (as warnings) what is not cited or not shown."""
    if not document.sections:
        diagnostics.error("empty", "a report needs at least one section", document.span, "add one under 'sections:'")
    for source in citing.sources.values():
        check_addresses(source, diagnostics)
    if diagnostics.has_errors:
        return  # what is not cited or not shown may be the consequence of a mistake that is reported already
    for source in citing.uncited():
        message = f"the source '{source.id.value}' is never cited"
        diagnostics.warning("unused-source", message, source.id.span, "cite it, or take it out")
    _check_references_shown(document, diagnostics, memory)


def check_glyphs(document: Document, glyphs: GlyphCheck, memory: Memory = NO_MEMORY) -> None:
    """What didn't come through a text of the outline: references, and chart labels from data files."""
    for reference in document.references:
        glyphs.printed(plain(reference.content), reference.span)
    for section in document.sections:
        glyphs.found(memory.once("unset", Same(section), functools.partial(_unset, section)))


def _unset(section: Section) -> tuple[tuple[str, Span], ...]:
    """The characters in the blocks of a section that can't be drawn, with their places."""
    return tuple(
        (ch, block.span) for block in blocks_in((section,)) for text in _printed(block) for ch in missing_in(text)
    )


def _printed(block: Block) -> Iterator[str]:
    for inline in inlines_of(block):
        yield plain(tuple(with_notes(inline)))
    if isinstance(block, Figure):
        yield from texts_of(block.plan)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The ids of what a section shows in a medium, and those that its texts point at, with their places."""

    ids: tuple[str, ...]
    pointed: tuple[tuple[str, Span], ...]


def _check_references_shown(document: Document, diagnostics: Diagnostics, memory: Memory) -> None:
    """A reference must not point at something that its own publication doesn't show."""
    for medium in Medium:
        parts = [
            memory.once("shown", (Same(section), medium), functools.partial(_shown, section, medium))
            for section in document.sections
        ]
        shown = {id_ for part in parts for id_ in part.ids}
        last = document.deck.last_words if medium is Medium.DECK else ()
        pointed = (
            *(each for part in parts for each in part.pointed),
            *_pointed(last, document.deck.span or document.span),
        )
        for target, span in pointed:
            if target not in shown:
                message = f"'{target}' is not shown in the {medium.value}"
                diagnostics.warning("hidden-target", message, span, "the reference there is not a link")


def _shown(outer: Section, medium: Medium) -> _Shown:
    sections, blocks = tuple(sections_in((outer,), medium)), tuple(blocks_in((outer,), medium))
    ids = [getattr(element, "id", "") for element in (*sections, *blocks)]
    pointed = [each for own in sections for each in _pointed((own.title, own.headline), own.span)]
    pointed += [each for block in blocks for each in _pointed(inlines_of(block), block.span)]
    return _Shown(tuple(id_ for id_ in ids if id_), tuple(pointed))


def _pointed(inlines: Iterable[Inline], span: Span) -> Iterator[tuple[str, Span]]:
    """What ``inlines`` point at, and where they are written."""
    for inline in inlines:
        for run in with_notes(inline):
            if isinstance(run.target, CrossLink):
                yield run.target.id, span
