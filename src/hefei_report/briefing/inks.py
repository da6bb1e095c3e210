"""Colours as reportlab wants them, each read once: it takes longer to read a colour than to set a word in it."""

from __future__ import annotations

import functools
import re

from reportlab.lib.colors import Color, HexColor

_GREY = re.compile(
    r"(?<![\d.])(\d*\.?\d+) \1 \1 (rg|RG)\b"
)  # in the operators of a page, where strings are hexadecimal
_OPERATORS = {"rg": "g", "RG": "G"}


@functools.cache
def ink(colour: str) -> Color:
    """The colour "#rrggbb"."""
    return HexColor(colour)


@functools.cache
def filling(colour: str) -> str:
    """The operator that makes "#rrggbb" the colour of what is filled (ISO 32000-1, 8.6.8)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{channel:.4g}" for channel in channels) + " rg"


def in_device_grey(code: str) -> str:
    """``code`` with greys as greys (8.6.4.2): printers that count coloured pages look at operators, not at values."""
    return _GREY.sub(lambda found: f"{found[1]} {_OPERATORS[found[2]]}", code)
