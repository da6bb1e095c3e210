"""The one complaint of this room: a plan that can't be drawn legibly in the box it was given."""

from __future__ import annotations


class DoesNotFit(Exception):
    """A figure can't be laid out in its box at the smallest type that is still read.

    ``excess_points`` is how many points of width or height are missing, at least 1; ``what`` is the text or
    part that has no room, for a diagnostic at the figure's line.
    """

    def __init__(self, excess_points: float, what: str) -> None:
        self.excess_points = max(1.0, float(round(excess_points)))
        self.what = what
        super().__init__(f"{what}: {self.excess_points:.0f} points are missing")
