"""What a chart decided, as plain values: the one thing that every painter reads, so that they can't disagree.

A chart kind (a file in ``charts/``) turns data into a ChartPlan. A plan has two halves that say the same:
*data* (categories and series, for native charts, tables and alternative texts), and *layers*, marks in
data coordinates on a frame with given axes (for drawing). Painters decide no value, order, colour role,
axis range or number format; they only find room for it.

Numbers are Decimals (digits as the source gives them); ``text`` beside a number is how it is printed.
Colours are roles of the theme, never values.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Ink(Enum):
    """A colour role of the theme."""

    ACCENT = "accent"  # the one thing that matters
    PRIMARY = "primary"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    CONTEXT = "context"  # grey: there for comparison
    TEXT = "text"
    QUIET = "quiet"  # secondary text


class Status(Enum):
    """What kind of value it is; each is drawn as what it is (solid, hollow, hatched, dashed)."""

    ACTUAL = "actual"
    PRELIMINARY = "preliminary"
    ESTIMATED = "estimated"
    DERIVED = "derived"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a series. ``number`` is None where data is missing (drawn as a gap).

    ``text`` is the label ("257.2"), '' for none. ``fact`` is the id of the fact behind it, if there is one.
    """

    number: Decimal | None
    text: str = ""
    ink: Ink = Ink.PRIMARY
    status: Status = Status.ACTUAL
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One row of data, as many values as the plan has categories."""

    name: str
    values: tuple[Value, ...]
    ink: Ink = Ink.PRIMARY


@dataclass(frozen=True, slots=True)
class Tick:
    at: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """A numeric axis. ``ticks`` may be empty: then nothing of it is drawn. ``grid`` draws a hairline at each tick."""

    minimum: Decimal
    maximum: Decimal
    ticks: tuple[Tick, ...] = ()
    grid: bool = False
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A categorical axis: one slot for each of ``labels``, in drawing order."""

    labels: tuple[str, ...]


# -------------------------------------------------------------------------------------------- layers
# Positions on a Band are slot numbers from 0 (the middle of the first slot); on an Axis they are values.


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle from ``start`` to ``end`` on the value axis, in slot ``slot``.

    ``lane`` of ``lanes`` places grouped bars side by side. ``label`` is ``value``'s text; ``inside`` asks
    for it in the bar (it moves out when it doesn't fit). ``name`` is what a part of a single divided bar is
    called, set beside it; '' where category or legend say it.
    """

    slot: int
    start: Decimal
    end: Decimal
    value: Value
    lane: int = 0
    lanes: int = 1
    inside: bool = False
    name: str = ""


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
    ``breaks_before`` holds the x of points before which the series was revised or redefined.
    """

    points: tuple[Point, ...]
    name: str = ""
    ink: Ink = Ink.PRIMARY
    markers: bool = True
    dashed: bool = False
    breaks_before: tuple[Decimal, ...] = ()


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
class Rule:
    """A reference line across the frame at ``at`` on the value axis, with its label and the fact behind it."""

    at: Decimal
    text: str
    status: Status = Status.ACTUAL
    ink: Ink = Ink.QUIET
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """A tick across slot ``slot`` at ``value`` (a target beside an actual), with its label."""

    slot: int
    value: Value


@dataclass(frozen=True, slots=True)
class Markers:
    markers: tuple[Marker, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A vertical dashed line before ``at`` on the horizontal axis where the series changes, with why."""

    at: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A short note anchored to a place in the data."""

    x: Decimal
    y: Decimal
    text: str


Layer = Bars | Line | Ring | Events | Rule | Markers | Break | Callout


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a colour or a drawing style stands for; only for what isn't labelled directly."""

    text: str
    ink: Ink
    status: Status = Status.ACTUAL
    shape: str = "box"  # box | line | dot | tick


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A planned chart.

    ``kind`` is the author's word ("column"). ``x`` and ``y`` are the horizontal and vertical axes as drawn
    (a bar chart has the Band on y); both are None for rings and timelines. ``categories`` and ``series`` hold
    the data for native charts and tables. ``unit`` is said once, in the caption or subtitle. ``aspect`` is
    the proposed height of the drawing divided by its width, at the width of a text column; ``language`` a
    BCP 47 tag.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    layers: tuple[Layer, ...]
    unit: str = ""
    x: Axis | Band | None = None
    y: Axis | Band | None = None
    legend: tuple[LegendEntry, ...] = ()
    aspect: float = 0.56
    language: str = "en"


def facts_of(plan: ChartPlan) -> tuple[str, ...]:
    """The ids of all facts that ``plan`` draws, each once, in order."""
    found = [value.fact for series in plan.series for value in series.values]
    for layer in plan.layers:
        if isinstance(layer, Markers):
            found += [marker.value.fact for marker in layer.markers]
        elif isinstance(layer, Rule | Ring):
            found.append(layer.fact)
    return tuple(dict.fromkeys(fact for fact in found if fact))


def has_literals(plan: ChartPlan) -> bool:
    """Whether ``plan`` shows numbers that are no facts."""
    values = [value for series in plan.series for value in series.values]
    for layer in plan.layers:
        if isinstance(layer, Markers):
            values += [marker.value for marker in layer.markers]
        elif isinstance(layer, Rule) and layer.fact is None:
            return True
    return any(value.number is not None and value.fact is None for value in values)


def texts_of(plan: ChartPlan) -> tuple[str, ...]:
    """Every text that a drawing of ``plan`` shows, for the search for glyphs that no font has, and for tests."""
    found: list[str] = []
    for axis in (plan.x, plan.y):
        match axis:
            case Axis():
                found += [tick.text for tick in axis.ticks]
            case Band():
                found += axis.labels
            case None:
                pass
    for layer in plan.layers:
        found += _layer_texts(layer)
    found += [entry.text for entry in plan.legend]
    return tuple(text for text in found if text)


def _layer_texts(layer: Layer) -> list[str]:
    match layer:
        case Bars():
            return [text for bar in layer.bars for text in (bar.value.text, bar.name)]
        case Line():
            return [*(point.value.text for point in layer.points), layer.name]
        case Ring():
            wedges = [text for wedge in layer.wedges for text in (wedge.name, wedge.value.text)]
            return [*wedges, layer.centre, layer.unit]
        case Events():
            return [text for event in layer.events for text in (event.date, event.text)]
        case Markers():
            return [marker.value.text for marker in layer.markers]
        case Rule() | Break() | Callout():
            return [layer.text]
