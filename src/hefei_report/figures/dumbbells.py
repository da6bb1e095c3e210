"""Lays out dumbbells: two dots a row with a bar between them, and their difference in a column at the right."""

from __future__ import annotations

from hefei_report.document.chartplan import ChartPlan, Dumbbell, Dumbbells, Ink, Value
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.rows import Placed, place_rows, plan_rows, put_row_label
from hefei_report.figures.scaling import Reach, Scale, scale_with_room
from hefei_report.figures.sheet import Sheet, Spot, TextBlock

_DOT = 0.42  # em
_GAP = 0.35  # from a dot to its value, em
_COLUMN_GAP = 1.4  # before the column of differences, em
_LEAST_WIDTH = 6.0  # of the plot, em
_WIDEST_HEADING = 9.0  # em


def dumbbells_of(plan: ChartPlan) -> tuple[Dumbbell, ...]:
    """All dumbbells of all layers."""
    return tuple(one for layer in plan.layers if isinstance(layer, Dumbbells) for one in layer.dumbbells)


def lay_dumbbells(plan: ChartPlan, sheet: Sheet) -> None:
    """A row for each category: label, dots with their values, difference. Raises DoesNotFit."""
    em = sheet.setting.em
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    rows = plan_rows(plan, sheet)
    heading, column = _differences(plan, sheet)
    right = sheet.box.width - (column + em(_COLUMN_GAP) if column else 0.0)
    left = rows.gutter + (em(0.8) if rows.gutter else 0.0)
    scale = _value_scale(plan, left, right, sheet)
    if heading:
        rect = sheet.put(heading, Spot(sheet.box.width, top, "right", "top"))
        top = rect.bottom - em(0.3)
    placed = place_rows(rows, top, 0.0, sheet)
    for row, where in zip(rows.rows, placed, strict=True):
        put_row_label(row, where, rows.gutter, sheet)
    for dumbbell in dumbbells_of(plan):
        _draw(dumbbell, placed[dumbbell.slot], scale, sheet)
        _label(dumbbell, placed[dumbbell.slot], scale, left, right, sheet)


def heading_height(plan: ChartPlan, sheet: Sheet) -> float:
    """What the heading of the differences adds to the rows, in points."""
    heading, _ = _differences(plan, sheet)
    return heading.height + sheet.setting.em(0.3) if heading else 0.0


def _differences(plan: ChartPlan, sheet: Sheet) -> tuple[TextBlock | None, float]:
    """The heading of the column of differences, and how wide the column is; 0 without one."""
    texts = [dumbbell.difference for dumbbell in dumbbells_of(plan) if dumbbell.difference]
    if not texts:
        return None, 0.0
    heading = next((layer.heading for layer in plan.layers if isinstance(layer, Dumbbells)), "")
    widest = max(sheet.setting.width(text, bold=True) for text in texts)
    if not heading:
        return None, widest
    limit = max(widest, sheet.setting.em(_WIDEST_HEADING))
    block = sheet.block(heading, limit, colour=sheet.setting.theme.quiet)
    return block, max(widest, block.width)


def _sides(dumbbell: Dumbbell) -> tuple[Value | None, Value | None]:
    """The value whose label stands at the left, and the one at the right."""
    start, end = (value if value.number is not None else None for value in (dumbbell.start, dumbbell.end))
    if start is None or end is None or start.number is None or end.number is None:
        return start, end
    return (start, end) if start.number <= end.number else (end, start)


def _value_scale(plan: ChartPlan, left: float, right: float, sheet: Sheet) -> Scale:
    """The axis, as long as the values beside the dots leave it. Raises DoesNotFit."""
    em = sheet.setting.em

    def reach(value: Value) -> float:
        return em(_DOT) + (sheet.setting.width(value.text, bold=True) + em(_GAP) if value.text else 0.0)

    marks = []
    for before, after in map(_sides, dumbbells_of(plan)):
        if before and before.number is not None:
            marks.append(Reach(before.number, reach(before), em(_DOT)))
        if after and after.number is not None:
            marks.append(Reach(after.number, em(_DOT), reach(after)))
    scale = scale_with_room(numeric(plan.x), left, right, marks)
    if scale.far - scale.near < em(_LEAST_WIDTH):
        raise DoesNotFit(em(_LEAST_WIDTH) - (scale.far - scale.near), "the labels leave no width for the plot")
    return scale


def _draw(dumbbell: Dumbbell, where: Placed, scale: Scale, sheet: Sheet) -> None:
    em = sheet.setting.em
    ends = [value for value in (dumbbell.start, dumbbell.end) if value.number is not None]
    places = [scale.at(value.number or 0) for value in ends]
    if len(ends) > 1:
        colour = sheet.setting.fill(Ink.ACCENT if dumbbell.end.ink is Ink.ACCENT else Ink.CONTEXT)
        sheet.draw(Stroke(tuple((place, where.middle) for place in places), colour, em(0.3)))
    for value, place in zip(ends, places, strict=True):
        draw_dot(sheet, (place, where.middle), value.ink, value.status, _DOT)
        sheet.keep_clear(Rect(place, where.middle, place, where.middle).grown(em(_DOT)))


def _label(dumbbell: Dumbbell, where: Placed, scale: Scale, left: float, right: float, sheet: Sheet) -> None:
    """Values beyond the dots, the difference flush right, and a hairline that leads the eye along the row."""
    em = sheet.setting.em
    places = [scale.at(v.number) for v in (dumbbell.start, dumbbell.end) if v.number is not None]
    reach = [min(places, default=right) - em(_DOT), max(places, default=left) + em(_DOT)]
    for value, sign in zip(_sides(dumbbell), (-1.0, 1.0), strict=True):
        if value is not None:
            block = sheet.block(value.text, colour=sheet.setting.text(value.ink), bold=value is dumbbell.end)
            x = scale.at(value.number or 0) + sign * em(_DOT + _GAP)
            rect = sheet.put(block, Spot(x, where.middle, "left" if sign > 0 else "right"))
            reach = [min(reach[0], rect.left), max(reach[1], rect.right)]
    if dumbbell.difference:
        accent = dumbbell.end.ink is Ink.ACCENT
        colour = sheet.setting.text(Ink.ACCENT) if accent else ""
        block = sheet.block(dumbbell.difference, colour=colour, bold=accent)
        sheet.put(block, Spot(sheet.box.width, where.middle, "right"))
    for start, end in ((left, reach[0] - em(_GAP)), (reach[1] + em(_GAP), right)):
        if end - start > em(1):
            points = ((start, where.middle), (end, where.middle))
            sheet.draw(Stroke(points, sheet.setting.theme.hairline, sheet.setting.hair))
