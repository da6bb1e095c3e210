"""Textures for what greys alone don't tell apart: stripes in areas, dashes in lines, other shapes for dots.

It works on a finished picture: whatever a layout has drawn in a colour that has a texture gets it, legends included.
Stripes go round words, and what is drawn for its status (tinted, hatched, hollow) stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from hefei_report.figures.picture import Dot, Picture, Point, Polygon, Rect, Sector, Shape, Stroke
from hefei_report.figures.setting import Setting, Textured
from hefei_report.theme.tokens import Texture

_PITCH, _STRIPE = 0.44, 0.11  # em, from stripe to stripe, and their width
_THIN = 0.14  # em: thinner lines lead to something and are no data
_DASHES = {Texture.LEVEL: (1.5, 0.4), Texture.UPRIGHT: (0.3, 0.36)}  # em
_AROUND_WORDS = 0.15  # em
_ARC = 4.0  # degrees from point to point of a curved edge

Stripe = tuple[Point, Point]


def textured(picture: Picture, setting: Setting) -> Picture:
    """``picture`` with the textures of its theme; the same picture for a theme without any."""
    if not setting.theme.textures:
        return picture
    words = tuple(words.ink.grown(setting.em(_AROUND_WORDS)) for words in picture.words)
    shapes = tuple(new for shape in picture.shapes for new in _with_texture(shape, words, setting))
    return replace(picture, shapes=shapes)


def _with_texture(shape: Shape, words: Sequence[Rect], setting: Setting) -> Iterator[Shape]:
    match shape:
        case Polygon(fill=Textured() as colour) | Sector(fill=Textured() as colour):
            yield shape
            yield from _striped(shape, colour.texture, words, setting)
        case Stroke(colour=Textured() as colour, dashes=None) if shape.width >= setting.em(_THIN):
            on, off = _DASHES[colour.texture]
            yield replace(shape, dashes=(setting.em(on), setting.em(off)), round_ends=False)
        case Dot(fill=Textured() as colour) | Dot(edge=Textured() as colour):
            yield _marker(shape, colour.texture)
        case _:
            yield shape


def _striped(shape: Polygon | Sector, texture: Texture, words: Sequence[Rect], setting: Setting) -> Iterator[Stroke]:
    """Stripes in the colour of the paper over ``shape``, but not under words."""
    outline = shape.points if isinstance(shape, Polygon) else _outline(shape)
    upright = texture is Texture.UPRIGHT
    turned = [(y, x) for x, y in outline] if upright else list(outline)
    for low, high in scanned(turned, setting.em(_PITCH)):
        ends = ((low[1], low[0]), (high[1], high[0])) if upright else (low, high)
        for part in _clear_of(ends, words):
            yield Stroke(part, setting.theme.paper, setting.em(_STRIPE))


def scanned(outline: Sequence[Point], pitch: float) -> Iterator[Stripe]:
    """The parts of level lines, ``pitch`` apart, that lie in a closed ``outline`` (even-odd)."""
    heights = [y for _, y in outline]
    bottom, top = min(heights), max(heights)
    count = math.floor((top - bottom) / pitch - 0.25)
    start = bottom + (top - bottom - max(count, 0) * pitch) / 2
    edges = list(pairwise((*outline, outline[0])))
    for number in range(count + 1):
        y = start + number * pitch
        crossings = sorted(
            x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in edges if (y1 <= y) is not (y2 <= y)
        )
        yield from (((left, y), (right, y)) for left, right in zip(crossings[::2], crossings[1::2], strict=True))


def _clear_of(stripe: Stripe, words: Sequence[Rect]) -> Iterator[Stripe]:
    """The parts of a level or upright ``stripe`` outside all ``words``."""
    (x1, y1), (x2, y2) = stripe
    level = y1 == y2
    begin, end = (x1, x2) if level else (y1, y2)
    spans = sorted(
        (w.left, w.right) if level else (w.bottom, w.top)
        for w in words
        if (w.bottom < y1 < w.top if level else w.left < x1 < w.right)
    )
    for low, high in (*spans, (end, end)):
        if low > begin:
            stop = min(low, end)
            yield ((begin, y1), (stop, y1)) if level else ((x1, begin), (x1, stop))
        begin = max(begin, high)
        if begin >= end:
            return


def _outline(sector: Sector) -> tuple[Point, ...]:
    """The edge of a part of a ring as a polygon."""
    steps = max(1, math.ceil((sector.end - sector.start) / _ARC))
    angles = [math.radians(sector.start + (sector.end - sector.start) * n / steps) for n in range(steps + 1)]
    x, y = sector.centre
    outer = [(x + sector.outer * math.cos(a), y + sector.outer * math.sin(a)) for a in angles]
    inner = [(x + sector.inner * math.cos(a), y + sector.inner * math.sin(a)) for a in reversed(angles)]
    return (*outer, *inner)


def _marker(dot: Dot, texture: Texture) -> Polygon:
    """A square or a diamond as large as ``dot``."""
    x, y = dot.centre
    half = dot.radius * math.sqrt(math.pi) / 2
    far = half * math.sqrt(2)
    square = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    diamond = ((x, y - far), (x + far, y), (x, y + far), (x - far, y))
    return Polygon(diamond if texture is Texture.LEVEL else square, dot.fill, dot.edge, dot.edge_width)
