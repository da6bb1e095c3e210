"""Styles that name authors in the text: marks wait for the one call of pandoc, and both media show what it says."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

from hefei_report.build import compose, publish
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.model import (
    Document,
    Figure,
    Inline,
    List,
    Medium,
    Panel,
    Paragraph,
    ReferenceLink,
    Run,
    Table,
    plain,
)
from hefei_report.document.rewriting import rewritten
from hefei_report.document.walking import blocks_of, inlines_of, sections_of
from hefei_report.resolve.citing import Awaited
from hefei_report.workspace import NO_CACHE, DiskWorkspace, MemoryWorkspace

OUTLINE = """\
report: authors
title: A report in a style of authors [@doe-2020]
subtitle: After @li-2021
date: 2025-11-22
citation-style: apa
facts: facts.yaml
sources: sources.yaml
sections:
  - id: sec-a
    title: Trade after @doe-2020b
    headline: "Exports came to {{ exports_2024 }} [@doe-2020]"
    notes: Say that @li-2021 counted them.
    blocks:
      - text: |
          Exports came to {{ exports_2024 }} [@doe-2020, p. 3; @li-2021]. **@doe-2020b [chap. 2] disagrees**,
          *@li-2021 too*.

          - a point [-@doe-2020]
      - callout:
          tone: note
          title: A note
          text: "It is {{ exports_2024 | source }}, [from {{ exports_2024 }} @li-2021]."
      - key-figures: [exports_2024]
      - figure:
          id: fig-a
          chart: column
          title: One column after @doe-2020
          caption: Billion yuan [@li-2021]
          alt: One column, after @li-2021.
          unit: billion yuan
          data: [{label: Exports, value: "fact:exports_2024"}]
      - table:
          id: tbl-a
          title: One row
          columns: [Flow, {header: Billion yuan, align: number}]
          rows: [["Exports [@doe-2020b]", "{{ exports_2024 | number }}"]]
          source: "[@doe-2020; @doe-2020b]"
"""
FACTS = """\
facts:
  exports_2024:
    {value: "257.2", unit: billion yuan, period: 2024, geography: Hefei, label: Goods exports, source: unmarked}
