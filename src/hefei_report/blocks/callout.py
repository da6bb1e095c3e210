"""``callout``: a short text set apart, as a note, an insight or a caution."""

from __future__ import annotations

from typing import Literal

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Medium, Panel, Tone
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

EXAMPLE = """
callout:
  tone: caution
  title: City or province
  text: The figure is the province's, not the city's.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    SHORTHAND = "text"
    span: Span
    text: Text
    tone: Literal["note", "insight", "caution"] = "note"
    title: Text | None = None
    assert_: tuple[Text, ...] = ()


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    context.claim(fields.assert_)
    title = context.inline(fields.title, notes=True)
    body = context.passage(fields.text, only)
    return (Panel(tone=Tone(fields.tone), title=title, body=body, span=fields.span, only=only),)
