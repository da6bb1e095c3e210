"""Which colour a part's colour is: through the map of its master and the theme (ECMA-376, 20.1.2.3, 19.3.1.6)."""

from __future__ import annotations

import colorsys
import functools
from collections.abc import Mapping

from lxml import etree

from hefei_report.deck.lint.parts import number
from hefei_report.deck.openxml.names import A
from hefei_report.records import dataclass

Colour = tuple[float, float, float]  # red, green and blue, from 0 to 1

_NAMED = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "gray": "808080"}
_WHOLE = 100_000  # of a percentage
_OPAQUE = 0.98
WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme's colours, and the names by which slides call them."""

    theme: Mapping[str, Colour]
    names: Mapping[str, str]

    def named(self, name: str) -> Colour | None:
        """The colour that slides call ``name``, as in ``tx1``; None where the theme has none."""
        return self.theme.get(self.names.get(name, name))

    def of(self, holder: etree._Element | None) -> Colour | None:
        """The colour in an element like ``a:solidFill``; None when it can't be told or can be seen through."""
        return self.called(holder[0]) if holder is not None and len(holder) else None

    def called(self, element: etree._Element) -> Colour | None:
        """The colour that an element like ``a:schemeClr`` names; None as above."""
        kind, value = element.tag.rpartition("}")[2], element.get("val", "")
        if kind == "schemeClr":
            base = self.named(value)
        elif kind == "sysClr":
            base = _from_hex(element.get("lastClr", ""))
        else:
            base = _from_hex(value if kind == "srgbClr" else _NAMED.get(value, ""))
        return _changed(base, element) if base is not None and len(element) else base


def theme_colours(theme: etree._Element) -> dict[str, Colour]:
    """The twelve colours of a theme part by name, as in ``accent1``."""
    found = next(theme.iter(f"{{{A}}}clrScheme"), None)
    plain = Palette({}, {})
    named = {etree.QName(entry).localname: plain.of(entry) for entry in (found if found is not None else ())}
    return {name: colour for name, colour in named.items() if colour is not None}


def _from_hex(text: str) -> Colour | None:
    try:
        red, green, blue = bytes.fromhex(text)
    except ValueError:
        return None
    return red / 255, green / 255, blue / 255


def _changed(colour: Colour, element: etree._Element) -> Colour | None:
    """``colour`` lightened and darkened as its element says."""
    for change in element:
        kind, part = etree.QName(change).localname, number(change, "val", _WHOLE) / _WHOLE
        if kind == "alpha" and part < _OPAQUE:
            return None
        if kind in ("lumMod", "lumOff"):
            hue, light, full = colorsys.rgb_to_hls(*colour)
            light = light * part if kind == "lumMod" else light + part
            colour = colorsys.hls_to_rgb(hue, min(1.0, light), full)
        elif kind == "shade":
            colour = _each(colour, part, 0.0)
        elif kind == "tint":
            colour = _each(colour, part, 1 - part)
    return colour


def _each(colour: Colour, factor: float, more: float) -> Colour:
    red, green, blue = (min(1.0, channel * factor + more) for channel in colour)
    return red, green, blue


@functools.lru_cache(maxsize=1_000)
def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
