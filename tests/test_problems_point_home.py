"""What is too large for its place, or can't be set, is reported at its own line, with the excess in points."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.product import run

CASES = Path(__file__).parent / "cases"
LONG = "M" * 150  # no pattern divides it
OUTLINE = """\
report: home
title: Too large
date: 2025-11-22
facts: [facts.yaml]
sources: [sources.yaml]
sections:
  - id: sec-trade
    title: Trade
    blocks:
      - page-break:
BLOCKS
"""


def table(head: str, *rows: str) -> str:
    """A table of two columns."""
    lines = [
        "- table:",
        "    id: tbl-x",
        "    title: T",
        f"    columns: {head}",
        '    source: "[@bulletin]"',
        "    rows:",
    ]
    return "\n".join([*lines, *(f"      - {row}" for row in rows)])


FIGURE = """\
- figure:
    id: fig-x
    chart: bar
    title: T
    caption: WORD
    alt: Bars.
    unit: billion yuan
    data:
      - {label: A, value: fact:exports_2024}"""

# The line is counted from that of the block.
TOO_WIDE_IN_THE_BRIEFING = {
    "a paragraph": ("- text: |\n    Fine.\n\n    A WORD here.", 3),
    "an item of Markdown": ("- text: |\n    - fine\n    - a WORD", 2),
    "a bullet": ("- bullets:\n    - fine\n    - text: fine\n      items:\n        - a WORD", 4),
    "a row of a table": (table("[a, b]", "[a, b]", "[a, WORD]"), 7),
    "the head of a table": (table("[a, WORD]", "[a, b]"), 0),
    "a note": ("- text: |\n    Fine.\n\n    Fine^[A WORD here].", 3),
    "a callout": ("- callout:\n    title: Fine\n    text: |\n      Fine.\n\n      WORD", 5),
    "a quote": ('- quote:\n    text: WORD\n    by: Someone\n    source: "[@bulletin]"', 1),
    "a key figure": ("- key-figures:\n    - {fact: exports_2024, label: WORD}", 0),
    "a caption": (FIGURE, 0),
}
TOO_HIGH_IN_THE_DECK = {
    "this row": (table("[a, b]", "[a, b]", '[a, "MANY"]'), 7),
    "this callout": ("- callout:\n    title: Fine\n    text: MANY", 0),
    "this quote": ('- quote:\n    text: MANY\n    by: Someone\n    source: "[@bulletin]"', 0),
}
FIRST = OUTLINE.splitlines().index("BLOCKS") + 1


def report(folder: Path, block: str) -> None:
    shutil.copytree(CASES / "common", folder)
    block = block.replace("WORD", LONG).replace("MANY", "words and " * 900)
    lines = "\n".join("      " + line for line in block.splitlines())
    (folder / "briefing.yaml").write_text(OUTLINE.replace("BLOCKS", lines), encoding="utf-8")


@pytest.mark.parametrize(("block", "line"), TOO_WIDE_IN_THE_BRIEFING.values(), ids=TOO_WIDE_IN_THE_BRIEFING)
def test_a_word_that_is_wider_than_its_line_is_reported_where_it_stands(block: str, line: int, tmp_path: Path) -> None:
    report(tmp_path / "report", block)
    outcome = run("build", "--to", "briefing", "briefing.yaml", folder=tmp_path / "report")
    found = [d for d in outcome.diagnostics if d.code == "overfull"]
    assert [d.line - FIRST for d in found] == [line], outcome.err
    assert re.search(r"overfull\]: a word is wider than its line by \d+\.\d pt$", outcome.err, re.MULTILINE)
    assert (found[0].severity, outcome.status) == ("warning", 0)


@pytest.mark.parametrize(
    ("what", "block", "line"), [(what, *case) for what, case in TOO_HIGH_IN_THE_DECK.items()], ids=TOO_HIGH_IN_THE_DECK
)
def test_what_is_higher_than_its_slide_is_an_error_where_it_stands(
    what: str, block: str, line: int, tmp_path: Path
) -> None:
    report(tmp_path / "report", block)
    outcome = run("check", "briefing.yaml", folder=tmp_path / "report")
    said = rf"^briefing.yaml:(\d+):\d+: error\[overfull\]: {what} is \d+ pt too much for its slide$"
    assert [int(number) - FIRST for number in re.findall(said, outcome.err, re.MULTILINE)] == [line], outcome.err
    assert outcome.status == 1


@pytest.mark.parametrize("text", ["a^[b \U00012000]", "`\U00012000`", "[\U00012000]{.smallcaps}"])
def test_a_character_that_no_font_has_is_reported_at_its_column_in_notes_and_spans_too(
    text: str, tmp_path: Path
) -> None:
    report(tmp_path / "report", f"- text: {text}" if not text.startswith(("`", "[")) else f"- text: 'x {text}'")
    outcome = run("check", "briefing.yaml", folder=tmp_path / "report")
    [found] = [d for d in outcome.diagnostics if d.code == "missing-glyph"]
    row = (tmp_path / "report" / "briefing.yaml").read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert row[found.column - 1] == "\U00012000"


def test_pictures_from_files_are_none_of_ours_and_said_to_be() -> None:
    """There is no image that could be too coarse: charts are drawn, and a picture in a text is refused."""
    from tests.test_resolve import codes, composed, text_block

    _, diagnostics = composed(text_block("See ![a map](map.png)."))
    assert [code for _, code in codes(diagnostics)] == ["unsupported"]
