"""The fonts of a file: one composite font a face, with no more glyphs than are set (ISO 32000-1, 9.7).

Each code stands for a glyph and for what that glyph means where it is set, so the text can be taken out again
exactly, ligatures, small capitals and the hyphens of divided words included.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfdoc

from hefei_report.theme.face import Face, Glyph, Shaped

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

    def string(self, shaped: Shaped) -> String:
        """``shaped`` in this font's codes."""
        found = self.strings.get(shaped)
        if found is None:
            found = self.strings[shaped] = self._encoded(shaped)
        return found

    def _encoded(self, shaped: Shaped) -> String:
        parts: list[str] = []
        owed = advance = 0.0
        for glyph in shaped.glyphs:
            shift = round(owed + 1000.0 * glyph.x)
            if shift:
                parts.append(f">{-shift}<")
            parts.append(f"{self._code(glyph):04X}")
            own = self.width(glyph.id)
            owed += 1000.0 * glyph.advance - own - shift
            advance += own + shift
        return String("".join(parts), advance)

    def _code(self, glyph: Glyph) -> int:
        key = (glyph.id, glyph.text)
        return self.codes.setdefault(key, len(self.codes) + 1)

    def width(self, glyph: int) -> float:
        """How far a glyph moves the pen in the file, in thousandths of an em."""
        return round(1000.0 * self.face.glyph_advance(glyph), 2)


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

    def embed(self, document: Any) -> None:
        """Put the fonts into reportlab's ``document``; nothing is set after that."""
        resources = document.idToObject[pdfdoc.BasicFonts].dict
        for font in self._fonts.values():
            resources[font.name] = document.Reference(_composite(font, document), font.name)


def _composite(font: Font, document: Any) -> pdfdoc.PDFDictionary:
    """A Type 0 font (ISO 32000-1, 9.7.6) whose codes are character identifiers as they stand."""
    program = font.face.subset(glyph for glyph, _ in font.codes)
    name = f"{_tag(font)}+{font.face.postscript_name}"
    glyphs = [0, *(program.places[glyph] for glyph, _ in font.codes)]
    widths = " ".join(f"{font.width(glyph):g}" for glyph, _ in font.codes)
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": pdfdoc.PDFName(name),
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": document.Reference(_descriptor(font, name, program.content, document)),
            "DW": 1000,
            "W": f"[1 [{widths}]]",
            "CIDToGIDMap": document.Reference(_stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs))),
        }
    )
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": pdfdoc.PDFName(name),
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
            "ToUnicode": document.Reference(_stream(_meanings(font).encode("ascii"))),
        }
    )


def _descriptor(font: Font, name: str, program: bytes, document: Any) -> pdfdoc.PDFDictionary:
    """The font descriptor (ISO 32000-1, 9.8). Flags: 4 symbolic, as the font has no standard encoding; 64 italic."""
    measures = font.face.measures
    file = _stream(program)
    file.dictionary["Length1"] = len(program)
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": pdfdoc.PDFName(name),
            "Flags": 4 | (64 if measures.italic_angle else 0),
            "FontBBox": pdfdoc.PDFArray(list(measures.box)),
            "ItalicAngle": f"{measures.italic_angle:g}",
            "Ascent": measures.ascent,
            "Descent": measures.descent,
            "CapHeight": measures.cap_height,
            "StemV": measures.stem,
            "FontFile2": document.Reference(file),
        }
    )


def _stream(content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=zlib.compress(content, 9))
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream


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
