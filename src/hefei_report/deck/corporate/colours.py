"""Colours of DrawingML as "#rrggbb": of a scheme, through a colour map, made lighter or darker."""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Mapping

from lxml import etree

from hefei_report.deck.openxml.names import A
from hefei_report.theme.tokens import mixed

_NAMED = {"black": "#000000", "white": "#ffffff", "red": "#ff0000", "blue": "#0000ff", "green": "#008000"}
_SLOTS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_LACKING = {"dk": "#000000", "lt": "#ffffff"}
_HEX = frozenset("0123456789abcdef")


def scheme_of(theme: etree._Element) -> dict[str, str]:
    """The twelve colours of a theme part by their names there."""
    found = {}
    for name in _SLOTS:
        entry = theme.find(f".//{{{A}}}clrScheme/{{{A}}}{name}")
        found[name] = (colour_in(entry, {}) if entry is not None else "") or _LACKING.get(name[:2], "#808080")
    return found


def mapped(scheme: Mapping[str, str], colour_map: etree._Element | None) -> dict[str, str]:
    """The colours by the names that slides use, as a master's or a layout's map says."""
    names = dict(_MAP) | {name: name for name in _SLOTS}
    if colour_map is not None:
        names |= {str(key): str(value) for key, value in colour_map.attrib.items()}
    return {name: scheme[slot] for name, slot in names.items() if slot in scheme}


def colour_in(parent: etree._Element, colours: Mapping[str, str], placeholder: str = "") -> str:
    """The first colour inside ``parent``, or "" where there is none that can be told."""
    for element in parent.iter("*"):
        kind = etree.QName(element).localname
        value = element.get("val", "")
        if kind == "srgbClr":
            base = "#" + value.lower()
        elif kind == "sysClr":
            base = "#" + element.get("lastClr", "ffffff" if value == "window" else "000000").lower()
        elif kind == "prstClr":
            base = _NAMED.get(value, "")
        elif kind == "schemeClr":
            base = placeholder if value == "phClr" else colours.get(value, "")
        else:
            continue
        return _changed(base, element) if len(base) == 7 and set(base[1:]) <= _HEX else ""
    return ""


def shifted(colour: str, kept: int, added: int) -> str:
    """``colour`` with ``kept`` percent of its luminance and ``added`` percent more (HSL)."""
    hue, light, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    light = min(1.0, max(0.0, light * kept / 100 + added / 100))
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in colorsys.hls_to_rgb(hue, light, saturation))


def hue_of(colour: str) -> tuple[float, float]:
    """The hue (0 to 1) and the saturation of a colour."""
    hue, _, saturation = colorsys.rgb_to_hls(*(int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)))
    return hue, saturation


_CHANGES: Mapping[str, Callable[[str, int], str]] = {
    "lumMod": lambda colour, share: shifted(colour, share, 0),
    "lumOff": lambda colour, share: shifted(colour, 100, share),
    "tint": lambda colour, share: mixed("#ffffff", colour, share / 100),
    "shade": lambda colour, share: mixed("#000000", colour, share / 100),
}


def _changed(colour: str, element: etree._Element) -> str:
    for change in element.iterchildren("*"):
        value = change.get("val", "")
        if value.lstrip("-").isdecimal():
            change_by = _CHANGES.get(etree.QName(change).localname)
            share = min(100, max(0, round(int(value) / 1000))) if change_by else 0
            colour = change_by(colour, share) if change_by else colour
    return colour
