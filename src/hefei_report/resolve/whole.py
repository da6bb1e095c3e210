"""Checks what can only be seen in a whole Document: what nothing cites, what a medium hides, what no font can draw."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.chartplan import texts_of
from hefei_report.document.model import CrossLink, Document, Figure, Inline, Medium, plain
from hefei_report.document.notes import with_notes
from hefei_report.document.walking import blocks_of, inlines_of, sections_of
from hefei_report.resolve.citing import Citing
from hefei_report.resolve.glyphs import GlyphCheck
from hefei_report.resolve.links import check_addresses


def check_whole(document: Document, citing: Citing, diagnostics: Diagnostics) -> None:
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
    _check_references_shown(document, diagnostics)


def check_glyphs(document: Document, glyphs: GlyphCheck) -> None:
    """What didn't come through a text of the outline: references, and chart labels from data files."""
    for reference in document.references:
        glyphs.printed(plain(reference.content), reference.span)
    for block in blocks_of(document):
        for inline in inlines_of(block):
            glyphs.printed(plain(tuple(with_notes(inline))), block.span)
        for text in texts_of(block.plan) if isinstance(block, Figure) else ():
            glyphs.printed(text, block.span)


def _check_references_shown(document: Document, diagnostics: Diagnostics) -> None:
    """A reference must not point at something that its own publication doesn't show."""
    for medium in Medium:
        shown = set(_ids(document, medium))
        for inline, span in _texts(document, medium):
            for run in with_notes(inline):
                if isinstance(run.target, CrossLink) and run.target.id not in shown:
                    message = f"'{run.target.id}' is not shown in the {medium.value}"
                    diagnostics.warning("hidden-target", message, span, "the reference there is not a link")


def _texts(document: Document, medium: Medium) -> Iterator[tuple[Inline, Span]]:
    """Every text that ``medium`` shows, with where it is written."""
    for section in sections_of(document, medium):
        yield from ((inline, section.span) for inline in (section.title, section.headline))
    for block in blocks_of(document, medium):
        yield from ((inline, block.span) for inline in inlines_of(block))
    if medium is Medium.DECK:
        yield from ((inline, document.deck.span or document.span) for inline in document.deck.last_words)


def _ids(document: Document, medium: Medium) -> Iterator[str]:
    for section in sections_of(document, medium):
        yield section.id
    for block in blocks_of(document, medium):
        id_ = getattr(block, "id", "")
        if id_:
            yield id_
