"""Measures in LibreOffice's rendering whether a deck's text stays in its shapes.

LibreOffice lays the deck out and exports a PDF; PDFium says where each character stands in it; python-pptx says
where the shapes are. A character outside the frame of the shape whose text it is, is an overflow.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx
import pypdfium2

_POINT = 12_700  # EMU
# A glyph's box may reach a little over its line (accents, brackets), and bullets hang at the left.
_TOLERANCE = 2.5  # points
# PDFium reports a hyphen at the end of a line as something else, so hyphens are left out.
_MARKERS = frozenset("•–‹›-")


@dataclass(frozen=True, slots=True)
class Overflow:
    """A shape whose text leaves it, by how many points, and how the text begins."""

    slide: int
    shape: str
    points: float
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A rectangle in points from the upper left corner of the slide."""

    left: float
    top: float
    right: float
    bottom: float

    def excess(self, other: _Place) -> float:
        """How far ``other`` reaches over the edge, in points; negative when it stays inside."""
        return max(self.left - other.left, self.top - other.top, other.right - self.right, other.bottom - self.bottom)


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    place: _Place


def to_pdf(soffice: str, deck: Path, folder: Path) -> Path:
    """``deck`` as LibreOffice prints it, in ``folder``."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{deck.stem}.pdf"


def page_count(pdf: Path) -> int:
    """How many pages a PDF has."""
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return len(document)
    finally:
        document.close()


def letters(pdf: Path, pages: Iterable[int]) -> list[str]:
    """What leaves ink on these ``pages`` (from 0) of a PDF, without spaces, hyphens and bullets."""
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        return ["".join(one.text for one in _characters(document[page])) for page in pages]
    finally:
        document.close()


def letters_of(text: str) -> str:
    """``text`` as :func:`letters` tells it."""
    return "".join(c for c in text if not c.isspace() and c not in _MARKERS)


def overflows(deck: Path, pdf: Path) -> list[Overflow]:
    """Every text of ``deck`` that leaves its shape in its rendering ``pdf``.

    Raises AssertionError for a text that isn't found in the rendering at all: it was cut, or set otherwise.
    """
    document = pypdfium2.PdfDocument(str(pdf))
    try:
        presentation = pptx.Presentation(str(deck))
        found: list[Overflow] = []
        for number, slide in enumerate(presentation.slides, 1):
            found += _on_slide(number, slide, list(_characters(document[number - 1])))
        return found
    finally:
        document.close()


def _on_slide(number: int, slide: Any, characters: list[_Character]) -> Iterator[Overflow]:
    page = "".join(character.text for character in characters)
    for shape in slide.shapes:
        for frame, text in _texts(shape):
            wanted = letters_of(text)
            if not wanted:
                continue
            starts = list(_starts(page, wanted))
            assert starts, f"slide {number}: {text[:60]!r} of {shape.name} isn't in the rendering"
            worst = min(_worst(frame, characters[start : start + len(wanted)]) for start in starts)
            if worst > _TOLERANCE:
                yield Overflow(number, shape.name, round(worst, 1), text[:60])


def _starts(page: str, wanted: str) -> Iterator[int]:
    """Everywhere that a text stands on a page; a short one, like a number, may stand there more than once."""
    start = page.find(wanted)
    while start >= 0:
        yield start
        start = page.find(wanted, start + 1)


def _worst(frame: _Place, characters: list[_Character]) -> float:
    return max(frame.excess(character.place) for character in characters)


def _texts(shape: Any) -> Iterator[tuple[_Place, str]]:
    """The paragraphs of a shape, each with the frame that it has to stay in; of a table, cell by cell."""
    if shape.has_text_frame:
        frame = _place(shape.left, shape.top, shape.width, shape.height)
        yield from ((frame, paragraph.text) for paragraph in shape.text_frame.paragraphs)
    if shape.has_table:
        top = shape.top
        for row in shape.table.rows:
            left = shape.left
            for column, cell in zip(shape.table.columns, row.cells, strict=True):
                yield _place(left, top, column.width, row.height), cell.text
                left += column.width
            top += row.height


def _place(left: int, top: int, width: int, height: int) -> _Place:
    return _Place(left / _POINT, top / _POINT, (left + width) / _POINT, (top + height) / _POINT)


def _characters(page: pypdfium2.PdfPage) -> Iterator[_Character]:
    """The characters of a page that leave ink, with their boxes; bullets and field marks left out."""
    high = page.get_height()
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = text.get_text_range(index, 1)
        if not character or character.isspace() or character in _MARKERS or not character.isprintable():
            continue
        left, bottom, right, top = text.get_charbox(index)
        yield _Character(character, _Place(left, high - top, right, high - bottom))
