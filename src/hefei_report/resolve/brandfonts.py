"""Finds the files of a brand's fonts, and which of them sets regular, bold and italic text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.document.brandfonts import BrandFonts
from hefei_report.outline.brandfile import BrandFile, FontPath, FontSource
from hefei_report.outline.files import author_bytes
from hefei_report.outline.text import Text
from hefei_report.records import dataclass
from hefei_report.theme.fontfiles import BOLD, REGULAR, OpenedFont, UnusableFont, open_fonts
from hefei_report.theme.typefaces import typeface
from hefei_report.workspace import Workspace, confined

_WEIGHTS = {
    "thin": 100,
    "extra-light": 200,
    "ultra-light": 200,
    "light": 300,
    "normal": REGULAR,
    "regular": REGULAR,
    "medium": 500,
    "semi-bold": 600,
    "demi-bold": 600,
    "bold": BOLD,
    "extra-bold": 800,
    "ultra-bold": 800,
    "black": 900,
}
FONT_SUFFIXES = (".ttf", ".otf")
_STYLES = ("normal", "italic")
_MOST_FILES = 30
_HOUSE = "the briefing is set in Source Serif and Source Sans"
_SHARED = "the briefing's headings are set in the font of its text"
_LIST = "no font is fetched: list its files under 'typography.fonts', with 'source: file'"


@dataclass(frozen=True, slots=True)
class FontBinding:
    """Binds the fonts of the brand ``file``, whose paths begin beside the file ``name``."""

    file: BrandFile
    name: str
    workspace: Workspace
    diagnostics: Diagnostics

    def fonts(self) -> tuple[BrandFonts | None, BrandFonts | None]:
        """The faces of text and of headings, None for ours. Headings whose font has no files are set in the text's."""
        base, headings = self.file.base, self.file.headings
        opened = {text.value: self._opened(text) for text in (base.family, headings.family) if text is not None}
        found = opened.get(base.family.value if base.family else "", ())
        own = opened.get(headings.family.value if headings.family else "", ()) or found
        regular, bold = self._weight(base.weight) or REGULAR, self._weight(headings.weight) or BOLD
        self._tell_missing(opened, bool(found))
        text_fonts = self._text(base.family, found, regular)
        return text_fonts, _for_headings(headings.family if own is not found else base.family, own, bold)

    # ------------------------------------------------------------------------------------------- files

    def _opened(self, family: Text) -> tuple[OpenedFont, ...]:
        """The faces of the font called ``family`` that are at hand."""
        files = [path for source in self._sources(family) for path in source.files]
        if len(files) > _MOST_FILES:
            message = f"'{family.value[:60]}' has {len(files)} files; at most {_MOST_FILES} are read"
            self.diagnostics.error("too-many", message, files[_MOST_FILES].path.span, "list those that are used")
        return tuple(face for path in files[:_MOST_FILES] for face in self._faces(path))

    def _sources(self, family: Text) -> Iterator[FontSource]:
        wanted = family.value.strip().casefold()
        return (
            one for one in self.file.fonts if one.source == "file" and one.family.value.strip().casefold() == wanted
        )

    def _faces(self, listed: FontPath) -> tuple[OpenedFont, ...]:
        path = listed.path
        if "://" in path.value:
            message = f"the font '{path.value[:60]}' is not fetched"
            self.diagnostics.warning("brand-font", message, path.span, "put the file into the outline's folder")
            return ()
        beside = (PurePosixPath(self.name).parent / path.value.lstrip("/")).as_posix()
        content = author_bytes(self.workspace, beside, path.span, self.diagnostics)
        if content is None:
            return ()
        try:
            return open_fonts(
                confined(beside).as_posix(), content, self._weight(listed.weight), self._is_italic(listed.style)
            )
        except UnusableFont as problem:
            self.diagnostics.error(problem.code, str(problem), path.span, problem.hint)
            return ()

    def _weight(self, text: Text | None) -> int | None:
        """A weight that is written as a number or by its name; a range is the font's own affair."""
        if text is None or ".." in text.value:
            return None
        told = text.value.strip().casefold()
        weight = int(told) if told.isascii() and told.isdigit() and len(told) <= 4 else _WEIGHTS.get(told)
        if weight is None or not 1 <= weight <= 1000:
            hint = did_you_mean(told, _WEIGHTS) or "write a number from 100 to 900, or 'bold'"
            self.diagnostics.error("bad-font", f"'{text.value[:40]}' is no weight of a font", text.span, hint)
            return None
        return weight

    def _is_italic(self, text: Text | None) -> bool | None:
        if text is None:
            return None
        told = text.value.strip().casefold()
        if told not in _STYLES:
            hint = did_you_mean(told, _STYLES) or "write 'normal' or 'italic'"
            self.diagnostics.error("bad-font", f"'{text.value[:40]}' is no style of a font", text.span, hint)
        return told == "italic"

    # ------------------------------------------------------------------------------------------- faces

    def _text(self, family: Text | None, faces: Sequence[OpenedFont], weight: int) -> BrandFonts | None:
        """The four faces of running text; the nearest one stands in for one that lacks, and that is told."""
        if family is None or not faces:
            return None
        upright = [face for face in faces if not face.italic] or list(faces)
        regular = _nearest(upright, weight)
        bold = _if_any([face for face in upright if face.weight > regular.weight], max(BOLD, regular.weight))
        italic = _if_any([face for face in faces if face.italic], regular.weight)
        both = _if_any([face for face in faces if face.italic and italic and face.weight > italic.weight], BOLD)
        self._tell_lacking(family, regular, bold, italic)
        four = (regular, bold or regular, italic or regular, both or bold or italic or regular)
        return BrandFonts(family.value, *(face.file for face in four))

    def _tell_lacking(
        self, family: Text, regular: OpenedFont, bold: OpenedFont | None, italic: OpenedFont | None
    ) -> None:
        lacking = [name for name, face in (("bold", bold), ("italic", italic)) if face is None]
        if lacking:
            message = (
                f"'{family.value}' has no {' and no '.join(lacking)} face here: such text is set in its regular one"
            )
            self.diagnostics.warning("brand-font", message, family.span, "list the file of that face, too")
        if regular.lacking:
            message = f"'{family.value}' lacks {' '.join(regular.lacking)}: these are set in Source Sans"
            self.diagnostics.warning("brand-font", message, family.span, "take a font with all letters and digits")

    def _tell_missing(self, opened: dict[str, tuple[OpenedFont, ...]], has_text: bool) -> None:
        """What becomes of fonts without files: slides ask for them by name, pages are set in others."""
        asked = {text.value: text for text in (self.file.base.family, self.file.headings.family) if text is not None}
        for name, text in asked.items():
            if opened[name] or any(source.files for source in self._sources(text)):
                continue  # what is wrong with its files has been told
            message = f"{_SHARED if has_text else _HOUSE}; slides ask for '{name}'"
            known = "" if typeface(name).known else ", whose widths are not known: text on slides may come out shorter"
            self.diagnostics.warning("brand-font", message + known, text.span, _LIST)


def _for_headings(family: Text | None, faces: Sequence[OpenedFont], weight: int) -> BrandFonts | None:
    """Headings are set in the faces of one weight."""
    if family is None or not faces:
        return None
    upright = _nearest([face for face in faces if not face.italic] or faces, weight)
    italic = _nearest([face for face in faces if face.italic] or [upright], weight)
    return BrandFonts(family.value, upright.file, upright.file, italic.file, italic.file)


def _nearest(faces: Iterable[OpenedFont], weight: int) -> OpenedFont:
    return min(faces, key=lambda face: abs(face.weight - weight))


def _if_any(faces: Sequence[OpenedFont], weight: int) -> OpenedFont | None:
    return _nearest(faces, weight) if faces else None
