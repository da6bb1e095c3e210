"""Where written slides are kept for the next process: those of a report's last build are one entry of the cache."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from hefei_report.bundling import bundled, contents_of
from hefei_report.deck.storyboard.chapters import NOTHING_EARLIER, Chapter, Earlier
from hefei_report.deck.storyboard.plan import Storyboard
from hefei_report.deck.writing.slidecode import WrittenChapter, packed, unpacked
from hefei_report.deck.writing.slideparts import FinishedSlide
from hefei_report.document.content import content_digest
from hefei_report.document.model import BriefingOptions, Document
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.theme.fonts import Style, latin_face
from hefei_report.theme.tokens import Theme
from hefei_report.workspace import Cache, installed_versions, source_digest

_ROOMS = ("deck", "document", "evidence", "figures", "images", "proof", "theme")  # what plans and writes slides
_LIBRARIES = ("lxml", "matplotlib", "Pillow", "resvg-py", "uharfbuzz")


class Keeper(Earlier, Protocol):
    """What earlier builds have written, and what this one will leave."""

    def slides(self, storyboard: Storyboard) -> Mapping[int, FinishedSlide]:
        """The slides that stand in ``storyboard``, by place."""
        ...

    def leave(self, storyboard: Storyboard, slides: Sequence[FinishedSlide]) -> None:
        """The build has written all its ``slides``."""
        ...


def keeper_of(document: Document, theme: Theme, cache: Cache, memory: Memory) -> Keeper:
    """The ``cache`` is what new processes have; a builder that stays has its ``memory``, and keeps nothing here."""
    if memory is not NO_MEMORY or cache.folder is None:
        return NO_KEEPER
    return _InCache(document, theme, cache)


class _Nowhere:
    kept = False
    key, find = staticmethod(NOTHING_EARLIER.key), staticmethod(NOTHING_EARLIER.find)

    def slides(self, storyboard: Storyboard) -> Mapping[int, FinishedSlide]:
        return {}

    def leave(self, storyboard: Storyboard, slides: Sequence[FinishedSlide]) -> None:
        """Nothing to keep."""


NO_KEEPER: Keeper = _Nowhere()


class _InCache:
    kept = True

    def __init__(self, document: Document, theme: Theme, cache: Cache) -> None:
        self._cache, self._common = cache, _common(document, theme)
        self._name = hashlib.sha256(f"slides of the deck\0{document.report}".encode()).hexdigest()
        self._entries = contents_of(cache.get(self._name) or b"")
        self._found: dict[str, WrittenChapter | None] = {}

    def key(self, subject: object) -> str:
        return hashlib.sha256(f"{self._common}\0{content_digest(subject)}".encode()).hexdigest()

    def find(self, key: str) -> Chapter | None:
        if key not in self._found:
            self._found[key] = unpacked(self._entries.get(key, b""))
        written = self._found[key]
        return written.chapter if written is not None else None

    def slides(self, storyboard: Storyboard) -> Mapping[int, FinishedSlide]:
        standing = (written for key in storyboard.standing if (written := self._found[key]) is not None)
        return {slide.leaf.number - 1: slide for written in standing for slide in written.slides}

    def leave(self, storyboard: Storyboard, slides: Sequence[FinishedSlide]) -> None:
        left = dict(self._contents(storyboard, slides))
        if left != self._entries:
            self._cache.put(self._name, bundled(left))

    def _contents(self, storyboard: Storyboard, slides: Sequence[FinishedSlide]) -> Iterator[tuple[str, bytes]]:
        for key, chapter in storyboard.chapters.items():
            first = chapter.bearings.first
            own = tuple(slides[first : first + len(chapter.glances)])
            if key in storyboard.standing:
                yield key, self._entries[key]
            elif all(slide.whole for slide in own):
                yield key, packed(WrittenChapter(chapter, own))


def _common(document: Document, theme: Theme) -> str:
    """What the slides of every part depend on."""
    around = replace(document, sections=(), inputs=(), briefing=BriefingOptions())
    faces = theme.faces
    styles = {Style(family, *kind) for family in (faces.slide, faces.slide_headings, faces.labels) for kind in _STYLES}
    return "\0".join(
        (
            content_digest(around),
            content_digest(theme),
            *sorted(latin_face(style).digest for style in styles),
            *map(source_digest, _ROOMS),
            repr(installed_versions(_LIBRARIES)),
            sys.version,
            zlib.ZLIB_RUNTIME_VERSION,
        )
    )


_STYLES = tuple((bold, italic) for bold in (False, True) for italic in (False, True))
