"""What one build leaves for the next in the same process, so that an edit redoes only what it changed.

A result is kept under the stage that made it and a key that holds everything it depends on; so finding it again and
making it again come to the same, and no result can be out of date. What no recent build asked for is let go.

Keys compare by ``==``, for which Decimal("1.0"), Decimal("1.00") and 1 are one: where digits matter, a key holds them
as text, or the value by identity (:class:`Same`; ``document/sharing.py`` keeps unchanged parts of a Document the same).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import field
from typing import Any, TypeVar, cast

from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.records import dataclass

T = TypeVar("T")

_SLACK = 2  # as many times what the last build asked for may be kept before the rest is let go
_FEW = 1_000  # entries that are never worth a look


class Same:
    """A key that is equal to another only if both are of the very same object, which it keeps alive.

    For frozen values that are large: their identity is cheaper than their content. An equal value in another object
    is not found, and made again.
    """

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


@dataclass(slots=True)
class _Entry:
    """A result, what was complained about while it was made, and the entries that were asked for meanwhile."""

    value: Any
    told: tuple[Diagnostic, ...] = ()
    inside: list[_Entry] = field(default_factory=list)
    build: int = 0


class Memory:
    """Results of the last builds, by stage and key. For one thread, and one build at a time.

    Values are handed out as they were kept, so they must not change; who keeps something that does, keeps a copy.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Hashable], _Entry] = {}
        self._build = 0
        self._asked: list[_Entry] = []  # in this build, by nobody's making
        self._making: list[list[_Entry]] = [self._asked]
        self.made: dict[str, int] = {}  # in this build, how many were not found, by stage

    def once(self, stage: str, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make()`` gave for this ``key``; it is called if no recent build asked for it, and may raise."""
        entry = self._kept.get((stage, key))
        if entry is None:
            entry = self._make(stage, key, make)
        self._making[-1].append(entry)
        return cast("T", entry.value)

    def told(self, stage: str, key: Hashable, diagnostics: Diagnostics, make: Callable[[Diagnostics], T]) -> T:
        """As :meth:`once`, for what complains: ``make`` gets diagnostics of its own, told each time."""
        entry = self._kept.get((stage, key))
        if entry is None:
            found = Diagnostics(draft=diagnostics.draft)
            entry = self._make(stage, key, lambda: make(found))
            entry.told = tuple(found)
        self._making[-1].append(entry)
        for each in entry.told:
            diagnostics.add(each)
        return cast("T", entry.value)

    def turn(self) -> None:
        """Between two builds: let go what the last one had no use for, if that is much."""
        for entry in self._asked:
            self._mark(entry)
        self._asked.clear()
        self.made.clear()
        needed = sum(entry.build == self._build for entry in self._kept.values())
        if len(self._kept) > _FEW + _SLACK * needed:
            self._kept = {key: entry for key, entry in self._kept.items() if entry.build == self._build}
        self._build += 1

    def __len__(self) -> int:
        return len(self._kept)

    def _make(self, stage: str, key: Hashable, make: Callable[[], object]) -> _Entry:
        inside: list[_Entry] = []
        self._making.append(inside)
        try:
            entry = _Entry(make(), inside=inside)
        finally:
            self._making.pop()
        self._kept[stage, key] = entry
        self.made[stage] = self.made.get(stage, 0) + 1
        return entry

    def _mark(self, entry: _Entry) -> None:
        waiting = [entry]
        while waiting:
            entry = waiting.pop()
            if entry.build != self._build:
                entry.build = self._build
                waiting += entry.inside


class _Forgetful(Memory):
    """Keeps nothing: for builds of which no second one follows."""

    def once(self, stage: str, key: Hashable, make: Callable[[], T]) -> T:
        return make()

    def told(self, stage: str, key: Hashable, diagnostics: Diagnostics, make: Callable[[Diagnostics], T]) -> T:
        return make(diagnostics)

    def turn(self) -> None:
        """Nothing to let go."""


NO_MEMORY: Memory = _Forgetful()
