"""The same text set by Typst and by us: nobody should prefer theirs, by what can be counted."""

from __future__ import annotations

import pytest

from bench.evenness import Evenness, evenness
from bench.prose import as_outline, as_typst, chapters
from bench.typesetting import set_by_typst, set_by_us
from tests.support.tools import require_tool


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Evenness, Evenness]:
    """Twenty pages of ours, and the same of Typst's."""
    require_tool("pdftotext")
    folder, text = tmp_path_factory.mktemp("both"), chapters(20)
    ours, theirs = folder / "ours.pdf", folder / "typst.pdf"
    set_by_us(as_outline(text), ours)
    set_by_typst(as_typst(text), theirs)
    return evenness(ours), evenness(theirs)


def test_both_set_the_same_text_in_the_same_column(both: tuple[Evenness, Evenness]) -> None:
    ours, theirs = both
    assert abs(ours.lines - theirs.lines) < 0.02 * theirs.lines
    assert min(ours.lines, theirs.lines) > 600


def test_our_file_is_no_larger(both: tuple[Evenness, Evenness]) -> None:
    ours, theirs = both
    assert ours.size <= theirs.size


def test_our_word_spaces_are_as_even(both: tuple[Evenness, Evenness]) -> None:
    ours, theirs = both
    assert ours.deviation <= theirs.deviation


def test_we_divide_no_more_words(both: tuple[Evenness, Evenness]) -> None:
    ours, theirs = both
    assert ours.divided <= theirs.divided


def test_a_longer_text_begins_with_the_shorter_one() -> None:
    assert chapters(30)[: len(chapters(5))] == chapters(5)
