"""``combo``: columns and lines over the same categories, the lines on an axis of their own where their unit differs.

Use it where a rate explains an amount, as growth does. Two axes invite false comparisons: two figures beside each
other are often clearer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.axes import Pair, labelled_pair, one_axis, ticked_pair
from hefei_report.charts.planning.categories import MAX_CATEGORIES, ZERO, have_values, lane_place
from hefei_report.charts.planning.data import Amount, SeriesFields, distinct, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.framing import FrameFields, Ground, Place, read_framing, slots_ground
from hefei_report.charts.planning.highlights import Candidate, Highlight, last_known, stand_out
from hefei_report.charts.planning.inks import status_legend
from hefei_report.charts.planning.measure import Measure, evenly_printed, measure_in, measure_of
from hefei_report.document.chartplan import (
    Band,
    Bar,
    Bars,
    Break,
    ChartPlan,
    Ink,
    Layer,
    LegendEntry,
    Line,
    Point,
    Series,
    Status,
)
from hefei_report.document.labels import labels
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_COLUMNS, MAX_LINES = 3, 3
_LABELLED = 16  # so many values at most are printed at their marks; beyond that axes are read
_COLUMN_INKS = (Ink.PRIMARY, Ink.FIFTH, Ink.CONTEXT)
_LINE_INKS = (Ink.FOURTH, Ink.SECOND, Ink.THIRD)
EXAMPLE = """
figure:
  id: fig-exports-and-growth
  chart: combo
  title: Exports grow while growth slows
  caption: Goods exports and their growth
  alt: Columns of exports from 2021 to 2024, which rise, and a line of their growth, which falls.
  unit: billion yuan
  line-unit: percent
  categories: ["2021", "2022", "2023", "2024"]
  columns:
    - {name: Exports, values: [197.3, 221.8, 232.5, 257.2]}
  lines:
    - {name: Growth, values: [26.4, 12.4, 4.8, 10.6], highlight: true}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(FrameFields):
    """``columns`` and ``lines`` with a value for each of ``categories``, or a CSV file: ``x``, ``y`` for columns and
    ``line-y`` for lines. With ``line-unit`` the lines are read on a second axis, at the right.
    """

    categories: tuple[Text, ...] = ()
    columns: tuple[SeriesFields, ...] = ()
    lines: tuple[SeriesFields, ...] = ()
    line_unit: Text | None = None
    data: Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    line_y: tuple[Text, ...] = ()
    highlight: Highlight | None = None


