"""Which arrangements a plan may have: one entry for each family of charts, found by the layers of the plan."""

from __future__ import annotations

import functools
from collections.abc import Callable
from functools import partial
from typing import Protocol

from hefei_report.document.chartplan import (
    Band,
    Bars,
    Cells,
    ChartPlan,
    Dumbbells,
    Events,
    Extents,
    Land,
    Layer,
    Panels,
    Ring,
    Slopes,
    Squares,
    Stems,
    Tiles,
)
from hefei_report.document.progresslayers import Funnel, Race, Schedule
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.sheet import Sheet
from hefei_report.records import dataclass

Layout = Callable[[ChartPlan, Sheet], None]


class _Naming(Protocol):
    """A layout that can set the names of series beside their marks."""

    def __call__(self, plan: ChartPlan, sheet: Sheet, *, direct: bool = False) -> None: ...


COLUMN = 42.0  # em: the width for which a plan's aspect is meant; wider figures don't grow higher
_WIDE = 38.0  # em: from here on events stand along a horizontal line
_TWO_COLUMNS = 50.0  # em


@dataclass(frozen=True, slots=True)
class Family:
    """A family of charts: how its plans are laid out, and how high they want to be.

    ``layouts`` gives the arrangements for a plan in a box of so many ems, the best first. ``natural_height`` is a
    first proposal in points, before anything is laid out, for a plan on a sheet of its width; its last argument are
    the points that the legend takes.
    """

    layouts: Callable[[ChartPlan, float], list[Layout]]
    natural_height: Callable[[ChartPlan, Sheet, float], float]


def family_of(plan: ChartPlan) -> Family:
    """The first family that ``plan`` belongs to; the last one takes every plan."""
    return next(_loaded(load) for holds, load in _FAMILIES if holds(plan))


@functools.cache
def _loaded(load: Callable[[], Family]) -> Family:
    return load()


def _has(*layers: type[Layer]) -> Callable[[ChartPlan], bool]:
    return lambda plan: any(isinstance(one, layers) for one in plan.layers)


def _is_divided_bar(plan: ChartPlan) -> bool:
    """Whether ``plan`` is a single bar whose parts bear names."""
    layers = plan.layers
    return (
        len(layers) == 1 and isinstance(layers[0], Bars) and all(bar.name and bar.slot == 0 for bar in layers[0].bars)
    )


def _lies(plan: ChartPlan) -> bool:
    return isinstance(plan.y, Band)


def _only(*layouts: Layout) -> Callable[[ChartPlan, float], list[Layout]]:
    return lambda _plan, _ems: list(layouts)


def _named_first(layout: _Naming) -> Callable[[ChartPlan, float], list[Layout]]:
    """``layout`` with names beside the bars where they fit, else with a legend."""

    from hefei_report.figures.directnames import may_be_named

    def layouts(plan: ChartPlan, _ems: float) -> list[Layout]:
        return [partial(layout, direct=True), layout] if may_be_named(plan) else [layout]

    return layouts


def _lay_alone(plan: ChartPlan, sheet: Sheet) -> None:
    """A chart in the first of its arrangements, as one of several that have to look alike."""
    family_of(plan).layouts(plan, sheet.box.width / sheet.setting.size)[0](plan, sheet)


def _height_alone(plan: ChartPlan, sheet: Sheet) -> float:
    return family_of(plan).natural_height(plan, sheet, 0.0)


def _column_width(sheet: Sheet) -> float:
    return min(sheet.box.width, sheet.setting.em(COLUMN))


# ---------------------------------------------------------------------------------------- the families
# Each names its modules where they are first needed: a report of columns loads no map.


def _ring() -> Family:
    from hefei_report.figures import ring

    return Family(
        _only(ring.lay_ring, ring.lay_ring_with_list, ring.lay_ring_over_list),
        lambda _plan, sheet, legend: legend + ring.natural_height(sheet),
    )


def _squares() -> Family:
    from hefei_report.figures import squares

    return Family(
        _only(squares.lay_squares, squares.lay_squares_over_list),
        lambda plan, sheet, legend: legend + squares.natural_height(plan, sheet),
    )


def _tiles() -> Family:
    from hefei_report.figures import tiles

    return Family(
        _only(tiles.lay_tiles, tiles.lay_tiles_under_legend),
        lambda plan, sheet, legend: legend + tiles.natural_height(plan, _column_width(sheet), sheet),
    )


def _cells() -> Family:
    from hefei_report.figures import cells

    return Family(
        _only(cells.lay_printed_cells, cells.lay_keyed_cells),
        lambda plan, sheet, legend: legend + cells.natural_height(plan, sheet),
    )


