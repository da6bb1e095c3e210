"""``slide``: a slide of the author's own composing, in the deck only."""

from __future__ import annotations

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Medium, PageBreak, Paragraph, Slide
from hefei_report.outline.model import RawBlock
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

EXAMPLE = """
slide:
  title: Three questions for the discussion
  blocks:
    - bullets: [Who pays?, Who gains?, Who decides?]
  notes: Leave ten minutes for this.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    span: Span
    title: Text
    blocks: tuple[RawBlock, ...] = ()
    layout: Text | None = None
    notes: Text | None = None


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    if only is Medium.BRIEFING:
        hint = "leave 'only:' out, or write the blocks directly into the section"
        context.diagnostics.error("bad-value", "a slide can't be in the briefing only", fields.span, hint)
    body = context.lower(fields.blocks)
    for block in body:
        if isinstance(block, Slide | PageBreak):
            context.diagnostics.error("bad-value", "this can't stand inside a slide", block.span, "move it out")
    notes = context.passage(fields.notes, Medium.DECK, notes=False) if fields.notes else ()
    slide = Slide(
        title=context.inline(fields.title),
        body=tuple(block for block in body if not isinstance(block, Slide | PageBreak)),
        layout=fields.layout.value if fields.layout else "",
        notes=tuple(part.content for part in notes if isinstance(part, Paragraph)),
        span=fields.span,
        only=Medium.DECK,
    )
    return (slide,)
