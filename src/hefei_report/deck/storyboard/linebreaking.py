"""Breaks slide text into lines as PowerPoint will, with the metrics of the fonts that recipients have.

Where applications differ, the choice here is the one that needs more room: fewer places to break, wider
punctuation, a gap between Chinese and Latin. A prediction may be a line too many, never one too few.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise

from hefei_report.deck.storyboard.plan import Para, Piece
from hefei_report.theme.fonts import is_chinese
from hefei_report.theme.linebreaks import chinese_break
from hefei_report.theme.typefaces import ARIAL, Ruler, Typeface, ruler

CHINESE_PITCH = 1.3  # set exactly, because Chinese fonts disagree about their own height
_MEASURE = 0.985  # of a line that we dare to fill
_SCRIPT_SIZE = 0.7  # of a superscript or subscript, relative to its text
_SMALL_CAPS = 0.8  # of a capital, relative to its text
_CODE_ADVANCE = 0.6  # em, of every fixed-pitch face in use
_SPACES_OR_HYPHEN = re.compile(" +|-")
_ROUNDING = 1e-6  # points that the order in which widths are added up can come to, and more
_GAP = 0.25  # em, between Chinese and Latin

# Characters that Chinese text sets full width, though Latin fonts have them narrower.
_WIDE_IN_CHINESE = frozenset("“”‘’…—·×①②③④⑤⑥⑦⑧⑨⑩℃‰→")
# Unicode's line breaking (UAX 14) can't tell whether these open or close: beside them PowerPoint never breaks.
_QUOTES = frozenset("‘’“”")


# The font that slides are measured in. A deck has one for text and one for titles, and whoever measures
# has only paragraphs: so it is said once for all that is measured inside, as decimal does with its contexts.
_BY_ARIAL = ruler(ARIAL)
_MEASURED_BY: ContextVar[Ruler] = ContextVar("measured_by", default=_BY_ARIAL)


@contextmanager
def measured_in(face: Typeface) -> Iterator[None]:
    """Within it, text is measured in ``face``."""
    token = _MEASURED_BY.set(ruler(face))
    try:
        yield
    finally:
        _MEASURED_BY.reset(token)


def has_chinese(text: str) -> bool:
    """Whether any character of ``text`` is Chinese."""
    return not text.isascii() and not _plain.issuperset(text) and _finds_chinese(text)


_plain: set[str] = set()  # characters that have been looked at, and are not Chinese


def _finds_chinese(text: str) -> bool:
    if any(map(is_chinese, text)):
        return True
    _plain.update(text)
    return False


def line_count(para: Para, width_pt: float) -> int:
    """How many lines ``para`` takes in a column ``width_pt`` points wide.

    PowerPoint breaks a link like any text; LibreOffice starts a long one on a new line and fills that to the end.
    """
    return _line_count(para, width_pt, _MEASURED_BY.get())


@functools.lru_cache(maxsize=20_000)
def _line_count(para: Para, width_pt: float, _: Ruler) -> int:
    """The same, kept for each font."""
    room = (width_pt - para.left) * _MEASURE
    return sum(_lines_between_breaks(pieces, room) for pieces in _forced_lines(para.pieces))


def _ways(pieces: tuple[Piece, ...]) -> tuple[frozenset[int], ...]:
    """Before which characters no line ends: none, and those of links, for both must be tried where there are any."""
    linked = _within_links(pieces)
    return (frozenset(), linked) if linked else (frozenset(),)


def line_ends(para: Para, width_pt: float) -> list[int]:
    """Where the lines of ``para``, which has no hard breaks, end: the number of characters up to there."""
    room = (width_pt - para.left) * _MEASURE
    text, advances = _text(para.pieces), _advances(para.pieces)
    ends, used = [], 0.0
    for start, end in _chunks(text):
        chunk = sum(advances[start:end])
        if used and used + chunk - (advances[end - 1] if text[end - 1] == " " else 0.0) > room:
            ends.append(start)
            used = 0.0
        used += chunk
    return [*ends, len(text)]


def advances_of(para: Para) -> list[float]:
    """How far each character of ``para`` moves the pen, in points."""
    return _advances(para.pieces)


def natural_width(para: Para) -> float:
    """The width in points of the longest line of ``para`` if nothing but hard breaks ended lines."""
    return para.left + max((sum(_advances(pieces)) for pieces in _forced_lines(para.pieces)), default=0.0) / _MEASURE


def longest_chunk(para: Para) -> float:
    """The width in points of the widest part of ``para`` that has no place to break."""
    widest = 0.0
    for pieces in _forced_lines(para.pieces):
        advances = _advances(pieces)
        for start, end in _chunks(_text(pieces)):
            widest = max(widest, sum(advances[start:end]))
    return para.left + widest / _MEASURE


def height(para: Para, width_pt: float) -> float:
    """The height of ``para`` in points, without the space before it."""
    return line_count(para, width_pt) * line_pitch(para)


def line_pitch(para: Para) -> float:
    """The distance of its lines in points."""
    if para.pitch is not None:
        return para.pitch
    return _MEASURED_BY.get().pitch * max((piece.size for piece in (*para.label, *para.pieces)), default=0.0)


def text_height(paras: tuple[Para, ...], width_pt: float) -> float:
    """The height in points of paragraphs one below the other; the first has no space before it."""
    heights = sum(height(para, width_pt) for para in paras)
    return heights + sum(para.before for para in paras[1:])


def _forced_lines(pieces: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
    """``pieces`` cut at hard breaks."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.run.text == "\n":
            lines.append([])
        else:
            lines[-1].append(piece)
    return [tuple(line) for line in lines]


