"""Small reports for tests that need a real one: quick to build, with every stage of the pipeline in them."""

from __future__ import annotations

from pathlib import Path

SMALL_OUTLINE = """\
report: small
title: "A small report about {{ exports_2024 | geography }}"
subtitle: Two sections, one figure, one table
authors: [A Desk]
date: 2025-11-22
language: en
facts: [facts.yaml]
sources: [sources.yaml]
theme: hefei
sections:
  - id: sec-trade
    title: Trade
    headline: "Exports came to {{ exports_2024 }}"
    notes: Say where the number is from.
    blocks:
      - text: |
          Hefei exported {{ exports_2024 }} in 2024 [@bulletin, para. 6], as @fig-trade shows. 合肥 is its Chinese name.
      - bullets:
          - Imports were lower
          - Exports were **higher**
      - figure:
          id: fig-trade
          chart: column
          title: Exports are the larger part
          caption: Goods trade, billion yuan
          alt: Column chart of exports and imports, of which exports are the larger.
          unit: billion yuan
          data:
            - {label: Exports, value: "fact:exports_2024", highlight: true}
            - {label: Imports, value: "fact:imports_2024"}
  - id: sec-table
    title: In a table
    headline: The same in a table
    blocks:
      - key-figures: [exports_2024, imports_2024]
      - table:
          id: tbl-trade
          title: The same numbers
          columns: [Flow, {header: Billion yuan, align: number}]
          rows:
            - [Exports, "{{ exports_2024 | number }}"]
            - [Imports, "{{ imports_2024 | number }}"]
"""

SMALL_FACTS = """\
facts:
  exports_2024:
    value: "257.2"
    unit: billion yuan
    qualifier: over
    period: 2024
    geography: Hefei
    label: Goods exports
    source: bulletin
    locator: {paragraph: 6}
    phrase: over 257.2 billion yuan
  imports_2024:
    value: "125.9"
    unit: billion yuan
    period: 2024
    geography: Hefei
    label: Goods imports
    source: bulletin
    locator: {paragraph: 6}
    phrase: 125.9 billion yuan
"""

SMALL_SOURCES = """\
- id: bulletin
  type: report
  title: A statistical bulletin
  author: [{literal: Bureau of Statistics}]
  issued: 2025-03-01
  URL: https://example.org/bulletin
"""


def write_small_report(folder: Path, *, outline: str = SMALL_OUTLINE) -> Path:
    """Write the small report into ``folder``, which is made if need be; returns the path of its outline."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "facts.yaml").write_text(SMALL_FACTS, encoding="utf-8")
    (folder / "sources.yaml").write_text(SMALL_SOURCES, encoding="utf-8")
    path = folder / "briefing.yaml"
    path.write_text(outline, encoding="utf-8")
    return path
