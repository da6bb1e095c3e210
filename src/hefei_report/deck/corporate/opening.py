"""Opens a customer's template without trusting it: bounded, without macros or entities, nothing read outside it.

What a part says is parsed once here; whatever can't be parsed safely is refused before python-pptx sees it.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import unquote

from lxml import etree

from hefei_report.deck.corporate.refusal import Refused
from hefei_report.records import dataclass

T = TypeVar("T")

RELATIONSHIPS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # a compound file: an old .ppt, or an encrypted package ([MS-OFFCRYPTO] 2.3.4)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_MEMBERS = 4_000
_MOST_MEMBER = 64_000_000  # bytes of one part, inflated
_MOST_XML = 16_000_000  # bytes of a part that is parsed
_MOST_TOTAL = 200_000_000  # bytes of all parts, inflated
_MOST_RATIO = 200  # inflated to deflated, of parts over a megabyte
_MEGABYTE = 1_000_000
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError)
_SAVE_AGAIN = "open it in PowerPoint and save it again as .pptx or .potx"


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id, the last word of its kind, and its target: a part's name, or an address."""

    id: str
    kind: str
    target: str
    external: bool
    uri: str


class Package:
    """The parts of a template, each read when it is asked for, within bounds. Raises Refused throughout."""

    def __init__(self, content: bytes) -> None:
        self._archive = _archive(content)
        self._members = _checked(self._archive)
        self._trees: dict[str, etree._Element] = {}
        types = self.xml("[Content_Types].xml")
        named, general = _children(types, "Override"), _children(types, "Default")
        self._overrides = {e.get("PartName", "").lstrip("/"): e.get("ContentType", "") for e in named}
        self._defaults = {e.get("Extension", "").lower(): e.get("ContentType", "") for e in general}
        self._refuse_macros()

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self._members

    def read(self, name: str) -> bytes:
        """The content of a part."""
        info = self._members.get(name)
        if info is None:
            raise Refused(f"its part '{name}' is missing", _SAVE_AGAIN)
        return _guarded(lambda: self._archive.read(info))

    def xml(self, name: str) -> etree._Element:
        """A part as XML, parsed once."""
        if name not in self._trees:
            self._trees[name] = _parsed(name, self.read(name))
        return self._trees[name]

    def kind(self, name: str) -> str:
        """A part's content type."""
        return self._overrides.get(name) or self._defaults.get(name.rpartition(".")[2].lower(), "")

    def links(self, name: str) -> tuple[Link, ...]:
        """The relationships of a part, or with "" of the package."""
        folder, file = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{file}.rels")
        if not self.has(place):
            return ()
        return tuple(_link(entry, folder) for entry in _children(self.xml(place), "Relationship"))

    def _refuse_macros(self) -> None:
        kinds = [*self._overrides.values(), *self._defaults.values()]
        if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
            raise Refused(
                "it holds macros, and a deck is no place for programs", "save it without macros, as .pptx or .potx"
            )


def _archive(content: bytes) -> zipfile.ZipFile:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Refused("it is protected by a password", "remove the password in PowerPoint: File, Info, Protect")
        raise Refused("it is a presentation in PowerPoint's old format (.ppt)", _SAVE_AGAIN)
    if not content.startswith(b"PK"):
        raise Refused("it is no PowerPoint file", "name a .pptx or .potx")
    return _guarded(lambda: zipfile.ZipFile(io.BytesIO(content)))


def _checked(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by name, once what they declare is harmless: a member inflates to no more than it declares."""
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise Refused(f"it has {len(members):,} parts, which no template needs", _SAVE_AGAIN)
    total = 0
    for info in members:
        total += info.file_size
        steep = info.file_size > _MEGABYTE and info.file_size > _MOST_RATIO * max(1, info.compress_size)
        if info.file_size > _MOST_MEMBER or total > _MOST_TOTAL or steep:
            raise Refused("it would inflate to far more than a template needs", "use a template of ordinary size")
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("it is packed in a way that PowerPoint doesn't use", _SAVE_AGAIN)
    names = [info.filename.casefold() for info in members]
    if len(set(names)) != len(names) or any(".." in n.split("/") or n.startswith("/") or "\\" in n for n in names):
        raise Refused("the names of its parts are not as they must be", _SAVE_AGAIN)
    return {info.filename: info for info in members}


def _guarded(read: Callable[[], T]) -> T:
    try:
        return read()
    except _BROKEN:
        raise Refused("it is damaged", _SAVE_AGAIN) from None


def _parsed(name: str, content: bytes) -> etree._Element:
    """A part as XML. A document type is refused before and after parsing, in whatever encoding it is written."""
    if len(content) > _MOST_XML:
        raise Refused(f"its part '{name}' is larger than PowerPoint makes them", _SAVE_AGAIN)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    plain = content.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refused(f"its part '{name}' declares a document type, which PowerPoint never does", "don't use this file")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(f"its part '{name}' can't be read", _SAVE_AGAIN) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused(f"its part '{name}' declares a document type, which PowerPoint never does", "don't use this file")
    return root


def _children(root: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in root.iterchildren("*") if etree.QName(child).localname == name]


def _link(entry: etree._Element, folder: str) -> Link:
    uri, target = entry.get("Type", ""), entry.get("Target", "")
    external = entry.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Link(entry.get("Id", ""), uri.rpartition("/")[2], target, external, uri)
