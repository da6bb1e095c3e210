"""``area``: how much there was over time, as a whole or in parts stacked upon each other.

Use it for amounts that add up over time. To compare developments with each other draw a line: only the lowest area
has a level ground.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.categories import ZERO
from hefei_report.charts.planning.curves import Curve, Places, by_place, curves_ground, place_labels, read_curves
from hefei_report.charts.planning.data import Amount, LineRow, LineSeries
from hefei_report.charts.planning.framing import FrameFields, Ground, Place, read_framing
from hefei_report.charts.planning.highlights import Highlight
from hefei_report.charts.planning.inks import MOST_PARTS, part_inks, status_legend
from hefei_report.charts.planning.measure import Measure, measure_of
from hefei_report.charts.planning.scales import ticked_axis
from hefei_report.charts.planning.shares import shares
from hefei_report.document.chartplan import Area, Axis, Break, ChartPlan, Ink, Point, Series, Tick, Value
from hefei_report.evidence.units import PERCENT, Unit
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_QUARTERS = (0, 25, 50, 75, 100)
EXAMPLE = """
figure:
  id: fig-residents
  chart: area
  title: Growth is urban
  caption: Permanent residents of town and country, million people
  alt: Two stacked areas from 2010 to 2024; that of the towns grows, that of the country shrinks.
  unit: million people
  series:
    - name: Towns
      data:
        - {x: 2010, value: 4.6}
        - {x: 2015, value: 5.5}
        - {x: 2020, value: 7.7}
        - {x: 2024, value: 8.7}
    - name: Country
      data:
        - {x: 2010, value: 2.9}
        - {x: 2015, value: 2.3}
        - {x: 2020, value: 1.7}
        - {x: 2024, value: 1.3}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields(FrameFields):
    """One area in ``data`` (rows, or a CSV file with its columns ``x`` and ``y``), or several in ``series``, stacked
    from the ground up. With ``share`` they are parts of 100 percent.
    """

    data: tuple[LineRow, ...] | Text | None = None
    x: Text | None = None
    y: tuple[Text, ...] = ()
    series: tuple[LineSeries, ...] = ()
    highlight: Highlight | None = None
    share: bool = False


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Areas from zero; where one part is missing the whole isn't known, so there is a gap in all."""
    measure = measure_of(_amounts(fields), context)
    curves = read_curves(fields.data, fields.x, fields.y, fields.series, fields.highlight, measure, context)
    if curves is None or not _are_parts(curves, fields, context):
        return None
    places = place_labels([label for curve in curves for label in curve.labels], context.language)
    series = _series(curves, places)
    if fields.share:
        series = shares(series)
    bases, tops = _stacked(series)
    if not any(top is not None for top in tops):
        hint = "give all parts a value at the same x; a whole is known only where all its parts are"
        context.diagnostics.error("empty", "the parts have no x in common", context.span, hint)
        return None
    values = [value for row in series for value in row.values]
    framing = read_framing(fields, _in_percent(measure) if fields.share else measure, context)
    framing.range.check(tops)
    whole = ticked_axis([*tops, *framing.numbers], measure.text, from_zero=True)
    axis = _percent_axis() if fields.share else measure.in_words(whole)
    ground = _ground(curves, series, bases, places)
    breaks = framing.breaks(ground)
    return ChartPlan(
        kind="area",
        categories=places.labels,
        series=series,
        layers=framing.layers(_areas(series, bases, tops, places, breaks), ground, axis, breaks),
        unit="%" if fields.share else measure.name,
        x=places.axis,
        y=axis,
        legend=status_legend(values, context.language, "dot"),
        language=context.language,
    )


def _amounts(fields: Fields) -> list[Amount]:
    rows = list(fields.data) if isinstance(fields.data, tuple) else []
    return [row.value for row in (*rows, *(row for series in fields.series for row in series.data))]


