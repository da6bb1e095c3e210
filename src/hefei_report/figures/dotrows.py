"""Lays out rows of dots: lollipops on stems from zero, dot plots, and ranges from low to high with a point in them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hefei_report.document.chartplan import ChartPlan, Extent, Extents, Ink, Stem, Stems, Value
from hefei_report.figures.agreeing import agreed
from hefei_report.figures.columns import value_block
from hefei_report.figures.directnames import lay_names_over_dots, other_entries
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.lying import draw_level_grid, draw_level_rules
from hefei_report.figures.marking import draw_dot
from hefei_report.figures.onrows import draw_behind_rows, label_on_rows, lay_row_heads
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.rows import Placed, place_rows, plan_rows, put_row_label
from hefei_report.figures.scaling import Reach, Scale, scale_with_room
from hefei_report.figures.sheet import Sheet, Spot

ZERO = Decimal(0)
_DOT = 0.42  # radius, em
_STEM, _EXTENT = 0.22, 0.62  # widths of a lollipop's line and of a range, em
_GAP = 0.35  # from a mark to its value, em
_LEAST_WIDTH = 6.0  # of the plot, em
_SINK = 0.34  # by which a range lies under the middle of its row, to leave its point's value room above, em
_RISE = 0.72  # from the middle of the row to that value, em


def stems_of(plan: ChartPlan) -> tuple[Stem, ...]:
    """All dots of lollipops and dot plots that have a value."""
    found = (stem for layer in plan.layers if isinstance(layer, Stems) for stem in layer.stems)
    return tuple(stem for stem in found if stem.value.number is not None)


def extents_of(plan: ChartPlan) -> tuple[Extent, ...]:
    """All ranges."""
    return tuple(extent for layer in plan.layers if isinstance(layer, Extents) for extent in layer.extents)


def lay_dot_rows(plan: ChartPlan, sheet: Sheet, *, direct: bool = False) -> None:
    """A row for each category; with ``direct`` the dots of the first bear the names of their series.

    Raises DoesNotFit.
    """
    em = sheet.setting.em
    top = lay_legend(other_entries(plan) if direct else plan.legend, sheet, sheet.box.height)
    rows = plan_rows(plan, sheet)
    axis = numeric(plan.x)
    left = rows.gutter + (em(0.8) if rows.gutter else 0.0)
    scale = agreed("x", _value_scale(plan, left, sheet), sheet)
    top = lay_row_heads(plan, scale, top, sheet)
    if direct:
        first = {stem.series: scale.at(stem.value.number or 0) for stem in stems_of(plan) if stem.slot == 0}
        top = lay_names_over_dots(plan, first, top, sheet)
    bottom = sheet.block("0").height + em(0.35) if axis.ticks else 0.0
    placed = place_rows(rows, top, bottom, sheet)
    low = placed[-1].top - placed[-1].thickness - em(0.35)
    plot = Rect(scale.low, low, scale.high, top)
    draw_behind_rows(plan, placed, scale, plot, sheet)
    draw_level_grid(axis, scale, low, top, sheet)
    for row, where in zip(rows.rows, placed, strict=True):
        put_row_label(row, where, rows.gutter, sheet)
    draw_level_rules(plan, scale, low, top, sheet)
    _lay_stems(plan, placed, scale, low, sheet)
    for extent in extents_of(plan):
        _lay_extent(extent, placed[extent.slot], scale, sheet)
    label_on_rows(plan, placed, scale, plot, sheet)


def _value_scale(plan: ChartPlan, left: float, sheet: Sheet) -> Scale:
    """The axis, as long as the values beside the marks leave it. Raises DoesNotFit."""
    em, right = sheet.setting.em, sheet.box.width
    axis = numeric(plan.x)
    marks = [_reach_of(value, side, sheet) for value, side in _sided(plan)]
    for extent in extents_of(plan):
        if extent.value and extent.value.number is not None:
            half = sheet.setting.width(extent.value.text, bold=True) / 2
            marks.append(Reach(extent.value.number, half, half))
    marks += [Reach(tick.at, 0.0, sheet.setting.width(tick.text) / 2) for tick in axis.ticks[-1:]]
    scale = scale_with_room(axis, left, right, marks)
    if scale.far - scale.near < em(_LEAST_WIDTH):
        raise DoesNotFit(em(_LEAST_WIDTH) - (scale.far - scale.near), "the labels leave no width for the plot")
    return scale


def _reach_of(value: Value, side: int, sheet: Sheet) -> Reach:
    """How far a mark reaches with its value at its left (-1), right (1) or nowhere (0)."""
    em = sheet.setting.em
    label = sheet.setting.width(value.text, bold=True) + em(_GAP) if value.text else 0.0
    before, after = (em(_DOT) + (label if side == one else 0.0) for one in (-1, 1))
    return Reach(value.number or ZERO, before, after)


def _sided(plan: ChartPlan) -> list[tuple[Value, int]]:
    """Each value, and at which side of its mark its label stands."""
    found = [(stem.value, _side(stem, plan)) for stem in stems_of(plan)]
    for extent in extents_of(plan):
        found += [(extent.low, -1), (extent.high, 1)]
    return [(value, side) for value, side in found if value.number is not None]


def _side(stem: Stem, plan: ChartPlan) -> int:
    """The label of the lower of two dots stands at the left, and that of what is negative and hangs on zero."""
    number = stem.value.number or 0
    others = [one.value.number or 0 for one in stems_of(plan) if one.slot == stem.slot and one is not stem]
    if not others:
        return -1 if stem.grounded and number < 0 else 1
    before = number < min(others) or (number == min(others) and stem.series == 0)
    return -1 if before else 1


def _lay_stems(plan: ChartPlan, placed: Sequence[Placed], scale: Scale, low: float, sheet: Sheet) -> None:
    """Stems or guides, dots over them from context to accent, then their values."""
    stems = stems_of(plan)
    grounded = any(stem.grounded for stem in stems)
    if stems and not grounded:
        _draw_guides(plan, placed, scale, sheet)
    for stem in stems:
        if stem.grounded:
            height = placed[stem.slot].middle
            ends = ((scale.zero, height), (scale.at(stem.value.number or 0), height))
            sheet.draw(Stroke(ends, sheet.setting.fill(stem.value.ink), sheet.setting.em(_STEM)))
    if grounded:
        zero = ((scale.zero, low), (scale.zero, placed[0].top + sheet.setting.em(0.35)))
        sheet.draw(Stroke(zero, sheet.setting.theme.ink, sheet.setting.hair * 1.6))
    for stem in sorted(stems, key=lambda one: (one.value.ink is Ink.ACCENT, one.value.ink is not Ink.CONTEXT)):
        at = scale.at(stem.value.number or 0), placed[stem.slot].middle
        draw_dot(sheet, at, stem.value.ink, stem.value.status, _DOT)
    for stem in stems:
        if stem.value.text:
            side = _side(stem, plan)
            x = scale.at(stem.value.number or 0) + side * sheet.setting.em(_DOT + _GAP)
            block = value_block(sheet, stem.value.text, stem.value.ink)
            sheet.put(block, Spot(x, placed[stem.slot].middle, "left" if side > 0 else "right"))


def _draw_guides(plan: ChartPlan, placed: Sequence[Placed], scale: Scale, sheet: Sheet) -> None:
    """A hairline along each row; where there are several dots, a stronger one from the first to the last."""
    em, theme = sheet.setting.em, sheet.setting.theme
    for slot, where in enumerate(placed):
        places = sorted(scale.at(stem.value.number or 0) for stem in stems_of(plan) if stem.slot == slot)
        labelled = any(stem.value.text for stem in stems_of(plan) if stem.slot == slot)
        if places and not (labelled and len(places) > 1):
            end = places[0] if labelled else scale.far
            sheet.draw(Stroke(((scale.near, where.middle), (end, where.middle)), theme.hairline, sheet.setting.hair))
        if len(places) > 1:
            ends = ((places[0], where.middle), (places[-1], where.middle))
            sheet.draw(Stroke(ends, sheet.setting.fill(Ink.CONTEXT), em(0.16)))


def _lay_extent(extent: Extent, where: Placed, scale: Scale, sheet: Sheet) -> None:
    """The range with its ends' values beside it, and its point with the value above."""
    em = sheet.setting.em
    if extent.low.number is None or extent.high.number is None:
        return
    pointed = extent.value is not None and extent.value.number is not None
    height = where.middle - (em(_SINK) if pointed else 0.0)
    left, right = scale.at(extent.low.number), scale.at(extent.high.number)
    sheet.draw(Stroke(((left, height), (right, height)), sheet.setting.fill(extent.ink), em(_EXTENT)))
    for value, x, across in ((extent.low, left - em(_GAP), "right"), (extent.high, right + em(_GAP), "left")):
        sheet.put(sheet.block(value.text, colour=sheet.setting.theme.quiet), Spot(x, height, across))
    if extent.value is not None and extent.value.number is not None:
        x = scale.at(extent.value.number)
        draw_dot(sheet, (x, height), extent.value.ink, extent.value.status, _DOT + 0.06)
        block = sheet.block(extent.value.text, colour=sheet.setting.text(extent.value.ink), bold=True)
        sheet.put(block, Spot(x, where.middle + em(_RISE), "centre"))
