"""The bookmarks of a briefing (ISO 32000-1, 12.3.3): what a viewer lists beside the pages, all of it unfolded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hefei_report.briefing.objects import Reserved, dictionary, name, reference, reserve, string, write_reserved
from hefei_report.records import dataclass

_TOP = -1  # what bookmarks of the first level are in; the others are in one that has a place among all


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Leads to the destination of that name. ``depth`` is its level, from 0: at most one below the bookmark before."""

    title: str
    destination: str
    depth: int


class BookmarkWriter:
    """Writes bookmarks into reportlab's ``document``; ``destinations`` are references to places, by name."""

    def __init__(self, destinations: Mapping[str, bytes], document: Any) -> None:
        self._destinations, self._document = destinations, document
        self._references: dict[int, bytes] = {}
        self._inside: dict[int, list[int]] = {}
        self._counts: dict[int, int] = {}

    def write(self, bookmarks: Sequence[Bookmark]) -> Reserved:
        """The list of ``bookmarks``."""
        numbers, top = reserve(len(bookmarks), self._document), Reserved()
        self._references = {place: b"%d 0 R" % number for place, number in enumerate(numbers)}
        self._references[_TOP] = reference(top, self._document)
        self._inside = _inside(bookmarks)
        self._counts = _counts(self._inside)
        top.content = dictionary({"Type": name("Outlines"), **self._below(_TOP)})
        for parent, places in self._inside.items():
            for before, place, after in zip((None, *places), places, (*places[1:], None), strict=False):
                beside = self._beside(parent, before, after)
                content = dictionary({**self._own(bookmarks[place]), **beside, **self._below(place)})
                write_reserved(numbers[place], content, self._document)
        return top

    def _own(self, bookmark: Bookmark) -> dict[str, bytes]:
        return {"Title": string(bookmark.title), "Dest": self._destinations[bookmark.destination]}

    def _beside(self, parent: int, before: int | None, after: int | None) -> dict[str, bytes]:
        around = {"Parent": parent, "Prev": before, "Next": after}
        return {key: self._references[place] for key, place in around.items() if place is not None}

    def _below(self, place: int) -> dict[str, bytes]:
        if place not in self._inside:
            return {}
        kids = self._inside[place]
        count = str(self._counts[place]).encode()
        return {"First": self._references[kids[0]], "Last": self._references[kids[-1]], "Count": count}


def _inside(bookmarks: Sequence[Bookmark]) -> dict[int, list[int]]:
    """The places of the bookmarks in each that has any, and of those in none."""
    found: dict[int, list[int]] = {}
    opened = [_TOP]
    for place, bookmark in enumerate(bookmarks):
        del opened[bookmark.depth + 1 :]
        found.setdefault(opened[-1], []).append(place)
        opened.append(place)
    return found


def _counts(inside: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """How many bookmarks are below each, at any depth."""
    counts: dict[int, int] = {}
    for parent, places in sorted(inside.items(), reverse=True):  # those in a bookmark come after it
        counts[parent] = sum(1 + counts.get(place, 0) for place in places)
    return counts
