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
MOST = 0.35  # em: no mark hangs further


def hang_right(piece: Piece, character: str) -> float:
    """How many points of ``character`` stand beyond the end of a line."""
    return _hang(piece, character, _INTO_RIGHT)


def hang_left(piece: Piece, character: str) -> float:
    """How many points of ``character`` stand before the beginning of a line."""
    return _hang(piece, character, _INTO_LEFT)


def _hang(piece: Piece, character: str, shares: dict[str, float]) -> float:
    share, face = shares.get(character), piece.letters.face
    return share * face.advance(character) * piece.size if share and not face.wide and not piece.rise else 0.0
