"""Text as glyphs: a face as one kind of text uses it, with what was shaped once kept for the next time."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from itertools import accumulate

from hefei_report.theme.face import NOTHING, Face, Glyph, Shaped

_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060\n")
_SPACES = str.maketrans("\u00a0", " ")
_MOST_KEPT = 40_000  # words of one kind: more are forgotten, so that a long report needs no more memory
_SOFT_HYPHEN = "\u00ad"

# What charts were measured with: every character by itself.
UNSHAPED = ("-kern", "-liga", "-clig", "-calt", "-ccmp", "-locl")


class Letters:
    """A ``face`` with OpenType ``features`` ("pnum"; "-liga": without), and ``tracking`` em added after each glyph.

    With ``capitals`` it draws capitals for small letters. Make it with :func:`letters`: two that are equal are one.
    """

    def __init__(self, face: Face, features: tuple[str, ...], tracking: float, capitals: bool) -> None:
        self.face, self.tracking, self.capitals = face, tracking, capitals
        self._features = {feature.removeprefix("-"): not feature.startswith("-") for feature in features}
        self._kept: dict[str, Shaped] = {}
        self._parts: dict[tuple[str, tuple[int, ...]], tuple[Shaped, ...]] = {}

    def shaped(self, text: str) -> Shaped:
        """``text`` as glyphs; characters that aren't drawn (soft hyphens, zero-width spaces) have none."""
        found = self._kept.get(text)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[text] = self._shape(text.translate(_UNSEEN).translate(_SPACES))
        return found

    def parts(self, text: str, cuts: tuple[int, ...]) -> tuple[Shaped, ...]:
        """``text`` shaped as a whole, then cut before the characters ``cuts``.

        Where a glyph stands for characters on both sides of a cut (a ligature), each side is shaped by itself.
        """
        if not cuts:
            return (self.shaped(text),)
        found = self._parts.get((text, cuts))
        if found is None:
            if len(self._parts) >= _MOST_KEPT:
                self._parts.clear()
            found = self._parts[text, cuts] = self._cut(text, cuts)
        return found

    @functools.cached_property
    def hyphen(self) -> Shaped:
        """The hyphen of a divided word; whoever takes the text out of the file again gets a soft one."""
        drawn = self.shaped("-").glyphs[0]
        return Shaped.of((drawn._replace(text=_SOFT_HYPHEN),))

    def _shape(self, text: str) -> Shaped:
        drawn = _capitals(text, self.face) if self.capitals else text
        shaped = self.face.shape(drawn, self._features)
        glyphs: Iterable[Glyph] = shaped.glyphs
        if drawn is not text:
            glyphs = _standing_for(text, shaped.glyphs)
        if self.tracking:
            glyphs = (glyph._replace(advance=glyph.advance + self.tracking) for glyph in glyphs)
        return Shaped.of(glyphs)

    def _cut(self, text: str, cuts: tuple[int, ...]) -> tuple[Shaped, ...]:
        glyphs = self.shaped(text).glyphs
        ends = list(accumulate(len(glyph.text) for glyph in glyphs))
        spans = list(zip((0, *cuts), (*cuts, len(text)), strict=True))
        if not ends or ends[-1] != len(text) or not set(cuts) <= set(ends):
            return tuple(self.shaped(text[start:end]) for start, end in spans)
        firsts = {end: index + 1 for index, end in enumerate(ends)} | {0: 0}
        return tuple(Shaped.of(glyphs[firsts[start] : firsts[end]]) for start, end in spans)


def _capitals(text: str, face: Face) -> str:
    """``text`` with a capital for each small letter that has one in the font."""
    return "".join(
        character.upper() if len(character.upper()) == 1 and face.has(character.upper()) else character
        for character in text
    )


def _standing_for(text: str, glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """``glyphs`` of a text of the same length, as standing for ``text``."""
    start = 0
    for glyph in glyphs:
        extent = 0 if glyph.text == NOTHING else len(glyph.text)
        yield glyph._replace(text=text[start : start + extent] or NOTHING)
        start += extent


@functools.cache
def letters(face: Face, features: tuple[str, ...] = (), *, tracking: float = 0.0, capitals: bool = False) -> Letters:
    """The letters of ``face`` with what is asked for; features that the font hasn't got are left out."""
    known = tuple(feature for feature in features if feature.startswith("-") or feature in face.features)
    if known != features:
        return letters(face, known, tracking=tracking, capitals=capitals)
    return Letters(face, features, tracking, capitals)
