"""``quote``: somebody's words, who said them and where they stand; with ``pull: true`` set large, to be remembered."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Inline, Medium, Paragraph, Quote, ReferenceLink, Run
from hefei_report.evidence.proof import Around
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

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
    source: Text
    by: Text | None = None
    pull: bool = False


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    told = [
        part for part in context.passage(fields.text, only, context.cites(fields.source)) if isinstance(part, Paragraph)
    ]
    source = context.inline(fields.source)
    by = context.inline(fields.by, Around.CITED)
    if not (by or fields.pull):
        hint = "add 'by:' here; only with 'pull: true' the source alone is enough"
        context.diagnostics.error("missing-key", "the key 'by' is missing", fields.span, hint)
    attribution = (*by, Run(" "), *source) if by else source
    key = next((run.target.key for run in source if isinstance(run.target, ReferenceLink)), "")
    body = tuple(replace(part, content=_quoted(part.content, key)) for part in told)
    return (Quote(body=body, attribution=attribution, pull=fields.pull, span=fields.span, only=only),)


def _quoted(content: Inline, key: str) -> Inline:
    """Somebody's words, whose numbers stand in the source ``key``."""
    return tuple(
        replace(run, role=f"quoted:{key}") if key and not (run.fact or run.target or run.role) else run
        for run in content
    )
