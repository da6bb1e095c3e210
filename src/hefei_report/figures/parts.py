"""Lays out one whole and its parts: a single divided bar, each part named beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.document.chartplan import Bar, Bars, ChartPlan, Ink, Status
from hefei_report.figures.columns import value_block
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_bar
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.scaling import Scale
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.figures.spreading import spread
from hefei_report.figures.wrapping import widest_piece
from hefei_report.records import dataclass

_LIMITS = (15.0, 12.0, 9.5, 7.5)  # widths of a name to try, in em
_BAR, _LEAST_BAR, _WIDEST_BAR = 2.6, 1.4, 5.0  # em
_DROP = 1.3  # from the bar to the names, in em


@dataclass(frozen=True, slots=True)
class PartLabel:
    """A part's value with its name below it."""

    value: TextBlock | None
    name: TextBlock

    @property
    def width(self) -> float:
        return max(self.name.width, self.value.width if self.value else 0.0)

    @property
    def height(self) -> float:
        return self.name.height + (self.value.height if self.value else 0.0)


def parts_of(plan: ChartPlan) -> tuple[Bar, ...]:
    """The parts of a divided bar that have a value."""
    return tuple(
        bar for layer in plan.layers if isinstance(layer, Bars) for bar in layer.bars if bar.value.number is not None
    )


def lay_parts(plan: ChartPlan, sheet: Sheet) -> None:
    """The bar over the whole width, the parts' values and names in one row beneath. Raises DoesNotFit."""
    em = sheet.setting.em
    parts = parts_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    scale = Scale(numeric(plan.x), 0.0, sheet.box.width)
    labels, lefts = _row_of_labels(parts, scale, sheet)
    depth = max((label.height for label in labels), default=0.0)
    thickness = min(top - depth - em(_DROP), em(_WIDEST_BAR))
    if thickness < em(_LEAST_BAR):
        raise DoesNotFit(em(_LEAST_BAR) - thickness, "the names of the parts")
    thickness = min(thickness, max(em(_BAR), sheet.box.height * 0.3))
    spare = (top - depth - em(_DROP) - thickness) / 2
    foot = top - thickness - max(0.0, min(spare, em(2)))
    for bar, label, left in zip(parts, labels, lefts, strict=True):
        rect = Rect(scale.at(bar.start), foot, scale.at(bar.end), foot + thickness)
        _draw_part(bar, rect, sheet)
        _lead(rect, left, sheet)
        _put_label(label, left, foot - em(_DROP), sheet)


def natural_height(plan: ChartPlan, sheet: Sheet) -> float:
    """Bar and names, or the list of names, without the legend, in points."""
    em = sheet.setting.em
    parts = parts_of(plan)
    try:
        labels, _ = _row_of_labels(parts, Scale(numeric(plan.x), 0.0, sheet.box.width), sheet)
        return em(_BAR + _DROP) + max((label.height for label in labels), default=0.0)
    except DoesNotFit:
        return em(_BAR + 1.0) + sum(block.height + em(0.35) for block in _list_names(parts, sheet))


def _label(bar: Bar, limit: float, sheet: Sheet) -> PartLabel:
    accent = bar.value.ink is Ink.ACCENT
    colour = sheet.setting.text(bar.value.ink)
    value = sheet.block(bar.value.text, colour=colour, bold=True) if bar.value.text else None
    return PartLabel(value, sheet.block(bar.name, limit, colour=colour if accent else ""))


def _row_of_labels(parts: Sequence[Bar], scale: Scale, sheet: Sheet) -> tuple[list[PartLabel], list[float]]:
    """The labels as wide as one row allows, and where each begins. Raises DoesNotFit."""
    words = max((widest_piece(bar.name, sheet.setting.width) for bar in parts), default=0.0)
    for em in _LIMITS:
        limit = sheet.setting.em(em)
        if words > limit:
            break
        labels = [_label(bar, max(limit, scale.at(bar.end) - scale.at(bar.start)), sheet) for bar in parts]
        wanted = [scale.at(bar.start) for bar in parts]
        lefts = spread(wanted, [label.width for label in labels], 0.0, sheet.box.width, sheet.setting.em(1))
        if lefts is not None and all(len(label.name.lines) <= 4 for label in labels):
            return labels, lefts
    raise DoesNotFit(words, "the names of the parts")


def _draw_part(bar: Bar, rect: Rect, sheet: Sheet) -> None:
    draw_bar(sheet, rect, bar.value.ink, bar.value.status)
    if bar.start != 0 and bar.value.status in (Status.ACTUAL, Status.DERIVED):
        ends = ((rect.left, rect.bottom), (rect.left, rect.top))
        sheet.draw(Stroke(ends, sheet.setting.theme.paper, sheet.setting.em(0.14)))


def _lead(rect: Rect, left: float, sheet: Sheet) -> None:
    """A hairline from the part to its label, bent where the label had to move."""
    em = sheet.setting.em
    from_x = min(max(left, rect.left + em(0.06)), max(rect.right - em(0.1), rect.left + em(0.06)))
    left = from_x if abs(from_x - left) < em(0.3) else left
    points = (
        (from_x, rect.bottom),
        (from_x, rect.bottom - em(0.35)),
        (left, rect.bottom - em(_DROP - 0.35)),
        (left, rect.bottom - em(_DROP - 0.1)),
    )
    sheet.draw(Stroke(points, sheet.setting.theme.quiet, sheet.setting.hair * 1.2))


def _put_label(label: PartLabel, left: float, top: float, sheet: Sheet) -> None:
    if label.value:
        top = sheet.put(label.value, Spot(left, top, up="top")).bottom
    sheet.put(label.name, Spot(left, top, up="top"))


# ---------------------------------------------------------------------------------- when names are long


def _list_names(parts: Sequence[Bar], sheet: Sheet) -> list[TextBlock]:
    lead = sheet.setting.em(1.6) + _value_width(parts, sheet) + sheet.setting.em(0.8)
    return [sheet.block(bar.name, max(sheet.box.width - lead, sheet.setting.em(5))) for bar in parts]


def _value_width(parts: Sequence[Bar], sheet: Sheet) -> float:
    return max((sheet.setting.width(bar.value.text, bold=True) for bar in parts), default=0.0)


def lay_parts_as_list(plan: ChartPlan, sheet: Sheet) -> None:
    """The bar, and under it a list: colour, value, name in full. Raises DoesNotFit."""
    em = sheet.setting.em
    parts = parts_of(plan)
    names = _list_names(parts, sheet)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    depth = sum(name.height + em(0.35) for name in names) + em(0.8)
    thickness = min(em(_BAR), top - depth)
    if thickness < em(_LEAST_BAR):
        raise DoesNotFit(em(_LEAST_BAR) - thickness, "the names of the parts")
    scale = Scale(numeric(plan.x), 0.0, sheet.box.width)
    for bar in parts:
        _draw_part(bar, Rect(scale.at(bar.start), top - thickness, scale.at(bar.end), top), sheet)
    y = top - thickness - em(0.8)
    values = em(1.6) + _value_width(parts, sheet)
    for bar, name in zip(parts, names, strict=True):
        rect = sheet.put(name, Spot(values + em(0.8), y, up="top"))
        middle = rect.top - name.ascent + em(0.33)
        draw_bar(sheet, Rect(0.0, middle - em(0.4), em(0.8), middle + em(0.4)), bar.value.ink, bar.value.status)
        if bar.value.text:
            block = value_block(sheet, bar.value.text, bar.value.ink)
            sheet.put(block, Spot(values, rect.top, "right", "top"))
        y = rect.bottom - em(0.35)
