"""Zip archives whose bytes depend on nothing but their members: no clock, no platform, no order of adding."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
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


def pack(members: Mapping[str, bytes], compressed: bool = True) -> bytes:
    """An archive of ``members``, sorted by name after the list of content types, which readers expect first.

    Not ``compressed``, its bytes don't even depend on the version of zlib.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            info = zipfile.ZipInfo(name, _STAMP)
            info.create_system = 0
            info.external_attr = 0
            deflated = compressed and not name.endswith(_STORED)
            info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
            archive.writestr(info, members[name], compresslevel=6)
    return out.getvalue()
