"""Puts a Document together from an outline and its evidence, and has it checked as a whole."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.citations.pandoc import Pandoc
from hefei_report.citations.style import find_style
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import (
    BriefingOptions,
    ChartForm,
    CitationPlace,
    DeckOptions,
    Document,
    LayoutChoice,
    NotePlace,
    Paper,
    TemplateFile,
)
from hefei_report.evidence.currency import check_current
from hefei_report.evidence.derivation import beneath
from hefei_report.evidence.facts import Facts
from hefei_report.evidence.proof import Around, Rules
from hefei_report.evidence.sources import Source
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.outline.files import author_bytes
from hefei_report.outline.model import Outline, TemplateFields, unknown_name
from hefei_report.outline.text import Text
from hefei_report.resolve.brand import read_brand
from hefei_report.resolve.chapters import lower_chapters
from hefei_report.resolve.citing import Citing, with_marks
from hefei_report.resolve.datatables import with_data_tables
from hefei_report.resolve.disagreeing import disagreements
from hefei_report.resolve.entries import entry_of, facts_used
from hefei_report.resolve.footnotes import numbered
from hefei_report.resolve.glyphs import GlyphCheck
from hefei_report.resolve.inline import Reader
from hefei_report.resolve.lowering import Surroundings
from hefei_report.resolve.numbering import number_everything
from hefei_report.resolve.proving import Prover
from hefei_report.resolve.toldapart import check_told_apart
from hefei_report.resolve.whole import check_glyphs, check_whole
from hefei_report.theme import DEFAULT_THEME, load_theme, theme_names
from hefei_report.workspace import Workspace


def resolve(
    outline: Outline,
    sources: dict[str, Source],
    facts: Facts,
    workspace: Workspace,
    diagnostics: Diagnostics,
    pandoc: Pandoc,
    *,
    memory: Memory = NO_MEMORY,
) -> Document:
    """The whole Document. It is worth writing only if ``diagnostics`` has no errors afterwards.

    First-level sections that ``memory`` knows are the same objects again.
    """
    numbering = number_everything(outline.sections, diagnostics, memory)
    style = find_style(outline.citation_style, outline.language, workspace, diagnostics)
    citing = Citing(sources, outline.language, style)
    glyphs = GlyphCheck(diagnostics)
    prover = Prover(_rules(outline), diagnostics)
    around = Surroundings(
        Reader(facts, citing, numbering, glyphs, prover, diagnostics, outline.language),
        workspace,
        figure_tables=_wants_tables(outline),
    )
    document = _front(outline, around)
    chapters = tuple(lower_chapters(outline.sections, around, _given(around, memory), memory))
    document = replace(document, sections=tuple(chapter.section for chapter in chapters))
    document = _with_back(document, outline, around)
    document = numbered(with_data_tables(document, memory), memory)
    if document.briefing.register:
        known = {*facts_used(document, memory), *around.reader.printed}
        document = replace(document, disagreements=disagreements(facts, known, around))
    # Alternative texts, labels of charts and the document's own lines are plain by now: the reader knows their facts.
    in_order = dict.fromkeys((*facts_used(document, memory), *around.reader.printed))
    used = [facts.by_id[id_] for id_ in in_order if id_ in facts.by_id]
    behind = beneath(used, facts)
    citing.cite_facts(used)
    entries, basis = (
        memory.once(
            "entries of facts",
            (Same(facts), tuple(fact.id for fact in group), outline.language),
            lambda: tuple(entry_of(fact, facts, outline.language) for fact in group),  # noqa: B023  # called at once
        )
        for group in (used, behind)
    )
    for entry, fact in zip((*entries, *basis), (*used, *behind), strict=True):
        glyphs.printed(entry.id + entry.text + entry.label + entry.period + entry.geography + entry.locator, fact.span)
    # Before the marks: their years tell no figures apart.
    check_told_apart(document, facts, _places(outline), diagnostics, memory)
    rendered = citing.rendered(pandoc, outline.span, diagnostics, memory)
    document = with_marks(document, [chapter.clusters for chapter in chapters], citing, rendered, memory)
    document = replace(document, references=citing.references(rendered), facts=entries, basis=basis)
    check_glyphs(document, glyphs, memory)
    check_current(used, outline.date, diagnostics)
    check_whole(document, citing, diagnostics, memory)
    return document


def _given(around: Surroundings, memory: Memory) -> Same:
    """Stands for all that a section's Document depends on but for itself and what is cited before it."""
    reader = around.reader
    key = (
        *(Same(reader.facts), Same(reader.citing.sources), reader.citing.style, reader.language),
        *(reader.prover.rules, around.figure_tables, around.diagnostics.draft),
        tuple((id_, target.kind, target.number) for id_, target in reader.numbering.targets.items()),
    )
    return Same(memory.once("surroundings", key, object))


