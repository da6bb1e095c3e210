"""Lays out slopes: a straight line for each thing between two moments, named and labelled at its ends."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hefei_report.document.chartplan import Band, ChartPlan, Ink, Slope, Slopes, Status, Value
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Point, Stroke
from hefei_report.figures.scaling import Scale
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.records import dataclass

_SHARES = (0.26, 0.34, 0.4)  # of the box's width, for names at the right, tried in this order
_MOST_LINES = 3
_GAP = 0.7  # from an end to its label, em
_SHIFTED = 0.3  # labels that had to move further than this are joined to their ends, em
_LEAD = 1.1  # room for such a line, em
_LEAST_WIDTH, _LEAST_HEIGHT = 7.0, 6.0  # of the plot, em
_BETWEEN = 0.12  # between labels, em
_CERTAIN = frozenset({Status.ACTUAL, Status.DERIVED, Status.PRELIMINARY})


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What stands at one end of a line, at the height of its value."""

    at: float
    block: TextBlock


def slopes_of(plan: ChartPlan) -> tuple[Slope, ...]:
    """All lines of all layers."""
    return tuple(slope for layer in plan.layers if isinstance(layer, Slopes) for slope in layer.slopes)


def lay_slopes(plan: ChartPlan, sheet: Sheet) -> None:
    """The lines between two upright hairlines, the moments above them. Raises DoesNotFit."""
    em = sheet.setting.em
    slopes = slopes_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    starts, ends = _labels(slopes, sheet)
    left = max((label.block.width for label in starts), default=0.0) + em(_GAP + _LEAD)
    right = sheet.box.width - max((label.block.width for label in ends), default=0.0) - em(_GAP + _LEAD)
    if right - left < em(_LEAST_WIDTH):
        raise DoesNotFit(em(_LEAST_WIDTH) - right + left, "the names of the lines leave no width for the plot")
    top = _lay_moments(plan, left, right, top, sheet)
    scale = _scale(plan, (*starts, *ends), top, sheet)
    for x in (left, right):
        sheet.draw(Stroke(((x, scale.near), (x, scale.far)), sheet.setting.theme.hairline, sheet.setting.hair * 1.6))
    for slope in _back_to_front(slopes):
        _draw(slope, left, right, scale, sheet)
    _put(starts, scale, left - em(_GAP), -1.0, top, sheet)
    _put(ends, scale, right + em(_GAP), 1.0, top, sheet)


def natural_height(plan: ChartPlan, width: float, sheet: Sheet) -> float:
    """The plan's aspect, or more where more names stand below one another; without the legend, in points."""
    em = sheet.setting.em
    starts, ends = _labels(slopes_of(plan), sheet)
    stack = max(sum(label.block.height + em(_BETWEEN) for label in side) for side in (starts, ends))
    return max(plan.aspect * width, stack + em(4))


def _labels(slopes: Sequence[Slope], sheet: Sheet) -> tuple[list[EndLabel], list[EndLabel]]:
    """Values at the left; names with values at the right, or at the left where a line has no end."""
    for lines, share in itertools.product(range(1, _MOST_LINES + 1), _SHARES):
        limit = sheet.box.width * share
        starts = [_label(s.start, "" if s.end.number is not None else s.name, s, limit, sheet) for s in slopes]
        ends = [_label(s.end, s.name, s, limit, sheet) for s in slopes]
        left, right = ([label for label in side if label] for side in (starts, ends))
        if all(len(label.block.lines) <= lines for label in (*left, *right)):
            break
    return left, right


def _label(value: Value, name: str, slope: Slope, limit: float, sheet: Sheet) -> EndLabel | None:
    text = f"{value.text} {name}".strip()
    if value.number is None or not text:
        return None
    bold = slope.ink is not Ink.CONTEXT and bool(name)
    return EndLabel(float(value.number), sheet.block(text, limit, colour=sheet.setting.text(slope.ink), bold=bold))


