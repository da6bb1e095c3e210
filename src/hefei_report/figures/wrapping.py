"""Breaks a label into lines, every word in full: at spaces, after hyphens, between Chinese characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hefei_report.theme.linebreaks import NEVER_FIRST, NEVER_LAST, chinese_break

Measure = Callable[[str], float]

_AFTER = frozenset("-–—/‐")


def pieces(text: str, *, hyphens: bool = False) -> list[str]:
    """``text`` cut at every place where a line may end, with ``hyphens`` also inside words that have them.

    Spaces stay at the end of their piece.
    """
    text = " ".join(text.split())
    found: list[str] = []
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at], hyphens):
            found.append(text[start:at])
            start = at
    return [*found, text[start:]] if text else []


def _may_break(before: str, after: str, hyphens: bool) -> bool:
    if before == " ":
        return True
    if after == " " or after in NEVER_FIRST or before in NEVER_LAST:
        return False
    if before in _AFTER:
        return (hyphens or before == "—") and not after.isdigit()
    return chinese_break(before, after)


def widest_piece(text: str, measure: Measure) -> float:
    """The width below which a word of ``text`` would have to be cut, in points."""
    return max((measure(piece.rstrip()) for piece in pieces(text, hyphens=True)), default=0.0)


def wrap(text: str, limit: float, measure: Measure) -> tuple[str, ...]:
    """``text`` in lines no wider than ``limit`` points; a wider word is cut, at a hyphen if it can be.

    One line at least. Nothing but spaces at line ends is lost.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces_within(text, limit, measure):
        if measure((line + piece).rstrip()) <= limit:
            line += piece
            continue
        if line:
            lines.append(line.rstrip())
        *full, line = _cut(piece, limit, measure)
        lines += full
    return (*lines, line.rstrip()) if line or not lines else tuple(lines)


def _pieces_within(text: str, limit: float, measure: Measure) -> Iterator[str]:
    for piece in pieces(text):
        if measure(piece.rstrip()) <= limit:
            yield piece
        else:
            end = " " if piece.endswith(" ") else ""
            *first, last = pieces(piece, hyphens=True)
            yield from (*first, last + end)


def _cut(piece: str, limit: float, measure: Measure) -> list[str]:
    """A piece in parts that fit, mostly just one; each holds a character at least."""
    parts: list[str] = []
    while measure(piece.rstrip()) > limit and len(piece.rstrip()) > 1:
        count = 1
        while count + 1 < len(piece) and measure(piece[: count + 1]) <= limit:
            count += 1
        parts.append(piece[:count])
        piece = piece[count:]
    return [*parts, piece]


def balanced(text: str, limit: float, measure: Measure) -> tuple[str, ...]:
    """As :func:`wrap`, in lines of about equal length: as narrow as the number of lines allows."""
    best = wrap(text, limit, measure)
    if len(best) < 2:
        return best
    low, high = widest_piece(text, measure), limit
    for _ in range(6):
        middle = (low + high) / 2
        tried = wrap(text, middle, measure)
        if len(tried) == len(best) and middle >= low:
            best, high = tried, middle
        else:
            low = middle
    return best
