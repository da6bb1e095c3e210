"""Reads the structure tree of a tagged PDF (ISO 32000-1, 14.7) and the text that belongs to each of its elements.

It knows nothing of how we write files: text is decoded by ToUnicode maps, and finds its element by the number
of its marked content, as a screen reader would have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

_BLOCK = re.compile(rb"begin(codespacerange|bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[.*?\])", re.DOTALL)
_MOST_DEPTH = 60


@dataclass(slots=True)
class Element:
    """An element with what is in it, in order: elements, and texts.

    ``box`` is where it stands on its ``page`` (from 0), in points: left, bottom, right, top (14.8.5.4.3).
    """

    role: str
    kids: list[Element | str] = field(default_factory=list)
    page: int | None = None
    box: tuple[float, ...] = ()

    def text(self, *, without: frozenset[str] = frozenset()) -> str:
        """All text in it, in order; what is in elements of the roles ``without`` is left out."""
        return "".join(
            kid if isinstance(kid, str) else "" if kid.role in without else kid.text(without=without)
            for kid in self.kids
        )

    def walk(self) -> Iterator[Element]:
        """It and all elements in it, outer before inner, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def find(self, *roles: str) -> list[Element]:
        """All elements of these roles in it."""
        return [element for element in self.walk() if element.role in roles]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A file's structure; ``stray`` is text that belongs neither to an element nor to an artifact."""

    root: Element
    stray: tuple[str, ...]


def read_structure(path: Path) -> Tagged:
    """The structure of a file. Raises AssertionError where there is none."""
    with pikepdf.open(path) as pdf:
        tree = pdf.Root.get("/StructTreeRoot")
        assert tree is not None, "the file is not tagged"
        reader = _Reader(pdf)
        root = Element("Root")
        reader.add(tree.get("/K"), root, None, 0)
        return Tagged(root, tuple(text for text in reader.stray if text.strip()))


class _Reader:
    """Text by page and number of marked content."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._codes: dict[Any, _Codes] = {}
        self.stray: list[str] = []
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._texts = [self._marked(page) for page in pdf.pages]

    def add(self, kids: Any, parent: Element, page: int | None, depth: int) -> None:
        """Append what ``kids`` (a kid, an array, or nothing) stands for."""
        assert depth < _MOST_DEPTH, "the structure has no end"
        if kids is None:
            return
        if isinstance(kids, pikepdf.Array):
            for kid in kids:
                self.add(kid, parent, page, depth)
        elif isinstance(kids, int):
            assert page is not None
            parent.kids.append(self._texts[page].get(kids, ""))
        elif kids.get("/Type") == "/OBJR":
            return
        else:
            own = self._pages[kids["/Pg"].objgen] if "/Pg" in kids else page
            if kids.get("/Type") == "/MCR":
                self.add(int(kids["/MCID"]), parent, own, depth)
                return
            element = Element(str(kids["/S"])[1:], page=own, box=_box(kids.get("/A", [])))
            parent.kids.append(element)
            self.add(kids.get("/K"), element, own, depth + 1)

    def _marked(self, page: Any) -> dict[int, str]:
        texts: dict[int, str] = {}
        open_: list[int | None] = []  # numbers of marked content; None for artifacts and what has no number
        artifact = 0
        codes: _Codes | None = None
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BMC", "BDC"):
                properties: Any = operands[1] if operator == "BDC" else {}
                if isinstance(properties, pikepdf.Name):
                    properties = page.Resources.Properties[properties]
                number = properties.get("/MCID")
                artifact += str(operands[0]) == "/Artifact"
                open_.append(-1 if str(operands[0]) == "/Artifact" else None if number is None else int(number))
            elif operator == "EMC":
                artifact -= open_.pop() == -1
            elif operator == "Tf":
                codes = self._font(page.Resources.Font[operands[0]])
            elif operator in ("Tj", "TJ", "'", '"'):
                assert codes is not None, "text without a font"
                said = _said(operands[-1], codes)
                number = next((one for one in reversed(open_) if one is not None), None)
                if artifact:
                    continue
                if number is None:
                    self.stray.append(said)
                else:
                    texts[number] = texts.get(number, "") + said
        return texts

    def _font(self, font: Any) -> _Codes:
        if font.objgen not in self._codes:
            self._codes[font.objgen] = _Codes(font["/ToUnicode"].read_bytes() if "/ToUnicode" in font else b"")
        return self._codes[font.objgen]


def _box(attributes: Any) -> tuple[float, ...]:
    """What an element's attributes say of its place, or nothing."""
    owners = attributes if isinstance(attributes, pikepdf.Array) else [attributes] if attributes else []
    return next((tuple(map(float, one["/BBox"])) for one in owners if "/BBox" in one), ())


def _said(operand: Any, codes: _Codes) -> str:
    strings = operand if isinstance(operand, pikepdf.Array) else [operand]
    return "".join(codes.text(bytes(string)) for string in strings if isinstance(string, pikepdf.String))


class _Codes:
    """What the codes of a font say, by its ToUnicode map (ISO 32000-1, 9.10.3)."""

    def __init__(self, table: bytes) -> None:
        self._length = 1
        self._texts: dict[bytes, str] = {}
        for kind, body in _BLOCK.findall(table):
            if kind == b"codespacerange":
                self._length = len(_HEX.findall(body)[0].strip()) // 2
            elif kind == b"bfchar":
                found = [bytes.fromhex(one.decode()) for one in _HEX.findall(body)]
                for code, text in zip(found[::2], found[1::2], strict=True):
                    self._texts[code] = text.decode("utf-16-be")
            else:
                self._add_ranges(body)

    def _add_ranges(self, body: bytes) -> None:
        for first, last, texts in _RANGE.findall(body):
            start, end, length = int(first, 16), int(last, 16), len(first) // 2
            known = [bytes.fromhex(one.decode()).decode("utf-16-be") for one in _HEX.findall(texts)]
            for offset in range(end - start + 1):
                text = known[offset] if texts.startswith(b"[") else known[0][:-1] + chr(ord(known[0][-1]) + offset)
                self._texts[(start + offset).to_bytes(length, "big")] = text

    def text(self, string: bytes) -> str:
        """A string's text; a code that the map doesn't know is U+FFFD."""
        step = self._length
        return "".join(self._texts.get(string[at : at + step], "\ufffd") for at in range(0, len(string), step))
