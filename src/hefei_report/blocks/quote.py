"""``quote``: somebody's words, who said them and where they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Inline, Medium, Paragraph, Quote, ReferenceLink, Run
from hefei_report.evidence.proof import Around
from hefei_report.outline.text import Text

EXAMPLE = """
quote:
  text: Hefei is rare in that it kept its course.
  by: An economist
  source: "[@newspaper-2024]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    span: Span
    text: Text
    by: Text
    source: Text


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    told = [
        part for part in context.passage(fields.text, only, context.cites(fields.source)) if isinstance(part, Paragraph)
    ]
    source = context.inline(fields.source)
    attribution = (*context.inline(fields.by, Around.CITED), Run(" "), *source)
    key = next((run.target.key for run in source if isinstance(run.target, ReferenceLink)), "")
    body = tuple(replace(part, content=_quoted(part.content, key)) for part in told)
    return (Quote(body=body, attribution=attribution, span=fields.span, only=only),)


def _quoted(content: Inline, key: str) -> Inline:
    """Somebody's words, whose numbers stand in the source ``key``."""
    return tuple(
        replace(run, role=f"quoted:{key}") if key and run.fact is None and run.target is None else run
        for run in content
    )
