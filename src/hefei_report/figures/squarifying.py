"""Divides a rectangle into tiles of given sizes that are as square as can be (Bruls, Huizing and van Wijk 2000)."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.figures.picture import Rect


def squarified(sizes: Sequence[float], frame: Rect) -> list[Rect]:
    """A tile of ``frame`` for each of ``sizes``, which are above zero and best given the largest first.

    The tiles fill ``frame`` from its top left corner, and their areas are in proportion to ``sizes``.
    """
    scale = (frame.right - frame.left) * (frame.top - frame.bottom) / sum(sizes) if sizes else 0.0
    areas = [size * scale for size in sizes]
    found: list[Rect] = []
    while areas:
        side = min(frame.right - frame.left, frame.top - frame.bottom)
        count = 1
        while count < len(areas) and _worst(areas[: count + 1], side) <= _worst(areas[:count], side):
            count += 1
        row, areas = areas[:count], areas[count:]
        tiles, frame = _laid(row, frame, last=not areas)
        found += tiles
    return found


def _worst(areas: Sequence[float], side: float) -> float:
    """The ratio of the longer to the shorter edge of the least square tile in a row along ``side``."""
    total = sum(areas)
    return max(side**2 * max(areas) / total**2, total**2 / (side**2 * min(areas)))


def _laid(areas: Sequence[float], frame: Rect, *, last: bool) -> tuple[list[Rect], Rect]:
    """A row of tiles along the shorter side of ``frame``, and what is left of it; the ``last`` row leaves nothing."""
    wide, high = frame.right - frame.left, frame.top - frame.bottom
    lying = wide < high
    side = wide if lying else high
    depth = (high if lying else wide) if last else sum(areas) / side
    found: list[Rect] = []
    start = 0.0
    for number, area in enumerate(areas):
        end = side if number == len(areas) - 1 else start + area / sum(areas) * side
        if lying:
            found.append(Rect(frame.left + start, frame.top - depth, frame.left + end, frame.top))
        else:
            found.append(Rect(frame.left, frame.top - end, frame.left + depth, frame.top - start))
        start = end
    if lying:
        return found, Rect(frame.left, frame.bottom, frame.right, frame.top - depth)
    return found, Rect(frame.left + depth, frame.bottom, frame.right, frame.top)
