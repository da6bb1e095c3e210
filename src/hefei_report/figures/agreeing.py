"""Makes scales of charts that stand beside each other equally long, so that lengths in them can be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet

Places = TypeVar("Places", bound=Scale | Slots)


def agreed(name: str, places: Places, sheet: Sheet) -> Places:
    """``places`` between the ends on which the charts beside that on ``sheet`` have agreed, if there are some."""
    near, far = sheet.agree(name, places.near, places.far)
    return replace(places, near=near, far=far)
