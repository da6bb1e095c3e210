"""``histogram``: how many of many values lie between which bounds.

Use it to show how many values lie where. For values that bear names draw bars.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.binning import MAX_BINS, Binning, binned, round_width, width_for
from hefei_report.charts.planning.data import Amount
from hefei_report.charts.planning.files import read_column
from hefei_report.charts.planning.measure import Measure, measure_of
from hefei_report.charts.planning.scales import ticked_axis
from hefei_report.document.chartplan import Axis, Bin, Bins, Break, ChartPlan, Series, Tick, Value
from hefei_report.document.labels import labels
from hefei_report.evidence.numbers import plain_number, rounded, tidy
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_VALUES = 200_000
_MOST_TICKS = 11
EXAMPLE = """
figure:
  id: fig-ages-of-firms
  chart: histogram
  title: Most software firms are younger than ten years
  caption: Software firms in the high-tech zone by age at the end of 2024
  alt: Histogram of the ages of forty firms; most are younger than ten years, and one in eight is older than twenty.
  unit: years
  y-title: Firms
  mark: median
  data: [1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 9, 9, 10, 11, 11, 12, 13, 14, 16,
         17, 19, 21, 22, 24, 27, 31]
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """All values in ``data``, or those in the column ``x`` of a file. ``bins`` (at most so many) or ``bin-width``
    decide how finely they are sorted; ``mark`` draws their mean or median. ``y-title`` says what is counted.
    """

    data: tuple[Amount, ...] | Text
    x: Text | None = None
    bins: int | None = None
    bin_width: Decimal | None = None
    mark: Literal["mean", "median"] | None = None
    x_title: Text | None = None
    y_title: Text | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Columns without gaps over a scale of values, as high as there are values between their edges."""
    amounts = read_column(fields.data, fields.x, MAX_VALUES, context) if isinstance(fields.data, Text) else fields.data
    if amounts is None:
        return None
    measure = measure_of(amounts, context)
    numbers = _numbers(amounts, measure)
    width = _width(numbers, fields, context) if numbers else None
    if not numbers:
        context.diagnostics.error("empty", "this chart has no data", context.span, "add values to 'data:'")
    if width is None:
        return None
    binning = binned(numbers, width)
    bins = _bins(binning)
    counts = ticked_axis([Decimal(count) for count in binning.counts], plain_number, from_zero=True, whole=True)
    words = labels(context.language)
    counted = context.plain(fields.y_title) or words.count
    return ChartPlan(
        kind="histogram",
        categories=tuple(f"{measure.text(tidy(one.start))}–{measure.text(tidy(one.end))}" for one in bins),
        series=(Series(counted, tuple(one.value for one in bins)),),
        layers=(Bins(bins), *_mark(fields, numbers, measure, context)),
        x=_axis(binning, _title(fields, measure, context), measure),
        y=Axis(counts.minimum, counts.maximum, counts.ticks, grid=True, title=counted),
        language=context.language,
    )


def _numbers(amounts: Sequence[Amount], measure: Measure) -> list[Decimal]:
    """The values that are there; facts in the unit of the chart."""
    found = (amount.number if amount.fact is None else measure.value(amount).number for amount in amounts)
    return [number for number in found if number is not None]


def _width(numbers: Sequence[Decimal], fields: Fields, context: PlanContext) -> Decimal | None:
    """How wide a bin is, or None after a complaint."""
    found = context.diagnostics
    if fields.bins is not None and fields.bin_width is not None:
        hint = "keep one of them"
        found.error("bad-value", "'bins' and 'bin-width' both say how wide a bin is", context.span, hint)
    elif fields.bins is not None:
        if 1 <= fields.bins <= MAX_BINS:
            return width_for(numbers, fields.bins)
        found.error("bad-value", f"{fields.bins} bins", context.span, f"ask for 1 to {MAX_BINS} bins")
    elif fields.bin_width is not None:
        if fields.bin_width > 0 and (max(numbers) - min(numbers)) / fields.bin_width <= MAX_BINS:
            return fields.bin_width
        hint = f"choose a width above zero that makes {MAX_BINS} bins at most"
        found.error("bad-value", f"bins of {fields.bin_width} are too narrow", context.span, hint)
    else:
        return round_width(numbers)
    return None


def _bins(binning: Binning) -> tuple[Bin, ...]:
    edges = binning.edges
    ends = zip(edges[:-1], edges[1:], binning.counts, strict=True)
    return tuple(Bin(low, high, Value(Decimal(count))) for low, high, count in ends)


def _axis(binning: Binning, title: str, measure: Measure) -> Axis:
    """A scale from the first to the last edge, with ticks at every, every second, fifth or tenth edge."""
    edges = binning.edges
    every = next((n for n in (1, 2, 5, 10) if len(edges) <= _MOST_TICKS * n), 10)
    first = next(n for n in range(every) if int(edges[0] / binning.width + n) % every == 0)
    ticks = tuple(Tick(edge, measure.text(tidy(edge))) for edge in edges[first::every])
    return Axis(edges[0], edges[-1], ticks, title=title)


def _title(fields: Fields, measure: Measure, context: PlanContext) -> str:
    parts = (context.plain(fields.x_title), measure.name)
    return labels(context.language).comma.join(part for part in parts if part)


def _mark(fields: Fields, numbers: Sequence[Decimal], measure: Measure, context: PlanContext) -> tuple[Break, ...]:
    """A line at the mean or the median, with one digit more than most values have."""
    if fields.mark is None:
        return ()
    words = labels(context.language)
    exact = statistics.median(numbers) if fields.mark == "median" else sum(numbers, Decimal(0)) / len(numbers)
    places = statistics.median_low(-int(number.as_tuple().exponent) for number in numbers)
    value = tidy(rounded(exact, Decimal(1).scaleb(-max(places, 0) - 1)))
    template = words.median if fields.mark == "median" else words.mean
    return (Break(value, template.format(value=measure.text(value))),)
