"""Finds where lines end: greedy, in linear time, by the rules of Latin and of Chinese in one text.

A line may end after a space, between Chinese characters except where kinsoku forbids it, between
Chinese and Latin, after a dash or slash between letters, and within web addresses after punctuation. A
word wider than its line is broken wherever the line is full, and its excess reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from hefei_report.briefing.inline import Piece
from hefei_report.proof.binding import unit_of
from hefei_report.proof.inventory import Unit
from hefei_report.theme.fonts import Face
from hefei_report.theme.linebreaks import chinese_break

_WORD = re.compile(r"\n|[^ \u200b\u2009\n]*[ \u200b\u2009]*")
_PLAIN = re.compile(r"[\w.,;:!?'’“”()%&+=*$€£\xa0\u202f]*\Z", re.ASCII)
_ADDRESS = re.compile(r"(https?://|www\.|mailto:|doi\.org/|10\.\d{4})", re.IGNORECASE)
_ADDRESS_BREAK = re.compile(r"(?<=[/?&=#._%-])(?=[^/?&=#._%-])")
_JOINT_BREAK = re.compile(r"(?<=\w[-–/])(?=[^\W\d])|(?<=—)(?=\w)|(?<=\])(?=\[)")
_ADDRESS_HEAD = 9  # characters of an address that stay together at its beginning ("https://"), and at its end
_ADDRESS_TAIL = 3
_GLUE = " \u200b\u2009"
_TOLERANCE = 1e-6
_MOST_BALANCED = 6  # lines; more is a paragraph, not a title
_BALANCING = 8  # halvings of the measure
_RUNT = 0.15  # of the measure: a last line shorter than that is a left-over word
_NARROWER = (0.98, 0.96, 0.94, 0.92)  # of the measure, to be tried against runts
_LONGEST_MENDED = 40  # lines


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end`` of a text, ``width`` points wide; the space at its end is left out."""

    start: int
    end: int
    width: float


@dataclass(frozen=True, slots=True)
class Broken:
    """A text in lines. ``excess`` is by how many points its widest word exceeded the measure, or 0."""

    lines: tuple[Line, ...]
    excess: float


@lru_cache(maxsize=100_000)
def _em_width(text: str, face: Face) -> float:
    return sum(face.advance(character) for character in text if character not in "\n\u200b")


def run_width(text: str, face: Face, size: float) -> float:
    """The width of ``text`` in points, set in one face."""
    return _em_width(text, face) * size


class PiecedText:
    """The pieces of one paragraph as one string of characters."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)
        self.text = "".join(piece.text for piece in self.pieces)
        self._starts: list[int] = []
        self._unit: Unit | None = None
        position = 0
        for piece in self.pieces:
            self._starts.append(position)
            position += len(piece.text)

    def unit(self, names: tuple[str, ...]) -> Unit:
        """The whole text with its numerals."""
        if self._unit is None:
            self._unit = unit_of([(piece.text, piece.binding) for piece in self.pieces], "", names)
        return self._unit

    def slices(self, start: int, end: int) -> Iterator[tuple[Piece, str]]:
        """The characters ``start`` to ``end``, cut at the borders of the pieces."""
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self.pieces) and self._starts[index] < end:
            piece, origin = self.pieces[index], self._starts[index]
            text = piece.text[max(start - origin, 0) : end - origin]
            if text:
                yield piece, text
            index += 1

    def width(self, start: int, end: int) -> float:
        """The width of the characters ``start`` to ``end`` in one line, in points."""
        return sum(run_width(text, piece.face, piece.size) for piece, text in self.slices(start, end))


@dataclass(frozen=True, slots=True)
class _Atom:
    """What a line can't divide: the visible characters ``start`` to ``end``; space may follow."""

    start: int
    end: int


def natural_width(text: PiecedText) -> float:
    """The width of the widest line when only hard breaks end lines, in points."""
    position, widest = 0, 0.0
    for line in text.text.split("\n"):
        widest = max(widest, text.width(position, position + len(line.rstrip(_GLUE))))
        position += len(line) + 1
    return widest


def least_width(text: PiecedText) -> float:
    """The width of the widest part that can't be divided, in points."""
    return max((text.width(atom.start, atom.end) for atom in _atoms(text.text)), default=0.0)


