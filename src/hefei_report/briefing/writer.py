"""Puts a briefing together: what may be linked, the story on its pages, the finished file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial

from hefei_report.briefing.archiving import Imprint
from hefei_report.briefing.attaching import Attachment
from hefei_report.briefing.contents import page_number
from hefei_report.briefing.inline import Context, Reach, printable
from hefei_report.briefing.keepers import Keeper
from hefei_report.briefing.measures import print_tokens
from hefei_report.briefing.pages import lay_out
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.story import shows_register, story
from hefei_report.briefing.styles import briefing_styles
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.drawing import Draftsman
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, Figure, Image, Inline, Medium, ReferenceLink, Table, plain
from hefei_report.document.naming import full_name, numbered_name
from hefei_report.document.notes import with_notes
from hefei_report.document.registerwords import register_words
from hefei_report.document.walking import blocks_of, inlines_of, sections_of
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.outline.languages import in_chinese
from hefei_report.theme.tokens import Theme


def compose(
    document: Document,
    theme: Theme,
    draftsman: Draftsman,
    diagnostics: Diagnostics,
    epoch: int,
    data: Mapping[str, Attachment],
    keeper: Keeper,
    memory: Memory = NO_MEMORY,
) -> Sheet:
    """All pages of ``document``, to be finished as a PDF file; ``data`` are files that belong to figures, by id.

    Sections whose pages are those of an earlier build are found by ``keeper``.
    """
    theme = replace(theme, print=print_tokens(theme.print, document.briefing, chinese=in_chinese(document.language)))
    typesetter = Typesetter(
        theme=theme,
        styles=briefing_styles(theme),
        labels=labels(document.language),
        context=Context(document.language, _reach(document), theme.link),
        references={reference.key: reference for reference in document.references},
        diagnostics=diagnostics,
        draftsman=draftsman,
        fact_tips=_fact_tips(document),
        place_tips=_place_tips(document),
        data=data,
        table_names=_table_names(document),
    )
    size = (theme.print.page_width, theme.print.page_height)
    sheet = Sheet.in_memory(_imprint(document, epoch), size, typesetter.structure)
    lay_out(story(document, _cited(document), typesetter.labels), document, typesetter, sheet, keeper)
    typesetter.report_wide_words()
    sheet.fill_numbers(partial(page_number, typesetter=typesetter), memory)
    return sheet


def _imprint(document: Document, epoch: int) -> Imprint:
    return Imprint(
        title=printable(plain(document.title)),
        author=printable(", ".join(document.authors) or document.publisher),
        subject=printable(document.description or plain(document.subtitle)),
        keywords=printable(", ".join(document.keywords)),
        language=document.language,
        epoch=epoch,
        names=document.names,
    )


def _reach(document: Document) -> Reach:
    """Everything in this briefing that a link can lead to."""
    ids = {section.id for section in sections_of(document, Medium.BRIEFING)}
    ids |= {block.id for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Figure | Image | Table)}
    facts = (*document.facts, *document.basis) if shows_register(document) else ()
    keys = frozenset(reference.key for reference in document.references)
    return Reach(frozenset(ids), keys, frozenset(fact.id for fact in facts))


def _place_tips(document: Document) -> dict[str, str]:
    """What a link to a section, figure or table says: its number and title."""
    words = labels(document.language)
    blocks = (block for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Figure | Image | Table))
    named = (*sections_of(document, Medium.BRIEFING), *blocks)
    return {element.id: printable(full_name(element, words)) for element in named}


def _table_names(document: Document) -> dict[str, str]:
    """What the tables are called where figures lead to them."""
    tables = (block for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Table))
    return {table.id: numbered_name(table, labels(document.language)) for table in tables}


def _fact_tips(document: Document) -> dict[str, str]:
    """What a viewer shows beside a printed fact: its value, what it measures, when and where, where it stands."""
    words, known = labels(document.language), {entry.key: entry for entry in document.references}
    found = {}
    for fact in (*document.facts, *document.basis):
        cited = [known[key] for key in fact.references if key in known]
        marks = ("" if all(entry.numbered for entry in cited) else words.joiner).join(entry.mark for entry in cited)
        origin = words.comma.join(part for part in (marks, fact.locator) if part)
        about = words.joiner.join(part for part in (fact.label, fact.period, fact.geography, origin) if part)
        tip = register_words(document.language).tip.format(value=fact.text, about=about)
        found[fact.id] = printable(tip).replace("\xa0", " ")
    return found


def _cited(document: Document) -> frozenset[str]:
    """The keys of the sources that the briefing cites, be it in a note."""
    return frozenset(
        run.target.key
        for inline in _shown_inlines(document)
        for run in with_notes(inline)
        if isinstance(run.target, ReferenceLink)
    )


def _shown_inlines(document: Document) -> Iterator[Inline]:
    for section in sections_of(document, Medium.BRIEFING):
        yield from (section.title, section.headline)
    for block in blocks_of(document, Medium.BRIEFING):
        yield from inlines_of(block)
