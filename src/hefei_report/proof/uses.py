"""Which section uses a fact first, and the order of the facts that follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.document.chartplan import facts_of
from hefei_report.document.model import Block, Document, FactEntry, Figure, Section, Slide
from hefei_report.document.walking import facts_printed, inlines_of


def sections_of_facts(document: Document) -> dict[str, Section]:
    """For each fact the first-level section that uses it first, in the order of use.

    One that is only computed with stands with what is computed.
    """
    found: dict[str, Section] = {}
    for section in document.sections:
        for id_ in _facts_in(section):
            found.setdefault(id_, section)
    for fact in (*document.facts, *document.basis):
        for operand in fact.operands:
            if fact.id in found:
                found.setdefault(operand, found[fact.id])
    return found


def facts_in_order(document: Document) -> tuple[FactEntry, ...]:
    """All facts by the section that uses them first, in the order of use there; those of no section last."""
    homes = sections_of_facts(document)
    sections = {id_: place for place, id_ in enumerate(dict.fromkeys(section.id for section in homes.values()))}
    uses = {id_: (sections[section.id], use) for use, (id_, section) in enumerate(homes.items())}
    everything = (*document.facts, *document.basis)
    return tuple(sorted(everything, key=lambda fact: uses.get(fact.id, (len(sections), 0))))


def _facts_in(section: Section) -> Iterator[str]:
    yield from facts_printed((section.title, section.headline))
    for block in section.blocks:
        yield from _in_block(block)
    yield from facts_printed(section.notes)
    for inner in section.sections:
        yield from _facts_in(inner)


def _in_block(block: Block) -> Iterator[str]:
    yield from facts_printed(inlines_of(block))
    match block:
        case Figure():
            yield from facts_of(block.plan)
        case Slide():
            for inner in block.body:
                yield from _in_block(inner)
        case _:
            pass
