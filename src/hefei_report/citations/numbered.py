"""Citation marks by number: "[3]", "[1, 4]", "[see 1, p. 7; 4]", each number a link to its entry."""

from __future__ import annotations

from collections.abc import Callable

from hefei_report.citations.clusters import Cited, Cluster
from hefei_report.citations.locators import phrase
from hefei_report.document.model import Inline, ReferenceLink, Run

_KEPT_TOGETHER = 3  # numbers of one mark


def marks(cluster: Cluster, number: Callable[[str], int], language: str) -> Inline:
    """The mark of ``cluster``. The brackets belong to the links, and few numbers stay together: no line breaks there.

    Sources stand in the order of their numbers, unless words before them say that the author's order is meant.
    """
    numbered = [(number(cited.key), cited) for cited in cluster.cites]
    if not any(cited.prefix for cited in cluster.cites):
        numbered.sort(key=lambda pair: pair[0])
    plain = all(not (cited.prefix or cited.locator or cited.suffix) for cited in cluster.cites)
    between = "; " if not plain else ",\u00a0" if len(numbered) <= _KEPT_TOGETHER else ", "
    runs: list[Run] = []
    for place, (value, cited) in enumerate(numbered):
        runs += [Run(between)] if place else []
        runs += _one(cited, value, language, first=place == 0, last=place == len(numbered) - 1)
    return tuple(runs)


def _one(cited: Cited, number: int, language: str, *, first: bool, last: bool) -> list[Run]:
    link = ReferenceLink(cited.key)
    text = str(number) + (f",\u00a0{phrase(cited.locator, language)}" if cited.locator else "")
    opening, closing = "[" if first else "", "]" if last else ""
    if cited.prefix:
        before = [Run(opening), *cited.prefix, Run(" ")] if opening else [*cited.prefix, Run(" ")]
        opening = ""
    else:
        before = []
    if not cited.suffix:
        return [*before, Run(opening + text + closing, target=link)]
    after = [*cited.suffix, Run(closing)] if closing else [*cited.suffix]
    return [*before, Run(opening + text, target=link), *after]
