"""Numbers sources in the order in which they are first cited, once for both media."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from hefei_report.citations import house
from hefei_report.document.labels import labels
from hefei_report.document.model import Inline, Reference, ReferenceLink, Run
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.sources import Source

_BEFORE_A_NUMBER = re.compile(r" (?=[0-9])")


def _kept(locator: str) -> str:
    """A locator whose numbers stay on the line of the word before them."""
    return _BEFORE_A_NUMBER.sub("\u00a0", locator)


_KEPT_TOGETHER = 3  # numbers of one mark


@dataclass(slots=True)
class Citing:
    """Hands out numbers while the text is read in order."""

    sources: dict[str, Source]
    language: str
    _numbers: dict[str, int] = field(default_factory=dict)

    def knows(self, key: str) -> bool:
        return key in self.sources

    def number(self, key: str) -> int:
        """The number of source ``key``, the next free one at its first citation."""
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def marks(self, cited: Iterable[tuple[str, str]]) -> Inline:
        """The mark of (key, locator) pairs, by number: "[3]", "[1, 4]", "[1, p. 7; 4]".

        Every number links to its entry. The brackets belong to the links and few numbers stay together, so that no
        line breaks between them.
        """
        numbered = sorted(((self.number(key), key, locator) for key, locator in cited), key=lambda mark: mark[0])
        located = any(locator for _, _, locator in numbered)
        between = "; " if located else ",\u00a0" if len(numbered) <= _KEPT_TOGETHER else ", "
        runs: list[Run] = []
        for position, (number, key, locator) in enumerate(numbered, start=1):
            text = str(number) + (f",\u00a0{_kept(locator)}" if locator else "")
            text = ("" if runs else "[") + text + ("]" if position == len(numbered) else "")
            runs += [Run(between)] if runs else []
            runs.append(Run(text, target=ReferenceLink(key)))
        return tuple(runs)

    def named_marks(self, keys: Iterable[str]) -> Inline:
        """A source line's parts: "UrduPoint [3]; Beijing Review [1]"."""
        runs: list[Run] = []
        for key in dict.fromkeys(keys):
            if runs:
                runs.append(Run(labels(self.language).joiner))
            runs.append(Run(house.short(self.sources[key], self.language) + "\u00a0"))
            runs += self.marks([(key, "")])
        return tuple(runs)

    def cite_facts(self, facts: Iterable[Fact]) -> None:
        """Give every source of these facts a number, for those that no mark has cited."""
        for fact in facts:
            for key in fact.sources:
                if key in self.sources:
                    self.number(key)

    def references(self) -> tuple[Reference, ...]:
        """The list of references, by number."""
        return tuple(self._reference(key, number) for key, number in self._numbers.items())

    def _reference(self, key: str, number: int) -> Reference:
        source = self.sources[key]
        return Reference(
            key=key,
            number=number,
            content=house.entry(source, self.language),
            language=source.language.value if source.language else self.language,
            span=source.span,
            short=house.short_with_year(source, self.language),
        )

    def uncited(self) -> tuple[Source, ...]:
        """The sources that nothing cites."""
        return tuple(source for key, source in self.sources.items() if key not in self._numbers)
