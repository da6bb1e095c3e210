"""Reads hyphenation patterns as pyphen does, but takes apart only those that a text asks for: most never are."""

from __future__ import annotations

import re
from pathlib import Path

_PARTS = re.compile(r"(\d?)(\D?)")
_DIGIT = re.compile(r"\d")
_SAYS_SOMETHING = re.compile("[1-9]")
# Of TeX's way to write characters, and of patterns that spell a word anew where it is divided.
_UNUSUAL = re.compile(r"\^\^|/.*=")
_NO_PATTERNS = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN")

# Where its numbers begin among the places between the letters, and the numbers: odd ones divide, higher ones count.
Pattern = tuple[int, tuple[int, ...]]


class Patterns:
    """The patterns of one language (Liang 1983)."""

    def __init__(self, lines: list[str]) -> None:
        """``lines`` each hold a pattern of letters with digits between them."""
        self._written = dict(zip(_DIGIT.sub("", "\n".join(lines)).split("\n"), lines, strict=True))
        self._longest = max(map(len, self._written), default=0)

    def positions(self, word: str) -> list[int]:
        """Where ``word``, in small letters, may be divided, by the letters before."""
        pointed = f".{word}."
        found = [0] * (len(pointed) + 1)
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._longest, len(pointed)) + 1):
                written = self._written.get(pointed[start:end])
                if written is not None:
                    offset, values = read(written)
                    for at, value in enumerate(values, start + offset):
                        found[at] = max(found[at], value)
        return [at - 1 for at, value in enumerate(found) if value % 2]


def read(written: str) -> Pattern:
    """A pattern as it stands in a dictionary, without the zeros at its ends."""
    values = [int(digit or 0) for digit, _ in _PARTS.findall(written)]
    start = next((at for at, value in enumerate(values) if value), len(values))
    while values[start:] and not values[-1]:
        values.pop()
    return start, tuple(values[start:])


def patterns_in(path: Path) -> Patterns | None:
    """The patterns of a dictionary for hunspell (its first line names the encoding); None if they need more than that.

    Raises OSError.
    """
    encoding, _, content = path.read_bytes().partition(b"\n")
    lines = [line.strip() for line in content.decode(encoding.decode("ascii")).split("\n")]
    patterns = [line for line in lines if _SAYS_SOMETHING.search(line) and not line.startswith(_NO_PATTERNS)]
    return None if any(map(_UNUSUAL.search, patterns)) else Patterns(patterns)
