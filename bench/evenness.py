"""How even the lines of a PDF are, by where poppler finds its words: spaces and divided words of justified text."""

from __future__ import annotations

import re
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

_SIZE = 10.0  # points, of the text that is looked at
_LEFT, _WIDTH = 70.9, 334.5  # points, of its column
_INDENT = 14.5  # points, of first lines
_NEAR = 2.5  # points by which the start of a full line may miss its margin, where a quotation mark hangs
_HANGING = 6.0  # points by which the end may: a hyphen hangs there
_TEXT_FROM = 3  # the page; the title and the contents are before
_DIVIDED = ("-", "\u00ad", "\u2010")
_PAGE = re.compile(r"<page .*?</page>", re.DOTALL)
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class Word:
    """A word and where it stands: both ends of its advance and the foot of its line, in points from the upper left."""

    text: str
    left: float
    right: float
    foot: float


@dataclass(frozen=True, slots=True)
class Evenness:
    """``spaces`` are the word spaces of justified lines in em, ``lines`` how many these lines are."""

    pages: int
    size: int
    lines: int
    divided: int
    spaces: tuple[float, ...]

    @property
    def mean(self) -> float:
        return statistics.fmean(self.spaces)

    @property
    def deviation(self) -> float:
        """The standard deviation of the word spaces, in em."""
        return statistics.pstdev(self.spaces)


def evenness(path: Path) -> Evenness:
    """What the text of ``path`` looks like."""
    told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True).stdout.decode()
    pages = _PAGE.findall(told)
    full = [line for page in pages[_TEXT_FROM - 1 :] for line in _lines(page) if _is_full(line)]
    spaces = tuple((after.left - before.right) / _SIZE for line in full for before, after in pairwise(line))
    divided = sum(line[-1].text.endswith(_DIVIDED) for line in full)
    return Evenness(len(pages), path.stat().st_size, len(full), divided, spaces)


def _lines(page: str) -> list[list[Word]]:
    """The words of a page by the line they stand on, from left to right."""
    found: dict[int, list[Word]] = {}
    for word in _words(page):
        found.setdefault(round(word.foot), []).append(word)
    return [sorted(line, key=lambda word: word.left) for line in found.values()]


def _words(page: str) -> Iterator[Word]:
    for left, _, right, foot, text in _WORD.findall(page):
        yield Word(text, float(left), float(right), float(foot))


def _is_full(line: Sequence[Word]) -> bool:
    """Whether a line reaches from margin to margin; last lines of paragraphs and headings don't."""
    begins = min(abs(line[0].left - _LEFT - indent) for indent in (0.0, _INDENT)) < _NEAR
    return begins and abs(line[-1].right - _LEFT - _WIDTH) < _HANGING
