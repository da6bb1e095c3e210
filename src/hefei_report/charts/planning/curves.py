"""Reads the data of line charts, and finds out whether its labels are moments in time, numbers or just names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.calendar import calendar_ticks
from hefei_report.charts.planning.data import LineRow, LineSeries, distinct, report_repeated, status_of
from hefei_report.charts.planning.dates import Grain, fiscal_year, grain_of, year_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.framing import Ground, Place, slots_ground
from hefei_report.charts.planning.highlights import Candidate, Highlight, last_known, stand_out
from hefei_report.charts.planning.inks import SERIES, series_inks
from hefei_report.charts.planning.measure import Measure, evenly_printed
from hefei_report.charts.planning.oddlabels import report_odd_labels
from hefei_report.charts.planning.scales import ticked_axis
from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import Axis, Band, Ink, Series, Tick, Value
from hefei_report.evidence.numbers import plain_number
from hefei_report.outline.schema import decimal_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_LINES = 12
MAX_POINTS = 10_000
_TICKED_YEARS = 8  # so many years with data at most are ticked one by one
_YEAR_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
_MOST_YEARS = 16


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: as many labels as values; ``places`` are where the labels are written."""

    name: str
    labels: tuple[str, ...]
    values: tuple[Value, ...]
    ink: Ink
    places: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """The horizontal axis, and where its distinct labels are, from left to right."""

    spots: Mapping[str, Decimal]
    axis: Axis | Band

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.spots)

    @property
    def positions(self) -> tuple[Decimal, ...]:
        return tuple(self.spots.values())

    def at(self, label: str) -> Decimal | None:
        """The place of ``label``, also of a moment or number between the labels; None if it has none."""
        if label in self.spots:
            return self.spots[label]
        if isinstance(self.axis, Band):
            return None
        place = year_of(label) or decimal_of(label)
        return place if place is not None and self.axis.minimum <= place <= self.axis.maximum else None


def place_labels(labels: Sequence[str], language: str) -> Places:
    """The axis on which all ``labels`` have a place: of time, else of numbers, else of names in order."""
    distinct = tuple(dict.fromkeys(labels))
    moments = [moment for label in distinct if (moment := year_of(label)) is not None]
    grains = {grain_of(label) for label in distinct} if len(moments) == len(distinct) else set()
    if grains and (Grain.FISCAL not in grains or len(grains) == 1):
        return _scaled(distinct, moments, _time_axis(moments, max(grains), language))
    numbers = [number for label in distinct if (number := decimal_of(label)) is not None]
    if len(numbers) == len(distinct):
        around = ticked_axis(numbers, plain_number, count=6)
        low, high = min(numbers), max(numbers)
        ticks = tuple(tick for tick in around.ticks if low <= tick.at <= high)
        return _scaled(distinct, numbers, Axis(low, high if high > low else low + 1, ticks))
    return Places({label: Decimal(slot) for slot, label in enumerate(distinct)}, Band(distinct))


def _scaled(labels: Sequence[str], positions: Sequence[Decimal], axis: Axis) -> Places:
    pairs = sorted(zip(positions, labels, strict=True))
    return Places({label: place for place, label in pairs}, axis)


def _time_axis(moments: Sequence[Decimal], grain: Grain, language: str) -> Axis:
    """From the first to the last of ``moments``, with ticks at natural steps."""
    low, high = min(moments), max(moments)
    end = high if high > low else low + 1
    if grain is Grain.FISCAL:
        return Axis(low, end, tuple(Tick(Decimal(year), fiscal_year(year)) for year in _years(moments)))
    if grain is Grain.YEAR:
        return Axis(low, end, tuple(Tick(Decimal(year), str(year)) for year in _years(moments)))
    return Axis(low, end, calendar_ticks(low, end, grain, language))


