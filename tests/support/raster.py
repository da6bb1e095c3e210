"""Looks at finished pages as pictures, and at the boxes of their words: where there is ink, and what lies upon what."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2

from hefei_report.theme.linebreaks import CLOSING, OPENING

_INKED = 247  # of 255: lighter is paper
_PAGE = re.compile(r'<page width="(.*?)" height="(.*?)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
# The box of a word is as high as its font says; what letters fill of it is less.
_ABOVE, _BELOW, _ASIDE = 0.3, 0.28, 0.4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the upper left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they have more than an edge in common."""
        aside = self.left < other.right and other.left < self.right
        return aside and self.top < other.bottom and other.top < self.bottom


class Picture:
    """One page, a picture element a point."""

    def __init__(self, page: Any) -> None:
        self.width, self.height = page.get_size()
        drawn = page.render(scale=1, grayscale=True).to_numpy()
        self._ink = drawn.reshape(len(drawn), -1) < _INKED

    def inked(self, box: Box) -> tuple[int, int] | None:
        """Where in ``box`` there is ink: the first place from above in points from the upper left, or None."""
        left, top = max(0, round(box.left)), max(0, round(box.top))
        part = self._ink[top : max(top, round(box.bottom)), left : max(left, round(box.right))]
        rows, columns = np.nonzero(part)
        return (left + int(columns[0]), top + int(rows[0])) if rows.size else None


def pictures(path: Path) -> Iterator[Picture]:
    """The pages of a file."""
    document = pypdfium2.PdfDocument(str(path))
    try:
        for page in document:
            yield Picture(page)
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class Word:
    """A word on ``page`` (from 1), with about the box that its letters fill."""

    page: int
    text: str
    box: Box


def words_of(path: Path) -> Iterator[Word]:
    """The words of a file, by poppler."""
    told = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, check=True).stdout.decode()
    for number, (_, _, page) in enumerate(_PAGE.findall(told), 1):
        for left, top, right, bottom, text in _WORD.findall(page):
            high = float(bottom) - float(top)
            start, end = _filled(text, float(left), float(right))
            inner = float(top) + _ABOVE * high, end - _ASIDE, float(bottom) - _BELOW * high
            yield Word(number, text, Box(start + _ASIDE, *inner))


def _filled(text: str, left: float, right: float) -> tuple[float, float]:
    """From where to where a word has ink: a Chinese mark fills half of its square, and the other may be given up."""
    half = (right - left) / len(text) / 2
    return left + half * (text[0] in OPENING), right - half * (text[-1] in CLOSING)


def overlapping(path: Path) -> list[tuple[Word, Word]]:
    """The words that lie upon one another."""
    found: list[tuple[Word, Word]] = []
    open_: list[Word] = []
    for word in sorted(words_of(path), key=lambda word: (word.page, word.box.top)):
        open_ = [one for one in open_ if one.page == word.page and one.box.bottom > word.box.top]
        found += [(one, word) for one in open_ if one.box.meets(word.box)]
        open_.append(word)
    return found
