"""Hairlines between the lines of a list that is read as a table: an agenda, a summary."""

from __future__ import annotations

from hefei_report.deck.storyboard.linebreaking import height
from hefei_report.deck.storyboard.plan import Frame, Item, MarkItem, TextItem, Tint, emu_from_points

_HAIRLINE = 9525  # EMU


def ruled(item: TextItem) -> tuple[Item, ...]:
    """``item`` and a hairline in the middle of the space before each of its paragraphs but the first."""
    y = 0.0
    rules = []
    for entry, following in zip(item.text, item.text[1:], strict=False):
        y += height(entry, item.frame.width_pt)
        middle = item.frame.y + emu_from_points(y + following.before / 2)
        rules.append(MarkItem(Frame(item.frame.x, middle, item.frame.w, _HAIRLINE), Tint.HAIRLINE))
        y += following.before
    return (item, *rules)
