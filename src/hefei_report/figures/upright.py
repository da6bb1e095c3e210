"""Lays out charts whose values grow upwards: columns, lines, and both on one frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hefei_report.document.chartplan import Axis, Band, Bars, Callout, ChartPlan, Line, Markers, Rule
from hefei_report.figures.bandlabels import BandLabels, plan_band_labels, put_band_labels
from hefei_report.figures.columns import draw_columns, headroom_limits, label_columns
from hefei_report.figures.curves import draw_line, label_callout, label_points
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import breaks_of, gutter_width, numeric, plan_gutter, put_gutter
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import dashed
from hefei_report.figures.picture import Stroke
from hefei_report.figures.scaling import Scale, Slots, horizontal, thinned
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread

_UNDER = 0.6  # between the plot and the labels under it, in em
_LEAST_PLOT = 5.0  # height of the smallest plot that still shows something, in em


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the plot is: places along both axes and the four edges, in points."""

    x: Scale | Slots
    y: Scale
    left: float
    right: float


def lay_upright(plan: ChartPlan, sheet: Sheet) -> None:
    """Draw ``plan``, which has a value axis on y, on ``sheet``. Raises DoesNotFit."""
    em = sheet.setting.em
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    y_axis = numeric(plan.y)
    left = max((sheet.setting.width(tick.text) for tick in y_axis.ticks), default=0.0)
    left += em(0.7) if left else 0.0
    ends = plan_gutter(plan, sheet)
    right = sheet.box.width - (gutter_width(ends) + em(0.7) if ends else 0.0)
    if right - left < em(8):
        raise DoesNotFit(em(8) - right + left, "the labels leave no width for the plot")
    x = horizontal(plan.x, left, right, em(0.9))
    under = _plan_under(plan.x, x, sheet)
    top = _lay_break_labels(plan, x, top, sheet, right)
    bottom = (under.height if isinstance(under, BandLabels) else under) + em(_UNDER)
    y = _value_scale(plan, y_axis, bottom, top, sheet)
    frame = Frame(x, y, left, right)
    _draw_grid(frame, y_axis, sheet)
    _draw_under(plan.x, frame, under, bottom - em(_UNDER), sheet)
    _draw_layers(plan, frame, sheet, top)
    put_gutter(ends, y, right + em(0.7), sheet)
    _label_layers(plan, frame, sheet)


def _plan_under(axis: Axis | Band | None, x: Scale | Slots, sheet: Sheet) -> BandLabels | float:
    """What stands under the plot: labels of a band, or the height of a row of tick labels."""
    if isinstance(axis, Band) and isinstance(x, Slots):
        return plan_band_labels(axis.labels, x.step, sheet)
    return sheet.block("0").height if isinstance(axis, Axis) and axis.ticks else 0.0


def _value_scale(plan: ChartPlan, axis: Axis, bottom: float, top: float, sheet: Sheet) -> Scale:
    """The y axis, as tall as the labels of bars and points leave it."""
    em = sheet.setting.em
    labelled = any(p.value.text for layer in plan.layers if isinstance(layer, Line) for p in layer.points)
    edge = em(1.6) if labelled else em(0.55)  # half a tick label, or a label at the outermost point
    low, high = headroom_limits(plan, axis, bottom, top, sheet)
    near = max(low, bottom)
    far = min(high, top - edge)
    if far - near < em(_LEAST_PLOT):
        raise DoesNotFit(em(_LEAST_PLOT) - (far - near), "no height is left for the plot")
    return Scale(axis, near, far)


def _bars_in(plan: ChartPlan) -> bool:
    return any(isinstance(layer, Bars) for layer in plan.layers)


def _draw_grid(frame: Frame, axis: Axis, sheet: Sheet) -> None:
    """Hairlines at the ticks, their labels left of them."""
    em = sheet.setting.em
    places = [frame.y.at(tick.at) for tick in axis.ticks]
    kept = thinned(places, [em(1.0)] * len(places), em(0.3))
    for number in kept:
        tick, place = axis.ticks[number], places[number]
        if axis.grid:
            ends = ((frame.left, place), (frame.right, place))
            sheet.draw(Stroke(ends, sheet.setting.theme.hairline, sheet.setting.hair))
        block = sheet.block(tick.text, colour=sheet.setting.theme.quiet)
        sheet.put(block, Spot(frame.left - em(0.7), place, "right"))


