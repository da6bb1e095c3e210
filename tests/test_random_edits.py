"""No edit of an author's files, however clumsy, ends in a traceback: every one is built or explained."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from hefei_report.build import compose, publish
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Medium
from hefei_report.trace.tracing import trace
from hefei_report.workspace import Cache, MemoryWorkspace
from tests.support.outlines import SMALL_FACTS, SMALL_OUTLINE, SMALL_SOURCES

FILES = {"report.yaml": SMALL_OUTLINE, "facts.yaml": SMALL_FACTS, "sources.yaml": SMALL_SOURCES}
PIECES = (
    *(
        "{{",
        "}}",
        "[@",
        "@fig-x",
        "**",
        '"',
        "'",
        ": ",
        "- ",
        "\t",
        "{",
        "}",
        "[",
        "]",
        "|",
        ">",
        "#",
        "%",
        "\\",
        "`",
        "](",
    ),
    *(
        "&a ",
        "*a",
        "!!str ",
        "null",
        "~",
        "true",
        "-1",
        "0",
        "1e5",
        "9" * 20,
        "0.1",
        "2024-13-40",
        "fact:",
        "fact:nope",
    ),
    *(
        "合肥",
        "“",
        "\u00a0",
        "\u200b",
        "é",
        "ﬁ",
        "A" * 300,
        "x" * 3000,
        "\n",
        "\n\n",
        "  ",
        "$",
        "<b>",
        "&",
        "🚗",
        "\u202e",
    ),
    *(
        "only: deck",
        "highlight: true",
        "status: target",
        "share: true",
        "chart: donut",
        "chart: line",
        "chart: timeline",
    ),
    *("chart: bar", "chart: stacked-bar", "layout: quote", "numbered: false", "width: full", "unit: percent"),
)
EDITS_EACH = 60


def edited(text: str, chance: random.Random) -> str:
    """``text`` with one line lost, doubled, moved, indented anew, or with something in it that wasn't there."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    line = lines[at]
    place = chance.randint(0, len(line))
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, line)
        case 2:
            lines[at] = line[:place] + chance.choice(PIECES) + line[place:]
        case 3:
            lines[at] = line.split(":", 1)[0] + ": " + chance.choice(PIECES)
        case 4:
            lines[at] = line[2:] if line.startswith("  ") else "  " + line
        case 5:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], line
        case _:
            lines[at] = line[: max(0, place - 1)] + line[place:]
    return "\n".join(lines)


UNPROVEN_THEN = "nothing proved it when it was built"  # in drafts


@pytest.mark.parametrize("seed", range(8))
def test_any_edit_is_built_or_explained(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    cache = Cache(tmp_path)
    built = 0
    for _ in range(EDITS_EACH):
        files = dict(FILES)
        for _ in range(chance.randint(1, 3)):
            name = chance.choice(list(files))
            files[name] = edited(files[name], chance)
        diagnostics = Diagnostics(draft=chance.random() < 0.3)
        document = compose(MemoryWorkspace.of(files), "report.yaml", diagnostics)
        assert document is not None or diagnostics.has_errors, files
        if document is None or diagnostics.has_errors:
            continue
        *written, record = publish(document, (Medium.BRIEFING, Medium.DECK), cache, diagnostics)
        assert json.loads(record.content)["report"]["name"] == document.report
        for publication in written:
            assert publication.leaves > 1
            amiss = [orphan for orphan in trace(publication.content).orphans if orphan.why != UNPROVEN_THEN]
            assert amiss == [], files
        built += 1
    assert 0 < built < EDITS_EACH
