"""Sets a line: its glue gets its final width, its marks hang out, and it is cut where something else begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import inf

from hefei_report.briefing.boxes import SPACES, items
from hefei_report.briefing.inline import Piece
from hefei_report.briefing.items import Item
from hefei_report.briefing.linebreaks import Line
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.protrusion import hang_left, hang_right
from hefei_report.records import dataclass

_SPACES = (*SPACES, "\u00a0")
_SCALED_SHARE, _MOST_SCALED = 0.4, 0.01  # the part of what a line lacks that its letters give, up to a hundredth
_LOOSE, _MOST_IN_NEED = 3.0, 0.02  # of what the glue gives: from there on letters give two hundredths
_LOOSEST = 5.5  # word spaces of 0.85 em; beyond that a line stays short: no line has holes so wide


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line that belongs together: of one link and one language, which are its first piece's.

    It begins ``x`` points from the line's start and is ``width`` points wide; a space at the line's end doesn't count.
    ``scale`` is that of all widths of its items, which are given unscaled.
    """

    items: tuple[Item, ...]
    x: float
    width: float
    scale: float = 1.0

    @property
    def piece(self) -> Piece:
        """The first of its pieces."""
        return self.items[0].piece


def set_line(text: PiecedText, line: Line) -> tuple[Stretch, ...]:
    """``line`` of ``text`` as it is drawn, with the space between it and the next."""
    row = _trimmed(items(text, line.start, line.end))
    if not row:
        return ()
    if line.hyphen:
        last = row[-1].piece
        row.append(Item(last, line.end, line.end, last.letters.hyphen, last.letters.hyphen.width * last.size))
    x, scale = 0.0, 1.0
    if line.fill:
        x = -hang_left(row[0].piece, text.text[row[0].start])
        mark = "-" if line.hyphen else text.text[row[-1].end - 1]
        row, scale = _justified(row, line.fill - x + hang_right(row[-1].piece, mark))
    return tuple(_cut(row, _space_behind(text, line, row[-1].piece), x, scale))


def _space_behind(text: PiecedText, line: Line, piece: Piece) -> Item | None:
    """The space that ends ``line``, so that whoever extracts the text doesn't join its last word with the next one.

    It is there for hard breaks too, and for no-break spaces where nothing else was left to end a line at.
    """
    following = text.text[line.end : line.end + 2]
    if following.startswith(_SPACES):
        return next(items(text, line.end, line.end + 1), None)
    if not following.startswith("\n") or following == "\n":
        return None
    shaped = piece.letters.shaped(" ")
    return Item(piece, line.end, line.end + 1, shaped, shaped.width * piece.size, glue=True)


def _trimmed(row: Iterable[Item]) -> list[Item]:
    """``row`` without the glue at its ends."""
    found = [item for item in row if item.shaped is not None or item.glue]
    first = next((index for index, item in enumerate(found) if not item.glue), len(found))
    last = next((index for index in range(len(found), first, -1) if not found[index - 1].glue), first)
    return found[first:last]


def _justified(row: list[Item], room: float) -> tuple[list[Item], float]:
    """``row`` made ``room`` points wide if that can be, and the scale of its letters; glue takes the larger part."""
    scale, ratio = _stretched(row, room, _MOST_SCALED)
    if ratio > _LOOSE:
        scale, ratio = _stretched(row, room, _MOST_IN_NEED)
    if ratio > _LOOSEST:
        return row, scale
    return [_filled(item, ratio) if item.glue else item for item in row], scale


def _filled(glue: Item, ratio: float) -> Item:
    """``glue`` that takes ``ratio`` of what it gives."""
    piece, start, end, shaped, width, lead, _, stretch, shrink, cut = glue
    return Item(
        piece, start, end, shaped, width + ratio * (stretch if ratio > 0 else shrink), lead, True, stretch, shrink, cut
    )


def _stretched(row: list[Item], room: float, most: float) -> tuple[float, float]:
    """The scale of the letters of ``row``, by ``most`` more or less than 1, and what part of its give the glue takes.

    That is above 0 for what it stretches and below for what it shrinks, as in Knuth and Plass (1981).
    """
    natural = sum([item.width for item in row])
    scale = _scale(row, room - natural, most)
    slack = room / scale - natural
    give = sum([item.stretch for item in row]) if slack > 0 else sum([item.shrink for item in row])
    return scale, max(slack / give, -1.0) if give else inf


def _scale(row: list[Item], slack: float, most: float) -> float:
    """By how much the letters of a line are made wider or narrower; Chinese ones stay square.

    So little isn't seen, and word spaces become more even by it (Zapf's hz program; Thành 2000 on font expansion).
    """
    boxes = sum([item.width for item in row if not item.glue])
    if not boxes or any(piece.letters.face.wide for piece in {id(item.piece): item.piece for item in row}.values()):
        return 1.0
    return 1.0 + max(-most, min(most, round(_SCALED_SHARE * slack / boxes, 4)))


def _cut(row: list[Item], space: Item | None, x: float, scale: float) -> Iterator[Stretch]:
    """``row`` in stretches, the last of them with the ``space`` that ends the line."""
    begun, first = 0, row[0].piece
    for index in range(1, len(row) + 1):
        if index < len(row):
            piece = row[index].piece
            if piece is first or _alike(first, piece):
                continue
            first = piece
        part = tuple(row[begun:index])
        width = scale * sum(item.width for item in part)
        drawn = (*part, space) if space is not None and index == len(row) else part
        yield Stretch(drawn, x, width, scale)
        x += width
        begun = index


def _alike(first: Piece, second: Piece) -> bool:
    return first.target is second.target and first.lang == second.lang and first.code == second.code