@dataclass(frozen=True, slots=True)
class Strand:
    """A row of amounts with its name, whatever it was written in."""

    name: str
    amounts: tuple[Amount, ...]
    highlight: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Weave:
    """The data in one shape."""

    labels: tuple[str, ...]
    columns: tuple[Strand, ...]
    lines: tuple[Strand, ...]


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Columns from zero, and lines; each axis says in words and in colour what is read on it."""
    weave = _from_file(fields, fields.data, context) if fields.data else _from_series(fields, context)
    if weave is None or not _is_drawable(weave, context):
        return None
    measure = measure_of([amount for row in weave.columns for amount in row.amounts], context)
    own = _line_measure(fields, weave, measure, context)
    if own is None:
        return None
    second = own is not measure
    units = (measure.name, own.name) if second else ("", "")
    columns = tuple(replace(row, unit=units[0]) for row in _series(weave.columns, measure))
    lines = tuple(replace(row, line=True, secondary=second, unit=units[1]) for row in _series(weave.lines, own))
    columns, lines = _coloured(columns, lines, weave, fields, context)
    if not any(value.number is not None for row in (*columns, *lines) for value in row.values):
        context.diagnostics.error("empty", "this chart has no data", context.span, "add values to its series")
        return None
    labelled = len(columns) == 1 and len(weave.labels) * (1 + len(lines)) <= _LABELLED and len(lines) == 1
    framing = read_framing(fields, measure, context)
    framing.range.check(_numbers(columns) if second else _numbers((*columns, *lines)))
    axes = _axes(columns, lines, framing.numbers, measure, own, labelled=labelled and second)
    ground = _ground(weave.labels, columns, lines)
    breaks = framing.breaks(ground)
    shown = [rows if labelled else tuple(row.unprinted() for row in rows) for rows in (columns, lines)]
    values = [value for row in (*columns, *lines) for value in row.values]
    return ChartPlan(
        kind="combo",
        categories=weave.labels,
        series=(*columns, *lines),
        layers=framing.layers(_layers(shown[0], shown[1], breaks), ground, axes.first, breaks),
        unit="" if second else measure.name,
        x=Band(weave.labels),
        y=axes.first,
        y2=axes.second,
        legend=_legend(columns, lines, second=second) + status_legend(values, context.language),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _from_series(fields: Fields, context: PlanContext) -> Weave | None:
    labels = distinct(fields.categories, context)
    rows = (*fields.columns, *fields.lines)
    names = distinct([row.name for row in rows], context, "series")
    if not have_values(rows, len(labels), context):
        return None
    pairs = zip(names, rows, strict=True)
    strands = tuple(Strand(name, row.values, row.highlight, status_of(row.status)) for name, row in pairs)
    columns = len(fields.columns)
    return Weave(labels, strands[:columns], strands[columns:])


def _from_file(fields: Fields, path: Text, context: PlanContext) -> Weave | None:
    read = read_columns(path, fields.x, (*fields.y, *fields.line_y), context)
    if read is None:
        return None
    strands = tuple(Strand(name, amounts) for name, amounts in read.series)
    return Weave(read.labels, strands[: len(fields.y)], strands[len(fields.y) :])


def _is_drawable(weave: Weave, context: PlanContext) -> bool:
    """Whether there are columns and lines, and no more than a reader tells apart."""
    found = context.diagnostics
    if not (weave.labels and weave.columns and weave.lines):
        missing = "lines" if weave.columns else "columns" if weave.lines else "data"
        hint = "add 'categories:', 'columns:' and 'lines:'; without one of them use 'chart: line' or 'chart: column'"
        found.error("empty", f"this chart has no {missing}", context.span, hint)
    elif len(weave.labels) > MAX_CATEGORIES:
        hint = f"show the {MAX_CATEGORIES} that matter, or draw lines"
        found.error("too-many-parts", f"{len(weave.labels)} categories", context.span, hint)
    elif len(weave.columns) > MAX_COLUMNS or len(weave.lines) > MAX_LINES:
        hint = f"at most {MAX_COLUMNS} series of columns and {MAX_LINES} lines can be told apart; split the figure"
        count = len(weave.columns) + len(weave.lines)
        found.error("too-many-parts", f"{count} series", context.span, hint)
    else:
        return True
    return False


def _line_measure(fields: Fields, weave: Weave, measure: Measure, context: PlanContext) -> Measure | None:
    """``measure`` for lines in the unit of the columns, else their own; None after a complaint."""
    if fields.line_unit is None:
        return measure
    own = measure_in(fields.line_unit, [amount for row in weave.lines for amount in row.amounts], context)
    same = measure.unit is not None and own.unit == measure.unit
    if same or own.name == measure.name:
        message = f"both axes would be in {own.name}"
        hint = "leave out 'line-unit:'; what has one unit is read on one axis"
        context.diagnostics.error("same-unit", message, fields.line_unit.span, hint)
        return None
    return own


# -------------------------------------------------------------------------------------------- planning


def _series(strands: Sequence[Strand], measure: Measure) -> tuple[Series, ...]:
    found = [Series(s.name, tuple(measure.value(a, status=s.status) for a in s.amounts)) for s in strands]
    return evenly_printed(found, measure)


def _coloured(
    columns: Sequence[Series], lines: Sequence[Series], weave: Weave, fields: Fields, context: PlanContext
) -> tuple[tuple[Series, ...], tuple[Series, ...]]:
    """Both with a colour for each series, and the accent for those that stand out."""
    pairs = zip((*columns, *lines), (*weave.columns, *weave.lines), strict=True)
    candidates = [Candidate(row.name, last_known(row.values), strand.highlight) for row, strand in pairs]
    chosen = iter(stand_out(fields.highlight, candidates, context))

    def inked(rows: Sequence[Series], inks: Sequence[Ink]) -> tuple[Series, ...]:
        plain = iter(inks)
        return tuple(row.inked(Ink.ACCENT if next(chosen) else next(plain)) for row in rows)

    return inked(columns, _COLUMN_INKS), inked(lines, _LINE_INKS)


def _numbers(rows: Sequence[Series]) -> list[Decimal | None]:
    return [value.number for row in rows for value in row.values]


def _axes(
    columns: Sequence[Series],
    lines: Sequence[Series],
    also: Sequence[Decimal | None],
    measure: Measure,
    own: Measure,
    *,
    labelled: bool,
) -> Pair:
    """One axis for one unit, else two with their titles: without ticks where values stand at their marks.

    ``also`` is what the axis of the columns must show beside them.
    """
    upright = [*_numbers(columns), *also]
    if own is measure:
        return one_axis([*upright, *_numbers(lines)], measure.text)
    if labelled:
        pair = labelled_pair(upright, _numbers(lines))
    else:
        pair = ticked_pair(upright, _numbers(lines), measure.text, own.text)
    assert pair.second is not None
    return Pair(
        replace(pair.first, title=_title(columns, measure), ink=_axis_ink(columns)),
        replace(pair.second, title=_title(lines, own), ink=_axis_ink(lines)),
    )


def _title(rows: Sequence[Series], measure: Measure) -> str:
    """What an axis measures: the name of its one series with the unit, or the unit alone."""
    name = rows[0].name if len(rows) == 1 else ""
    return labels(measure.context.language).comma.join(part for part in (name, measure.sign) if part)


def _axis_ink(rows: Sequence[Series]) -> Ink:
    return rows[0].ink if len(rows) == 1 else Ink.QUIET


def _ground(labels: Sequence[str], columns: Sequence[Series], lines: Sequence[Series]) -> Ground:
    """The categories, and the columns and points in each of them."""

    def marks(slot: int) -> list[Place]:
        found = []
        for lane, row in enumerate((*columns, *lines)):
            number = row.values[slot].number
            beside = ZERO if row.line else lane_place(lane, len(columns))
            if number is not None:
                found.append(Place(row.name, slot + beside, number, row.secondary))
        return found

    return slots_ground(labels, marks)


def _layers(columns: Sequence[Series], lines: Sequence[Series], breaks: Sequence[Break]) -> tuple[Layer, ...]:
    bars = Bars(
        tuple(
            Bar(slot, ZERO, value.number if value.number is not None else ZERO, value, lane, len(columns))
            for lane, row in enumerate(columns)
            for slot, value in enumerate(row.values)
        )
    )
    return (
        bars,
        *(
            Line(
                tuple(Point(Decimal(slot), value) for slot, value in enumerate(row.values)),
                ink=row.ink,
                breaks_before=tuple(entry.at for entry in breaks),
                secondary=row.secondary,
            )
            for row in lines
        ),
    )


def _legend(columns: Sequence[Series], lines: Sequence[Series], *, second: bool) -> tuple[LegendEntry, ...]:
    """What the titles of the axes don't name."""
    boxes = () if second and len(columns) == 1 else columns
    strokes = () if second and len(lines) == 1 else lines
    return tuple(LegendEntry(row.name, row.ink) for row in boxes) + tuple(
        LegendEntry(row.name, row.ink, shape="line") for row in strokes
    )
