"""The canvas that needs matplotlib: its renderer fills outlines with antialiased pixels, which become a PNG.

All that this relies on in matplotlib (3.11) is the renderer interface that its manual documents for new backends.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from hefei_report.document.drawing import Box
from hefei_report.figures.contours import Brush
from hefei_report.figures.glyphs import glyphs_of
from hefei_report.figures.packing import png
from hefei_report.figures.picture import Words
from hefei_report.theme.face import Face, Outline
from hefei_report.theme.fonts import AnyFamily
from hefei_report.theme.tokens import channels

PNG_DPI = 200
_POINTS_PER_INCH = 72.0
_CODES = {
    "m": (Path.MOVETO,),
    "l": (Path.LINETO,),
    "q": (Path.CURVE3,) * 2,
    "c": (Path.CURVE4,) * 3,
    "h": (Path.CLOSEPOLY,),
}


class PixelCanvas:
    """A box in as many whole pixels as are nearest to its size; see :class:`.painting.Canvas`."""

    def __init__(self, box: Box, family: AnyFamily, paper: str) -> None:
        self._family = family
        wide, high = (round(side * PNG_DPI / _POINTS_PER_INCH) for side in (box.width, box.height))
        renderer: Any = RendererAgg  # without annotations
        self._renderer = renderer(wide, high, PNG_DPI)
        self._size = (wide, high)
        self._points = Affine2D().scale(PNG_DPI / _POINTS_PER_INCH)
        ground = ((0.0, 0.0), (box.width + 1, 0.0), (box.width + 1, box.height + 1), (0.0, box.height + 1))
        self.shape((("m", ground[0]), *(("l", corner) for corner in ground[1:]), ("h", ())), Brush(paper, "", 0.0))

    def png(self) -> bytes:
        """Everything drawn so far as a file without metadata."""
        opaque = np.asarray(self._renderer.buffer_rgba())[:, :, :3]
        return png(opaque.tobytes(), *self._size)

    def shape(self, outline: Outline, brush: Brush) -> None:
        gc = self._renderer.new_gc()
        stroked = bool(brush.edge and brush.width)
        gc.set_linewidth(brush.width if stroked else 0.0)
        if stroked:
            gc.set_foreground((*channels(brush.edge), 1.0), isRGBA=True)
            gc.set_capstyle("round" if brush.round_ends else "butt")
            gc.set_joinstyle("miter" if brush.sharp else "round")
            gc.set_dashes(0.0, brush.dashes)
        self._renderer.draw_path(gc, _path(*_vertices(outline)), self._points, _filled(brush.fill))

    def words(self, words: Words) -> None:
        parts = [(*_of_glyph(glyph.face, glyph.character), glyph.ahead) for glyph in glyphs_of(words, self._family)]
        if not parts:
            return
        placed = [vertices * words.size + (words.x + ahead * words.size, words.y) for vertices, _, ahead in parts]
        gc: GraphicsContextBase = self._renderer.new_gc()
        gc.set_linewidth(0.0)
        gc.set_snap(False)
        path = _path(np.concatenate(placed), np.concatenate([codes for _, codes, _ in parts]))
        self._renderer.draw_path(gc, path, self._points, _filled(words.colour))


def _filled(colour: str) -> tuple[float, ...] | None:
    return (*channels(colour), 1.0) if colour else None


def _path(vertices: Any, codes: Any) -> Path:
    """A path that is drawn to the letter, whatever a matplotlibrc says of simplifying."""
    path = Path(vertices, codes)
    path.should_simplify = False
    return path


def _vertices(outline: Outline) -> tuple[Any, Any]:
    """The points of ``outline`` and matplotlib's codes for them."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for operator, numbers in outline:
        points += zip(numbers[::2], numbers[1::2], strict=True) if numbers else [(0.0, 0.0)]
        codes += map(int, _CODES[operator])
    return np.array(points), np.array(codes, dtype=np.uint8)


@functools.cache
def _of_glyph(face: Face, character: str) -> tuple[Any, Any]:
    """The outline of a glyph in em."""
    return _vertices(face.outline(character))
