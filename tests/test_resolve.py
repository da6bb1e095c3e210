"""Resolve: an outline and its evidence become one Document, with everything bound, numbered and linked."""

from __future__ import annotations

import pytest

from hefei_report.blocks.kind import block_kind, block_kind_names
from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import (
    CrossLink,
    Document,
    Figure,
    Inline,
    KeyFigures,
    List,
    Medium,
    Panel,
    Paragraph,
    Quote,
    ReferenceLink,
    Run,
    Slide,
    Table,
    WebLink,
    plain,
)
from hefei_report.document.walking import blocks_of, sections_of
from hefei_report.workspace import MemoryWorkspace
from tests.support.pictures import png

FACTS = """\
facts:
  exports_2024: {value: "257.2", unit: billion yuan, qualifier: over, period: 2024, geography: Hefei, label: Exports,
    source: paper, locator: {paragraph: 6}}
  growth: {value: "10.6", unit: percent, period: 2024, source: [paper, study], label: Growth}
"""
SOURCES = """\
- {id: paper, title: A paper, container-title: The Paper, issued: 2025-03-06}
- {id: study, title: A study}
- {id: book, title: A book, type: book, author: [{family: Li, given: X}]}
"""
HEAD = "report: t\ntitle: T\ndate: 2025-11-22\nfacts: facts.yaml\nsources: sources.yaml\n"


def composed(sections: str, *, draft: bool = False, facts: str = FACTS) -> tuple[Document, Diagnostics]:
    files = {"o.yaml": HEAD + "sections:\n" + sections, "facts.yaml": facts, "sources.yaml": SOURCES}
    workspace = MemoryWorkspace.of(files)
    workspace.files["pictures/campus.png"] = png()
    diagnostics = Diagnostics(draft=draft)
    document = compose(workspace, "o.yaml", diagnostics)
    assert document is not None, [str(d) for d in diagnostics]
    return document, diagnostics


def text_block(text: str) -> str:
    lines = "\n".join("          " + line for line in text.split("\n"))
    return f"  - id: sec-a\n    title: A\n    blocks:\n      - text: |\n{lines}\n"


def paragraph(text: str) -> Inline:
    document, diagnostics = composed(text_block(text))
    assert not diagnostics.has_errors, list(diagnostics)
    [block] = blocks_of(document)
    assert isinstance(block, Paragraph)
    return block.content


def codes(diagnostics: Diagnostics) -> list[tuple[str, str]]:
    return [(f"{d.span.line}:{d.span.column}", d.code) for d in diagnostics if d.code != "unused-source"]


def test_a_fact_prints_with_its_qualifier_and_unit_and_knows_its_id() -> None:
    runs = paragraph("Exports were {{ exports_2024 }} ({{ growth | signed }}).")
    assert plain(runs) == "Exports were over 257.2\u00a0billion\u00a0yuan (+10.6%)."
    assert [run.fact for run in runs if run.fact] == ["exports_2024", "growth"]


def test_styles_nest_and_links_carry_their_target() -> None:
    runs = paragraph("a **b *c*** `d` [e **{{ growth }}**](https://x.org)\\\nf")
    assert [(r.text, r.bold, r.italic, r.code) for r in runs] == [
        ("a ", False, False, False),
        ("b ", True, False, False),
        ("c", True, True, False),
        (" ", False, False, False),
        ("d", False, False, True),
        (" ", False, False, False),
        ("e ", False, False, False),
        ("10.6%", True, False, False),
        ("\n", False, False, False),
        ("f", False, False, False),
    ]
    assert [r.target for r in runs if r.target] == [WebLink("https://x.org")] * 2


def test_sources_are_numbered_by_first_citation_and_every_number_links() -> None:
    document, diagnostics = composed(
        text_block("A [@study]. B [@paper, p. 3; @study]. @book says {{ growth | source }}.")
    )
    assert not diagnostics.has_errors
    [block] = blocks_of(document)
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "A\u00a0[1]. B\u00a0[1; 2,\u00a0p.\u00a03]. Li\u00a0[3] says\u00a0[1,\u00a02]."
    links = [run.target.key for run in block.content if isinstance(run.target, ReferenceLink)]
    assert links == ["study", "study", "paper", "book", "study", "paper"]
    assert [(entry.key, entry.number) for entry in document.references] == [("study", 1), ("paper", 2), ("book", 3)]


