"""What stands on the frame of rows of bars: shaded stretches behind them, breaks between them, and notes."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from hefei_report.document.chartplan import Callout, ChartPlan, Rule
from hefei_report.figures.callouts import put_callout
from hefei_report.figures.gutter import breaks_of
from hefei_report.figures.marking import dashed
from hefei_report.figures.picture import Rect
from hefei_report.figures.rows import Placed
from hefei_report.figures.scaling import Scale
from hefei_report.figures.sheet import Sheet, Spot
from hefei_report.figures.zones import Head, draw_zones, lay_heads, shade, zone_heads, zones_of


def lay_row_heads(plan: ChartPlan, scale: Scale, top: float, sheet: Sheet) -> float:
    """The names of reference lines and of stretches of values in a row above the bars; returns where these begin."""
    rules = [layer for layer in plan.layers if isinstance(layer, Rule) and layer.text]
    heads = [Head(scale.at(rule.at), rule.text, True, rule.ink) for rule in rules]
    return lay_heads([*heads, *zone_heads(zones_of(plan, across=False), scale)], top, sheet.box.width, sheet, low=True)


def draw_behind_rows(plan: ChartPlan, placed: Sequence[Placed], scale: Scale, plot: Rect, sheet: Sheet) -> None:
    """The shaded stretches of values and of rows, and dashed lines between the rows where there is a break."""
    draw_zones(zones_of(plan, across=False), scale, plot, sheet, upright=False)
    edges = _edges(placed, plot)
    for zone in zones_of(plan, across=True):
        shade(Rect(plot.left, _edge(zone.end, edges), plot.right, _edge(zone.start, edges)), sheet)
    for layer in breaks_of(plan):
        height = _edge(layer.at - Decimal("0.5"), edges)
        ends = ((plot.left, height), (plot.right, height))
        dashed(sheet, *ends, sheet.setting.theme.quiet)
        sheet.keep_clear_of_line(ends)


def label_on_rows(plan: ChartPlan, placed: Sequence[Placed], scale: Scale, plot: Rect, sheet: Sheet) -> None:
    """The names of stretches of rows and of breaks at the right, then notes. Raises DoesNotFit."""
    edges = _edges(placed, plot)
    for zone in zones_of(plan, across=True):
        _put_right(zone.text, _edge(zone.start, edges), _edge(zone.end, edges), sheet)
    for layer in breaks_of(plan):
        height = _edge(layer.at - Decimal("0.5"), edges)
        _put_right(layer.text, height, plot.bottom, sheet)
    for note in plan.layers:
        if isinstance(note, Callout):
            put_callout(note.text, (scale.at(note.x), _middle(note.y, placed)), sheet)


def _edges(placed: Sequence[Placed], plot: Rect) -> list[float]:
    """The heights between the rows, from above the first to below the last."""
    between = [(before.top - before.thickness + after.top) / 2 for before, after in itertools.pairwise(placed)]
    return [plot.top, *between, plot.bottom]


def _edge(slot: Decimal, edges: Sequence[float]) -> float:
    """The height of an edge between rows; the first row reaches from -0.5 to 0.5."""
    return edges[min(max(int(slot + Decimal("0.5")), 0), len(edges) - 1)]


def _middle(slot: Decimal, placed: Sequence[Placed]) -> float:
    """The height of a row, or of one of the bars that share it, which are told apart by a part of a row."""
    row = placed[min(max(round(slot), 0), len(placed) - 1)]
    return row.middle - float(slot - round(slot)) * row.thickness


def _put_right(text: str, high: float, low: float, sheet: Sheet) -> None:
    """A name at the right end, as near below ``high`` as it covers nothing."""
    if not text:
        return
    em = sheet.setting.em
    block = sheet.block(text, em(13), colour=sheet.setting.theme.quiet, balanced=True)
    right = sheet.box.width - em(0.4)
    steps = max(1, int((high - low) / em(0.5)))
    spots = [Spot(right, high - em(0.3 + 0.5 * step), "right", "top") for step in range(steps)]
    over = [Spot(right, high + em(0.2 + 0.5 * step), "right", "bottom") for step in range(24)]
    sheet.put_first(block, [*spots, *over])
