"""How colours look to readers who lack one of the three kinds of cones.

Without the first or the second kind: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model
for Simulation of Color Vision Deficiency. IEEE Transactions on Visualization and Computer Graphics 15 (2009),
1291-1298, severity 1.0. Their model, as they say themselves, doesn't hold for the third kind; for that: H. Brettel,
F. Viénot, J. D. Mollon: Computerized simulation of color appearance for dichromats. Journal of the Optical Society of
America A 14 (1997), 2647-2655, in linear sRGB as libDaltonLens computes it.
"""

from __future__ import annotations

import functools
from enum import Enum

from hefei_report.theme.colourspace import Channels, Matrix, displayed, linear, transformed


class Vision(Enum):
    """How a reader sees colours; of a hundred men about one has protanopia, one deuteranopia, hardly any tritanopia."""

    FULL = "full colour vision"
    PROTANOPIA = "protanopia"
    DEUTERANOPIA = "deuteranopia"
    TRITANOPIA = "tritanopia"


_MACHADO: dict[Vision, Matrix] = {
    Vision.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Vision.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}
# Tritanopia folds the space of colours at a plane, through which go black, white and two hues that look right.
_BRETTEL_PLANE: Channels = (0.03901, -0.02788, -0.01113)
_BRETTEL: dict[bool, Matrix] = {
    True: ((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.80500, 0.11911)),
    False: ((0.93678, 0.18979, -0.12657), (0.06154, 0.81526, 0.12320), (-0.37562, 1.12767, 0.24796)),
}


@functools.cache
def seen(colour: str, vision: Vision) -> str:
    """What "#rrggbb" looks like, as the colour that looks so to everybody."""
    if vision is Vision.FULL:
        return colour
    light = linear(colour)
    if vision is Vision.TRITANOPIA:
        side = sum(a * b for a, b in zip(_BRETTEL_PLANE, light, strict=True)) >= 0
        return displayed(transformed(_BRETTEL[side], light))
    return displayed(transformed(_MACHADO[vision], light))
