"""``bump``: which place each of several things had from time to time, the first on top.

Use it where the order matters and the amounts behind it don't. To show by how much, draw a line or a slope.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.curves import Curve, by_place, distinct_labels, place_labels, x_of
from hefei_report.charts.planning.data import LineSeries, distinct, status_of
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.highlights import Candidate, Highlight, last_known, stand_out
from hefei_report.charts.planning.inks import SERIES, series_inks, status_legend
from hefei_report.charts.planning.measure import Measure, measure_of
from hefei_report.document.chartplan import Axis, Band, ChartPlan, Ink, Series, Status, Value
from hefei_report.document.progresslayers import Race, Runner
from hefei_report.evidence.numbers import plain_number
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_RUNNERS, MAX_MOMENTS = 16, 16
_READ_TWICE = 18  # letters of a name that may stand at both ends of its line
EXAMPLE = """
figure:
  id: fig-places
  chart: bump
  title: The city overtook three capitals in nine years
  caption: Places of six cities by their economic output
  alt: Places of six cities in four years; the city rises from the fifth place to the second.
  highlight: The city
  series:
    - {name: The port, data: [{x: 2015, value: 1}, {x: 2018, value: 1}, {x: 2021, value: 1}, {x: 2024, value: 1}]}
    - {name: North, data: [{x: 2015, value: 2}, {x: 2018, value: 2}, {x: 2021, value: 3}, {x: 2024, value: 4}]}
    - {name: West, data: [{x: 2015, value: 3}, {x: 2018, value: 4}, {x: 2021, value: 4}, {x: 2024, value: 3}]}
    - {name: South, data: [{x: 2015, value: 4}, {x: 2018, value: 5}, {x: 2021, value: 5}, {x: 2024, value: 6}]}
    - {name: The city, data: [{x: 2015, value: 5}, {x: 2018, value: 3}, {x: 2021, value: 2}, {x: 2024, value: 2}]}
    - {name: The lake, data: [{x: 2015, value: 6}, {x: 2018, value: 6}, {x: 2021, value: 6}, {x: 2024, value: 5}]}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is compared in ``series``, or the columns ``y`` of the CSV file ``data`` over its column ``x``.

    Values are places, the first being 1; or, with ``first: highest`` or ``lowest``, amounts that are ranked at each
    moment, where equal ones share a place. ``highlight`` names a series.
    """

    data: Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    series: tuple[LineSeries, ...] = ()
    highlight: Highlight | None = None
    first: Literal["highest", "lowest"] | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """A line of places for each thing, on rows from the first to the last; None after a complaint."""
    measure = measure_of([row.value for series in fields.series for row in series.data], context)
    curves = _from_file(fields, measure, context) if fields.data else _from_series(fields, measure, context)
    if curves is None:
        return None
    places = place_labels([label for curve in curves for label in curve.labels], context.language)
    rows = [by_place(curve, places) for curve in curves]
    rows = [*_ranked(rows, highest=fields.first == "highest")] if fields.first else rows
    if not fields.first and not _are_places(fields, rows, context):
        return None
    rows = _coloured(rows, fields, context)
    if not _can_be_told_apart(rows, context) or not _is_readable(rows, context):
        return None
    numbers = [value.number for row in rows for value in row.values if value.number is not None]
    last, top = max(numbers), min(numbers)
    twice = max(len(row.name) for row in rows) <= _READ_TWICE and len(places.labels) > 1
    return ChartPlan(
        kind="bump",
        categories=places.labels,
        series=tuple(rows),
        layers=(Race(tuple(Runner(row.name, row.values, row.ink, row.name if twice else "") for row in rows)),),
        x=Band(places.labels),
        y=Axis(top, max(last, top + 1), inverted=True),
        legend=status_legend([value for row in rows for value in row.values], context.language, "dot"),
        aspect=max(0.4, 0.075 * int(last - top + 1)),
        language=context.language,
    )


# ---------------------------------------------------------------------------------------- reading data


def _from_series(fields: Fields, measure: Measure, context: PlanContext) -> tuple[Curve, ...] | None:
    if not any(series.data for series in fields.series):
        hint = "add 'series:' with the places of each thing, or 'data:' with a file"
        context.diagnostics.error("empty", "this chart has no data", context.span, hint)
        return None
    found = []
    names = distinct([one.name for one in fields.series], context, "series")
    for one, name in zip(fields.series, names, strict=True):
        ink = Ink.ACCENT if one.highlight else Ink.PRIMARY
        labels = tuple(x_of(row, context) for row in one.data)
        if len(distinct_labels(labels, one.data, context)) < len(labels):
            return None
        found.append(Curve(name, labels, _values(one, measure), ink))
    return tuple(found)


def _values(series: LineSeries, measure: Measure) -> tuple[Value, ...]:
    return tuple(measure.value(row.value, status=status_of(row.status)) for row in series.data)


def _from_file(fields: Fields, measure: Measure, context: PlanContext) -> tuple[Curve, ...] | None:
    columns = read_columns(fields.data, fields.x, fields.y, context) if fields.data else None
    if columns is None:
        return None
    return tuple(
        Curve(name, columns.labels, tuple(measure.value(amount) for amount in amounts), Ink.PRIMARY)
        for name, amounts in columns.series
    )


# ------------------------------------------------------------------------------------------- checking


def _can_be_told_apart(curves: Sequence[Series], context: PlanContext) -> bool:
    if len(curves) > MAX_RUNNERS:
        message, hint = f"{len(curves)} lines", f"show the {MAX_RUNNERS} that matter"
    elif len(curves) > len(SERIES) and all(curve.ink is not Ink.ACCENT for curve in curves):
        message = f"{len(curves)} lines can't be told apart"
        hint = f"highlight one (the others turn grey), or show at most {len(SERIES)}"
    else:
        return True
    context.diagnostics.error("too-many-parts", message, context.span, hint)
    return False


def _are_places(fields: Fields, rows: Sequence[Series], context: PlanContext) -> bool:
    """Whether all values are places; reports the first of each line that is none."""
    found = True
    spans = [one.span for one in fields.series] or [context.span] * len(rows)
    for row, span in zip(rows, spans, strict=True):
        wrong = next((v for v in row.values if v.number is not None and (v.number < 1 or v.number % 1)), None)
        if wrong is not None:
            message = f"{wrong.text} of '{row.name[:40]}' is no place"
            hint = "write places from 1, or 'first: highest' (or 'lowest') to have amounts ranked"
            context.diagnostics.error("bad-number", message, span, hint)
            found = False
    return found


def _is_readable(rows: Sequence[Series], context: PlanContext) -> bool:
    """Whether there is something to draw, at few moments, and no place is so far down that the rest is crowded."""
    numbers = [value.number for row in rows for value in row.values if value.number is not None]
    moments = len(rows[0].values)
    absent = next((row.name for row in rows if all(value.number is None for value in row.values)), None)
    if absent is not None:
        message = f"'{absent[:40]}' has no value at any moment"
        context.diagnostics.error("empty", message, context.span, "give it one, or leave it out")
    elif moments > MAX_MOMENTS:
        hint = f"show the {MAX_MOMENTS} that matter"
        context.diagnostics.error("too-many-parts", f"{moments} moments", context.span, hint)
    elif max(numbers) - min(numbers) >= MAX_RUNNERS + 4:
        hint = "leave a place that far down out (write 'null'), or draw lines with 'invert: true'"
        context.diagnostics.error("too-many-parts", f"place {plain_number(max(numbers))}", context.span, hint)
    else:
        return True
    return False


# -------------------------------------------------------------------------------------------- planning


def _coloured(rows: Sequence[Series], fields: Fields, context: PlanContext) -> list[Series]:
    """``rows`` in their colours; a rule about a value asks for the last place of each."""
    candidates = [Candidate(row.name, last_known(row.values), row.ink is Ink.ACCENT) for row in rows]
    inks = series_inks(stand_out(fields.highlight, candidates, context))
    return [row.inked(ink) for row, ink in zip(rows, inks, strict=True)]


def _ranked(rows: Sequence[Series], *, highest: bool) -> Sequence[Series]:
    """``rows`` with the place of each value among those of its moment, as the formula ``rank`` counts."""
    moments = [[row.values[at] for row in rows] for at in range(len(rows[0].values))]
    return [
        replace(row, values=tuple(_place(value, moments[at], highest) for at, value in enumerate(row.values)), unit="")
        for row in rows
    ]


def _place(value: Value, rivals: Sequence[Value], highest: bool) -> Value:
    """The place of ``value`` among ``rivals``: one more than there are ahead of it."""
    if value.number is None:
        return value
    known = [rival for rival in rivals if rival.number is not None]
    numbers = [rival.number for rival in known if rival.number is not None]
    ahead = sum(number > value.number if highest else number < value.number for number in numbers)
    facts = tuple(dict.fromkeys(rival.fact for rival in (value, *known) if rival.fact))
    proven = facts if all(rival.fact for rival in known) else ()
    place = Decimal(1 + ahead)
    status = value.status if value.status is not Status.ACTUAL else Status.DERIVED
    return Value(place, plain_number(place), value.ink, status, computed_from=proven)
