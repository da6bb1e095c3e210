"""Opens the archive of a workbook without trusting it: bounded, each part parsed while it is read, no entities."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import TypeVar
from urllib.parse import unquote
from xml.parsers import expat

from hefei_report.charts.tables.cells import Unreadable

T = TypeVar("T")

MOST_PART = 120_000_000  # bytes of a part, inflated
_MOST_MEMBERS = 2_000
_CHUNK = 1 << 16
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # a compound file: an old .xls, or an encrypted workbook
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
_SAVE_AGAIN = "open it in a spreadsheet program and save it again as .xlsx, or as CSV in UTF-8"

# What happens in a part: an element opens (name without namespace, attributes), or closes (name, its text).
Opened = tuple[str, dict[str, str]]
Closed = tuple[str, str]


class Archive:
    """The parts of a workbook by name. Raises Unreadable throughout."""

    def __init__(self, path: str, content: bytes) -> None:
        self._path = path
        if content.startswith(_OLE):
            raise self.refused("is an old or an encrypted workbook")
        self._archive = self._guarded(lambda: zipfile.ZipFile(io.BytesIO(content)))
        infos = self._archive.infolist()
        if len(infos) > _MOST_MEMBERS:
            raise self.refused("has too many parts")
        self._members = {info.filename.lower(): info for info in infos}

    def refused(self, why: str) -> Unreadable:
        """The refusal of this file, for the reason ``why``."""
        return Unreadable("bad-workbook", f"'{self._path}' {why}", _SAVE_AGAIN)

    def has(self, name: str) -> bool:
        """Whether there is a part of that name; case doesn't count (ECMA-376-2, 6.2.2)."""
        return name.lower() in self._members

    def events(self, name: str) -> Iterator[Opened | Closed]:
        """What happens in a part, while it is inflated; text is that directly inside an element."""
        info = self._members.get(name.lower())
        if info is None:
            raise self.refused(f"lacks its part '{name[:80]}'")
        parser = _Parser()
        read = 0
        with self._guarded(lambda: self._archive.open(info)) as part:
            while True:
                chunk = self._guarded(lambda: part.read(_CHUNK))
                read += len(chunk)
                if read > MOST_PART:
                    raise self.refused("is too large when it is unpacked")
                try:
                    yield from parser.fed(chunk)
                except (expat.ExpatError, LookupError, ValueError, _Declared) as problem:  # the former for encodings
                    raise self.refused(f"has a part that can't be read: '{name[:80]}'") from problem
                if not chunk:
                    return

    def _guarded(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except _BROKEN as problem:
            raise self.refused("is no workbook, or is damaged") from problem


class _Declared(Exception):
    """A part declares a document type, as none of a workbook does."""


class _Parser:
    """Turns bytes into what happens in them."""

    def __init__(self) -> None:
        self._found: list[Opened | Closed] = []
        self._texts: list[list[str]] = [[]]
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._open
        self._expat.EndElementHandler = self._close
        self._expat.CharacterDataHandler = self._tell
        self._expat.StartDoctypeDeclHandler = self._refuse

    def fed(self, chunk: bytes) -> list[Opened | Closed]:
        """What happens in the next bytes; none end the part."""
        self._found = []
        self._expat.Parse(chunk, not chunk)
        return self._found

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._texts.append([])
        self._found.append((_local(name), {_local(key): value for key, value in attributes.items()}))

    def _close(self, name: str) -> None:
        self._found.append((_local(name), "".join(self._texts.pop())))

    def _tell(self, text: str) -> None:
        self._texts[-1].append(text)

    def _refuse(self, *_: object) -> None:
        raise _Declared


def _local(name: str) -> str:
    """A name without its prefix, since strict and transitional workbooks differ in their namespaces."""
    return name.rpartition(":")[2]


def target_of(base: str, target: str) -> str:
    """The part that a relationship of the part ``base`` points at."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), unquote(target))).lstrip("/")
