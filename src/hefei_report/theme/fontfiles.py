"""Opens font files that nobody vouches for: bounded, whole, and allowed to travel in a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from string import ascii_letters, digits

from hefei_report.document.brandfonts import FontFile
from hefei_report.records import dataclass
from hefei_report.theme.face import Face
from hefei_report.theme.variations import instances

MOST_BYTES = 16_000_000
REGULAR, BOLD = 400, 700
_EXPECTED = ascii_letters + digits + ".,:;!?()%-+/'\""

# How a file begins (OpenType 1.9, "Organization of an OpenType font").
_TRUETYPE = (b"\x00\x01\x00\x00", b"true")
_OTHERS = {
    b"OTTO": "a font with PostScript outlines",
    b"wOFF": "a font for websites (WOFF)",
    b"wOF2": "a font for websites (WOFF2)",
    b"ttcf": "a collection of fonts",
}
_NEEDED = ("cmap", "head", "hhea", "hmtx", "maxp", "glyf", "loca")
_MOST_TABLES = 100
_CONVERT = "take the font's TrueType file (.ttf)"
_AGAIN = "take the file again from where the font comes from"
_LICENCE = "its licence says so in the file (OS/2 fsType); ask its maker for one that may be embedded"

# Bits of fsType (OpenType 1.9, "OS/2"): the lowest four say who may embed it, if there is but the second: nobody.
_USAGE, _RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 0x000F, 0x0002, 0x0100, 0x0200


class UnusableFont(Exception):
    """A font that isn't taken; ``code`` and ``hint`` go into the diagnostic."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


@dataclass(frozen=True, slots=True)
class OpenedFont:
    """A face, how heavy it is (100 to 900), and whether it is italic."""

    file: FontFile
    weight: int
    italic: bool

    @property
    def lacking(self) -> str:
        """The letters, digits and signs that any text has, and the font hasn't."""
        face = Face("", self.file.content)
        return "".join(character for character in _EXPECTED if not face.has(character))


def open_fonts(
    path: str, content: bytes, weight: int | None = None, italic: bool | None = None
) -> tuple[OpenedFont, ...]:
    """The faces in ``content``, the file at ``path``: one, or regular and bold where the font varies between them.

    ``weight`` and ``italic`` are what its author says of it, instead of what the font does. Raises UnusableFont.
    """
    if len(content) > MOST_BYTES:
        raise UnusableFont("file-too-large", f"'{path}' is too large", f"at most {MOST_BYTES:,} bytes are read")
    tables = _tables(path, content)
    _may_be_embedded(path, tables)
    slanted = _italic(tables) if italic is None else italic
    wanted = (REGULAR, BOLD) if weight is None else (weight,)
    with _damage_told(path):
        faces = instances(content, wanted) if "fvar" in tables else {weight or _weight(tables): content}
        for face in faces.values():
            _try(path, face)
    return tuple(OpenedFont(_file(path, face), weight, slanted) for weight, face in faces.items())


def _file(path: str, content: bytes) -> FontFile:
    return FontFile(path, hashlib.sha256(content).hexdigest(), content)


def _tables(path: str, content: bytes) -> Mapping[str, bytes]:
    """The tables of the file by their tags."""
    beginning = content[:4]
    if beginning in _OTHERS:
        raise UnusableFont("wrong-format", f"'{path}' is {_OTHERS[beginning]}; TrueType is needed", _CONVERT)
    if beginning not in _TRUETYPE:
        raise UnusableFont("wrong-format", f"'{path}' is no font file", _CONVERT)
    found = dict(_listed(path, content))
    lacking = [tag for tag in _NEEDED if not found.get(tag)]
    if lacking:
        raise _damaged(path, f"it has no table '{lacking[0]}'")
    return found


def _listed(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    count = int.from_bytes(content[4:6], "big")
    if count > _MOST_TABLES or len(content) < 12 + 16 * count:
        raise _damaged(path, "its list of tables is not whole")
    for entry in range(12, 12 + 16 * count, 16):
        start, length = (int.from_bytes(content[at : at + 4], "big") for at in (entry + 8, entry + 12))
        if start + length > len(content):
            raise _damaged(path, "it ends too early")
        yield content[entry : entry + 4].decode("latin-1"), content[start : start + length]


def _damaged(path: str, why: str) -> UnusableFont:
    return UnusableFont("damaged-file", f"the font '{path}' is damaged: {why}", _AGAIN)


def _may_be_embedded(path: str, tables: Mapping[str, bytes]) -> None:
    """A font without the table says nothing, as fonts before it did."""
    rights = int.from_bytes(tables.get("OS/2", b"")[8:10], "big")
    if rights & _USAGE == _RESTRICTED:
        raise UnusableFont("font-licence", f"the font '{path}' may not be embedded in documents", _LICENCE)
    if rights & (_WHOLE_ONLY | _BITMAPS_ONLY):
        raise UnusableFont("font-licence", f"the font '{path}' may not be embedded in part", _LICENCE)


@contextmanager
def _damage_told(path: str) -> Iterator[None]:
    """What the reader of fonts chokes on is damage."""
    try:
        yield
    except (ValueError, RuntimeError, ZeroDivisionError, OverflowError, MemoryError) as problem:
        raise _damaged(path, "it can't be cut down to what is set") from problem


def _try(path: str, content: bytes) -> None:
    """Do with the font what a page does: measure it, shape a text, cut it down."""
    face = Face("", content)
    letters = [character for character in ascii_letters if face.has(character)]
    if not letters:
        raise _damaged(path, "it has no letters")
    shaped = face.shape(_EXPECTED, {})
    cut = face.subset(glyph.id for glyph in shaped.glyphs)
    if not any(map(face.outline, letters)) or not cut.content or shaped.width <= 0:
        raise _damaged(path, "its letters have no shapes")


def _weight(tables: Mapping[str, bytes]) -> int:
    told = int.from_bytes(tables.get("OS/2", b"")[4:6], "big")
    return told if 1 <= told <= 1000 else BOLD if _style_bits(tables) & 1 else REGULAR


def _italic(tables: Mapping[str, bytes]) -> bool:
    return bool(_style_bits(tables) & 2)


def _style_bits(tables: Mapping[str, bytes]) -> int:
    """macStyle of the table "head": 1 bold, 2 italic."""
    return int.from_bytes(tables["head"][44:46], "big")
