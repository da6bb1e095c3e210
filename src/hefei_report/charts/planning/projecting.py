"""Turns places on the globe into kilometres on paper, true to scale at the middle of what is shown."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.document.chartplan import Axis, Tick
from hefei_report.evidence.numbers import plain_number, tidy
from hefei_report.records import dataclass

EARTH = 6371.0088  # kilometres: the mean radius (IUGG)
FARTHEST = 85.0  # degrees of latitude: a Mercator map has no poles
_WIDE, _HIGH = 60.0, 40.0  # degrees from which on a map is a Mercator map
_MARGIN, _LEAST = 0.1, 20.0  # around what is shown, as a part of it, and the least that is shown, in kilometres
_METRE = Decimal("0.001")
_STEPS = tuple(map(Decimal, ("0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5", "10", "15", "30", "45")))
_MOST_LINES = 4
_BAR = 0.25  # of the width at most, for the bar that says how long a kilometre is


@dataclass(frozen=True, slots=True)
class Place:
    """Degrees north and east."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Projection:
    """An equirectangular projection whose parallel of true scale is ``middle``'s, or Mercator's for a large part of the
    globe; the origin is ``middle``.
    """

    middle: Place
    mercator: bool

    @classmethod
    def of(cls, places: Sequence[Place]) -> Projection:
        """The projection for a map of ``places``, of which there is one at least."""
        lats, lons = [place.lat for place in places], [place.lon for place in places]
        middle = Place((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)
        return cls(middle, max(lons) - min(lons) > _WIDE or max(lats) - min(lats) > _HIGH)

    def x(self, lon: float) -> Decimal:
        """Kilometres east of the middle."""
        return _rounded(EARTH * math.cos(math.radians(self.middle.lat)) * math.radians(lon - self.middle.lon))

    def y(self, lat: float) -> Decimal:
        """Kilometres north of the middle."""
        if not self.mercator:
            return _rounded(EARTH * math.radians(lat - self.middle.lat))
        stretch = math.cos(math.radians(self.middle.lat))
        return _rounded(EARTH * stretch * (_mercator(lat) - _mercator(self.middle.lat)))

    def axes(self, places: Sequence[Place]) -> tuple[Axis, Axis]:
        """What is shown, in kilometres with a margin, and the meridians and parallels in it."""
        x = _spread([self.x(place.lon) for place in places])
        y = _spread([self.y(place.lat) for place in places])
        lats, lons = [place.lat for place in places], [place.lon for place in places]
        step = _step(max(max(lats) - min(lats), max(lons) - min(lons)))
        meridians = tuple(Tick(self.x(lon), _degrees(lon, "E", "W")) for lon in _lines(lons, step))
        parallels = tuple(Tick(self.y(lat), _degrees(lat, "N", "S")) for lat in _lines(lats, step))
        return Axis(*x, _inside(meridians, x), grid=True), Axis(*y, _inside(parallels, y), grid=True)


def bar_of(axis: Axis, kilometres: str) -> Tick:
    """The round length that the bar of scale has on a map as wide as ``axis``; ``kilometres`` says it in words."""
    most = float(axis.maximum - axis.minimum) * _BAR
    power = Decimal(10) ** math.floor(math.log10(most))
    length = max(step * power for step in (Decimal(1), Decimal(2), Decimal(5)) if float(step * power) <= most)
    return Tick(length, kilometres.format(number=plain_number(tidy(length))))


def _mercator(lat: float) -> float:
    return math.asinh(math.tan(math.radians(max(-FARTHEST, min(FARTHEST, lat)))))


def _rounded(number: float) -> Decimal:
    return Decimal(number).quantize(_METRE)


def _spread(numbers: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """From the first to the last of ``numbers``, and a margin."""
    low, high = min(numbers), max(numbers)
    margin = max((high - low) * Decimal(str(_MARGIN)), (Decimal(_LEAST) - (high - low)) / 2)
    return low - margin, high + margin


def _step(span: float) -> float:
    """The round number of degrees from one line to the next on a map of so many."""
    return next((float(step) for step in _STEPS if span / float(step) <= _MOST_LINES), float(_STEPS[-1]))


def _lines(degrees: Sequence[float], step: float) -> Iterator[float]:
    """Round degrees from just before to just behind ``degrees``."""
    first, last = math.floor(min(degrees) / step) - 1, math.ceil(max(degrees) / step) + 1
    yield from (round(number * step, 6) for number in range(first, last + 1))


def _inside(ticks: Sequence[Tick], ends: tuple[Decimal, Decimal]) -> tuple[Tick, ...]:
    return tuple(tick for tick in ticks if ends[0] <= tick.at <= ends[1])


def _degrees(degrees: float, ahead: str, behind: str) -> str:
    """Degrees as a map prints them: "117°E", "0°"."""
    number = plain_number(tidy(abs(Decimal(str(degrees)))))
    return f"{number}°{ahead if degrees > 0 else behind if degrees < 0 else ''}"
