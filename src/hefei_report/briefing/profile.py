"""The colour profile of sRGB, for the file's output intent: made from its few numbers, so that it is nobody's file.

A matrix profile by ICC.1:2010. The primaries and the white point are those of IEC 61966-2-1, brought to the profile
connection space's D50 by the Bradford transform (ICC.1:2010, annex E); the tone curve is the standard's own.
"""

from __future__ import annotations

import functools
import hashlib
import struct

_D50 = (0.9642, 1.0, 0.8249)  # ICC.1:2010, 7.2.16
_RED = (0.4360747, 0.2225045, 0.0139322)
_GREEN = (0.3850649, 0.7168786, 0.0971045)
_BLUE = (0.1430804, 0.0606169, 0.7141733)
_ADAPTATION = (  # from D65 to D50, row by row
    (1.0478112, 0.0228866, -0.0501270),
    (0.0295424, 0.9904844, -0.0170491),
    (-0.0092345, 0.0150436, 0.7521316),
)
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # g, a, b, c, d of a curve of type 3
_DATE = (1999, 10, 1, 0, 0, 0)  # of the standard: the profile has no other
_HEADER_LENGTH, _ID_OFFSET = 128, 84


def _fixed(*values: float) -> bytes:
    """Numbers as signed 15.16 fixed-point ones."""
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _words(text: str) -> bytes:
    """A text in one language."""
    content = text.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">II", 1, 12) + b"enUS" + struct.pack(">II", len(content), 28) + content


def _place(value: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(*value)


@functools.cache
def srgb_profile() -> bytes:
    """The profile, with its own digest as its identifier (7.2.18)."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(*_CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright"),
        b"wtpt": _place(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(*(value for row in _ADAPTATION for value in row)),
        b"rXYZ": _place(_RED),
        b"gXYZ": _place(_GREEN),
        b"bXYZ": _place(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    body = _tagged(tags)
    header = _header(_HEADER_LENGTH + len(body))
    # The identifier is computed with the fields for flags, intent and identifier at zero, as they are.
    digest = hashlib.md5(header + body, usedforsecurity=False).digest()
    return header[:_ID_OFFSET] + digest + header[_ID_OFFSET + len(digest) :] + body


def _tagged(tags: dict[bytes, bytes]) -> bytes:
    """The table of tags and their data; tags with the same data share it."""
    start = _HEADER_LENGTH + 4 + 12 * len(tags)
    table, data = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for signature, content in tags.items():
        if content not in places:
            places[content] = start + len(data)
            data += content + bytes(-len(content) % 4)
        table += signature + struct.pack(">II", places[content], len(content))
    return table + data


def _header(size: int) -> bytes:
    """The first 128 bytes (7.2): version 4.2, a display's profile, perceptual intent."""
    header = struct.pack(">I", size) + bytes(4) + b"\x04\x20\0\0" + b"mntrRGB XYZ " + struct.pack(">6H", *_DATE)
    header += b"acsp" + bytes(28) + _fixed(*_D50)
    return header + bytes(_HEADER_LENGTH - len(header))
