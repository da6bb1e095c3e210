"""Weighs what a CSL style does for one entry: one whose macros multiply is refused before pandoc follows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field

from hefei_report.records import dataclass

_CHOICE = "choose"
_CALLERS = {"text", "key"}


@dataclass(slots=True)
class Element:
    """An element of a style: the macro that it calls ('' for none), how many begin before it, and what is inside."""

    name: str
    calls: str
    number: int
    parts: list[Element] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, attributes: Mapping[str, str], number: int) -> Element:
        return cls(name, attributes.get("macro", "") if name in _CALLERS else "", number)

    def walk(self) -> Iterator[Element]:
        """This element and all inside it, in order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += reversed(element.parts)

    def weight(self, macros: Mapping[str, int]) -> int:
        """How many elements are followed, macros included, by the heaviest way through the choices."""
        weights = [part.weight(macros) for part in self.parts]
        return 1 + macros.get(self.calls, 0) + (max(weights, default=0) if self.name == _CHOICE else sum(weights))


def weights(macros: Mapping[str, Element]) -> dict[str, int]:
    """The weight of each macro; those that lead back to themselves, or call one that does, have none."""
    waiting = {name: {part.calls for part in macro.walk() if part.calls in macros} for name, macro in macros.items()}
    callers: dict[str, list[str]] = {name: [] for name in macros}
    for name, calls in waiting.items():
        for call in calls:
            callers[call].append(name)
    found: dict[str, int] = {}
    ready = [name for name, calls in waiting.items() if not calls]
    while ready:
        name = ready.pop()
        found[name] = macros[name].weight(found)
        for caller in callers[name]:
            waiting[caller].discard(name)
            ready += [caller] if not waiting[caller] else []
    return found