def _map() -> Family:
    from hefei_report.figures import maps

    return Family(
        _only(maps.lay_map),
        lambda plan, sheet, legend: legend + maps.natural_height(plan, _column_width(sheet), sheet),
    )


def _panels() -> Family:
    from hefei_report.figures import panels

    def layouts(plan: ChartPlan, ems: float) -> list[Layout]:
        counts = panels.counts_of_columns(plan, ems)
        return [partial(panels.lay_panels, columns=count, lay=_lay_alone) for count in counts]

    def natural_height(plan: ChartPlan, sheet: Sheet, legend: float) -> float:
        """In as many columns as is best among those whose titles have room. Raises DoesNotFit where none has."""
        *others, last = panels.counts_of_columns(plan, sheet.box.width / sheet.setting.size)
        for columns in others:
            try:
                return legend + panels.natural_height(plan, columns, sheet, _height_alone)
            except DoesNotFit:
                continue
        return legend + panels.natural_height(plan, last, sheet, _height_alone)

    return Family(layouts, natural_height)


def _events() -> Family:
    from hefei_report.figures import chronicle, timeline

    def layouts(_plan: ChartPlan, ems: float) -> list[Layout]:
        lists: list[Layout] = [partial(chronicle.lay_chronicle, columns=1)]
        if ems >= _TWO_COLUMNS:
            lists.append(partial(chronicle.lay_chronicle, columns=2))
        return [timeline.lay_timeline, *lists] if ems >= _WIDE else lists

    def natural_height(plan: ChartPlan, sheet: Sheet, legend: float) -> float:
        ems = sheet.box.width / sheet.setting.size
        if ems >= _WIDE:
            try:
                return legend + timeline.natural_height(plan, sheet)
            except DoesNotFit:
                pass
        return legend + chronicle.natural_height(plan, sheet, 2 if ems >= _TWO_COLUMNS else 1)

    return Family(layouts, natural_height)


def _slopes() -> Family:
    from hefei_report.figures import slopes

    return Family(
        _only(slopes.lay_slopes),
        lambda plan, sheet, legend: legend + slopes.natural_height(plan, _column_width(sheet), sheet),
    )


def _dumbbells() -> Family:
    from hefei_report.figures import dumbbells, rows

    return Family(
        _only(dumbbells.lay_dumbbells),
        lambda plan, sheet, legend: legend + dumbbells.heading_height(plan, sheet) + rows.natural_height(plan, sheet),
    )


def _dot_rows() -> Family:
    from hefei_report.figures import dotrows, rows

    return Family(
        _named_first(dotrows.lay_dot_rows),
        lambda plan, sheet, legend: legend + rows.natural_height(plan, sheet),
    )


def _funnel() -> Family:
    from hefei_report.figures import funnels, rows

    return Family(
        _only(funnels.lay_funnel),
        lambda plan, sheet, legend: legend + funnels.heading_height(plan, sheet) + rows.natural_height(plan, sheet),
    )


def _race() -> Family:
    from hefei_report.figures import races

    return Family(
        _only(races.lay_race),
        lambda plan, sheet, legend: legend + races.natural_height(plan, sheet),
    )


def _schedule() -> Family:
    from hefei_report.figures import rows, schedules

    return Family(
        _only(schedules.lay_schedule),
        lambda plan, sheet, legend: legend + schedules.heading_height(plan, sheet) + rows.natural_height(plan, sheet),
    )


def _divided_bar() -> Family:
    from hefei_report.figures import parts

    return Family(
        _only(parts.lay_parts, parts.lay_parts_as_list),
        lambda plan, sheet, legend: legend + parts.natural_height(plan, sheet),
    )


def _lying() -> Family:
    from hefei_report.figures import lying, rows

    return Family(
        _named_first(lying.lay_lying),
        lambda plan, sheet, legend: legend + rows.natural_height(plan, sheet),
    )


def _upright() -> Family:
    from hefei_report.figures import upright

    return Family(
        _named_first(upright.lay_upright),
        lambda plan, sheet, legend: plan.aspect * _column_width(sheet) + legend * 0.5,
    )


_FAMILIES: tuple[tuple[Callable[[ChartPlan], bool], Callable[[], Family]], ...] = (
    (_has(Ring), _ring),
    (_has(Squares), _squares),
    (_has(Tiles), _tiles),
    (_has(Cells), _cells),
    (_has(Land), _map),
    (_has(Panels), _panels),
    (_has(Events), _events),
    (_has(Slopes), _slopes),
    (_has(Dumbbells), _dumbbells),
    (_has(Stems, Extents), _dot_rows),
    (_has(Funnel), _funnel),
    (_has(Race), _race),
    (_has(Schedule), _schedule),
    (_is_divided_bar, _divided_bar),
    (_lies, _lying),
    (lambda _plan: True, _upright),
)
