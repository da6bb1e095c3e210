"""``page-break``: what follows begins on a new page, and on a new slide."""

from __future__ import annotations

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Medium, PageBreak
from hefei_report.records import dataclass

EXAMPLE = """
page-break: {}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    SHORTHAND = "nothing"
    span: Span
    nothing: None = None


def lower(fields: Fields, only: Medium | None, _context: Lowering) -> tuple[Block, ...]:
    return (PageBreak(span=fields.span, only=only),)
