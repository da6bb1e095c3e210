"""How many elements a drawing has once its references are followed: a few lines can say a billion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import field

from hefei_report.records import dataclass

_REFERENCE = re.compile(r"#([^\s'\")]+)")
MANY = 10**9


@dataclass
class _Part:
    """An element with an id, or the whole: how many elements are in it, and which ids they refer to."""

    own: int = 0
    references: list[str] = field(default_factory=list)


class Expansion:
    """Is told of elements as they begin and end."""

    def __init__(self) -> None:
        self._whole = _Part()
        self._named: dict[str, _Part] = {}
        self._open: list[_Part | None] = []

    def start(self, id: str, values: Iterable[str]) -> None:
        """An element begins; ``values`` are those of its attributes."""
        part = self._named.setdefault(id, _Part()) if id else None
        self._open.append(part)
        found = [name for value in values for name in _REFERENCE.findall(value)]
        for holder in (self._whole, *filter(None, self._open)):
            holder.own += 1
            holder.references += found

    def end(self) -> None:
        """It ends."""
        self._open.pop()

    def elements(self) -> int:
        """How many there are in all; MANY when a reference leads back to itself."""
        known: dict[str, int] = {}
        return self._sized(self._whole, known, ())

    def _sized(self, part: _Part, known: dict[str, int], path: tuple[str, ...]) -> int:
        total = part.own
        for name in part.references:
            if name in path or len(path) > 40:
                return MANY
            if name not in known and name in self._named:
                known[name] = self._sized(self._named[name], known, (*path, name))
            total = min(MANY, total + known.get(name, 0))
        return total
