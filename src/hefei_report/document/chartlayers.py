"""The layers of a ChartPlan: marks in data coordinates, which painters find room for.

Positions on a Band are slot numbers from 0 (the middle of the first slot); on an Axis they are values.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hefei_report.document.celllayers import CellLayer, Cells, Land, Squares, Tiles, labels_of_cells
from hefei_report.document.chartvalues import Ink, Label, Status, Value, label_of, texts_on
from hefei_report.document.curvelayers import Interval
from hefei_report.document.framelayers import Break, Callout, Rule, Zone
from hefei_report.document.panellayers import Panels
from hefei_report.document.progresslayers import Funnel, ProgressLayer, Race, Schedule, progress_labels
from hefei_report.document.rowlayers import Bins, Extents, RowLayer, Stems, Totals, row_labels
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle from ``start`` to ``end`` on the value axis, in slot ``slot``.

    ``lane`` of ``lanes`` places grouped bars side by side. ``label`` is ``value``'s text; ``inside`` asks
    for it in the bar (it moves out when it doesn't fit). ``name`` is what a part of a single divided bar is
    called, set beside it; '' where category or legend say it. ``series`` is the number of its series in the plan.
    """

    slot: int
    start: Decimal
    end: Decimal
    value: Value
    lane: int = 0
    lanes: int = 1
    inside: bool = False
    name: str = ""
    series: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Columns (on a frame with a horizontal band) or bars (with a vertical one)."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line or a dot; ``value`` gives y, number, label, colour and status."""

    x: Decimal
    value: Value


@dataclass(frozen=True, slots=True)
class Line:
    """A line through ``points`` in order. A missing value or ``breaks_before`` interrupts it.

    ``name`` is set at its end as a direct label ('' for none). ``markers`` draws a dot at each point.
    ``breaks_before`` holds the x of points before which the series was revised or redefined. A ``secondary``
    line is read on the plan's ``y2``.
    """

    points: tuple[Point, ...]
    name: str = ""
    ink: Ink = Ink.PRIMARY
    markers: bool = True
    dashed: bool = False
    breaks_before: tuple[Decimal, ...] = ()
    secondary: bool = False


def stretches(line: Line) -> Iterator[tuple[Point, ...]]:
    """The parts of a line between gaps and breaks; a part may be a single point."""
    part: list[Point] = []
    for point in line.points:
        broken = any(part and part[-1].x < at <= point.x for at in line.breaks_before)
        if part and (point.value.number is None or broken):
            yield tuple(part)
            part = []
        if point.value.number is not None:
            part.append(point)
    if part:
        yield tuple(part)


@dataclass(frozen=True, slots=True)
class Area:
    """A filled stretch between ``base`` and as much above it as the values of ``points`` are.

    ``base`` has one value for each point: zero, or the sum of the areas below. A missing value interrupts it, and so
    does ``breaks_before`` (see :class:`Line`). ``name`` is what a part of a whole is called, '' for an area that
    stands alone.
    """

    points: tuple[Point, ...]
    base: tuple[Decimal, ...]
    name: str = ""
    ink: Ink = Ink.PRIMARY
    breaks_before: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Connector:
    """A hairline at ``at`` on the value axis, from the bar in ``slot`` to the next one, which begins there."""

    slot: int
    at: Decimal


@dataclass(frozen=True, slots=True)
class Connectors:
    connectors: tuple[Connector, ...]


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Two values of one category as dots, with a bar between them; ``difference`` is its label, '' for none."""

    slot: int
    start: Value
    end: Value
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Dumbbells:
    """Dumbbells on a vertical band; ``heading`` says what the column of their differences is, '' without them."""

    dumbbells: tuple[Dumbbell, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Slope:
    """What one thing was at the first and at the second place of a band; ``name`` stands at an end of the line."""

    name: str
    start: Value
    end: Value
    ink: Ink = Ink.PRIMARY


@dataclass(frozen=True, slots=True)
class Slopes:
    slopes: tuple[Slope, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One thing at two values; ``value`` gives y, colour and status. ``name`` is '' where it stays unnamed.

    ``size`` is what the area of a bubble stands for, None where all dots are alike.
    """

    x: Value
    value: Value
    name: str = ""
    size: Value | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """Dots on two value axes. ``largest`` is the size that the largest bubble stands for, None where they are alike."""

    dots: tuple[Dot, ...]
    largest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Wedge:
    """A part of a ring. ``share`` is between 0 and 1; the shares of a plan add up to 1."""

    name: str
    share: Decimal
    value: Value


