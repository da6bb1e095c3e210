"""``range``: how far each category reaches, from low to high, with a point in between where there is one.

Use it for how far something reaches, from the lowest to the highest. For two moments draw dumbbells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import MAX_CATEGORIES, ZERO
from hefei_report.charts.planning.data import Amount, distinct
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.framing import FrameFields, Place, read_framing, slots_ground
from hefei_report.charts.planning.highlights import Candidate, Highlight, stand_out
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.charts.planning.scales import ROW_ASPECT
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import Band, ChartPlan, Extent, Extents, Ink, LegendEntry, Series, Value
from hefei_report.document.labels import labels
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_ENDS, _ENDS_AND_POINT = 2, 3
EXAMPLE = """
figure:
  id: fig-house-prices
  chart: range
  title: In the new districts a good address costs twice a plain one
  caption: Prices of new flats in 2024, by district
  alt: Ranges of prices in five districts with their medians; the range is widest in the lake district.
  unit: thousand yuan per square metre
  value: Median
  data:
    - {label: Lake district, low: 14.2, high: 31.5, value: 22.8, highlight: true}
    - {label: Government district, low: 19.6, high: 29.8, value: 24.1}
    - {label: High-tech zone, low: 16.3, high: 26.4, value: 20.7}
    - {label: Old town, low: 12.8, high: 19.9, value: 15.6}
    - {label: Northern suburbs, low: 8.1, high: 12.7, value: 9.9}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRow:
    """One category from ``low`` to ``high``; ``value`` is the point in between."""

    span: Span
    label: Text
    low: Amount
    high: Amount
    value: Amount | None = None
    highlight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(FrameFields):
    """Rows in ``data``, with ``low``, ``high`` and ``value`` saying what their values are; or a file with the columns
    ``x`` and ``y``: low, high and, if there is a third, the point.
    """

    data: tuple[RangeRow, ...] | Text
    low: Text | None = None
    high: Text | None = None
    value: Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """A row in one shape, whatever it was written in."""

    label: str
    low: Amount
    high: Amount
    value: Amount | None
    highlight: bool = False
    known: str = ""  # what its author may call it, too


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A bar from low to high in each row, with both numbers at its ends and that of its point above it."""
    rows = _read(fields, context)
    if not rows:
        return None
    measure = measure_of([amount for row in rows for amount in (row.low, row.high)], context)
    extents = _coloured(_extents(rows, measure), rows, fields, context)
    if not _are_in_order(rows, extents, context):
        return None
    series = _series(extents, fields, context)
    framing = read_framing(fields, measure, context, grounded=False)
    numbers = [value.number for row in series for value in row.values]
    axis = framing.range.axis([*numbers, *framing.numbers], measure.text)
    axis = axis if axis.log else replace(axis, ticks=(), grid=False)
    names = tuple(row.label for row in rows)
    ground = slots_ground(names, lambda slot: _places(slot, series), lying=True)
    return ChartPlan(
        kind="range",
        categories=names,
        series=series,
        layers=framing.layers([Extents(extents)], ground, axis, framing.breaks(ground)),
        unit=measure.name,
        x=axis,
        y=Band(names),
        legend=_legend(fields, extents, context),
        aspect=ROW_ASPECT * (2 + len(rows) * 1.3),
        remarks=framing.remarks(axis, measure, upright=False),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _read(fields: Fields, context: PlanContext) -> tuple[Reach, ...]:
    """The rows however they were written, none after a complaint."""
    found = _from_file(fields, fields.data, context) if isinstance(fields.data, Text) else _from_rows(fields, context)
    if found is not None and not found:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add rows to 'data:'")
    if found is not None and len(found) > MAX_CATEGORIES:
        hint = f"show the {MAX_CATEGORIES} that matter"
        context.diagnostics.error("too-many-parts", f"{len(found)} rows", context.span, hint)
        return ()
    return found or ()


def _from_rows(fields: Fields, context: PlanContext) -> tuple[Reach, ...]:
    rows = fields.data if isinstance(fields.data, tuple) else ()
    names = distinct([row.label for row in rows], context)
    return tuple(
        Reach(name, row.low, row.high, row.value, row.highlight, row.label.value)
        for name, row in zip(names, rows, strict=True)
    )


def _from_file(fields: Fields, path: Text, context: PlanContext) -> tuple[Reach, ...] | None:
    if len(fields.y) not in (0, _ENDS, _ENDS_AND_POINT):
        message, hint = f"{len(fields.y)} columns", "name the columns of low and high in 'y:', and that of the point"
        context.diagnostics.error("wrong-length", message, fields.y[0].span, hint)
        return None
    read = read_columns(path, fields.x, fields.y, context)
    if read is None:
        return None
    columns = [amounts for _, amounts in read.series]
    points: Sequence[Amount | None] = columns[_ENDS] if len(columns) > _ENDS else [None] * len(read.labels)
    rows = zip(read.labels, columns[0], columns[1], points, strict=True)
    return tuple(Reach(*row) for row in rows)


def _are_in_order(rows: Sequence[Reach], extents: Sequence[Extent], context: PlanContext) -> bool:
    """Whether each range has both ends or none, begins below its end, and holds its point; reports the others."""
    before = len(context.diagnostics)
    for row, extent in zip(rows, extents, strict=True):
        low, high = extent.low.number, extent.high.number
        point = extent.value.number if extent.value else None
        found = context.diagnostics
        if (low is None) != (high is None):
            hint = "write both 'low' and 'high', or 'null' for both"
            found.error("missing-key", "this range has one end", (row.low if low is None else row.high).span, hint)
        elif low is not None and high is not None and low > high:
            hint = "write the smaller number in 'low', the larger in 'high'"
            found.error("bad-number", "this range ends below its beginning", row.high.span, hint)
        elif low is not None and high is not None and point is not None and row.value and not low <= point <= high:
            hint = "correct it, or widen the range"
            found.error("bad-number", "this point is outside of its range", row.value.span, hint)
    if not any(extent.low.number is not None for extent in extents) and len(context.diagnostics) == before:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add values to its rows")
    return len(context.diagnostics) == before


# -------------------------------------------------------------------------------------------- planning


def _extents(rows: Sequence[Reach], measure: Measure) -> tuple[Extent, ...]:
    """The rows as marks, in evenly exact numbers."""
    lows = tuple(measure.value(row.low) for row in rows)
    highs = tuple(measure.value(row.high) for row in rows)
    middles = tuple(measure.value(row.value, Ink.PRIMARY) if row.value else Value(None) for row in rows)
    low, high, middle = evenly_printed([Series("", values) for values in (lows, highs, middles)], measure)
    return tuple(
        Extent(slot, first, last, point if None not in (point.number, first.number) else None)
        for slot, (first, last, point) in enumerate(zip(low.values, high.values, middle.values, strict=True))
    )


def _coloured(
    extents: Sequence[Extent], rows: Sequence[Reach], fields: Fields, context: PlanContext
) -> tuple[Extent, ...]:
    """Bars in grey, and in the accent where they stand out; rules may ask for ``low``, ``high`` and the point."""
    candidates = [
        Candidate(
            row.label,
            extent.value.number if extent.value else None,
            row.highlight,
            row.known,
            (("low", extent.low.number), ("high", extent.high.number)),
        )
        for extent, row in zip(extents, rows, strict=True)
    ]
    inks = [Ink.ACCENT if one else Ink.CONTEXT for one in stand_out(fields.highlight, candidates, context)]
    return tuple(
        replace(one, ink=ink, low=replace(one.low, ink=ink), high=replace(one.high, ink=ink))
        for one, ink in zip(extents, inks, strict=True)
    )


def _series(extents: Sequence[Extent], fields: Fields, context: PlanContext) -> tuple[Series, ...]:
    """Low and high, and the points if there are some."""
    words = labels(context.language)
    ends = (
        Series(context.plain(fields.low) or words.low, tuple(extent.low for extent in extents), Ink.CONTEXT),
        Series(context.plain(fields.high) or words.high, tuple(extent.high for extent in extents), Ink.CONTEXT),
    )
    if not any(extent.value for extent in extents):
        return ends
    points = tuple(extent.value or Value(None) for extent in extents)
    return (*ends, Series(context.plain(fields.value), points, Ink.PRIMARY))


def _places(slot: int, series: Sequence[Series]) -> list[Place]:
    found = ((row.name, row.values[slot].number) for row in series)
    return [Place(name, slot + ZERO, number) for name, number in found if number is not None]


def _legend(fields: Fields, extents: Sequence[Extent], context: PlanContext) -> tuple[LegendEntry, ...]:
    """What the ends of the bars and the points are, where the author says so."""
    ends = [context.plain(text) for text in (fields.low, fields.high) if text is not None]
    entries: tuple[LegendEntry, ...] = (
        (LegendEntry(" – ".join(ends), Ink.CONTEXT, shape="line"),) if len(ends) == _ENDS else ()
    )
    if fields.value is not None and any(extent.value for extent in extents):
        entries += (LegendEntry(context.plain(fields.value), Ink.PRIMARY, shape="dot"),)
    return entries
