"""``bullets``: a list of short points, to three levels; beside a figure they are its takeaways."""

from __future__ import annotations

from hefei_report.blocks.kind import Lowering
from hefei_report.diagnostics import Span
from hefei_report.document.model import Block, List, ListItem, Medium
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_LEVELS = 3
EXAMPLE = """
bullets:
  - Exports grew faster than the nation's
  - text: Three goods lead
    items: [vehicles, batteries, solar cells]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point, with the points under it."""

    SHORTHAND = "text"
    span: Span
    text: Text
    items: tuple[Point, ...] = ()
    assert_: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    SHORTHAND = "items"
    span: Span
    items: tuple[Point, ...]
    ordered: bool = False


def lower(fields: Fields, only: Medium | None, context: Lowering) -> tuple[Block, ...]:
    items = _items(fields.items, context, 1)
    return (List(items=items, ordered=fields.ordered, span=fields.span, only=only),) if items else ()


def _items(points: tuple[Point, ...], context: Lowering, level: int) -> tuple[ListItem, ...]:
    if level > MAX_LEVELS and points:
        hint = "make it a point of the level above"
        context.diagnostics.error("nested-too-deep", f"lists have {MAX_LEVELS} levels", points[0].span, hint)
        return ()
    for point in points:
        context.claim(point.assert_)
    return tuple(
        ListItem(context.inline(p.text, notes=True), _items(p.items, context, level + 1), p.text.span) for p in points
    )
