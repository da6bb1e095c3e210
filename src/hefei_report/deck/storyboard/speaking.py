"""What the speaker reads: the author's notes, and where the numbers on the slide come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hefei_report.deck.storyboard.backing import Backing, facts_drawn
from hefei_report.deck.storyboard.plan import Item, runs_of
from hefei_report.document.labels import Labels
from hefei_report.document.model import FactEntry, Inline, Reference, Run
from hefei_report.document.walking import facts_printed


def speaker_notes(
    written: tuple[Inline, ...],
    items: Iterable[Item],
    backing: Backing,
    labels: Labels,
) -> tuple[Inline, ...]:
    """The paragraphs of a slide's notes: ``written`` by the author, then a line for each fact on the slide."""
    ids = [*_printed(items), *facts_printed(written)]
    found = [backing.facts[id_] for id_ in dict.fromkeys(ids) if id_ in backing.facts]
    if not found:
        return written
    lines = tuple(_fact_line(fact, backing.references, labels) for fact in found)
    return (*written, (Run(labels.facts_here, bold=True),), *lines)


def _printed(items: Iterable[Item]) -> list[str]:
    """The ids of the facts that ``items`` print, in reading order."""
    out: list[str] = []
    for item in items:
        out += [run.fact for run in runs_of(item) if run.fact]
        out += facts_drawn([item])
    return out


def _fact_line(fact: FactEntry, references: Mapping[str, Reference], labels: Labels) -> Inline:
    """ "257.2 billion yuan: goods exports; 2024; Hefei; Beijing Review (2025) [3], paragraph 6"."""
    origins = [(f"{labels.calculated}{labels.colon}{fact.locator}", "")] if fact.working else []
    located = {support.source: support.locator for support in fact.supports}
    for key in fact.references:
        if key in references:
            locator = located.get(key, "" if fact.working else fact.locator)
            number = f" [{references[key].number}]" if references[key].numbered else ""
            origins.append((f"{references[key].short}{number}".strip(), locator))
    told = [labels.comma.join(part for part in origin if part) for origin in origins] or [fact.locator]
    about = labels.joiner.join(part for part in (fact.label, fact.period, fact.geography, *told) if part)
    rest = (Run(labels.colon + about, role=f"register:{fact.id}"),) if about else ()
    return (Run(fact.text, fact=fact.id), *rest)
