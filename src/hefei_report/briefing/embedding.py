"""The fonts of a file: one composite font a face, with no more glyphs than are set (ISO 32000-1, 9.7).

Each code stands for a glyph and for what that glyph means where it is set, so the text can be taken out again
exactly, ligatures, small capitals and the hyphens of divided words included. Which code that is doesn't depend on what
is set elsewhere, but for rare cases: a page that an edit leaves alone has the same codes as before.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from hefei_report.briefing.objects import Reserved, array, dictionary, name, number, reference, string
from hefei_report.briefing.serializing import compressed
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.inventory import SOFT_HYPHEN
from hefei_report.theme.face import Face, Shaped

_MOST_CODES = 0x10000
_LONGEST_NAME = 24  # characters, of a name that each line of text repeats
_LARGE = 60_000  # glyphs of a font that leaves no room for more codes
_PER_SECTION = 100  # entries of a CMap that stand together, at most
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{entries}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


# A glyph and what it stands for.
Meaning = tuple[int, str]


class String(NamedTuple):
    """Glyphs as hexadecimal codes with kerning between them, and how far they move the pen in thousandths of an em.

    ``used`` are its glyphs with what they stand for.
    """

    codes: str
    advance: float
    used: tuple[Meaning, ...] = ()


class Font:
    """One face in the file, called by its ``name`` there."""

    def __init__(self, face: Face) -> None:
        self.face, self.name = face, face.name[:_LONGEST_NAME]
        self.codes: dict[Meaning, int] = {}
        self._meanings: dict[int, Meaning] = {}
        self.used: set[Meaning] = set()
        self._noted: dict[Shaped, String] = {}
        self.strings: dict[Shaped, String] = {}
        self._drawn: dict[Meaning, tuple[str, float]] = {}

    def string(self, shaped: Shaped) -> String:
        """``shaped`` in this font's codes."""
        found = self._noted.get(shaped)
        if found is None:
            found = self._noted[shaped] = self._string(shaped)
            self.used.update(found.used)
        return found

    def _string(self, shaped: Shaped) -> String:
        found = self.strings.get(shaped)
        if found is None:
            found = self.strings[shaped] = self._encoded(shaped)
        return found

    def begin(self) -> None:
        """From here on, ``used`` gathers anew what is set."""
        self.used, self._noted = set(), {}

    def _encoded(self, shaped: Shaped) -> String:
        parts: list[str] = []
        owed = advance = 0.0
        for id_, text, ahead, x, _ in shaped.glyphs:
            shift = round(owed + 1000.0 * x)
            if shift:
                parts.append(f">{-shift}<")
            code, own = self._drawn.get((id_, text)) or self._draw(id_, text)
            parts.append(code)
            owed += 1000.0 * ahead - own - shift
            advance += own + shift
        return String("".join(parts), advance, tuple((glyph.id, glyph.text) for glyph in shaped.glyphs))

    def _draw(self, glyph: int, text: str) -> tuple[str, float]:
        """The code of a glyph that stands for ``text``, and its width."""
        code = self.codes.get((glyph, text)) or first_choice(self.face, glyph, text)
        while self._meanings.get(code, (glyph, text)) != (glyph, text):
            code = code % (_MOST_CODES - 1) + 1
        self._take((glyph, text), code)
        drawn = self._drawn[glyph, text] = (f"{code:04X}", self.width(glyph))
        return drawn

    def _take(self, meaning: Meaning, code: int) -> None:
        self.codes[meaning], self._meanings[code] = code, meaning

    def orderly(self, meanings: Iterable[Meaning]) -> bool:
        """Whether these have the codes that they would have in any file."""
        return all(self.codes[meaning] == first_choice(self.face, *meaning) for meaning in meanings)

    def admits(self, codes: Mapping[Meaning, int]) -> bool:
        """Whether these first choices may be among its codes: none of them means something else here."""
        return codes.items() <= self.codes.items() or all(
            self.codes.get(meaning, code) == code and self._meanings.get(code, meaning) == meaning
            for meaning, code in codes.items()
        )

    def admit(self, codes: Mapping[Meaning, int]) -> None:
        """Something is on a page already that is set in these codes."""
        for meaning, code in codes.items():
            self._take(meaning, code)

    def sorted_codes(self) -> list[tuple[int, Meaning]]:
        """Its codes in order, with what they stand for."""
        return sorted(self._meanings.items())

    def width(self, glyph: int) -> float:
        """How far a glyph moves the pen in the file, in thousandths of an em."""
        return round(1000.0 * self.face.glyph_advance(glyph), 2)

    def written(self, document: Any, memory: Memory = NO_MEMORY) -> bytes:
        """A reference to it in reportlab's ``document``; nothing is set in it after that.

        ``memory`` may have its program from an earlier build that set the same glyphs.
        """
        return reference(Reserved(_composite(self, document, memory)), document)


def first_choice(face: Face, glyph: int, text: str) -> int:
    """The code for a glyph that stands for ``text``, unless it means something else in this file already.

    A character's own glyph has its number; what else a glyph may stand for, a number beyond those.
    """
    if glyph and len(text) == 1 and text != SOFT_HYPHEN and face.glyph_of(text) == glyph:
        return glyph
    beyond = face.glyph_count if face.glyph_count < _LARGE else 1
    return beyond + zlib.crc32(f"{glyph} {text}".encode()) % (_MOST_CODES - beyond)


