"""``line``: developments over time, to scale, with gaps, breaks and ranks drawn as what they are.

Use it for developments with many moments or several series. For a few moments draw columns, for two a slope.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.curves import Curve, Places, by_place, curves_ground, place_labels, read_curves
from hefei_report.charts.planning.data import Amount
from hefei_report.charts.planning.files import read_columns
from hefei_report.charts.planning.framing import FrameFields, read_framing
from hefei_report.charts.planning.highlights import Highlight
from hefei_report.charts.planning.inks import status_legend
from hefei_report.charts.planning.intervals import Ends, IntervalRow, IntervalSeries, ends_of, intervals, read_ends
from hefei_report.charts.planning.measure import Measure, measure_of
from hefei_report.document.chartplan import Break, ChartPlan, Ink, Interval, Line, Point
from hefei_report.document.labels import labels
from hefei_report.evidence.units import RANK
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

EXAMPLE = """
figure:
  id: fig-population
  chart: line
  title: The city has grown by a third since 2010
  caption: Permanent residents
  alt: Line chart of residents from 2010 to 2024, rising without a pause.
  unit: million people
  breaks:
    - {before: 2020, label: Census}
  data:
    - {x: 2010, value: 7.457}
    - {x: 2015, value: 7.790, status: preliminary}
    - {x: 2020, value: 9.369}
    - {x: 2024, value: 10.002, highlight: true}
  source: "[@statistics-2025]"
"""
_ALL_LABELLED = 10  # a single line with so many points at most prints all its values

_FEW_LINES = 4  # of so many at most all have dots, of more only the one that stands out
_ALL_MARKED = 16  # a line with so many points at most has a dot at each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(FrameFields):
    """One line in ``data`` (rows, or a CSV file with its columns ``x`` and ``y``), or several in ``series``.

    A row with ``low`` and ``high`` beside its ``value`` gets a pale band behind the line; of a file with one line these
    are columns. ``invert`` puts the smallest value on top, for ranks. ``highlight`` names a series.
    """

    data: tuple[IntervalRow, ...] | Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    series: tuple[IntervalSeries, ...] = ()
    low: Text | None = None
    high: Text | None = None
    highlight: Highlight | None = None
    invert: bool = False
    from_zero: bool = False


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Lines on a scale of time or over categories; None after reporting why there is nothing to draw."""
    measure = measure_of(_amounts(fields), context)
    curves = read_curves(fields.data, fields.x, fields.y, fields.series, fields.highlight, measure, context)
    if curves is None:
        return None
    places = place_labels([label for curve in curves for label in curve.labels], context.language)
    framing = read_framing(fields, measure, context, grounded=False)
    ground = curves_ground(curves, places)
    breaks = framing.breaks(ground)
    bands = _bands(curves, fields, places, measure, context)
    drawn = [_labelled(curve, alone=len(curves) == 1) for curve in _in_order(curves, places)]
    values = [value for curve in curves for value in curve.values]
    ends = [end.number for band in bands for reach in band.reaches for end in (reach.low, reach.high)]
    numbers = [value.number for value in values] + ends + framing.numbers
    axis = framing.range.axis(
        numbers,
        measure.text,
        from_zero=fields.from_zero,
        inverted=fields.invert,
        whole=_counts_whole(measure, numbers),
    )
    axis = measure.in_words(axis)
    return ChartPlan(
        kind="line",
        categories=places.labels,
        series=tuple(by_place(curve, places) for curve in drawn),
        layers=framing.layers([*bands, *_lines(drawn, places, breaks)], ground, axis, breaks),
        unit=measure.name,
        x=places.axis,
        y=axis,
        legend=status_legend(values, context.language, "dot"),
        remarks=(*framing.remarks(axis, measure), *((labels(context.language).interval,) if bands else ())),
        language=context.language,
    )


def _bands(
    curves: Sequence[Curve], fields: Fields, places: Places, measure: Measure, context: PlanContext
) -> list[Interval]:
    """The bands behind the lines, in their colours."""
    if isinstance(fields.data, Text):
        rows = [_ends_in_file(fields, fields.data, measure, context)] if fields.low and fields.high else []
    else:
        data = [fields.data] if fields.data else [series.data for series in fields.series]
        rows = [read_ends(one, measure, context) for one in data]
    pairs = zip(curves, rows, strict=False)
    return [band for curve, ends in pairs for band in intervals(curve, ends, places, context) if ends]


def _ends_in_file(fields: Fields, path: Text, measure: Measure, context: PlanContext) -> list[Ends | None]:
    """The intervals in the columns ``low`` and ``high``; none after a complaint."""
    names = tuple(name for name in (fields.low, fields.high) if name)
    read = read_columns(path, fields.x, names, context)
    if read is None or len(fields.y) > 1:
        return []
    texts = zip(read.texts, read.series[0][1], read.series[1][1], strict=True)
    return read_ends(
        [IntervalRow(span=x.span, value=low, low=low, high=high) for x, low, high in texts], measure, context
    )


def _amounts(fields: Fields) -> list[Amount]:
    rows = list(fields.data) if isinstance(fields.data, tuple) else []
    rows += [row for series in fields.series for row in series.data]
    return [amount for row in rows for amount in (row.value, *ends_of(row)) if amount]


def _counts_whole(measure: Measure, numbers: Sequence[Decimal | None]) -> bool:
    """Whether the axis may have whole ticks only: ranks, and small counts."""
    if measure.unit and measure.unit.base == RANK:
        return True
    return all(number is None or number == number.to_integral_value() for number in numbers)


def _in_order(curves: Sequence[Curve], places: Places) -> list[Curve]:
    """The curves with their points from left to right."""
    found = []
    for curve in curves:
        pairs = sorted(zip(curve.labels, curve.values, strict=True), key=lambda pair: places.at(pair[0]) or Decimal(0))
        labels, values = zip(*pairs, strict=True) if pairs else ((), ())
        found.append(replace(curve, labels=tuple(labels), values=tuple(values)))
    return found


def _labelled(curve: Curve, *, alone: bool) -> Curve:
    """``curve`` with the texts of those values only that a reader needs to see."""
    present = [number for number, value in enumerate(curve.values) if value.number is not None]
    if alone and len(present) <= _ALL_LABELLED:
        return curve
    kept = set(present[-1:]) | {n for n, value in enumerate(curve.values) if value.ink is Ink.ACCENT and alone}
    if alone or curve.ink is Ink.ACCENT:
        kept |= set(present[:1])
    if alone and present:
        by_size = sorted(present, key=lambda n: curve.values[n].number or Decimal(0))
        kept |= {by_size[0], by_size[-1]}
    values = tuple(v if n in kept else replace(v, text="") for n, v in enumerate(curve.values))
    return replace(curve, values=values)


def _lines(curves: Sequence[Curve], places: Places, breaks: Sequence[Break]) -> list[Line]:
    cuts = tuple(entry.at for entry in breaks)
    few = len(curves) <= _FEW_LINES
    return [
        Line(
            tuple(
                Point(places.at(label) or Decimal(0), value)
                for label, value in zip(curve.labels, curve.values, strict=True)
            ),
            curve.name,
            curve.ink,
            markers=len(curve.values) <= _ALL_MARKED and (few or curve.ink is Ink.ACCENT),
            breaks_before=cuts,
        )
        for curve in curves
    ]
