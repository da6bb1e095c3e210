"""A bare number in any text is an error at its column; what only looks like one passes."""

from __future__ import annotations

import pytest

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Paragraph, plain
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import MemoryWorkspace

FACTS = """\
facts:
  exports: {value: "257.2", unit: billion yuan, period: 2024, geography: Hefei, label: Exports, source: paper}
"""
SOURCES = "- {id: paper, title: A paper, issued: 2025-03-06}\n"
REPORT = """\
report: t
title: A report{title}
date: 2025-11-22
facts: facts.yaml
sources: sources.yaml
evidence: {{names: [Area 51, "996 culture"]}}
sections:
  - id: sec-a
    title: A{section}
    headline: "It is {{{{ exports }}}}{headline}"
    notes: Say it slowly{notes}
    blocks:
      - text: Nothing much{prose}
      - bullets: ["A point{bullet}"]
      - callout: {{title: Mind, text: This{callout}}}
      - figure:
          id: fig-a
          chart: column
          title: It grew{figure}
          caption: Exports{caption}
          alt: A column{alt}
          note: Rounded{note}
          data: [{{label: "Exports{label}", value: fact:exports}}]
      - table:
          id: tbl-a
          title: Flows
          columns: [Flow]
          rows: [["Exports{cell}"]]
      - key-figures: [{{fact: exports, label: "Exports{key}"}}]
"""
FIELDS = (
    "title",
    "section",
    "headline",
    "notes",
    "prose",
    "bullet",
    "callout",
    "figure",
    "caption",
    "alt",
    "note",
    "label",
    "cell",
    "key",
)


def report(**numbers: str) -> str:
    return REPORT.format(**dict.fromkeys(FIELDS, "") | numbers)


def complaints(outline: str, *, draft: bool = False) -> list[tuple[int, int, int, str]]:
    """Line, column, length and severity of each numeral that nothing proves."""
    files = {"o.yaml": outline, "facts.yaml": FACTS, "sources.yaml": SOURCES}
    diagnostics = Diagnostics(draft=draft)
    compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    others = [str(d) for d in diagnostics if d.code not in ("unproven-number", "unused-source")]
    assert others == []
    return [
        (d.span.line, d.span.column, d.span.length, d.severity.value)
        for d in diagnostics
        if d.code == "unproven-number"
    ]


def in_text(*sentences: str) -> list[str]:
    """Those of ``sentences`` that are complained about, each being a paragraph of its own."""
    lines = "\n\n".join("          " + sentence for sentence in sentences)
    outline = report().replace("      - text: Nothing much", f"      - text: |\n{lines}")
    found = complaints(outline)
    return [outline.split("\n")[line - 1].strip() for line, *_ in found]


def test_a_report_without_bare_numbers_passes() -> None:
    assert complaints(report()) == []


@pytest.mark.parametrize("field", FIELDS)
def test_a_bare_number_is_an_error_at_its_column_in_every_kind_of_text(field: str) -> None:
    outline = report(**{field: " by 73.5 points"})
    [line] = [number for number, text in enumerate(outline.split("\n"), start=1) if "73.5" in text]
    column = outline.split("\n")[line - 1].index("73.5") + 1
    assert complaints(outline) == [(line, column, 4, "error")]


def test_all_of_them_are_reported_in_one_run_and_a_draft_goes_on() -> None:
    outline = report(**dict.fromkeys(FIELDS, " by 73.5 points"))
    assert len(complaints(outline)) == len(FIELDS)
    assert {severity for *_, severity in complaints(outline, draft=True)} == {"warning"}


HARMLESS = (
    "The Fortune 500 and the Fortune Global 500 are lists.",
    "The G60 corridor, a Model 3, the Model Y and COVID-19 are names.",
    "Area 51 and 996 culture are names that the outline declares.",
    "5G, 4D printing, A4 paper, ET7, CO2, F-35 and Q3 are words.",
    "36Kr and 3Com are companies.",
    "See section 3.2, Figures 1 and 2, paragraph 6, pages 3–5 and Table 4.",
    "See https://example.org/2024/page-3 or write to room101@example.org.",
    "It is doi:10.1000/182 at news24.com and www.36kr.com/p/123.",
    "Exports rose in 2024 [@paper].",
    "Exports rose between 2008 and 2024, and in the late 1970s [@paper, p. 3].",
    "On 21 May 2025, May 21, 2025 and 2025-05-21 it rained [@paper].",
    "The mid-2010s, FY2024, 2008–11 and 2020/21 were good years [@paper].",
    "This briefing is of 22 November 2025.",
    "ISO 9001:2015, GB/T 7714-2025 and IEC 61851 are standards.",
    "Made in China 2025 and Vision 2030 are programmes.",
    "The 14th Five-Year Plan and the 20th Party Congress are names.",
    "The 21st century has begun, and services run 24/7.",
    "Industry 4.0, Web 2.0, Windows 11 and version 1.2 are labels.",
    "It orbits with Micius 2, Chang’e 6 and Shenzhou 19.",
    "He wrote “we sold 400 cars” [@paper, p. 7].",
    "By the paper [@paper, p. 7], “40% of it is air”.",
    '{{ "400 km" | as-written }} is the distance that the paper gives [@paper].',
    "They did three things: (1) they looked, (2) they bought and (3) they sold.",
    "Exports came to {{ exports }} in 2024.",
    "[A link](https://example.org/1999/12/31) has no number.",
    "Two of four steps were taken at once.",
    "Line 2 of the metro ends at Gate 3.",
    "合肥在2024年的出口为{{ exports }}。",
    "2024年3月5日出口增长[@paper]。",
    "见图3、表2、第3页和第五段。",
    "“十四五”规划和二十大报告是名称。",
    "一个城市，一些企业，万一不行，统一起来，十分重要。",
    "G60科创走廊和5G网络在合肥。",
    "万达和百度都来了，千万不要忘记。",
    "二〇二四年出口增长[@paper]。",
    "90年代末开始[@paper]。",
    "第十四届全国人大在北京。",
    "《2024年合肥统计公报》是来源[@paper, 第3页]。",
    "1. This is the first item.",
    "The meeting of 6 March at 14:30 was short [@paper].",
    "In 2024 exports rose, and Hefei’s 2023 figures were revised [@paper].",
    "In section 2, figures 3 and 4 and phase 2 are told of.",
    "The Fortune 500 companies met in 2024 [@paper].",
)


