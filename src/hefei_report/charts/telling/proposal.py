"""Proposes an alternative text: what kind of chart, of what, over which span, what it tells, and what is special."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace

from hefei_report.charts.telling import relations, stories
from hefei_report.charts.telling.voice import Voice, in_time
from hefei_report.charts.telling.words import words_of
from hefei_report.document.chartplan import ChartPlan, Markers, Rule, Status, Value
from hefei_report.document.model import Inline, Run, plain
from hefei_report.evidence.units import PERCENT, Unit

LONGEST = 400  # characters; a listener can't go back
STORIES: dict[str, Callable[[Voice], Iterator[Inline]]] = {
    "area": stories.developments,
    "bar": stories.values,
    "bubble": relations.dots,
    "bump": relations.lines,
    "column": stories.values,
    "combo": stories.values,
    "donut": stories.parts,
    "dot": stories.values,
    "dumbbell": relations.pairs,
    "funnel": relations.stages,
    "gantt": stories.moments,
    "grouped-bar": stories.values,
    "grouped-column": stories.values,
    "heatmap": stories.table,
    "histogram": stories.values,
    "line": stories.developments,
    "lollipop": stories.values,
    "map": relations.places,
    "range": relations.ranges,
    "scatter": relations.dots,
    "slope": relations.lines,
    "small-multiples": stories.panels,
    "stacked-100": stories.parts,
    "stacked-bar": stories.parts,
    "stacked-column": stories.parts,
    "timeline": stories.moments,
    "treemap": stories.parts,
    "waffle": stories.parts,
    "waterfall": relations.steps,
}


def proposed(plan: ChartPlan, id: str, caption: Inline) -> Inline:
    """An alternative text for the figure ``id``, in the plan's language; its numbers are bound to what proves them.

    What doesn't fit into LONGEST characters is left out, the least important last.
    """
    voice = Voice(plan, f"chart:{id}", words_of(plan.language))
    told = _lead(voice, caption)
    for sentence in (_story(voice, LONGEST - len(plain(told))), *_specials(voice)):
        longer = (*told, Run(voice.words.stop), *sentence)
        if sentence and len(plain(longer)) < LONGEST:
            told = longer
    return (*told, Run(voice.words.stop.rstrip()))


def _lead(voice: Voice, caption: Inline) -> Inline:
    """What kind of chart it is, of what, from when to when, in which unit."""
    plan, words = voice.plan, voice.words
    told = voice.say(words.lead, kind=(Run(words.kinds[plan.kind]),), caption=_unstopped(caption))
    said = plain(caption).casefold()
    if in_time(plan) and plan.series and not (plan.categories[0] in said and plan.categories[-1] in said):
        ends = {"first": voice.name(plan.categories[0]), "last": voice.name(plan.categories[-1])}
        told = (*told, *voice.say(words.span, **ends))
    if unit := unsaid_unit(plan, said):
        told = (*told, *voice.say(words.unit, unit=voice.name(unit)))
    return told


def unsaid_unit(plan: ChartPlan, caption: str) -> str:
    """The unit of ``plan`` if neither ``caption`` nor a sign behind its numbers says it, else ''."""
    said = plan.unit.casefold() in caption.casefold() or Unit.of(plan.unit).base == PERCENT
    return "" if not plan.unit or said else plan.unit


def _unstopped(caption: Inline) -> Inline:
    """``caption`` without a full stop at its end."""
    if not caption:
        return caption
    *before, last = caption
    return (*before, Run(last.text.rstrip(" .。"), fact=last.fact, role=last.role))


def _story(voice: Voice, room: int) -> Inline:
    """As many parts of the story as ``room`` characters take."""
    told: Inline = ()
    for part in STORIES[voice.plan.kind](voice):
        longer = voice.listed([told, part], voice.words.between) if told else _capital(part)
        if len(plain(longer)) + len(voice.words.stop) > room:
            break
        told = longer
    return told


def _capital(part: Inline) -> Inline:
    """``part`` at the beginning of a sentence, if it begins with a word of ours."""
    if not part or part[0].role or part[0].fact:
        return part
    return (Run(part[0].text[:1].upper() + part[0].text[1:]), *part[1:])


def _specials(voice: Voice) -> Iterator[Inline]:
    """What must be known about single values: targets, reference lines, estimates, gaps."""
    plan, words = voice.plan, voice.words
    for layer in plan.layers:
        if isinstance(layer, Markers):
            targets = ((plan.categories[marker.slot], replace(marker.value, text="")) for marker in layer.markers)
            yield voice.say(words.target, list=voice.listed(map(voice.told, targets)))
        elif isinstance(layer, Rule) and layer.text:
            text = (Run(layer.text, fact=layer.fact),) if layer.fact else voice.name(layer.text)
            yield voice.say(words.reference, text=text)
    for status, template in words.statuses.items():
        names = _names(plan, _HAS_STATUS[Status(status)])
        if names:
            yield voice.say(template, list=voice.listed(map(voice.name, names)))
    missing = _names(plan, lambda value: value.number is None)
    if missing:
        yield voice.say(words.missing, list=voice.listed(map(voice.name, missing)))


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
            found += [f"{series} {name}" for series in passing]
    return found
