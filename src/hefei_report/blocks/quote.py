"""``quote``: somebody's words, who said them and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Medium, Paragraph, Quote, Run
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
    body = tuple(
        part for part in context.passage(fields.text, only, context.cites(fields.source)) if isinstance(part, Paragraph)
    )
    attribution = (*context.inline(fields.by, Around.CITED), Run(" "), *context.inline(fields.source))
    return (Quote(body=body, attribution=attribution, span=fields.span, only=only),)
