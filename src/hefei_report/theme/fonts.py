"""The one measurer: which font sets a character, and how wide a text is, for typesetting, charts and slides.

A family is four Latin faces and a fall-back for Chinese; a brand's own falls back to ours where it lacks a character.
The widths here are sums of nominal advances from the
font files, which is what charts and slides set; the briefing sets shaped text (:mod:`.shaping`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path

from hefei_report.document.brandfonts import BrandFonts, FontFile
from hefei_report.records import dataclass
from hefei_report.theme.face import Face
from hefei_report.workspace import assets_folder


class Family(Enum):
    """The families at hand; the value is the prefix of the names under which writers register the faces."""

    SERIF = "Serif"  # the briefing's text
    SANS = "Sans"  # the briefing's headings, tables and charts
    SLIDE = "Slide"  # metric-compatible with Arial, which decks ask for


AnyFamily = Family | BrandFonts
_BEHIND_BRANDS = Family.SANS  # sets what a brand's fonts lack


_CHINESE = ("noto-sans-sc/NotoSansSC-Regular.ttf", "noto-sans-sc/NotoSansSC-Bold.ttf")
_FILES: dict[Family, tuple[str, str, str, str]] = {
    Family.SERIF: (
        "source-serif-4/SourceSerif4-Regular.ttf",
        "source-serif-4/SourceSerif4-SemiBold.ttf",
        "source-serif-4/SourceSerif4-Italic.ttf",
        "source-serif-4/SourceSerif4-SemiBoldItalic.ttf",
    ),
    Family.SANS: (
        "source-sans-3/SourceSans3-Regular.ttf",
        "source-sans-3/SourceSans3-SemiBold.ttf",
        "source-sans-3/SourceSans3-Italic.ttf",
        "source-sans-3/SourceSans3-SemiBoldItalic.ttf",
    ),
    Family.SLIDE: (
        "liberation-sans/LiberationSans-Regular.ttf",
        "liberation-sans/LiberationSans-Bold.ttf",
        "liberation-sans/LiberationSans-Italic.ttf",
        "liberation-sans/LiberationSans-BoldItalic.ttf",
    ),
}


@dataclass(frozen=True, slots=True)
class Style:
    """Which face of a family: bold or not, italic or not (Chinese has no italic)."""

    family: AnyFamily
    bold: bool = False
    italic: bool = False


def font_files() -> tuple[Path, ...]:
    """The files of all faces."""
    names = dict.fromkeys((*(name for files in _FILES.values() for name in files), *_CHINESE))
    return tuple(assets_folder() / "fonts" / name for name in names)


@functools.cache
def latin_face(style: Style) -> Face:
    """The face that sets Latin text. Its name ("SerifBold") is its own among all."""
    if isinstance(style.family, BrandFonts):
        return _brand_face(_file_of(style.family, style))
    suffix = ("Bold" if style.bold else "") + ("Italic" if style.italic else "")
    file = _FILES[style.family][int(style.bold) + 2 * int(style.italic)]
    return Face(style.family.value + suffix, assets_folder() / "fonts" / file)


def _file_of(fonts: BrandFonts, style: Style) -> FontFile:
    if style.bold:
        return fonts.bold_italic if style.italic else fonts.bold
    return fonts.italic if style.italic else fonts.regular


@functools.cache  # all of them: were one let go, its font would be another one from then on, and be embedded twice
def _brand_face(file: FontFile) -> Face:
    """The face in ``file``; two fonts of a brand, or two styles of one, may share it."""
    return Face(f"Brand{file.digest}", file.content)


@functools.cache
def chinese_face(bold: bool) -> Face:
    """The face that sets what Latin faces haven't got."""
    return Face("ChineseBold" if bold else "Chinese", assets_folder() / "fonts" / _CHINESE[int(bold)], wide=True)


def face_called(name: str, families: Iterable[AnyFamily]) -> Face:
    """The face of that name among those that set text in ``families``. Raises KeyError when there is none."""
    for family in (*families, _BEHIND_BRANDS):
        if isinstance(family, BrandFonts) or name.startswith(family.value):
            for style in (Style(family, bold, italic) for bold in (False, True) for italic in (False, True)):
                if (face := latin_face(style)).name == name:
                    return face
    for bold in (False, True):
        if (face := chinese_face(bold)).name == name:
            return face
    raise KeyError(name)


@functools.cache
def is_chinese(character: str) -> bool:
    """Whether ``character`` is Chinese script or full-width punctuation, set from the Chinese face."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0xA4CF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or code >= 0x20000
    )


class _Faces(dict[str, Face]):
    """The face that sets each character in one style, found at its first use."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self.lacking: set[str] = set()  # characters that are asked for and that no face has

    def __missing__(self, character: str) -> Face:
        face = self[character] = _face_for(character, self._style)
        if not face.has(character):
            self.lacking.add(character)
        return face

    def of(self, text: str) -> set[Face]:
        """The faces that set ``text``."""
        return set(map(self.__getitem__, text))


_faces = functools.cache(_Faces)


def face_for(character: str, style: Style) -> Face:
    """The face that sets ``character``: the style's own, else ours behind a brand's, else the Chinese one."""
    return _faces(style)[character]


def _face_for(character: str, style: Style) -> Face:
    latin = latin_face(style)
    if isinstance(style.family, BrandFonts):
        own = latin.has(character) and not is_chinese(character)
        return latin if own else face_for(character, Style(_BEHIND_BRANDS, style.bold, style.italic))
    if is_chinese(character) or not latin.has(character):
        chinese = chinese_face(style.bold)
        return chinese if chinese.has(character) else latin
    return latin


def missing(text: str, style: Style) -> str:
    """The characters of ``text`` that no face of the family has, each once, in order."""
    faces = _faces(style)
    faces.of(text)
    if faces.lacking.isdisjoint(text):
        return ""
    return "".join(c for c in dict.fromkeys(text) if c in faces.lacking and c not in "\n\t\u00ad\u200b")


def segments(text: str, style: Style) -> Iterator[tuple[Face, str]]:
    """``text`` cut into runs of one face each, in order."""
    faces = _faces(style)
    used = faces.of(text)
    if len(used) == 1:
        yield used.pop(), text
        return
    start, current = 0, None
    for position, character in enumerate(text):
        face = faces[character]
        if current is None:
            current = face
        elif face is not current:
            yield current, text[start:position]
            start, current = position, face
    if current is not None:
        yield current, text[start:]


@functools.lru_cache(maxsize=100_000)
def _em_width(text: str, style: Style) -> float:
    faces = _faces(style)
    return sum(faces[c].advance(c) for c in text)


def width(text: str, size: float, style: Style) -> float:
    """The width of one line of ``text`` in points, set at ``size`` points."""
    return _em_width(text, style) * size
