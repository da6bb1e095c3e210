"""Where sources disagree, the reader is told: each figure with its source, which one the report goes by, and why."""

from __future__ import annotations

import pytest

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document, plain
from hefei_report.workspace import MemoryWorkspace

FACTS = """\
facts:
  one: {value: "219", unit: jobs, label: Jobs, period: 2024, source: paper}
  other: {value: "300", unit: jobs, label: Jobs, period: 2024, source: study}
  third: {value: "5", unit: firms, label: Firms, source: paper}
  fourth: {value: "7", unit: firms, label: Firms, source: study}
contested:
  - {facts: [one, other], chosen: one, note: "The study counts {{ third }} more firms."}
  - {facts: [third, fourth], chosen: none, note: Nobody defines them.}
"""
SOURCES = "- {id: paper, title: A paper}\n- {id: study, title: A study}\n"
OUTLINE = """\
report: t
title: A report
date: 2025-11-22
facts: facts.yaml
sources: sources.yaml
sections:
  - {id: sec-a, title: A, blocks: [{text: "There are TEXT."}]}
"""


def composed(text: str, *, language: str = "en", register: bool = True, facts: str = FACTS) -> Document:
    outline = OUTLINE.replace("TEXT", text) + f"language: {language}\nbriefing: {{register: {str(register).lower()}}}\n"
    files = {"o.yaml": outline, "facts.yaml": facts, "sources.yaml": SOURCES}
    diagnostics = Diagnostics()
    document = compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert document is not None
    assert not diagnostics.has_errors, [str(d) for d in diagnostics]
    return document


def told(document: Document) -> list[str]:
    return [plain(inline).replace("\u00a0", " ") for inline in document.disagreements]


def test_the_reader_sees_both_figures_the_chosen_one_and_the_reason() -> None:
    document = composed("{{ one }}")
    assert told(document) == [
        "Jobs: 219 jobs [1], which this report goes by; 300 jobs [2]. The study counts 5 firms more firms."
    ]
    assert [fact.id for fact in document.facts] == ["one", "other", "third"]
    assert [entry.key for entry in document.references] == ["paper", "study"]


def test_a_report_that_goes_by_neither_says_so_also_in_chinese() -> None:
    assert told(composed("{{ fourth }}")) == [
        "Firms: 5 firms [1]; 7 firms [2]. The report goes by none of them alone. Nobody defines them."
    ]
    assert told(composed("{{ one }}", language="zh"))[0].startswith(
        "Jobs：219个岗位 [1]（本报告采用）；300个岗位 [2]。"
    )


@pytest.mark.parametrize(("text", "register"), [("people", True), ("{{ one }}", False)])
def test_nothing_is_told_of_figures_that_nobody_reads_or_without_a_register(text: str, register: bool) -> None:
    assert composed(text, register=register).disagreements == ()
