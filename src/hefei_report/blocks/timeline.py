"""``timeline``: dated events, as a figure with the timeline chart."""

from __future__ import annotations

from typing import Any

from hefei_report.blocks import figure
from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, Medium
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar
from hefei_report.outline.schema import Binder

NUMBERED = "figure"
EXAMPLE = """
timeline:
  id: fig-story
  title: Fifty years from a university to an industry
  caption: Turning points
  alt: Timeline from 1970 to 2024.
  events:
    - {date: 1970, text: The university moves in}
    - {date: 2008, text: The first big bet, highlight: true}
  source: "[@history-2020]"
"""


class Fields:
    """The fields of a figure and of the timeline chart."""

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        if not isinstance(node, Mapping):
            return binder.complain("wrong-type", "a timeline needs keys with values", anchor, "add 'events:' ...")
        word = Scalar("chart", True, node.source, node.start, node.start)
        kind = Scalar("timeline", True, node.source, node.start, node.start)
        named = Mapping((Entry(word, kind), *node.entries), node.source, node.start)
        return figure.Fields.bind_node(named, anchor, binder)


def lower(fields: figure.ChartedFigure, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    return figure.lower(fields, only, context)
