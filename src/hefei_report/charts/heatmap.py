"""``heatmap``: a table of values as shades, in which rows and columns show their pattern.

Use it to see a pattern in a whole table. Shades are compared roughly: print the values, or draw bars where they
matter.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import have_values
from hefei_report.charts.planning.data import Amount, SeriesFields, distinct, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.highlights import Candidate, Highlight, last_known, stand_out
from hefei_report.charts.planning.inks import status_legend
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.charts.planning.scales import ticked_axis
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Cell,
    Cells,
    ChartPlan,
    Ink,
    LegendEntry,
    Ramp,
    Series,
    Tick,
    Value,
)
from hefei_report.document.labels import labels
from hefei_report.evidence.numbers import rounded, tidy
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MOST = 40  # rows or columns
ZERO = Decimal(0)
_FINE = Decimal("0.0001")  # of a scale of colours
EXAMPLE = """
figure:
  id: fig-vacancies
  chart: heatmap
  title: Engineers were hard to find in every district, cooks in none
  caption: Vacancies for each person who looks for work, by occupation and district, 2024
  alt: Heatmap of five occupations in four districts; there are most vacancies for engineers everywhere.
  unit: vacancies per person
  columns: [Shushan, Baohe, Luyang, Yaohai]
  rows:
    - {name: Engineers, values: [3.4, 2.9, 2.6, 2.2], highlight: true}
    - {name: Nurses, values: [1.8, 2.1, 1.9, 1.7]}
    - {name: Electricians, values: [1.6, 1.4, 1.5, 1.9]}
    - {name: Clerks, values: [0.7, 0.6, 0.9, 0.5]}
    - {name: Cooks, values: [0.5, 0.4, 0.6, 0.4]}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """``columns`` and ``rows`` with a value for each; or a CSV file, with its columns ``x`` (rows) and ``y`` (values).

    Shades go from little to much, or both ways from ``midpoint``, which is zero where values have both signs.
    """

    columns: tuple[Text, ...] = ()
    rows: tuple[SeriesFields, ...] = ()
    data: Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    midpoint: Amount | None = None
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The values in one shape, row by row."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    values: tuple[tuple[Value, ...], ...]
    highlights: tuple[bool, ...]


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Cells with their place on a scale of colours; None after reporting why there is nothing to draw."""
    measure = measure_of([amount for row in fields.rows for amount in row.values], context)
    grid = _read(fields, measure, context)
    if grid is None or not _is_drawable(grid, context):
        return None
    rows = zip(grid.rows, grid.values, grid.highlights, strict=True)
    candidates = [Candidate(name, last_known(values), flagged) for name, values, flagged in rows]
    numbers = [value.number for row in grid.values for value in row]
    scale, ramp = _scale([number for number in numbers if number is not None], fields.midpoint, measure)
    cells = tuple(tuple(Cell(value, _place(value, scale)) for value in row) for row in grid.values)
    by_column = zip(grid.columns, zip(*grid.values, strict=True), strict=True)
    return ChartPlan(
        kind="heatmap",
        categories=grid.rows,
        series=tuple(Series(name, values) for name, values in by_column),
        layers=(Cells(cells, ramp, scale, tuple(stand_out(fields.highlight, candidates, context))),),
        unit=measure.name,
        x=_across(grid.columns),
        y=Band(grid.rows),
        legend=_legend(grid, context),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _read(fields: Fields, measure: Measure, context: PlanContext) -> Grid | None:
    if fields.data is not None:
        return _from_file(fields, fields.data, measure, context)
    if not fields.rows or not fields.columns:
        hint = "add 'columns:' with their names, and 'rows:' with values"
        context.diagnostics.error("empty", "this chart has no data", context.span, hint)
        return None
    if not have_values(fields.rows, len(fields.columns), context):
        return None
    values = [[measure.value(amount, status=status_of(row.status)) for amount in row.values] for row in fields.rows]
    return _evenly(
        distinct(fields.columns, context, "series"),
        distinct([row.name for row in fields.rows], context),
        values,
        tuple(row.highlight for row in fields.rows),
        measure,
    )


def _from_file(fields: Fields, path: Text, measure: Measure, context: PlanContext) -> Grid | None:
    read = read_columns(path, fields.x, fields.y, context)
    if read is None:
        return None
    columns = [[measure.value(amount) for amount in amounts] for _, amounts in read.series]
    names = tuple(name for name, _ in read.series)
    return _evenly(
        names, read.labels, list(map(list, zip(*columns, strict=True))), (False,) * len(read.labels), measure
    )


def _evenly(
    columns: tuple[str, ...],
    rows: tuple[str, ...],
    values: Sequence[Sequence[Value]],
    highlights: tuple[bool, ...],
    measure: Measure,
) -> Grid:
    printed = evenly_printed([Series("", tuple(row)) for row in values], measure)
    return Grid(columns, rows, tuple(row.values for row in printed), highlights)


def _is_drawable(grid: Grid, context: PlanContext) -> bool:
    found = context.diagnostics
    for names, what in ((grid.rows, "rows"), (grid.columns, "columns")):
        if len(names) > MOST:
            found.error("too-many-parts", f"{len(names)} {what}", context.span, f"show the {MOST} that matter")
            return False
    if all(value.number is None for row in grid.values for value in row):
        found.error("empty", "this chart has no data", context.span, "add values to 'rows:'")
        return False
    return True


# -------------------------------------------------------------------------------------------- planning


def _scale(numbers: Sequence[Decimal], midpoint: Amount | None, measure: Measure) -> tuple[Axis, Ramp]:
    """The scale of colours between round ends, and which it is; a diverging one reaches equally far both ways."""
    middle = measure.value(midpoint).number if midpoint else None
    if middle is None and min(numbers) < 0 < max(numbers):
        middle = ZERO
    if middle is None:
        return ticked_axis(numbers, measure.text), Ramp.SEQUENTIAL
    reach = max(abs(number - middle) for number in numbers) or Decimal(1)
    around = ticked_axis([-reach, ZERO, reach], measure.text, count=6)
    ticks = tuple(Tick(tick.at + middle, measure.text(tidy(tick.at + middle))) for tick in around.ticks)
    return Axis(around.minimum + middle, around.maximum + middle, ticks), Ramp.DIVERGING


def _place(value: Value, scale: Axis) -> Decimal | None:
    """Where ``value`` is on a scale of colours, from 0 to 1; None where it is missing."""
    if value.number is None:
        return None
    return rounded((value.number - scale.minimum) / (scale.maximum - scale.minimum), _FINE)


def _across(columns: tuple[str, ...]) -> Axis | Band:
    """The names of the columns; numbers at equal distances, such as years, are an axis of which not all are printed."""
    numbers = [decimal_of(name) for name in columns]
    present = [number for number in numbers if number is not None]
    steps = {after - before for before, after in itertools.pairwise(present)}
    if len(present) < len(columns) or len(steps) != 1:
        return Band(columns)
    ticks = tuple(Tick(Decimal(place), name) for place, name in enumerate(columns))
    return Axis(Decimal(0), Decimal(len(columns) - 1), ticks)


def _legend(grid: Grid, context: PlanContext) -> tuple[LegendEntry, ...]:
    values = [value for row in grid.values for value in row]
    missing = any(value.number is None for value in values)
    entry = LegendEntry(labels(context.language).no_data, Ink.QUIET, shape="empty")
    return status_legend(values, context.language) + ((entry,) if missing else ())
