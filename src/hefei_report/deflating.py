"""Deflates long contents piece by piece, so that after an edit only the pieces around it are compressed again.

Where a piece ends depends on nothing but what stands there: the same content is cut alike in any build. Each piece
may still repeat what stands in the one before it, so the whole is hardly longer than if it had been deflated at once.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from hefei_report.memory import NO_MEMORY, Memory

_LEAST = 12_000  # bytes of a piece: smaller ones would cost room
_BREAK = re.compile(rb"[\n{]")  # lines of text, records of JSON
LONG = 2 * _LEAST  # bytes: what is shorter is one piece
_LOOKED_AT = 48  # bytes that follow a break
_ONE_IN = 2  # breaks that may end a piece: then cuts fall together again soon after an edit that moved one
_REACH = 1 << zlib.MAX_WBITS  # bytes: what lies further back can't be repeated
_BARE = -zlib.MAX_WBITS  # without header or checksum


def deflated(content: bytes, level: int, memory: Memory = NO_MEMORY) -> bytes:
    """``content`` in the format of RFC 1951; ``memory`` may have pieces of it from an earlier build."""
    before, parts = b"", []
    *pieces, last = _pieces(content)
    for piece in pieces:
        parts.append(_piece(before, piece, level, memory, zlib.Z_SYNC_FLUSH))
        before = (before + piece)[-_REACH:]
    return b"".join((*parts, _piece(before, last, level, memory, zlib.Z_FINISH)))


def zlib_stream(content: bytes, level: int, memory: Memory = NO_MEMORY) -> bytes:
    """The same in the format of RFC 1950, which is what PDF calls FlateDecode."""
    header = zlib.compress(b"", level)[:2]
    return header + deflated(content, level, memory) + zlib.adler32(content).to_bytes(4, "big")


def _pieces(content: bytes) -> Iterator[bytes]:
    """``content``, cut; one piece at least."""
    start = 0
    while (end := _end(content, start)) is not None:
        yield content[start:end]
        start = end
    yield content[start:]


def _end(content: bytes, start: int) -> int | None:
    """Where the piece that begins at ``start`` ends; None if that is the end of all."""
    for found in _BREAK.finditer(content, start + _LEAST, len(content) - _LEAST):
        if zlib.crc32(content[found.end() : found.end() + _LOOKED_AT]) % _ONE_IN == 0:
            return found.end()
    return None


def _piece(before: bytes, piece: bytes, level: int, memory: Memory, flush: int) -> bytes:
    def deflate() -> bytes:
        packer = zlib.compressobj(level, zlib.DEFLATED, _BARE, zdict=before)
        return packer.compress(piece) + packer.flush(flush)

    return memory.once("deflated piece", (before, piece, level, flush), deflate)
