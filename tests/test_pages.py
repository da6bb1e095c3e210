"""Pages: they end evenly, their lines stand on one grid, floats stay near, and none is nearly empty."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from hefei_report.document.model import Block, Document, List, ListItem, Panel, Quote, Tone, Width
from hefei_report.theme import load_theme
from tests.conftest import Flagship
from tests.support.briefings import BETS, PROSE, at, document, figure, paragraph, section, text, write
from tests.support.layout import Layout, SetLine

STEP = load_theme("hefei").print.baseline
BODY = load_theme("hefei").print.body
TOP = 841.89 - load_theme("hefei").print.margin_top
BODY_LINES = 48


def many(*kinds: str, seed: int = 1, count: int = 40) -> list[Block]:
    """Blocks of ``kinds`` and paragraphs in a random order, of random lengths."""
    draw = random.Random(seed)
    return [_block(draw.choice((*kinds, "paragraph", "paragraph")), number, draw) for number in range(1, count + 1)]


def _block(kind: str, number: int, draw: random.Random) -> Block:
    words = "".join(
        draw.choice((PROSE, "It rose, then fell. ", "Nobody had said why. ")) for _ in range(draw.randint(1, 6))
    )
    match kind:
        case "figure":
            return figure(number, aspect=draw.uniform(0.3, 0.9), width=draw.choice((Width.COLUMN, Width.FULL)))
        case "table":
            return replace(BETS, id=f"tbl-{number}", number=number)
        case "panel":
            return Panel(span=at(1), tone=Tone.NOTE, title=text("A panel"), body=(paragraph(words),))
        case "quote":
            return Quote(span=at(1), body=(paragraph(words[:120]),), attribution=text("An official"))
        case "list":
            return List(span=at(1), items=tuple(ListItem(text(words[: 30 * n])) for n in range(1, 4)))
        case _:
            return paragraph(words)


def chapter(*blocks: Block) -> Document:
    return document(section("sec-a", "A chapter", *blocks, number="1"))


def running(layout: Layout, page: int) -> list[SetLine]:
    """The lines of running text on a page: they have its face and its size."""
    return [line for line in layout.lines(page) if abs(line.size - BODY) < 0.01 and "Serif" in line.font]


def depth(line: SetLine) -> float:
    """How many steps of the grid below the top of the text a baseline is."""
    return (TOP - line.baseline) / STEP


# ------------------------------------------------------------------------------------------------ grid


@pytest.mark.parametrize("seed", range(3))
def test_paragraphs_stand_on_one_grid_whatever_stands_between_them(tmp_path: Path, seed: int) -> None:
    blocks = many("figure", "table", "panel", "quote", seed=seed)
    inner = section("sec-b", "An inner section", *many("figure", seed=seed + 10, count=8), number="1.1")
    layout = Layout(write(document(section("sec-a", "A", *blocks, number="1", sections=(inner,))), tmp_path).path)
    offsets = {round(depth(line) % 1, 2) for page in range(2, len(layout) - 1) for line in running(layout, page)}
    assert len(offsets) == 1, offsets


def test_items_of_lists_stand_on_the_grid_or_half_way(tmp_path: Path) -> None:
    layout = Layout(write(chapter(*many("list", seed=4)), tmp_path).path)
    offsets = {round(depth(line) % 0.5, 2) for page in range(2, len(layout) - 1) for line in running(layout, page)}
    assert len(offsets) == 1, offsets


def test_pages_of_text_begin_and_end_on_the_same_lines(tmp_path: Path) -> None:
    layout = Layout(write(chapter(paragraph(PROSE * 180)), tmp_path).path)
    pages = [running(layout, page) for page in range(3, len(layout) - 2)]
    assert len(pages) > 4
    assert {round(depth(lines[0]), 1) for lines in pages} == {round(depth(pages[0][0]), 1)}
    ends = [depth(lines[-1]) for lines in pages]
    assert max(ends) - min(ends) < 2.1  # balanced, and a page may end a line early so as not to end within a word


# -------------------------------------------------------------------------------------------- paragraphs


def test_a_paragraph_is_indented_when_it_follows_another_and_not_after_a_heading(tmp_path: Path) -> None:
    blocks: list[Block] = [paragraph(PROSE), paragraph(PROSE), figure(1), paragraph(PROSE)]
    lines = running(Layout(write(chapter(*blocks), tmp_path).path), 2)
    begins = [round(line.left) for line in lines if line.text.startswith("Stateinvestors")]
    left = min(begins)
    assert [begin - left for begin in begins] == [0, pytest.approx(STEP, abs=1), pytest.approx(STEP, abs=1)]


def test_indented_lines_end_where_the_others_do(tmp_path: Path) -> None:
    lines = running(Layout(write(chapter(*[paragraph(PROSE * 6)] * 4), tmp_path).path), 2)
    ends = [line.right for first, line in pairwise(lines) if line.left > first.left + 10]
    assert ends
    assert max(ends) - min(ends) < 6  # hyphens and full stops hang out


# ------------------------------------------------------------------------------------------------- use


def test_no_page_of_the_flagship_is_nearly_empty(flagship: Flagship) -> None:
    layout = Layout(flagship.briefing)
    for page in range(1, len(layout)):
        height = layout.size(page)[1]
        baselines = [line.baseline for line in layout.lines(page) if 60 < line.baseline < height - 70]
        assert max(baselines) - min(baselines) > 0.2 * BODY_LINES * STEP, page + 1


@pytest.mark.parametrize("seed", range(6))
def test_no_page_of_a_chapter_is_used_for_less_than_a_fifth(tmp_path: Path, seed: int) -> None:
    layout = Layout(write(chapter(*many("figure", "table", "panel", seed=seed, count=10 + seed)), tmp_path).path)
    for page in range(2, len(layout) - 1):
        baselines = [line.baseline for line in layout.lines(page) if 60 < line.baseline < 770]
        assert max(baselines) - min(baselines) > 0.17 * BODY_LINES * STEP, page + 1
