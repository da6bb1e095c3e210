"""A drawn figure, free of the library that drew it: the figures room makes it, both writers only place it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.model import Medium
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """The size of a drawing in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Operators:
    """PDF path, colour and state operators in points, origin at the lower left (ISO 32000-1, 8.5)."""

    code: str


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A line of text at (x, y) on its baseline, turned by ``angle`` degrees, in the theme's chart font.

    ``weight`` is "regular" or "bold"; ``colour`` is "#rrggbb"; ``size`` in points.
    """

    x: float
    y: float
    angle: float
    size: float
    colour: str
    weight: str
    text: str


Mark = Operators | Glyphs


@dataclass(frozen=True, slots=True)
class RenderedFigure:
    """A figure drawn for one medium. The briefing has ``marks``; the deck has ``svg`` and ``png`` (200 dpi)."""

    box: Box
    marks: tuple[Mark, ...] = ()
    svg: bytes = b""
    png: bytes = b""


# Draws a plan at a size for a medium (cached by content): all that a writer with fixed frames needs.
Draw = Callable[[ChartPlan, Box, Medium], RenderedFigure]


class Draftsman(Protocol):
    """What the build hands to a writer that can make room for its figures."""

    def height(self, plan: ChartPlan, width: float, medium: Medium) -> float:
        """The height in points that ``plan`` asks for at ``width`` points."""
        ...

    def draw(self, plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
        """``plan`` drawn at the size of ``box``."""
        ...
