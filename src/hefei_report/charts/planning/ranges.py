"""Reads where authors let a value axis begin and end, and refuses what would make a chart lie."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.data import Amount
from hefei_report.charts.planning.measure import Measure
from hefei_report.charts.planning.scales import log_axis, ticked_axis
from hefei_report.diagnostics import did_you_mean
from hefei_report.document.chartplan import Axis
from hefei_report.document.labels import Labels
from hefei_report.evidence.numbers import plain_number, tidy
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_SCALES = ("linear", "log")
_INSTEAD = "draw dots or lines, which may begin anywhere"

Numbers = Iterable[Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeFields:
    """Where the value axis begins (``minimum``) and ends (``maximum``), and whether its ``scale`` is ``log``."""

    minimum: Amount | None = None
    maximum: Amount | None = None
    scale: Text | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """What an author decided about an axis; None and False where the data decides."""

    context: PlanContext
    fields: RangeFields
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    log: bool = False

    def axis(
        self,
        numbers: Numbers,
        print_number: Callable[[Decimal], str],
        *,
        from_zero: bool = False,
        inverted: bool = False,
        whole: bool = False,
        count: int = 4,
    ) -> Axis:
        """An axis with ticks around ``numbers``, of which what doesn't fit is reported."""
        present = [number for number in numbers if number is not None]
        self.check(present)
        if self.log and all(number > 0 for number in present):
            return log_axis(present, print_number, self.minimum, self.maximum)
        bounds = (self.minimum, self.maximum)
        kept = [number for number in present if not self._is_outside(number)]
        return ticked_axis(
            kept, print_number, from_zero=from_zero, inverted=inverted, whole=whole, count=count, bounds=bounds
        )

    def check(self, numbers: Numbers) -> None:
        """Report the ends of the axis that would cut off some of ``numbers``, and what a logarithm hasn't got."""
        present = [number for number in numbers if number is not None]
        for amount, end, beyond in (
            (self.fields.minimum, self.minimum, min(present, default=None)),
            (self.fields.maximum, self.maximum, max(present, default=None)),
        ):
            if amount is not None and beyond is not None and end is not None and self._is_outside(beyond):
                message = f"the value {plain_number(tidy(beyond))} would be beyond the end of the axis"
                hint = "let the axis reach further; no mark is cut off"
                self.context.diagnostics.error("bad-value", message, amount.span, hint)
        if self.log and any(number <= 0 for number in present):
            place = self.fields.scale.span if self.fields.scale else self.context.span
            message = f"a logarithmic scale can't show {plain_number(tidy(min(present)))}"
            hint = "it has neither zero nor anything below; leave out 'scale: log'"
            self.context.diagnostics.error("bad-number", message, place, hint)

    def _is_outside(self, number: Decimal) -> bool:
        below = self.minimum is not None and number < self.minimum
        return below or (self.maximum is not None and number > self.maximum)

    def remarks(self, axis: Axis, name: str, words: Labels, measure: Measure) -> tuple[str, ...]:
        """What a reader must be told of ``axis``, cut or made logarithmic; ``name`` says which it is."""
        if axis.log:
            return (words.logarithmic.format(axis=name),)
        if self.minimum is not None and self.minimum > 0:
            return (words.begins_at.format(axis=name, value=measure.text(self.minimum)),)
        return ()


def read_range(fields: RangeFields, measure: Measure, context: PlanContext, *, grounded: bool) -> Range:
    """What ``fields`` say of an axis in ``measure``; marks that are ``grounded`` stand on zero, whatever they say."""
    low, high = (measure.value(end).number if end else None for end in (fields.minimum, fields.maximum))
    log = _is_log(fields.scale, context)
    found = context.diagnostics
    if low is not None and high is not None and low >= high and fields.minimum:
        hint = "write the smaller number in 'minimum:', the larger in 'maximum:'"
        found.error("bad-value", "this axis would end where it begins, or before", fields.minimum.span, hint)
        low = high = None
    if grounded and log and fields.scale:
        found.error("not-from-zero", "a logarithmic scale has no zero to stand on", fields.scale.span, _INSTEAD)
        log = False
    if grounded and low is not None and low > 0 and fields.minimum:
        message = "bars, columns and areas begin at zero, or their lengths lie"
        found.error("not-from-zero", message, fields.minimum.span, f"leave out 'minimum:', or {_INSTEAD}")
        low = None
    if log and low is not None and low <= 0 and fields.minimum:
        hint = "begin at a number above zero, or leave out 'scale: log'"
        found.error("bad-number", "a logarithmic scale begins above zero", fields.minimum.span, hint)
        low = None
    return Range(context, fields, low, high, log)


def _is_log(scale: Text | None, context: PlanContext) -> bool:
    if scale is not None and scale.value not in _SCALES:
        hint = did_you_mean(scale.value, _SCALES)
        context.diagnostics.error("bad-value", f"there is no scale '{scale.value[:40]}'", scale.span, hint)
    return scale is not None and scale.value == "log"
