"""Where prints are kept from build to build: in the memory of this process, or in the cache for the next one."""

from __future__ import annotations

import hashlib
import sys
import zlib
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Protocol

from hefei_report.briefing.bundle import Bundle
from hefei_report.briefing.reprint import Print
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.content import content_digest
from hefei_report.document.model import Document
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.workspace import Cache, installed_versions, source_digest

_ROOMS = ("briefing", "document", "evidence", "figures", "images", "outline", "proof", "theme")  # what sets sections
_LIBRARIES = ("matplotlib", "Pillow", "pyphen", "reportlab", "resvg-py", "uharfbuzz")


class Place:
    """Where the print of a section is kept, once there is one that can be used again."""

    def __init__(self, found: Print | None = None) -> None:
        self.print = found


class Made(Protocol):
    """A part of the briefing that may be printed again if it is ``made_of`` the same."""

    made_of: tuple[object, ...]


class Keeper(Protocol):
    """What earlier builds have left, and what this one will leave."""

    def places(self, parts: Iterable[Made], document: Document, typesetter: Typesetter) -> Mapping[Made, Place]:
        """The place of each of ``parts``, if prints are kept at all."""
        ...

    def close(self) -> None:
        """The build has printed all its pages."""
        ...


def keeper_of(memory: Memory, cache: Cache) -> Keeper:
    """The ``memory`` where there is one: what it has needn't be read. Else the ``cache``."""
    if memory is not NO_MEMORY:
        return _InMemory(memory)
    return _InCache(cache) if cache.folder is not None else _Nowhere()


class _Nowhere:
    def places(self, parts: Iterable[Made], document: Document, typesetter: Typesetter) -> Mapping[Made, Place]:
        return {}

    def close(self) -> None:
        """Nothing to keep."""


class _InMemory:
    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def places(self, parts: Iterable[Made], document: Document, typesetter: Typesetter) -> Mapping[Made, Place]:
        common = _common(document, typesetter)
        return {part: self._memory.once("print", (common, *_identities(part.made_of)), Place) for part in parts}

    def close(self) -> None:
        """The memory knows what was asked for."""


class _InCache:
    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._bundle: Bundle
        self._places: dict[str, Place] = {}

    def places(self, parts: Iterable[Made], document: Document, typesetter: Typesetter) -> Mapping[Made, Place]:
        self._bundle = Bundle(self._cache, document.report)
        common = "\0".join((_common(document, typesetter), *_tools()))
        found = {part: _key(common, part.made_of) for part in parts}
        self._places = {key: Place(self._bundle.find(key, typesetter)) for key in found.values()}
        return {part: self._places[key] for part, key in found.items()}

    def close(self) -> None:
        self._bundle.keep({key: place.print for key, place in self._places.items() if place.print is not None})


def _identities(parts: tuple[object, ...]) -> Iterator[Hashable]:
    """``parts`` of a Document, to be known again: texts and counts by what they are, everything else by identity."""
    return (part if isinstance(part, str | int) else Same(part) for part in parts)


def _key(common: str, made_of: tuple[object, ...]) -> str:
    return hashlib.sha256(f"{common}\0{content_digest(made_of)}".encode()).hexdigest()


def _tools() -> Iterable[str]:
    """What pages depend on that doesn't change in one process."""
    versions = installed_versions(_LIBRARIES)
    return (*map(source_digest, _ROOMS), repr(versions), sys.version, zlib.ZLIB_RUNTIME_VERSION)


def _common(document: Document, typesetter: Typesetter) -> str:
    """What the pages of every section depend on."""
    return repr(
        (
            typesetter.theme,
            document.briefing,
            document.language,
            document.names,
            document.lines,
            document.title,
            document.publisher,
            document.date,
            document.draft,
        )
    )
