"""How different two colours look: CIEDE2000 (ISO/CIE 11664-6), after Sharma, Wu and Dalal 2005.

G. Sharma, W. Wu, E. N. Dalal: The CIEDE2000 Color-Difference Formula: Implementation Notes, Supplementary Test Data,
and Mathematical Observations. Color Research and Application 30 (2005), 21-30.
"""

from __future__ import annotations

import functools
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

from hefei_report.theme.colourspace import Channels, lab

_FAR = 25**7


@functools.cache
def difference(first: str, second: str) -> float:
    """CIEDE2000 of two colours "#rrggbb": 1 can just be seen when they touch, 100 is black beside white."""
    return lab_difference(lab(first), lab(second))


def lab_difference(first: Channels, second: Channels) -> float:
    """CIEDE2000 of two colours in CIELAB; the numbers are those of the paper's equations."""
    lightness_1, chroma_1, hue_1, lightness_2, chroma_2, hue_2 = _polar(first, second)
    d_lightness, d_chroma = lightness_2 - lightness_1, chroma_2 - chroma_1
    d_hue = 2 * sqrt(chroma_1 * chroma_2) * sin(radians(_turn(hue_1, hue_2, chroma_1 * chroma_2)) / 2)  # (8) to (11)
    lightness, chroma = (lightness_1 + lightness_2) / 2, (chroma_1 + chroma_2) / 2
    hue = _mean_hue(hue_1, hue_2, chroma_1 * chroma_2)
    by_lightness = d_lightness / (1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2))  # (18)
    by_chroma = d_chroma / (1 + 0.045 * chroma)  # (19)
    by_hue = d_hue / (1 + 0.015 * chroma * _hue_weight(hue))  # (20)
    return sqrt(by_lightness**2 + by_chroma**2 + by_hue**2 + _rotation(hue, chroma) * by_chroma * by_hue)  # (22)


def _polar(first: Channels, second: Channels) -> tuple[float, float, float, float, float, float]:
    """Lightness, chroma and hue (degrees) of both, a* stretched near grey: (2) to (7)."""
    mean = (hypot(*first[1:]) + hypot(*second[1:])) / 2
    stretch = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + _FAR))
    (a_1, b_1), (a_2, b_2) = ((stretch * colour[1], colour[2]) for colour in (first, second))
    return first[0], hypot(a_1, b_1), _hue(a_1, b_1), second[0], hypot(a_2, b_2), _hue(a_2, b_2)


def _hue(a: float, b: float) -> float:
    return degrees(atan2(b, a)) % 360 if a or b else 0.0


def _turn(first: float, second: float, chroma: float) -> float:
    """From one hue to the other by the shorter way, in degrees; 0 where one of them is grey: (10)."""
    turn = second - first
    if not chroma:
        return 0.0
    return turn if abs(turn) <= 180 else turn - 360 if turn > 180 else turn + 360


def _mean_hue(first: float, second: float, chroma: float) -> float:
    """(14)."""
    total = first + second
    if not chroma:
        return total
    if abs(first - second) <= 180:
        return total / 2
    return (total + 360) / 2 if total < 360 else (total - 360) / 2


def _hue_weight(hue: float) -> float:
    """(15)."""
    waves = ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    return 1 + sum(height * cos(radians(times * hue + shift)) for height, times, shift in waves)


def _rotation(hue: float, chroma: float) -> float:
    """What couples chroma and hue among the blues: (16), (17) and (21)."""
    turn = 30 * exp(-(((hue - 275) / 25) ** 2))
    return -sin(radians(2 * turn)) * 2 * sqrt(chroma**7 / (chroma**7 + _FAR))
