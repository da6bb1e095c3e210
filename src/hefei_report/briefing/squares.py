"""Chinese characters as boxes and glue: each fills a square, of which a mark may give up the empty half.

It does so at the ends of lines and beside other marks (GB/T 15834, JIS X 4051). Between Chinese and Latin stands a
quarter of an em, and everything may move apart a little where a line is justified.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hefei_report.briefing.inline import Piece
from hefei_report.briefing.items import Cut, Item
from hefei_report.theme.fonts import is_chinese
from hefei_report.theme.linebreaks import CLOSING, OPENING

_DASHES = re.compile("—+|…+|.", re.DOTALL)  # two of these are one mark
BETWEEN_SCRIPTS = (0.25, 0.12, 0.125)  # em: width, stretch, shrink
_BESIDE_MARK = (0.5, 0.0, 0.25)
_BETWEEN_CHARACTERS = (0.0, 0.06, 0.0)
_SQUARE = 0.9  # em: a mark as wide as that fills a square
_INNER_QUOTES = ("“", "‘")  # of other text's faces, within a name
_LONGEST_NAME = 10  # characters: so few in a text of another language are a name or a term
_IN_A_NAME = Cut(1600.0)  # much dearer than a syllable: a name that is divided is read as two


def squares(
    piece: Piece, characters: str, start: int, end: int, origin: int, cuts: Mapping[int, Cut], wide: bool
) -> Iterator[Item]:
    """The characters ``start`` to ``end`` of a word that begins at ``origin``, each a box.

    A mark is half a box with glue on its empty side. ``wide`` says whether the character before fills a square too.
    """
    letters, size = piece.letters, piece.size
    name = bool(piece.lang) and end - start <= _LONGEST_NAME
    for match in _DASHES.finditer(characters, start, end):
        first, last = match.span()
        character, before = characters[first], characters[first - 1] if first else ""
        shaped, cut = letters.shaped(match.group()), cuts.get(last - origin)
        if cut is not None and name and (last < end or characters[last : last + 1] in _INNER_QUOTES):
            cut = _IN_A_NAME
        width, half = shaped.width * size, shaped.width * size / 2
        square = shaped.width >= _SQUARE
        opens, closes = square and character in OPENING, square and character in CLOSING
        space = _space_before(before, character, opens, wide or first > start)
        if space is not None:
            yield glue(piece, first, space)
        if opens:
            yield Item(piece, first, last, shaped, half, -half, cut=cut)
        elif closes:
            yield Item(piece, first, last, shaped, half, cut=cut)
            if characters[last : last + 1] not in CLOSING:
                yield glue(piece, last, _BESIDE_MARK)
        else:
            yield Item(piece, first, last, shaped, width, cut=cut)


def _space_before(before: str, character: str, opens: bool, wide: bool) -> tuple[float, float, float] | None:
    """The glue between two characters of which the second is Chinese: width, stretch and shrink in em."""
    if not before or before.isspace():
        return None
    marked = wide and (before in OPENING or before in CLOSING)  # has its own glue, or wants none
    if opens:
        return None if marked else _BESIDE_MARK
    if character in CLOSING or marked:
        return None
    if wide:
        return _BETWEEN_CHARACTERS
    return BETWEEN_SCRIPTS if meets(before, character) else None


def meets(latin: str, chinese: str) -> bool:
    """Whether between these two a space belongs: there is none beside punctuation."""
    return is_chinese(chinese) and chinese.isalnum() and latin.isalnum() and not is_chinese(latin)


def glue(piece: Piece, at: int, space: tuple[float, float, float]) -> Item:
    width, stretch, shrink = space
    size = piece.size
    return Item(piece, at, at, None, width * size, 0.0, True, stretch * size, shrink * size)
