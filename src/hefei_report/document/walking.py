"""Walks a Document in reading order, so that no two rooms disagree about what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hefei_report.document.model import (
    Block,
    Document,
    Element,
    Figure,
    Image,
    Inline,
    KeyFigures,
    List,
    ListItem,
    Medium,
    PageBreak,
    Panel,
    Paragraph,
    Quote,
    Section,
    Slide,
    Table,
)
from hefei_report.document.notes import with_notes


def sections_of(document: Document, medium: Medium | None = None) -> Iterator[Section]:
    """Every section in reading order, outer before inner; with ``medium``, only what that one shows.

    What is in a section that a medium doesn't show isn't shown there either.
    """

    return sections_in(document.sections, medium)


def sections_in(sections: tuple[Section, ...], medium: Medium | None = None) -> Iterator[Section]:
    """``sections`` and those inside of them, as :func:`sections_of`."""
    for section in sections:
        if shown_in(section, medium):
            yield section
            yield from sections_in(section.sections, medium)


def blocks_of(document: Document, medium: Medium | None = None) -> Iterator[Block]:
    """Every block in reading order, those inside slides included; with ``medium``, only what that one shows."""
    return blocks_in(document.sections, medium)


def blocks_in(sections: tuple[Section, ...], medium: Medium | None = None) -> Iterator[Block]:
    """The blocks of ``sections`` and of those inside of them, as :func:`blocks_of`."""
    for section in sections_in(sections, medium):
        for block in section.blocks:
            if shown_in(block, medium):
                yield block
                if isinstance(block, Slide):
                    yield from block.body


def shown_in(element: Element, medium: Medium | None) -> bool:
    """Whether ``element`` itself is meant for ``medium`` (None: any)."""
    return medium is None or element.only is None or element.only is medium


def inlines_of(block: Block) -> Iterator[Inline]:
    """Every inline text that a block shows, in reading order; a drawing's labels are in its plan."""
    match block:
        case Paragraph():
            yield block.content
        case List():
            yield from _items(block.items)
        case Table():
            yield from (block.title, block.caption, *(c.header for c in block.columns))
            for row in block.rows:
                yield from row.cells
            yield from (block.note, block.source)
        case Figure() | Image():
            yield from (block.title, block.caption, block.note, block.source)
        case KeyFigures():
            for item in block.items:
                yield from (item.value, item.unit, item.label, item.detail)
        case Panel():
            yield block.title
            for inner in block.body:
                yield from inlines_of(inner)
        case Quote():
            for paragraph in block.body:
                yield paragraph.content
            yield block.attribution
        case Slide():
            yield block.title
            yield from block.notes
        case PageBreak():
            return


def facts_printed(inlines: Iterable[Inline]) -> Iterator[str]:
    """The ids of the facts that ``inlines`` and their notes print, in reading order, with repetitions."""
    return (run.fact for inline in inlines for run in with_notes(inline) if run.fact)


def _items(items: tuple[ListItem, ...]) -> Iterator[Inline]:
    for item in items:
        yield item.content
        yield from _items(item.children)
