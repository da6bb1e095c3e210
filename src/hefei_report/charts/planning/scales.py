"""Chooses the range and the few round ticks of a value axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from hefei_report.document.chartplan import Axis, Tick
from hefei_report.evidence.numbers import tidy

ROW_ASPECT = 0.065  # the height of a row of bars or events, as a part of a column's width
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_NEAR_ZERO = Decimal("0.4")  # an axis starts at zero when its lowest value is below this part of the highest


def bar_axis(numbers: Iterable[Decimal | None]) -> Axis:
    """The axis of bars whose values stand beside them: from zero to the outermost value, without ticks."""
    present = [number for number in numbers if number is not None]
    low, high = min([Decimal(0), *present]), max([Decimal(0), *present])
    return Axis(low, high if high > low else low + 1)


def ticked_axis(
    numbers: Iterable[Decimal | None],
    print_number: Callable[[Decimal], str],
    *,
    from_zero: bool = False,
    inverted: bool = False,
    whole: bool = False,
    count: int = 4,
) -> Axis:
    """An axis with a grid and about ``count`` round ticks around ``numbers``; ``whole`` allows whole ticks only."""
    present = [number for number in numbers if number is not None] or [Decimal(0), Decimal(1)]
    low, high = min(present), max(present)
    if not inverted and (from_zero or 0 <= low < high * _NEAR_ZERO):
        low = min(low, Decimal(0))
        high = max(high, Decimal(0))
    step = _step(low, high, count, whole=whole)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    if inverted and first <= 0 < low:  # there is no rank 0
        ticks = [Decimal(1), *(step * n for n in range(1, int(last) + 1) if step * n > 1)]
    else:
        ticks = [step * n for n in range(int(first), int(last) + 1)]
    printed = tuple(Tick(tick, print_number(tidy(tick))) for tick in ticks)
    return Axis(ticks[0], ticks[-1], printed, grid=True, inverted=inverted)


def _step(low: Decimal, high: Decimal, count: int, *, whole: bool) -> Decimal:
    """The smallest round step of which ``count`` reach from ``low`` to ``high``."""
    rough = (high - low) / count if high > low else max(abs(high), Decimal(1)) / count
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(step * power for step in STEPS if step * power >= rough)
    return max(step.to_integral_value(ROUND_CEILING), Decimal(1)) if whole else step