def _years(moments: Sequence[Decimal]) -> list[int]:
    """The years to tick: those that have data if they are few, else a round step apart."""
    low, high = int(min(moments)), int(max(moments))
    years = sorted({int(moment) for moment in moments})
    if len(years) > _TICKED_YEARS or len(years) < 2:
        step = next((s for s in _YEAR_STEPS if (high - low) / s <= _MOST_YEARS), _YEAR_STEPS[-1])
        years = sorted({year for year in range(low, high + 1) if year % step == 0} | {low, high})
    return years


# ---------------------------------------------------------------------------------------- reading data


def read_curves(
    data: tuple[LineRow, ...] | Text | None,
    x: Text | None,
    y: tuple[Text, ...],
    series: tuple[LineSeries, ...],
    highlight: Highlight | None,
    measure: Measure,
    context: PlanContext,
) -> tuple[Curve, ...] | None:
    """The lines however they were written, or None after a complaint."""
    match data:
        case Text():
            curves = _from_file(data, x, y, measure, context)
        case tuple() if data:
            curves = (_from_rows("", data, Ink.PRIMARY, measure, context),)
        case _:
            names = distinct([row.name for row in series], context, "series")
            inks = [Ink.ACCENT if row.highlight else Ink.PRIMARY for row in series]
            rows = zip(names, series, inks, strict=True)
            curves = tuple(_from_rows(name, one.data, ink, measure, context) for name, one, ink in rows)
    if curves is None or not _are_alike(curves, context):
        return None
    curves = _highlighted(curves, highlight, context)
    printed = evenly_printed([Series(c.name, c.values, c.ink) for c in curves], measure)
    curves = tuple(replace(curve, values=row.values) for curve, row in zip(curves, printed, strict=True))
    return _bounded(curves, context)


def _are_alike(curves: Sequence[Curve], context: PlanContext) -> bool:
    """Whether all labels are dates, all are numbers, or they are names; the others are reported, each place once."""
    pairs = dict.fromkeys(pair for curve in curves for pair in zip(curve.labels, curve.places, strict=True))
    return report_odd_labels([label for label, _ in pairs], [place for _, place in pairs], context)


def _highlighted(curves: Sequence[Curve], highlight: Highlight | None, context: PlanContext) -> tuple[Curve, ...]:
    """The colours of lines, of which some stand out; of points, where a line is alone."""
    if len(curves) == 1:
        (alone,) = curves
        pairs = zip(alone.labels, alone.values, strict=True)
        candidates = [Candidate(label, value.number, value.ink is Ink.ACCENT) for label, value in pairs]
        chosen = stand_out(highlight, candidates, context) if highlight else [one.flagged for one in candidates]
        inks = [Ink.ACCENT if one else alone.ink for one in chosen]
        values = [replace(value, ink=ink) for value, ink in zip(alone.values, inks, strict=True)]
        return (replace(alone, values=tuple(values)),)
    candidates = [Candidate(curve.name, last_known(curve.values), curve.ink is Ink.ACCENT) for curve in curves]
    found = []
    for curve, ink in zip(curves, series_inks(stand_out(highlight, candidates, context)), strict=True):
        values = [value if value.ink is not curve.ink else replace(value, ink=ink) for value in curve.values]
        found.append(replace(curve, values=tuple(values), ink=ink))
    return tuple(found)


def _from_rows(name: str, rows: Sequence[LineRow], ink: Ink, measure: Measure, context: PlanContext) -> Curve:
    labels = tuple(x_of(row, context) for row in rows)
    _report_disorder(distinct_labels(labels, rows, context), context)
    values = tuple(
        measure.value(row.value, Ink.ACCENT if row.highlight else ink, status_of(row.status)) for row in rows
    )
    return Curve(name, labels, values, ink, tuple((row.x or row.label or row.value).span for row in rows))


def distinct_labels(labels: Sequence[str], rows: Sequence[LineRow], context: PlanContext) -> dict[str, Span]:
    """Each x of a line with its place, after a complaint of those that stand there twice."""
    spans = [(row.x or row.label or row.value).span for row in rows]
    told = [(label, span) for label, span in zip(labels, spans, strict=True) if label]
    report_repeated([label for label, _ in told], [span for _, span in told], context.diagnostics)
    first: dict[str, Span] = {}
    for label, span in told:
        first.setdefault(label, span)
    return first


