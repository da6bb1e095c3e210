"""Colours as reportlab wants them, each read once: it takes longer to read a colour than to set a word in it."""

from __future__ import annotations

import functools

from reportlab.lib.colors import Color, HexColor


@functools.cache
def ink(colour: str) -> Color:
    """The colour "#rrggbb"."""
    return HexColor(colour)


@functools.cache
def filling(colour: str) -> str:
    """The operator that makes "#rrggbb" the colour of what is filled (ISO 32000-1, 8.6.8)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{channel:.4g}" for channel in channels) + " rg"
