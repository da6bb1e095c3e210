"""The layers of a ChartPlan that stand on the frame and are no data: what a reader compares the data with."""

from __future__ import annotations

from decimal import Decimal

from hefei_report.document.chartvalues import Ink, Status
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A reference line across the frame at ``at`` on the value axis, with its label and the fact behind it.

    ``cited`` says that its author names the source that proves it.
    """

    at: Decimal
    text: str
    status: Status = Status.ACTUAL
    ink: Ink = Ink.QUIET
    fact: str | None = None
    cited: bool = False


@dataclass(frozen=True, slots=True)
class Zone:
    """A shaded stretch of the frame behind the data, from ``start`` to ``end``, with its label.

    It is a stretch of values (a normal range), or, with ``across``, of the other axis (a five-year plan): of time, or
    of slots of a band, of which the first reaches from -0.5 to 0.5. ``facts`` are the ids of the facts at its ends.
    """

    start: Decimal
    end: Decimal
    text: str
    across: bool = False
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A dashed line before ``at`` on the axis of time or of categories, where the series changes, with why."""

    at: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Callout:
    """A short note anchored to a place in the data: ``x`` on the horizontal, ``y`` on the upright axis as drawn.

    On a band, the part of a number behind the point is a part of the width of the bars in that slot, from their
    middle. ``secondary`` says that y is read on the plan's ``y2``.
    """

    x: Decimal
    y: Decimal
    text: str
    secondary: bool = False
