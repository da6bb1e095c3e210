"""Lays out charts whose values grow upwards: columns, lines, and both on one frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hefei_report.document.chartplan import (
    Area,
    Axis,
    Band,
    Bars,
    Bins,
    Callout,
    ChartPlan,
    Connectors,
    Dots,
    Line,
    Markers,
    Rule,
)
from hefei_report.figures.agreeing import agreed
from hefei_report.figures.areas import areas_of, draw_area, top_line
from hefei_report.figures.bandlabels import BandLabels, plan_band_labels
from hefei_report.figures.bins import draw_bins
from hefei_report.figures.callouts import put_callout
from hefei_report.figures.columns import (
    ColumnNames,
    draw_columns,
    draw_connectors,
    group_names,
    headroom_limits,
    label_columns,
    place_among,
)
from hefei_report.figures.curves import draw_line, label_points
from hefei_report.figures.directnames import is_stacked, names_beside_stack, other_entries
from hefei_report.figures.dots import draw_dots, label_dots, reaches
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.frame import (
    BESIDE,
    UNDER,
    Frame,
    across_title,
    draw_grid,
    draw_under,
    lay_titles,
    ticks_width,
)
from hefei_report.figures.gutter import breaks_of, gutter_width, numeric, plan_gutter, put_gutter
from hefei_report.figures.intervals import draw_intervals
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import dashed
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.scaling import Reach, Scale, Slots, horizontal, scale_with_room
from hefei_report.figures.sheet import Sheet, Spot
from hefei_report.figures.zones import Head, draw_zones, lay_heads, zone_heads, zones_of

_LEAST_PLOT = 5.0  # height of the smallest plot that still shows something, in em


def lay_upright(plan: ChartPlan, sheet: Sheet, *, direct: bool = False) -> None:
    """Draw ``plan``, which has a value axis on y, on ``sheet``; with ``direct`` bars bear the names of their series.

    Raises DoesNotFit.
    """
    em = sheet.setting.em
    top = lay_legend(other_entries(plan) if direct else plan.legend, sheet, sheet.box.height)
    top = lay_titles(plan, sheet, top)
    y_axis = numeric(plan.y)
    left, aside = ticks_width(y_axis, sheet), ticks_width(plan.y2, sheet)
    stacked = is_stacked(plan)
    ends = names_beside_stack(plan, sheet) if direct and stacked else plan_gutter(plan, sheet)
    right = sheet.box.width - aside - (gutter_width(ends) + em(BESIDE) if ends else 0.0)
    if right - left < em(8):
        raise DoesNotFit(em(8) - right + left, "the labels leave no width for the plot")
    across, up = reaches(plan, sheet)
    left, right = sheet.agree("plot", left, right)
    x = agreed("x", horizontal(plan.x, left, right, em(0.9), across), sheet)
    under = _plan_under(plan.x, x, sheet)
    top = lay_heads([*_break_heads(plan, x), *zone_heads(zones_of(plan, across=True), x)], top, right, sheet)
    foot = _lay_across_title(plan, right, sheet)
    bottom = foot + (under.height if isinstance(under, BandLabels) else under) + em(UNDER)
    names = group_names(plan, x, sheet) if direct and not stacked and isinstance(x, Slots) else {}
    y = agreed("y", _value_scale(plan, y_axis, bottom, top, up, names, sheet), sheet)
    frame = Frame(x, y, left, right, Scale(plan.y2, y.near, y.far) if plan.y2 else None)
    plot = Rect(left, y.low, right, top - em(0.1))
    draw_zones(zones_of(plan, across=True), x, plot, sheet, upright=False)
    draw_zones(zones_of(plan, across=False), y, plot, sheet, upright=True)
    draw_grid(frame, sheet)
    draw_under(plan.x, frame, under, bottom - em(UNDER), sheet)
    _draw_layers(plan, frame, sheet, top)
    put_gutter(ends, x, y, right + aside + em(BESIDE), sheet)
    _label_layers(plan, frame, names, sheet)


def _lay_across_title(plan: ChartPlan, right: float, sheet: Sheet) -> float:
    """The title of the horizontal axis at the foot, flush with its end; returns the height that it takes."""
    title = across_title(plan, sheet)
    if title is None:
        return 0.0
    rect = sheet.put(title, Spot(max(right, title.width), 0.0, "right", "bottom"))
    return rect.top + sheet.setting.em(0.2)


def _plan_under(axis: Axis | Band | None, x: Scale | Slots, sheet: Sheet) -> BandLabels | float:
    """What stands under the plot: labels of a band, or the height of a row of tick labels."""
    if isinstance(axis, Band) and isinstance(x, Slots):
        return plan_band_labels(axis.labels, x.step, sheet)
    return sheet.block("0").height if isinstance(axis, Axis) and axis.ticks else 0.0


def _value_scale(
    plan: ChartPlan,
    axis: Axis,
    bottom: float,
    top: float,
    dots: Sequence[Reach],
    names: ColumnNames,
    sheet: Sheet,
) -> Scale:
    """The y axis, as tall as the labels of bars and points leave it, and the ``dots``. Raises DoesNotFit."""
    em = sheet.setting.em
    labelled = any(p.value.text for layer in plan.layers if isinstance(layer, Line | Area) for p in layer.points)
    edge = em(1.6) if labelled else em(0.55)  # half a tick label, or a label at the outermost point
    low, high = headroom_limits(plan, axis, bottom, top, sheet, names)
    scale = scale_with_room(axis, max(low, bottom), min(high, top - edge), dots)
    if scale.far - scale.near < em(_LEAST_PLOT):
        raise DoesNotFit(em(_LEAST_PLOT) - (scale.far - scale.near), "no height is left for the plot")
    return scale


def _stands_on_zero(plan: ChartPlan) -> bool:
    return any(isinstance(layer, Bars | Area | Bins) for layer in plan.layers)


def _break_heads(plan: ChartPlan, x: Scale | Slots) -> list[Head]:
    """The labels of breaks, each beginning at its line."""
    places = zip(breaks_of(plan), break_places(plan, x), strict=True)
    return [Head(place, layer.text) for layer, place in places if layer.text]


def break_places(plan: ChartPlan, x: Scale | Slots) -> list[float]:
    """Where each break is drawn: halfway between its value and the last one before it."""
    stops = sorted({float(p.x) for layer in plan.layers if isinstance(layer, Line | Area) for p in layer.points})
    if isinstance(x, Slots):
        stops = [float(i) for i in range(x.count)]
    found = []
    for layer in breaks_of(plan):
        before = [stop for stop in stops if stop < float(layer.at)]
        found.append(x.at((before[-1] + float(layer.at)) / 2) if before else x.at(layer.at))
    return found


def _draw_layers(plan: ChartPlan, frame: Frame, sheet: Sheet, top: float) -> None:
    """Everything but texts, from back to front: breaks, bands, bars, reference lines, lines, the accent last."""
    quiet = sheet.setting.theme.quiet
    for layer in plan.layers:
        if isinstance(layer, Bins) and isinstance(frame.x, Scale):
            draw_bins(layer, frame.x, frame.y, sheet)
    for place in break_places(plan, frame.x):
        ends = ((place, frame.y.near), (place, top - sheet.setting.em(0.1)))
        dashed(sheet, *ends, quiet)
        sheet.keep_clear_of_line(ends)
    draw_intervals(plan, frame.x, frame.y, sheet)
    areas = areas_of(plan)
    for area in areas:
        draw_area(area, frame.x, frame.y, sheet, alone=len(areas) == 1)
    for layer in plan.layers:
        if isinstance(layer, Bars | Markers) and isinstance(frame.x, Slots):
            draw_columns(layer, frame.x, frame.y, sheet)
        elif isinstance(layer, Connectors) and isinstance(frame.x, Slots):
            draw_connectors(plan, layer, frame.x, frame.y, sheet)
    _draw_zero(plan, frame, sheet)
    for layer in plan.layers:
        if isinstance(layer, Rule):
            height = frame.y.at(layer.at)
            ends = ((frame.left, height), (frame.right + sheet.setting.em(0.4), height))
            dashed(sheet, *ends, sheet.setting.text(layer.ink))
            sheet.keep_clear_of_line(ends)
    for line in _back_to_front(plan.layers):
        scale = frame.scale(secondary=line.secondary)
        draw_line(line, frame.x, scale, sheet, edged=any(isinstance(layer, Bars) for layer in plan.layers))
    for layer in plan.layers:
        if isinstance(layer, Dots) and isinstance(frame.x, Scale):
            draw_dots(layer, frame.x, frame.y, sheet)


def _draw_zero(plan: ChartPlan, frame: Frame, sheet: Sheet) -> None:
    axis = frame.y.axis
    if _stands_on_zero(plan) or axis.minimum < 0 < axis.maximum:
        ends = ((frame.left, frame.y.zero), (frame.right, frame.y.zero))
        sheet.draw(Stroke(ends, sheet.setting.theme.ink, sheet.setting.hair * 1.6))


def _back_to_front(layers: Iterable[object]) -> list[Line]:
    """Lines in drawing order: context behind, accent in front, else the author's order."""
    rank = {"context": 0, "accent": 2}
    lines = [layer for layer in layers if isinstance(layer, Line)]
    return sorted(lines, key=lambda line: rank.get(line.ink.value, 1))


def _label_layers(plan: ChartPlan, frame: Frame, names: ColumnNames, sheet: Sheet) -> None:
    """Values at bars, targets and points, then notes, each where it covers nothing."""
    if isinstance(frame.x, Slots):
        label_columns(plan, frame.x, frame.y, sheet, names)
    for line in reversed(_back_to_front(plan.layers)):
        label_points(line, frame.x, frame.scale(secondary=line.secondary), sheet)
    for area in areas_of(plan):
        label_points(top_line(area), frame.x, frame.y, sheet)
    for layer in plan.layers:
        if isinstance(layer, Dots) and isinstance(frame.x, Scale):
            label_dots(layer, frame.x, frame.y, sheet)
        elif isinstance(layer, Callout):
            height = frame.scale(secondary=layer.secondary).at(layer.y)
            put_callout(layer.text, (_across(layer, plan, frame, sheet), height), sheet)


def _across(note: Callout, plan: ChartPlan, frame: Frame, sheet: Sheet) -> float:
    """How far right the place is that a note is about."""
    return place_among(note.x, plan.layers, frame.x, sheet) if isinstance(frame.x, Slots) else frame.x.at(note.x)
