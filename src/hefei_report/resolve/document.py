"""Puts a Document together from an outline and its evidence, and checks what can only be seen as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hefei_report.citations.pandoc import Pandoc
from hefei_report.citations.style import find_style
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.chartplan import facts_of, texts_of
from hefei_report.document.labels import labels
from hefei_report.document.model import (
    BriefingOptions,
    CitationPlace,
    CrossLink,
    DeckOptions,
    Document,
    FactEntry,
    Figure,
    Inline,
    Medium,
    Support,
    plain,
)
from hefei_report.document.rewriting import rewritten
from hefei_report.document.walking import blocks_of, inlines_of, sections_of
from hefei_report.evidence.currency import check_current
from hefei_report.evidence.derivation import beneath, operands
from hefei_report.evidence.facts import Fact, Facts, Locator
from hefei_report.evidence.numbers import partial_date_text
from hefei_report.evidence.printing import printed
from hefei_report.evidence.proof import Around, Rules
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.sources import Source
from hefei_report.evidence.units import unit_text
from hefei_report.evidence.working import working
from hefei_report.outline.model import Outline, unknown_name
from hefei_report.resolve.citing import Citing, settled
from hefei_report.resolve.disagreeing import disagreements
from hefei_report.resolve.glyphs import GlyphCheck
from hefei_report.resolve.inline import Reader
from hefei_report.resolve.links import check_addresses
from hefei_report.resolve.lowering import Surroundings, lower_sections
from hefei_report.resolve.numbering import number_everything
from hefei_report.resolve.proving import Prover
from hefei_report.resolve.telling import check_told_apart
from hefei_report.theme import DEFAULT_THEME, theme_names
from hefei_report.workspace import Workspace


def resolve(
    outline: Outline,
    sources: dict[str, Source],
    facts: Facts,
    workspace: Workspace,
    diagnostics: Diagnostics,
    pandoc: Pandoc,
) -> Document:
    """The whole Document. It is worth writing only if ``diagnostics`` has no errors afterwards."""
    numbering = number_everything(outline.sections, diagnostics)
    style = find_style(outline.citation_style, outline.language, workspace, diagnostics)
    citing = Citing(sources, outline.language, style)
    glyphs = GlyphCheck(diagnostics)
    prover = Prover(_rules(outline), diagnostics)
    around = Surroundings(Reader(facts, citing, numbering, glyphs, prover, diagnostics, outline.language), workspace)
    document = Document(
        report=outline.report.value,
        title=around.inline(outline.title, Around.TITLE),
        subtitle=around.inline(outline.subtitle, Around.TITLE),
        authors=tuple(around.plain(author) for author in outline.authors),
        publisher=around.plain(outline.publisher, Around.TITLE),
        date=outline.date,
        language=outline.language,
        theme=_theme(outline, diagnostics),
        sections=lower_sections(outline.sections, around),
        references=(),
        facts=(),
        span=outline.span,
        keywords=tuple(around.plain(word, Around.TITLE) for word in outline.keywords),
        description=around.plain(outline.description, Around.TITLE),
        deck=_deck(outline, around),
        draft=diagnostics.draft,
        briefing=BriefingOptions(outline.briefing.register) if outline.briefing else BriefingOptions(),
        names=tuple(name.value for name in outline.evidence.names) if outline.evidence else (),
    )
    if document.briefing.register:
        document = replace(document, disagreements=disagreements(facts, set(_facts_used(document)), around))
    used = [facts.by_id[id_] for id_ in dict.fromkeys(_facts_used(document)) if id_ in facts.by_id]
    behind = beneath(used, facts)
    citing.cite_facts(used)
    entries, basis = (tuple(_entry(fact, facts, outline.language) for fact in group) for group in (used, behind))
    for entry, fact in zip((*entries, *basis), (*used, *behind), strict=True):
        glyphs.printed(entry.id + entry.text + entry.label + entry.period + entry.geography + entry.locator, fact.span)
    check_told_apart(document, facts, _places(outline), diagnostics)  # the years of marks tell no figures apart
    rendered = citing.rendered(pandoc, outline.span, diagnostics)
    document = rewritten(document, lambda inline: settled(inline, rendered))
    document = replace(document, references=citing.references(rendered), facts=entries, basis=basis)
    _check_glyphs(document, glyphs)
    check_current(used, outline.date, diagnostics)
    _check_whole(document, citing, diagnostics)
    return document


def _rules(outline: Outline) -> Rules:
    names = outline.evidence.names if outline.evidence else ()
    return Rules(outline.date, tuple(name.value for name in names))


def _places(outline: Outline) -> dict[str, tuple[str, ...]]:
    """Further words for places, by place."""
    places = outline.evidence.places if outline.evidence else ()
    return {entry.name.value: tuple(word.value for word in entry.words) for entry in places}


def _theme(outline: Outline, diagnostics: Diagnostics) -> str:
    if outline.theme is None:
        return DEFAULT_THEME
    if outline.theme.value not in theme_names():
        unknown_name(diagnostics, "unknown-theme", "theme", outline.theme, theme_names())
        return DEFAULT_THEME
    return outline.theme.value


def _deck(outline: Outline, around: Surroundings) -> DeckOptions:
    if outline.deck is None:
        return DeckOptions()
    return DeckOptions(
        CitationPlace(outline.deck.citations), around.plain(outline.deck.footer, Around.TITLE), outline.deck.agenda
    )


# ---------------------------------------------------------------------------------------- facts used


def _facts_used(document: Document) -> Iterator[str]:
    """The ids of all facts in the text and in the charts, in reading order, with repetitions."""
    for inline in _inlines(document):
        yield from (run.fact for run in inline if run.fact)
    for block in blocks_of(document):
        if isinstance(block, Figure):
            yield from facts_of(block.plan)


def _inlines(document: Document) -> Iterator[Inline]:
    yield from (document.title, document.subtitle)
    for section in sections_of(document):
        yield from (section.title, section.headline, *section.notes)
    for block in blocks_of(document):
        yield from inlines_of(block)
    yield from document.disagreements


_YEARS = re.compile(r"(?<=\b\d{4})-(?=\d{4}\b)")  # from one to the other


def _entry(fact: Fact, facts: Facts, language: str) -> FactEntry:
    text = printed(fact, "", language)
    shown = working(fact.formula, facts.by_id, language) if fact.formula else ""
    return FactEntry(
        id=fact.id,
        text=text,
        label=fact.label,
        period=_YEARS.sub("–", partial_date_text(fact.period, language)),
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


# ------------------------------------------------------------------------------------ the whole


def _check_whole(document: Document, citing: Citing, diagnostics: Diagnostics) -> None:
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


def _check_glyphs(document: Document, glyphs: GlyphCheck) -> None:
    """What didn't come through a text of the outline: references, and chart labels from data files."""
    for reference in document.references:
        glyphs.printed(plain(reference.content), reference.span)
    for block in blocks_of(document):
        for inline in inlines_of(block):
            glyphs.printed(plain(inline), block.span)
        for text in texts_of(block.plan) if isinstance(block, Figure) else ():
            glyphs.printed(text, block.span)


def _check_references_shown(document: Document, diagnostics: Diagnostics) -> None:
    """A reference must not point at something that its own publication doesn't show."""
    for medium in Medium:
        shown = set(_ids(document, medium))
        for inline, span in _texts(document, medium):
            for run in inline:
                if isinstance(run.target, CrossLink) and run.target.id not in shown:
                    message = f"'{run.target.id}' is not shown in the {medium.value}"
                    diagnostics.warning("hidden-target", message, span, "the reference there is not a link")


def _texts(document: Document, medium: Medium) -> Iterator[tuple[Inline, Span]]:
    """Every text that ``medium`` shows, with where it is written."""
    for section in sections_of(document, medium):
        yield from ((inline, section.span) for inline in (section.title, section.headline))
    for block in blocks_of(document, medium):
        yield from ((inline, block.span) for inline in inlines_of(block))


def _ids(document: Document, medium: Medium) -> Iterator[str]:
    for section in sections_of(document, medium):
        yield section.id
    for block in blocks_of(document, medium):
        id_ = getattr(block, "id", "")
        if id_:
            yield id_
