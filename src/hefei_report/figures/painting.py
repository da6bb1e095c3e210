"""Puts a picture on a canvas, the same for each of them: marks for the page, SVG, pixels."""

from __future__ import annotations

from typing import Protocol

from hefei_report.figures.contours import Brush, brush_of, outline_of
from hefei_report.figures.picture import Picture, Words
from hefei_report.theme.face import Outline


class Canvas(Protocol):
    """What takes outlines and lines of text in the order in which they cover each other."""

    def shape(self, outline: Outline, brush: Brush) -> None:
        """Fill and stroke ``outline``, which is in points."""
        ...

    def words(self, words: Words) -> None:
        """Set a line of text at its place."""
        ...


def paint(picture: Picture, canvas: Canvas) -> None:
    """Put everything in ``picture`` on ``canvas``: its shapes, then its words."""
    for shape in picture.shapes:
        brush = brush_of(shape)
        if brush.fill or (brush.edge and brush.width):
            canvas.shape(outline_of(shape), brush)
    for words in picture.words:
        canvas.words(words)
