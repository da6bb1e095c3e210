"""Lays out small multiples: charts in rows and columns, whose scales are equally long on the paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from hefei_report.document.chartplan import Axis, ChartPlan, Panel, Panels
from hefei_report.document.drawing import Box
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.frame import put_ticks, ticks_width
from hefei_report.figures.legending import lay_legend
from hefei_report.figures.scaling import Scale
from hefei_report.figures.sheet import Agreement, Sheet, Spot, TextBlock

Item = TypeVar("Item")
Lay = Callable[[ChartPlan, Sheet], None]
Height = Callable[[ChartPlan, Sheet], float]

_NARROWEST, _BEST = 11.0, 17.0  # widths of a panel in em
_ACROSS, _DOWN, _UNDER = 1.6, 1.2, 0.45  # between panels, and between a title and its panel, in em
_LEAST = 6.0  # height of a panel without its title, in em
_MOST_LINES = 3


def panels_of(plan: ChartPlan) -> tuple[Panel, ...]:
    """The panels that ``plan`` consists of."""
    return next(layer for layer in plan.layers if isinstance(layer, Panels)).panels


def counts_of_columns(plan: ChartPlan, ems: float) -> list[int]:
    """In how many columns panels may stand in a box of so many ems, the best first: wide enough, and few gaps."""
    count = len(panels_of(plan))
    possible = [columns for columns in range(1, count + 1) if columns == 1 or ems / columns >= _NARROWEST]

    def ugliness(columns: int) -> tuple[float, int]:
        vacant = -count % columns
        return vacant / columns + abs(math.log(ems / columns / _BEST)), columns

    return sorted(possible, key=ugliness)


def lay_panels(plan: ChartPlan, sheet: Sheet, *, columns: int, lay: Lay) -> None:
    """The panels in ``columns``, each laid out by ``lay``: twice, so that all agree on their scales.

    Values that are the same in all panels are printed once a row. Raises DoesNotFit.
    """
    em, panels = sheet.setting.em, panels_of(plan)
    top = lay_legend(plan.legend, sheet, sheet.box.height)
    axis, panels = _axis_aside(panels)
    margin = ticks_width(axis, sheet)
    width = _width(columns, sheet, margin)
    titles = [_title(panel, width, sheet) for panel in panels]
    heads = [max(title.height for title in row) + em(_UNDER) for row in _rows(titles, columns)]
    height = (top - sum(heads) - em(_DOWN) * (len(heads) - 1)) / len(heads)
    if height < em(_LEAST):
        raise DoesNotFit((em(_LEAST) - height) * len(heads), "the panels")
    box = Box(width, height)
    agreement = _agreement([_laid(panel, box, None, lay, sheet) for panel in panels])
    for row, head in enumerate(heads):
        if axis:
            put_ticks(Scale(axis, *agreement["y"]), margin, top - head - height, sheet)
        for column in range(min(columns, len(panels) - row * columns)):
            place = row * columns + column
            left = margin + column * (width + em(_ACROSS))
            sheet.put(titles[place], Spot(left, top, up="top"))
            drawn = _laid(panels[place], box, agreement, lay, sheet)
            sheet.place(drawn.picture(), left, top - head - height)
        top -= head + height + em(_DOWN)


def natural_height(plan: ChartPlan, columns: int, sheet: Sheet, height_of: Height) -> float:
    """Panels as high as they ask for at the width of ``columns``, under their titles, in points."""
    em = sheet.setting.em
    axis, panels = _axis_aside(panels_of(plan))
    width = _width(columns, sheet, ticks_width(axis, sheet))
    titles = [_title(panel, width, sheet).height for panel in panels]
    asked = max(height_of(panel.plan, Sheet(Box(width, sheet.box.height), sheet.setting)) for panel in panels)
    heads = sum(max(row) + em(_UNDER + _DOWN) for row in _rows(titles, columns))
    return heads - em(_DOWN) + max(asked, em(_LEAST + 2)) * math.ceil(len(panels) / columns)


def _width(columns: int, sheet: Sheet, margin: float) -> float:
    return (sheet.box.width - margin - sheet.setting.em(_ACROSS) * (columns - 1)) / columns


def _axis_aside(panels: tuple[Panel, ...]) -> tuple[Axis | None, tuple[Panel, ...]]:
    """The upright axis that all ``panels`` share, and the panels without its numbers; or None, and they as they are."""
    axis = panels[0].plan.y
    if not isinstance(axis, Axis) or not axis.ticks or any(panel.plan.y != axis for panel in panels):
        return None, panels
    bare = replace(axis, ticks=tuple(replace(tick, text="") for tick in axis.ticks))
    return axis, tuple(replace(panel, plan=replace(panel.plan, y=bare)) for panel in panels)


def _title(panel: Panel, width: float, sheet: Sheet) -> TextBlock:
    block = sheet.block(panel.title, width, bold=True)
    if len(block.lines) > _MOST_LINES:
        raise DoesNotFit(sheet.setting.pitch * (len(block.lines) - _MOST_LINES), "the titles of the panels")
    return block


def _rows(items: Sequence[Item], columns: int) -> list[Sequence[Item]]:
    return [items[start : start + columns] for start in range(0, len(items), columns)]


def _laid(panel: Panel, box: Box, agreement: Agreement | None, lay: Lay, sheet: Sheet) -> Sheet:
    """A sheet of its own with the panel on it. Raises DoesNotFit."""
    own = Sheet(box, sheet.setting, agreement or {})
    lay(panel.plan, own)
    return own


def _agreement(sheets: Sequence[Sheet]) -> Agreement:
    """The stretches of scales for which all of ``sheets`` have room."""
    names = {name for sheet in sheets for name in sheet.stretches}
    found: Agreement = {}
    for name in sorted(names):
        stretches = [sheet.stretches[name] for sheet in sheets if name in sheet.stretches]
        found[name] = (max(near for near, _ in stretches), min(far for _, far in stretches))
    return found
