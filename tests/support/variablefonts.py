"""A font that varies, made from one that doesn't: its letters grow wider with their weight."""

from __future__ import annotations

import io

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._f_v_a_r import Axis
from fontTools.ttLib.tables.TupleVariation import TupleVariation


def with_weights(content: bytes, least: int, most: int) -> bytes:
    """The font in ``content`` with an axis of weight from ``least`` (as it is) to ``most`` (a third wider)."""
    font = TTFont(io.BytesIO(content))
    axis = Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", least, least, most
    axis.axisNameID = font["name"].addName("Weight")
    font["fvar"] = newTable("fvar")
    font["fvar"].axes, font["fvar"].instances = [axis], []
    font["gvar"] = newTable("gvar")
    font["gvar"].version, font["gvar"].reserved, font["gvar"].variations = 1, 0, {}
    for name in ("a", "e", "n", "o"):
        glyph = font["glyf"][name]
        places = [(round(x / 3), 0) for x, _ in glyph.coordinates]
        wider = round(font["hmtx"][name][0] / 3)
        deltas = [*places, (0, 0), (wider, 0), (0, 0), (0, 0)]
        font["gvar"].variations[name] = [TupleVariation({"wght": (0.0, 1.0, 1.0)}, deltas)]
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
