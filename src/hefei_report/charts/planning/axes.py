"""Chooses the two value axes of a combination, so that columns stand on zero and neither axis hides the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from hefei_report.charts.planning.scales import STEPS, bar_axis, ticked_axis
from hefei_report.document.chartplan import Axis, Tick
from hefei_report.evidence.numbers import tidy
from hefei_report.records import dataclass

_LINE_SHARE = Decimal("0.34")  # of the height, at the top, for a line above labelled columns
_LINE_ROOM = Decimal("0.16")  # between columns and line, for the labels of both
_NEAR_ZERO = Decimal("0.4")
_TICKS = 4
ZERO = Decimal(0)

Numbers = Iterable[Decimal | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """The axis of columns and that of lines, None where they share one."""

    first: Axis
    second: Axis | None = None


def one_axis(numbers: Numbers, print_number: Callable[[Decimal], str]) -> Pair:
    """One axis from zero, with ticks, for columns and lines of the same unit."""
    return Pair(ticked_axis(numbers, print_number, from_zero=True))


def labelled_pair(columns: Numbers, lines: Numbers) -> Pair:
    """Axes without ticks, for marks that bear their values: the line runs above the columns and crosses none."""
    own = bar_axis(columns)
    low, high = _range(lines)
    if high == low:
        low, high = low - 1, high + 1
    upper = own.maximum if own.maximum > 0 else -own.minimum * Decimal("0.05")
    # The columns' positive part ends where line and labels begin; below zero they keep their own scale.
    span = (upper - own.minimum) / (1 - _LINE_SHARE - _LINE_ROOM)
    first = Axis(own.minimum, own.minimum + span)
    whole = (high - low) / _LINE_SHARE
    return Pair(first, Axis(high - whole, high))


def ticked_pair(
    columns: Numbers,
    lines: Numbers,
    print_first: Callable[[Decimal], str],
    print_second: Callable[[Decimal], str],
) -> Pair:
    """Axes with as many ticks each, so that one grid serves both; the zero of the second is that of the first."""
    first = _steps(*_range([*columns, ZERO]), count=_TICKS)
    low, high = _range(lines)
    if 0 <= low < high * _NEAR_ZERO:
        low = ZERO
    elif low * _NEAR_ZERO < high <= 0:
        high = ZERO
    if low <= 0 <= high:
        second = next(s for s in _finer(low, high) if (first | s).count <= max(first.count, _TICKS) + 2)
        first, second = first | second, second | first
    else:
        first = replace(first, last=max(first.last, first.first + 2))
        second = _beside(low, high, first.count)
    return Pair(first.axis(print_first, grid=True), second.axis(print_second, grid=False))


@dataclass(frozen=True, slots=True)
class _Steps:
    """Ticks at whole multiples of ``step``, from the ``first`` to the ``last``."""

    step: Decimal
    first: int
    last: int

    @property
    def count(self) -> int:
        return self.last - self.first

    def __or__(self, other: _Steps) -> _Steps:
        """These ticks, and as many more as the other axis has on either side of zero."""
        return replace(self, first=min(self.first, other.first), last=max(self.last, other.last))

    def axis(self, print_number: Callable[[Decimal], str], *, grid: bool) -> Axis:
        ticks = [self.step * number for number in range(self.first, self.last + 1)]
        printed = tuple(Tick(tick, print_number(tidy(tick))) for tick in ticks)
        return Axis(ticks[0], ticks[-1], printed, grid=grid)


def _steps(low: Decimal, high: Decimal, count: int) -> _Steps:
    """About ``count`` round steps around ``low`` and ``high``, which include zero."""
    return next(steps for steps in _finer(low, high) if steps.count <= count + 1)


def _finer(low: Decimal, high: Decimal) -> Iterator[_Steps]:
    """Ticks around ``low`` and ``high``, from many to few; at least one on a side of zero."""
    rough = (high - low) / (2 * _TICKS) if high > low else Decimal(1) / _TICKS
    for step in _round_steps(rough):
        first = int((low / step).to_integral_value(ROUND_FLOOR))
        last = int((high / step).to_integral_value(ROUND_CEILING))
        yield _Steps(step, first, last if last > first else first + 1)


def _beside(low: Decimal, high: Decimal, count: int) -> _Steps:
    """``count`` round steps, as small as hold ``low`` to ``high``, on one side of zero."""
    for step in _round_steps((high - low) / count if high > low else abs(high) / count):
        first = int((low / step).to_integral_value(ROUND_FLOOR))
        if high <= (first + count) * step:
            return _Steps(step, first, first + count)
    raise AssertionError("round steps have no end")


def _round_steps(rough: Decimal) -> Iterator[Decimal]:
    """Round numbers from ``rough`` upwards, without end."""
    power = Decimal(1).scaleb(rough.adjusted())
    while True:
        yield from (step * power for step in STEPS[:-1] if step * power >= rough)
        power *= 10


def _range(numbers: Numbers) -> tuple[Decimal, Decimal]:
    present = [number for number in numbers if number is not None] or [Decimal(0)]
    return min(present), max(present)
