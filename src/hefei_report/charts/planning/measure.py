"""One unit for a whole chart: facts are converted into it without changing a digit, and numbers printed in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount
from hefei_report.diagnostics import did_you_mean
from hefei_report.document.chartplan import Axis, Ink, Series, Status, Tick, Value
from hefei_report.evidence.facts import Fact
from hefei_report.evidence.numbers import NO_BREAK, plain_number, quantity_parts, rounded, scale_word, tidy
from hefei_report.evidence.units import PERCENT, YEAR, Unit
from hefei_report.outline.languages import in_chinese
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_ZEROS = Decimal(1_000_000)  # from here on numbers of an axis are told in words
_BEYOND_WORDS = Decimal(10) ** 20  # no word makes these short
_STATUSES = {
    "preliminary": Status.PRELIMINARY,
    "estimated": Status.ESTIMATED,
    "forecast": Status.ESTIMATED,
    "target": Status.TARGET,
    "derived": Status.DERIVED,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """``unit`` is what the values of a chart are in, None while no value says so; ``name`` is how it prints."""

    context: PlanContext
    unit: Unit | None
    name: str

    @property
    def sign(self) -> str:
        """The unit as the title of an axis says it: the sign for per cent, in any language, else its name."""
        return "%" if self.unit and self.unit.base == PERCENT else self.name

    def value(self, amount: Amount, ink: Ink = Ink.PRIMARY, status: Status | None = None) -> Value:
        """``amount`` with its label, status and colour; what can't be resolved is reported, and missing."""
        fact = self._fact(amount)
        number = self._stated(amount) if amount.fact is None else self._converted(amount, fact)
        status = status or self._own_status(amount)
        cell = amount.cell
        ink = Ink.CONTEXT if cell and cell.rest else ink
        if number is None:
            return Value(None, "", ink, status or Status.ACTUAL)
        own = _STATUSES.get(fact.status, Status.ACTUAL) if fact else Status.ACTUAL
        made_from, cited = (cell.made_from, cell.cited is not None) if cell else ((), False)
        return Value(
            number,
            self.text(number),
            ink,
            status or own,
            fact.id if fact else None,
            computed_from=made_from,
            cited=cited,
        )

    def text(self, number: Decimal, *, signed: bool = False) -> str:
        """A number as a label: separated thousands, a true minus sign, the per cent sign where that is the unit."""
        base = self.unit.base if self.unit else ""
        return plain_number(number, grouped=base != YEAR, signed=signed) + ("%" if base == PERCENT else "")

    def in_words(self, axis: Axis) -> Axis:
        """``axis`` with words such as "million" in place of strings of zeros, unless the unit has such a word."""
        largest = max((abs(tick.at) for tick in axis.ticks), default=Decimal(0))
        if not _ZEROS <= largest < _BEYOND_WORDS or (self.unit and (self.unit.scale or self.unit.base == YEAR)):
            return axis
        return replace(axis, ticks=tuple(self._worded(axis, tick, largest) for tick in axis.ticks))

    def _worded(self, axis: Axis, tick: Tick, largest: Decimal) -> Tick:
        scale, word = scale_word(tick.at if axis.log else largest, self.context.language)
        if not word or tick.at == 0:
            return tick
        others = [tick.at] if axis.log else [other.at for other in axis.ticks]
        places = max(0, *(_places(tidy(at.scaleb(-scale))) for at in others))
        moved = tidy(tick.at.scaleb(-scale)).quantize(Decimal(1).scaleb(-places))
        between = "" if in_chinese(self.context.language) else NO_BREAK
        sign = f"{between}%" if self.unit and self.unit.base == PERCENT else ""
        return replace(tick, text=f"{plain_number(moved)}{between}{word}{sign}")

    def difference(self, start: Value, end: Value) -> str:
        """How much more ``end`` is than ``start``, as exact as the less exact of both; '' when one is missing.

        The difference of two percentages bears no sign of per cent, for it is in percentage points.
        """
        if start.number is None or end.number is None:
            return ""
        return plain_number(less(end.number, start.number), signed=True)

    def _own_status(self, amount: Amount) -> Status | None:
        """What the row says of its value; what is no status is reported."""
        said = amount.cell.status if amount.cell else None
        if said is None:
            return None
        names = [status.value for status in Status]
        if said.value in names:
            return Status(said.value)
        hint = did_you_mean(said.value, names)
        self.context.diagnostics.error("bad-value", f"'{said.value[:40]}' is not possible here", said.span, hint)
        return None

    def _stated(self, amount: Amount) -> Decimal | None:
        """A number that stands in the data, in this unit if its row names another; None after a complaint."""
        own = amount.cell.unit if amount.cell else None
        if amount.number is None or own is None or self.unit is None:
            return amount.number
        number = Unit.of(self.context.unit_name(own)).converted(amount.number, self.unit)
        if number is None:
            message = f"this value is in {own.value}, the figure in {self.name}"
            hint = "one axis has one unit: show this value in a figure of its own, or on an axis of its own"
            self.context.diagnostics.error("wrong-unit", message, own.span, hint)
        return number

    def _fact(self, amount: Amount) -> Fact | None:
        if amount.fact is None:
            return None
        return self.context.facts.find(amount.fact, self.context.diagnostics)

    def _converted(self, amount: Amount, fact: Fact | None) -> Decimal | None:
        """The fact's value in this unit, or None after a complaint."""
        if fact is None or amount.fact is None:
            return None
        if fact.value is None:
            message = f"the fact '{fact.id}' is a date, not a number"
            self.context.diagnostics.error("bad-number", message, amount.fact.span, "name a fact that has a number")
            return None
        number = fact.in_unit(self.unit) if self.unit else fact.value
        if number is None or self.unit is None:
            own = quantity_parts(fact.value, fact.unit, self.context.language)[1] or fact.unit.base
            message = f"the fact '{fact.id}' is in {own}, this figure in {self.name}"
            hint = "change the figure's 'unit:', or show this value in a figure of its own"
            self.context.diagnostics.error("wrong-unit", message, amount.fact.span, hint)
            return None
        whole = int(fact.value.as_tuple().exponent) >= 0
        return tidy(number) if whole and number != fact.value else number


