"""Colours as eyes measure them: light in linear sRGB, and CIELAB, in which distances mean something."""

from __future__ import annotations

import functools

Channels = tuple[float, float, float]
Matrix = tuple[Channels, Channels, Channels]

# Linear sRGB to XYZ under D65 (IEC 61966-2-1) and back.
_WHITE = (0.95047, 1.0, 1.08883)
_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_FROM_XYZ: Matrix = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
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


def displayed_lab(colour: Channels) -> str:
    """The colour "#rrggbb" of CIELAB under D65; what no screen can show is cut off."""
    middle = (colour[0] + 16) / 116
    roots = (middle + colour[1] / 500, middle, middle - colour[2] / 200)
    x, y, z = (_cubed(root) * white for root, white in zip(roots, _WHITE, strict=True))
    return displayed(transformed(_FROM_XYZ, (x, y, z)))


def lightness(colour: str) -> float:
    """L* of "#rrggbb": 0 is black, 100 white."""
    return lab(colour)[0]


def grey_of(colour: str) -> str:
    """The grey that is as light as "#rrggbb": all that is left of it on a printer without colours."""
    light = transformed(_TO_XYZ, linear(colour))[1]
    return displayed((light, light, light))


def grey(lightness: float) -> str:
    """The grey of a lightness L*, as "#rrggbb"."""
    light = _cubed((lightness + 16) / 116)
    return displayed((light, light, light))


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else float(1.055 * part ** (1 / 2.4) - 0.055)


def _cubed(root: float) -> float:
    return root**3 if root**3 > _EPSILON else (116 * root - 16) / _KAPPA


def _cube_root(part: float) -> float:
    return float(part ** (1 / 3)) if part > _EPSILON else (_KAPPA * part + 16) / 116
