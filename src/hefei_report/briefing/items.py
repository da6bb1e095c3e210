"""What a line is made of, after Knuth and Plass (1981): boxes, glue, and places to cut."""

from __future__ import annotations

from typing import NamedTuple

from hefei_report.briefing.inline import Piece
from hefei_report.theme.face import Shaped


class Cut(NamedTuple):
    """A place where a line may end, at a price (Knuth and Plass's penalty); with ``hyphen`` it gets one."""

    price: float
    hyphen: bool = False


class Item(NamedTuple):
    """A box, or glue: the characters ``start`` to ``end``, ``width`` points wide.

    ``shaped`` is drawn ``lead`` points to the right of the pen. A line may end behind a box and before glue that has a
    ``cut``. Glue vanishes at the ends of lines.
    """

    piece: Piece
    start: int
    end: int
    shaped: Shaped | None
    width: float
    lead: float = 0.0
    glue: bool = False
    stretch: float = 0.0
    shrink: float = 0.0
    cut: Cut | None = None
