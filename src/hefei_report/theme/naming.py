"""Colours as authors write them: as CSS has them, or by a name of the brand's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hefei_report.expressions import expression

_HEX = expression(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_RGB = expression(r"rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)", re.IGNORECASE)
_MOST_STEPS = 10  # from name to name
# The colours that HTML 4 names, and orange, which CSS 2.1 added.
_NAMED = {
    "black": "#000000",
    "silver": "#c0c0c0",
    "gray": "#808080",
    "grey": "#808080",
    "white": "#ffffff",
    "maroon": "#800000",
    "red": "#ff0000",
    "purple": "#800080",
    "fuchsia": "#ff00ff",
    "green": "#008000",
    "lime": "#00ff00",
    "olive": "#808000",
    "yellow": "#ffff00",
    "navy": "#000080",
    "blue": "#0000ff",
    "teal": "#008080",
    "aqua": "#00ffff",
    "orange": "#ffa500",
}


def colour_named(text: str, names: Mapping[str, str]) -> str | None:
    """The colour that ``text`` is, as "#rrggbb", or None. ``names`` lead to colours or to further names.

    What shines through is left out: paper is behind everything.
    """
    for _ in range(_MOST_STEPS):
        if text not in names or names[text] == text:
            break
        text = names[text]
    return _literal(text.strip())


def _literal(text: str) -> str | None:
    found = _HEX.fullmatch(text)
    if found:
        digits = found[1] if len(found[1]) > 4 else "".join(digit * 2 for digit in found[1])
        return "#" + digits[:6].lower()
    found = _RGB.fullmatch(text)
    if found:
        parts = [int(part) for part in found.groups()]
        return "#" + "".join(f"{part:02x}" for part in parts) if max(parts) < 256 else None
    return _NAMED.get(text.lower())
