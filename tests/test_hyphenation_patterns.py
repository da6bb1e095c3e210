"""Our reader of hyphenation patterns finds what pyphen finds, for every language that briefings are divided in."""

from __future__ import annotations

from pathlib import Path

import pyphen
import pytest

from hefei_report.briefing.hyphenation import _PATTERNS, cuts
from hefei_report.briefing.patterns import patterns_in, read

WORDS = ("hyphenation", "characteristically", "verbal", "kabinett", "silbentrennung", "développement", "ferrocarril")


def dictionary(language: str) -> Path:
    return Path(pyphen.LANGUAGES[pyphen.language_fallback(language)])


@pytest.mark.parametrize("language", [*sorted(set(_PATTERNS.values())), "nl_NL", "sv", "pl_PL", "ru_RU"])
def test_the_patterns_are_those_that_pyphen_reads(language: str) -> None:
    theirs = pyphen.HyphDict(dictionary(language))
    ours = patterns_in(dictionary(language))
    assert ours is not None
    assert {letters: read(text) for letters, text in ours._written.items()} == {
        letters: (start, tuple(values)) for letters, (start, values) in theirs.patterns.items()
    }
    words = (*WORDS, *(letters.strip(".") for letters in list(theirs.patterns)[:2000]))
    assert [ours.positions(word) for word in words] == [list(map(int, theirs.positions(word))) for word in words]


def test_a_language_that_spells_words_anew_is_left_to_pyphen() -> None:
    assert patterns_in(dictionary("hu_HU")) is None
    assert cuts("számítógépek", "hu")
