"""Glyphs as PDF operators: strings of codes, with the shifts that kerning and justified lines ask for."""

from __future__ import annotations

from collections.abc import Iterable

from hefei_report.briefing.embedding import Font, Fonts
from hefei_report.briefing.inks import filling
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.items import Item


def text_operators(place: str, items: Iterable[Item], fonts: Fonts) -> str:
    """The operators (ISO 32000-1, 9.4) that set ``items`` one after the other; ``place`` are the operands of Tm."""
    row = _Row(fonts)
    for item in items:
        row.set(item)
    return f"BT {place} Tm {row.finished()} ET"


def at(x: float, y: float, scale: float = 1.0) -> str:
    """The text matrix of upright text whose baseline begins at (x, y), with its widths scaled."""
    return f"{scale:g} 0 0 1 {x:.3f} {y:.3f}"


class _Row:
    """The operators of a row of text. ``_owed`` is how far the pen should be ahead, in thousandths of the type size."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._code: list[str] = []
        self._shown: list[str] = []  # the inside of a TJ array, with the hexadecimal string last open
        self._owed = 0.0
        self._piece: Piece | None = None
        self._font: Font | None = None
        self._colour = ""
        self._size = self._rise = 0.0

    def set(self, item: Item) -> None:
        """Draw the item, or move the pen if it is only space."""
        piece, shaped, lead = item.piece, item.shaped, item.lead
        if shaped is None:
            self._owed += 1000.0 * item.width / (self._size or piece.size)
            return
        if piece is not self._piece:
            self._prepare(piece)
        assert self._font is not None
        scale = 1000.0 / piece.size
        self._owed += lead * scale
        if not -0.5 <= self._owed <= 0.5:
            self._shift()
        string = self._font.string(shaped)
        self._shown.append(string.codes)
        self._owed += (item.width - lead) * scale - string.advance

    def finished(self) -> str:
        """All operators, with the rise put back."""
        self._show()
        if self._rise:
            self._code.append("0 Ts")
        return " ".join(self._code)

    def _prepare(self, piece: Piece) -> None:
        """Face, size, colour and rise as ``piece`` wants them."""
        self._piece = piece
        if piece.colour != self._colour:
            self._show()
            self._colour = piece.colour
            self._code.append(filling(piece.colour))
        if piece.rise != self._rise:
            self._show()
            self._rise = piece.rise
            self._code.append(f"{piece.rise:.3f} Ts")
        font = self._fonts.of(piece.letters.face)
        if font is not self._font or piece.size != self._size:
            self._show()
            self._owed *= (self._size or piece.size) / piece.size
            self._font, self._size = font, piece.size
            self._code.append(f"/{font.name} {piece.size:g} Tf")

    def _shift(self) -> None:
        """Move the pen by what is owed, as far as whole thousandths go."""
        whole = round(self._owed)
        if whole:
            self._shown.append(f">{-whole}<")
            self._owed -= whole

    def _show(self) -> None:
        if self._shown:
            self._code.append(f"[<{''.join(self._shown)}>]TJ".replace("<>", " "))
            self._shown = []