def _front(outline: Outline, around: Surroundings) -> Document:
    """The document without its sections; what is read before them."""
    theme = _theme(outline, around.diagnostics)
    return Document(
        report=outline.report.value,
        title=around.inline(outline.title, Around.TITLE),
        subtitle=around.inline(outline.subtitle, Around.TITLE),
        authors=tuple(around.line(author) for author in outline.authors),
        publisher=around.line(outline.publisher, Around.TITLE),
        date=outline.date,
        language=outline.language,
        theme=theme,
        brand=read_brand(outline.brand, theme, around.workspace, around.diagnostics),
        sections=(),
        references=(),
        facts=(),
        span=outline.span,
        draft=around.diagnostics.draft,
        briefing=_briefing(outline),
        names=tuple(name.value for name in outline.evidence.names) if outline.evidence else (),
    )


def _with_back(document: Document, outline: Outline, around: Surroundings) -> Document:
    """``document`` with what is read behind its sections."""
    return replace(
        document,
        keywords=tuple(around.plain(word, Around.TITLE) for word in outline.keywords),
        description=around.plain(outline.description, Around.TITLE),
        deck=_deck(outline, around),
        lines=tuple(around.lines),
    )


def _wants_tables(outline: Outline) -> bool:
    return outline.briefing is not None and outline.briefing.figure_tables == "appendix"


def _rules(outline: Outline) -> Rules:
    names = outline.evidence.names if outline.evidence else ()
    return Rules(outline.date, tuple(name.value for name in names))


def _places(outline: Outline) -> dict[str, tuple[str, ...]]:
    """Further words for places, by place."""
    places = outline.evidence.places if outline.evidence else ()
    return {entry.name.value: tuple(word.value for word in entry.words) for entry in places}


def _theme(outline: Outline, diagnostics: Diagnostics) -> str:
    name = _known_theme(outline.theme, diagnostics) or DEFAULT_THEME
    if outline.theme is not None and load_theme(name).deck_only:
        message = f"'{name}' is a theme for slides, and a briefing stands on white paper"
        diagnostics.error("unknown-theme", message, outline.theme.span, f"write 'deck: {{theme: {name}}}'")
        return DEFAULT_THEME
    return name


def _known_theme(name: Text | None, diagnostics: Diagnostics) -> str:
    """The name of a theme that there is, or ""."""
    if name is None or name.value in theme_names():
        return "" if name is None else name.value
    unknown_name(diagnostics, "unknown-theme", "theme", name, theme_names())
    return ""


def _deck(outline: Outline, around: Surroundings) -> DeckOptions:
    if outline.deck is None:
        return DeckOptions()
    chosen = outline.deck
    return DeckOptions(
        citations=CitationPlace(chosen.citations),
        footer=around.line(chosen.footer, Around.TITLE),
        agenda=chosen.agenda,
        charts=ChartForm(chosen.charts),
        template=_template(chosen.template, around),
        summary=chosen.summary,
        register=chosen.register,
        closing=around.inline(chosen.closing, Around.TITLE),
        contact=tuple(around.inline(line, Around.TITLE) for line in chosen.contact),
        theme=_known_theme(chosen.theme, around.diagnostics),
        span=chosen.closing.span if chosen.closing else chosen.span,
    )


def _template(chosen: TemplateFields | None, around: Surroundings) -> TemplateFile | None:
    if chosen is None:
        return None
    path = chosen.file
    content = author_bytes(around.workspace, path.value, path.span, around.diagnostics)
    layouts = tuple(LayoutChoice(each.key.value, each.value.value, each.value.span) for each in chosen.layouts)
    return None if content is None else TemplateFile(path.value, content, path.span, layouts)


def _briefing(outline: Outline) -> BriefingOptions:
    chosen = outline.briefing
    if chosen is None:
        return BriefingOptions()
    return BriefingOptions(
        register=chosen.register,
        lists=chosen.lists,
        paper=Paper(chosen.paper),
        duplex=chosen.duplex,
        notes=NotePlace(chosen.notes),
        greyscale=chosen.print == "greyscale",
    )
