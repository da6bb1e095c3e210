"""What no line ends within: "257.2 billion yuan", "14 November", "Figure 3", "p. 6", "J. Smith"."""

from __future__ import annotations

import functools
import re

from hefei_report.evidence.months import MONTH
from hefei_report.evidence.units import MEASURES, SCALE_WORDS, longest_first

_UNITS = longest_first(word for word in (*SCALE_WORDS, *MEASURES, "US$", "people", "percent") if word[0].isalpha())
_NUMBERED = (
    "Figures?|Figs?\\.|Tables?|Sections?|Chapters?|Parts?|Notes?|Pages?|pp?\\.|Nos?\\.|vols?\\.|Vols?\\.|"
    "chap\\.|sec\\.|art\\.|para\\.|paras\\.|paragraphs?|lines?|ed\\.|step"
)
_BOUND = re.compile(
    rf"""
    \d[\d.,]*(?:\ (?:{_UNITS}))+          # 257.2 billion yuan
    | \b\d{{1,2}}\ (?:{MONTH})\b           # 14 November
    | \b(?:{MONTH})\ \d{{1,2}}\b(?!\d)      # November 14
    | \b(?:{_NUMBERED})\ \d               # Figure 3, p. 6
    | \b(?:US|USD|CNY|RMB|EUR|GBP)\ [\d$€£¥]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PERHAPS = re.compile(r"\d|[A-Z]\. [A-Z]")
_INITIAL = re.compile(r"(?<![\w.])[A-Z]\.(?: [A-Z]\.)* (?=[A-Z])")


@functools.lru_cache(maxsize=2_000)
def bound_places(text: str) -> frozenset[int]:
    """The places in ``text`` before which no line ends, neither at a space nor within a word."""
    if not _PERHAPS.search(text):
        return frozenset()
    found = (match for pattern in (_BOUND, _INITIAL) for match in pattern.finditer(text))
    return frozenset(at for match in found for at in range(match.start() + 1, match.end()))
