"""What the manifest says of pages and slides, in JSON; of one that has not changed it is said as before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.proof.binding import facts_bound
from hefei_report.proof.inventory import Leaf, Picture, Unit

# Compact, and in ASCII, as all of the manifest.
JSON = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


class LeafRecords:
    """Records of leaves, one after the other. Each binding gets a number where it is first met, for a shorter file."""

    def __init__(self, memory: Memory = NO_MEMORY) -> None:
        self._memory = memory
        self._numbers: dict[str, int] = {}

    @property
    def bindings(self) -> list[str]:
        """All bindings that were met, by their numbers."""
        return list(self._numbers)

    def record(self, leaf: Leaf) -> str:
        """The record of ``leaf``."""
        met = self._memory.once("bindings of a leaf", Same(leaf), lambda: tuple(dict.fromkeys(_bindings(leaf))))
        numbers = {binding: self._numbers.setdefault(binding, len(self._numbers)) for binding in met}
        key = (Same(leaf), tuple(numbers.values()))
        return self._memory.once("record of a leaf", key, lambda: JSON.encode(_leaf(leaf, numbers)))

    def facts(self, leaf: Leaf) -> tuple[tuple[str, str], ...]:
        """The facts that ``leaf`` shows, each with the section, figure or table where."""
        return self._memory.once("facts of a leaf", Same(leaf), lambda: tuple(dict.fromkeys(_facts(leaf))))


def _facts(leaf: Leaf) -> Iterator[tuple[str, str]]:
    drawn = (label for picture in leaf.pictures for label in picture.labels)
    for unit in (*leaf.units, *drawn):
        for mark in unit.marks:
            for id_ in facts_bound(mark.binding):
                yield id_, unit.at


def _bindings(leaf: Leaf) -> Iterator[str]:
    """The bindings of numerals in ``leaf``, as they come in its record."""
    for units in (leaf.units, *(picture.labels for picture in leaf.pictures)):
        for unit in units:
            yield from (mark.binding for mark in unit.marks if unit.text)


def _leaf(leaf: Leaf, numbers: dict[str, int]) -> dict[str, object]:
    return {
        "number": leaf.number,
        "units": _units(leaf.units, numbers),
        "pictures": [_picture(picture, numbers) for picture in leaf.pictures],
        "tips": list(leaf.tips),
    }


def _units(units: Iterable[Unit], numbers: dict[str, int]) -> list[list[object]]:
    """Each as its place, its text, and for each numeral start, length and number of the binding."""
    return [
        [unit.at, unit.text, *(n for m in unit.marks for n in (m.start, m.length, numbers[m.binding]))]
        for unit in units
        if unit.text
    ]


def _picture(picture: Picture, numbers: dict[str, int]) -> dict[str, object]:
    return {"at": picture.at, "sha256": list(picture.sha256), "labels": _units(picture.labels, numbers)}
