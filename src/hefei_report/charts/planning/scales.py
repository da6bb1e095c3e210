"""Chooses the range and the few round ticks of a value axis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from hefei_report.document.chartplan import Axis, Tick
from hefei_report.evidence.numbers import tidy

ROW_ASPECT = 0.065  # the height of a row of bars or events, as a part of a column's width
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
Bounds = tuple[Decimal | None, Decimal | None]  # where an author lets an axis begin and end
_LOG_PARTS = ((1, 2, 5), (1, 3), (1,))  # of each power of ten, the most first
_CLOSE_LOG_PARTS = (1, 2, 3, 4, 5, 6, 7, 8, 9)
_MOST_LOG_TICKS = 7
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
    bounds: Bounds = (None, None),
) -> Axis:
    """An axis with a grid and about ``count`` round ticks around ``numbers``; ``whole`` allows whole ticks only.

    Where ``bounds`` say so it begins and ends there, whatever is round.
    """
    present = [number for number in (*numbers, *bounds) if number is not None] or [Decimal(0), Decimal(1)]
    low, high = min(present), max(present)
    if not inverted and (from_zero or (bounds[0] is None and 0 <= low < high * _NEAR_ZERO)):
        low = min(low, Decimal(0))
        high = max(high, Decimal(0))
    step = _step(low, high, count, whole=whole)
    first = (low / step).to_integral_value(ROUND_FLOOR if bounds[0] is None else ROUND_CEILING)
    last = (high / step).to_integral_value(ROUND_CEILING if bounds[1] is None else ROUND_FLOOR)
    if low == high and first == last:  # all values are at one tick
        last += 1
    if inverted and first <= 0 < low:  # there is no rank 0
        ticks = [Decimal(1), *(step * n for n in range(1, int(last) + 1) if step * n > 1)]
    else:
        ticks = [step * n for n in range(int(first), int(last) + 1)]
    ends = (ticks[0] if bounds[0] is None else low, ticks[-1] if bounds[1] is None else high)
    return Axis(*ends, printed(ticks, print_number), grid=True, inverted=inverted)


def printed(ticks: Sequence[Decimal], print_number: Callable[[Decimal], str]) -> tuple[Tick, ...]:
    """``ticks`` with their texts, which have as many digits after the point as the one that needs most."""
    places = max(-int(tidy(tick).as_tuple().exponent) for tick in ticks)
    return tuple(Tick(tick, print_number(tidy(tick) if tick == 0 else _exact(tick, places))) for tick in ticks)


def _exact(number: Decimal, places: int) -> Decimal:
    return tidy(number).quantize(Decimal(1).scaleb(-places)) if places > 0 else tidy(number)


def log_axis(
    numbers: Sequence[Decimal],
    print_number: Callable[[Decimal], str],
    minimum: Decimal | None = None,
    maximum: Decimal | None = None,
) -> Axis:
    """A logarithmic axis around ``numbers``, all above zero, with a grid and a few round ticks."""
    present = [*numbers, *(end for end in (minimum, maximum) if end is not None)] or [Decimal(1), Decimal(10)]
    low, high = min(present), max(present)
    marks = _log_ticks(low, high)
    inside = [m for m in marks if (minimum is None or m >= minimum) and (maximum is None or m <= maximum)]
    ends = (minimum or inside[0], maximum or inside[-1])
    return Axis(*ends, tuple(Tick(mark, print_number(tidy(mark))) for mark in inside), grid=True, log=True)


def _log_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """1, 2 and 5 of each power of ten around ``low`` and ``high``, or fewer of them, or powers further apart."""
    for parts in _LOG_PARTS:
        marks = _log_marks(low, high, parts)
        if len(marks) <= _MOST_LOG_TICKS:
            return marks if len(marks) > 2 else _log_marks(low, high, _CLOSE_LOG_PARTS)
    first, last = marks[0].adjusted(), marks[-1].adjusted()
    step = -(-(last - first) // (_MOST_LOG_TICKS - 1))
    return [Decimal(1).scaleb(power) for power in range(first, last + step, step)]


def _log_marks(low: Decimal, high: Decimal, parts: Sequence[int]) -> list[Decimal]:
    """Round numbers from the last one that isn't above ``low`` to the first that isn't below ``high``."""
    powers = range(low.adjusted(), high.adjusted() + 2)
    marks = [Decimal(part).scaleb(power) for power in powers for part in parts]
    first = max(number for number, mark in enumerate(marks) if mark <= low)
    last = min(number for number, mark in enumerate(marks) if mark >= high)
    return marks[first : max(last, first + 1) + 1]


def _step(low: Decimal, high: Decimal, count: int, *, whole: bool) -> Decimal:
    """The smallest round step of which ``count`` reach from ``low`` to ``high``."""
    rough = (high - low) / count if high > low else max(abs(high), Decimal(1)) / count
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(step * power for step in STEPS if step * power >= rough)
    return max(step.to_integral_value(ROUND_CEILING), Decimal(1)) if whole else step
