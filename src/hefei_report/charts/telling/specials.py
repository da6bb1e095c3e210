"""Says what must be known about single values of a chart: breaks, targets, reference lines, estimates, gaps."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace

from hefei_report.charts.telling.voice import Voice
from hefei_report.document.chartplan import Break, ChartPlan, Interval, Markers, Rule, Status, Value
from hefei_report.document.model import Inline, Run


def specials(voice: Voice) -> Iterator[Inline]:
    """A sentence for each: first what changes how the chart is read, last which values are missing."""
    plan, words = voice.plan, voice.words
    yield from breaks_told(voice)
    for layer in plan.layers:
        if isinstance(layer, Markers):
            targets = ((plan.categories[marker.slot], replace(marker.value, text="")) for marker in layer.markers)
            yield voice.say(words.target, list=voice.listed(map(voice.told, targets)))
        elif isinstance(layer, Rule) and layer.text:
            text = (Run(layer.text, fact=layer.fact),) if layer.fact else voice.name(layer.text)
            yield voice.say(words.reference, text=text)
        elif isinstance(layer, Interval):
            last = layer.reaches[-1]
            name = voice.name(" ".join(filter(None, (layer.name, plan.categories[last.slot]))))
            yield voice.say(words.between_ends, name=name, low=voice.value(last.low), high=voice.value(last.high))
    yield from statuses_told(voice)
    missing = _names(plan, lambda value: value.number is None)
    if missing:
        yield voice.say(words.missing, list=voice.listed(map(voice.name, missing)))


def breaks_told(voice: Voice) -> Iterator[Inline]:
    """Where values can't be compared with those before, and why, if the author says it."""
    labels = [layer.text for layer in voice.plan.layers if isinstance(layer, Break) and layer.text]
    if labels and voice.plan.kind != "histogram":  # whose dashed line is a mean or median
        yield voice.say(voice.words.broken, list=voice.listed(map(voice.name, labels)))


def statuses_told(voice: Voice) -> Iterator[Inline]:
    """Which values are preliminary, estimated, calculated or aimed at."""
    for status, template in voice.words.statuses.items():
        names = _names(voice.plan, _HAS_STATUS[Status(status)])
        if names:
            yield voice.say(template, list=voice.listed(map(voice.name, names)))


_HAS_STATUS: dict[Status, Callable[[Value], bool]] = {
    status: functools.partial(lambda wanted, value: value.status is wanted, status) for status in Status
}


def _names(plan: ChartPlan, test: Callable[[Value], bool]) -> list[str]:
    """What the values that pass ``test`` are called: by their category, and by their series where only that has it.

    What a funnel computes from its stages, and dates, which are no values, are left out.
    """
    found: list[str] = []
    rows = {"funnel": plan.series[:1], "gantt": ()}.get(plan.kind, plan.series)
    for place, name in enumerate(plan.categories):
        passing = [series.name for series in rows if place < len(series.values) and test(series.values[place])]
        if len(passing) == len(rows):
            found += [name] if passing else []
        else:
            found += [f"{series} {name}".strip() for series in passing]
    return found
