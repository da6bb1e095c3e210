"""What stands behind a slide: the facts that it shows, and the references that it cites or has its facts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hefei_report.deck.storyboard.plan import ChartItem, Item, PictureItem
from hefei_report.document.chartplan import facts_of
from hefei_report.document.model import Document, FactEntry, Reference, ReferenceLink, Run


def facts_by_id(document: Document) -> dict[str, FactEntry]:
    """The facts of ``document`` by id."""
    return {fact.id: fact for fact in document.facts}


def facts_drawn(items: Iterable[Item]) -> list[str]:
    """The ids of the facts in the charts among ``items``."""
    return [fact for item in items if isinstance(item, PictureItem | ChartItem) for fact in facts_of(item.plan)]


def references_behind(
    runs: Iterable[Run], items: Iterable[Item], facts: Mapping[str, FactEntry], references: Iterable[Reference]
) -> tuple[Reference, ...]:
    """Those of ``references`` that ``runs`` cite, or that the facts of ``runs`` and of the charts among ``items`` have,
    in their order.
    """
    runs = tuple(runs)
    keys = {run.target.key for run in runs if isinstance(run.target, ReferenceLink)}
    shown = {*(run.fact for run in runs if run.fact), *facts_drawn(items)}
    keys |= {key for id_ in shown if id_ in facts for key in facts[id_].references}
    return tuple(reference for reference in references if reference.key in keys)
