"""How far marks hang into the margins, so that the edges of justified text look straight (Thành 2000)."""

from __future__ import annotations

from hefei_report.briefing.inline import Piece

# Shares of the mark's own width.
_INTO_RIGHT = {
    **dict.fromkeys(".,", 0.6),
    **dict.fromkeys("-‐’”'\"", 0.5),
    **dict.fromkeys(":;", 0.3),
    **dict.fromkeys("–", 0.25),
    **dict.fromkeys("—!?)", 0.12),
}
_INTO_LEFT = {**dict.fromkeys("‘“'\"", 0.5), **dict.fromkeys("(—", 0.12)}


def hang_right(piece: Piece, character: str) -> float:
    """How many points of ``character`` stand beyond the end of a line."""
    return _hang(piece, character, _INTO_RIGHT[character]) if character in _INTO_RIGHT else 0.0


def hang_left(piece: Piece, character: str) -> float:
    """How many points of ``character`` stand before the beginning of a line."""
    return _hang(piece, character, _INTO_LEFT[character]) if character in _INTO_LEFT else 0.0


def _hang(piece: Piece, character: str, share: float) -> float:
    face = piece.letters.face
    return 0.0 if face.wide or piece.script else share * face.advance(character) * piece.size
