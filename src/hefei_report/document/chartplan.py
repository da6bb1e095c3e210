"""What a chart decided, as plain values: the one thing that every painter reads, so that they can't disagree.

A chart kind (a file in ``charts/``) turns data into a ChartPlan. A plan has two halves that say the same:
*data* (categories and series, for native charts, tables and alternative texts), and *layers*, marks in
data coordinates on a frame with given axes (for drawing). Painters decide no value, order, colour role,
axis range or number format; they only find room for it.

Numbers are Decimals (digits as the source gives them); ``text`` beside a number is how it is printed.
Colours are roles of the theme, never values.
"""

from __future__ import annotations

from hefei_report.document.celllayers import Cell, Cells, Land, Outline, SquareGroup, Squares, Tile, TileGroup, Tiles
from hefei_report.document.chartlayers import (
    Area,
    Bar,
    Bars,
    Connector,
    Connectors,
    Dot,
    Dots,
    Dumbbell,
    Dumbbells,
    Event,
    Events,
    Layer,
    Line,
    Marker,
    Markers,
    Point,
    Ring,
    Slope,
    Slopes,
    Wedge,
    labels_of,
)
from hefei_report.document.chartvalues import Axis, Band, Ink, Ramp, Series, Status, Tick, Value, texts_on
from hefei_report.document.curvelayers import Interval, Reach
from hefei_report.document.framelayers import Break, Callout, Rule, Zone
from hefei_report.document.panellayers import Panel, Panels
from hefei_report.document.rowlayers import Bin, Bins, Extent, Extents, Stem, Stems, Total, Totals
from hefei_report.records import dataclass

