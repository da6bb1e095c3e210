"""Lays the text that was read beside the text that was built, character by character.

Both are squeezed first: white space, ligatures, invisible characters and sorts of hyphens depend on the reader. What is
equal is mapped; where a text was edited, the parts before, between and after its edits still are.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from hefei_report.records import dataclass

_DROPPED = frozenset("\u200b\ufeff")
_HYPHENS = dict.fromkeys(
    "\u00ad\u2010\u2011\ufffe\u0002", "-"
)  # the last two: what PDFium makes of one that ends a line
_TOKEN = re.compile(r"\d|\D+")
_MOST_TOKENS = 6_000  # of the differing part; beyond that nothing in it counts as equal


@dataclass(frozen=True, slots=True)
class Squeezed:
    """``text`` is what is left of texts laid end to end; ``places`` has for each of its characters where that stood."""

    text: str
    places: tuple[tuple[int, int], ...]


def squeezed(texts: Iterable[str]) -> Squeezed:
    """``texts`` without what readers disagree about; places are (number of the text, offset in it)."""
    kept: list[str] = []
    places: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        for offset, character in enumerate(text):
            if character not in _DROPPED and not character.isspace():
                for plain in character if " " < character <= "~" else _plain(character):
                    kept.append(plain)
                    places.append((number, offset))
    return Squeezed("".join(kept), tuple(places))


@functools.lru_cache(maxsize=20_000)
def _plain(character: str) -> str:
    """A character as readers may give it: ligatures and other forms for show taken apart, hyphens all alike."""
    return _HYPHENS.get(character) or unicodedata.normalize("NFKC", character)


def aligned(built: str, read: str) -> list[int]:
    """For each character of ``built`` where it stands in ``read``, or -1 where that was edited."""
    if built == read:
        return list(range(len(built)))
    head = _common(built, read)
    tail = _common(built[head:][::-1], read[head:][::-1])
    found = [*range(head), *[-1] * (len(built) - head)]
    for offset in range(1, tail + 1):
        found[-offset] = len(read) - offset
    for start, other, length in _matches(built[head : len(built) - tail], read[head : len(read) - tail]):
        for offset in range(length):
            found[head + start + offset] = head + other + offset
    return found


def _common(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    length = min(len(first), len(second))
    return next((index for index in range(length) if first[index] != second[index]), length)


def _matches(built: str, read: str) -> list[tuple[int, int, int]]:
    """Equal stretches: start in ``built``, start in ``read``, length. Digits count singly, what is between as one."""
    ours, theirs = _TOKEN.findall(built), _TOKEN.findall(read)
    if not ours or not theirs or max(len(ours), len(theirs)) > _MOST_TOKENS:
        return []
    our_starts, their_starts = _starts(ours), _starts(theirs)
    return [
        (our_starts[a], their_starts[b], sum(map(len, ours[a : a + size])))
        for a, b, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        if size
    ]


def _starts(tokens: Sequence[str]) -> list[int]:
    starts, position = [], 0
    for token in tokens:
        starts.append(position)
        position += len(token)
    return starts