def test_the_source_of_a_fact_that_no_mark_cites_is_listed_after_the_cited_ones() -> None:
    document, _ = composed(text_block("{{ growth }} and [@book]"))
    assert [entry.key for entry in document.references] == ["book", "paper", "study"]


def test_chinese_emphasis_works_and_lines_join_without_a_space() -> None:
    runs = paragraph("**合肥。**下一句\n接着 and\nthen")
    assert [(run.text, run.bold) for run in runs] == [("合肥。", True), ("下一句接着 and then", False)]


def test_what_looks_like_html_mathematics_or_an_address_stays_text() -> None:
    text = "<b>x</b> & $x billion to $y million me@x.org <https://x.org> {one} a_b_c"
    assert plain(paragraph(text)) == text


def test_lists_keep_their_first_number_and_their_kind_at_every_level() -> None:
    document, _ = composed(text_block("4. a\n   - b\n5. c\n\nBetween.\n\n- d\n  1. e"))
    numbered, _, bullets = document.sections[0].blocks
    assert isinstance(numbered, List)
    assert isinstance(bullets, List)
    assert (numbered.ordered, numbered.start, [item.ordered for item in numbered.items]) == (True, 4, [False, None])
    assert (bullets.ordered, [item.ordered for item in bullets.items]) == (False, [True])


def test_lists_in_a_text_become_lists() -> None:
    document, _ = composed(text_block("One.\n\n- a\n- b\n  1. c\n  2. d {{ growth }}\n\nTwo."))
    first, items, second = blocks_of(document)
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph) and isinstance(items, List)
    assert [plain(item.content) for item in items.items] == ["a", "b"]
    assert [plain(item.content) for item in items.items[1].children] == ["c", "d 10.6%"]


def test_mistakes_in_a_text_are_reported_at_their_column() -> None:
    text = (
        "Good {{ growht }} text.\nSecond {{ growth | sgned }} line @nobody and [@paper; @fig-x].\n\n"
        "- item [bad](javascript:alert(1))\n- item @fig-none {{ open\n\n# Heading\n\n![p](x.png)"
    )
    _, diagnostics = composed(text_block(text))
    assert codes(diagnostics) == [
        ("11:19", "unknown-fact"),
        ("12:30", "unknown-filter"),
        ("12:44", "unknown-source"),
        ("12:56", "mixed-references"),
        ("14:24", "unsafe-link"),
        ("15:18", "unknown-reference"),
        ("15:28", "unclosed-fact"),
        ("17:11", "unsupported"),
        ("19:11", "unsupported"),
    ]
    assert all(d.hint for d in diagnostics if d.code != "unused-source")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.org", "x.html"])
def test_links_are_http_https_or_mailto(url: str) -> None:
    _, diagnostics = composed(text_block(f"[x]({url})"))
    assert [code for _, code in codes(diagnostics)] == ["unsafe-link"]


def test_a_character_that_no_font_has_is_refused_at_its_place() -> None:
    _, diagnostics = composed(text_block("fine 合肥 and 😀 here"))
    assert codes(diagnostics) == [("11:23", "missing-glyph")]


def test_a_character_of_a_fact_that_no_font_has_is_refused_once_where_the_fact_stands() -> None:
    facts = FACTS + "  cars: {value: 7, unit: 🚗, source: paper}\n"
    _, diagnostics = composed(text_block("{{ cars }} and {{ cars }} and 🚀"), facts=facts)
    places = [(str(d.span), d.code) for d in diagnostics]
    assert places == [("facts.yaml:5:3", "missing-glyph"), ("o.yaml:11:41", "missing-glyph")]


def test_a_draft_shows_gaps_in_the_evidence_instead_of_failing() -> None:
    document, diagnostics = composed(text_block("{{ nope }} [@nobody] @fig-none"), draft=True)
    assert not diagnostics.has_errors and len(codes(diagnostics)) == 3
    [block] = blocks_of(document)
    assert isinstance(block, Paragraph)
    assert plain(block.content) == "[nope?] [nobody?] [fig-none?]"
    assert document.draft


