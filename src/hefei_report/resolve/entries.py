"""The facts of a Document as its writers get them: printed, with what supports them or how they are computed."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from hefei_report.document.chartplan import facts_of
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, FactEntry, Figure, Section, Support
from hefei_report.document.walking import blocks_in, facts_printed, inlines_of, sections_in
from hefei_report.evidence.derivation import operands
from hefei_report.evidence.facts import Fact, Facts, Locator
from hefei_report.evidence.numbers import period_text
from hefei_report.evidence.printing import printed
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.units import unit_text
from hefei_report.evidence.working import working
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class _Uses:
    """The ids of the facts in the heads of a section and of those inside of it, in their blocks, in their charts."""

    heads: tuple[str, ...]
    texts: tuple[str, ...]
    charts: tuple[str, ...]


def facts_used(document: Document, memory: Memory = NO_MEMORY) -> Iterator[str]:
    """The ids of all facts in the text and in the charts, in reading order, with repetitions."""
    uses = [memory.once("facts of a section", Same(each), functools.partial(_uses, each)) for each in document.sections]
    yield from facts_printed((document.title, document.subtitle))
    for own in uses:
        yield from own.heads
    for own in uses:
        yield from own.texts
    yield from facts_printed((*document.deck.last_words, *document.disagreements))
    for own in uses:
        yield from own.charts


def _uses(outer: Section) -> _Uses:
    blocks = tuple(blocks_in((outer,)))
    heads = (each for own in sections_in((outer,)) for each in (own.title, own.headline, *own.notes))
    return _Uses(
        tuple(facts_printed(heads)),
        tuple(facts_printed(inline for block in blocks for inline in inlines_of(block))),
        tuple(id_ for block in blocks if isinstance(block, Figure) for id_ in facts_of(block.plan)),
    )


def entry_of(fact: Fact, facts: Facts, language: str) -> FactEntry:
    """The entry of ``fact`` in a document in ``language``."""
    text = printed(fact, "", language)
    shown = working(fact.formula, facts.by_id, language) if fact.formula else ""
    return FactEntry(
        id=fact.id,
        text=text,
        label=fact.label,
        period=period_text(fact.period, language),
        geography=fact.geography,
        references=fact.sources,
        locator=f"{shown} = {text}" if shown else _locator(fact.locator, language),
        value=f"{fact.value:f}" if fact.value is not None else fact.date,
        unit=unit_text(fact.unit),
        qualifier="" if fact.qualifier is Qualifier.EXACT else fact.qualifier.value,
        status=fact.status,
        supports=tuple(Support(e.source, _locator(e.locator, language), e.phrase) for e in fact.evidence),
        formula=fact.formula,
        operands=operands(fact.formula),
        working=shown,
    )


def _locator(locator: Locator | None, language: str) -> str:
    if locator is None:
        return ""
    words = labels(language)
    if locator.paragraph is not None:
        return words.paragraph.format(number=locator.paragraph)
    if locator.page is not None:
        return words.page.format(number=locator.page.value)
    other = locator.table or locator.section
    return other.value if other else ""
