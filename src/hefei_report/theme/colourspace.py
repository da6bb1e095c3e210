"""Colours as eyes measure them: light in linear sRGB, and CIELAB, in which distances mean something."""

from __future__ import annotations

import functools

Channels = tuple[float, float, float]
Matrix = tuple[Channels, Channels, Channels]

# Linear sRGB to XYZ under D65 (IEC 61966-2-1), each row over the white point's own value, so that white is (1, 1, 1).
_WHITE = (0.95047, 1.0, 1.08883)
_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27  # CIE 15


def linear(colour: str) -> Channels:
    """The light of "#rrggbb" in red, green and blue, each 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (_decoded(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return red, green, blue


def displayed(light: Channels) -> str:
    """The colour "#rrggbb" of linear light; what no screen can show is cut off."""
    return "#" + "".join(f"{round(255 * _encoded(min(max(part, 0.0), 1.0))):02x}" for part in light)


def transformed(matrix: Matrix, light: Channels) -> Channels:
    """``matrix`` times ``light``."""
    first, second, third = (sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix)
    return first, second, third


@functools.cache
def lab(colour: str) -> Channels:
    """CIELAB (L* 0 to 100, a*, b*) of "#rrggbb" under D65."""
    x, y, z = (
        _cube_root(value / white) for value, white in zip(transformed(_TO_XYZ, linear(colour)), _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def lightness(colour: str) -> float:
    """L* of "#rrggbb": 0 is black, 100 white."""
    return lab(colour)[0]


def grey_of(colour: str) -> str:
    """The grey that is as light as "#rrggbb": all that is left of it on a printer without colours."""
    light = transformed(_TO_XYZ, linear(colour))[1]
    return displayed((light, light, light))


def grey(lightness: float) -> str:
    """The grey of a lightness L*, as "#rrggbb"."""
    root = (lightness + 16) / 116
    light = root**3 if root**3 > _EPSILON else lightness / _KAPPA
    return displayed((light, light, light))


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _cube_root(part: float) -> float:
    return float(part ** (1 / 3)) if part > _EPSILON else (_KAPPA * part + 16) / 116
