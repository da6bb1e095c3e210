"""Draws an SVG as pixels with resvg, in our own fonts: the same on every machine."""

from __future__ import annotations

import functools

import resvg_py

from hefei_report.document.picture import PictureFile
from hefei_report.theme.fonts import font_files

MOST_SIDE = 6_000  # pixels
_INCH = 72.0


@functools.lru_cache(maxsize=32)
def rasterised(picture: PictureFile, width: float, dpi: int) -> bytes:
    """The drawing as a PNG for ``width`` points at ``dpi`` pixels to the inch. It has been read by :mod:`.drawings`."""
    wide = min(round(width * dpi / _INCH), MOST_SIDE, round(MOST_SIDE * picture.width / picture.height))
    return resvg_py.svg_to_bytes(
        svg_string=picture.content.decode(),
        width=max(1, wide),
        skip_system_fonts=True,
        font_files=[str(path) for path in font_files()] if picture.lettered else [],
        font_family="Liberation Sans",
        sans_serif_family="Liberation Sans",
        serif_family="Source Serif 4",
        monospace_family="Liberation Sans",
    )
