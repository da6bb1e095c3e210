"""What a report's last briefing had deflated is left in the cache: a new process deflates what has changed since."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from hefei_report.deflating import Left
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.workspace import Cache

T = TypeVar("T")

_WHOLE = (zlib.MAX_WBITS, 0)  # the manner of what isn't deflated in pieces
_FLUSHED = b"\0\0\xff\xff"  # how data end to which more will be added


@contextmanager
def deflated_before(memory: Memory, cache: Cache, report: str) -> Iterator[Memory]:
    """What to ask for deflated contents of ``report``: ``memory`` where there is one, else what the ``cache`` keeps."""
    if memory is not NO_MEMORY or cache.folder is None:
        yield memory
        return
    left = left_of(cache, report)
    yield _Deflated(left)
    left.save()


def left_of(cache: Cache, report: str) -> Left:
    """What the last briefing of ``report`` left."""
    return Left(cache, f"briefing {report}")


class _Deflated(Memory):
    """Remembers deflated contents and nothing else. What was left is used if it inflates to what is asked for."""

    def __init__(self, left: Left) -> None:
        super().__init__()
        self._left = left

    def once(self, stage: str, key: Hashable, make: Callable[[], T]) -> T:
        match stage, key:
            case "deflated", bytes(content):
                before, manner, window = b"", _WHOLE, zlib.MAX_WBITS
            case "deflated piece", (bytes(before), bytes(content), manner):
                window = -zlib.MAX_WBITS
            case _:
                return make()
        found = self._left.once(before, content, manner, cast("Callable[[], bytes]", make))
        return cast("T", found) if _inflates(found, before, content, window) else make()


def _inflates(data: bytes, before: bytes, content: bytes, window: int) -> bool:
    """Whether ``data`` are ``content``, whole or up to where more will be added, and nothing beside it."""
    inflater = zlib.decompressobj(window, zdict=before) if before else zlib.decompressobj(window)
    try:
        inflated = inflater.decompress(data)
    except zlib.error:
        return False
    ended = not inflater.unused_data if inflater.eof else data.endswith(_FLUSHED)
    return ended and inflated == content
