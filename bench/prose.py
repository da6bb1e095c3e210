"""Plain English in any amount, for measuring how text is set: our own sentences, shuffled by a fixed seed.

``prose.txt`` holds them, one a line; they come from this project's documentation, and none has a numeral in it, so that
no evidence is asked for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_SENTENCES = Path(__file__).with_name("prose.txt")
_WORDS_A_PAGE = 450  # at 10 points in a column of 118 mm
_SENTENCES_A_PARAGRAPH = (4, 7)
_PARAGRAPHS_A_SECTION = 22
_SEED = 1981
_THEMES = ("Trade", "People", "Places", "Methods", "Evidence", "Habits", "Machines", "Letters", "Numbers", "Readers")
_VIEWS = ("at first sight", "in the long run", "from outside", "and what follows", "in plain words", "as they stand")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title, and paragraphs without any mark-up."""

    title: str
    paragraphs: tuple[str, ...]


def chapters(pages: int) -> tuple[Chapter, ...]:
    """Text for about so many pages; the same for the same number, and the shorter is the start of the longer."""
    found, words = [], 0
    for chapter in _endless():
        found.append(chapter)
        words += sum(len(paragraph.split()) for paragraph in chapter.paragraphs)
        if words >= pages * _WORDS_A_PAGE:
            return tuple(found)
    raise AssertionError("prose has no end")


def sentences(seed: int) -> Iterator[str]:
    """Our sentences without an end, in an order that the seed settles."""
    return _shuffled(_SENTENCES.read_text(encoding="utf-8").splitlines(), random.Random(seed))


def _endless() -> Iterator[Chapter]:
    chance = random.Random(_SEED)
    prose = _shuffled(_SENTENCES.read_text(encoding="utf-8").splitlines(), chance)
    for number in count():
        title = f"{_THEMES[number % len(_THEMES)]} {_VIEWS[number // len(_THEMES) % len(_VIEWS)]}"
        paragraphs = [
            " ".join(next(prose) for _ in range(chance.randint(*_SENTENCES_A_PARAGRAPH)))
            for _ in range(_PARAGRAPHS_A_SECTION)
        ]
        yield Chapter(title, tuple(paragraphs))


def _shuffled(found: list[str], chance: random.Random) -> Iterator[str]:
    """All sentences in random order, then all of them in another one, and so on."""
    while True:
        chance.shuffle(found)
        yield from found


def as_outline(parts: tuple[Chapter, ...]) -> str:
    """The chapters as an outline of ours, in YAML."""
    lines = ["report: prose", "title: Plain prose", "authors: [Bench]", "date: 2025-11-22", "sections:"]
    for number, chapter in enumerate(parts):
        lines += [f"  - id: sec-{number}", f"    title: {chapter.title}", "    blocks:", "      - text: |"]
        lines += [f"          {paragraph}\n" for paragraph in chapter.paragraphs]
    return "\n".join(lines)


def as_typst(parts: tuple[Chapter, ...]) -> str:
    """The chapters in Typst's mark-up, to be set as the briefing sets them: same paper, column, type and leading."""
    escaped = str.maketrans({character: f"\\{character}" for character in "\\#*_`$<>@=/-~'\""})
    lines = [_TYPST_STYLE]
    for chapter in parts:
        lines += [f"= {chapter.title}", *(f"{paragraph.translate(escaped)}\n" for paragraph in chapter.paragraphs)]
    return "\n".join(lines)


# Typst counts leading from a line's foot to the next line's top: here lines are 1 em high, and 4.5 points apart.
_TYPST_STYLE = """\
#set document(title: "Plain prose", author: "Bench", date: datetime(year: 2025, month: 11, day: 22))
#set page(width: 595.276pt, height: 841.89pt, numbering: "1",
  margin: (left: 70.9pt, right: 189.876pt, top: 79pt, bottom: 72pt))
#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: true, top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: 4.5pt, spacing: 4.5pt, first-line-indent: 14.5pt)
#set heading(numbering: "1")
#show heading: it => { pagebreak(weak: true); set text(font: "Source Sans 3", weight: "semibold", size: 21pt); it }
#align(horizon, text(size: 30pt)[Plain prose])
#pagebreak()
#text(size: 9.5pt, outline())
"""