class Fonts:
    """The fonts of one document."""

    def __init__(self) -> None:
        self._fonts: dict[Face, Font] = {}

    def of(self, face: Face) -> Font:
        """The font of ``face``."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = Font(face)
        return font

    def begin(self) -> None:
        """From here on, :meth:`used` tells of what is set."""
        for font in self._fonts.values():
            font.begin()

    def used(self) -> dict[Face, dict[Meaning, int]] | None:
        """The codes of what was set since then; None if some of them are no first choices."""
        fonts = [font for font in self._fonts.values() if font.used]
        if not all(font.orderly(font.used) for font in fonts):
            return None
        return {font.face: {meaning: font.codes[meaning] for meaning in font.used} for font in fonts}

    def admit(self, used: Mapping[Face, Mapping[Meaning, int]]) -> bool:
        """Take over codes, all first choices, of what is on pages already; False if one means something else here."""
        if not all(self.of(face).admits(codes) for face, codes in used.items()):
            return False
        for face, codes in used.items():
            self.of(face).admit(codes)
        return True

    def __iter__(self) -> Iterator[Font]:
        """By their names."""
        return iter(sorted((font for font in self._fonts.values() if font.codes), key=_name))


def _name(font: Font) -> str:
    return font.name


def _composite(font: Font, document: Any, memory: Memory) -> bytes:
    """A Type 0 font (ISO 32000-1, 9.7.6) whose codes are character identifiers as they stand."""
    codes = font.sorted_codes()
    glyphs = tuple(glyph for _, (glyph, _) in codes)
    program = memory.once("subset", (Same(font.face), glyphs), lambda: font.face.subset(glyphs))
    base = name(f"{_tag(codes)}+{font.face.postscript_name}")
    places = compressed(_places(codes, program.places), memory)
    system = {"Registry": string("Adobe"), "Ordering": string("Identity"), "Supplement": b"0"}
    descendant = {
        "Type": name("Font"),
        "Subtype": name("CIDFontType2"),
        "BaseFont": base,
        "CIDSystemInfo": dictionary(system),
        "FontDescriptor": reference(Reserved(_descriptor(font, base, program.content, document, memory)), document),
        "DW": b"1000",
        "W": array(_widths(codes, font)),
        "CIDToGIDMap": reference(places, document),
    }
    composite = {
        "Type": name("Font"),
        "Subtype": name("Type0"),
        "BaseFont": base,
        "Encoding": name("Identity-H"),
        "DescendantFonts": array((reference(Reserved(dictionary(descendant)), document),)),
        "ToUnicode": reference(compressed(_cmap(codes).encode("ascii"), memory), document),
    }
    return dictionary(composite)


def _places(codes: list[tuple[int, Meaning]], places: Mapping[int, int]) -> bytes:
    """Where in the font's program the glyph of each code stands, from code 0 to the last."""
    found = bytearray(2 * codes[-1][0] + 2)
    for code, (glyph, _) in codes:
        found[2 * code : 2 * code + 2] = places[glyph].to_bytes(2, "big")
    return bytes(found)


def _widths(codes: list[tuple[int, Meaning]], font: Font) -> Iterator[bytes]:
    """The widths of the codes (ISO 32000-1, 9.7.4.3): of those that follow one another, in one array."""
    for _, run in groupby(enumerate(codes), key=_before_run):
        found = [code for _, code in run]
        yield number(found[0][0])
        yield array(number(font.width(glyph)) for _, (glyph, _) in found)


def _before_run(numbered: tuple[int, tuple[int, Meaning]]) -> int:
    """Is the same for codes that follow one another."""
    return numbered[1][0] - numbered[0]


def _descriptor(font: Font, base: bytes, program: bytes, document: Any, memory: Memory) -> bytes:
    """The font descriptor (ISO 32000-1, 9.8). Flags: 4 symbolic, as the font has no standard encoding; 64 italic."""
    measures = font.face.measures
    file = compressed(program, memory)
    file.dictionary["Length1"] = len(program)
    descriptor = {
        "Type": name("FontDescriptor"),
        "FontName": base,
        "Flags": number(4 | (64 if measures.italic_angle else 0)),
        "FontBBox": array(map(number, measures.box)),
        "ItalicAngle": number(measures.italic_angle),
        "Ascent": number(measures.ascent),
        "Descent": number(measures.descent),
        "CapHeight": number(measures.cap_height),
        "StemV": number(measures.stem),
        "FontFile2": reference(file, document),
    }
    return dictionary(descriptor)


def _tag(codes: Iterable[tuple[int, Meaning]]) -> str:
    """Six capitals that stand for the choice of glyphs (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(repr(list(codes)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _cmap(codes: Iterable[tuple[int, Meaning]]) -> str:
    """The CMap from codes to text (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, (_, text) in codes]
    sections = [entries[start : start + _PER_SECTION] for start in range(0, len(entries), _PER_SECTION)]
    lines = (f"{len(section)} beginbfchar\n{chr(10).join(section)}\nendbfchar" for section in sections)
    return _CMAP.format(entries="\n".join(lines))
