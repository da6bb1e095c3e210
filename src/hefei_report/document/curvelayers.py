"""The layer of a ChartPlan that says how far values of a line may lie apart: a pale band behind it."""

from __future__ import annotations

from decimal import Decimal

from hefei_report.document.chartvalues import Ink, Value
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Between which two values a line is at ``x``, which is the place of the plan's category number ``slot``."""

    x: Decimal
    slot: int
    low: Value
    high: Value


@dataclass(frozen=True, slots=True)
class Interval:
    """A band through ``reaches`` in order, behind the line called ``name``.

    ``apex`` is the point from which it opens: the last value of the line that has no interval. None where it has none.
    """

    reaches: tuple[Reach, ...]
    name: str = ""
    ink: Ink = Ink.PRIMARY
    apex: tuple[Decimal, Decimal] | None = None
