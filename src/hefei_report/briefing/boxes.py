"""A text as boxes and glue, after Knuth and Plass (1981): what is drawn, and the spaces that give and take.

Chinese characters are boxes of their own. Full-width marks give up the empty half of their square at
the ends of lines and beside other marks (GB/T 15834, JIS X 4051); between Chinese and Latin stands a quarter of an em.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from hefei_report.briefing.inline import Piece
from hefei_report.briefing.pieced import PiecedText
from hefei_report.theme.face import Shaped
from hefei_report.theme.fonts import is_chinese
from hefei_report.theme.linebreaks import CLOSING, OPENING

_TIE = "\u00a0"
SPACES = " \u2009"  # where a line may end, if nothing forbids it
_TOKEN = re.compile("[ \u00a0\u2009]|[\u200b\u00ad\n]|[^ \u00a0\u2009\u200b\u00ad\n]+")
_DASHES = re.compile("—+|…+|.", re.DOTALL)  # two of these are one mark
_STRETCH, _SHRINK = 0.5, 0.33  # of a space between words
_BETWEEN_SCRIPTS = (0.25, 0.12, 0.125)  # em: width, stretch, shrink
_BESIDE_MARK = (0.5, 0.0, 0.25)
_BETWEEN_CHARACTERS = (0.0, 0.06, 0.0)
_SQUARE = 0.9  # em: a mark as wide as that fills a square


class Cut(NamedTuple):
    """A place where a line may end, at a price (Knuth and Plass's penalty); with ``hyphen`` it gets one."""

    price: float
    hyphen: bool = False


class Item(NamedTuple):
    """A box, or glue: the characters ``start`` to ``end``, ``width`` points wide.

    ``shaped`` is drawn ``lead`` points to the right of the pen. A line may end behind a box and before glue that has a
    ``cut``. Glue vanishes at the ends of lines.
    """

    piece: Piece
    start: int
    end: int
    shaped: Shaped | None
    width: float
    lead: float = 0.0
    glue: bool = False
    stretch: float = 0.0
    shrink: float = 0.0
    cut: Cut | None = None


# Where a word of a language may be divided, by the number of characters before.
Cuts = Callable[[str, str], Mapping[int, Cut]]
_SPACE_CUT = Cut(0.0)
_SOFT_CUT = {"\u200b": Cut(0.0), "\u00ad": Cut(50.0, hyphen=True)}
_NOWHERE: Mapping[int, Cut] = {}


def items(text: PiecedText, start: int, end: int, cuts: Cuts | None = None) -> Iterator[Item]:
    """The characters ``start`` to ``end`` as boxes and glue; hard breaks are left out."""
    characters = text.text
    slices = text.slices(start, end)
    piece, _, stop = next(slices, (None, 0, 0))
    earlier = piece
    for match in _TOKEN.finditer(characters, start, end):
        first, last = match.span()
        while piece is not None and first >= stop:
            earlier, (piece, _, stop) = piece, next(slices, (None, 0, 0))
        if piece is None:
            return
        character = characters[first]
        if character in " \u00a0\u2009":
            yield _space(piece, character, first)
        elif character in "\u200b\u00ad\n":
            if character != "\n" and cuts is not None:
                yield Item(piece, first, last, None, 0.0, cut=_SOFT_CUT[character])
        else:
            tied = first > start and characters[first - 1] == _TIE  # "257.2 billion": no hyphen in the unit
            allowed = cuts(match.group(), "" if tied else piece.hyphenation) if cuts is not None else _NOWHERE
            origin = first
            while last > stop:
                yield from _part(piece, earlier, characters, first, stop, origin, allowed)
                first = stop
                earlier, (piece, _, stop) = piece, next(slices)
            yield from _part(piece, earlier, characters, first, last, origin, allowed)
            earlier = piece


def plain_items(parts: Iterable[tuple[Piece, str]]) -> list[Item]:
    """Pieces, each with its text or a part of it, in one line."""
    text = PiecedText([piece if piece.text == part else replace(piece, text=part) for piece, part in parts])
    return list(items(text, 0, len(text.text)))


def breadth(pieces: Iterable[Piece]) -> float:
    """The width of ``pieces`` set in one line, in points."""
    return sum(item.width for item in plain_items((piece, piece.text) for piece in pieces))


def _space(piece: Piece, character: str, at: int) -> Item:
    shaped = piece.letters.shaped(character)
    width = shaped.width * piece.size
    cut = _SPACE_CUT if character in SPACES else None
    return Item(piece, at, at + 1, shaped, width, 0.0, True, _STRETCH * width, _SHRINK * width, cut)


def _part(
    piece: Piece, earlier: Piece | None, characters: str, start: int, end: int, origin: int, cuts: Mapping[int, Cut]
) -> Iterator[Item]:
    """The part of a word that one piece holds, behind text of an ``earlier`` one; the word begins at ``origin``."""
    if piece.letters.face.wide:
        wide = earlier is not None and earlier.letters.face.wide
        yield from _chinese(piece, characters, start, end, origin, cuts, wide)
        return
    if start and not piece.rise and _meets(characters[start], characters[start - 1]):  # a raised mark keeps to its word
        yield _glue(piece, start, _BETWEEN_SCRIPTS)
    letters, size = piece.letters, piece.size
    if not cuts:
        shaped = letters.shaped(characters[start:end])
        yield Item(piece, start, end, shaped, shaped.width * size)
        return
    ahead = start - origin
    inner = tuple(at - ahead for at in cuts if ahead < at < end - origin)
    first = 0
    for shaped, last in zip(letters.parts(characters[start:end], inner), (*inner, end - start), strict=True):
        yield Item(piece, start + first, start + last, shaped, shaped.width * size, cut=cuts.get(ahead + last))
        first = last


def _chinese(
    piece: Piece, characters: str, start: int, end: int, origin: int, cuts: Mapping[int, Cut], wide: bool
) -> Iterator[Item]:
    """Characters that fill squares, each a box; a mark is half a box with glue on its empty side.

    ``wide`` says whether the character before them fills a square too.
    """
    letters, size = piece.letters, piece.size
    for match in _DASHES.finditer(characters, start, end):
        first, last = match.span()
        character, before = characters[first], characters[first - 1] if first else ""
        shaped, cut = letters.shaped(match.group()), cuts.get(last - origin)
        width, half = shaped.width * size, shaped.width * size / 2
        square = shaped.width >= _SQUARE
        opens, closes = square and character in OPENING, square and character in CLOSING
        space = _space_before(before, character, opens, wide or first > start)
        if space is not None:
            yield _glue(piece, first, space)
        if opens:
            yield Item(piece, first, last, shaped, half, -half, cut=cut)
        elif closes:
            yield Item(piece, first, last, shaped, half, cut=cut)
            if characters[last : last + 1] not in CLOSING:
                yield _glue(piece, last, _BESIDE_MARK)
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
    return _BETWEEN_SCRIPTS if _meets(before, character) else None


def _meets(latin: str, chinese: str) -> bool:
    """Whether between these two a space belongs: there is none beside punctuation."""
    return is_chinese(chinese) and chinese.isalnum() and latin.isalnum() and not is_chinese(latin)


def _glue(piece: Piece, at: int, space: tuple[float, float, float]) -> Item:
    width, stretch, shrink = space
    size = piece.size
    return Item(piece, at, at, None, width * size, 0.0, True, stretch * size, shrink * size)
