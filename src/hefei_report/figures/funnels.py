"""Lays out funnels: a bar for each stage about one middle, and at the right what it is of the stages before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hefei_report.document.chartplan import ChartPlan, Ink, Value
from hefei_report.document.progresslayers import Funnel, Stage
from hefei_report.figures.columns import value_block
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.gutter import numeric
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.marking import draw_bar, text_inside
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.rows import Placed, place_rows, plan_rows, put_row_label
from hefei_report.figures.scaling import Scale
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.records import dataclass

_COLUMN_GAP = 1.4  # before a column of rates, em
_LEAST_WIDTH = 6.0  # of the bars, em
_WIDEST_HEADING = 6.5  # em
_GAP = 0.4  # from a bar to its value, em


@dataclass(frozen=True, slots=True)
class RateColumn:
    """A column of rates: its heading, its width and where it ends, in points."""

    heading: TextBlock
    width: float
    right: float


def funnel_of(plan: ChartPlan) -> Funnel | None:
    """The funnel of a plan, None where it has none."""
    return next((layer for layer in plan.layers if isinstance(layer, Funnel)), None)


def lay_funnel(plan: ChartPlan, sheet: Sheet) -> None:
    """A row for each stage: its name, its bar, its rates. Raises DoesNotFit."""
    em = sheet.setting.em
    funnel = funnel_of(plan) or Funnel(())
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    rows = plan_rows(plan, sheet)
    columns = _columns(funnel, sheet)
    left = rows.gutter + (em(0.9) if rows.gutter else 0.0)
    right = min([sheet.box.width, *(column.right - column.width - em(_COLUMN_GAP) for column in columns)])
    scale = _scale(plan, funnel, left, right, sheet)
    top = _head(columns, top, sheet)
    placed = place_rows(rows, top, 0.0, sheet)
    for row, where in zip(rows.rows, placed, strict=True):
        put_row_label(row, where, rows.gutter, sheet)
    _draw_axis(funnel, placed, scale, sheet)
    for stage in funnel.stages:
        _draw(stage, placed[stage.slot], scale, sheet)
        for rate, column in zip(stage.rates, columns, strict=True):
            _put_rate(rate, column, placed[stage.slot], sheet)


def heading_height(plan: ChartPlan, sheet: Sheet) -> float:
    """What the headings of the rates add to the rows, in points."""
    columns = _columns(funnel_of(plan) or Funnel(()), sheet)
    return max((column.heading.height + sheet.setting.em(0.5) for column in columns), default=0.0)


def stage_rect(stage: Stage, where: Placed, scale: Scale) -> Rect:
    """The bar of a stage, in points: as long as its value, about the middle of the axis."""
    half = (scale.at(stage.value.number or 0) - scale.at(0)) / 2
    middle = (scale.near + scale.far) / 2
    return Rect(middle - half, where.top - where.thickness, middle + half, where.top)


def _columns(funnel: Funnel, sheet: Sheet) -> tuple[RateColumn, ...]:
    """The columns of rates, the last one flush right."""
    em, right = sheet.setting.em, sheet.box.width
    found: list[RateColumn] = []
    for number in reversed(range(len(funnel.headings))):
        texts = [stage.rates[number].text for stage in funnel.stages]
        widest = max((sheet.setting.width(text, bold=True) for text in texts), default=0.0)
        limit = max(widest, min(em(_WIDEST_HEADING), sheet.box.width * 0.18))
        block = sheet.block(funnel.headings[number], limit, colour=sheet.setting.theme.quiet)
        found.append(RateColumn(block, max(widest, block.width), right))
        right -= found[-1].width + em(_COLUMN_GAP)
    return tuple(reversed(found))


def _head(columns: Sequence[RateColumn], top: float, sheet: Sheet) -> float:
    """The headings over their columns; returns where the rows may begin."""
    if not columns:
        return top
    foot = top - max(column.heading.height for column in columns)
    for column in columns:
        sheet.put(column.heading, Spot(column.right, foot, "right", "bottom"))
    return foot - sheet.setting.em(0.5)


def _scale(plan: ChartPlan, funnel: Funnel, left: float, right: float, sheet: Sheet) -> Scale:
    """The value axis, as long as values beside short bars leave it. Raises DoesNotFit."""
    em, axis = sheet.setting.em, numeric(plan.x)
    span = float(axis.maximum - axis.minimum) or 1.0
    over = 0.0  # by how much a value beside its bar reaches beyond the longest one
    for stage in funnel.stages:
        part = float(stage.value.number or 0) / span
        wide = sheet.setting.width(stage.value.text, bold=True) + em(_GAP)
        if part * (right - left) < wide + em(_GAP):
            over = max(over, wide - (1 - part) * (right - left) / 2)
    far = right - max(0.0, over)
    if far - left < em(_LEAST_WIDTH):
        raise DoesNotFit(em(_LEAST_WIDTH) - (far - left), "the labels leave no width for the bars")
    return Scale(axis, left, far)


def _draw_axis(funnel: Funnel, placed: Sequence[Placed], scale: Scale, sheet: Sheet) -> None:
    """What is lost from stage to stage: a hairline from each end of a bar to that of the next."""
    known = [stage for stage in funnel.stages if stage.value.number is not None]
    for before, after in pairwise(known):
        upper, lower = (stage_rect(stage, placed[stage.slot], scale) for stage in (before, after))
        for start, end in (
            ((upper.left, upper.bottom), (lower.left, lower.top)),
            ((upper.right, upper.bottom), (lower.right, lower.top)),
        ):
            sheet.draw(Stroke((start, end), sheet.setting.theme.hairline, sheet.setting.hair * 1.6))


def _draw(stage: Stage, where: Placed, scale: Scale, sheet: Sheet) -> None:
    """The bar with its value in it, or right of it where it is short."""
    value = stage.value
    if value.number is None:
        return
    rect, em = stage_rect(stage, where, scale), sheet.setting.em
    draw_bar(sheet, rect, value.ink, value.status)
    if not value.text:
        return
    block = value_block(sheet, value.text, value.ink)
    inside = sheet.block(value.text, colour=text_inside(sheet, value.ink, value.status), bold=block.bold)
    if rect.right - rect.left >= block.width + 2 * em(_GAP) and rect.top - rect.bottom >= block.size * 0.9:
        sheet.put(inside, Spot((rect.left + rect.right) / 2, where.middle, "centre"))
    else:
        sheet.put_first(
            block, [Spot(rect.right + em(_GAP), where.middle), Spot(rect.left - em(_GAP), where.middle, "right")]
        )


def _put_rate(rate: Value, column: RateColumn, where: Placed, sheet: Sheet) -> None:
    """A rate flush right in its column."""
    if rate.text:
        accent = rate.ink is Ink.ACCENT
        colour = sheet.setting.text(Ink.ACCENT) if accent else ""
        block = sheet.block(rate.text, colour=colour, bold=accent)
        sheet.put(block, Spot(column.right, where.middle, "right"))
