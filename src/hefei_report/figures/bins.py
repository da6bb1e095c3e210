"""Columns without gaps between them, over a scale of values."""

from __future__ import annotations

import itertools

from hefei_report.document.chartplan import Bin, Bins
from hefei_report.figures.marking import draw_bar
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.scaling import Scale
from hefei_report.figures.sheet import Sheet


def bin_rect(one: Bin, x: Scale, y: Scale) -> Rect:
    """The rectangle of a bin, in points."""
    return Rect(x.at(one.start), y.zero, x.at(one.end), y.at(one.value.number or 0))


def draw_bins(layer: Bins, x: Scale, y: Scale, sheet: Sheet) -> None:
    """Each bin from edge to edge; a fine white line tells it from its neighbour."""
    for one in layer.bins:
        if one.value.number:
            draw_bar(sheet, bin_rect(one, x, y), one.value.ink, one.value.status)
    for before, after in itertools.pairwise(bin_rect(one, x, y) for one in layer.bins):
        edge = ((after.left, after.bottom), (after.left, min(before.top, after.top)))
        sheet.draw(Stroke(edge, sheet.setting.theme.paper, sheet.setting.hair * 1.2))