def _are_parts(curves: Sequence[Curve], fields: Fields, context: PlanContext) -> bool:
    """Whether the areas can be stacked: few enough to be told apart, and none below zero."""
    if len(curves) > MOST_PARTS:
        hint = f"put the smallest together so that {MOST_PARTS} are left, or draw lines"
        context.diagnostics.error("too-many-parts", f"{len(curves)} areas", context.span, hint)
        return False
    negative = [v for curve in curves for v in curve.values if v.number is not None and v.number < 0]
    if negative and len(curves) > 1:
        hint = "draw lines with 'chart: line'"
        written = [amount.span for amount in _amounts(fields) if amount.number is not None and amount.number < 0]
        place = written[0] if written else context.span  # a negative fact, or a file's value
        context.diagnostics.error("bad-number", "a part can't be negative", place, hint)
        return False
    return True


def _series(curves: Sequence[Curve], places: Places) -> tuple[Series, ...]:
    """The curves in the colours of parts, with a value for each x."""
    alone = len(curves) == 1
    inks = (Ink.PRIMARY,) if alone else part_inks([curve.ink is Ink.ACCENT for curve in curves])
    rows = []
    for curve, ink in zip(curves, inks, strict=True):
        row = by_place(curve, places)
        values = tuple(value if alone else replace(value, ink=ink) for value in row.values)
        rows.append(replace(row, values=values, ink=ink))
    return tuple(rows)


def _in_percent(measure: Measure) -> Measure:
    return replace(measure, unit=Unit.of(PERCENT), name="%")


def _percent_axis() -> Axis:
    ticks = tuple(Tick(Decimal(part), f"{part}%") for part in _QUARTERS)
    return Axis(ZERO, Decimal(100), ticks, grid=True)


def _stacked(series: Sequence[Series]) -> tuple[list[list[Decimal]], list[Decimal | None]]:
    """Where each value of each row begins, and where the last one ends (None where a part is missing)."""
    count = len(series[0].values)
    ends: list[Decimal | None] = [ZERO] * count
    bases: list[list[Decimal]] = []
    for row in series:
        bases.append([end or ZERO for end in ends])
        ends = [_sum(end, value) for end, value in zip(ends, row.values, strict=True)]
    return bases, ends


def _sum(end: Decimal | None, value: Value) -> Decimal | None:
    return None if end is None or value.number is None else end + value.number


def _ground(
    curves: Sequence[Curve], series: Sequence[Series], bases: Sequence[Sequence[Decimal]], places: Places
) -> Ground:
    """The axis of x, and the upper edges of the areas at each of its labels."""

    def marks(label: str) -> list[Place]:
        slot = places.labels.index(label) if label in places.labels else None
        if slot is None:
            return []
        pairs = [(row.name, row.values[slot].number, base[slot]) for row, base in zip(series, bases, strict=True)]
        return [Place(name, places.positions[slot], base + n) for name, n, base in pairs if n is not None]

    return replace(curves_ground(curves, places), marks=marks)


def _areas(
    series: Sequence[Series],
    bases: Sequence[Sequence[Decimal]],
    tops: Sequence[Decimal | None],
    places: Places,
    breaks: Sequence[Break],
) -> list[Area]:
    alone = len(series) == 1
    cuts = tuple(entry.at for entry in breaks)
    found = []
    for row, base in zip(series, bases, strict=True):
        known = [value if top is not None else Value(None) for value, top in zip(row.values, tops, strict=True)]
        kept = _labelled(known, alone=alone)
        points = tuple(
            Point(x, value if slot in kept else replace(value, text=""))
            for slot, (x, value) in enumerate(zip(places.positions, known, strict=True))
        )
        found.append(Area(points, tuple(base), row.name, row.ink, cuts))
    return found


def _labelled(values: Sequence[Value], *, alone: bool) -> set[int]:
    """Which values are printed: the last of each area; of a single one also the first, and what is highlighted."""
    present = [slot for slot, value in enumerate(values) if value.number is not None]
    if not alone:
        return set(present[-1:])
    return {*present[:1], *present[-1:]} | {slot for slot in present if values[slot].ink is Ink.ACCENT}