def break_lines(text: PiecedText, measure: float) -> Broken:
    """``text`` in lines no wider than ``measure`` points; an empty text has no lines."""
    whole = _one_line(text, measure)
    if whole is not None:
        return Broken((whole,), 0.0)
    lines: list[Line] = []
    start = end = 0
    width = excess = 0.0
    for atom in _atoms(text.text):
        if text.text[atom.start : atom.end] == "\n":
            lines.append(Line(start, end, width))
            start = end = atom.end
            width = 0.0
            continue
        own = text.width(atom.start, atom.end)
        joined = width + text.width(end, atom.start) + own
        if end == start or joined > measure + _TOLERANCE:  # the first of a line, without any space before it
            lines += [Line(start, end, width)] if end > start else []
            start, joined = atom.start, own
        if own > measure + _TOLERANCE:
            excess = max(excess, own - measure)
            *full, last = _broken_word(text, atom, measure)
            lines += full
            start, joined = last.start, last.width
        end, width = atom.end, joined
    if end > start:
        lines.append(Line(start, end, width))
    return Broken(tuple(lines), excess)


def _one_line(text: PiecedText, measure: float) -> Line | None:
    """The only line of a text that fits, as most texts in tables do, found without looking for breaks."""
    words = text.text.strip(_GLUE)
    if not words or "\n" in words:
        return None
    start = text.text.index(words)
    width = text.width(start, start + len(words))
    return Line(start, start + len(words), width) if width <= measure + _TOLERANCE else None


def fair_lines(text: PiecedText, measure: float) -> Broken:
    """Lines as :func:`break_lines` makes them, a little shorter if that saves a single word from the last line."""
    broken = break_lines(text, measure)
    if not 1 < len(broken.lines) <= _LONGEST_MENDED or broken.excess or broken.lines[-1].width >= _RUNT * measure:
        return broken
    for narrower in _NARROWER:
        tried = break_lines(text, narrower * measure)
        if len(tried.lines) > len(broken.lines) or tried.excess:
            return broken
        if tried.lines[-1].width >= _RUNT * measure:
            return tried
    return broken


def balanced_lines(text: PiecedText, measure: float) -> Broken:
    """As few lines as :func:`break_lines` makes, none much longer than another: for titles of a few lines."""
    widest = break_lines(text, measure)
    if not 1 < len(widest.lines) <= _MOST_BALANCED or widest.excess:
        return widest
    low, high, best = measure / 2, measure, widest
    for _ in range(_BALANCING):
        middle = (low + high) / 2
        tried = break_lines(text, middle)
        if len(tried.lines) > len(widest.lines) or tried.excess:
            low = middle
        else:
            high, best = middle, tried
    return best


def _broken_word(text: PiecedText, atom: _Atom, measure: float) -> Iterator[Line]:
    """The lines of a word that is wider than ``measure``, each as full as can be, with one character at least."""
    start, width = atom.start, 0.0
    for position in range(atom.start, atom.end):
        step = text.width(position, position + 1)
        if position > start and width + step > measure + _TOLERANCE:
            yield Line(start, position, width)
            start, width = position, 0.0
        width += step
    yield Line(start, atom.end, width)


def _atoms(text: str) -> Iterator[_Atom]:
    """The indivisible parts of ``text`` in order; a hard break is a part of its own."""
    for match in _WORD.finditer(text):
        word = match.group()
        if not word:
            continue
        visible = match.start() + len(word.rstrip(_GLUE))
        cuts = [match.start(), *(match.start() + cut for cut in _cuts(word.rstrip(_GLUE))), visible]
        for start, end in pairwise(cuts):
            yield _Atom(start, end)


def _cuts(word: str) -> list[int]:
    """Where within ``word`` a line may end."""
    if _PLAIN.match(word):
        return []
    cuts = {match.start() for match in _JOINT_BREAK.finditer(word)}
    if _ADDRESS.search(word):
        inner = range(_ADDRESS_HEAD, len(word) - _ADDRESS_TAIL)
        cuts |= {match.start() for match in _ADDRESS_BREAK.finditer(word) if match.start() in inner}
    cuts |= {at for at in range(1, len(word)) if chinese_break(word[at - 1], word[at])}
    return sorted(cuts - {0, len(word)})
