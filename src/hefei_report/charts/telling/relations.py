"""What charts of two measures or moments have to tell: how far things are apart, and how they go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from hefei_report.charts.telling.stories import both_ends
from hefei_report.charts.telling.voice import Told, Voice, extremes, number_of, present, row_of
from hefei_report.document.chartplan import Series, Value
from hefei_report.document.model import Inline
from hefei_report.evidence.units import PERCENT, Unit

_FEW = 4  # so many things are all said
_MOST = 5  # so many stages


def steps(voice: Voice) -> Iterator[Inline]:
    """From the first level to the last, with the largest steps up and down."""
    told = present(row_of(voice.plan, voice.plan.series[0]))
    if not told:
        return
    levels = [one for one in told if one[1].total] or told
    yield voice.listed([voice.told(levels[0]), voice.told(levels[-1])])
    changes = [one for one in told if not one[1].total]
    if changes:
        low, high = extremes(changes)
        yield from _largest(voice, high, low)


def _largest(voice: Voice, high: Told, low: Told) -> Iterator[Inline]:
    words = voice.words
    for template, one, fits in ((words.largest_rise, high, 1), (words.largest_fall, low, -1)):
        if number_of(one) * fits > 0:
            yield voice.say(template, name=voice.name(one[0]), value=voice.value(one[1]))


def stages(voice: Voice) -> Iterator[Inline]:
    """What is left of the first at each stage."""
    told = present(row_of(voice.plan, voice.plan.series[0]))
    yield voice.listed(voice.told(one) for one in told[:_MOST])


def pairs(voice: Voice) -> Iterator[Inline]:
    """Two values of each row: all of a few rows, else where the most changed."""
    start, end = voice.plan.series[0], voice.plan.series[-1]
    rows = list(zip(voice.plan.categories, start.values, end.values, strict=False))
    yield from _moves(voice, rows)


def lines(voice: Voice) -> Iterator[Inline]:
    """Series from their first value to their last: all of a few, else where the most changed."""
    yield from _moves(voice, [(series.name, series.values[0], series.values[-1]) for series in voice.plan.series])


def _moves(voice: Voice, rows: Sequence[tuple[str, Value, Value]]) -> Iterator[Inline]:
    whole = [row for row in rows if row[1].number is not None and row[2].number is not None]
    if len(whole) > _FEW:
        changes = [(last.number or Decimal(0)) - (first.number or Decimal(0)) for _, first, last in whole]
        chosen = dict.fromkeys((changes.index(max(changes)), changes.index(min(changes))))
        whole = [whole[place] for place in chosen]
    for name, first, last in whole:
        yield voice.say(voice.words.pair, name=voice.name(name), first=voice.value(first), last=voice.value(last))


def dots(voice: Voice) -> Iterator[Inline]:
    """How two measures of many things go together."""
    plan, words = voice.plan, voice.words
    x, y = plan.series[0], plan.series[1]
    yield voice.say(words.dots, count=voice.count(len(plan.categories)))
    for series in (x, y):
        found = present(row_of(plan, series))
        if found:
            low, high = extremes(found)
            first, last = voice.value(low[1], series.unit), _in_unit(voice, high[1], series.unit)
            yield voice.say(words.axis, name=voice.name(series.name), first=first, last=last)
    direction = _direction(x, y)
    if direction and all((x.name, y.name)):
        template = words.together if direction > 0 else words.against
        yield voice.say(template, x=voice.name(x.name), y=voice.name(y.name))


def _in_unit(voice: Voice, value: Value, unit: str) -> Inline:
    """A value with its unit, if that isn't the chart's or a sign behind the number."""
    told = voice.value(value, unit)
    if not unit or unit == voice.plan.unit or Unit.of(unit).base == PERCENT:
        return told
    return voice.say(voice.words.in_unit, value=told, unit=voice.name(unit))


def _direction(x: Series, y: Series) -> int:
    """1 where most pairs of dots rise together, -1 where most fall, 0 where neither is clear (Kendall's tau)."""
    both = [(a.number, b.number) for a, b in zip(x.values, y.values, strict=True)]
    known = [(a, b) for a, b in both if a is not None and b is not None][:200]
    if len(known) < _FEW:
        return 0
    signs = [
        (first[0] - second[0]) * (first[1] - second[1])
        for place, first in enumerate(known)
        for second in known[place + 1 :]
    ]
    tau = (sum(sign > 0 for sign in signs) - sum(sign < 0 for sign in signs)) / len(signs)
    return 0 if abs(tau) < 0.4 else 1 if tau > 0 else -1


def places(voice: Voice) -> Iterator[Inline]:
    """Points on a map: how many, and the largest of them."""
    plan = voice.plan
    yield voice.say(voice.words.dots, count=voice.count(len(plan.categories)))
    sizes = present(row_of(plan, plan.series[-1])) if plan.series else []
    if sizes and len(plan.series) != 2:
        yield from both_ends(voice, sizes, plan.series[-1].unit)


def ranges(voice: Voice) -> Iterator[Inline]:
    """From low to high for each row: all of a few, else the lowest low and the highest high."""
    plan = voice.plan
    low, high = plan.series[:2]
    rows = list(zip(plan.categories, low.values, high.values, strict=False))
    if len(rows) <= _FEW:
        for name, first, last in rows:
            if first.number is not None and last.number is not None:
                parts = {"name": voice.name(name), "first": voice.value(first), "last": voice.value(last)}
                yield voice.say(voice.words.axis, **parts)
        return
    words = voice.words
    tops, bottoms = present(row_of(plan, high)), present(row_of(plan, low))
    if tops and bottoms:
        top, bottom = extremes(tops)[1], extremes(bottoms)[0]
        yield voice.say(words.highest, name=voice.name(top[0]), value=voice.value(top[1]))
        yield voice.say(words.lowest, name=voice.name(bottom[0]), value=voice.value(bottom[1]))