def _report_disorder(labels: Mapping[str, Span], context: PlanContext) -> None:
    """Complain of dates that go forth and back, where one is probably wrong; the newest may stand first."""
    moments = [year_of(label) for label in labels]
    known = [moment for moment in moments if moment is not None]
    if len(known) < len(moments) or known == sorted(known) or known == sorted(known, reverse=True):
        return
    newest_first = known[0] > known[-1]
    for (before, after), (label, span) in zip(pairwise(known), list(labels.items())[1:], strict=True):
        if (after > before) if newest_first else (after < before):
            hint = "write the rows from the earliest to the latest"
            context.diagnostics.error("bad-order", f"'{label[:40]}' is out of order", span, hint)


def x_of(row: LineRow, context: PlanContext) -> str:
    """The x of a row, or '' after a complaint that there is none."""
    label = row.x or row.label
    if label is None:
        context.diagnostics.error("missing-key", "the key 'x' is missing", row.span, "add 'x:', the year of this value")
        return ""
    return context.plain(label)


def _from_file(
    path: Text, x: Text | None, y: tuple[Text, ...], measure: Measure, context: PlanContext
) -> tuple[Curve, ...] | None:
    columns = read_columns(path, x, y, context, again=True)
    report_repeated([name.value for name in y], [name.span for name in y], context.diagnostics, "series")
    if columns is None:
        return None
    report_repeated(columns.labels, [text.span for text in columns.texts], context.diagnostics)
    several = len(columns.series) > 1
    places = tuple(text.span for text in columns.texts)
    return tuple(
        Curve(name if several else "", columns.labels, tuple(measure.value(a) for a in amounts), Ink.PRIMARY, places)
        for name, amounts in columns.series
    )


def _bounded(curves: tuple[Curve, ...], context: PlanContext) -> tuple[Curve, ...] | None:
    """``curves`` unless there are none, or more than a reader can tell apart."""
    found = context.diagnostics
    if not any(value.number is not None for curve in curves for value in curve.values):
        found.error("empty", "this chart has no data", context.span, "add 'data:' with rows, or 'series:'")
        return None
    colourful = [curve for curve in curves if curve.ink not in (Ink.CONTEXT, Ink.ACCENT)]
    if len(curves) > MAX_LINES or len(colourful) > len(SERIES):
        hint = f"highlight one series (the others turn grey), or show at most {len(SERIES)}"
        found.error("too-many-parts", f"{len(curves)} series can't be told apart", context.span, hint)
        return None
    if any(len(curve.values) > MAX_POINTS for curve in curves):
        hint = f"show at most {MAX_POINTS:,} points in a line"
        found.error("too-many-parts", "this line has too many points", context.span, hint)
        return None
    if any(len(set(curve.labels)) < len(curve.labels) for curve in curves):
        return None  # which is reported where they are read
    return curves


def by_place(curve: Curve, places: Places) -> Series:
    """The curve's values, one for each label of the axis, missing where it has none."""
    known = dict(zip(curve.labels, curve.values, strict=True))
    return Series(curve.name, tuple(known.get(label, Value(None)) for label in places.labels), curve.ink)


def curves_ground(curves: Sequence[Curve], places: Places) -> Ground:
    """The axis of x, and the points of the lines at each of its labels."""

    def marks(label: str) -> list[Place]:
        found = []
        for curve in curves:
            number = dict(zip(curve.labels, curve.values, strict=True)).get(label, Value(None)).number
            if number is not None:
                found.append(Place(curve.name, places.at(label) or Decimal(0), number))
        return found

    if isinstance(places.axis, Band):
        return slots_ground(places.labels, lambda slot: marks(places.labels[slot]))
    return Ground(places.labels, places.at, marks, places.axis.minimum, places.axis.maximum)
