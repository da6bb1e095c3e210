"""``text``: paragraphs and lists in CommonMark."""

from __future__ import annotations

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Medium
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

EXAMPLE = """
text: |
  Hefei exported **more** than a year before [@customs-2024]. See @fig-exports.

  - a point
  - another
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    SHORTHAND = "text"
    span: Span
    text: Text


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    return context.passage(fields.text, only)
