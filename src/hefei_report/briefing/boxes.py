"""A text as boxes and glue: words are boxes, the spaces between them give and take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from hefei_report.briefing.inline import Piece
from hefei_report.briefing.items import Cut, Item
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.squares import BETWEEN_SCRIPTS, glue, meets, squares

SPACES = " \u2009"  # where a line may end
_TIE = "\u00a0"
_SPACES = (" ", _TIE, "\u2009")
_TOKEN = re.compile("[ \u00a0\u2009]|[\u200b\u00ad\n]|[^ \u00a0\u2009\u200b\u00ad\n]+")
_STRETCH, _SHRINK = 0.5, 0.38  # of a space between words
_SPACE_CUT = Cut(0.0)
_UNSEEN = frozenset("\u200b\u00ad\n")

# Where a word of a language may be divided, by the number of characters before.
Cuts = Callable[[str, str], Mapping[int, Cut]]
_NOWHERE: Mapping[int, Cut] = {}


def items(text: PiecedText, start: int, end: int, cuts: Cuts | None = None) -> Iterator[Item]:
    """The characters ``start`` to ``end`` as boxes and glue; hard breaks are left out."""
    characters = text.text
    origin = word_end = -1  # of the word being set, which may go on in the next piece
    allowed = _NOWHERE
    wide = False  # whether the character before fills a square
    for piece, first, last in text.slices(start, end):
        letters, size, square = piece.letters, piece.size, piece.letters.face.wide
        for match in _TOKEN.finditer(characters, first, last):
            (at, after), token = match.span(), match.group()
            if token in _SPACES:
                yield _space(piece, token, at)
                continue
            if token in _UNSEEN:
                if cuts is not None:
                    yield Item(piece, at, after, None, 0.0, cut=cuts(token, piece.hyphenation).get(1))
                continue
            if cuts is not None and at >= word_end:
                word = _word(characters, at, end) if after == last else token
                origin, word_end = at, at + len(word)
                tied = at > start and characters[at - 1] == _TIE  # "257.2 billion": no hyphen in the unit
                allowed = cuts(word, "" if tied else piece.hyphenation)
            if square:
                yield from squares(piece, characters, at, after, origin, allowed, wide)
                wide = True
                continue
            if wide and not piece.script and meets(token[0], characters[at - 1]):  # a raised mark keeps to its word
                yield glue(piece, at, BETWEEN_SCRIPTS)
            wide = False
            if allowed:
                yield from _divided(piece, token, at, origin, allowed)
            else:
                shaped = letters.shaped(token)
                yield Item(piece, at, after, shaped, shaped.width * size)


def _word(characters: str, start: int, end: int) -> str:
    """The word that begins at ``start``, over all pieces that hold it."""
    match = _TOKEN.match(characters, start, end)
    return match.group() if match else ""


def _divided(piece: Piece, token: str, start: int, origin: int, cuts: Mapping[int, Cut]) -> Iterator[Item]:
    """The part ``token`` of a word that begins at ``origin``, in boxes that end where it may be divided."""
    ahead, length = start - origin, len(token)
    inner = tuple(at - ahead for at in cuts if ahead < at < ahead + length)
    first = 0
    for shaped, last in zip(piece.letters.parts(token, inner), (*inner, length), strict=True):
        cut = cuts.get(ahead + last)
        yield Item(piece, start + first, start + last, shaped, shaped.width * piece.size, cut=cut)
        first = last


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
