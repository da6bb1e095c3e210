"""Text as PDF operators, by the protocol of reportlab's dynamic fonts, without its text object, which is slower."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.lib.rl_accel import escapePDF

from hefei_report.briefing import registry
from hefei_report.briefing.inks import filling
from hefei_report.briefing.inline import Piece


def text_operators(x: float, baseline: float, parts: Iterable[tuple[Piece, str]], document: Any) -> str:
    """The operators (ISO 32000-1, 9.4) that set ``parts`` one after the other, in reportlab's ``document``."""
    code = [f"BT 1 0 0 1 {x:.3f} {baseline:.3f} Tm"]
    font_now = colour_now = ""
    rise = 0.0
    for piece, characters in parts:
        if piece.colour != colour_now:
            colour_now = piece.colour
            code.append(filling(colour_now))
        if piece.rise != rise:
            rise = piece.rise
            code.append(f"{rise:.3f} Ts")
        font = registry.font(piece.face)
        for subset, codes in font.splitString(characters.replace("\u200b", ""), document):
            wanted = f"{font.getSubsetInternalName(subset, document)} {piece.size:g} Tf"
            if wanted != font_now:
                font_now = wanted
                code.append(wanted)
            code.append(f"({escapePDF(codes)}) Tj")
    return " ".join((*code, "0 Ts", "ET") if rise else (*code, "ET"))
