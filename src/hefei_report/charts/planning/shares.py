"""Turns parts into percentages of their wholes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hefei_report.document.chartplan import Series, Status, Value
from hefei_report.document.labels import labels
from hefei_report.evidence.numbers import plain_number, rounded
from hefei_report.outline.schema import decimal_of


def total(series: Sequence[Series], slot: int) -> Decimal:
    """What the parts in ``slot`` add up to; a missing one counts nothing."""
    return sum((row.values[slot].number or Decimal(0) for row in series), Decimal(0))


def shares(series: Sequence[Series]) -> tuple[Series, ...]:
    """``series`` with each value in percent of all values in its slot."""
    totals = [total(series, slot) for slot in range(len(series[0].values))]
    return tuple(
        replace(row, values=tuple(_share(v, total) for v, total in zip(row.values, totals, strict=True)))
        for row in series
    )


def rounding_remarks(series: Sequence[Series], language: str) -> tuple[str, ...]:
    """What to say where the shares of a bar, as they are printed, don't add up to a hundred; () where all do."""
    for slot in range(len(series[0].values)):
        printed = [row.values[slot].text for row in series if row.values[slot].text]
        if printed and all(text.endswith("%") for text in printed):
            numbers = [decimal_of(text.removesuffix("%")) for text in printed]
            if None not in numbers and sum(number for number in numbers if number is not None) != 100:
                return (labels(language).rounded_shares,)
    return ()


def _share(value: Value, total: Decimal) -> Value:
    """``value`` in percent of ``total``, printed without decimals where that says enough."""
    if value.number is None or not total:
        return value
    percent = rounded(value.number / total * 100, Decimal("0.0001"))
    printed = rounded(percent, Decimal("0.1") if 0 < percent < 1 else Decimal(1))
    return replace(value, number=percent, text=plain_number(printed) + "%")


def part_of(value: Value, whole: Value) -> Value:
    """What ``value`` is of ``whole`` in percent: computed from the facts that both are, missing where one is.

    It prints without decimals, unless that would say "all" or "nothing" of what is neither.
    """
    if value.number is None or not whole.number:
        return Value(None)
    percent = rounded(value.number / whole.number * 100, Decimal("0.0001"))
    quanta = (Decimal(1), Decimal("0.1"), Decimal("0.01"), Decimal("0.001"))
    plain = [rounded(percent, quantum) for quantum in quanta]
    printed = next((one for one in plain if one == percent or one not in (0, 100)), plain[-1])
    facts = (whole.fact, value.fact)
    proven = tuple(dict.fromkeys(fact for fact in facts if fact)) if all(facts) else ()
    return Value(percent, plain_number(printed) + "%", value.ink, Status.DERIVED, computed_from=proven)
