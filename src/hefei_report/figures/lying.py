"""Lays out bars that lie on their side, one row a category, with labels as long as authors write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hefei_report.document.chartplan import Axis, Bar, ChartPlan, Marker, Markers, Rule, Total, Totals
from hefei_report.figures.agreeing import agreed
from hefei_report.figures.columns import value_block
from hefei_report.figures.directnames import (
    first_stack,
    group_to_name,
    is_stacked,
    lay_names_over_stack,
    name_beside,
    names_of,
    other_entries,
)
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import dashed, draw_bar, target_tick, text_inside
from hefei_report.figures.onrows import draw_behind_rows, label_on_rows, lay_row_heads
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.rows import Placed, bars_of, place_rows, plan_rows, put_row_label
from hefei_report.figures.scaling import Scale, thinned
from hefei_report.figures.sheet import Sheet, Spot, TextBlock

_NAME_GAP = 0.5  # between the value of a bar and the name of its series, em
BarNames = dict[Bar, TextBlock]


def lay_lying(plan: ChartPlan, sheet: Sheet, *, direct: bool = False) -> None:
    """Draw ``plan``, which has a band on y, on ``sheet``; with ``direct`` bars bear the names of their series.

    Raises DoesNotFit.
    """
    em = sheet.setting.em
    top = lay_legend(other_entries(plan) if direct else plan.legend, sheet, sheet.box.height)
    rows = plan_rows(plan, sheet)
    x_axis = numeric(plan.x)
    over = direct and is_stacked(plan)
    names = _names_at_ends(plan, sheet) if direct and not over else {}
    left = rows.gutter + (em(0.8) if rows.gutter else 0.0)
    scale = agreed("x", _value_scale(plan, x_axis, left, names, sheet), sheet)
    top = lay_row_heads(plan, scale, top, sheet)
    if over:
        places = [(scale.at(bar.start), scale.at(bar.end)) for bar in first_stack(plan)]
        top = lay_names_over_stack(plan, places, top, sheet)
    bottom = sheet.block("0").height + em(0.35) if x_axis.ticks else 0.0
    placed = place_rows(rows, top, bottom, sheet)
    low = placed[-1].top - placed[-1].thickness - em(0.35) if placed else bottom
    plot = Rect(scale.low, low, scale.high, top)
    draw_behind_rows(plan, placed, scale, plot, sheet)
    draw_level_grid(x_axis, scale, low, top, sheet)
    for row, where in zip(rows.rows, placed, strict=True):
        put_row_label(row, where, rows.gutter, sheet)
    _draw_bars(plan, placed, scale, sheet)
    draw_level_rules(plan, scale, low, top, sheet)
    zero = ((scale.zero, low), (scale.zero, placed[0].top + em(0.35) if placed else top))
    sheet.draw(Stroke(zero, sheet.setting.theme.ink, sheet.setting.hair * 1.6))
    _label_bars(plan, placed, scale, names, sheet)
    label_on_rows(plan, placed, scale, plot, sheet)


def _names_at_ends(plan: ChartPlan, sheet: Sheet) -> BarNames:
    """The names that the bars of one group bear behind their values. Raises DoesNotFit."""
    slot, names = group_to_name(plan), names_of(plan)
    return {bar: name_beside(names[bar.series], sheet) for bar in bars_of(plan) if bar.slot == slot}


def _value_scale(plan: ChartPlan, axis: Axis, left: float, names: BarNames, sheet: Sheet) -> Scale:
    """The x axis, as long as the labels at the ends of bars leave it."""
    em = sheet.setting.em
    span = float(axis.maximum - axis.minimum) or 1.0
    low, high = left, sheet.box.width
    half_tick = max((sheet.setting.width(t.text) / 2 for t in axis.ticks[-1:]), default=0.0)
    high -= half_tick
    per_point = (high - low) / span
    labelled = [(end, text, 0.0) for end, text in _labelled_ends(plan)]
    labelled += [(end, text, 0.0) for end, text in _labelled_last_parts(plan, per_point, sheet)]
    labelled += [(float(bar.end), bar.value.text, name.width + em(_NAME_GAP)) for bar, name in names.items()]
    for end, text, more in labelled:
        part = (end - float(axis.minimum)) / span
        label = sheet.setting.width(text, bold=True) + em(0.5) + more
        if end >= 0 and part > 0.02:
            high = min(high, left + (sheet.box.width - label - left) / part)
        elif end < 0 and part < 0.98:
            low = max(low, high - (high - left - label) / (1 - part))
    if high - low < em(5):
        raise DoesNotFit(em(5) - (high - low), "the labels leave no width for the bars")
    return Scale(axis, low, high)


def _labelled_ends(plan: ChartPlan) -> Iterator[tuple[float, str]]:
    """Where labels are set outside: at the ends of bars that start at zero, and at targets."""
    for bar in bars_of(plan):
        if bar.value.number is not None and bar.value.text and bar.start == 0 and not bar.inside:
            yield float(bar.end), bar.value.text
    yield from ((float(total.at), total.value.text) for total in _totals(plan))
    for marker in _markers(plan):
        if marker.value.number is not None and marker.value.text:
            yield float(marker.value.number), marker.value.text


def _labelled_last_parts(plan: ChartPlan, points: float, sheet: Sheet) -> Iterator[tuple[float, str]]:
    """The last parts of divided bars that are too short for their labels, at ``points`` for a unit of value."""
    for bar in bars_of(plan):
        needed = sheet.setting.width(bar.value.text, bold=True) + sheet.setting.em(0.5)
        too_short = float(bar.end - bar.start) * points < needed
        if bar.value.text and too_short and _is_last_part(bar, plan):
            yield float(bar.end), bar.value.text


def _is_last_part(bar: Bar, plan: ChartPlan) -> bool:
    others = [other.end for other in bars_of(plan) if other.slot == bar.slot and other.lane == bar.lane]
    return bar.start != 0 and bar.end == max(others)


def _totals(plan: ChartPlan) -> Iterator[Total]:
    for layer in plan.layers:
        if isinstance(layer, Totals):
            yield from layer.totals


def _markers(plan: ChartPlan) -> Iterator[Marker]:
    for layer in plan.layers:
        if isinstance(layer, Markers):
            yield from layer.markers


def draw_level_grid(axis: Axis, scale: Scale, low: float, top: float, sheet: Sheet) -> None:
    """Upright hairlines at the ticks of a level axis, their labels under ``low``."""
    places = [scale.at(tick.at) for tick in axis.ticks]
    widths = [sheet.setting.width(tick.text) for tick in axis.ticks]
    kept = thinned(places, widths, sheet.setting.em(0.8))
    for number in kept:
        tick, place = axis.ticks[number], places[number]
        if axis.grid:
            ends = ((place, low), (place, top))
            sheet.draw(Stroke(ends, sheet.setting.theme.hairline, sheet.setting.hair))
        half = widths[number] / 2
        x = min(max(place, half), sheet.box.width - half)
        block = sheet.block(tick.text, colour=sheet.setting.theme.quiet)
        sheet.put(block, Spot(x, low - sheet.setting.em(0.15), "centre", "top"))


def draw_level_rules(plan: ChartPlan, scale: Scale, low: float, top: float, sheet: Sheet) -> None:
    """Reference lines across the rows."""
    for layer in plan.layers:
        if isinstance(layer, Rule):
            ends = ((scale.at(layer.at), low), (scale.at(layer.at), top))
            dashed(sheet, *ends, sheet.setting.text(layer.ink))
            sheet.keep_clear_of_line(ends)


def bar_rect(bar: Bar, where: Placed, scale: Scale) -> Rect:
    """The rectangle of a bar, in points; lanes run from the top."""
    lane = where.thickness / bar.lanes
    gap = lane * 0.08 if bar.lanes > 1 else 0.0
    top = where.top - bar.lane * lane
    ends = sorted((scale.at(bar.start), scale.at(bar.end)))
    return Rect(ends[0], top - lane + gap / 2, ends[1], top - gap / 2)


def _draw_bars(plan: ChartPlan, placed: Sequence[Placed], scale: Scale, sheet: Sheet) -> None:
    for bar in bars_of(plan):
        if bar.value.number is not None:
            rect = bar_rect(bar, placed[bar.slot], scale)
            draw_bar(sheet, rect, bar.value.ink, bar.value.status)
            sheet.keep_clear(rect)
            if bar.start != 0:  # parts of a whole are told apart by a white edge
                ends = ((rect.left, rect.bottom), (rect.left, rect.top))
                sheet.draw(Stroke(ends, sheet.setting.theme.paper, sheet.setting.em(0.1)))
    for marker in _markers(plan):
        if marker.value.number is not None:
            start, end = _marker_ends(marker, placed, scale, sheet)
            target_tick(sheet, start, end, marker.value.ink)
            sheet.keep_clear(Rect(start[0], end[1], start[0], start[1]).grown(sheet.setting.em(0.15)))


def _marker_ends(
    marker: Marker, placed: Sequence[Placed], scale: Scale, sheet: Sheet
) -> tuple[tuple[float, float], tuple[float, float]]:
    where, x = placed[marker.slot], scale.at(marker.value.number or 0)
    over = sheet.setting.em(0.25)
    return (x, where.top + over), (x, where.top - where.thickness - over)


def _label_bars(plan: ChartPlan, placed: Sequence[Placed], scale: Scale, names: BarNames, sheet: Sheet) -> None:
    """Values at the ends of bars, with their names, then of targets, where they cover nothing."""
    em = sheet.setting.em
    for bar, name in names.items():
        rect = bar_rect(bar, placed[bar.slot], scale)
        behind = em(0.4 + _NAME_GAP) + value_block(sheet, bar.value.text, bar.value.ink).width
        sheet.put(name, Spot(rect.right + behind, (rect.bottom + rect.top) / 2))
    for bar in bars_of(plan):
        if bar.value.text and bar.value.number is not None:
            _label_bar(bar, bar_rect(bar, placed[bar.slot], scale), sheet, last=_is_last_part(bar, plan))
    for total in _totals(plan):
        block = sheet.block(total.value.text, bold=True)
        sheet.put(block, Spot(scale.at(total.at) + em(0.4), placed[total.slot].middle))
    for marker in _markers(plan):
        if marker.value.text and marker.value.number is not None:
            start, end = _marker_ends(marker, placed, scale, sheet)
            block = sheet.block(marker.value.text, colour=sheet.setting.text(marker.value.ink))
            middle, gap = (start[1] + end[1]) / 2, em(0.35)
            beside = [Spot(start[0] + gap, middle), Spot(start[0] - gap, middle, "right")]
            beyond = [Spot(start[0] + gap + em(step * 0.5), middle) for step in range(1, 20)]
            over = [Spot(start[0], start[1], "centre", "bottom"), Spot(start[0], end[1], "centre", "top")]
            sheet.put_first(block, [beside[0], *over, *beyond, beside[1]])


def _label_bar(bar: Bar, rect: Rect, sheet: Sheet, *, last: bool) -> None:
    gap, middle = sheet.setting.em(0.4), (rect.bottom + rect.top) / 2
    block = value_block(sheet, bar.value.text, bar.value.ink)
    inside = sheet.block(bar.value.text, colour=text_inside(sheet, bar.value.ink, bar.value.status), bold=block.bold)
    fits = rect.right - rect.left >= block.width + gap and rect.top - rect.bottom >= block.size * 0.9
    centre = Spot((rect.left + rect.right) / 2, middle, "centre")
    if bar.inside or bar.start != 0:
        shifts = [sheet.setting.em(part) for part in (0.0, 1.0, -1.0, 2.0, -2.0)]
        sides = ((rect.top + gap / 3, "bottom"), (rect.bottom - gap / 3, "top"))
        over = [Spot(centre.x + shift, y, "centre", up) for shift in shifts for y, up in sides]
        if fits:
            sheet.put(inside, centre)
        else:
            after = [Spot(rect.right + gap, middle)] if last else []
            sheet.put_first(block, [*after, *over])
        return
    out = Spot(rect.left - gap, middle, "right") if bar.end < bar.start else Spot(rect.right + gap, middle)
    if fits and not sheet.can_put(block, out) and sheet.can_put(inside, centre, shapes=False):
        tucked = Spot(rect.left + gap, middle) if bar.end < bar.start else Spot(rect.right - gap, middle, "right")
        sheet.put(inside, tucked)
    else:
        sheet.put_first(block, [out])
