"""Colours as reportlab wants them, each read once: it takes longer to read a colour than to set a word in it."""

from __future__ import annotations

import functools

from reportlab.lib.colors import Color, HexColor


@functools.cache
def ink(colour: str) -> Color:
    """The colour "#rrggbb"."""
    return HexColor(colour)
