"""What a figure leaves open: the value that was printed, and the range in which the true one lies.

"257.2 billion" says that the amount rounds to 257.2; "over 257.2" that it is higher, by less than the next step;
arithmetic carries both ends along, so that a derived figure is never more certain than what it is made from.
Interval arithmetic after IEEE 1788, on Decimals.
"""

from __future__ import annotations

from decimal import Decimal

from hefei_report.evidence.numbers import rounded
from hefei_report.evidence.qualifiers import Qualifier
from hefei_report.evidence.units import RANK, YEAR, Unit
from hefei_report.records import dataclass

_INFINITE = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """``low <= value <= high``; the ends may be infinite."""

    value: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        return cls(value, value, value)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.value - other.value, self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.value, -self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value * other.value, min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(self.value / other.value, min(ends), max(ends))

    def scaled(self, places: int) -> Interval:
        """Times a power of ten; no digit changes."""
        return Interval(self.value.scaleb(places), self.low.scaleb(places), self.high.scaleb(places))

    def rounded(self, quantum: Decimal) -> Interval:
        return Interval(
            *(rounded(end, quantum) if end.is_finite() else end for end in (self.value, self.low, self.high))
        )

    def around(self, value: Decimal) -> Interval:
        """The same range about ``value``, widened to hold it."""
        return Interval(value, min(value, self.low), max(value, self.high))

    def distance(self, other: Interval) -> Decimal:
        """How far the ranges are apart; zero when they overlap."""
        return max(Decimal(0), self.low - other.high, other.low - self.high)

    @property
    def slack(self) -> Decimal:
        """How far the true value may be from the printed one."""
        return max(self.high - self.value, self.value - self.low)


def asserted(value: Decimal, unit: Unit, qualifier: Qualifier, *, planned: bool = False) -> Interval:
    """What a figure with these digits and this qualifier says, in ``unit``.

    Without a qualifier the amount rounds to the last digit; ranks, years and what is only ``planned`` are exact.
    "Over", "nearly" and "about" reach one step of the last digit that isn't zero, else the source would have said
    more.
    """
    step = _last_step(value)
    match qualifier:
        case Qualifier.EXACT:
            exact = planned or unit.base in (RANK, YEAR)
            half = Decimal(0) if exact else Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
            return Interval(value, value - half, value + half)
        case Qualifier.OVER:
            return Interval(value, value, value + step)
        case Qualifier.NEARLY:
            return Interval(value, value - step, value)
        case Qualifier.ABOUT:
            return Interval(value, value - step, value + step)
        case Qualifier.AT_LEAST:
            return Interval(value, value, _INFINITE)
        case Qualifier.UP_TO | Qualifier.LESS_THAN:
            return Interval(value, min(Decimal(0), value), value)


def _last_step(value: Decimal) -> Decimal:
    """One unit of the last digit that isn't zero: 0.1 for 257.2, 10,000 for 220,000."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)