def _lay_moments(plan: ChartPlan, left: float, right: float, top: float, sheet: Sheet) -> float:
    """The two moments over their hairlines; returns where the plot may begin. Raises DoesNotFit."""
    em = sheet.setting.em
    names = plan.x.labels if isinstance(plan.x, Band) else ()
    limit = (right - left) / 2 - em(0.5)
    wide = sheet.box.width / 2 - em(0.5)
    blocks = [sheet.block(name, min(wide, max(limit, em(8))), bold=True, balanced=True) for name in names]
    for block, x in zip(blocks, (left, right), strict=False):
        half = block.width / 2
        centre = min(max(x, half), sheet.box.width - half)
        sheet.put(block, Spot(centre, top, "centre", "top"))
    return top - max((block.height for block in blocks), default=0.0) - em(0.5)


def _scale(plan: ChartPlan, labels: Sequence[EndLabel], top: float, sheet: Sheet) -> Scale:
    """The value axis, with half a label free above and below it. Raises DoesNotFit."""
    half = max((label.block.height for label in labels), default=0.0) / 2
    near, far = half, top - half
    least = sheet.setting.em(_LEAST_HEIGHT)
    if far - near < least:
        raise DoesNotFit(least - (far - near), "no height is left for the plot")
    return Scale(numeric(plan.y), near, far)


def _back_to_front(slopes: Sequence[Slope]) -> list[Slope]:
    rank = {Ink.CONTEXT: 0, Ink.ACCENT: 2}
    return sorted(slopes, key=lambda slope: rank.get(slope.ink, 1))


def _draw(slope: Slope, left: float, right: float, scale: Scale, sheet: Sheet) -> None:
    """The line, dashed where an end is not certain, and a dot at each end that has a value."""
    em, context = sheet.setting.em, slope.ink is Ink.CONTEXT
    ends = [(x, value) for x, value in ((left, slope.start), (right, slope.end)) if value.number is not None]
    points: list[Point] = [(x, scale.at(value.number or 0)) for x, value in ends]
    if len(points) > 1:
        dashes = None if all(value.status in _CERTAIN for _, value in ends) else (em(0.5), em(0.3))
        width = em(0.15 if context else 0.22)
        sheet.draw(Stroke(tuple(points), sheet.setting.fill(slope.ink), width, dashes, round_ends=True))
    for point, (_, value) in zip(points, ends, strict=True):
        draw_dot(sheet, point, value.ink, value.status, 0.26 if context else 0.32)


def _put(labels: Sequence[EndLabel], scale: Scale, x: float, side: float, top: float, sheet: Sheet) -> None:
    """Set the labels beyond ``x``, each as near to its end as the others let it. Raises DoesNotFit.

    If one had to move, all stand further out, joined to their ends.
    """
    em = sheet.setting.em
    ordered = sorted(labels, key=lambda label: scale.at(label.at))
    heights = [label.block.height for label in ordered]
    wanted = [scale.at(label.at) - height / 2 for label, height in zip(ordered, heights, strict=True)]
    bottoms = spread(wanted, heights, 0.0, top + em(0.3), em(_BETWEEN))
    if bottoms is None:
        raise DoesNotFit(sum(heights) - top, "the names of the lines")
    moved = any(abs(a - b) > em(_SHIFTED) for a, b in zip(wanted, bottoms, strict=True))
    beyond = x + side * em(_LEAD) if moved else x
    for label, bottom, height in zip(ordered, bottoms, heights, strict=True):
        middle = bottom + height / 2
        sheet.put(label.block, Spot(beyond, bottom, "left" if side > 0 else "right", "bottom"))
        if moved:
            bend = x - side * em(0.2), scale.at(label.at)
            end = beyond - side * em(0.2), middle
            sheet.draw(Stroke((bend, end), sheet.setting.theme.quiet, sheet.setting.hair))
