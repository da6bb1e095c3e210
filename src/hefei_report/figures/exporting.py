"""A picture as what each medium takes: marks for the briefing, SVG with a PNG twin for the deck."""

from __future__ import annotations

import logging

from hefei_report.document.drawing import RenderedFigure
from hefei_report.document.model import Medium
from hefei_report.figures.painting import paint
from hefei_report.figures.picture import Picture
from hefei_report.figures.recording import Recorder
from hefei_report.figures.vectors import VectorCanvas
from hefei_report.theme.fonts import AnyFamily
from hefei_report.workspace import Cache, settings_of_matplotlib_in


def export(picture: Picture, medium: Medium, family: AnyFamily, paper: str, cache: Cache) -> RenderedFigure:
    """``picture`` drawn for ``medium`` in the faces of ``family``; pixels stand on the colour ``paper``."""
    if medium is Medium.BRIEFING:
        recorder = Recorder()
        paint(picture, recorder)
        return RenderedFigure(picture.box, marks=recorder.marks())
    vectors = VectorCanvas(picture.box, family)
    paint(picture, vectors)
    return RenderedFigure(picture.box, svg=vectors.svg(), png=_png(picture, family, paper, cache))


def _png(picture: Picture, family: AnyFamily, paper: str, cache: Cache) -> bytes:
    """The picture as pixels. What matplotlib says about its own folders and settings is no author's business."""
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    with settings_of_matplotlib_in(cache):
        from hefei_report.figures.pixels import PixelCanvas
    pixels = PixelCanvas(picture.box, family, paper)
    paint(picture, pixels)
    return pixels.png()
