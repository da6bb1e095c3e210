"""City and province never blur: figures of different places and years say which is which; stale ones are noticed."""

from __future__ import annotations

import pytest

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostics
from hefei_report.workspace import MemoryWorkspace

FACTS = """\
facts:
  city: {value: "257.2", unit: billion yuan, period: 2024, geography: Hefei, label: Exports, source: paper}
  city_people: {value: "10.0", unit: million people, period: 2024, geography: Hefei, label: People, source: paper}
  city_before: {value: "232.5", unit: billion yuan, period: 2023, geography: Hefei, label: Exports, source: paper}
  now: {value: "5", unit: firms, period: May 2025, geography: Hefei, label: Firms, source: paper}
  span: {value: "5", unit: percent, period: 2020-2024, geography: Hefei, label: Growth, source: paper}
  province: {value: "579", unit: billion yuan, period: 2024, geography: Anhui province, label: Exports, source: paper}
  old: {value: "3", unit: firms, geography: Hefei, label: Old, source: paper, as-of: 2020-01-01, expires: 2025-06-30}
  young: {value: "3", unit: firms, geography: Hefei, label: Young, source: paper, as-of: 2026-01-01}
"""
OUTLINE = """\
report: t
title: A report
date: 2025-11-22
facts: facts.yaml
sources: sources.yaml
evidence: {places: [{name: Anhui province, words: [the province]}]}
sections:
  - id: sec-a
    title: A
    blocks:
      - text: "{{ city }}, {{ city_people }} and {{ city }} again [@paper]."
"""


def warnings(block: str) -> list[tuple[int, str]]:
    files = {
        "o.yaml": OUTLINE + "      - " + block + "\n",
        "facts.yaml": FACTS,
        "sources.yaml": "- {id: paper, title: A paper}\n",
    }
    diagnostics = Diagnostics()
    compose(MemoryWorkspace.of(files), "o.yaml", diagnostics)
    assert not diagnostics.has_errors, [str(d) for d in diagnostics]
    assert all(d.hint for d in diagnostics)
    return [(d.span.line, d.code) for d in diagnostics]


@pytest.mark.parametrize(
    "block",
    [
        'text: "The city sold {{ city }} and has {{ city_people }}."',
        'text: "Hefei sold {{ city }}, all of Anhui {{ province }}."',
        'text: "Hefei sold {{ city }}, the province {{ province }}."',
        'text: "It sold {{ city }} in 2024 and {{ city_before }} in 2023."',
        'text: "It sold {{ city }} in 2024 and {{ city_before }} the year before."',
        'text: "It sold {{ city }} in 2024, with {{ now }} today."',
        'text: "It grew {{ span }} and sold {{ city_before }} in 2020–24."',
        "key-figures: [city, city_before, province]",
        'bullets: ["Hefei: {{ city }}", "Anhui: {{ province }}"]',
        (
            'table: {id: tbl-a, title: Exports, columns: [Place, Sum], rows: [[Hefei, "{{ city }}"],'
            ' [Anhui, "{{ province }}"]]}'
        ),
        (
            "figure: {id: fig-a, chart: bar, title: Exports, caption: In 2024, alt: Bars, data: [{label: Hefei,"
            " value: fact:city}, {label: Anhui, value: fact:province}]}"
        ),
    ],
)
def test_figures_that_say_what_they_are_of_pass(block: str) -> None:
    assert warnings(block) == []


@pytest.mark.parametrize(
    ("block", "codes"),
    [
        ('text: "Exports were {{ city }} or {{ province }}."', ["blurred-place", "blurred-place"]),
        ('text: "Exports were {{ province }}."', ["blurred-place"]),
        ('bullets: ["Hefei: {{ city }}", "Exports: {{ province }}"]', ["blurred-place"]),
        ('text: "It sold {{ city }} and {{ city_before }} in 2024."', ["blurred-period"]),
        (
            (
                "figure: {id: fig-a, chart: bar, title: Exports, caption: In 2024, alt: Bars, data: [{label: City,"
                " value: fact:city}, {label: Larger, value: fact:province}]}"
            ),
            ["blurred-place", "blurred-place"],
        ),
    ],
)
def test_figures_that_blur_are_a_warning_at_their_block(block: str, codes: list[str]) -> None:
    assert [code for _, code in warnings(block)] == codes
    assert {line for line, _ in warnings(block)} == {12}


def test_a_stale_fact_is_a_warning_at_the_fact() -> None:
    assert warnings('text: "{{ old }} and {{ young }}."') == [(8, "stale-fact"), (9, "stale-fact")]


def test_a_fact_that_nobody_prints_may_be_stale() -> None:
    assert warnings("text: Nothing.") == []
