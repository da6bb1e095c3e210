"""From the Document to the blocks that flow down its pages, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from hefei_report.briefing.contents import Entry, contents_blocks
from hefei_report.briefing.figure import figure_block
from hefei_report.briefing.flow import Block, NewPage, Space
from hefei_report.briefing.headings import heading_blocks, section_landmark
from hefei_report.briefing.keyfigures import key_figure_rows
from hefei_report.briefing.panels import panel_block
from hefei_report.briefing.prose import list_blocks, paragraph_block, quote_block
from hefei_report.briefing.recording import REGISTER
from hefei_report.briefing.references import reference_blocks
from hefei_report.briefing.register import register_blocks
from hefei_report.briefing.tables import table_blocks
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.briefing.verification import disagreement_blocks, verification_blocks
from hefei_report.document import model
from hefei_report.document.model import Document, Medium, Run, Section
from hefei_report.document.notes import without_marks
from hefei_report.document.registerwords import register_words
from hefei_report.document.walking import shown_in

_CONTENTS_DEPTH = 2  # levels of sections that the contents list


def story(document: Document, cited: frozenset[str], typesetter: Typesetter) -> list[Block]:
    """Everything after the cover: contents, sections, references. ``cited`` are the keys that this briefing cites."""
    sections = shown(document.sections)
    references = _own_section(document, "references", typesetter.labels.references)
    register = _register_section(document)
    listed = [
        *sections,
        *([references] if document.references else []),
        *([register] if shows_register(document) else []),
    ]
    blocks: list[Block] = []
    if listed:
        with typesetter.element("Sect"):
            contents = _own_section(document, "contents", typesetter.labels.contents)
            blocks += _list_heading(contents, typesetter, front=True)
            blocks += contents_blocks(_entries(listed, 0), typesetter)
    for section in sections:
        blocks += [NewPage(), *_section(section, 0, typesetter)]
    if document.references:
        with typesetter.element("Sect"):
            blocks += [NewPage(), *_list_heading(references, typesetter)]
            blocks += reference_blocks(document.references, cited, typesetter)
    if shows_register(document):
        with typesetter.element("Sect"):
            blocks += [NewPage(), *_register(register, document, typesetter)]
    return blocks


def _register(register: Section, document: Document, typesetter: Typesetter) -> Iterator[Block]:
    verification, *disagreeing, facts = register.sections
    yield from heading_blocks(register, typesetter, 0)
    with typesetter.element("Sect"):
        yield from heading_blocks(verification, typesetter, 1)
        yield from verification_blocks(document, typesetter)
    for section in disagreeing:
        with typesetter.element("Sect"):
            yield from heading_blocks(section, typesetter, 1)
            yield from disagreement_blocks(document, typesetter)
    with typesetter.element("Sect"):
        yield from heading_blocks(facts, typesetter, 1)
        yield from register_blocks(document, typesetter)


def shows_register(document: Document) -> bool:
    """Whether the briefing ends with the register of its facts."""
    return document.briefing.register and bool(document.facts)


def _register_section(document: Document) -> Section:
    words = register_words(document.language)
    titles = {"verification": words.verification, "disagree": words.disagree, "facts": words.facts}
    if not document.disagreements:
        del titles["disagree"]
    inner = tuple(replace(_own_section(document, name, title), level=2) for name, title in titles.items())
    section = _own_section(document, REGISTER, words.title)
    return replace(section, headline=(Run(words.headline),), sections=inner)


def shown(sections: Sequence[Section]) -> list[Section]:
    """Those of ``sections`` that are meant for the briefing."""
    return [section for section in sections if shown_in(section, Medium.BRIEFING)]


def _own_section(document: Document, name: str, title: str) -> Section:
    """A section that the product adds; the ids of authors' sections begin with "sec-"."""
    return Section(span=document.span, id=name, number="", level=1, title=(Run(title),))


def _list_heading(section: Section, typesetter: Typesetter, *, front: bool = False) -> list[Block]:
    """The title of a list, with the room that other sections have for their headline."""
    return [*heading_blocks(section, typesetter, 0, front=front), Space(typesetter.tokens.baseline, clings=True)]


def _entries(sections: Sequence[Section], depth: int) -> Iterator[Entry]:
    for section in sections:
        name = section_landmark(section, depth).name
        yield Entry(section.number, without_marks(section.title), depth, name, section.span)
        if depth + 1 < _CONTENTS_DEPTH:
            yield from _entries(shown(section.sections), depth + 1)


def _section(section: Section, depth: int, typesetter: Typesetter) -> Iterator[Block]:
    with typesetter.element("Sect"):
        yield from heading_blocks(section, typesetter, depth)
        for block in section.blocks:
            if shown_in(block, Medium.BRIEFING):
                yield from _blocks(block, depth + 1, typesetter)
        for inner in shown(section.sections):
            yield from _section(inner, depth + 1, typesetter)


def _blocks(block: model.Block, depth: int, typesetter: Typesetter) -> Iterator[Block]:
    """The set form of one element; ``depth`` is where its bookmark goes, if it gets one."""
    column, styles = typesetter.tokens.column_width, typesetter.styles
    match block:
        case model.Paragraph():
            yield paragraph_block(block, typesetter, styles.body, column)
        case model.List():
            yield from list_blocks(block, typesetter, styles.item, column)
        case model.Table():
            yield from table_blocks(block, typesetter, depth)
        case model.Figure():
            yield figure_block(block, typesetter, depth)
        case model.KeyFigures():
            yield from key_figure_rows(block, typesetter)
        case model.Panel():
            yield panel_block(block, typesetter, column)
        case model.Quote():
            yield quote_block(block, typesetter, column)
        case model.PageBreak():
            yield NewPage()
        case model.Slide():
            return  # slides exist in the deck only
        case _:
            assert_never(block)
