"""What is cited together at one place: the input of every style, whoever makes the marks."""

from __future__ import annotations

from collections.abc import Iterable

from hefei_report.citations.locators import Locator
from hefei_report.document.model import Inline
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Cited:
    """One source of a cluster, with the words around it."""

    key: str
    prefix: Inline = ()
    locator: Locator | None = None
    suffix: Inline = ()
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sources cited at one place. ``narrative``: the first one's name is a word of the sentence."""

    cites: tuple[Cited, ...]
    narrative: bool = False

    @classmethod
    def of(cls, keys: Iterable[str], *, suppressed: bool = False) -> Cluster:
        """Just these sources, each once."""
        return cls(tuple(Cited(key, suppressed=suppressed) for key in dict.fromkeys(keys)))
