"""The layers of a ChartPlan whose marks stand in rows or columns beside bars: totals, dots with stems, ranges, bins."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hefei_report.document.chartvalues import Ink, Label, Value, label_of
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class Total:
    """What the parts in ``slot`` add up to, printed at ``at`` on the value axis, where the last part ends."""

    slot: int
    at: Decimal
    value: Value


@dataclass(frozen=True, slots=True)
class Totals:
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Stem:
    """A dot in ``slot``; a lollipop if it stands on a line from zero, a dot of a dot plot if it doesn't.

    ``series`` is the number of its series in the plan.
    """

    slot: int
    value: Value
    grounded: bool = False
    series: int = 0


@dataclass(frozen=True, slots=True)
class Stems:
    stems: tuple[Stem, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch from ``low`` to ``high`` in ``slot``, with a point in it if there is a ``value``."""

    slot: int
    low: Value
    high: Value
    value: Value | None = None
    ink: Ink = Ink.PRIMARY


@dataclass(frozen=True, slots=True)
class Extents:
    extents: tuple[Extent, ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """A column from ``start`` to ``end`` on a numeric axis, ``value`` high."""

    start: Decimal
    end: Decimal
    value: Value


@dataclass(frozen=True, slots=True)
class Bins:
    bins: tuple[Bin, ...]


RowLayer = Totals | Stems | Extents | Bins


def row_labels(layer: RowLayer) -> Iterator[Label]:
    """The texts of ``layer`` in the order of its marks; '' where a mark has none."""
    match layer:
        case Totals():
            yield from (label_of(total.value) for total in layer.totals)
        case Stems():
            yield from (label_of(stem.value) for stem in layer.stems)
        case Extents():
            for extent in layer.extents:
                values = (extent.low, extent.value, extent.high)
                yield from (label_of(value) for value in values if value is not None)
        case Bins():
            yield from (label_of(one.value) for one in layer.bins)
