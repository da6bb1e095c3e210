"""The canvas for the slide: SVG (1.1) whose text is outlines, for recipients without the fonts."""

from __future__ import annotations

from hefei_report.document.drawing import Box
from hefei_report.figures.contours import Brush
from hefei_report.figures.glyphs import PlacedGlyph, glyphs_of
from hefei_report.figures.picture import Words
from hefei_report.theme.face import Outline
from hefei_report.theme.fonts import AnyFamily

_OPERATORS = {"m": "M", "l": "L", "q": "Q", "c": "C", "h": "Z"}
_EM = 1000  # units of the outlines of glyphs
_SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


class VectorCanvas:
    """Collects elements of SVG; see :class:`.painting.Canvas`. Every glyph is drawn once and then used again."""

    def __init__(self, box: Box, family: AnyFamily) -> None:
        self._box, self._family = box, family
        self._elements: list[str] = []
        self._names: dict[tuple[str, str], str] = {}  # of the glyphs, by face and character
        self._glyphs: list[str] = []

    def svg(self) -> bytes:
        """Everything drawn so far as a file, whose size is in points."""
        wide, high = _number(self._box.width), _number(self._box.height)
        size = f'width="{wide}pt" height="{high}pt" viewBox="0 0 {wide} {high}"'
        head = f'<?xml version="1.0" encoding="utf-8"?>\n<svg {_SPACE} {size} version="1.1">'
        return "\n".join([head, "<defs>", *self._glyphs, "</defs>", *self._elements, "</svg>\n"]).encode()

    def shape(self, outline: Outline, brush: Brush) -> None:
        flipped = ((operator, self._flipped(numbers)) for operator, numbers in outline)
        path = "".join(f"{_OPERATORS[operator]}{_numbers(numbers)}" for operator, numbers in flipped)
        self._elements.append(f'<path d="{path}" fill="{brush.fill or "none"}"{_line(brush)}/>')

    def words(self, words: Words) -> None:
        scale = words.size / _EM
        place = f"translate({_number(words.x)} {_number(self._box.height - words.y)}) scale({scale:g} {-scale:g})"
        uses = "".join(
            f'<use xlink:href="#{self._name(glyph)}" x="{glyph.ahead * _EM:.0f}"/>'
            for glyph in glyphs_of(words, self._family)
        )
        self._elements.append(f'<g fill="{words.colour}" transform="{place}">{uses}</g>')

    def _name(self, glyph: PlacedGlyph) -> str:
        key = (glyph.face.name, glyph.character)
        if key not in self._names:
            name = self._names[key] = f"g{len(self._names)}"
            outline = glyph.face.outline(glyph.character)
            path = "".join(
                _OPERATORS[operator] + " ".join(f"{number * _EM:.0f}" for number in numbers)
                for operator, numbers in outline
            )
            self._glyphs.append(f'<path id="{name}" d="{path}"/>')
        return self._names[key]

    def _flipped(self, numbers: tuple[float, ...]) -> tuple[float, ...]:
        """Points counted from the top."""
        return tuple(self._box.height - number if place % 2 else number for place, number in enumerate(numbers))


def _line(brush: Brush) -> str:
    """The attributes of a brush's line; those that are SVG's own defaults are left out."""
    if not (brush.edge and brush.width):
        return ""
    found = f' stroke="{brush.edge}" stroke-width="{_number(brush.width)}"'
    found += ' stroke-linecap="round"' if brush.round_ends else ""
    found += "" if brush.sharp else ' stroke-linejoin="round"'
    return found + (f' stroke-dasharray="{_numbers(brush.dashes)}"' if brush.dashes else "")


def _numbers(numbers: tuple[float, ...]) -> str:
    return " ".join(map(_number, numbers))


def _number(value: float) -> str:
    """A length in points with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
