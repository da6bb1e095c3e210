"""Plans columns and bars, which differ only in the way they lie: categories with a value, or several, each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, Row, SeriesFields, distinct, report_repeated, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.framing import FrameFields, Framing, Ground, Place, read_framing, slots_ground
from hefei_report.charts.planning.highlights import Candidate, Highlight, last_known, stand_out
from hefei_report.charts.planning.inks import MOST_PARTS, part_inks, row_ink, series_legend, status_legend
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_of
from hefei_report.charts.planning.scales import ROW_ASPECT, bar_axis, ticked_axis
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Bar,
    Bars,
    ChartPlan,
    Ink,
    Layer,
    LegendEntry,
    Marker,
    Markers,
    Series,
    Status,
    Value,
)
from hefei_report.document.labels import status_word
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_CATEGORIES = 40
MAX_SERIES = MOST_PARTS
ZERO = Decimal(0)
_LABELLED = 14  # so many values at most are printed at grouped bars; beyond that an axis is read


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFields(FrameFields):
    """Either ``data`` (rows, or a CSV file with its columns ``x`` and ``y``), or ``categories`` with ``series``."""

    data: tuple[Row, ...] | Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    categories: tuple[Text, ...] = ()
    series: tuple[SeriesFields, ...] = ()
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The data in one shape: labels, and named rows of values; ``targets`` by slot."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    targets: tuple[Marker, ...] = ()


def plan_categories(kind: str, fields: CategoryFields, context: PlanContext, *, lying: bool) -> ChartPlan | None:
    """Columns, or bars when ``lying``; None after reporting why there is nothing to draw."""
    measure = measure_of(amounts_of(fields), context)
    grid = read_grid(fields, measure, context)
    if grid is None:
        return None
    framing = read_framing(fields, measure, context)
    axis, labelled = _axis(grid, framing, measure)
    shown = grid if labelled else _without_texts(grid)
    ground = grid_ground(grid, fields, lying=lying)
    layers: list[Layer] = [Bars(_bars(shown))]
    layers += [Markers(_marked(grid.targets, context))] if grid.targets else []
    return ChartPlan(
        kind=kind,
        categories=grid.labels,
        series=grid.series,
        layers=framing.layers(layers, ground, axis, framing.breaks(ground)),
        unit=measure.name,
        x=axis if lying else Band(grid.labels),
        y=Band(grid.labels) if lying else axis,
        legend=_legend(grid, context),
        aspect=_lying_aspect(grid) if lying else 0.56,
        language=context.language,
    )


def amounts_of(fields: CategoryFields) -> list[Amount]:
    """What an author wrote as values, wherever; nothing of a file."""
    rows = [row.value for row in fields.data] if isinstance(fields.data, tuple) else []
    return rows + [amount for series in fields.series for amount in series.values]


# ---------------------------------------------------------------------------------------- reading data


def read_grid(fields: CategoryFields, measure: Measure, context: PlanContext) -> Grid | None:
    """The data however it was written, or None after a complaint."""
    match fields.data:
        case Text():
            grid = _from_file(fields, fields.data, measure, context)
        case tuple() as rows if rows:
            grid = _from_rows(rows, measure, context)
        case _:
            grid = _from_series(fields, measure, context)
    if grid is None:
        return None
    grid = _highlighted(grid, fields, context)
    return _bounded(replace(grid, series=evenly_printed(grid.series, measure)), context)


def _highlighted(grid: Grid, fields: CategoryFields, context: PlanContext) -> Grid:
    """The colours of the data: what the author wants to stand out, and the rest."""
    if len(grid.series) == 1 and not grid.series[0].name:
        rows = fields.data if isinstance(fields.data, tuple) else ()
        known = [row.label.value for row in rows] if len(rows) == len(grid.labels) else list(grid.labels)
        (alone,) = grid.series
        candidates = [
            Candidate(label, value.number, value.ink is Ink.ACCENT, name)
            for label, value, name in zip(grid.labels, alone.values, known, strict=True)
        ]
        chosen = stand_out(fields.highlight, candidates, context)
        inked = [_inked(value, one, any(chosen)) for value, one in zip(alone.values, chosen, strict=True)]
        return replace(grid, series=(replace(alone, values=tuple(inked), ink=inked[0].ink),))
    candidates = [Candidate(row.name, last_known(row.values), row.ink is Ink.ACCENT) for row in grid.series]
    inks = part_inks(stand_out(fields.highlight, candidates, context))
    return replace(grid, series=tuple(row.inked(ink) for row, ink in zip(grid.series, inks, strict=True)))


def _inked(value: Value, chosen: bool, any_chosen: bool) -> Value:
    """``value`` in its colour; what is grey already, such as a sum of the rest, stays so."""
    return value if value.ink is Ink.CONTEXT and not chosen else replace(value, ink=row_ink(chosen, any_chosen))


def _from_rows(rows: Sequence[Row], measure: Measure, context: PlanContext) -> Grid:
    labels = tuple(_label(row, context) for row in rows)
    report_repeated(labels, [row.label.span for row in rows], context.diagnostics)
    values = tuple(measure.value(row.value, _ink(row.highlight), status_of(row.status)) for row in rows)
    targets = tuple(
        Marker(slot, replace(measure.value(row.target), ink=Ink.TEXT, status=Status.TARGET))
        for slot, row in enumerate(rows)
        if row.target is not None
    )
    return Grid(labels, (Series("", values, values[0].ink),), targets)


def _ink(highlight: bool) -> Ink:
    """What a row says of itself; the others are coloured when all are known."""
    return Ink.ACCENT if highlight else Ink.PRIMARY


def _label(row: Row, context: PlanContext) -> str:
    label = context.plain(row.label)
    return f"{label} ({context.plain(row.note)})" if row.note else label


def _from_series(fields: CategoryFields, measure: Measure, context: PlanContext) -> Grid | None:
    labels = distinct(fields.categories, context)
    if not labels or not fields.series:
        hint = "add 'data:' with rows, or 'categories:' and 'series:'"
        context.diagnostics.error("empty", "this chart has no data", context.span, hint)
        return None
    if not have_values(fields.series, len(labels), context):
        return None
    inks = [_ink(series.highlight) for series in fields.series]
    names = distinct([series.name for series in fields.series], context, "series")
    rows = [
        (name, tuple(measure.value(amount, ink, status_of(series.status)) for amount in series.values), ink)
        for name, series, ink in zip(names, fields.series, inks, strict=True)
    ]
    return Grid(labels, tuple(Series(*row) for row in rows))


def have_values(rows: Sequence[SeriesFields], count: int, context: PlanContext) -> bool:
    """Whether each row has a value for each of ``count`` categories; reports those that don't."""
    wrong = [row for row in rows if len(row.values) != count]
    for row in wrong:
        hint = "write one value for each category, 'null' where it is missing"
        message = f"{len(row.values)} values for {count} categories"
        context.diagnostics.error("wrong-length", message, row.span, hint)
    return not wrong


