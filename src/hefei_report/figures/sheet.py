"""The sheet a layout draws on: it knows what is already there, so that no text covers another or leaves the box."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import field

from hefei_report.document.drawing import Box
from hefei_report.figures import wrapping
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.picture import Picture, Point, Polygon, Rect, Shape, Words, rectangle, shifted
from hefei_report.figures.setting import Setting
from hefei_report.records import dataclass
from hefei_report.theme.fonts import is_chinese

_CAP = 0.66  # height of a capital, in em
_ASCENT, _CHINESE_ASCENT, _DESCENT = 0.76, 0.90, 0.23


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines set together; ``width`` is that of the longest, all lengths in points."""

    lines: tuple[str, ...]
    size: float
    pitch: float
    colour: str
    bold: bool
    width: float

    @property
    def ascent(self) -> float:
        first = self.lines[0]
        chinese = not first.isascii() and any(is_chinese(character) for character in first)
        return self.size * (_CHINESE_ASCENT if chinese else _ASCENT)

    @property
    def descent(self) -> float:
        return self.size * _DESCENT

    @property
    def height(self) -> float:
        return (len(self.lines) - 1) * self.pitch + self.ascent + self.descent


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a block: (x, y) is its ``across`` (left, centre, right) and its ``up`` (top, middle, bottom)."""

    x: float
    y: float
    across: str = "left"
    up: str = "middle"


def rect_at(block: TextBlock, spot: Spot) -> Rect:
    """The rectangle that ``block`` takes at ``spot``."""
    height = block.height
    left = spot.x - {"left": 0.0, "centre": block.width / 2, "right": block.width}[spot.across]
    if spot.up == "middle":  # optically: halfway between the capitals' top and the last baseline
        visible = (len(block.lines) - 1) * block.pitch + _CAP * block.size
        top = spot.y + visible / 2 + block.ascent - _CAP * block.size
    else:
        top = spot.y + (height if spot.up == "bottom" else 0.0)
    return Rect(left, top - height, left + block.width, top)


Agreement = dict[str, tuple[float, float]]  # where scales begin and end, by what a layout calls them


@dataclass(slots=True)
class Sheet:
    """Collects a picture. ``_solids`` and ``_lines`` are shapes that text had better not cover.

    ``agreed`` are the stretches that scales must have, since those of charts beside this one have them;
    ``stretches`` those that were used.
    """

    box: Box
    setting: Setting
    agreed: Agreement = field(default_factory=dict)
    stretches: Agreement = field(default_factory=dict)
    _shapes: list[Shape] = field(default_factory=list)
    _words: list[Words] = field(default_factory=list)
    _inks: list[Rect] = field(default_factory=list)  # of the words
    _solids: list[Rect] = field(default_factory=list)
    _lines: list[tuple[Point, Point]] = field(default_factory=list)
    _tints: list[tuple[Rect, str]] = field(default_factory=list)

    # ---- text

    def block(
        self,
        text: str,
        limit: float | None = None,
        *,
        colour: str = "",
        bold: bool = False,
        balanced: bool = False,
        size: float = 0.0,
    ) -> TextBlock:
        """``text`` in lines of at most ``limit`` points (None: one line), in ink unless ``colour`` is given."""
        size = size or self.setting.size

        def measure(part: str) -> float:
            return self.setting.width(part, bold, size)

        breaking = wrapping.balanced if balanced else wrapping.wrap
        lines = (text,) if limit is None else breaking(text, limit, measure)
        width = max(measure(line) for line in lines)
        return TextBlock(lines, size, size * 1.22, colour or self.setting.theme.ink, bold, width)

    def put(self, block: TextBlock, spot: Spot) -> Rect:
        """Set ``block`` at ``spot``, its lines aligned as the spot says, and return its rectangle."""
        rect = rect_at(block, spot)
        for number, line in enumerate(block.lines):
            width = self.setting.width(line, block.bold, block.size)
            slack = block.width - width
            x = rect.left + {"left": 0.0, "centre": slack / 2, "right": slack}[spot.across]
            y = rect.top - block.ascent - number * block.pitch
            ink = Rect(x, y - block.descent, x + width, y + block.ascent)
            if line:
                self._words.append(Words(x, y, line, block.size, block.colour, block.bold, ink))
                self._inks.append(ink)
        return rect

    def first_free(self, block: TextBlock, spots: Iterable[Spot]) -> Spot:
        """The first of ``spots`` where ``block`` covers no text. Raises DoesNotFit if there is none."""
        found = next((spot for spot in spots if self.can_put(block, spot, shapes=False)), None)
        if found is None:
            raise DoesNotFit(block.height, f"no room for the label '{' '.join(block.lines)}'")
        return found

    def put_first(self, block: TextBlock, spots: Iterable[Spot], margin: float = 0.0) -> Rect:
        """Set ``block`` at the first of ``spots`` where it covers nothing. Raises DoesNotFit if there is none.

        Other text is never covered; a spot that covers a shape is taken only if there is no better one.
        """
        usable: Spot | None = None
        for spot in spots:
            rect = rect_at(block, spot).grown(margin)
            if not self.is_free(rect, shapes=False):
                continue
            if self._is_clear(rect):
                return self.put(block, spot)
            usable = usable or spot
        if usable is not None:
            return self.put(block, usable)
        raise DoesNotFit(block.height, f"no room for the label '{' '.join(block.lines)}'")

    def can_put(self, block: TextBlock, spot: Spot, *, shapes: bool = True) -> bool:
        """Whether ``block`` at ``spot`` would cover no text and, with ``shapes``, nothing that is kept clear."""
        return self.is_free(rect_at(block, spot), shapes=shapes)

    # ---- charts beside each other

    def agree(self, name: str, near: float, far: float) -> tuple[float, float]:
        """Where the scale ``name`` begins and ends: as agreed upon with the charts beside this one, or as asked for."""
        self.stretches[name] = self.agreed.get(name, (near, far))
        return self.stretches[name]

    def place(self, picture: Picture, x: float, y: float) -> None:
        """Put a finished drawing with its lower left corner at (x, y)."""
        moved = shifted(picture, x, y)
        self._shapes += moved.shapes
        self._words += moved.words
        self._inks += (words.ink for words in moved.words)

    # ---- shapes

    def draw(self, shape: Shape) -> None:
        self._shapes.append(shape)

    def tint(self, rect: Rect, colour: str) -> None:
        """Fill a part of the ground, on which everything else stands."""
        self._tints.append((rect, colour))
        self.draw(Polygon(rectangle(rect), colour))

    def clear_ground(self, rect: Rect) -> None:
        """Paint the ground over what is in ``rect``, with its tints, for a text that no grid may run through."""
        self.draw(Polygon(rectangle(rect), self.setting.theme.paper))
        for tint, colour in self._tints:
            left, bottom = max(rect.left, tint.left), max(rect.bottom, tint.bottom)
            right, top = min(rect.right, tint.right), min(rect.top, tint.top)
            if left < right and bottom < top:
                self.draw(Polygon(rectangle(Rect(left, bottom, right, top)), colour))

    def keep_clear(self, rect: Rect) -> None:
        """Remember an area that text outside it should not cover."""
        self._solids.append(rect)

    def keep_clear_of_line(self, points: Iterable[Point]) -> None:
        """Remember a line that text should not cross."""
        found = tuple(points)
        self._lines += itertools.pairwise(found)

    def is_free(self, rect: Rect, *, shapes: bool = True) -> bool:
        """Whether ``rect`` is in the box and free of text; with ``shapes`` also of what is kept clear."""
        if rect.outside(self.box) > 1e-6 or rect.overlaps_any(self._inks):
            return False
        return not shapes or self._is_clear(rect)

    def _is_clear(self, rect: Rect) -> bool:
        """Whether ``rect`` is free of all shapes that text had better not cover."""
        if rect.overlaps_any(self._solids):
            return False
        left, right = rect.left, rect.right  # most lines are left or right of it: this is faster than to ask it
        return not any(
            rect.meets(start, end)
            for start, end in self._lines
            if (start[0] <= right or end[0] <= right) and (start[0] >= left or end[0] >= left)
        )

    def meets_text(self, start: Point, end: Point) -> bool:
        """Whether a straight line would run through text."""
        return any(words.ink.meets(start, end) for words in self._words)

    def meets_marks(self, start: Point, end: Point) -> bool:
        """Whether a straight line would run through a bar, a dot or an area."""
        return any(solid.meets(start, end) for solid in self._solids)

    def over_text(self, place: Point, reach: float) -> Point:
        """The place right over the text that begins within ``reach`` over ``place``; ``place`` itself without one."""
        x, y = place
        over = [w.ink.top for w in self._words if w.ink.left <= x <= w.ink.right and 0 <= w.ink.bottom - y <= reach]
        return (x, max(over)) if over else place

    def picture(self) -> Picture:
        """The finished drawing. Raises DoesNotFit if a text leaves the box or covers another."""
        for number, words in enumerate(self._words):
            excess = words.ink.outside(self.box)
            if excess > 0.01:
                raise DoesNotFit(excess, f"no room for the label '{words.text}'")
            if words.ink.overlaps_any(self._inks[:number]):
                other = next(other for other in self._words if words.ink.overlaps(other.ink))
                raise DoesNotFit(_overlap(words.ink, other.ink), f"'{words.text}' and '{other.text}' collide")
        return Picture(self.box, tuple(self._shapes), tuple(self._words))


def _overlap(first: Rect, second: Rect) -> float:
    across = min(first.right, second.right) - max(first.left, second.left)
    return min(across, min(first.top, second.top) - max(first.bottom, second.bottom))