def test_forty_sentences_with_names_dates_and_places_raise_no_false_alarm() -> None:
    assert len(HARMLESS) == 43
    assert in_text(*HARMLESS) == []


HARMFUL = (
    "Exports rose by 10.6%.",
    "Exports rose by 10.6% in 2024 [@paper].",
    "The distance is 400km.",
    "It cost US$20 billion.",
    "It cost RMB150 million [@paper, p. 3].",
    "It has 2000 vehicles [@paper].",
    "It is the 6th-generation line.",
    "It rose in 2024.",
    "It is {{ exports }}. It rose in 2024.",
    "He wrote “we sold 400 cars” [@paper].",
    "Half, or ½, of it is gone.",
    "共有１２３家企业。",
    "投资三百亿元。",
    "增长百分之三点五。",
    "有数万人，上亿元。",
    "增长了两倍。",
    "它有120万辆汽车。",
    "{{ exports }} is 45 more.",
    "See [40 pages](https://example.org).",
    "It is the No. 1 in the world.",
    "The city will issue 500 million yuan of bonds.",
    "In phase 2, 48.2 billion yuan was invested.",
    "As section 3 and 400 million people show.",
    "The number of plants rose to 12. It then fell.",
    "The number of plants (12) rose.",
    "Building 300 homes took a while.",
    "The city gave CAS 300 million yuan.",
    "It costs $40Bn.",
    "It emits 500Mt, and holds 100Wh.",
    "It sold for SGD50 billion.",
    "投资2000亿元[@paper]。",
    "投资1900万元[@paper]。",
    "It costs $2000 each [@paper].",
    "It hired 2000 engineers [@paper].",
    "It hired 1950 bakers [@paper].",
    "占全市的三分之二。",
    "千分之五不多。",
    "共有十家企业。",
    "翻了两番。",
    "投资壹佰万元。",
    "占三成",
    "它有3000年历史[@paper]。",
    "See [a note](500 million) on it.",
)


@pytest.mark.parametrize("sentence", HARMFUL)
def test_a_number_in_a_sentence_does_not_slip_through(sentence: str) -> None:
    assert in_text(sentence), sentence


def test_a_waived_number_prints_as_it_stands_and_remembers_its_source() -> None:
    outline = report().replace("Nothing much", "\"Some {{ '400 km' | as-written }} away [@paper, p. 3]\"")
    files = {"o.yaml": outline, "facts.yaml": FACTS, "sources.yaml": SOURCES}
    document = compose(MemoryWorkspace.of(files), "o.yaml", Diagnostics())
    assert document is not None
    paragraph = next(block for block in blocks_of(document) if isinstance(block, Paragraph))
    assert plain(paragraph.content).replace("\u00a0", " ") == "Some 400 km away [1, p. 3]"
    assert [(run.text, run.waiver) for run in paragraph.content if run.waiver] == [("400\u00a0km", "paper")]


@pytest.mark.parametrize(
    "waiver", ["{{ '400 km' | as-written }} away.", "It is [@paper]. {{ '4 km' | as-written }} away."]
)
def test_a_waiver_needs_a_citation_in_its_sentence(waiver: str) -> None:
    assert len(in_text(waiver)) == 1


def test_values_of_a_figure_that_are_no_facts_need_a_citation() -> None:
    literal = report().replace("value: fact:exports}]", "value: 73}]")
    outline = literal.replace("          data:", "          source: Our own estimate\n          data:")
    [(line, *_)] = complaints(outline)
    assert "Our own estimate" in outline.split("\n")[line - 1]
    assert complaints(outline.replace("Our own estimate", '"[@paper, p. 3]"')) == []