"""
SOURCES = """\
- {id: doe-2020, type: book, title: Zebra crossings, author: [{family: Doe, given: Jane}], issued: 2020}
- {id: doe-2020b, type: book, title: Apple trees, author: [{family: Doe, given: Jane}], issued: 2020}
- {id: li-2021, type: report, title: On exports, author: [{family: Li, given: Ming}], issued: 2021}
- {id: unmarked, type: webpage, title: A bulletin, author: [Bureau of Numbers], issued: 2025-03, URL: https://x.org/b}
"""


@pytest.fixture(scope="module")
def document() -> Document:
    diagnostics = Diagnostics()
    files = {"o.yaml": OUTLINE, "facts.yaml": FACTS, "sources.yaml": SOURCES}
    found = compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert found is not None
    assert [d for d in diagnostics if d.severity is Severity.ERROR] == []
    return found


def every_inline(document: Document) -> list[Inline]:
    found = [document.title, document.subtitle]
    for section in sections_of(document):
        found += [section.title, section.headline, *section.notes]
    return [*found, *(inline for block in blocks_of(document) for inline in inlines_of(block))]


def shown(inline: Inline) -> str:
    return plain(inline).replace("\u00a0", " ")


def test_no_stand_in_is_left_anywhere(document: Document) -> None:
    runs = [run for inline in every_inline(document) for run in inline]
    assert [run for run in runs if isinstance(run.target, Awaited)] == []


def test_every_kind_of_text_gets_its_marks(document: Document) -> None:
    blocks = list(blocks_of(document))
    text, points = (next(b for b in blocks if isinstance(b, kind)) for kind in (Paragraph, List))
    figure, table, panel = (next(b for b in blocks if isinstance(b, kind)) for kind in (Figure, Table, Panel))
    [section] = sections_of(document)
    assert shown(document.title) == "A report in a style of authors (Doe, 2020b)"
    assert shown(document.subtitle) == "After Li (2021)"
    assert shown(section.title) == "Trade after Doe (2020a)"
    assert shown(section.headline) == "Exports came to 257.2 billion yuan (Doe, 2020b)"
    assert [shown(note) for note in section.notes] == ["Say that Li (2021) counted them."]
    assert isinstance(text, Paragraph)
    assert shown(text.content) == (
        "Exports came to 257.2 billion yuan (Doe, 2020b, p. 3; Li, 2021). Doe (2020a, Chapter 2) disagrees, "
        "Li (2021) too."
    )
    assert isinstance(points, List)
    assert shown(points.items[0].content) == "a point (2020b)"
    assert isinstance(panel, Panel)
    assert isinstance(panel.body[0], Paragraph)
    assert shown(panel.body[0].content) == "It is (Bureau of Numbers, 2025), (from 257.2 billion yuan Li, 2021)."
    assert isinstance(figure, Figure)
    assert (shown(figure.title), shown(figure.caption)) == ("One column after Doe (2020b)", "Billion yuan (Li, 2021)")
    assert shown(figure.source) == "Bureau of Numbers (2025)"
    assert isinstance(table, Table)
    assert shown(table.rows[0].cells[0]) == "Exports (Doe, 2020a)"
    assert shown(table.source) == "(Doe, 2020b, 2020a)"


def test_an_alternative_text_says_the_same_as_its_runs(document: Document) -> None:
    figure = next(block for block in blocks_of(document) if isinstance(block, Figure))
    assert figure.alt.replace("\u00a0", " ") == shown(figure.alt_runs) == "One column, after Li (2021)."


def test_marks_keep_the_emphasis_that_they_stand_in(document: Document) -> None:
    text = next(block for block in blocks_of(document) if isinstance(block, Paragraph))
    bold = "".join(run.text for run in text.content if run.bold)
    italic = "".join(run.text for run in text.content if run.italic)
    assert bold.replace("\u00a0", " ") == "Doe (2020a, Chapter 2) disagrees"
    assert italic.replace("\u00a0", " ") == "Li (2021) too"


def test_the_list_is_in_the_order_of_the_style_and_every_mark_leads_into_it(document: Document) -> None:
    keys = [reference.key for reference in document.references]
    assert keys == ["unmarked", "doe-2020b", "doe-2020", "li-2021"]
    targets = {run.target for inline in every_inline(document) for run in inline}
    assert {target.key for target in targets if isinstance(target, ReferenceLink)} == set(keys)


def test_a_fact_in_the_words_around_a_key_counts_as_printed() -> None:
    outline = OUTLINE.split("sections:")[0].replace(" [@doe-2020]", "").replace("After @li-2021", "B")
    outline += "sections: [{id: sec-a, title: A, blocks: [{text: 'A [of {{ exports_2024 }} @li-2021].'}]}]\n"
    diagnostics = Diagnostics()
    files = {"o.yaml": outline, "facts.yaml": FACTS, "sources.yaml": SOURCES}
    found = compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert found is not None
    assert [fact.id for fact in found.facts] == ["exports_2024"]


def test_rewriting_leaves_what_it_does_not_change_as_it_is(document: Document) -> None:
    assert rewritten(document, lambda inline: inline) is document
    plans = [block.plan for block in blocks_of(document) if isinstance(block, Figure)]
    changed = rewritten(document, lambda inline: (*inline, Run("!")))
    assert [block.plan for block in blocks_of(changed) if isinstance(block, Figure)] == plans
    before, after = (sum(len(inline) for inline in every_inline(d) if inline) for d in (document, changed))
    assert after - before == sum(1 for inline in every_inline(document) if inline)


@pytest.fixture(scope="module")
def files(document: Document) -> dict[Medium, bytes]:
    diagnostics = Diagnostics()
    made = {p.medium: p.content for p in publish(document, tuple(Medium), NO_CACHE, diagnostics) if p.medium}
    assert not diagnostics.has_errors
    return made


def test_the_briefing_prints_names_and_years_and_no_numbers(files: dict[Medium, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(files[Medium.BRIEFING])
    text = " ".join(page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in pdf)
    assert "(Doe, 2020b, p. 3; Li, 2021)" in text.replace("\u00a0", " ")
    assert "Doe, J. (2020a). Apple trees." in text
    assert "[1]" not in text
    assert "1. Bureau" not in text


def test_marks_of_the_briefing_lead_to_entries_and_say_their_names(files: dict[Medium, bytes]) -> None:
    with pikepdf.open(io.BytesIO(files[Medium.BRIEFING])) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        tips = {str(link.get("/Contents", "")) for link in links if str(link.get("/Dest", "")).startswith("ref-")}
    assert tips >= {"Doe (2020a)", "Doe (2020b)", "Li (2021)"}
    assert not any(tip.startswith("Reference ") for tip in tips)


def test_the_deck_names_sources_without_numbers(files: dict[Medium, bytes]) -> None:
    presentation = Presentation(io.BytesIO(files[Medium.DECK]))
    shapes = [shape for slide in presentation.slides for shape in slide.shapes if shape.has_text_frame]
    text = "\n".join(shape.text_frame.text for shape in shapes).replace("\u00a0", " ")
    assert "Exports came to 257.2 billion yuan (Doe, 2020b)" in text
    assert "Doe, J. (2020a). Apple trees." in text
    assert "[1]" not in text
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in presentation.slides if slide.has_notes_slide)
    assert "Bureau of Numbers (2025)" in notes


def test_the_flagship_can_be_set_in_a_style_of_authors(tmp_path: Path) -> None:
    import shutil

    from tests.support.product import FLAGSHIP

    shutil.copytree(FLAGSHIP.parent, tmp_path / "spec")
    path = tmp_path / "spec" / FLAGSHIP.name
    path.write_text(
        path.read_text(encoding="utf-8").replace("\ntheme:", "\ncitation-style: apa\ntheme:"), encoding="utf-8"
    )
    diagnostics = Diagnostics()
    found = compose(DiskWorkspace(path.parent), path.name, diagnostics)
    assert found is not None
    assert not diagnostics.has_errors, list(diagnostics)
    assert "(Ali, 2025, para. 5)" in " ".join(shown(inline) for inline in every_inline(found))
