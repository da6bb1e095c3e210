"""Draws the stretches of an axis that are shaded behind the data, and finds room for their names above the plot."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.document.chartplan import ChartPlan, Ink, Zone
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.picture import Rect
from hefei_report.figures.scaling import Scale, Slots
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.records import dataclass
from hefei_report.theme.tokens import mixed

_TINT = 0.89  # how much paper is mixed into the grey of a zone
_WIDEST = 13.0  # em, of a name above the plot


@dataclass(frozen=True, slots=True)
class Head:
    """A name above the plot: a text that wants to begin at, or with ``centred`` to stand around, a place in points."""

    place: float
    text: str
    centred: bool = False
    ink: Ink = Ink.QUIET


def zones_of(plan: ChartPlan, *, across: bool) -> tuple[Zone, ...]:
    """The zones of the axis of x (``across``), or those of values."""
    return tuple(layer for layer in plan.layers if isinstance(layer, Zone) and layer.across is across)


def draw_zones(zones: Sequence[Zone], scale: Scale | Slots, plot: Rect, sheet: Sheet, *, upright: bool) -> None:
    """Shade ``zones`` of the axis ``scale`` as far as they are in ``plot``; those of an ``upright`` axis lie."""
    low, high = (plot.bottom, plot.top) if upright else (plot.left, plot.right)
    for zone in zones:
        start, end = sorted(min(max(scale.at(one), low), high) for one in (zone.start, zone.end))
        if isinstance(scale, Scale):  # at the ends of an axis to the edge of the plot
            start = low if min(scale.at(zone.start), scale.at(zone.end)) <= scale.low + 1e-6 else start
            end = high if max(scale.at(zone.start), scale.at(zone.end)) >= scale.high - 1e-6 else end
        rect = Rect(plot.left, start, plot.right, end) if upright else Rect(start, plot.bottom, end, plot.top)
        shade(rect, sheet)


def shade(rect: Rect, sheet: Sheet) -> None:
    """Lay the tint of a zone over ``rect``."""
    colour = mixed(sheet.setting.theme.quiet, sheet.setting.theme.paper, _TINT)
    sheet.tint(rect, colour)


def zone_heads(zones: Sequence[Zone], scale: Scale | Slots) -> list[Head]:
    """The names of ``zones`` of the horizontal axis, over their middles."""
    return [Head((scale.at(zone.start) + scale.at(zone.end)) / 2, zone.text, True) for zone in zones if zone.text]


def lay_heads(heads: Sequence[Head], top: float, right: float, sheet: Sheet, *, low: bool = False) -> float:
    """Names in a row from ``top`` downwards, aligned at its foot with ``low``; returns where the plot may begin.

    Raises DoesNotFit.
    """
    if not heads:
        return top
    em = sheet.setting.em
    ordered = sorted(heads, key=lambda head: head.place)
    limit = min(em(_WIDEST), (right - em(1)) / len(ordered) - em(1))
    if limit < em(4):
        raise DoesNotFit(em(4) * len(ordered), "the labels above the plot are too long")
    blocks = [sheet.block(h.text, limit, colour=sheet.setting.text(h.ink), balanced=True) for h in ordered]
    wanted = [_left(head, block, sheet) for head, block in zip(ordered, blocks, strict=True)]
    lefts = spread(wanted, [block.width for block in blocks], 0.0, sheet.box.width, em(1))
    if lefts is None:
        raise DoesNotFit(em(4) * len(ordered), "the labels above the plot are too long")
    foot = top - max(block.height for block in blocks)
    for head, block, left in zip(ordered, blocks, lefts, strict=True):
        across = "centre" if head.centred else "left"
        x = left + block.width / 2 if head.centred else left
        sheet.put(block, Spot(x, foot, across, "bottom") if low else Spot(x, top, across, "top"))
    return foot - em(0.2) if low else foot


def _left(head: Head, block: TextBlock, sheet: Sheet) -> float:
    return head.place - block.width / 2 if head.centred else head.place + sheet.setting.em(0.4)
