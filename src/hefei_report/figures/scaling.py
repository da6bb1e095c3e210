"""Turns values into places: the one piece of arithmetic between an axis and the paper."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from decimal import Decimal

from hefei_report.document.chartplan import Axis, Band
from hefei_report.records import dataclass

_TINY = 1e-6  # of a logarithmic axis' lower end: where zero would be, far below the paper
_ROUNDS = 4  # each end of a scale depends on where the other is


@dataclass(frozen=True, slots=True)
class Scale:
    """A numeric axis between two places, in points; an inverted axis has its minimum at the far end."""

    axis: Axis
    near: float  # left or bottom
    far: float

    def at(self, value: Decimal | float) -> float:
        """Where ``value`` is."""
        low, high, number = float(self.axis.minimum), float(self.axis.maximum), float(value)
        if self.axis.log:
            low, high, number = math.log10(low), math.log10(high), math.log10(max(number, low * _TINY))
        part = (number - low) / (high - low) if high != low else 0.5
        return self.near + (self.far - self.near) * (1 - part if self.axis.inverted else part)

    @property
    def low(self) -> float:
        """The smaller of both ends, in points."""
        return min(self.near, self.far)

    @property
    def high(self) -> float:
        """The larger of both ends, in points."""
        return max(self.near, self.far)

    @property
    def zero(self) -> float:
        """Where bars start: at zero, or at the end that is nearest to it."""
        return self.at(min(max(Decimal(0), self.axis.minimum), self.axis.maximum))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a mark at ``value`` reaches beyond its place on either side, in points."""

    value: Decimal
    before: float
    after: float


def scale_with_room(axis: Axis, near: float, far: float, marks: Sequence[Reach]) -> Scale:
    """The longest scale between ``near`` and ``far`` on which no mark reaches beyond them; it may be no scale at all,
    with its ends the wrong way round.
    """
    whole = Scale(axis, 0.0, 1.0)
    low, high = near, far
    for _ in range(_ROUNDS):
        for mark in marks:
            part = whole.at(mark.value)
            if part < 1:
                low = max(low, (near + mark.before - part * high) / (1 - part))
            if part > 0:
                high = min(high, (far - mark.after - (1 - part) * low) / part)
    reach = far - near  # what is far beyond is no scale, and how far doesn't matter
    return Scale(axis, min(low, far + reach), max(high, near - reach))


@dataclass(frozen=True, slots=True)
class Slots:
    """A band between two places, in points: as many equal slots as it has labels."""

    count: int
    near: float
    far: float

    @property
    def step(self) -> float:
        return (self.far - self.near) / max(1, self.count)

    def at(self, slot: Decimal | float) -> float:
        """The middle of a slot; slots count from 0."""
        return self.near + (float(slot) + 0.5) * self.step


def horizontal(
    axis: Axis | Band | None, near: float, far: float, inset: float, marks: Sequence[Reach] = ()
) -> Scale | Slots:
    """The x axis between two places; a numeric one keeps ``inset`` points free at both ends, and room for ``marks``."""
    match axis:
        case Axis():
            ends = [Reach(end, inset, inset) for end in (axis.minimum, axis.maximum)]
            return scale_with_room(axis, near, far, [*ends, *marks])
        case Band():
            return Slots(len(axis.labels), near, far)
        case None:
            return Slots(1, near, far)


def thinned(places: Sequence[float], sizes: Sequence[float], gap: float, majors: Sequence[int] = ()) -> list[int]:
    """Which ticks keep their label so that labels of ``sizes`` around ``places`` don't touch, as numbers in order.

    Ticks at equal distances keep every second, third ... up to the last; others keep the last, the first, and
    what fits between them. Where there are ``majors`` these come first.
    """
    if majors:
        return _beside_majors(places, sizes, gap, majors)
    steps = [after - before for before, after in itertools.pairwise(places)]
    count = len(places)
    if steps and max(steps) - min(steps) > 0.01:
        return _fitting(places, sizes, gap)
    for every in range(1, count + 1):
        kept = [i for i in range(count) if (count - 1 - i) % every == 0]
        if all(_apart(a, b, places, sizes, gap) for a, b in itertools.pairwise(kept)):
            return kept
    return []


def _beside_majors(places: Sequence[float], sizes: Sequence[float], gap: float, majors: Sequence[int]) -> list[int]:
    """The majors, and every, every second, third ... tick after each of them."""
    for every in range(1, len(places) + 1):
        kept = [i for i in range(len(places)) if (i - max((m for m in majors if m <= i), default=0)) % every == 0]
        if all(_apart(a, b, places, sizes, gap) for a, b in itertools.pairwise(kept)):
            return kept
    return _fitting(places, sizes, gap, majors)


def _fitting(places: Sequence[float], sizes: Sequence[float], gap: float, majors: Sequence[int] = ()) -> list[int]:
    last = len(places) - 1
    kept: list[int] = []
    for number in dict.fromkeys((*majors, last, 0, *range(last - 1, 0, -1))):
        if all(_apart(number, other, places, sizes, gap) for other in kept):
            kept.append(number)
    return sorted(kept)


def _apart(a: int, b: int, places: Sequence[float], sizes: Sequence[float], gap: float) -> bool:
    return abs(places[a] - places[b]) >= (sizes[a] + sizes[b]) / 2 + gap
