"""Zip archives whose bytes depend on nothing but their members: no clock, no platform, no order of adding."""

from __future__ import annotations

import functools
import io
import struct
import zlib
from collections.abc import Mapping

from hefei_report.deflating import LONG, NOTHING_LEFT, Left, deflated
from hefei_report.memory import NO_MEMORY, Memory

_STAMP = (0, 1 << 5 | 1)  # midnight of 1 January 1980, the earliest that the format knows
_VERSION = 20  # of the format: what it takes to unpack
_MANNER = {packed: (_VERSION, 0, 8 if packed else 0, *_STAMP) for packed in (False, True)}
_RIGHTS = 0o600 << 16  # of the file that a member becomes, as Unix has them
_LEVEL = 6
_FIRST = "[Content_Types].xml"
_STORED = (".png", ".jpg", ".jpeg", ".xlsx")  # compressed already


_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "svg": "image/svg+xml",
}
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def content_types(kinds: Mapping[str, str]) -> bytes:
    """The package's list of what each part is, from part names (without leading slash) to content types."""
    entries = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in sorted(_DEFAULTS.items())
    )
    for name, kind in sorted(kinds.items()):
        if _DEFAULTS.get(name.rpartition(".")[2]) != kind:
            entries += f'<Override PartName="/{name}" ContentType="{kind}"/>'
    return document(f'<Types xmlns="{_TYPES}">{entries}</Types>')


def document(root: str) -> bytes:
    """An element as an XML file."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()


def pack(
    members: Mapping[str, bytes], compressed: bool = True, memory: Memory = NO_MEMORY, left: Left = NOTHING_LEFT
) -> bytes:
    """An archive of ``members``, sorted by name after the list of content types, which readers expect first.

    Not ``compressed``, its bytes don't even depend on the version of zlib. What ``memory`` or ``left`` has isn't
    compressed again: that is why the archive (PKWARE's APPNOTE, 4.3) is written here, as ``zipfile`` would write it.
    """
    out, directory = io.BytesIO(), io.BytesIO()
    for name in sorted(members, key=lambda name: (name != _FIRST, name)):
        content, packed = members[name], compressed and not name.endswith(_STORED)
        crc, body = _packed(content, memory, left) if packed else (zlib.crc32(content), content)
        spelt = name.encode("ascii")
        told = struct.pack("<5H3L2H", *_MANNER[packed], crc, len(body), len(content), len(spelt), 0)
        directory.write(struct.pack("<4s2B", b"PK\x01\x02", _VERSION, 0) + told)
        directory.write(struct.pack("<3H2L", 0, 0, 0, _RIGHTS, out.tell()) + spelt)
        out.write(struct.pack("<4s", b"PK\x03\x04") + told + spelt + body)
    start, listed = out.tell(), directory.getvalue()
    count = len(members)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(listed), start, 0)
    return out.getvalue() + listed + end


def _packed(content: bytes, memory: Memory, left: Left) -> tuple[int, bytes]:
    """The checksum of ``content``, and ``content`` deflated.

    A long one is kept in pieces only: whole, each edit would leave one more.
    """
    if len(content) > LONG:
        return zlib.crc32(content), deflated(content, _LEVEL, memory, left)
    deflate = functools.partial(deflated, content, _LEVEL, left=left)
    return memory.once("deck deflated", content, lambda: (zlib.crc32(content), deflate()))
