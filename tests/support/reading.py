"""Reads finished files back with other people's libraries: text, places and links, as a reader would have them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx
import pypdfium2
import pypdfium2.raw as raw
from pptx.shapes.group import GroupShape
from pptx.slide import Slide


def pdf_pages(path: Path) -> list[str]:
    """The text of each page, by PDFium, in the order in which it is drawn."""
    document = pypdfium2.PdfDocument(str(path))
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def pdf_text(path: Path) -> str:
    """The text of a whole PDF."""
    return "\n".join(pdf_pages(path))


def shapes_of(shapes: Any) -> Iterator[Any]:
    """Every shape of a python-pptx shape tree, those in groups included."""
    for shape in shapes:
        yield shape
        if isinstance(shape, GroupShape):
            yield from shapes_of(shape.shapes)


def slide_texts(slide: Slide) -> list[str]:
    """The texts on one slide, tables included, without notes."""
    texts: list[str] = []
    for shape in shapes_of(slide.shapes):
        if shape.has_text_frame:
            texts.append(shape.text_frame.text)
        if shape.has_table:
            texts += [cell.text for row in shape.table.rows for cell in row.cells]
    return texts


def pptx_text(path: Path) -> str:
    """The text on all slides."""
    return "\n".join(text for slide in pptx.Presentation(str(path)).slides for text in slide_texts(slide))


# PDFium gives a hyphen at the end of a line as U+FFFE, whether or not the author wrote it.
_AT_LINE_ENDS = str.maketrans("", "", "-\u00ad\u2010\ufffe")


def squeezed(text: str) -> str:
    """``text`` without white space and hyphens, for comparing what was set in lines with what was written."""
    return "".join(text.translate(_AT_LINE_ENDS).split())


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a click goes: a page (from 0) and a place on it in points from the lower left corner."""

    page: int
    left: float
    top: float


class PdfReader:
    """A PDF as PDFium's user meets it: text at places, and links to click on."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(str(path))
        self._pages = list(self._document)
        self._texts = [page.get_textpage() for page in self._pages]

    def __len__(self) -> int:
        return len(self._pages)

    def text(self, page: int) -> str:
        """The text of a page, in the order in which it is drawn."""
        return str(self._texts[page].get_text_range())

    def label(self, page: int) -> str:
        """What a viewer calls a page."""
        return str(self._document.get_page_label(page))

    def labelled(self, label: str) -> int:
        """The page, from 0, that a viewer calls by ``label``."""
        return [self.label(page) for page in range(len(self))].index(label)

    def last_line(self, page: int) -> list[str]:
        """The words at the foot of a page, from left to right."""
        return str(self._texts[page].get_text_bounded(0, 0, self._pages[page].get_width(), 50)).split()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        return self._pages[page].get_width(), self._pages[page].get_height()

    def middle(self, page: int, index: int) -> tuple[float, float]:
        """The middle of a character of :meth:`text`, in points."""
        left, bottom, right, top = self._texts[page].get_charbox(index)
        return (left + right) / 2, (bottom + top) / 2

    def click(self, page: int, x: float, y: float) -> Landing | None:
        """Where the link at a place leads within the document, or None when there is no such link."""
        link = raw.FPDFLink_GetLinkAtPoint(self._pages[page], x, y)
        if not link:
            return None
        target = raw.FPDFLink_GetDest(self._document, link)
        if not target:
            return None
        flags = [ctypes.c_int() for _ in range(3)]
        numbers = [ctypes.c_float() for _ in range(3)]
        raw.FPDFDest_GetLocationInPage(target, *flags, *numbers)
        return Landing(raw.FPDFDest_GetDestPageIndex(self._document, target), numbers[0].value, numbers[1].value)

    def words_below(self, landing: Landing, height: float) -> str:
        """The text of a strip as wide as the page, from the landing's top down."""
        page = self._texts[landing.page]
        width = self._pages[landing.page].get_width()
        return str(page.get_text_bounded(0, landing.top - height, width, landing.top + 1))

    def outline(self) -> list[tuple[str, int]]:
        """The bookmarks: title and page (from 0)."""
        found = []
        for mark in self._document.get_toc():
            target = mark.get_dest()
            assert target is not None, mark.get_title()
            found.append((mark.get_title(), target.get_index()))
        return found
