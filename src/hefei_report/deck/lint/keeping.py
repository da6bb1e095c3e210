"""Keeps what the lint read in sound parts from build to build, so that a new process reads only what an edit changed.

All that is kept of a deck is one entry of the cache. What the last build of the deck didn't ask for is let go.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable

from hefei_report.workspace import Cache, installed_versions, source_digest

Words = tuple[str, ...]  # what is kept, as texts: then it is soon known whether an entry is one of ours


class Verdicts:
    """What was read in sound parts of the deck called ``name``, by all that it depends on. For one build."""

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache = cache
        self._place = digest_of(("deck verdicts", name))
        self._known = _unpacked(cache.get(self._place) or b"")
        self._asked: dict[str, Words] = {}

    def found(self, key: str) -> Words | None:
        """What was read of ``key`` (:func:`digest_of`) and found sound, or None."""
        words = self._known.get(key)
        if words is not None:
            self._asked[key] = words
        return words

    def keep(self, key: str, words: Iterable[str]) -> None:
        """What has been read of ``key``, which is sound."""
        self._asked[key] = tuple(words)

    def save(self) -> None:
        """Leave what was asked for to the next build."""
        if self._asked != self._known:
            self._cache.put(self._place, json.dumps(self._asked, separators=(",", ":")).encode())


class _Nothing(Verdicts):
    """Knows and keeps nothing."""

    def __init__(self) -> None:
        """Nothing to read."""

    def found(self, key: str) -> Words | None:
        return None

    def keep(self, key: str, words: Iterable[str]) -> None:
        """Nothing to keep."""

    def save(self) -> None:
        """Nothing to leave."""


NO_VERDICTS: Verdicts = _Nothing()


def digest_of(words: Iterable[str]) -> str:
    """The hexadecimal hash of ``words`` and of the lint itself: another lint may judge otherwise."""
    return hashlib.sha256(json.dumps([_lint(), *words]).encode()).hexdigest()


@functools.cache
def _lint() -> str:
    rooms = (source_digest(room) for room in ("deck/lint", "deck/openxml"))
    return " ".join((*rooms, *installed_versions(("lxml",)).values()))


def _unpacked(content: bytes) -> dict[str, Words]:
    """What :meth:`Verdicts.save` wrote; nothing where it did not."""
    try:
        entries = json.loads(content)
        return {key: tuple(words) for key, words in entries.items() if _are_texts(words)}
    except (ValueError, AttributeError):
        return {}


def _are_texts(words: object) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) for word in words)
