"""``stacked-bar``: what a whole is made of, as one divided bar or as several to compare.

Use it for a few parts of a whole. Parts in the middle have no common ground: to compare them draw bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import have_values
from hefei_report.charts.planning.data import Amount, Part, SeriesFields, distinct, report_repeated, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.highlights import Candidate, Highlight, last_known, stand_out
from hefei_report.charts.planning.inks import MOST_PARTS, part_inks, series_legend, status_legend
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.charts.planning.scales import ROW_ASPECT
from hefei_report.charts.planning.shares import rounding_remarks, shares, total
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Bar,
    Bars,
    ChartPlan,
    Series,
    Status,
    Value,
)
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_BARS = 30
EXAMPLE = """
figure:
  id: fig-made-of
  chart: stacked-bar
  title: Machinery is four fifths of exports
  caption: Goods exports in 2024 by group
  alt: One stacked bar of exports, of which machinery is by far the largest part.
  unit: billion yuan
  data:
    - {label: Machinery and electrical goods, value: 206.54, highlight: true}
    - {label: All other goods, value: 50.66}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarFields:
    """One of several bars, with its parts from left to right."""

    span: Span
    label: Text
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The parts of one bar in ``data``; several bars in ``bars``, as ``categories`` with ``series``, the parts, or in a
    file (``x`` bars, ``y`` parts).

    With ``share`` every bar is 100 percent.
    """

    data: tuple[Part, ...] | Text | None = None
    bars: tuple[BarFields, ...] = ()
    categories: tuple[Text, ...] = ()
    series: tuple[SeriesFields, ...] = ()
    x: Text | None = None
    y: tuple[Text, ...] = ()
    highlight: Highlight | None = None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What an author wrote for one part of one bar."""

    amount: Amount
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Stack:
    """All bars in one shape: a cell, or None, for each bar of each part."""

    bars: tuple[str, ...]
    parts: tuple[str, ...]
    cells: tuple[tuple[Cell | None, ...], ...]  # by part, then by bar
    highlights: tuple[bool, ...]


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Bars from zero, divided; parts of one bar bear their names, those of several are in the legend."""
    stack = _read(fields, context)
    if stack is None or not _is_drawable(stack, context):
        return None
    cells = [cell for row in stack.cells for cell in row if cell is not None]
    measure = measure_of([cell.amount for cell in cells], context)
    series = _coloured(evenly_printed(_series(stack, measure), measure), stack, fields, context)
    if not _are_parts(stack, series, context):
        return None
    if fields.share:
        series = shares(series)
    alone = len(stack.bars) == 1
    bars, longest = _bars(series, named=alone)
    values = [value for row in series for value in row.values]
    names = () if alone else series_legend(series)
    return ChartPlan(
        kind="stacked-bar",
        categories=stack.bars,
        series=series,
        layers=(Bars(bars),),
        unit="%" if fields.share else measure.name,
        x=Axis(Decimal(0), Decimal(100) if fields.share else longest),
        y=Band(stack.bars),
        legend=names + status_legend(values, context.language),
        aspect=0.24 if alone else ROW_ASPECT * (2 + len(stack.bars)),
        remarks=rounding_remarks(series, context.language) if fields.share else (),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _read(fields: Fields, context: PlanContext) -> Stack | None:
    match fields.data:
        case Text():
            return _from_file(fields, fields.data, context)
        case tuple() as rows if rows:
            whole: tuple[tuple[str, tuple[Part, ...]], ...] = (("", rows),)
        case _ if fields.series:
            return _from_series(fields, context)
        case _:
            bars = distinct([bar.label for bar in fields.bars], context)
            whole = tuple((name, bar.parts) for name, bar in zip(bars, fields.bars, strict=True))
    labels = [[context.plain(row.label) for row in rows] for _, rows in whole]
    for names, (_, rows) in zip(labels, whole, strict=True):
        report_repeated(names, [row.span for row in rows], context.diagnostics)
    parts = tuple(dict.fromkeys(label for names in labels for label in names))
    found = [dict(zip(names, rows, strict=True)) for names, (_, rows) in zip(labels, whole, strict=True)]
    cells = tuple(tuple(_cell(rows.get(part)) for rows in found) for part in parts)
    chosen = tuple(any(part in rows and rows[part].highlight for rows in found) for part in parts)
    return Stack(tuple(name for name, _ in whole), parts, cells, chosen)


def _from_series(fields: Fields, context: PlanContext) -> Stack | None:
    if not have_values(fields.series, len(fields.categories), context):
        return None
    bars = distinct(fields.categories, context)
    parts = distinct([row.name for row in fields.series], context, "series")
    cells = tuple(tuple(Cell(amount, status_of(row.status)) for amount in row.values) for row in fields.series)
    chosen = tuple(row.highlight for row in fields.series)
    return Stack(bars, parts, cells, chosen)


def _cell(row: Part | None) -> Cell | None:
    return Cell(row.value, status_of(row.status)) if row else None


def _from_file(fields: Fields, path: Text, context: PlanContext) -> Stack | None:
    columns = read_columns(path, fields.x, fields.y, context)
    if columns is None:
        return None
    parts = tuple(name for name, _ in columns.series)
    cells = tuple(tuple(Cell(amount) for amount in amounts) for _, amounts in columns.series)
    return Stack(columns.labels, parts, cells, (False,) * len(parts))


def _is_drawable(stack: Stack, context: PlanContext) -> bool:
    if not stack.parts or not stack.bars:
        hint = "add 'data:' with the parts of one bar, or 'bars:'"
        context.diagnostics.error("empty", "this chart has no data", context.span, hint)
    elif len(stack.parts) > MOST_PARTS:
        hint = f"put the smallest together so that {MOST_PARTS} are left"
        context.diagnostics.error("too-many-parts", f"{len(stack.parts)} parts", context.span, hint)
    elif len(stack.bars) > MAX_BARS:
        hint = f"show the {MAX_BARS} that matter"
        context.diagnostics.error("too-many-parts", f"{len(stack.bars)} bars", context.span, hint)
    else:
        return True
    return False


# -------------------------------------------------------------------------------------------- planning


def _series(stack: Stack, measure: Measure) -> tuple[Series, ...]:
    return tuple(
        Series(name, tuple(measure.value(cell.amount, status=cell.status) if cell else Value(None) for cell in cells))
        for name, cells in zip(stack.parts, stack.cells, strict=True)
    )


def _coloured(series: Sequence[Series], stack: Stack, fields: Fields, context: PlanContext) -> tuple[Series, ...]:
    """A colour for each part; a rule asks for what it is of the last bar."""
    pairs = zip(series, stack.highlights, strict=True)
    candidates = [Candidate(row.name, last_known(row.values), flagged) for row, flagged in pairs]
    inks = part_inks(stand_out(fields.highlight, candidates, context))
    return tuple(row.inked(ink) for row, ink in zip(series, inks, strict=True))


def _are_parts(stack: Stack, series: Sequence[Series], context: PlanContext) -> bool:
    """Whether all values can be parts of a whole: none negative, and each bar adds up to something."""
    for cells, row in zip(stack.cells, series, strict=True):
        for cell, value in zip(cells, row.values, strict=True):
            if cell and value.number is not None and value.number < 0:
                hint = "draw bars side by side with 'chart: bar'"
                context.diagnostics.error("bad-number", "a part can't be negative", cell.amount.span, hint)
                return False
    if all(total(series, slot) == 0 for slot in range(len(stack.bars))):
        context.diagnostics.error("empty", "the parts add up to nothing", context.span, "add values above zero")
        return False
    return True


def _bars(series: Sequence[Series], *, named: bool) -> tuple[tuple[Bar, ...], Decimal]:
    """The parts in their places, and the length of the longest bar."""
    ends = [Decimal(0)] * len(series[0].values)
    bars: list[Bar] = []
    for number, row in enumerate(series):
        for slot, value in enumerate(row.values):
            if value.number:
                start, ends[slot] = ends[slot], ends[slot] + value.number
                name = row.name if named else ""
                bars.append(Bar(slot, start, ends[slot], value, inside=True, name=name, series=number))
    return tuple(bars), max(ends)
