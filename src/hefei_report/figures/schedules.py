"""Lays out plans of tasks: a row for each, its bar to the scale of time, milestones as diamonds."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.document.chartplan import ChartPlan, Ink, Status
from hefei_report.document.progresslayers import Schedule, Span
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import dashed, draw_bar
from hefei_report.figures.picture import Polygon, Rect, Stroke
from hefei_report.figures.rows import Placed, place_rows, plan_rows, put_row_label
from hefei_report.figures.scaling import Scale, thinned
from hefei_report.figures.sheet import Sheet, Spot

_LEAST_WIDTH = 8.0  # of the plot, em
_DIAMOND = 0.62  # em, from the middle of a milestone to its corners
_GAP = 0.35  # em, between ticks or the line of today and the rows


def schedule_of(plan: ChartPlan) -> Schedule | None:
    """The schedule of a plan, None where it has none."""
    return next((layer for layer in plan.layers if isinstance(layer, Schedule)), None)


def lay_schedule(plan: ChartPlan, sheet: Sheet) -> None:
    """Dates above the rows, and through them hairlines at each. Raises DoesNotFit."""
    em = sheet.setting.em
    schedule = schedule_of(plan) or Schedule(())
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    rows = plan_rows(plan, sheet)
    left = rows.gutter + em(0.9) if rows.gutter else em(_DIAMOND)
    right = sheet.box.width - em(_DIAMOND)
    if right - left < em(_LEAST_WIDTH):
        raise DoesNotFit(em(_LEAST_WIDTH) - (right - left), "the names of the tasks leave no width for the bars")
    scale = Scale(numeric(plan.x), left, right)
    under = _foot(schedule, sheet)
    top = _lay_ticks(plan, scale, top, sheet)
    placed = place_rows(rows, top, under, sheet)
    low = placed[-1].top - placed[-1].thickness - em(_GAP) if placed else under
    _draw_grid(plan, scale, low, top, sheet)
    for row, where in zip(rows.rows, placed, strict=True):
        put_row_label(row, where, rows.gutter, sheet)
    _draw_headings(schedule, placed, sheet)
    for span in schedule.spans:
        _draw(span, placed[span.slot], scale, sheet)
    _lay_today(schedule, scale, low, top, sheet)


def heading_height(plan: ChartPlan, sheet: Sheet) -> float:
    """What the dates above and the line of today add to the rows; ticks of a frame are counted there, in points."""
    return _foot(schedule_of(plan) or Schedule(()), sheet) + sheet.setting.em(_GAP)


def span_rect(span: Span, where: Placed, scale: Scale) -> Rect:
    """The bar of a task, in points."""
    return Rect(scale.at(span.start), where.top - where.thickness, scale.at(span.end), where.top)


def _foot(schedule: Schedule, sheet: Sheet) -> float:
    """The height of what is written under the rows: what the line of today is called."""
    return sheet.block(schedule.today[1]).height + sheet.setting.em(_GAP) if schedule.today else 0.0


def _lay_ticks(plan: ChartPlan, scale: Scale, top: float, sheet: Sheet) -> float:
    """The dates that fit above the plot; returns where the rows may begin."""
    axis = numeric(plan.x)
    places = [scale.at(tick.at) for tick in axis.ticks]
    widths = [sheet.setting.width(tick.text) for tick in axis.ticks]
    foot = top
    for number in _kept(places, widths, sheet):
        block = sheet.block(axis.ticks[number].text, colour=sheet.setting.theme.quiet)
        half = widths[number] / 2
        x = min(max(places[number], half), sheet.box.width - half)
        foot = sheet.put(block, Spot(x, top, "centre", "top")).bottom
    return foot - sheet.setting.em(_GAP)


def _kept(places: Sequence[float], widths: Sequence[float], sheet: Sheet) -> list[int]:
    """Which dates have room; the last one, where the axis only ends, goes before any other."""
    every = thinned(places, widths, sheet.setting.em(0.7))
    inner = thinned(places[:-1], widths[:-1], sheet.setting.em(0.7))
    return every if len(every) > len(inner) else inner


def _draw_grid(plan: ChartPlan, scale: Scale, low: float, top: float, sheet: Sheet) -> None:
    for tick in numeric(plan.x).ticks:
        ends = ((scale.at(tick.at), low), (scale.at(tick.at), top))
        sheet.draw(Stroke(ends, sheet.setting.theme.hairline, sheet.setting.hair))


def _draw_headings(schedule: Schedule, placed: Sequence[Placed], sheet: Sheet) -> None:
    """A hairline over each heading but the first."""
    for slot in schedule.headings:
        if slot:
            y = (placed[slot].top + placed[slot - 1].top - placed[slot - 1].thickness) / 2
            ends = ((0.0, y), (sheet.box.width, y))
            sheet.draw(Stroke(ends, sheet.setting.theme.hairline, sheet.setting.hair))


def _draw(span: Span, where: Placed, scale: Scale, sheet: Sheet) -> None:
    """The bar of a task, or the diamond of a milestone: hollow while it is not reached."""
    em = sheet.setting.em
    if span.start < span.end:
        draw_bar(sheet, span_rect(span, where, scale), span.ink, span.status)
        return
    x, y, size = scale.at(span.start), where.middle, em(_DIAMOND)
    corners = ((x - size, y), (x, y - size), (x + size, y), (x, y + size))
    solid = span.status in (Status.ACTUAL, Status.DERIVED)
    # An outline in the light grey of context would hardly be seen.
    colour = sheet.setting.theme.quiet if span.ink is Ink.CONTEXT and not solid else sheet.setting.fill(span.ink)
    fill = colour if solid else sheet.setting.theme.paper
    sheet.draw(Polygon(corners, fill, colour, em(0.13)))


def _lay_today(schedule: Schedule, scale: Scale, low: float, top: float, sheet: Sheet) -> None:
    """The line of today through all rows, and what it is called under it."""
    if schedule.today is None:
        return
    at, text = schedule.today
    dashed(sheet, (scale.at(at), low - sheet.setting.em(0.2)), (scale.at(at), top), sheet.setting.theme.ink)
    block = sheet.block(text)
    half = block.width / 2
    x = min(max(scale.at(at), half), sheet.box.width - half)
    sheet.put(block, Spot(x, low - sheet.setting.em(_GAP), "centre", "top"))
