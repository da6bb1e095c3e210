"""``key-figures``: facts in large type, each with its label, period, place and source."""

from __future__ import annotations

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Inline, KeyFigure, KeyFigures, Medium, Run, plain
from hefei_report.evidence.proof import Around
from hefei_report.outline.schema import Name
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

EXAMPLE = """
key-figures:
  - exports_2024
  - {fact: exports_2024, label: Goods exports, detail: "Hefei, 2024"}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One fact; label and detail are the fact's own unless given."""

    SHORTHAND = "fact"
    span: Span
    fact: Name
    label: Text | None = None
    detail: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    SHORTHAND = "items"
    span: Span
    items: tuple[Item, ...]


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    items = tuple(figure for item in fields.items if (figure := _figure(item, context)))
    return (KeyFigures(items=items, span=fields.span, only=only),) if items else ()


def _figure(item: Item, context: Lowering) -> KeyFigure | None:
    fact = context.facts.find(item.fact, context.diagnostics)
    if fact is None:
        return None
    label: Inline = (
        context.inline(item.label, Around.CITED, notes=True)
        if item.label
        else ((Run(fact.label, role=f"register:{fact.id}"),) if fact.label else ())
    )
    if not label:
        hint = "add 'label:' here or to the fact"
        context.diagnostics.error("missing-key", f"the key figure '{fact.id}' has no label", item.fact.span, hint)
    detail: Inline = context.inline(item.detail, Around.CITED, notes=True)
    if not item.detail:
        period = plain(context.fact_inline(fact, "period"))
        where = context.labels.comma.join(part for part in (fact.geography, period) if part)
        detail = (Run(where, role=f"register:{fact.id}"),) if where else ()
    marks = context.cite(fact.sources)
    space: Inline = (Run(" "),) if detail and marks else ()
    value, unit = context.fact_inline(fact, "digits"), context.fact_inline(fact, "unit")
    return KeyFigure(value, unit, label, (*detail, *space, *marks))
