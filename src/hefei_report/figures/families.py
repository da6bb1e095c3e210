"""Which arrangements a plan may have: one entry for each family of charts, found by the layers of the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from hefei_report.document.chartplan import Band, Cells, ChartPlan, Events, Land, Layer, Panels, Ring, Squares, Tiles
from hefei_report.figures import (
    cells,
    chronicle,
    dotrows,
    dumbbells,
    funnels,
    lying,
    maps,
    panels,
    parts,
    races,
    ring,
    rows,
    schedules,
    slopes,
    squares,
    tiles,
    timeline,
    upright,
)
from hefei_report.figures.directnames import may_be_named
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.sheet import Sheet

Layout = Callable[[ChartPlan, Sheet], None]


class _Naming(Protocol):
    """A layout that can set the names of series beside their marks."""

    def __call__(self, plan: ChartPlan, sheet: Sheet, *, direct: bool = False) -> None: ...


COLUMN = 42.0  # em: the width for which a plan's aspect is meant; wider figures don't grow higher
_WIDE = 38.0  # em: from here on events stand along a horizontal line
_TWO_COLUMNS = 50.0  # em


@dataclass(frozen=True, slots=True)
class Family:
    """A family of charts: which plans belong to it, how they are laid out, and how high they want to be.

    ``layouts`` gives the arrangements for a plan in a box of so many ems, the best first. ``natural_height`` is a
    first proposal in points, before anything is laid out, for a plan on a sheet of its width; its last argument are
    the points that the legend takes.
    """

    holds: Callable[[ChartPlan], bool]
    layouts: Callable[[ChartPlan, float], list[Layout]]
    natural_height: Callable[[ChartPlan, Sheet, float], float]


def family_of(plan: ChartPlan) -> Family:
    """The first family that ``plan`` belongs to; the last one takes every plan."""
    return next(family for family in _FAMILIES if family.holds(plan))


def _has(layer: type[Layer]) -> Callable[[ChartPlan], bool]:
    return lambda plan: any(isinstance(one, layer) for one in plan.layers)


def _only(*layouts: Layout) -> Callable[[ChartPlan, float], list[Layout]]:
    return lambda _plan, _ems: list(layouts)


def _named_first(layout: _Naming) -> Callable[[ChartPlan, float], list[Layout]]:
    """``layout`` with names beside the bars where they fit, else with a legend."""

    def layouts(plan: ChartPlan, _ems: float) -> list[Layout]:
        return [partial(layout, direct=True), layout] if may_be_named(plan) else [layout]

    return layouts


def _event_layouts(_plan: ChartPlan, ems: float) -> list[Layout]:
    lists: list[Layout] = [partial(chronicle.lay_chronicle, columns=1)]
    if ems >= _TWO_COLUMNS:
        lists.append(partial(chronicle.lay_chronicle, columns=2))
    return [timeline.lay_timeline, *lists] if ems >= _WIDE else lists


def _height_of_events(plan: ChartPlan, sheet: Sheet, legend: float) -> float:
    ems = sheet.box.width / sheet.setting.size
    if ems >= _WIDE:
        try:
            return legend + timeline.natural_height(plan, sheet)
        except DoesNotFit:
            pass
    return legend + chronicle.natural_height(plan, sheet, 2 if ems >= _TWO_COLUMNS else 1)


def _lay_alone(plan: ChartPlan, sheet: Sheet) -> None:
    """A chart in the first of its arrangements, as one of several that have to look alike."""
    family_of(plan).layouts(plan, sheet.box.width / sheet.setting.size)[0](plan, sheet)


def _panel_layouts(plan: ChartPlan, ems: float) -> list[Layout]:
    counts = panels.counts_of_columns(plan, ems)
    return [partial(panels.lay_panels, columns=count, lay=_lay_alone) for count in counts]


def _height_of_panels(plan: ChartPlan, sheet: Sheet, legend: float) -> float:
    """In as many columns as is best among those whose titles have room. Raises DoesNotFit where none has."""
    *others, last = panels.counts_of_columns(plan, sheet.box.width / sheet.setting.size)

    def alone(plan: ChartPlan, sheet: Sheet) -> float:
        return family_of(plan).natural_height(plan, sheet, 0.0)

    for columns in others:
        try:
            return legend + panels.natural_height(plan, columns, sheet, alone)
        except DoesNotFit:
            continue
    return legend + panels.natural_height(plan, last, sheet, alone)


def _column_width(sheet: Sheet) -> float:
    return min(sheet.box.width, sheet.setting.em(COLUMN))


_FAMILIES = (
    Family(
        _has(Ring),
        _only(ring.lay_ring, ring.lay_ring_with_list, ring.lay_ring_over_list),
        lambda _plan, sheet, legend: legend + ring.natural_height(sheet),
    ),
    Family(
        _has(Squares),
        _only(squares.lay_squares, squares.lay_squares_over_list),
        lambda plan, sheet, legend: legend + squares.natural_height(plan, sheet),
    ),
    Family(
        _has(Tiles),
        _only(tiles.lay_tiles, tiles.lay_tiles_under_legend),
        lambda plan, sheet, legend: legend + tiles.natural_height(plan, _column_width(sheet), sheet),
    ),
    Family(
        _has(Cells),
        _only(cells.lay_printed_cells, cells.lay_keyed_cells),
        lambda plan, sheet, legend: legend + cells.natural_height(plan, sheet),
    ),
    Family(
        _has(Land),
        _only(maps.lay_map),
        lambda plan, sheet, legend: legend + maps.natural_height(plan, _column_width(sheet), sheet),
    ),
    Family(_has(Panels), _panel_layouts, _height_of_panels),
    Family(_has(Events), _event_layouts, _height_of_events),
    Family(
        lambda plan: bool(slopes.slopes_of(plan)),
        _only(slopes.lay_slopes),
        lambda plan, sheet, legend: legend + slopes.natural_height(plan, _column_width(sheet), sheet),
    ),
    Family(
        lambda plan: bool(dumbbells.dumbbells_of(plan)),
        _only(dumbbells.lay_dumbbells),
        lambda plan, sheet, legend: legend + dumbbells.heading_height(plan, sheet) + rows.natural_height(plan, sheet),
    ),
    Family(
        dotrows.has_dot_rows,
        _named_first(dotrows.lay_dot_rows),
        lambda plan, sheet, legend: legend + rows.natural_height(plan, sheet),
    ),
    Family(
        lambda plan: funnels.funnel_of(plan) is not None,
        _only(funnels.lay_funnel),
        lambda plan, sheet, legend: legend + funnels.heading_height(plan, sheet) + rows.natural_height(plan, sheet),
    ),
    Family(
        lambda plan: bool(races.runners_of(plan)),
        _only(races.lay_race),
        lambda plan, sheet, legend: legend + races.natural_height(plan, sheet),
    ),
    Family(
        lambda plan: schedules.schedule_of(plan) is not None,
        _only(schedules.lay_schedule),
        lambda plan, sheet, legend: legend + schedules.heading_height(plan, sheet) + rows.natural_height(plan, sheet),
    ),
    Family(
        parts.is_divided_bar,
        _only(parts.lay_parts, parts.lay_parts_as_list),
        lambda plan, sheet, legend: legend + parts.natural_height(plan, sheet),
    ),
    Family(
        lambda plan: isinstance(plan.y, Band),
        _named_first(lying.lay_lying),
        lambda plan, sheet, legend: legend + rows.natural_height(plan, sheet),
    ),
    Family(
        lambda _plan: True,
        _named_first(upright.lay_upright),
        lambda plan, sheet, legend: plan.aspect * _column_width(sheet) + legend * 0.5,
    ),
)
