"""Digits of a column stand below one another whatever marks of notes stand behind them."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.briefing.boxes import breadth
from hefei_report.briefing.inline import NoteLink
from hefei_report.briefing.styles import Flush
from hefei_report.briefing.text import Text

_SPACES = " \u00a0\u2009"


def insets(column: Sequence[Text]) -> list[float]:
    """By how many points each text of a column ends before its right edge, so that its longest mark has room there.

    That holds for a column that is flush right, which is one of numbers; in others it is nothing.
    """
    if not column or column[0].setting.style.flush is not Flush.RIGHT:
        return [0.0] * len(column)
    marks = [_mark_width(text) for text in column]
    return [max(marks) - mark for mark in marks]


def _mark_width(text: Text) -> float:
    """What the marks of notes at the end of ``text`` take, with the space before them, in points."""
    pieces = text.text.pieces
    behind = len(pieces)
    while behind and (isinstance(pieces[behind - 1].target, NoteLink) or not pieces[behind - 1].text.strip(_SPACES)):
        behind -= 1
    return breadth(pieces[behind:]) if behind else 0.0  # a mark alone stands behind no digits
