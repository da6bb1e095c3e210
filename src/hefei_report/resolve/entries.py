"""The facts of a Document as its writers get them: printed, with what supports them or how they are computed."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.document.chartplan import facts_of
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, FactEntry, Figure, Inline, Support
from hefei_report.document.walking import blocks_of, facts_printed, inlines_of, sections_of
from hefei_report.evidence.derivation import operands
from hefei_report.evidence.facts import Fact, Facts, Locator
from hefei_report.evidence.numbers import period_text
from hefei_report.evidence.printing import printed
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.units import unit_text
from hefei_report.evidence.working import working


def facts_used(document: Document) -> Iterator[str]:
    """The ids of all facts in the text and in the charts, in reading order, with repetitions."""
    yield from facts_printed(_inlines(document))
    for block in blocks_of(document):
        if isinstance(block, Figure):
            yield from facts_of(block.plan)


def _inlines(document: Document) -> Iterator[Inline]:
    yield from (document.title, document.subtitle)
    for section in sections_of(document):
        yield from (section.title, section.headline, *section.notes)
    for block in blocks_of(document):
        yield from inlines_of(block)
    yield from document.deck.last_words
    yield from document.disagreements


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
