"""What is quiet in a chart, in the colours of the deck: a template's second text colour may be anything."""

from __future__ import annotations

from hefei_report.deck.openxml.colours import Palette
from hefei_report.deck.openxml.scheme import HAIRLINE, PAPER, QUIET
from hefei_report.deck.storyboard.plan import Tint
from hefei_report.theme.tokens import contrast

_LEGIBLE = 4.5  # contrast of small text, WCAG 2.2 level AA


def recoloured(chart: bytes, palette: Palette) -> bytes:
    """A chart's XML with the palette's hairlines and, where the second text colour can't be read, its quiet text."""
    chart = chart.replace(HAIRLINE.xml.encode(), palette.tints[Tint.HAIRLINE].xml.encode())
    if palette.colours and contrast(QUIET.rgb(palette.colours), PAPER.rgb(palette.colours)) < _LEGIBLE:
        return chart.replace(QUIET.xml.encode(), palette.tints[Tint.QUIET].xml.encode())
    return chart
