"""Where things stand on the pages of a PDF, as PDFium sees them: lines with their baselines, type sizes and edges."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

_SAME_LINE = 0.3  # points between baselines
_LARGE_GAP = 2.5  # em: more is no space between words


@dataclass(frozen=True, slots=True)
class Letter:
    """A visible character with the origin of its glyph, its size and its edges in points."""

    text: str
    x: float
    baseline: float
    size: float
    left: float
    right: float
    font: str


@dataclass(frozen=True, slots=True)
class SetLine:
    """Letters that were set one after the other on one baseline, in one size; ``font`` is that of the first."""

    text: str
    baseline: float
    size: float
    left: float
    right: float
    font: str


class Layout:
    """The pages of a file."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(str(path))

    def __len__(self) -> int:
        return len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of ``page`` (from 0) in points."""
        return tuple(round(side, 2) for side in self._document[page].get_size())

    def letters(self, page: int) -> list[Letter]:
        """In the order in which they are drawn."""
        text = self._document[page].get_textpage()
        return [letter for index in range(text.count_chars()) if (letter := _letter(text, index)) is not None]

    def lines(self, page: int) -> list[SetLine]:
        """In the order in which they are drawn; a new baseline or size, or a wide gap, begins a new line."""
        return list(_lines(self.letters(page)))

    def find(self, words: str) -> list[tuple[int, SetLine]]:
        """The pages and lines that hold ``words`` (without spaces)."""
        return [(page, line) for page in range(len(self)) for line in self.lines(page) if words in line.text]


def _letter(text: pypdfium2.PdfTextPage, index: int) -> Letter | None:
    character = text.get_text_range(index, 1)
    if not character.strip() or raw.FPDFText_IsGenerated(text, index) == 1:
        return None
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    left, _, right, _ = text.get_charbox(index)
    return Letter(character, x.value, y.value, raw.FPDFText_GetFontSize(text, index), left, right, _font(text, index))


def _font(text: pypdfium2.PdfTextPage, index: int) -> str:
    name = ctypes.create_string_buffer(100)
    raw.FPDFText_GetFontInfo(text, index, name, 100, ctypes.c_int())
    return name.value.decode()


def _lines(letters: list[Letter]) -> Iterator[SetLine]:
    begun: list[Letter] = []
    for letter in letters:
        if begun and not _continues(begun[-1], letter):
            yield _line(begun)
            begun = []
        begun.append(letter)
    if begun:
        yield _line(begun)


def _continues(before: Letter, letter: Letter) -> bool:
    beside = abs(before.baseline - letter.baseline) < _SAME_LINE and abs(before.size - letter.size) < _SAME_LINE
    return beside and before.x <= letter.x < before.right + _LARGE_GAP * letter.size


def _line(letters: list[Letter]) -> SetLine:
    return SetLine(
        "".join(letter.text for letter in letters),
        letters[0].baseline,
        letters[0].size,
        min(letter.left for letter in letters),
        max(letter.right for letter in letters),
        letters[0].font,
    )
