"""The prints of a report's last build in one entry of the cache, so that a new process sets only what has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from hefei_report.briefing.printcode import packed, unpacked
from hefei_report.briefing.reprint import Print
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.bundling import bundled, contents_of
from hefei_report.workspace import Cache


class Bundle:
    """Prints by the hashes of what they were made from. What the last build had no use for is let go."""

    def __init__(self, cache: Cache, report: str) -> None:
        self._cache = cache
        self._name = hashlib.sha256(f"prints of the briefing\0{report}".encode()).hexdigest()
        self._entries = contents_of(cache.get(self._name) or b"")
        self._found: dict[str, Print] = {}

    def find(self, key: str, typesetter: Typesetter) -> Print | None:
        """The print that was kept under ``key``."""
        content = self._entries.get(key)
        found = unpacked(content, typesetter) if content is not None else None
        if found is not None:
            self._found[key] = found
        return found

    def keep(self, prints: Mapping[str, Print]) -> None:
        """Keep these, and nothing else."""
        entries = {key: self._bytes_of(key, part) for key, part in prints.items()}
        if entries != self._entries:
            self._cache.put(self._name, bundled({key: entry for key, entry in entries.items() if entry}))

    def _bytes_of(self, key: str, part: Print) -> bytes:
        """Empty for what can't be kept."""
        return self._entries[key] if self._found.get(key) is part else packed(part) or b""
