"""SVG: read without document types and entities, and written anew with nothing in it but shapes, colours and letters.

What acts (scripts, handlers, animations), what fetches (references to the outside, style sheets that load) and what
holds other documents is refused; editors' notes and metadata are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from xml.parsers import expat

from hefei_report.document.picture import PictureFile, PictureForm
from hefei_report.images.expansion import Expansion
from hefei_report.images.problems import Unusable

MOST_ELEMENTS = 50_000
MOST_DRAWN = 500_000  # elements, when references are followed
MOST_DEPTH = 100
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_BETWEEN = " "  # expat's separator of namespace and name
_SHAPES = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath linearGradient "
    "radialGradient stop clipPath mask pattern marker style".split()
)
_LEFT_OUT = frozenset(("title", "desc", "metadata"))
_LETTERS = frozenset(("text", "tspan", "textPath"))
_REFERENCE = re.compile(r"url\(\s*['\"]?\s*([^'\")]*)", re.IGNORECASE)
_LOADS = re.compile(r"@import|@font-face|expression\s*\(|javascript:|\\", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d*\.?\d+)\s*(px|pt|pc|mm|cm|in|)\s*$")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_PLAIN = "export it as plain SVG, or as PNG"


def read_drawing(path: str, content: bytes) -> PictureFile:
    """The drawing in ``content``. Raises Unusable."""
    cleaner = _Cleaner(path)
    parser = expat.ParserCreate(namespace_separator=_BETWEEN)
    parser.buffer_text = True
    parser.StartElementHandler = cleaner.start
    parser.EndElementHandler = cleaner.end
    parser.CharacterDataHandler = cleaner.text
    parser.StartDoctypeDeclHandler = cleaner.doctype
    parser.EntityDeclHandler = cleaner.entity
    parser.ProcessingInstructionHandler = cleaner.instruction
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):  # LookupError: an encoding that nobody knows
        raise Unusable("broken-picture", f"'{path}' is no well-formed SVG", _PLAIN) from None
    return cleaner.picture()


class _Cleaner:
    """Writes a drawing anew while it is parsed."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._out: list[str] = []
        self._open: list[str] = []
        self._skipping = 0  # how deep in what is left out
        self._count = 0
        self._size: tuple[float, float] | None = None
        self._lettered = False
        self._expansion = Expansion()

    def picture(self) -> PictureFile:
        """The finished drawing."""
        if self._size is None:
            hint = "give its root 'viewBox', or 'width' and 'height'"
            raise Unusable("broken-picture", f"'{self._path}' does not say how large it is", hint)
        if self._expansion.elements() > MOST_DRAWN:
            raise self._unsafe("repeats itself too often")
        content = "".join(self._out).encode()
        return PictureFile(self._path, PictureForm.SVG, content, *self._size, self._lettered)

    def _unsafe(self, what: str) -> Unusable:
        return Unusable("unsafe-picture", f"'{self._path}' {what}", _PLAIN)

    # -------------------------------------------------------------------------------------- the parser's

    def doctype(self, _name: str, _system: str | None, _public: str | None, inside: bool) -> None:
        """A document type that declares things of its own is refused; the old one of SVG 1.1 is left out."""
        if inside:
            raise self._unsafe("declares a document type of its own")

    def entity(self, *_declaration: object) -> None:
        """There is no entity without a document type of its own."""
        raise self._unsafe("declares entities")

    def instruction(self, target: str, _data: str) -> None:
        """A style sheet that would be fetched."""
        if target.lower() == "xml-stylesheet":
            raise self._unsafe("asks for a style sheet outside of it")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element."""
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > MOST_DEPTH:
            raise Unusable("file-too-large", f"'{self._path}' has too many parts", "simplify it, or export it as PNG")
        space, _, local = name.rpartition(_BETWEEN)
        if self._skipping or space != _SVG or local in _LEFT_OUT:
            self._refuse_foreign(space, local)
            self._skipping += 1
            return
        if local not in _SHAPES:
            raise self._unsafe(f"holds <{local}>")
        root = not self._open
        if root:
            self._measure(local, attributes)
        kept = self._kept(attributes, local)
        self._lettered |= local in _LETTERS
        self._expansion.start(attributes.get("id", ""), kept.values())
        self._open.append(local)
        namespaces = f' xmlns="{_SVG}" xmlns:xlink="{_XLINK}"' if root else ""
        written = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
        self._out.append(f"<{local}{namespaces}{written}>")

    def _refuse_foreign(self, space: str, local: str) -> None:
        """What acts is refused even where it would be left out: its author should know."""
        if local.lower() in ("script", "foreignobject", "iframe", "handler"):
            raise self._unsafe(f"holds <{local}>")
        if not self._open and not self._skipping:
            raise Unusable("broken-picture", f"'{self._path}' is no SVG: its root is in '{space}'", _PLAIN)

    def end(self, _name: str) -> None:
        """The end of an element."""
        if self._skipping:
            self._skipping -= 1
            return
        self._expansion.end()
        self._out.append(f"</{self._open.pop()}>")

    def text(self, text: str) -> None:
        """Letters, or a style sheet."""
        if self._skipping or not self._open:
            return
        if self._open[-1] == "style":
            self._check_style(text)
            self._out.append(escape(text))
        elif self._open[-1] in _LETTERS:
            self._out.append(escape(text))

    # ------------------------------------------------------------------------------------------ what stays

    def _kept(self, attributes: Mapping[str, str], local: str) -> dict[str, str]:
        kept: dict[str, str] = {}
        for name, value in attributes.items():
            space, _, key = name.rpartition(_BETWEEN)
            if key.lower().startswith("on"):
                raise self._unsafe(f"has a handler, '{key}'")
            if key == "href" and space in ("", _XLINK):
                self._check_reference(value)
                kept["xlink:href"] = value.strip()
            elif not space and key != "base" and ":" not in key:
                self._check_style(value)
                kept[key] = value
        if local == "svg" and not self._open and self._size:
            kept["width"], kept["height"] = (f"{length:g}" for length in self._size)
        return kept

    def _check_reference(self, value: str) -> None:
        if not value.strip().startswith("#"):
            raise self._unsafe("refers to something outside of it, or holds another picture")

    def _check_style(self, value: str) -> None:
        if _LOADS.search(value):
            raise self._unsafe("has a style that loads or runs something")
        for match in _REFERENCE.finditer(value):
            self._check_reference(match[1])

    def _measure(self, local: str, attributes: Mapping[str, str]) -> None:
        if local != "svg":
            raise Unusable("broken-picture", f"'{self._path}' is no SVG", _PLAIN)
        width, height = (_pixels(attributes.get(name, "")) for name in ("width", "height"))
        box = [float(part) for part in re.findall(r"-?\d*\.?\d+(?:[eE][-+]?\d+)?", attributes.get("viewBox", ""))]
        if len(box) == 4 and min(box[2:]) > 0 and not (width and height):
            width, height = box[2], box[3]
        if width and height and 1e-3 < width / height < 1e3:
            self._size = width, height


def _pixels(length: str) -> float:
    """A length in CSS pixels, or 0 when it isn't one."""
    found = _LENGTH.match(length)
    return float(found[1]) * _PIXELS[found[2]] if found else 0.0
