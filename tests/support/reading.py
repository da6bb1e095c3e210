"""Reads finished files back with other people's libraries: text, places and links, as a reader would have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pptx
import pypdfium2
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
