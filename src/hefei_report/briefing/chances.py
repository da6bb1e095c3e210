"""The places at which the lines of a text may end, with all that choosing among them takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import NamedTuple

from hefei_report.briefing.items import Cut, Item
from hefei_report.briefing.protrusion import hang_left, hang_right
from hefei_report.records import dataclass
from hefei_report.theme.face import NOTHING

_TIE = 150.0  # the price of a line that ends at a space at which none should end
_LETTER = 300.0  # within a word that fits no line
_TOLERANCE = 1e-6


class End(NamedTuple):
    """A line may end before character ``at``. ``width``, ``stretch`` and ``shrink`` are those of the text up to there.

    ``extra`` is what ending here adds to the line: the width of a hyphen, less what hangs into the margin.
    """

    at: int
    width: float
    stretch: float
    shrink: float
    extra: float
    price: float
    hyphen: bool


class Start(NamedTuple):
    """A line begins at character ``at``. ``width`` is that of the text before it and of what hangs into the margin."""

    at: int
    width: float
    stretch: float
    shrink: float


class _Box(NamedTuple):
    """A box with the sums of what stands before it."""

    item: Item
    width: float
    stretch: float
    shrink: float

    @property
    def end(self) -> float:
        """The width up to its end."""
        return self.width + self.item.width


@dataclass(slots=True)
class Chances:
    """``starts[0]`` is the text's, ``starts[k]`` that of a line after ``ends[k - 1]``; the last end is the text's.

    ``excess`` is by how many points the widest word exceeds the measure, or 0.
    """

    starts: list[Start] = field(default_factory=list)
    ends: list[End] = field(default_factory=list)
    excess: float = 0.0
    _hyphens: dict[int, float] = field(default_factory=dict)  # what each piece's adds to a line

    def close(self, atom: list[_Box], cut: Cut, measure: float, text: str, hanging: bool) -> None:
        """The line may end behind ``atom``, boxes that can't be divided; of two cuts the cheaper holds."""
        if len(self.ends) == len(self.starts):
            if cut.price < self.ends[-1].price:
                self.ends.pop()
            else:
                return
        item, width, stretch, shrink = atom[-1]
        width += item.width
        extra = self._extra(item, cut, text, hanging)
        excess = width + max(extra, 0.0) - atom[0].width - measure
        if excess > _TOLERANCE:
            self.excess = max(self.excess, excess)
            self._divide(atom, measure - max(extra, 0.0))
        self.ends.append(End(item.end, width, stretch, shrink, extra, cut.price, cut.hyphen))

    def _extra(self, item: Item, cut: Cut, text: str, hanging: bool) -> float:
        """What ending behind ``item`` adds to a line: its hyphen, less what hangs into the margin."""
        piece = item.piece
        if not cut.hyphen:
            return 0.0 - hang_right(piece, text[item.end - 1]) if hanging else 0.0
        extra = self._hyphens.get(id(piece))
        if extra is None:
            hyphen = piece.letters.hyphen.width * piece.size
            extra = self._hyphens[id(piece)] = hyphen - (hang_right(piece, "-") if hanging else 0.0)
        return extra

    def _divide(self, atom: list[_Box], room: float) -> None:
        """Since ``atom`` fits no line, one may end at its spaces, and at any letter of what fits none even so."""
        parts: list[list[_Box]] = []
        for box in atom:
            if parts and box.width - parts[-1][-1].end <= _TOLERANCE:
                parts[-1].append(box)
            else:
                parts.append([box])
        for index, part in enumerate(parts):
            if index:
                last = parts[index - 1][-1]
                self.ends.append(End(last.item.end, last.end, last.stretch, last.shrink, 0.0, _TIE, hyphen=False))
                self.starts.append(Start(part[0].item.start, part[0].width, part[0].stretch, part[0].shrink))
            if part[-1].end - part[0].width > room + _TOLERANCE:
                for at, box, width in list(_letters(part))[1:]:
                    self.ends.append(End(at, width, box.stretch, box.shrink, 0.0, _LETTER, hyphen=False))
                    self.starts.append(Start(at, width, box.stretch, box.shrink))


def _letters(part: list[_Box]) -> Iterator[tuple[int, _Box, float]]:
    """The beginnings of the letters of ``part``: place, box, and the width of what stands before."""
    for box in part:
        at, width = box.item.start, box.width
        for glyph in box.item.shaped.glyphs if box.item.shaped is not None else ():
            if glyph.text != NOTHING:
                yield at, box, width
                at += len(glyph.text)
            width += glyph.advance * box.item.piece.size


def chances(items: Iterable[Item], text: str, measure: float, *, hanging: bool) -> Chances:
    """Where lines of ``measure`` points may end. Without boxes: nowhere."""
    found = Chances()
    starts, ends = found.starts, found.ends
    atom: list[_Box] = []
    width = stretch = shrink = 0.0
    for item in items:
        if item.glue:
            if item.cut is not None and atom:
                found.close(atom, item.cut, measure, text, hanging)
            width += item.width
            stretch += item.stretch
            shrink += item.shrink
            continue
        if item.shaped is not None:
            if len(starts) == len(ends):
                hang = hang_left(item.piece, text[item.start]) if hanging else 0.0
                starts.append(Start(item.start, width + hang, stretch, shrink))
                atom = []
            atom.append(_Box(item, width, stretch, shrink))
            width += item.width
        if item.cut is not None and atom:
            found.close(atom, item.cut, measure, text, hanging)
    if atom:
        found.close(atom, Cut(-1.0), measure, text, hanging)
    return found
