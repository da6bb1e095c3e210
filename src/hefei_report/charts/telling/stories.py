"""What charts of categories, moments and parts have to tell: parts of a sentence, the most important one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hefei_report.charts.telling.voice import (
    Told,
    Voice,
    extremes,
    in_time,
    is_ranked,
    number_of,
    present,
    row_of,
)
from hefei_report.document.chartplan import Events, Series
from hefei_report.document.model import Inline
from hefei_report.document.progresslayers import Schedule, Span

_FEW = 4  # so many values are all said
_MOST = 5  # so many parts of a whole, or rows, are said one by one


def values(voice: Voice) -> Iterator[Inline]:
    """Categories with one value or several each: developments where they are moments, else comparisons."""
    if in_time(voice.plan):
        yield from developments(voice)
    elif len(voice.plan.series) == 1:
        yield from comparison(voice)
    else:
        yield from table(voice)


def developments(voice: Voice) -> Iterator[Inline]:
    """From the first moment to the last: rises, falls and extremes."""
    several = len(voice.plan.series) > 1
    for series in voice.plan.series[:_MOST]:
        told = present(row_of(voice.plan, series))
        if not told:
            continue
        story = _development(voice, told, series.unit)
        named = bool(series.name) and several
        yield voice.say(voice.words.named, name=voice.name(series.name), story=story) if named else story
        if not several:
            yield from _turns(voice, told, series.unit)
    yield from _others(voice, len(voice.plan.series))


def _development(voice: Voice, told: Sequence[Told], unit: str) -> Inline:
    if len(told) == 1:
        return voice.say(voice.words.dated, text=voice.value(told[0][1], unit), date=voice.name(told[0][0]))
    numbers = [number_of(one) for one in told]
    template = voice.words.goes
    if len(set(numbers)) == 1:
        template = voice.words.stays
    elif not is_ranked(voice.plan):
        if numbers == sorted(numbers):
            template = voice.words.rises
        elif numbers == sorted(numbers, reverse=True):
            template = voice.words.falls
    return voice.say(template, first=voice.value(told[0][1], unit), last=voice.value(told[-1][1], unit))


def _turns(voice: Voice, told: Sequence[Told], unit: str) -> Iterator[Inline]:
    """The extremes, where they aren't the ends."""
    low, high = extremes(told)
    words = voice.words
    top, bottom = (words.worst, words.best) if is_ranked(voice.plan) else (words.highest, words.lowest)
    for template, one in ((top, high), (bottom, low)):
        if one[0] not in (told[0][0], told[-1][0]):
            yield voice.say(template, name=voice.name(one[0]), value=voice.value(one[1], unit))


def comparison(voice: Voice) -> Iterator[Inline]:
    """One value for each category: all of a few, else the extremes."""
    (series, *_) = voice.plan.series
    told = present(row_of(voice.plan, series))
    if len(told) <= _FEW:
        yield voice.listed(voice.told(one) for one in told)
    else:
        yield from both_ends(voice, told)


def both_ends(voice: Voice, told: Sequence[Told], unit: str = "") -> Iterator[Inline]:
    """The highest and the lowest of ``told``."""
    if not told:
        return
    low, high = extremes(told)
    words = voice.words
    for template, one in ((words.highest, high), (words.lowest, low)):
        yield voice.say(template, name=voice.name(one[0]), value=voice.value(one[1], unit))


def table(voice: Voice) -> Iterator[Inline]:
    """Rows and columns of one measure: where the highest and the lowest value are."""
    units = {series.unit for series in voice.plan.series}
    if len(units) > 1:
        for series in voice.plan.series[:_FEW]:
            yield from _row(voice, series)
        return
    found = [(series.name, one) for series in voice.plan.series for one in present(row_of(voice.plan, series))]
    if not found:
        return
    words = voice.words
    ends = (
        (words.highest_of, max(found, key=lambda entry: number_of(entry[1]))),
        (words.lowest_of, min(found, key=lambda entry: number_of(entry[1]))),
    )
    for template, (row, (name, value)) in ends:
        yield voice.say(template, row=voice.name(row), name=voice.name(name), value=voice.value(value))


def _row(voice: Voice, series: Series) -> Iterator[Inline]:
    told = present(row_of(voice.plan, series))
    if told:
        _, high = extremes(told)
        story = voice.say(voice.words.highest, name=voice.name(high[0]), value=voice.value(high[1], series.unit))
        yield voice.say(voice.words.named, name=voice.name(series.name), story=story)


def parts(voice: Voice) -> Iterator[Inline]:
    """Parts of a whole by size: the categories of one series, or the series of one category."""
    plan = voice.plan
    if len(plan.categories) == 1 and len(plan.series) > 1:
        told = present((series.name, series.values[0]) for series in plan.series)
    elif len(plan.series) == 1:
        told = present(row_of(plan, plan.series[0]))
    else:
        yield from values(voice)
        return
    ordered = sorted(told, key=number_of, reverse=True)
    yield voice.listed(voice.told(one) for one in ordered[:_MOST])
    yield from _others(voice, len(ordered))


def _others(voice: Voice, count: int) -> Iterator[Inline]:
    if count > _MOST:
        yield voice.say(voice.words.others, count=voice.count(count - _MOST))


def panels(voice: Voice) -> Iterator[Inline]:
    """Small charts: what each shows, from its first value to its last."""
    yield from developments(voice) if in_time(voice.plan) else table(voice)


def moments(voice: Voice) -> Iterator[Inline]:
    """Dated events: how many, the first and the last."""
    events = [event for layer in voice.plan.layers if isinstance(layer, Events) for event in layer.events]
    spans = [span for layer in voice.plan.layers if isinstance(layer, Schedule) for span in layer.spans]
    names = [(event.text, event.date) for event in events] or _tasks(voice, spans)
    first, last = (_dated(voice, *names[place]) for place in (0, -1))
    yield voice.say(voice.words.events, count=voice.count(len(names)), first=first, last=last)


def _tasks(voice: Voice, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """Tasks from the one that begins first, with that day, to the one that is over last, with this one."""
    if not spans:
        return [(name, "") for name in voice.plan.categories]
    ordered = sorted(spans, key=lambda span: span.start)
    last = max(spans, key=lambda span: span.end)
    told = [(voice.plan.categories[span.slot], span.first) for span in ordered if span is not last]
    return [*told, (voice.plan.categories[last.slot], last.last)]


def _dated(voice: Voice, text: str, date: str) -> Inline:
    return voice.say(voice.words.dated, text=voice.name(text), date=voice.name(date)) if date else voice.name(text)
