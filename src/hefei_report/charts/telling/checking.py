"""Holds an author's alternative text against the plan: what kind it says, which years, what rises, what is highest.

Only what is surely wrong is found: a doubtful word is let pass, for who is warned in vain stops reading warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hefei_report.charts.telling.claims import FALLING, HIGHEST, LOWEST, NOUNS, RISING, UNCLEAR
from hefei_report.charts.telling.voice import Told, in_time, is_ranked, number_of, present, row_of
from hefei_report.document.chartplan import ChartPlan, texts_of
from hefei_report.evidence.units import PERCENT, POINTS, Unit
from hefei_report.records import dataclass

_CLAUSE = re.compile(r"[^,;.:，；。：]+")
_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20|21)\d\d(?![\d%]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A ``word`` of the text that the chart contradicts, and what the chart says."""

    word: str
    message: str


def doubts(plan: ChartPlan, text: str, around: str) -> Iterator[Doubt]:
    """What in ``text`` the chart contradicts; ``around`` are title and caption, whose years may be said."""
    yield from _kind(plan, text)
    yield from _years(plan, text, around)
    yield from _direction(plan, text)
    yield from _extremes(plan, text)


def _kind(plan: ChartPlan, text: str) -> Iterator[Doubt]:
    """The first kind that the text names must be one that this chart may be called."""
    named = [(match.start(), match[0], kinds) for noun, kinds in NOUNS for match in noun.finditer(text)]
    if named:
        start = min(named)[0]
        same = [entry for entry in named if entry[0] == start]
        if not any(plan.kind in kinds for _, _, kinds in same):
            word = max((entry[1] for entry in same), key=len)
            yield Doubt(word, f"the description says '{word}', and the figure is 'chart: {plan.kind}'")


def _years(plan: ChartPlan, text: str, around: str) -> Iterator[Doubt]:
    """No year lies outside those of the chart."""
    if plan.kind == "gantt":
        return  # its dates are on an axis
    shown = sorted(int(year) for own in (*plan.categories, *texts_of(plan)) for year in _YEAR.findall(own))
    if not shown or not in_time(plan):
        return
    for year in dict.fromkeys(_YEAR.findall(text)):
        if not shown[0] <= int(year) <= shown[-1] and year not in around:
            message = f"the description says {year}, and the chart shows {shown[0]} to {shown[-1]}"
            yield Doubt(year, message)


def _direction(plan: ChartPlan, text: str) -> Iterator[Doubt]:
    """What is said to rise doesn't end lower than it began, in all of its series."""
    if not in_time(plan) or is_ranked(plan) or Unit.of(plan.unit).base in (PERCENT, POINTS):
        return
    rising, falling = RISING.search(text), FALLING.search(text)
    if bool(rising) is bool(falling):
        return
    rows = [present(row_of(plan, series)) for series in plan.series if not series.unit or series.unit == plan.unit]
    changes = [number_of(told[-1]) - number_of(told[0]) for told in rows if len(told) > 1]
    if not changes:
        return
    if rising and all(change < 0 for change in changes):
        yield Doubt(rising[0], f"the description says '{rising[0]}', and what the chart shows ends lower than it began")
    if falling and all(change > 0 for change in changes):
        message = f"the description says '{falling[0]}', and what the chart shows ends higher than it began"
        yield Doubt(falling[0], message)


def _extremes(plan: ChartPlan, text: str) -> Iterator[Doubt]:
    """What is called the highest or the lowest is that, where a clause names one category and one extreme."""
    told = _single(plan)
    if len(told) < 2 or is_ranked(plan):
        return
    for clause in _CLAUSE.findall(text):
        high, low = HIGHEST.search(clause), LOWEST.search(clause)
        if bool(high) is bool(low) or UNCLEAR.search(clause):
            continue
        named = [one for one in told if _names(clause, one[0])]
        if len(named) != 1:
            continue
        best = (max if high else min)(map(number_of, told))
        word = (high or low or [""])[0]
        if number_of(named[0]) != best:
            right = next(name for name, value in told if value.number == best)
            yield Doubt(word, f"the description calls '{named[0][0]}' the {word}, and in the chart that is '{right}'")


def _single(plan: ChartPlan) -> list[Told]:
    """The values that can be compared with each other: those of the one series, or the parts of the one whole."""
    if len(plan.series) == 1 and plan.kind != "waterfall":
        return present(row_of(plan, plan.series[0]))
    if len(plan.categories) == 1:
        return present((series.name, series.values[0]) for series in plan.series if series.values)
    return []


def _names(clause: str, name: str) -> bool:
    if not name or name.casefold() not in clause.casefold():
        return False
    return re.search(rf"(?<![A-Za-z0-9.]){re.escape(name)}(?![A-Za-z0-9]|\.\d)", clause, re.IGNORECASE) is not None