def _draw_under(axis: Axis | Band | None, frame: Frame, under: BandLabels | float, top: float, sheet: Sheet) -> None:
    """The labels below the plot; a numeric axis gets short ticks at all its values."""
    if isinstance(under, BandLabels) and isinstance(frame.x, Slots):
        put_band_labels(under, frame.x, top, sheet)
        return
    if not isinstance(axis, Axis) or not isinstance(frame.x, Scale):
        return
    em, quiet = sheet.setting.em, sheet.setting.theme.quiet
    line = top + em(_UNDER)
    sheet.draw(Stroke(((frame.left, line), (frame.right, line)), quiet, sheet.setting.hair * 1.4))
    places = [frame.x.at(tick.at) for tick in axis.ticks]
    widths = [sheet.setting.width(tick.text) for tick in axis.ticks]
    kept = thinned(places, widths, em(0.7))
    for number, (tick, place) in enumerate(zip(axis.ticks, places, strict=True)):
        length = em(0.32 if number in kept else 0.2)
        sheet.draw(Stroke(((place, line), (place, line - length)), quiet, sheet.setting.hair * 1.4))
        if number in kept:
            half = widths[number] / 2
            x = min(max(place, half), sheet.box.width - half)
            sheet.put(sheet.block(tick.text, colour=quiet), Spot(x, top, "centre", "top"))


def _lay_break_labels(plan: ChartPlan, x: Scale | Slots, top: float, sheet: Sheet, right: float) -> float:
    """The labels of breaks in a row above the plot; returns where the plot may begin."""
    em = sheet.setting.em
    breaks = breaks_of(plan)
    labelled = [(place, b.text) for b, place in zip(breaks, break_places(plan, x), strict=True) if b.text]
    if not labelled:
        return top
    limit = min(em(13), (right - em(1)) / len(labelled) - em(1))
    blocks: list[TextBlock] = [
        sheet.block(text, limit, colour=sheet.setting.theme.quiet, balanced=True) for _, text in labelled
    ]
    lefts = spread([p + em(0.4) for p, _ in labelled], [b.width for b in blocks], 0.0, sheet.box.width, em(1))
    if lefts is None or limit < em(4):
        raise DoesNotFit(em(4) * len(labelled), "the labels of the breaks are too long")
    for block, left in zip(blocks, lefts, strict=True):
        sheet.put(block, Spot(left, top, up="top"))
    return top - max(block.height for block in blocks) + em(0.2)


def break_places(plan: ChartPlan, x: Scale | Slots) -> list[float]:
    """Where each break is drawn: halfway between its value and the last one before it."""
    stops = sorted({float(p.x) for layer in plan.layers if isinstance(layer, Line) for p in layer.points})
    if isinstance(x, Slots):
        stops = [float(i) for i in range(x.count)]
    found = []
    for layer in breaks_of(plan):
        before = [stop for stop in stops if stop < float(layer.at)]
        found.append(x.at((before[-1] + float(layer.at)) / 2) if before else x.at(layer.at))
    return found


def _draw_layers(plan: ChartPlan, frame: Frame, sheet: Sheet, top: float) -> None:
    """Everything but texts, from back to front: breaks, bars, reference lines, then lines, the accent last."""
    quiet = sheet.setting.theme.quiet
    for place in break_places(plan, frame.x):
        ends = ((place, frame.y.near), (place, top - sheet.setting.em(0.1)))
        dashed(sheet, *ends, quiet)
        sheet.keep_clear_of_line(ends)
    for layer in plan.layers:
        if isinstance(layer, Bars | Markers) and isinstance(frame.x, Slots):
            draw_columns(layer, frame.x, frame.y, sheet)
    _draw_zero(plan, frame, sheet)
    for layer in plan.layers:
        if isinstance(layer, Rule):
            height = frame.y.at(layer.at)
            ends = ((frame.left, height), (frame.right + sheet.setting.em(0.4), height))
            dashed(sheet, *ends, sheet.setting.text(layer.ink))
            sheet.keep_clear_of_line(ends)
    for line in _back_to_front(plan.layers):
        draw_line(line, frame.x, frame.y, sheet)


def _draw_zero(plan: ChartPlan, frame: Frame, sheet: Sheet) -> None:
    axis = frame.y.axis
    if _bars_in(plan) or axis.minimum < 0 < axis.maximum:
        ends = ((frame.left, frame.y.zero), (frame.right, frame.y.zero))
        sheet.draw(Stroke(ends, sheet.setting.theme.ink, sheet.setting.hair * 1.6))


def _back_to_front(layers: Iterable[object]) -> list[Line]:
    """Lines in drawing order: context behind, accent in front, else the author's order."""
    rank = {"context": 0, "accent": 2}
    lines = [layer for layer in layers if isinstance(layer, Line)]
    return sorted(lines, key=lambda line: rank.get(line.ink.value, 1))


def _label_layers(plan: ChartPlan, frame: Frame, sheet: Sheet) -> None:
    """Values at bars, targets and points, then notes, each where it covers nothing."""
    if isinstance(frame.x, Slots):
        label_columns(plan, frame.x, frame.y, sheet)
    for line in reversed(_back_to_front(plan.layers)):
        label_points(line, frame.x, frame.y, sheet)
    for layer in plan.layers:
        if isinstance(layer, Callout):
            label_callout(layer, frame.x, frame.y, sheet)
