"""From the Document to the blocks that flow down its pages, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import TypeGuard, assert_never

from hefei_report.briefing.chapters import Part
from hefei_report.briefing.contents import Entry, contents_blocks, listing_blocks
from hefei_report.briefing.figure import figure_block
from hefei_report.briefing.flow import Block, NewPage, Space
from hefei_report.briefing.headings import heading_blocks
from hefei_report.briefing.image import image_block
from hefei_report.briefing.keyfigures import key_figure_rows
from hefei_report.briefing.landmarks import destination_name
from hefei_report.briefing.pairs import paired_figures
from hefei_report.briefing.panels import panel_block
from hefei_report.briefing.prose import list_blocks, paragraph_block
from hefei_report.briefing.quotes import quote_block
from hefei_report.briefing.recording import REGISTER
from hefei_report.briefing.references import reference_blocks
from hefei_report.briefing.register import register_blocks
from hefei_report.briefing.tables import table_blocks
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.briefing.verification import disagreement_blocks, verification_blocks
from hefei_report.document import model
from hefei_report.document.labels import Labels
from hefei_report.document.model import Document, Inline, Medium, Run, Section
from hefei_report.document.notes import without_marks
from hefei_report.document.registerwords import register_words
from hefei_report.document.walking import blocks_of, shown_in
from hefei_report.proof.uses import sections_of_facts

_CONTENTS_DEPTH = 2  # levels of sections that the contents list
_LEAST_LISTED = 3  # figures or tables; fewer are found without a list

_List = tuple[Section, list[Entry]]  # a list of figures or tables: its heading, and what it lists


class StoryPart(Part):
    """A part of the story of which ``make`` makes the blocks when they are asked for.

    ``made_of`` is all that they say, beside what holds for the whole briefing, and what they ask it for.
    """

    def __init__(
        self, make: Callable[[Typesetter], Iterator[Block]], made_of: tuple[object, ...], *, yields: bool = False
    ) -> None:
        super().__init__(right=True, yields=yields)
        self.make, self.made_of = make, made_of


def story(document: Document, cited: frozenset[str], words: Labels) -> Iterator[StoryPart]:
    """Everything after the cover: contents, sections, references. ``cited`` are the keys that this briefing cites.

    Blocks are made when they are asked for, so that a long briefing is never there as a whole.
    """
    sections = shown(document.sections)
    references = _own_section(document, "references", words.references)
    register = _register_section(document)
    listed = [
        *sections,
        *([references] if document.references else []),
        *([register] if shows_register(document) else []),
    ]
    if listed:
        yield _contents_part(document, listed, words)
    yields = False
    for section in sections:
        yield StoryPart(partial(_section, section, 0), (section,), yields=yields)
        yields = not document.briefing.duplex
    if document.references:
        listing = (document.references, *sorted(cited))
        yield StoryPart(partial(_references, references, document, cited), listing, yields=yields)
    if shows_register(document):
        yield StoryPart(partial(_register, register, document), _registered(document), yields=yields)


def _contents_part(document: Document, listed: Sequence[Section], words: Labels) -> StoryPart:
    chapters = tuple(_entries(listed, 0))
    lists = tuple(_lists(document, words))
    entries = (*chapters, *(entry for _, found in lists for entry in found))
    made_of = tuple(part for entry in entries for part in (entry.number, entry.title, entry.depth, entry.name))
    return StoryPart(partial(_contents, document, chapters, lists), (*made_of, *(len(found) for _, found in lists)))


def _contents(
    document: Document, chapters: Iterable[Entry], lists: Iterable[_List], typesetter: Typesetter
) -> Iterator[Block]:
    with typesetter.element("Sect"):
        contents = _own_section(document, "contents", typesetter.labels.contents)
        yield from _list_heading(contents, typesetter, front=True)
        yield from contents_blocks(chapters, typesetter)
        for section, entries in lists:
            with typesetter.element("Sect"):
                yield from heading_blocks(section, typesetter, 1, front=True)
                yield from listing_blocks(entries, typesetter)


def _references(
    references: Section, document: Document, cited: frozenset[str], typesetter: Typesetter
) -> Iterator[Block]:
    with typesetter.element("Sect"):
        yield from _list_heading(references, typesetter)
        yield from reference_blocks(document.references, cited, typesetter)


def _lists(document: Document, words: Labels) -> Iterator[_List]:
    """The figures and the tables, each if there are enough of them to be looked for."""
    if not document.briefing.lists:
        return
    blocks = tuple(blocks_of(document, Medium.BRIEFING))
    for kinds, name, title in (
        (model.Figure | model.Image, "list-of-figures", words.figures),
        (model.Table, "list-of-tables", words.tables),
    ):
        found = [block for block in blocks if isinstance(block, kinds) and block.id]
        if len(found) >= _LEAST_LISTED:
            yield _own_section(document, name, title), list(map(_numbered_entry, found))


def _numbered_entry(element: model.Figure | model.Image | model.Table) -> Entry:
    name = destination_name("", element.id)
    return Entry(str(element.number), without_marks(element.title), 1, name, element.span)


def _register(register: Section, document: Document, typesetter: Typesetter) -> Iterator[Block]:
    verification, *disagreeing, facts = register.sections
    with typesetter.element("Sect"):
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


def _registered(document: Document) -> tuple[object, ...]:
    """All that the register tells of."""
    homes = [(id_, section.title, section.number) for id_, section in sections_of_facts(document).items()]
    told = (document.facts, document.basis, document.disagreements, document.references, document.report)
    return (*told, *(part for home in homes for part in home))


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
    return Section(span=document.span, id=name, number="", level=1, title=_title(title))


@cache
def _title(words: str) -> Inline:
    """The very same object for the same words: the contents are known again by the titles that they are made of."""
    return (Run(words),)


def _list_heading(section: Section, typesetter: Typesetter, *, front: bool = False) -> list[Block]:
    """The title of a list, with the room that other sections have for their headline."""
    return [*heading_blocks(section, typesetter, 0, front=front), Space(typesetter.tokens.baseline, clings=True)]


def _entries(sections: Sequence[Section], depth: int) -> Iterator[Entry]:
    for section in sections:
        name = destination_name("", section.id)
        yield Entry(section.number, without_marks(section.title), depth, name, section.span)
        if depth + 1 < _CONTENTS_DEPTH:
            yield from _entries(shown(section.sections), depth + 1)


def _section(section: Section, depth: int, typesetter: Typesetter) -> Iterator[Block]:
    with typesetter.element("Sect"):
        yield from heading_blocks(section, typesetter, depth)
        follows = False
        for block, beside in _in_pairs([block for block in section.blocks if shown_in(block, Medium.BRIEFING)]):
            if beside is not None:
                yield paired_figures(*beside, typesetter, depth + 1)
            else:
                yield from _blocks(block, depth + 1, typesetter, follows=follows)
            if not isinstance(block, model.Figure | model.Image | model.Table):  # they may stand elsewhere
                follows = isinstance(block, model.Paragraph)
        for inner in shown(section.sections):
            yield from _section(inner, depth + 1, typesetter)


def _in_pairs(
    blocks: Sequence[model.Block],
) -> Iterator[tuple[model.Block, tuple[model.Figure, model.Figure] | None]]:
    """Each block; two half figures that follow one another come once, as a pair."""
    coming = iter(zip(blocks, (*blocks[1:], None), strict=False))
    for block, following in coming:
        if _is_half(block) and _is_half(following):
            next(coming)
            yield block, (block, following)
        else:
            yield block, None


def _is_half(block: model.Block | None) -> TypeGuard[model.Figure]:
    return isinstance(block, model.Figure) and block.width is model.Width.HALF


def _blocks(block: model.Block, depth: int, typesetter: Typesetter, *, follows: bool) -> Iterator[Block]:
    """The set form of one element; ``depth`` is where its bookmark goes, if it gets one.

    A paragraph ``follows`` if there is one before it.
    """
    column, styles = typesetter.tokens.column_width, typesetter.styles
    match block:
        case model.Paragraph():
            yield paragraph_block(block, typesetter, styles.body, column, follows=follows)
        case model.List():
            yield from list_blocks(block, typesetter, styles.item, column)
        case model.Table():
            yield from table_blocks(block, typesetter, depth)
        case model.Figure():
            yield figure_block(block, typesetter, depth)
        case model.Image():
            yield image_block(block, typesetter, depth)
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
