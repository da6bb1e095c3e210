"""What a report's last briefing had deflated, in one entry of the cache: a new process deflates what has changed."""

from __future__ import annotations

import functools
import hashlib
import zlib
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from hefei_report.briefing.bundle import bundled, entries_of
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.workspace import Cache, source_digest

T = TypeVar("T")

_FLUSHED = b"\0\0\xff\xff"  # how data end to which more will be added


@contextmanager
def deflated_before(memory: Memory, cache: Cache, report: str) -> Iterator[Memory]:
    """What to ask for deflated contents of ``report``: ``memory`` where there is one, else what the ``cache`` keeps."""
    if memory is not NO_MEMORY or cache.folder is None:
        yield memory
        return
    kept = _Deflated(cache, report)
    yield kept
    kept.save()


class _Deflated(Memory):
    """Remembers deflated contents and nothing else. What is kept is used only if it inflates to what is asked for."""

    def __init__(self, cache: Cache, report: str) -> None:
        super().__init__()
        self._cache = cache
        self._place = entry_of(report)
        self._known = entries_of(cache.get(self._place) or b"")
        self._used: dict[str, bytes] = {}

    def once(self, stage: str, key: Hashable, make: Callable[[], T]) -> T:
        match stage, key:
            case "deflated", bytes(content):
                return cast("T", self._found(b"", content, zlib.MAX_WBITS, make, "whole"))
            case "deflated piece", (bytes(before), bytes(content), *manner):
                return cast("T", self._found(before, content, -zlib.MAX_WBITS, make, repr(manner)))
            case _:
                return make()

    def _found(self, before: bytes, content: bytes, window: int, make: Callable[[], Any], manner: str) -> bytes:
        key = f"{_made_by()} {manner} {zlib.crc32(before)} {zlib.crc32(content)} {len(content)}"
        data: bytes | None = self._known.get(key)
        if data is None or not _inflates(data, before, content, window):
            data = make()
        self._used[key] = data
        return data

    def save(self) -> None:
        """Leave what was asked for to the next build, and nothing else."""
        if self._used != self._known:
            self._cache.put(self._place, bundled(self._used))


def entry_of(report: str) -> str:
    """What the entry of ``report`` is called in the cache."""
    return hashlib.sha256(f"deflated for the briefing\0{report}".encode()).hexdigest()


@functools.cache
def _made_by() -> str:
    """Our own code, and the library."""
    sources = (source_digest("briefing"), source_digest("deflating.py"))
    return hashlib.sha256(" ".join((*sources, zlib.ZLIB_RUNTIME_VERSION)).encode()).hexdigest()[:32]


def _inflates(data: bytes, before: bytes, content: bytes, window: int) -> bool:
    """Whether ``data`` are ``content``, whole or up to where more will be added, and nothing beside it."""
    inflater = zlib.decompressobj(window, zdict=before) if before else zlib.decompressobj(window)
    try:
        inflated = inflater.decompress(data)
    except zlib.error:
        return False
    ended = not inflater.unused_data if inflater.eof else data.endswith(_FLUSHED)
    return ended and inflated == content
