"""Sorts values into bins of equal width whose edges are round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from hefei_report.charts.planning.scales import STEPS
from hefei_report.records import dataclass

MAX_BINS = 60
_MOST_CHOSEN = 30  # bins, where the data decides how many


@dataclass(frozen=True, slots=True)
class Binning:
    """``counts`` of values between neighbours among ``count + 1`` edges, ``width`` apart from ``first`` on.

    A value at an edge belongs to the bin above it; one at the last edge to the last bin.
    """

    first: Decimal
    width: Decimal
    counts: tuple[int, ...]

    @property
    def edges(self) -> tuple[Decimal, ...]:
        return tuple(self.first + self.width * number for number in range(len(self.counts) + 1))


def binned(numbers: Sequence[Decimal], width: Decimal) -> Binning:
    """``numbers``, which are not empty, in bins whose edges are multiples of ``width``."""
    first = int((min(numbers) / width).to_integral_value(ROUND_FLOOR))
    last = int((max(numbers) / width).to_integral_value(ROUND_CEILING))
    counts = [0] * max(1, last - first)
    for number in numbers:
        place = int((number / width).to_integral_value(ROUND_FLOOR)) - first
        counts[min(place, len(counts) - 1)] += 1
    return Binning(first * width, width, tuple(counts))


def round_width(numbers: Sequence[Decimal]) -> Decimal:
    """The width that Freedman and Diaconis (1981) found best for ``numbers``, made round; whole for whole numbers.

    Where half of all values are equal, the rule of Sturges decides.
    """
    ordered = sorted(numbers)
    low, high = ordered[0], ordered[-1]
    count = len(ordered)
    middle = ordered[(3 * count) // 4] - ordered[count // 4]
    best = 2 * middle / Decimal(count) ** (Decimal(1) / 3)
    width = best or (high - low) / (count.bit_length() + 1)
    width = _nearest(max(width, (high - low) / _MOST_CHOSEN) or max(abs(high) / 10, Decimal(1)))
    whole = all(number == number.to_integral_value() for number in ordered)
    return max(width.to_integral_value(ROUND_CEILING), Decimal(1)) if whole else width


def width_for(numbers: Sequence[Decimal], count: int) -> Decimal:
    """The smallest round width with which ``count`` bins, or fewer, hold ``numbers``."""
    span = max(numbers) - min(numbers)
    width = stepped(span / count if span else max(abs(numbers[0]) / 10, Decimal(1)))
    while len(binned(numbers, width).counts) > count:
        width = stepped(width * Decimal("1.01"))
    return width


def stepped(width: Decimal) -> Decimal:
    """The smallest round number that isn't below ``width``."""
    power = Decimal(1).scaleb(width.adjusted())
    return next(step * power for step in STEPS if step * power >= width)


def _nearest(width: Decimal) -> Decimal:
    """The round number that is in proportion the nearest to ``width``."""
    power = Decimal(1).scaleb(width.adjusted())
    return min((step * power for step in STEPS), key=lambda step: max(step / width, width / step))