__all__ = [
    "Area",
    "Axis",
    "Band",
    "Bar",
    "Bars",
    "Bin",
    "Bins",
    "Break",
    "Callout",
    "Cell",
    "Cells",
    "ChartPlan",
    "Connector",
    "Connectors",
    "Dot",
    "Dots",
    "Dumbbell",
    "Dumbbells",
    "Event",
    "Events",
    "Extent",
    "Extents",
    "Ink",
    "Interval",
    "Land",
    "Layer",
    "LegendEntry",
    "Line",
    "Marker",
    "Markers",
    "Outline",
    "Panel",
    "Panels",
    "Point",
    "Ramp",
    "Reach",
    "Ring",
    "Rule",
    "Series",
    "Slope",
    "Slopes",
    "SquareGroup",
    "Squares",
    "Status",
    "Stem",
    "Stems",
    "Tick",
    "Tile",
    "TileGroup",
    "Tiles",
    "Total",
    "Totals",
    "Value",
    "Wedge",
    "Zone",
    "facts_of",
    "has_literals",
    "labels_of",
    "texts_of",
]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a colour or a drawing style stands for; only for what isn't labelled directly.

    ``series`` is the number of the series that it names, None for anything else: a painter that has room beside
    the marks of the series sets the text there, and no legend.
    """

    text: str
    ink: Ink
    status: Status = Status.ACTUAL
    shape: str = "box"  # box | line | dot | tick | empty
    series: int | None = None


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A planned chart.

    ``kind`` is the author's word ("column"). ``x`` and ``y`` are the horizontal and vertical axes as drawn
    (a bar chart has the Band on y); both are None for rings and timelines. ``y2`` is a second value axis at the
    right, for the lines and series that are ``secondary``. ``unit`` is said once, in the caption or subtitle.
    ``aspect`` is the proposed height of the drawing divided by its width, at the width of a text column;
    ``language`` a BCP 47 tag. ``remarks`` are sentences of the product's own that a reader must know to read the
    drawing (a logarithmic scale, a broken axis, values that were summed up); they are said with the figure's note.

    ``categories`` and ``series`` hold the data for native charts and tables:

    ============= ==================== ==========================================================================
    kind          categories           series
    ============= ==================== ==========================================================================
    column, bar   the author's         one without a name, or one for each group; grouped-column, grouped-bar: alike
    stacked-bar   the bars             the parts, in stacking order; with ``share`` in percent
    stacked-...   the columns          the parts from the ground up; of ``stacked-100`` in percent
    lollipop, dot the rows             one without a name, or one for each dot of a row
    range         the rows             low and high, then the points if there are some
    histogram     the bins, "0–5"      one: how many values there are in each
    line          the x of all lines   the lines; a missing value where a line has no point
    area          the x of all areas   the parts from the ground up (one without a name if there is no other)
    combo         the author's         those drawn as columns, then those drawn as lines (``Series.line``)
    waterfall     the steps            one: the changes with their signs, and the levels (``Value.total``)
    dumbbell      the rows             two: where each row starts and where it ends
    slope         the two moments      the things that are compared, with two values each
    scatter       the dots             two: x, then y; a third is the size of bubbles
    donut, waffle the parts            one
    heatmap       the rows             the columns
    treemap       the parts, the       one
                  largest first
    small-        those of all panels  those of each panel, under its title
    multiples
    map           the places           latitudes, longitudes, and what their sizes say
    timeline      the dates            none
    funnel        the stages           what is left, then each column of rates, in percent
    bump          the moments          the things that are compared: their places
    gantt         the rows             two: when each begins and when it is over, as years with a fraction
    ============= ==================== ==========================================================================
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    layers: tuple[Layer, ...]
    unit: str = ""
    x: Axis | Band | None = None
    y: Axis | Band | None = None
    y2: Axis | None = None
    legend: tuple[LegendEntry, ...] = ()
    aspect: float = 0.56
    remarks: tuple[str, ...] = ()
    language: str = "en"


def facts_of(plan: ChartPlan) -> tuple[str, ...]:
    """The ids of all facts that ``plan`` draws, or whose sums it draws, each once, in order."""
    values = [value for series in plan.series for value in series.values]
    found = [fact for value in values for fact in (value.fact, *value.computed_from)]
    for layer in plan.layers:
        if isinstance(layer, Markers):
            found += [marker.value.fact for marker in layer.markers]
        elif isinstance(layer, Interval):
            found += [end.fact for reach in layer.reaches for end in (reach.low, reach.high)]
        elif isinstance(layer, Rule | Ring):
            found.append(layer.fact)
        elif isinstance(layer, Zone):
            found += layer.facts
        elif isinstance(layer, Panels):
            found += [fact for panel in layer.panels for fact in facts_of(panel.plan)]
    return tuple(dict.fromkeys(fact for fact in found if fact))


def has_literals(plan: ChartPlan) -> bool:
    """Whether ``plan`` shows numbers that are no facts, and whose rows name no source."""
    values = [value for series in plan.series for value in series.values]
    for layer in plan.layers:
        if isinstance(layer, Markers):
            values += [marker.value for marker in layer.markers]
        elif isinstance(layer, Interval):
            values += [end for reach in layer.reaches for end in (reach.low, reach.high)]
    unproven = (v.number is not None and not (v.fact or v.computed_from or v.cited) for v in values)
    return any(unproven) or any(_is_literal(layer) for layer in plan.layers)


def _is_literal(layer: Layer) -> bool:
    """Whether a reference line, a stretch of values or a chart in a panel is at numbers that nothing proves."""
    match layer:
        case Rule():
            return layer.fact is None and not layer.cited
        case Zone():
            return not (layer.across or layer.facts)
        case Panels():
            return any(has_literals(panel.plan) for panel in layer.panels)
        case _:
            return False


def texts_of(plan: ChartPlan) -> tuple[str, ...]:
    """Every text that a drawing of ``plan`` shows, for the search for glyphs that no font has, and for tests."""
    found: list[str] = []
    for axis in (plan.x, plan.y, plan.y2):
        found += texts_on(axis)
    for layer in plan.layers:
        found += [text for text, _ in labels_of(layer)]
    found += [entry.text for entry in plan.legend]
    return tuple(text for text in found if text)
