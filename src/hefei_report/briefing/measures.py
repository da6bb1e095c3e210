"""The pages of a briefing as measures: paper, margins and grid, upright and in landscape, left and right."""

from __future__ import annotations

import math
from dataclasses import replace

from hefei_report.document.model import BriefingOptions, Paper
from hefei_report.records import dataclass
from hefei_report.theme.tokens import PrintTokens

_PAPERS = {Paper.A4: (595.276, 841.89), Paper.LETTER: (612.0, 792.0)}  # points (ISO 216; ANSI Y14.1)
LEAST_USE = 0.2  # of a page: one that holds less looks like a mistake
_CHINESE_LEADING = 1.15
_EPSILON = 1e-6


@dataclass(frozen=True, slots=True)
class PageFormat:
    """Where the text of a page stands, in points from its lower left corner.

    ``left`` and ``top`` are the upper left corner of what is ``width`` wide and ``height`` high; the column begins
    ``column_shift`` further to the right, since on the left page of a spread the free margin is on its left.
    """

    page_width: float
    page_height: float
    left: float
    top: float
    width: float
    height: float
    column_shift: float = 0.0

    @property
    def mirrored(self) -> bool:
        """Whether the free margin is on the left."""
        return self.column_shift > 0

    @property
    def bottom(self) -> float:
        """The lower end of the text, in points above the page's edge."""
        return self.top - self.height


def print_tokens(tokens: PrintTokens, options: BriefingOptions, *, chinese: bool) -> PrintTokens:
    """``tokens`` for the paper of ``options``: the column stays, the margins adapt.

    The text is a whole number of lines high; what is left over is the lower margin's. Chinese characters fill their
    squares, so a ``chinese`` document has a wider step from line to line.
    """
    step = tokens.baseline * (_CHINESE_LEADING if chinese else 1.0)
    width, height = _PAPERS[options.paper]
    side = tokens.margin_inner + (width - tokens.page_width) / 2
    return replace(
        tokens,
        page_width=width,
        page_height=height,
        margin_inner=side,
        baseline=step,
        margin_bottom=_margin_below(height - tokens.margin_top, tokens.margin_bottom, step),
    )


def _margin_below(room: float, wanted: float, step: float) -> float:
    """The lower margin nearest to ``wanted`` that leaves a whole number of lines above it."""
    return room - round((room - wanted) / step) * step


def upright(tokens: PrintTokens, *, mirrored: bool = False) -> PageFormat:
    """An ordinary page; ``mirrored`` is the left one of a spread."""
    outer = tokens.page_width - tokens.margin_inner - tokens.full_width
    return PageFormat(
        page_width=tokens.page_width,
        page_height=tokens.page_height,
        left=outer if mirrored else tokens.margin_inner,
        top=tokens.page_height - tokens.margin_top,
        width=tokens.full_width,
        height=tokens.page_height - tokens.margin_top - tokens.margin_bottom,
        column_shift=tokens.full_width - tokens.column_width if mirrored else 0.0,
    )


def turned(tokens: PrintTokens) -> PageFormat:
    """A page in landscape, with the same margins above and at the sides as an upright one."""
    width, height = tokens.page_height, tokens.page_width
    room = height - tokens.margin_top - tokens.margin_bottom
    return PageFormat(
        page_width=width,
        page_height=height,
        left=tokens.margin_inner,
        top=height - tokens.margin_top,
        width=width - 2 * tokens.margin_inner,
        height=lines_within(room, tokens.baseline) * tokens.baseline,
    )


def lines_within(room: float, step: float) -> int:
    """How many lines of ``step`` points there is room for."""
    return int((room + _EPSILON) / step)


def on_grid(length: float, step: float) -> float:
    """``length`` rounded up to a whole number of steps."""
    return math.ceil((length - _EPSILON) / step) * step