def evenly_printed(series: Sequence[Series], measure: Measure) -> tuple[Series, ...]:
    """``series`` without labels that are far more precise than most: "9.370" among "9.465" and "9.634".

    Only texts are rounded, never numbers, and never to fewer than four significant digits.
    """
    places = [_places(v.number) for row in series for v in row.values if v.number is not None and v.text]
    if not places:
        return tuple(series)
    usual = sorted(places)[(len(places) - 1) // 2]
    return tuple(replace(row, values=tuple(_evenly(value, usual, measure) for value in row.values)) for row in series)


def _evenly(value: Value, usual: int, measure: Measure) -> Value:
    if value.number is None or not value.text or _places(value.number) < usual + 2:
        return value
    kept = max(usual, 3 - value.number.adjusted())
    if kept >= _places(value.number):
        return value
    return replace(value, text=measure.text(rounded(value.number, Decimal(1).scaleb(-kept))))


def less(number: Decimal, taken: Decimal) -> Decimal:
    """``number`` less ``taken``, with as many digits after the point as the less exact of both has."""
    return rounded(number - taken, Decimal(1).scaleb(-min(_places(number), _places(taken))))


def _places(number: Decimal) -> int:
    """Digits after the point."""
    return max(0, -int(number.as_tuple().exponent))


def measure_of(amounts: Iterable[Amount], context: PlanContext) -> Measure:
    """The figure's own unit, or else that of the first fact among ``amounts``."""
    return measure_in(context.unit, amounts, context)


def measure_in(unit: Text | None, amounts: Iterable[Amount], context: PlanContext) -> Measure:
    """``unit``, or else that of the first fact among ``amounts``, or of the first row that names its own."""
    if unit is not None:
        name = context.unit_name(unit)
        return Measure(context, Unit.of(name), name)
    amounts = list(amounts)
    for amount in amounts:
        fact = context.facts.get(amount.fact.value) if amount.fact else None
        if fact is not None and fact.value is not None:
            return Measure(context, fact.unit, quantity_parts(fact.value, fact.unit, context.language)[1])
    said = next((amount.cell.unit for amount in amounts if amount.cell and amount.cell.unit), None)
    if said is not None:
        return measure_in(said, (), context)
    return Measure(context, None, "")
