"""Proposes an alternative text: what kind of chart, of what, over which span, what it tells, and what is special."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hefei_report.charts.telling import relations, stories
from hefei_report.charts.telling.specials import specials
from hefei_report.charts.telling.voice import Voice, in_time
from hefei_report.charts.telling.words import words_of
from hefei_report.document.chartplan import ChartPlan
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
    for sentence in (_story(voice, LONGEST - len(plain(told))), *specials(voice)):
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
