"""The fonts of a file: one composite font a face, with no more glyphs than are set (ISO 32000-1, 9.7).

Each code stands for a glyph and for what that glyph means where it is set, so the text can be taken out again
exactly, ligatures, small capitals and the hyphens of divided words included.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from hefei_report.briefing.objects import Reserved, array, dictionary, name, number, reference, string
from hefei_report.briefing.serializing import compressed
from hefei_report.theme.face import Face, Shaped

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


class String(NamedTuple):
    """Glyphs as hexadecimal codes with kerning between them, and how far they move the pen in thousandths of an em."""

    codes: str
    advance: float


class Font:
    """One face in the file, called ``name`` there; its codes count from 1, in the order of their first use."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self.codes: dict[tuple[int, str], int] = {}
        self.strings: dict[Shaped, String] = {}
        self._drawn: dict[tuple[int, str], tuple[str, float]] = {}

    def string(self, shaped: Shaped) -> String:
        """``shaped`` in this font's codes."""
        found = self.strings.get(shaped)
        if found is None:
            found = self.strings[shaped] = self._encoded(shaped)
        return found

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
        return String("".join(parts), advance)

    def _draw(self, glyph: int, text: str) -> tuple[str, float]:
        """The code of a glyph that stands for ``text``, and its width."""
        code = self.codes[glyph, text] = len(self.codes) + 1
        drawn = self._drawn[glyph, text] = (f"{code:04X}", self.width(glyph))
        return drawn

    def width(self, glyph: int) -> float:
        """How far a glyph moves the pen in the file, in thousandths of an em."""
        return round(1000.0 * self.face.glyph_advance(glyph), 2)

    def written(self, document: Any) -> bytes:
        """A reference to it in reportlab's ``document``; nothing is set in it after that."""
        return reference(Reserved(_composite(self, document)), document)


class Fonts:
    """The fonts of one document, known by the names F1, F2 ... in the order of their first use."""

    def __init__(self) -> None:
        self._fonts: dict[Face, Font] = {}

    def of(self, face: Face) -> Font:
        """The font of ``face``."""
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = Font(face, f"F{len(self._fonts) + 1}")
        return font

    def __iter__(self) -> Iterator[Font]:
        """In the order of their first use."""
        return iter(self._fonts.values())


def _composite(font: Font, document: Any) -> bytes:
    """A Type 0 font (ISO 32000-1, 9.7.6) whose codes are character identifiers as they stand."""
    program = font.face.subset(glyph for glyph, _ in font.codes)
    base = name(f"{_tag(font)}+{font.face.postscript_name}")
    glyphs = [0, *(program.places[glyph] for glyph, _ in font.codes)]
    places = compressed(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs))
    system = {"Registry": string("Adobe"), "Ordering": string("Identity"), "Supplement": b"0"}
    descendant = {
        "Type": name("Font"),
        "Subtype": name("CIDFontType2"),
        "BaseFont": base,
        "CIDSystemInfo": dictionary(system),
        "FontDescriptor": reference(Reserved(_descriptor(font, base, program.content, document)), document),
        "DW": b"1000",
        "W": array((b"1", array(number(font.width(glyph)) for glyph, _ in font.codes))),
        "CIDToGIDMap": reference(places, document),
    }
    composite = {
        "Type": name("Font"),
        "Subtype": name("Type0"),
        "BaseFont": base,
        "Encoding": name("Identity-H"),
        "DescendantFonts": array((reference(Reserved(dictionary(descendant)), document),)),
        "ToUnicode": reference(compressed(_meanings(font).encode("ascii")), document),
    }
    return dictionary(composite)


def _descriptor(font: Font, base: bytes, program: bytes, document: Any) -> bytes:
    """The font descriptor (ISO 32000-1, 9.8). Flags: 4 symbolic, as the font has no standard encoding; 64 italic."""
    measures = font.face.measures
    file = compressed(program)
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


def _tag(font: Font) -> str:
    """Six capitals that stand for the choice of glyphs (ISO 32000-1, 9.6.4)."""
    digest = hashlib.sha256(repr(list(font.codes)).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _meanings(font: Font) -> str:
    """The CMap from codes to text (ISO 32000-1, 9.10.3)."""
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for (_, text), code in font.codes.items()]
    sections = [entries[start : start + _PER_SECTION] for start in range(0, len(entries), _PER_SECTION)]
    lines = (f"{len(section)} beginbfchar\n{chr(10).join(section)}\nendbfchar" for section in sections)
    return _CMAP.format(entries="\n".join(lines))