SECTIONS = """\
  - id: sec-one
    title: One
    headline: "Up {{ growth }}; see @tbl-late and @fig-deck"
    notes: |
      First.

      Second {{ exports_2024 }}.
    blocks:
      - table: {id: tbl-one, title: T1, columns: [a, {header: b, align: number}], rows: [[x, "{{ growth }}"]]}
      - slide:
          title: S
          blocks:
            - table: {id: tbl-deck, title: TD, columns: [a], rows: [[x]]}
            - bullets: [p]
      - bullets: [a, {text: b, items: [c]}]
      - callout: {tone: caution, title: Mind, text: "This [@paper]."}
      - quote: {text: Words., by: Somebody, source: "[@book]"}
      - key-figures: [exports_2024, {fact: growth, label: Own, detail: then}]
      - page-break:
      - text: for the briefing
        only: briefing
    sections:
      - {id: sec-inner, title: Inner}
  - id: sec-aside
    title: Aside
    numbered: false
    sections:
      - {id: sec-aside-inner, title: Inner}
  - id: sec-two
    title: Two
    only: deck
    blocks:
      - table: {id: tbl-two, title: T2, columns: [a], rows: [[x]]}
  - id: sec-three
    title: Three
    blocks:
      - table: {id: tbl-late, title: T3, columns: [a], rows: [[{{ }}]]}
"""


def test_sections_and_tables_are_numbered_without_gaps_in_either_publication() -> None:
    sections = SECTIONS.replace("[[{{ }}]]", "[[x]]").replace(" and @fig-deck", " and @tbl-one")
    document, diagnostics = composed(sections)
    assert not diagnostics.has_errors, list(diagnostics)
    assert [(s.id, s.number, s.level) for s in sections_of(document)] == [
        ("sec-one", "1", 1),
        ("sec-inner", "1.1", 2),
        ("sec-aside", "", 1),
        ("sec-aside-inner", "", 2),
        ("sec-two", "2", 1),
        ("sec-three", "3", 1),
    ]
    tables = {block.id: block.number for block in blocks_of(document) if isinstance(block, Table)}
    assert tables == {"tbl-one": 1, "tbl-late": 2, "tbl-deck": 3, "tbl-two": 4}
    headline = document.sections[0].headline
    assert plain(headline) == "Up 10.6%; see Table\u00a02 and Table\u00a01"
    assert [run.target for run in headline if run.target] == [CrossLink("tbl-late"), CrossLink("tbl-one")]


def test_every_kind_of_block_becomes_its_element() -> None:
    sections = SECTIONS.replace("[[{{ }}]]", "[[x]]").replace(" and @fig-deck", "")
    document, _ = composed(sections)
    blocks = list(document.sections[0].blocks)
    kinds = [type(block).__name__ for block in blocks]
    assert kinds == ["Table", "Slide", "List", "Panel", "Quote", "KeyFigures", "PageBreak", "Paragraph"]
    table, slide, bullets, panel, quote, figures, _, only = blocks
    assert isinstance(table, Table) and plain(table.rows[0].cells[1]) == "10.6%"
    assert isinstance(slide, Slide) and slide.only is Medium.DECK and len(slide.body) == 2
    assert isinstance(bullets, List) and plain(bullets.items[1].children[0].content) == "c"
    assert isinstance(panel, Panel) and plain(panel.title) == "Mind"
    assert isinstance(quote, Quote) and plain(quote.attribution).startswith("Somebody [")
    assert isinstance(figures, KeyFigures)
    first, second = figures.items
    assert (plain(first.value), plain(first.unit), plain(first.label)) == ("over 257.2", "billion yuan", "Exports")
    assert plain(first.detail).startswith("Hefei, 2024 [") and plain(second.detail).startswith("then [")
    assert only.only is Medium.BRIEFING
    assert [plain(note) for note in document.sections[0].notes] == [
        "First.",
        "Second over 257.2\u00a0billion\u00a0yuan.",
    ]


def test_the_facts_that_a_document_prints_are_listed_with_their_place_in_the_source() -> None:
    document, _ = composed(text_block("{{ exports_2024 }}"))
    [entry] = document.facts
    assert (entry.id, entry.period, entry.geography, entry.locator) == ("exports_2024", "2024", "Hefei", "paragraph 6")
    assert entry.references == ("paper",)


