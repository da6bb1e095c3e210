"""Whatever authors write as a label is printed as it stands, in every kind of chart, or refused by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.product import run
from tests.support.reading import pdf_text

LONG = ("A label that goes on and on because nobody told its author when to stop " * 4)[:200]
LABELS = ("$20 billion and more, not $970 million", "100% & <b>", "合肥", LONG)
CHARTS = {
    "column": "data: [{rows}]",
    "bar": "data: [{rows}]",
    "donut": "data: [{rows}]",
    "stacked-bar": "data: [{rows}]",
    "line": "series: [{lines}]",
    "timeline": "events: [{events}]",
    "waterfall": "data: [{rows}]",
    "combo": "categories: [{names}]; columns: [{{name: A, values: [{ones}]}}]; lines: [{{name: B, values: [{ones}]}}]",
    "dumbbell": "data: [{pairs}]; start: A; end: B",
    "slope": "data: [{pairs}]; start: A; end: B",
    "area": "series: [{lines}]",
    "scatter": "data: [{dots}]; x-title: A; y-title: B",
}


def outline(chart: str, labels: tuple[str, ...]) -> str:
    quoted = [f"'{{{{ \"{label}\" | as-written }}}}'" if "0" in label else f'"{label}"' for label in labels]
    data = (
        CHARTS[chart]
        .format(
            rows=", ".join(f"{{label: {label}, value: {20 + at}}}" for at, label in enumerate(quoted)),
            lines=", ".join(
                f"{{name: {label}, data: [{{x: 2020, value: {at}}}, {{x: 2024, value: {at + 9}}}]}}"
                for at, label in enumerate(quoted)
            ),
            names=", ".join(quoted),
            ones=", ".join("1" for _ in quoted),
            pairs=", ".join(f"{{label: {label}, start: {at}, end: {at + 9}}}" for at, label in enumerate(quoted)),
            dots=", ".join(f"{{label: {label}, x: {at}, y: {at * at}}}" for at, label in enumerate(quoted)),
            events=", ".join(f"{{date: {2020 + at}, text: {label}}}" for at, label in enumerate(quoted)),
        )
        .replace("; ", "\n          ")
    )
    return f"""\
report: labels
title: Labels
date: 2025-11-22
sources: sources.yaml
sections:
  - id: sec-a
    title: A
    blocks:
      - figure:
          id: fig-a
          chart: {chart}
          title: Labels as they stand
          caption: Numbers
          alt: A chart with unusual labels.
          source: "[@paper]"
          {data}
"""


def build(folder: Path, chart: str, labels: tuple[str, ...]) -> tuple[int, str]:
    (folder / "sources.yaml").write_text("- {id: paper, title: A paper}\n", encoding="utf-8")
    (folder / "labels.yaml").write_text(outline(chart, labels), encoding="utf-8")
    outcome = run("build", folder / "labels.yaml", folder=folder)
    assert "Traceback" not in outcome.err
    return outcome.status, outcome.err


@pytest.mark.parametrize("chart", CHARTS)
def test_an_unusual_label_is_printed_as_it_stands(chart: str, tmp_path: Path) -> None:
    status, errors = build(tmp_path, chart, LABELS)
    assert status == 0, errors
    shown = re.sub(r"\s+", "", pdf_text(tmp_path / "dist" / "labels-briefing.pdf"))
    assert [label for label in LABELS if re.sub(r"\s+", "", label) not in shown] == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_label_that_no_font_can_draw_is_refused_at_its_place(chart: str, tmp_path: Path) -> None:
    status, errors = build(tmp_path, chart, ("Growth 🚀",))
    line = outline(chart, ("Growth 🚀",)).split("\n")[15]
    assert status == 1
    assert f"labels.yaml:16:{line.index('🚀') + 1}: error[missing-glyph]" in errors
    assert not (tmp_path / "dist").exists()


def test_a_label_without_room_is_refused_and_not_cut(tmp_path: Path) -> None:
    status, errors = build(tmp_path, "donut", tuple("W" * 199 + letter for letter in "ABCDEF"))
    assert status == 1
    assert "labels.yaml:9:9: error[overfull]" in errors
