"""Where a word may be divided: by the patterns of its language (Liang 1983, from pyphen), and at its own joints."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hefei_report.briefing.items import Cut
from hefei_report.briefing.patterns import patterns_in
from hefei_report.theme.linebreaks import chinese_break

_PATTERNS = {"en": "en_US", "en-us": "en_US", "en-gb": "en_GB", "de": "de_DE", "fr": "fr", "es": "es", "it": "it_IT"}
_LEAST_BEFORE, _LEAST_AFTER = 2, 3  # letters
# A word of six letters or more alone, with marks around it and citations behind it.
_WORD = re.compile(r"[(\[“‘\"'«„]*([^\W\d_]{6,})[.,;:!?)\]”’\"'»…]*(?:\[[\d,– ]+\])*[.,;:]*\Z")
_PLAIN = re.compile(r"[a-z0-9.,;:!?'’“”()%&+=*$€£]*\Z", re.ASCII | re.IGNORECASE)
# Of pages and people, and names in programs.
_ADDRESS = re.compile(r"(https?://|www\.|mailto:|doi\.org/|10\.\d{4}|\A[^/]*\w[@_]\w[^/]*\Z)", re.IGNORECASE)
_ADDRESS_BREAK = re.compile(r"(?<=[/?&=#.@_%-])(?=[^/?&=#.@_%-])")
_JOINT_BREAK = re.compile(r"(?<=\w[-–/])(?=[^\W\d])|(?<=—)(?=\w)|(?<=\])(?=\[)")
_ADDRESS_HEAD = 9  # characters of an address that stay together at its beginning ("https://"), and at its end
_ADDRESS_TAIL = 3

_JOINT = Cut(30.0)
_ADDRESS_CUT = Cut(20.0)
_CHINESE = Cut(0.0)
_SYLLABLE = Cut(380.0, hyphen=True)
_STUMP = Cut(550.0, hyphen=True)  # after two letters
_SIGNS = {"\u200b": Cut(0.0), "\u00ad": Cut(250.0, hyphen=True)}  # of the author's
_NAME = Cut(900.0, hyphen=True)  # in a word with capitals


def cuts(word: str, language: str) -> Mapping[int, Cut]:
    """Where ``word`` may be divided, by the characters before; in a ``language`` (BCP 47) by syllables too."""
    if not word.isascii() and any(map(chinese_break, word, word[1:])):
        return _found(word, "")
    return _kept(word, language)


@functools.lru_cache(maxsize=40_000)
def _kept(word: str, language: str) -> Mapping[int, Cut]:
    return _found(word, language)


def _found(word: str, language: str) -> Mapping[int, Cut]:
    found: dict[int, Cut] = {}
    if word in _SIGNS:
        return {1: _SIGNS[word]} if language or not _SIGNS[word].hyphen else {}
    if not _PLAIN.match(word):
        found |= {at: _CHINESE for at in range(1, len(word)) if chinese_break(word[at - 1], word[at])}
        found |= {match.start(): _JOINT for match in _JOINT_BREAK.finditer(word)}
        if _ADDRESS.search(word):
            inner = range(_ADDRESS_HEAD, len(word) - _ADDRESS_TAIL)
            breaks = (match.start() for match in _ADDRESS_BREAK.finditer(word))
            found |= {at: _ADDRESS_CUT for at in breaks if at in inner}
    if language and not found:
        found |= _syllables(word, language)
    return {at: found[at] for at in sorted(found) if 0 < at < len(word)}


def _syllables(word: str, language: str) -> Mapping[int, Cut]:
    match = _WORD.match(word)
    if match is None or match[1].isupper():
        return {}
    ordinary = match[1].islower()
    return {
        match.start(1) + at: (_SYLLABLE if at > _LEAST_BEFORE else _STUMP) if ordinary else _NAME
        for at in _positions(match[1].lower(), language)
    }


def _positions(word: str, language: str) -> list[int]:
    patterns = _patterns(language.lower())
    return [] if patterns is None else patterns(word)


@functools.cache
def _patterns(language: str) -> Callable[[str], list[int]] | None:
    """Finds where a word in small letters may be divided; None for a language without patterns."""
    import pyphen

    name = _PATTERNS.get(language) or _PATTERNS.get(language.split("-")[0]) or pyphen.language_fallback(language)
    if not name:
        return None
    patterns = patterns_in(Path(pyphen.LANGUAGES[pyphen.language_fallback(name)]))
    return _within(patterns.positions) if patterns is not None else _positions_of(pyphen.Pyphen(lang=name).hd)


def _positions_of(dictionary: Any) -> Callable[[str], list[int]]:
    """As pyphen finds them, in a language in which a word may be spelled anew where it is divided."""

    def positions(word: str) -> list[int]:
        found = dictionary.positions(word)
        dictionary.cache.clear()  # it would keep each word of each document; what is worth keeping, _kept does
        return [int(at) for at in found if not at.data]  # with data: the word would be spelled anew there

    return _within(positions)


def _within(positions: Callable[[str], list[int]]) -> Callable[[str], list[int]]:
    """Those that leave enough letters on both sides."""
    return lambda word: [at for at in positions(word) if _LEAST_BEFORE <= at <= len(word) - _LEAST_AFTER]
