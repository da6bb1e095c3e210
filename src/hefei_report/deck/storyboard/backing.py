"""What stands behind a slide: the facts that it shows, and the references that it cites or has its facts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hefei_report.deck.storyboard.plan import ChartItem, Item, PictureItem
from hefei_report.document.chartplan import facts_of
from hefei_report.document.model import Document, FactEntry, Reference, ReferenceLink, Run
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Backing:
    """A document's facts by id and references by key; ``places`` is where each reference stands in its list."""

    facts: Mapping[str, FactEntry]
    references: Mapping[str, Reference]
    places: Mapping[str, int]

    @classmethod
    def of(cls, document: Document) -> Backing:
        """What can stand behind the slides of ``document``."""
        references = {reference.key: reference for reference in document.references}
        places = {key: place for place, key in enumerate(references)}
        return cls({fact.id: fact for fact in document.facts}, references, places)

    def behind(self, cited: Iterable[Cited]) -> tuple[Reference, ...]:
        """The references that are ``cited``, or that the facts shown beside them have, in the order of the document."""
        cited = tuple(cited)
        keys = {key for one in cited for key in one.keys}
        shown = {id_ for one in cited for id_ in one.facts}
        keys |= {key for id_ in shown if id_ in self.facts for key in self.facts[id_].references}
        return tuple(self.references[key] for key in sorted(keys & self.references.keys(), key=self.places.__getitem__))


@dataclass(frozen=True, slots=True)
class Cited:
    """The keys of the references that something cites, and the ids of the facts that it shows."""

    keys: frozenset[str]
    facts: frozenset[str]


def cited_in(runs: Iterable[Run], items: Iterable[Item]) -> Cited:
    """What ``runs`` cite and print, and what the charts among ``items`` draw."""
    runs = tuple(runs)
    keys = frozenset(run.target.key for run in runs if isinstance(run.target, ReferenceLink))
    return Cited(keys, frozenset((*(run.fact for run in runs if run.fact), *facts_drawn(items))))


def facts_drawn(items: Iterable[Item]) -> list[str]:
    """The ids of the facts in the charts among ``items``."""
    return [fact for item in items if isinstance(item, PictureItem | ChartItem) for fact in facts_of(item.plan)]