def _lines_between_breaks(pieces: tuple[Piece, ...], room: float) -> int:
    """How many lines of ``room`` points a text without hard breaks takes; one if it is empty."""
    text, advances = _text(pieces), _advances(pieces)
    if sum(advances) < room - _ROUNDING:
        return 1
    return max(_lines_filled(text, advances, room, closed) for closed in _ways(pieces))


def _lines_filled(text: str, advances: list[float], room: float, closed: frozenset[int]) -> int:
    """The same, where no line ends before a position in ``closed``."""
    lines, used = 1, 0.0
    for start, end in _chunks(text, closed):
        inked = end
        while inked > start and text[inked - 1] == " ":
            inked -= 1
        chunk = sum(advances[start:inked])
        if used and used + chunk > room:
            lines, used = lines + 1, 0.0
        if chunk > room:
            more, used = _broken_anywhere(advances[start:inked], room)
            lines += more
        else:
            used += chunk
        used += sum(advances[inked:end])
    return lines


def _broken_anywhere(advances: list[float], room: float) -> tuple[int, float]:
    """A chunk wider than the line: how many line ends fall in it, and the width of its last line."""
    breaks, used = 0, 0.0
    for advance in advances:
        if used and used + advance > room:
            breaks, used = breaks + 1, 0.0
        used += advance
    return breaks, used


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.run.text for piece in pieces)


def _advances(pieces: tuple[Piece, ...]) -> list[float]:
    """How far each character moves the pen, in points."""
    text = _text(pieces)
    chinese = has_chinese(text)
    found = [advance for piece in pieces for advance in _advances_in(piece, chinese)]
    if not chinese:
        return found
    for position, (first, second) in enumerate(pairwise(text)):
        if is_chinese(first) != is_chinese(second):
            found[position] += _GAP * pieces[0].size
    return found


def _advances_in(piece: Piece, chinese: bool) -> Iterable[float]:
    """The same for a piece of a text, which is ``chinese`` or not."""
    run = piece.run
    if chinese or run.code or run.small_caps or run.script:
        return (_advance(character, piece, chinese) for character in run.text)
    widths = _MEASURED_BY.get().widths[piece.bold or run.bold, run.italic]
    return [piece.size * width for width in map(widths.__getitem__, run.text)]


def _advance(character: str, piece: Piece, chinese: bool) -> float:
    size = piece.size * (_SCRIPT_SIZE if piece.run.script else 1.0)
    if chinese and (is_chinese(character) or character in _WIDE_IN_CHINESE):
        return size
    if piece.run.code:
        return _CODE_ADVANCE * size
    if piece.run.small_caps and character.islower():
        character, size = character.upper()[0], size * _SMALL_CAPS
    return size * _MEASURED_BY.get().widths[piece.bold or piece.run.bold, piece.run.italic][character]


def _within_links(pieces: tuple[Piece, ...]) -> frozenset[int]:
    """The positions of characters in links, but for the first of each."""
    found: list[int] = []
    start = 0
    for piece in pieces:
        end = start + len(piece.run.text)
        if piece.run.target is not None:
            found += range(start + 1, end)
        start = end
    return frozenset(found)


def _chunks(text: str, closed: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """The parts of ``text`` that stay on one line, as (start, end); spaces belong to the part before them.

    No part ends before a position in ``closed``.
    """
    found, start = [], 0
    for position in _perhaps_breaks(text):
        if position not in closed and _may_break(text, position):
            found.append((start, position))
            start = position
    if text:
        found.append((start, len(text)))
    return found


def _perhaps_breaks(text: str) -> Iterable[int]:
    """The positions at which a line may end, and a few more: without Chinese, those after spaces and hyphens."""
    if has_chinese(text):
        return range(1, len(text))
    return (match.end() for match in _SPACES_OR_HYPHEN.finditer(text) if match.end() < len(text))


def _may_break(text: str, position: int) -> bool:
    """Whether a line may end before the character at ``position``."""
    before, after = text[position - 1], text[position]
    if after == " ":
        return False
    if before == " ":
        return True
    if before == "-":
        return after.isalpha() and position > 1 and text[position - 2].isalpha()
    return chinese_break(before, after) and before not in _QUOTES and after not in _QUOTES