@dataclass(frozen=True, slots=True)
class Ring:
    """A ring of parts, clockwise from twelve o'clock, with ``centre`` as large and ``unit`` as small text in it.

    ``fact`` is the id of the fact in the centre, if it is one.
    """

    wedges: tuple[Wedge, ...]
    centre: str = ""
    unit: str = ""
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: ``when`` orders and places it (a year with fraction), ``date`` is how it prints."""

    when: Decimal
    date: str
    text: str
    ink: Ink = Ink.PRIMARY
    status: Status = Status.ACTUAL


@dataclass(frozen=True, slots=True)
class Events:
    """Dated events along a line of time; every text is shown in full."""

    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Marker:
    """A tick across slot ``slot`` at ``value`` (a target beside an actual), with its label."""

    slot: int
    value: Value


@dataclass(frozen=True, slots=True)
class Markers:
    markers: tuple[Marker, ...]


Layer = (
    Bars
    | Line
    | Area
    | Connectors
    | Dumbbells
    | Slopes
    | Dots
    | Ring
    | Events
    | Rule
    | Zone
    | Markers
    | Break
    | Callout
    | Interval
    | CellLayer
    | ProgressLayer
    | Panels
    | RowLayer
)


def labels_of(layer: Layer) -> Iterator[Label]:
    """The texts of ``layer`` in the order of its marks; '' where a mark has none."""
    match layer:
        case Bars():
            yield from (label for bar in layer.bars for label in (label_of(bar.value), (bar.name, None)))
        case Line() | Area():
            yield from (label_of(point.value) for point in layer.points)
            yield layer.name, None
        case Dumbbells():
            yield from (label for dumbbell in layer.dumbbells for label in _ends(dumbbell, dumbbell.difference))
            yield layer.heading, None
        case Slopes():
            yield from (label for slope in layer.slopes for label in _ends(slope, slope.name))
        case Dots():
            yield from (label for dot in layer.dots for label in ((dot.name, None), label_of(dot.value)))
        case Ring():
            yield from (label for wedge in layer.wedges for label in ((wedge.name, None), label_of(wedge.value)))
            yield from ((layer.centre, None), (layer.unit, None))
        case Events():
            yield from (label for event in layer.events for label in ((event.date, None), (event.text, None)))
        case Markers():
            yield from (label_of(marker.value) for marker in layer.markers)
        case Rule() | Zone() | Break() | Callout():
            yield layer.text, layer.fact if isinstance(layer, Rule) else None
        case (
            Squares()
            | Tiles()
            | Cells()
            | Land()
            | Funnel()
            | Race()
            | Schedule()
            | Panels()
            | Totals()
            | Stems()
            | Extents()
            | Bins()
        ):
            yield from _family_labels(layer)
        case Connectors() | Interval():
            pass


def _family_labels(layer: CellLayer | ProgressLayer | RowLayer | Panels) -> Iterator[Label]:
    """The texts of a layer that stands in a module of its own."""
    match layer:
        case Squares() | Tiles() | Cells() | Land():
            yield from labels_of_cells(layer)
        case Funnel() | Race() | Schedule():
            yield from progress_labels(layer)
        case Panels():
            yield from _labels_of_panels(layer)
        case Totals() | Stems() | Extents() | Bins():
            yield from row_labels(layer)


def _ends(mark: Dumbbell | Slope, between: str) -> tuple[Label, ...]:
    return label_of(mark.start), (between, None), label_of(mark.end)


def _labels_of_panels(layer: Panels) -> Iterator[Label]:
    """The titles, and all that stands on the axes and at the marks of each chart."""
    for panel in layer.panels:
        yield panel.title, None
        yield from ((text, None) for axis in (panel.plan.x, panel.plan.y) for text in texts_on(axis))
        yield from (label for inner in panel.plan.layers for label in labels_of(inner))