def test_a_reference_to_what_the_publication_does_not_show_is_a_warning() -> None:
    sections = """\
  - id: sec-a
    title: A
    blocks:
      - text: See @tbl-d and @sec-d.
      - table: {id: tbl-d, title: T, columns: [a], rows: [[x]]}
        only: deck
  - {id: sec-d, title: D, only: deck}
"""
    _, diagnostics = composed(sections)
    assert [d.message for d in diagnostics if d.code == "hidden-target"] == [
        "'sec-d' is not shown in the briefing",
        "'tbl-d' is not shown in the briefing",
    ]


def test_what_is_in_a_hidden_section_is_hidden_too() -> None:
    sections = """\
  - id: sec-a
    title: A
    blocks: [{text: See @sec-inner and @tbl-inner.}]
  - id: sec-d
    title: D
    only: deck
    sections:
      - id: sec-inner
        title: Inner
        only: briefing
        blocks:
          - text: See @sec-d.
          - table: {id: tbl-inner, title: T, columns: [a], rows: [[x]]}
"""
    _, diagnostics = composed(sections)
    assert sorted(d.message for d in diagnostics if d.code == "hidden-target") == [
        f"'{id_}' is not shown in the {medium}" for id_ in ("sec-inner", "tbl-inner") for medium in ("briefing", "deck")
    ]


def test_mistakes_of_structure_are_reported_together() -> None:
    sections = """\
  - id: sec-a
    title: A
    blocks:
      - tabel: {}
      - text: x
        figure: {}
      - table: {id: tbl-x, title: T, columns: [a, b], rows: [[x]]}
      - table: {id: tbl-x, title: T, columns: [a], rows: []}
      - table: {id: x, title: T, columns: [a], rows: []}
      - figure: {id: fig-x, chart: colum, title: T, caption: C, alt: A}
      - figure: {id: fig-y, title: T, caption: C, alt: A}
      - bullets: [{text: a, items: [{text: b, items: [{text: c, items: [d]}]}]}]
  - {id: sec-a, title: B}
"""
    _, diagnostics = composed(sections)
    assert codes(diagnostics) == [
        ("10:9", "unknown-kind"),
        ("12:9", "wrong-type"),
        ("13:62", "wrong-cells"),
        ("14:21", "duplicate-id"),
        ("15:21", "bad-name"),
        ("16:36", "unknown-chart"),
        ("17:9", "missing-key"),
        ("18:73", "nested-too-deep"),
        ("19:10", "duplicate-id"),
    ]


def test_a_headline_that_the_facts_contradict_fails_wherever_it_stands() -> None:
    false = "assert: exports_2024 < 200000000000"
    sections = f"""\
  - id: sec-a
    title: A
    headline: Exports are small
    {false}
    blocks:
      - bullets: [{{text: Small, {false}}}]
      - callout: {{text: Small, {false}}}
      - table: {{id: tbl-a, title: Small, columns: [a], rows: [[x]], {false}}}
      - figure:
          id: fig-a
          chart: column
          title: Small
          caption: C
          alt: A chart
          source: "[@paper]"
          {false}
          data: [{{label: a, value: 1}}]
"""
    _, diagnostics = composed(sections)
    assert codes(diagnostics) == [
        ("10:13", "false-claim"),
        ("12:41", "false-claim"),
        ("13:40", "false-claim"),
        ("14:77", "false-claim"),
        ("22:19", "false-claim"),
    ]
    assert "exports_2024 is over 257.2" in next(iter(diagnostics)).message
    _, tolerant = composed(sections, draft=True)
    assert not tolerant.has_errors
    _, borne_out = composed(sections.replace("<", ">"))
    assert not borne_out.has_errors


