"""What a reader with a screen reader would miss: titles, descriptions, the order of reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hefei_report.deck.lint.finding import Finding
from hefei_report.deck.lint.slides import SHAPES, TITLES, Shape, text_of

_EMPTY_WORDS = re.compile(
    r"(?i)^(picture|image|chart|figure|graphic|photo|table|图片|图表|图|表)?\s*\d*$"
    r"|\.(png|jpe?g|svg|gif|emf|wmf|tiff?|bmp|webp|xlsx?)$"
)
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_SHAPE, _LINE = SHAPES[0], SHAPES[4]


def described(shapes: Sequence[Shape], where: str, slide: int) -> Iterator[Finding]:
    """Shapes that say nothing, and a title that isn't read first."""
    for place, shape in enumerate(shapes):
        if shape.kind in TITLES and place:
            what = "a screen reader reads the title first when it stands first"
            yield Finding("title-not-first", where, what, slide, shape.id)
        if shape.decorative:
            continue
        if shape.is_text:
            yield from _empty(shape, where, slide)
        elif shape.element.tag != _LINE and _says_nothing(shape):
            yield Finding("no-alternative-text", where, shape.name, slide, shape.id)


def _empty(shape: Shape, where: str, slide: int) -> Iterator[Finding]:
    """A placeholder shows its prompt when it is empty; any other shape is a riddle unless it is described."""
    if text_of(shape.element) or (shape.kind is None and not _says_nothing(shape)):
        return
    if shape.kind not in TITLES:
        yield Finding("empty-shape", where, shape.name, slide, shape.id)


def _says_nothing(shape: Shape) -> bool:
    grouped = shape.element.tag == SHAPES[3] and bool(text_of(shape.element))
    return not grouped and (not shape.description or bool(_EMPTY_WORDS.search(shape.description)))


def title_of(shapes: Sequence[Shape]) -> str:
    """The text of a slide's title, folded for comparing; "" when it has none."""
    title = next((text_of(shape.element) for shape in shapes if shape.kind in TITLES), "")
    return " ".join(title.casefold().split())


def titles_apart(titles: Sequence[str]) -> Iterator[Finding]:
    """Slides without a title, or with one that another slide has: readers jump from title to title."""
    counts = Counter(titles)
    for slide, title in enumerate(titles, 1):
        if not title:
            yield Finding("no-title", f"slide {slide}", "has no title", slide)
        elif counts[title] > 1:
            yield Finding("same-title", f"slide {slide}", title, slide)
