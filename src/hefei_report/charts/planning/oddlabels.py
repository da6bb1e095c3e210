"""Finds the label that is no date among dates, or no number among numbers: it would turn the whole axis into names."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.planning.dates import Grain, grain_of, year_of
from hefei_report.diagnostics import Span
from hefei_report.outline.schema import decimal_of

_SCORE = 20  # so many are reported at most
_DATE_HINT = "write every x as 2020, 2020-04, 2020-04-29, 2020-Q2 or 2023/24; leave a row out that has no date"
_FISCAL_HINT = "write calendar years everywhere, or fiscal years everywhere"
_NUMBER_HINT = "write every x as a number, or leave this row out"


def report_odd_labels(labels: Sequence[str], places: Sequence[Span], context: PlanContext) -> bool:
    """Whether ``labels`` are of one sort, or mostly names; else those of the other sort are reported at ``places``."""
    dated = [year_of(label) is not None for label in labels]
    fiscal = [known and grain_of(label) is Grain.FISCAL for label, known in zip(labels, dated, strict=True)]
    if all(dated):
        few = [one is (2 * sum(fiscal) <= len(fiscal)) for one in fiscal] if any(fiscal) and not all(fiscal) else []
        return _told(labels, places, few, "'{}' mixes fiscal with calendar years on one axis", _FISCAL_HINT, context)
    numbered = [decimal_of(label) is not None for label in labels]
    if all(numbered):
        return True  # numbers, of which some might be years
    if 2 * sum(dated) > len(labels):
        odd = [not one for one in dated]
        return _told(labels, places, odd, "'{}' is no date, as all others here are", _DATE_HINT, context)
    odd = [not one for one in numbered] if 2 * sum(numbered) > len(labels) else []
    return _told(labels, places, odd, "'{}' is no number, as all others here are", _NUMBER_HINT, context)


def _told(
    labels: Sequence[str], places: Sequence[Span], odd: Sequence[bool], message: str, hint: str, context: PlanContext
) -> bool:
    wrong = [(label, place) for label, place, one in zip(labels, places, odd, strict=False) if one]
    told = [(label, place) for label, place in wrong if label]  # an x that isn't there is reported already
    for label, place in told[:_SCORE]:
        context.diagnostics.error("mixed-x", message.format(label[:40]), place, hint)
    return not wrong
