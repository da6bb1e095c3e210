"""Colours as reportlab wants them, each read once: it takes longer to read a colour than to set a word in it."""

from __future__ import annotations

import functools
import re

from reportlab.lib.colors import Color, HexColor

_NUMBER = re.compile(r"\d*\.?\d+")
_GREYS = {" rg": " g", " RG": " G"}


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
    """``code`` with greys as greys (8.6.4.2): printers that count coloured pages look at operators, not at values.

    Operators are looked for, and what stands before them is compared: a pattern for the whole would be tried at each
    digit of a page.
    """
    for operator, grey in _GREYS.items():
        *before, last = code.split(operator)
        code = "".join(_greyed(part, operator, grey) for part in before) + last
    return code


def _greyed(before: str, operator: str, grey: str) -> str:
    """What stands before an ``operator``, and that or, if its three operands are alike, one of them with ``grey``."""
    level = before[before.rfind(" ") + 1 :]
    alike = f"{level} {level} {level}"
    if not (_NUMBER.fullmatch(level) and before.endswith(alike)):
        return before + operator
    rest = before[: -len(alike)]
    whole = not rest or not (rest[-1].isdecimal() or rest[-1] == ".")
    return rest + level + grey if whole else before + operator
