"""Finds where lines end, by the rules of Latin and of Chinese in one text: total fit, in linear time.

A line may end after a space, between Chinese characters except where kinsoku forbids it, between
Chinese and Latin, after a dash or slash between letters, within web addresses after punctuation, and between
syllables where nothing better is left. A word wider than its line is broken between any two letters, and its excess
reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from math import inf

from hefei_report.briefing.boxes import items
from hefei_report.briefing.chances import Chances, chances
from hefei_report.briefing.hyphenation import cuts
from hefei_report.briefing.items import Cut, Item
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.totalfit import justified_ends, ragged_ends
from hefei_report.records import dataclass

_TOLERANCE = 1e-6
_MOST_IN_TITLE = 120  # words or so; more is a paragraph
_FIRST_TOLERANCE = 1.5  # of what spaces give, without hyphens
_SECOND_TOLERANCE = 3.0  # with them
_EMERGENCY = 0.08  # of the measure: what every line gives when nothing else helps
_EMPTY = 0.4  # of the measure: ragged lines so short want hyphens
_RAGGED_LINE = 400.0  # the cost of a line where hyphens may save one
_THIN = 0.3  # em: text is wider than that for each of its characters, but for short ones
_SPACES = " \u2009\u200b"


class Edge(Enum):
    """How the right edge of a text looks."""

    RAGGED = "ragged"
    JUSTIFIED = "justified"
    BALANCED = "balanced"  # ragged, with lines of about the same length, without hyphens: for titles


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end`` of a text, ``width`` points wide; the space at its end is left out.

    With ``hyphen`` it ends within a word. ``fill`` is the measure that its spaces make it fill, or 0. It begins
    ``indent`` points to the right of the others.
    """

    start: int
    end: int
    width: float
    hyphen: bool = False
    fill: float = 0.0
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class Broken:
    """A text in lines. ``excess`` is by how many points its widest word exceeded the measure, or 0."""

    lines: tuple[Line, ...]
    excess: float


def natural_width(text: PiecedText) -> float:
    """The width of the widest line when only hard breaks end lines, in points."""
    return max((_natural(text, *span) for span in _stretches(text.text)), default=0.0)


def least_width(text: PiecedText) -> float:
    """The width of the widest part that can't be divided without a hyphen, in points."""
    widest = 0.0
    for span in _stretches(text.text):
        whole = _items(text, *span, hyphens=False)
        found = chances(whole, text.text, inf, hanging=False)
        for first, last in zip(found.starts, found.ends, strict=True):
            widest = max(widest, last.width - first.width)
    return widest


def break_lines(text: PiecedText, measure: float, edge: Edge = Edge.RAGGED, indent: float = 0.0) -> Broken:
    """``text`` in lines no wider than ``measure`` points; an empty text has no lines.

    The first begins ``indent`` points to the right of the others.
    """
    if "\n" not in text.text and _may_fit(text, measure):
        width = _natural(text, 0, len(text.text))
        if 0 < width <= measure - indent + _TOLERANCE:
            start = len(text.text) - len(text.text.lstrip(_SPACES))
            return Broken((Line(start, len(text.text.rstrip(_SPACES)), width, indent=indent),), 0.0)
    lines: list[Line] = []
    excess = 0.0
    for start, end in _stretches(text.text):
        broken = _broken(text, start, end, measure, edge, 0.0 if start else indent)
        lines += broken.lines or (Line(start, start, 0.0),)
        excess = max(excess, broken.excess)
    return Broken(tuple(lines), excess)


def _may_fit(text: PiecedText, measure: float) -> bool:
    """Whether it is worth looking if the text fits in one line, as most texts in tables do."""
    return not text.text or _THIN * len(text.text) * min(piece.size for piece in text.pieces) < measure


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """What stands between hard breaks; after one at the very end there is nothing."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _natural(text: PiecedText, start: int, end: int) -> float:
    """The width of the characters ``start`` to ``end`` in one line, without the spaces at its ends."""
    width = found = 0.0
    for item in items(text, start, end):
        if not item.glue:
            found = width + item.width
        if found or not item.glue:
            width += item.width
    return found


def _items(text: PiecedText, start: int, end: int, *, hyphens: bool) -> Iterator[Item]:
    return items(text, start, end, cuts if hyphens else _undivided)


def _undivided(word: str, _: str) -> Mapping[int, Cut]:
    return cuts(word, "")


def _broken(text: PiecedText, start: int, end: int, measure: float, edge: Edge, indent: float) -> Broken:
    """The lines of a text without hard breaks: first without hyphens, then with them."""
    hanging = edge is Edge.JUSTIFIED
    for hyphens in (False, True):
        found = chances(_items(text, start, end, hyphens=hyphens), text.text, measure, hanging=hanging)
        if not found.ends:
            return Broken((), 0.0)
        found.starts[0] = found.starts[0]._replace(width=found.starts[0].width - indent)  # part of the first line
        ends = _chosen(found, measure, edge, hyphens=hyphens)
        if ends is not None:
            return Broken(tuple(_lines(found, ends, measure, edge, indent)), found.excess)
    raise AssertionError("with hyphens there are always lines")


def _chosen(found: Chances, measure: float, edge: Edge, *, hyphens: bool) -> list[int] | None:
    """The best ends, or None if with hyphens there are better ones."""
    if edge is Edge.BALANCED:
        return ragged_ends(found, measure, hyphens=False, balanced=len(found.ends) < _MOST_IN_TITLE)
    if not hyphens and found.excess:
        return None
    if edge is Edge.JUSTIFIED:
        return _justified(found, measure, hyphens=hyphens)
    if hyphens:
        return ragged_ends(found, measure, hyphens=True, balanced=False, line=_RAGGED_LINE)
    ends = ragged_ends(found, measure, hyphens=False, balanced=False)
    widths = [found.ends[last].width - found.starts[first].width for first, last in _spans(ends)]
    return None if any(width < (1 - _EMPTY) * measure for width in widths[:-1]) else ends


def _justified(found: Chances, measure: float, *, hyphens: bool) -> list[int] | None:
    if not hyphens:
        return justified_ends(found, measure, _FIRST_TOLERANCE, hyphens=False)
    ends = justified_ends(found, measure, _SECOND_TOLERANCE, hyphens=True)
    if ends is None:
        ends = justified_ends(found, measure, inf, hyphens=True, emergency=_EMERGENCY * measure, force=True)
    return ends


def _spans(ends: list[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each line."""
    return zip((0, *(end + 1 for end in ends)), ends, strict=False)


def _lines(found: Chances, ends: list[int], measure: float, edge: Edge, indent: float) -> Iterator[Line]:
    for first, last in _spans(ends):
        start, end, shift = found.starts[first], found.ends[last], 0.0 if first else indent
        room = measure - shift
        width = end.width - start.width - shift + (end.extra if edge is not Edge.JUSTIFIED else 0.0)
        filled = edge is Edge.JUSTIFIED and (last < len(found.ends) - 1 or width > room)
        yield Line(start.at, end.at, room if filled else width, end.hyphen, room if filled else 0.0, shift)
