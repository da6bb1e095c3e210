"""A chart of PowerPoint's own as plain values: what it shows, from which cells, in which colours of the theme.

Lengths are in points, positions in parts of the frame's width and height from its upper left corner.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum

from hefei_report.deck.openxml.scheme import TEXT, SchemeColour
from hefei_report.records import dataclass

# ------------------------------------------------------------------------------------------------ cells


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the chart's workbook: a text, a number (None: empty), or a ``formula`` whose result is ``value``.

    ``fact`` is the id of the fact that the number is, ``code`` a number format of the cell's own.
    """

    value: Decimal | str | None
    formula: str = ""
    fact: str | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its ``header``; ``code`` is the number format of its cells."""

    header: str
    cells: tuple[Cell, ...]
    code: str = "General"


# ----------------------------------------------------------------------------------------------- looks


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, ``width`` points wide; ``dash`` is a preset of DrawingML's, '' for a solid one."""

    colour: SchemeColour
    width: float
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a shape is filled and edged. ``hatch`` is the ground under hatching in the colour of ``fill``."""

    fill: SchemeColour | None = None
    edge: Stroke | None = None
    hatch: SchemeColour | None = None


@dataclass(frozen=True, slots=True)
class Symbol:
    """The mark of a point: a preset ("circle", "dash"), ``size`` points large."""

    shape: str
    size: int
    look: Look


@dataclass(frozen=True, slots=True)
class PointLook:
    """A value that looks unlike the others of its series; a line's ``look`` is that of the stretch before it."""

    index: int
    look: Look | None = None
    symbol: Symbol | None = None


class Says(Enum):
    """What a label is made of; all but TEXT follow the cells."""

    VALUE = "value"
    NAME = "name"
    NAME_AND_VALUE = "name and value"
    CATEGORY_AND_VALUE = "category and value"
    TEXT = "text"


CELLS = "CELLRANGE"  # the field of what a cell says


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line of a label's own text; as a ``field`` ("VALUE", "SERIESNAME", "CATEGORYNAME") it follows the cells.

    ``CELLS`` is what stands in the label's row of the column that the series ``said``.
    """

    text: str
    field: str = ""
    bold: bool = False
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The label of value ``index``; ``code`` is the number format by which the value prints as the plan says.

    ``place`` is one of the chart type's positions ("outEnd", "t"), '' for its own; ``moved`` shifts it from there by
    parts of the frame's width and height. ``lines`` are what a TEXT says. ``led`` asks for a thin line to its value,
    ``on_paper`` for a ground that hides the grid, ``flowing`` for all ``lines`` in one.
    """

    index: int
    lines: tuple[LabelLine, ...] = ()
    says: Says = Says.VALUE
    code: str = "General"
    place: str = ""
    moved: tuple[float, float] = (0.0, 0.0)
    colour: SchemeColour = TEXT
    bold: bool = False
    led: bool = False
    on_paper: bool = False
    flowing: bool = False


# ------------------------------------------------------------------------------------------------ plots


@dataclass(frozen=True, slots=True)
class Line:
    """How the points of a series are joined: by a ``stroke`` if it has one, with a ``symbol`` at each."""

    stroke: Stroke | None = None
    symbol: Symbol | None = None


@dataclass(frozen=True, slots=True)
class ErrorBars:
    """Lines from each value down to the value less that of column ``minus``, and up by that of ``plus``."""

    stroke: Stroke
    minus: int | None = None
    plus: int | None = None
    across: bool = False  # along x, which only scatter plots have


@dataclass(frozen=True, slots=True)
class Plotted:
    """A series: the values of ``column``, named by its header, over column ``x`` (the categories, or x of a scatter).

    ``rows`` are its first row and the row after its last, counted from 0; None for all. ``trend`` draws the straight
    line through its values from edge to edge. ``said`` is the column that labels repeat by the field ``CELLS``.
    """

    column: int
    x: int = 0
    look: Look = Look()
    line: Line = Line()
    points: tuple[PointLook, ...] = ()
    labels: tuple[Label, ...] = ()
    rows: tuple[int, int] | None = None
    trend: Stroke | None = None
    errors: ErrorBars | None = None
    sizes: int | None = None
    said: int | None = None


class Sort(Enum):
    """The types of plot that we make (ECMA-376, part 1, 21.2.2)."""

    BARS = "barChart"
    LINES = "lineChart"
    AREAS = "areaChart"
    SCATTER = "scatterChart"
    BUBBLES = "bubbleChart"
    RING = "doughnutChart"


@dataclass(frozen=True, slots=True)
class Plot:
    """Series of one type on one pair of axes. ``gap`` and ``overlap`` are in percent of a bar's width.

    ``linked`` draws a line from the end of each part of stacked bars to that of the same part of the next bar.
    """

    sort: Sort
    series: tuple[Plotted, ...]
    lying: bool = False
    stacked: bool = False
    gap: int = 60
    overlap: int = 0
    secondary: bool = False
    linked: Stroke | None = None


# ------------------------------------------------------------------------------------------------- axes


@dataclass(frozen=True, slots=True)
class CategoryAxis:
    """Categories along the plot; ``shown`` with their labels, or with its line alone if it isn't ``ticked``.

    ``between``: they stand between the ticks. With ``days``, where the axis begins and ends, they are dates: numbers of
    days, as far apart as these are. ``grid`` draws a hairline across the plot at each tick.
    """

    shown: bool = True
    backwards: bool = False
    low: bool = False
    line: Stroke | None = None
    colour: SchemeColour = TEXT
    between: bool = True
    days: tuple[int, int] | None = None
    ticked: bool = True
    grid: bool = False


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """Numbers from ``minimum`` to ``maximum``, with a tick every ``step``; without ``code`` ticks have no labels.

    ``title`` stands at ``title_at``, its upper left corner in parts of the frame; ``bold`` is said of it alone.
    ``at_zero`` says of the axis across that its line is where the other one has zero, its labels at the edge.
    """

    minimum: Decimal
    maximum: Decimal
    step: Decimal | None = None
    code: str | None = None
    grid: bool = False
    inverted: bool = False
    line: Stroke | None = None
    ticks: bool = False
    colour: SchemeColour = TEXT
    title: str = ""
    title_at: tuple[float, float] | None = None
    bold: bool = False
    at_zero: bool = False


@dataclass(frozen=True, slots=True)
class Axes:
    """The pair that a plot is drawn on: ``across`` is horizontal, unless the plot is lying."""

    across: CategoryAxis | ValueAxis
    along: ValueAxis


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in parts of the frame."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Legend:
    """The legend at ``box``; ``hidden`` are the numbers of the series that it doesn't name."""

    box: Box
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text in the middle of ``box``, each with its size in points, whether it is bold, its colour and fact.

    ``align`` is "ctr", "l" or "r". For what a chart says where PowerPoint's own titles would be broken into lines.
    """

    box: Box
    lines: tuple[tuple[str, float, bool, SchemeColour, str | None], ...]
    align: str = "ctr"


@dataclass(frozen=True, slots=True)
class NativeChart:
    """A whole chart. ``size`` is that of its text in points, ``plot`` the inner plot area."""

    columns: tuple[Column, ...]
    plots: tuple[Plot, ...]
    plot: Box
    size: float
    language: str
    axes: Axes | None = None
    secondary: Axes | None = None
    legend: Legend | None = None
    words: tuple[Words, ...] = ()
