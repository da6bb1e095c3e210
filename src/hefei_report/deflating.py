"""Deflates long contents piece by piece, so that after an edit only the pieces around it are compressed again.

Where a piece ends depends on nothing but what stands there: the same content is cut alike in any build. Each piece
may still repeat what stands in the one before it, so the whole is hardly longer than if it had been deflated at once.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator

from hefei_report.bundling import bundled, contents_of
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.workspace import Cache

_LEAST = 12_000  # bytes of a piece: smaller ones would cost room
_BREAK = re.compile(rb"[\n{]")  # lines of text, records of JSON
LONG = 2 * _LEAST  # bytes: what is shorter is one piece
_LOOKED_AT = 48  # bytes that follow a break
_ONE_IN = 2  # breaks that may end a piece: then cuts fall together again soon after an edit that moved one
_REACH = 1 << zlib.MAX_WBITS  # bytes: what lies further back can't be repeated
_BARE = -zlib.MAX_WBITS  # without header or checksum


class Left:
    """The pieces that the last build of the publication called ``name`` left in the ``cache``. For one build.

    Their entry there is called ``place``.
    """

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache = cache
        self.place = hashlib.sha256(f"deflated {zlib.ZLIB_RUNTIME_VERSION}\0{name}".encode()).hexdigest()
        self._known = contents_of(cache.get(self.place) or b"")
        self._asked: dict[str, bytes] = {}

    def once(self, before: bytes, piece: bytes, manner: tuple[int, int], deflate: Callable[[], bytes]) -> bytes:
        """What ``deflate()`` gives, which deflates ``piece`` behind what stands ``before`` it in this ``manner``."""
        digest = hashlib.sha256(repr((manner, len(before))).encode() + before + piece).hexdigest()
        self._asked[digest] = found = self._known.get(digest) or deflate()
        return found

    def save(self) -> None:
        """Leave what was asked for to the next build, and nothing else."""
        if self._asked.keys() != self._known.keys():
            self._cache.put(self.place, bundled(self._asked))


class _Nothing(Left):
    def __init__(self) -> None:
        """Nothing to read."""

    def once(self, before: bytes, piece: bytes, manner: tuple[int, int], deflate: Callable[[], bytes]) -> bytes:
        return deflate()

    def save(self) -> None:
        """Nothing to leave."""


NOTHING_LEFT: Left = _Nothing()


def deflated(content: bytes, level: int, memory: Memory = NO_MEMORY, left: Left = NOTHING_LEFT) -> bytes:
    """``content`` in the format of RFC 1951; ``memory`` or ``left`` may have pieces of it from an earlier build."""
    before, parts = b"", []
    *pieces, last = _pieces(content)
    for piece in pieces:
        parts.append(_piece(before, piece, (level, zlib.Z_SYNC_FLUSH), memory, left))
        before = (before + piece)[-_REACH:]
    return b"".join((*parts, _piece(before, last, (level, zlib.Z_FINISH), memory, left)))


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


def _piece(before: bytes, piece: bytes, manner: tuple[int, int], memory: Memory, left: Left) -> bytes:
    """``piece`` deflated, at a level and with a flush at its end."""
    level, flush = manner

    def deflate() -> bytes:
        packer = zlib.compressobj(level, zlib.DEFLATED, _BARE, zdict=before)
        return packer.compress(piece) + packer.flush(flush)

    return memory.once("deflated piece", (before, piece, manner), lambda: left.once(before, piece, manner, deflate))