def test_every_kind_of_block_has_an_example_that_composes() -> None:
    for name in block_kind_names():
        example = block_kind(name).example.strip().replace("@customs-2024", "@paper").replace("@fig-exports", "@sec-x")
        for key in ("@journal-2017", "@history-2020", "@newspaper-2024"):
            example = example.replace(key, "@book")
        if "fact:exports_2024" in example:
            example += "\n"
        block = "\n".join("        " + line for line in example.split("\n"))
        sections = f"  - id: sec-x\n    title: X\n    blocks:\n      -\n{block}\n"
        document, diagnostics = composed(sections)
        assert not diagnostics.has_errors, (name, [str(d) for d in diagnostics])
        assert list(blocks_of(document)), name


def test_a_misspelt_file_gets_the_name_of_the_one_that_is_there() -> None:
    diagnostics = Diagnostics()
    outline = HEAD.replace("facts.yaml", "fact.yaml") + "sections:\n  - {id: sec-a, title: A}\n"
    compose(
        MemoryWorkspace.of({"o.yaml": outline, "facts.yaml": FACTS, "sources.yaml": SOURCES}), "o.yaml", diagnostics
    )
    [missing] = [d for d in diagnostics if d.code == "missing-file"]
    assert (str(missing.span), missing.hint) == ("o.yaml:4:8", "did you mean 'facts.yaml'?")


def test_a_figure_names_the_sources_of_the_facts_it_plots() -> None:
    sections = """\
  - id: sec-a
    title: A
    blocks:
      - figure:
          id: fig-a
          chart: column
          title: T
          caption: C
          alt: A chart
          unit: billion yuan
          source: "and [@book]"
          data:
            - {label: "2023", value: 200}
            - {label: "2024", value: fact:exports_2024}
"""
    document, diagnostics = composed(sections)
    assert not diagnostics.has_errors, [str(d) for d in diagnostics]
    [figure] = blocks_of(document)
    assert isinstance(figure, Figure)
    assert plain(figure.source) == "The Paper\u00a0[1]; and\u00a0[2]"
    assert [run.text for run in figure.source if run.target] == ["[1]", "[2]"]
    assert [entry.id for entry in document.facts] == ["exports_2024"]


def test_runs_of_one_style_are_one_run() -> None:
    assert paragraph("plain words & more; and more.") == (Run("plain words & more; and more."),)


USED_ANYWHERE = """\
report: t
title: T
subtitle: "Of {{ f1 }}"
authors: ["Desk of {{ f2 }}"]
publisher: "House of {{ f3 }}"
description: "About {{ f4 }}"
keywords: ["key {{ f5 }}"]
date: 2025-11-22
facts: facts.yaml
sources: sources.yaml
deck: {footer: "Up {{ f6 }}"}
sections:
  - id: sec-a
    title: "A {{ f7 }}"
    notes: "Say {{ f8 }}"
    blocks:
      - timeline: {id: fig-t, title: ET, caption: EC, alt: "EA {{ f9 }}", note: "N {{ f10 }}", source: "[@paper, p. 3]",
          events: [{date: 1999, text: "Exports {{ f11 }}"}, {date: 2001, text: "ev"}]}
      - figure: {id: fig-b, chart: bar, title: B, caption: "C {{ f12 }}", alt: A, source: "[@paper]",
          data: [{label: "L {{ f13 }}", value: fact:f14, note: "M {{ f15 }}"}]}
      - table: {id: tbl-a, title: "T {{ f16 }}", columns: ["C {{ f17 }}"], rows: [["{{ f18 }}"]], note: "N {{ f19 }}"}
      - slide: {title: "S {{ f20 }}", notes: "N {{ f21 }}", blocks: [{quote: {text: "Q {{ f22 }}", by: "B {{ f23 }}",
          source: "[@paper]"}}]}
"""


def test_a_fact_counts_as_used_wherever_it_is_printed() -> None:
    """Or else what nobody has verified could be published in a caption, a label or a footer."""
    lines = [
        f"  f{number}: {{value: {number}, unit: x, source: paper, label: Fact {chr(64 + number)}}}"
        for number in range(1, 25)
    ]
    files = {"o.yaml": USED_ANYWHERE, "facts.yaml": "facts:\n" + "\n".join(lines), "sources.yaml": SOURCES}
    diagnostics = Diagnostics()
    document = compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert document is not None
    assert {d.code for d in diagnostics} <= {"unused-source"}
    assert {fact.id for fact in document.facts} == {f"f{n}" for n in range(1, 24)}