def _from_file(fields: CategoryFields, path: Text, measure: Measure, context: PlanContext) -> Grid | None:
    columns = read_columns(path, fields.x, fields.y, context)
    if columns is None:
        return None
    if len(columns.series) == 1:
        values = tuple(measure.value(amount) for amount in columns.series[0][1])
        return Grid(columns.labels, (Series("", values),))
    series = tuple(Series(name, tuple(measure.value(amount) for amount in amounts)) for name, amounts in columns.series)
    return Grid(columns.labels, series)


def _bounded(grid: Grid, context: PlanContext) -> Grid | None:
    """``grid`` unless it holds more than a reader can take in."""
    if len(grid.labels) > MAX_CATEGORIES:
        hint = f"show the {MAX_CATEGORIES} that matter, or draw a line"
        context.diagnostics.error("too-many-parts", f"{len(grid.labels)} categories", context.span, hint)
        return None
    if len(grid.series) > MAX_SERIES:
        hint = f"at most {MAX_SERIES} series can be told apart side by side; draw lines, or small multiples"
        context.diagnostics.error("too-many-parts", f"{len(grid.series)} series", context.span, hint)
        return None
    return grid


# -------------------------------------------------------------------------------------------- planning


def grid_ground(grid: Grid, fields: CategoryFields, *, lying: bool) -> Ground:
    """The categories, and the ends of the bars in each of them."""
    lanes = len(grid.series)
    rows = fields.data if isinstance(fields.data, tuple) else ()

    def marks(slot: int) -> list[Place]:
        found = []
        for lane, series in enumerate(grid.series):
            number = series.values[slot].number
            if number is not None:
                found.append(Place(series.name, slot + lane_place(lane, lanes), number))
        return found

    return slots_ground(grid.labels, marks, lying=lying, names=[row.label.value for row in rows])


def lane_place(lane: int, lanes: int) -> Decimal:
    """How far the middle of one of several bars is from the middle of its slot, as a part of all their width."""
    return (lane - (lanes - 1) * Decimal("0.5")) / lanes


def _axis(grid: Grid, framing: Framing, measure: Measure) -> tuple[Axis, bool]:
    """The value axis, and whether values are printed at the bars (then the axis needs no ticks)."""
    numbers = [value.number for series in grid.series for value in series.values]
    numbers += [marker.value.number for marker in grid.targets]
    framing.range.check(numbers)
    numbers += framing.numbers
    if len(grid.series) == 1 or len(grid.series) * len(grid.labels) <= _LABELLED:
        return bar_axis(numbers), True
    return measure.in_words(ticked_axis(numbers, measure.text, from_zero=True)), False


def _lying_aspect(grid: Grid) -> float:
    """Room for a row of bars for each category, and one for whatever stands above them."""
    return ROW_ASPECT * (1 + len(grid.labels) * (1 + 0.6 * (len(grid.series) - 1)))


def _without_texts(grid: Grid) -> Grid:
    return replace(grid, series=tuple(series.unprinted() for series in grid.series))


def _bars(grid: Grid) -> tuple[Bar, ...]:
    lanes = len(grid.series)
    return tuple(
        Bar(slot, ZERO, value.number if value.number is not None else ZERO, value, lane, lanes, series=lane)
        for lane, series in enumerate(grid.series)
        for slot, value in enumerate(series.values)
    )


def _marked(targets: tuple[Marker, ...], context: PlanContext) -> tuple[Marker, ...]:
    """A single target says in words what it is; of several the legend says it."""
    if len(targets) > 1:
        return targets
    word = status_word(Status.TARGET, context.language)
    return tuple(replace(m, value=replace(m.value, text=f"{word} {m.value.text}")) for m in targets if m.value.text)


def _legend(grid: Grid, context: PlanContext) -> tuple[LegendEntry, ...]:
    named = len(grid.series) > 1
    entries = series_legend(grid.series) if named else ()
    values = [value for series in grid.series for value in series.values]
    entries += status_legend(values, context.language)
    if len(grid.targets) > 1:
        entries += (LegendEntry(status_word(Status.TARGET, context.language), Ink.TEXT, Status.TARGET, "tick"),)
    return entries
