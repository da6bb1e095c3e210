"""One font file: what it can draw, how wide, shaped by HarfBuzz, and cut down to the glyphs that were set."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from hefei_report.records import dataclass
from hefei_report.workspace import file_stamp

# What is no part of a glyf font inside a PDF (ISO 32000-1, 9.9): layout, names, hinting and their like.
_DROPPED = (
    *("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "STAT", "kern", "name", "OS/2", "post", "cmap", "DSIG", "FFTM"),
    *("gasp", "vhea", "vmtx", "VORG", "meta", "LTSH", "hdmx", "VDMX", "PCLT"),
)


# A part of an outline: "m"ove to, "l"ine to, "q"uadratic or "c"ubic curve to, with its points, or "h" that closes it.
Segment = tuple[str, tuple[float, ...]]
Outline = tuple[Segment, ...]

NOTHING = "\u200b"  # what a glyph stands for that adds to the one before


class Glyph(NamedTuple):
    """A drawn shape. ``text`` is what it stands for; the lengths are in em: how far the pen moves, and its shift."""

    id: int
    text: str
    advance: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A stretch of text as glyphs, ``width`` em wide. It is kept and shared: equal means the same."""

    glyphs: tuple[Glyph, ...]
    width: float

    @classmethod
    def of(cls, glyphs: Iterable[Glyph]) -> Shaped:
        """``glyphs`` with their width."""
        kept = tuple(glyphs)
        return cls(kept, sum(glyph.advance for glyph in kept))


@dataclass(frozen=True, slots=True)
class FontProgram:
    """A font cut down to some glyphs: the file, and where each glyph of the whole font stands in it."""

    content: bytes
    places: dict[int, int]


@dataclass(frozen=True, slots=True)
class FontMeasures:
    """What a font descriptor says (ISO 32000-1, table 122), in thousandths of an em."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float
    stem: int


class Face:
    """One font file. Lengths are in em; multiply by the type size for points.

    A ``wide`` face sets Chinese: each of its characters fills a square.
    """

    def __init__(self, name: str, file: Path | bytes, *, wide: bool = False) -> None:
        """The font in ``file``, which is where it is or what is in it."""
        import uharfbuzz as hb

        self.name = name
        self._file = file
        self.wide = wide
        self._face = hb.Face(hb.Blob(file) if isinstance(file, bytes) else hb.Blob.from_file_path(str(file)))
        self._font = hb.Font(self._face)
        self._em = self._face.upem
        self.glyph_count: int = self._face.glyph_count
        extents = self._font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self._em
        self.descent: float = -extents.descender / self._em
        self.pitch: float = (
            extents.ascender - extents.descender + extents.line_gap
        ) / self._em  # of single-spaced lines
        self._glyphs: dict[str, int] = {}
        self._advances: dict[str, float] = {}
        self._outlines: dict[str, Outline] = {}

    def has(self, character: str) -> bool:
        """Whether the font can draw ``character``."""
        return self.glyph_of(character) != 0

    def advance(self, character: str) -> float:
        """How far ``character`` moves the pen, in em (the missing-glyph box if the font hasn't got it)."""
        width = self._advances.get(character)
        if width is None:
            width = self._advances[character] = self.glyph_advance(self.glyph_of(character))
        return width

    def glyph_advance(self, glyph: int) -> float:
        """How far a glyph moves the pen when nothing is around it, in em."""
        return float(self._font.get_glyph_h_advance(glyph) / self._em)

    def outline(self, character: str) -> Outline:
        """The shape of ``character`` in em from its origin, kept for the next time; () for a space."""
        found = self._outlines.get(character)
        if found is None:
            found = self._outlines[character] = tuple(self._segments(self.glyph_of(character)))
        return found

    def _segments(self, glyph: int) -> list[Segment]:
        import uharfbuzz as hb

        found: list[Segment] = []
        tell = hb.DrawFuncs()

        def note(operator: str) -> Callable[..., None]:
            return lambda *numbers: found.append((operator, tuple(number / self._em for number in numbers[:-1])))

        tell.set_move_to_func(note("m"))
        tell.set_line_to_func(note("l"))
        tell.set_quadratic_to_func(note("q"))
        tell.set_cubic_to_func(note("c"))
        tell.set_close_path_func(note("h"))
        self._font.draw_glyph(glyph, tell, None)
        return found

    def shape(self, text: str, features: dict[str, bool]) -> Shaped:
        """``text`` as glyphs, with the font's kerning and ligatures and as ``features`` ask (OpenType tags).

        The texts of the glyphs, one after the other, are ``text``, but for glyphs beyond the characters of their
        cluster: those stand for U+200B, since each code of a PDF must stand for something (ISO 14289-1, 7.21.7).
        """
        import uharfbuzz as hb

        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "ltr"
        hb.shape(self._font, buffer, features)
        infos, places, em = buffer.glyph_infos, buffer.glyph_positions or (), self._em  # None where nothing is drawn
        ends = [info.cluster for info in infos[1:]] + [len(text)]
        return Shaped.of(
            Glyph(
                info.codepoint,
                text[info.cluster : end] or NOTHING,
                place.x_advance / em,
                place.x_offset / em,
                place.y_offset / em,
            )
            for info, place, end in zip(infos, places, ends, strict=False)
        )

    @functools.cached_property
    def features(self) -> frozenset[str]:
        """The tags of the substitutions that the font knows ("smcp", "pnum")."""
        return frozenset(self._face.get_language_feature_tags("GSUB"))

    def subset(self, glyphs: Iterable[int]) -> FontProgram:
        """The font with no more than ``glyphs``, without hints."""
        import uharfbuzz as hb

        wanted = hb.SubsetInput()
        wanted.glyph_set.update(set(glyphs))
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        for tag in _DROPPED:
            wanted.drop_table_tag_set.add(int.from_bytes(tag.encode(), "big"))
        plan = hb.SubsetPlan(self._face, wanted)
        return FontProgram(bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping))

    @functools.cached_property
    def postscript_name(self) -> str:
        """The name that the font gives itself."""
        import uharfbuzz as hb

        name = self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        return (name or self.name).replace(" ", "")

    @functools.cached_property
    def measures(self) -> FontMeasures:
        """The measures of the whole font."""
        import uharfbuzz as hb

        head = bytes(self._face.reference_table("head").data)
        corners = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
        left, bottom, right, top = (round(1000 * corner / self._em) for corner in corners)
        cap = self._font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT)
        slant: float = self._font.get_style_value(hb.StyleTag.SLANT_ANGLE)
        weight = self._font.get_style_value(hb.StyleTag.WEIGHT)
        return FontMeasures(
            (left, bottom, right, top),
            round(1000 * self.ascent),
            round(-1000 * self.descent),
            round(1000 * (0.7 if cap is None else cap / self._em)),
            slant,
            round(10 + 220 * (weight - 50) / 900),
        )

    @functools.cached_property
    def digest(self) -> str:
        """Stands for the font file, for keys of caches: the SHA-256 of a brand's, and of ours what the disk says."""
        return hashlib.sha256(self._file).hexdigest() if isinstance(self._file, bytes) else file_stamp(self._file)

    def glyph_of(self, character: str) -> int:
        """The number of the glyph that draws ``character`` when nothing is around it; 0 if the font hasn't got it."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._glyphs[character] = int(self._font.get_nominal_glyph(ord(character)) or 0)
        return glyph
