"""Makes the product's font files known to reportlab, each when it is first used (the Chinese ones are large)."""

from __future__ import annotations

import functools

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hefei_report.theme.fonts import Face


@functools.cache
def registered(face: Face) -> str:
    """The name under which reportlab knows ``face``; only the characters that are set get embedded."""
    pdfmetrics.registerFont(TTFont(face.name, str(face.path), asciiReadable=False, shapable=False))
    return face.name


@functools.cache
def font(face: Face) -> TTFont:
    """The font of ``face`` itself."""
    return pdfmetrics.getFont(registered(face))
