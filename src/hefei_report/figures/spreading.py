"""Places labels along a line without overlap, in order, each as near as possible to where it wants to be."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float, gap: float) -> list[float] | None:
    """Start positions for intervals of ``sizes`` that want to start at ``wanted`` (ascending order is kept).

    They stay between ``low`` and ``high`` with ``gap`` between them, and the sum of squared shifts is least
    (isotonic regression). None if they don't fit.
    """
    offsets = [sum(sizes[:i]) + gap * i for i in range(len(sizes))]
    room = high - low - (sum(sizes) + gap * max(0, len(sizes) - 1))
    if room < -1e-9:
        return None
    groups: list[tuple[float, int]] = []  # mean and count of neighbours that touch
    for want, offset in zip(wanted, offsets, strict=True):
        mean, count = want - offset, 1
        while groups and groups[-1][0] > mean:
            before, n = groups.pop()
            mean, count = (mean * count + before * n) / (count + n), count + n
        groups.append((mean, count))
    shifts = [mean for mean, count in groups for _ in range(count)]
    return [min(max(shift, low), low + max(0.0, room)) + offset for shift, offset in zip(shifts, offsets, strict=True)]
