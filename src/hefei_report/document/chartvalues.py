"""The values of a ChartPlan: numbers with their labels, colour roles and statuses, series and axes.

Numbers are Decimals (digits as the source gives them); ``text`` beside a number is how it is printed.
Colours are roles of the theme, never values.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import Enum

from hefei_report.records import dataclass


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


class Ramp(Enum):
    """An ordered scale of colours of the theme."""

    SEQUENTIAL = "sequential"  # from little (light) to much
    DIVERGING = "diverging"  # from the one extreme over a light middle to the other


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
    ``total`` says of a step of a waterfall that it is a level and no change. ``computed_from`` are the ids of the
    facts that a number which no author wrote is the sum or the difference of, () when some of them are no facts.
    ``cited`` says that its own row of data names the source that proves it.
    """

    number: Decimal | None
    text: str = ""
    ink: Ink = Ink.PRIMARY
    status: Status = Status.ACTUAL
    fact: str | None = None
    total: bool = False
    computed_from: tuple[str, ...] = ()
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One row of data, as many values as the plan has categories.

    ``line`` says of a series of a combination that it is drawn as a line and not as columns, ``secondary`` that it
    is read on the plan's ``y2``. ``unit`` is its own unit, '' where it is the plan's.
    """

    name: str
    values: tuple[Value, ...]
    ink: Ink = Ink.PRIMARY
    line: bool = False
    secondary: bool = False
    unit: str = ""

    def inked(self, ink: Ink) -> Series:
        """The series with all of its values in one colour."""
        return replace(self, ink=ink, values=tuple(replace(value, ink=ink) for value in self.values))

    def unprinted(self) -> Series:
        """The series with no number printed at its marks: they are read on an axis."""
        return replace(self, values=tuple(replace(value, text="") for value in self.values))


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its text; a ``major`` one says what its followers leave out, such as the year."""

    at: Decimal
    text: str
    major: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """A numeric axis. ``ticks`` may be empty: then nothing of it is drawn. ``grid`` draws a hairline at each tick.

    ``title`` (what it measures, and its unit) is set where the caption can't say it, since the axes of a chart
    differ; title and ticks have the colour ``ink``, that of the one series that is read on it. On a ``log`` axis, which
    has neither zero nor negative numbers, equal distances are equal ratios.
    """

    minimum: Decimal
    maximum: Decimal
    ticks: tuple[Tick, ...] = ()
    grid: bool = False
    inverted: bool = False
    title: str = ""
    ink: Ink = Ink.QUIET
    log: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A categorical axis: one slot for each of ``labels``, in drawing order."""

    labels: tuple[str, ...]


# A text that a drawing shows, and the id of the fact that it prints, None where it prints none.
Label = tuple[str, str | None]


def label_of(value: Value) -> Label:
    """How ``value`` is printed at its mark."""
    return value.text, value.fact


def texts_on(axis: Axis | Band | None) -> tuple[str, ...]:
    """What stands on ``axis``: its title and ticks, or the names of its slots."""
    match axis:
        case Axis():
            return (axis.title, *(tick.text for tick in axis.ticks))
        case Band():
            return axis.labels
        case None:
            return ()
