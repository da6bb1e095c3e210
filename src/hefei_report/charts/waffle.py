"""``waffle``: parts of a whole as squares that can be counted.

Use it to make a share felt, one thing in so many. For more than a few parts draw bars or a treemap.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount, Part
from hefei_report.charts.planning.highlights import Highlight
from hefei_report.charts.planning.inks import MOST_PARTS, status_legend
from hefei_report.charts.planning.measure import Measure
from hefei_report.charts.planning.wholes import Whole, read_whole
from hefei_report.document.chartplan import ChartPlan, Series, SquareGroup, Squares
from hefei_report.document.labels import labels
from hefei_report.evidence.numbers import quantity
from hefei_report.evidence.units import PERCENT
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

HUNDRED = Decimal(100)
MOST_SQUARES = 400
EXAMPLE = """
figure:
  id: fig-cars-by-drive
  chart: waffle
  title: Of a hundred cars made in the city, fifty-eight drive electrically
  caption: Cars made in 2024 by drive, thousand vehicles
  alt: A hundred squares for the cars made in the city; more than half stand for battery-electric ones.
  unit: thousand vehicles
  data:
    - {label: Battery-electric, value: 794, highlight: true}
    - {label: Plug-in hybrids, value: 301}
    - {label: Combustion engines, value: 274}
  source: "[@statistics-2025]"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Parts in the author's order, row by row from the top: a hundred squares, or one for every ``square`` units.

    ``whole`` is what all squares stand for where the parts are not all of it; of percentages it is 100. ``rest`` names
    the squares that are left over.
    """

    data: tuple[Part, ...]
    square: Amount | None = None
    whole: Amount | None = None
    rest: Text | None = None
    highlight: Highlight | None = None


def plan(fields: Fields, context: PlanContext) -> ChartPlan | None:
    """Whole squares that add up; None after reporting why there is nothing to draw."""
    parts = read_whole(fields.data, fields.highlight, MOST_PARTS, context)
    if parts is None:
        return None
    whole = _whole(fields, parts, context)
    square = _square(fields, whole, parts.measure, context) if whole is not None else None
    if whole is None or square is None:
        return None
    numbers = [value.number or Decimal(0) for value in parts.values]
    *counts, rest = shared_out([*numbers, whole - parts.total], int(_nearest(whole / square)))
    groups = zip(parts.labels, counts, parts.values, strict=True)
    drawn = tuple(SquareGroup(*group) for group in groups if group[2].number is not None)
    words = labels(context.language)
    meaning = words.square_is.format(amount=_amount(square, fields, parts.measure))
    unseen = words.enumeration.join(group.name for group in drawn if not group.count)
    return ChartPlan(
        kind="waffle",
        categories=parts.labels,
        series=(Series("", parts.values, parts.values[0].ink),),
        layers=(Squares(drawn, meaning, rest, context.plain(fields.rest) if rest else ""),),
        unit=parts.measure.name,
        legend=status_legend(parts.values, context.language),
        aspect=0.4,
        remarks=(words.no_square.format(names=unseen),) if unseen else (),
        language=context.language,
    )


def shared_out(numbers: Sequence[Decimal], count: int) -> list[int]:
    """``count`` whole pieces in proportion to ``numbers``, none of which is negative, by the largest remainders.

    They add up to ``count``, and each differs from its exact share by less than one.
    """
    total = sum(numbers, Decimal(0))
    exact = [number * count / total for number in numbers]
    found = [int(share.to_integral_value(ROUND_FLOOR)) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: found[place] - exact[place])
    for place in by_remainder[: count - sum(found)]:
        found[place] += 1
    return found


def _whole(fields: Fields, parts: Whole, context: PlanContext) -> Decimal | None:
    """What all squares stand for, or None after a complaint."""
    percent = bool(parts.measure.unit and parts.measure.unit.base == PERCENT)
    stated = parts.measure.value(fields.whole).number if fields.whole else HUNDRED if percent else None
    if stated is None:
        return None if fields.whole else parts.total
    rounding = Decimal(len(parts.labels)) / 2 if percent else Decimal(0)
    if parts.total <= stated + rounding:
        return max(stated, parts.total)
    message = f"the parts add up to {parts.total:,f}, more than the whole of {stated:,f}"
    place, hint = fields.whole.span if fields.whole else context.span, "correct the parts, or draw 'chart: bar'"
    context.diagnostics.error("wrong-total", message, place, hint)
    return None


def _square(fields: Fields, whole: Decimal, measure: Measure, context: PlanContext) -> Decimal | None:
    """What one square stands for, or None after a complaint."""
    if fields.square is None:
        return whole / HUNDRED
    square = measure.value(fields.square).number
    if square is None or (square > 0 and 1 <= _nearest(whole / square) <= MOST_SQUARES):
        return square
    message = f"a square of {square:,f} doesn't divide {whole:,f} into 1 to {MOST_SQUARES} squares"
    hint = "write what one square stands for, in the figure's unit, or leave 'square:' out for a hundred squares"
    context.diagnostics.error("bad-number", message, fields.square.span, hint)
    return None


def _nearest(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_HALF_UP)


def _amount(square: Decimal, fields: Fields, measure: Measure) -> str:
    """What one square stands for, as it prints."""
    if fields.square is None:
        return "1%"
    if measure.unit is None:
        return measure.text(square)
    return quantity(square, measure.unit, measure.context.language)
