"""Says names and numbers of a plan as runs that keep what proves them, and puts them into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.telling.words import Words
from hefei_report.document.chartplan import Axis, ChartPlan, Series, Value
from hefei_report.document.model import Inline, Run
from hefei_report.evidence.numbers import plain_number
from hefei_report.evidence.units import PERCENT, YEAR, Unit
from hefei_report.records import dataclass

_FIELD = re.compile(r"\{(\w+)\}")
_MOMENT = re.compile(r"\D{0,12}(1[0-9]|20|21)\d\d\D{0,3}.*|Q[1-4].*")
COUNT_ROLE = "count"
# A name of the plan (a category, a series) with its value.
Told = tuple[str, Value]


@dataclass(frozen=True, slots=True)
class Voice:
    """``chart`` binds a number of the plan that is no fact: "chart:fig-exports"."""

    plan: ChartPlan
    chart: str
    words: Words

    def name(self, text: str) -> Inline:
        """A name from the plan, which speaks for its own digits."""
        return (Run(text, role=self.chart),)

    def value(self, value: Value, unit: str = "") -> Inline:
        """A value as the chart prints it, bound to its fact."""
        text = value.text or self._text(value.number, unit or self.plan.unit)
        return (Run(text, fact=value.fact),) if value.fact else (Run(text, role=self.chart),)

    def number(self, number: Decimal, unit: str = "") -> Inline:
        """A number of the plan's that stands on no mark of its own."""
        return (Run(self._text(number, unit or self.plan.unit), role=self.chart),)

    def count(self, count: int) -> Inline:
        return (Run(str(count), role=COUNT_ROLE),)

    def say(self, template: str, **parts: Inline) -> Inline:
        """``template`` with its fields filled."""
        runs: list[Run] = []
        for piece in re.split(r"(\{\w+\})", template):
            field = _FIELD.fullmatch(piece)
            runs += parts[field[1]] if field else [Run(piece)] if piece else []
        return tuple(runs)

    def told(self, told: Told, unit: str = "") -> Inline:
        """ "Exports 257.2"."""
        return self.say(self.words.value, name=self.name(told[0]), value=self.value(told[1], unit))

    def listed(self, parts: Iterable[Inline], between: str = "") -> Inline:
        """``parts`` one after the other, with ``between`` (a comma) between them."""
        runs: list[Run] = []
        for part in parts:
            runs += [Run(between or self.words.listed), *part] if runs else part
        return tuple(runs)

    def _text(self, number: Decimal | None, unit: str) -> str:
        base = Unit.of(unit).base if unit else ""
        text = plain_number(number or Decimal(0), grouped=base != YEAR)
        return text + ("%" if base == PERCENT else "")


def present(told: Iterable[Told]) -> list[Told]:
    """Those that have a value."""
    return [(name, value) for name, value in told if value.number is not None]


def number_of(told: Told) -> Decimal:
    """The number behind ``told``, which has one."""
    return told[1].number or Decimal(0)


def row_of(plan: ChartPlan, series: Series) -> list[Told]:
    """The values of ``series`` under the names of their categories."""
    return list(zip(plan.categories, series.values, strict=False))


def size_of(value: Value) -> Value:
    """``value`` as it is compared with others, without its sign."""
    return replace(value, number=abs(value.number)) if value.number is not None else value


def in_time(plan: ChartPlan) -> bool:
    """Whether the categories are moments in their order, so that values rise and fall."""
    names = plan.categories
    if isinstance(plan.x, Axis) and plan.kind in ("line", "area"):
        return len(names) > 1
    return len(names) > 1 and all(_MOMENT.fullmatch(name) for name in names)


def is_ranked(plan: ChartPlan) -> bool:
    """Whether a small number is better than a large one."""
    return isinstance(plan.y, Axis) and plan.y.inverted


def extremes(told: Sequence[Told]) -> tuple[Told, Told]:
    """Those with the lowest and with the highest value; the first of those that are equal."""
    return min(told, key=number_of), max(told, key=number_of)
