"""Axes of a plan as axes of PowerPoint's, which can only have ticks at even steps from their lower end."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hefei_report.deck.charts.formats import same_code
from hefei_report.deck.charts.model import ValueAxis
from hefei_report.deck.charts.room import NoRoom
from hefei_report.deck.openxml.scheme import QUIET
from hefei_report.document.chartplan import Axis


def even_step(axis: Axis) -> Decimal | None:
    """The distance of the ticks if PowerPoint can set them: even, the first at the lower end."""
    places = [tick.at for tick in axis.ticks]
    steps = {after - before for before, after in pairwise(places)}
    if len(steps) != 1 or places[0] != axis.minimum:
        return None
    return steps.pop()


def value_axis(axis: Axis) -> ValueAxis:
    """The axis with its ticks. Raises NoRoom when they are uneven, or print as no number format can."""
    if not axis.ticks:
        return ValueAxis(axis.minimum, axis.maximum, inverted=axis.inverted)
    step = even_step(axis)
    code = same_code([(tick.at, tick.text) for tick in axis.ticks])
    if step is None or code is None:
        raise NoRoom("uneven ticks")
    return ValueAxis(axis.minimum, axis.maximum, step, code, axis.grid, axis.inverted, colour=QUIET)
