"""A picture as what each medium takes: marks for the briefing, SVG with a PNG twin for the deck."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image

from hefei_report.document.drawing import Box, RenderedFigure
from hefei_report.document.model import Medium
from hefei_report.figures.painting import POINTS_PER_INCH, Faces, figure_of, plain_settings
from hefei_report.figures.picture import Picture, Words
from hefei_report.figures.recording import record
from hefei_report.theme import fonts
from hefei_report.theme.fonts import Family, Style

PNG_DPI = 200
_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}


def export(picture: Picture, medium: Medium, family: Family, paper: str) -> RenderedFigure:
    """``picture`` drawn for ``medium`` in the faces of ``family``; ``paper`` is the ground of its pixels."""
    with plain_settings():
        if medium is Medium.BRIEFING:
            figure = figure_of(picture, _whole_lines)
            return RenderedFigure(picture.box, marks=record(figure, picture.box.width, picture.box.height))
        figure = figure_of(picture, _by_face(family))
        return RenderedFigure(picture.box, svg=_svg(figure), png=_png(figure, picture.box, paper))


def _whole_lines(words: Words) -> Iterator[tuple[Path | None, str, float]]:
    """For the recorder: the page chooses the faces itself."""
    yield None, words.text, 0.0


def _by_face(family: Family) -> Faces:
    def cut(words: Words) -> Iterator[tuple[Path | None, str, float]]:
        style = Style(family, bold=words.bold)
        ahead = 0.0
        for face, text in fonts.segments(words.text, style):
            yield face.path, text, ahead
            ahead += fonts.width(text, words.size, style)

    return cut


def _svg(figure: Figure) -> bytes:
    """The figure with its text as paths, for recipients without the fonts."""
    out = io.StringIO()
    canvas: Any = FigureCanvasSVG(figure)  # its methods have no annotations
    canvas.print_svg(out, metadata=_NO_METADATA)
    head, _, body = out.getvalue().partition("<svg")
    # matplotlib's document type would be an outside reference in the file that carries the picture.
    declaration = head.partition("<!DOCTYPE")[0].rstrip()
    return f"{declaration}\n<svg{body}".encode()


def _png(figure: Figure, box: Box, ground: str) -> bytes:
    """The figure in as many whole pixels as are nearest to its size."""
    pixels = [round(side * PNG_DPI / POINTS_PER_INCH) for side in (box.width, box.height)]
    figure.set_dpi(PNG_DPI)
    wide, high = ((count + 0.01) / PNG_DPI for count in pixels)  # a canvas rounds down
    figure.set_size_inches(wide, high)
    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1)
    paper = Image.new("RGB", image.size, ground)
    paper.paste(image, mask=image.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "PNG", compress_level=6)
    return out.getvalue()
