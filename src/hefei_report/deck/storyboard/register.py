"""Sketches the register of facts: every figure of the report as a row of a table, over as many slides as it needs."""

from __future__ import annotations

from collections.abc import Iterator

from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.plan import Role, TableItem
from hefei_report.deck.storyboard.setting import words
from hefei_report.deck.storyboard.sketches import Sketch
from hefei_report.deck.storyboard.tables import table_pages
from hefei_report.document.labels import Labels
from hefei_report.document.model import (
    Column,
    Document,
    FactEntry,
    Inline,
    Reference,
    ReferenceLink,
    Run,
    Table,
    TableRow,
)
from hefei_report.document.registerwords import RegisterWords, register_words
from hefei_report.proof.uses import facts_in_order

_SIZES = (12.0, 11.0, 10.0)
_SHARES = (0.22, 0.34, 0.2, 0.24)


def register_sketches(document: Document, desk: Desk) -> Iterator[Sketch]:
    """The slides of the register, in the order of the briefing's."""
    facts = facts_in_order(document)
    if not facts:
        return
    register = register_words(document.language)
    table = _table(document, facts, register, desk.labels)
    slot = desk.layout("register").slot(Role.VISUAL)
    found, _ = table_pages(table, slot.frame, _SIZES)
    for page in found:
        desk.overfull("a row of the register", page.excess, document.span, "shorten what its facts say they measure")
        frame = slot.frame.top_part(page.height)
        name = register.title
        item = TableItem(
            Role.VISUAL, frame, page.widths, page.rows, register.headline, name, "", words(register.headline)
        )
        yield Sketch(Composition("register", (item,)), words(register.title), document.span)


def _table(document: Document, facts: tuple[FactEntry, ...], register: RegisterWords, labels: Labels) -> Table:
    references = {reference.key: reference for reference in document.references}
    columns = zip(register.columns, _SHARES, strict=False)
    return Table(
        span=document.span,
        id="",
        number=0,
        title=words(register.title),
        columns=tuple(Column(words(name), width=share) for name, share in columns),
        rows=tuple(TableRow(_cells(fact, references, register, labels)) for fact in facts),
    )


def _cells(
    fact: FactEntry, references: dict[str, Reference], register: RegisterWords, labels: Labels
) -> tuple[Inline, ...]:
    """Value, what it measures (with the working), when and where, source with the place in it."""
    about = f"register:{fact.id}"
    measured = [part for part in (fact.label, f"= {fact.working}" if fact.working else "") if part]
    when = [part for part in (fact.period, register.statuses.get(fact.status, ""), fact.geography) if part]
    value: Inline = (Run(fact.text, bold=True, role=about),)
    return (value, _lines(measured, about), _line(when, labels.comma, about), _sources(fact, references, labels))


def _line(parts: list[str], between: str, about: str) -> Inline:
    return (Run(between.join(parts), role=about),) if parts else ()


def _lines(parts: list[str], about: str) -> Inline:
    runs: list[Run] = []
    for part in parts:
        runs += [Run("\n")] if runs else []
        runs.append(Run(part, role=about))
    return tuple(runs)


def _sources(fact: FactEntry, references: dict[str, Reference], labels: Labels) -> Inline:
    """ "[3], paragraph 6; own calculation"; the marks lead to the references."""
    runs: list[Run] = []
    located = [(support.source, support.locator) for support in fact.supports] or [(key, "") for key in fact.references]
    for key, locator in located:
        if key in references:
            runs += [Run(labels.joiner)] if runs else []
            runs.append(Run(references[key].mark, target=ReferenceLink(key)))
            runs += [Run(labels.comma + locator, role=f"register:{fact.id}")] if locator else []
    if fact.working:
        runs += [Run(labels.joiner)] if runs else []
        runs.append(Run(labels.calculated))
    return tuple(runs)
