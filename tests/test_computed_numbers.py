"""What a chart computes is proven by facts only where it is computed from nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hefei_report.document.chartplan import Bars, ChartPlan, Totals, Value, has_literals
from tests.test_charts import chart

SUMS = {  # of two numbers, of which the second may be a fact or not
    "stacked-column": 'categories: ["2024"]\nseries: [{name: A, values: ["fact:exports"]}, {name: B, values: [%s]}]',
    "stacked-column with three parts": (
        'categories: ["2024"]\n'
        'series: [{name: A, values: ["fact:exports"]}, {name: B, values: ["fact:imports"]}, {name: C, values: [%s]}]'
    ),
    "funnel": 'data: [{label: A, value: "fact:exports"}, {label: B, value: %s}]',
    "bump": (
        "first: highest\nseries:\n"
        '  - {name: A, data: [{x: 2024, value: "fact:exports"}]}\n'
        "  - {name: B, data: [{x: 2024, value: %s}]}"
    ),
    "waterfall": (
        'data: [{label: A, value: "fact:exports", total: true}, {label: B, value: %s}, {label: C, total: true}]'
    ),
}


def values_of(plan: ChartPlan) -> Iterator[Value]:
    """All values of a plan: its data, and what is printed beside them."""
    yield from (value for series in plan.series for value in series.values)
    for layer in plan.layers:
        if isinstance(layer, Totals):
            yield from (total.value for total in layer.totals)
        elif isinstance(layer, Bars):
            yield from (bar.value for bar in layer.bars)


def computed(kind: str, second: str) -> list[Value]:
    """The values that name the facts that they are computed from."""
    plan = chart(f"chart: {kind.split()[0]}\nunit: billion yuan\n{SUMS[kind] % second}")
    assert has_literals(plan) is not second.startswith('"fact:')
    return [value for value in values_of(plan) if value.computed_from]


@pytest.mark.parametrize("kind", SUMS)
def test_what_is_computed_from_facts_alone_names_them(kind: str) -> None:
    found = computed(kind, '"fact:imports"')
    assert found
    assert all(set(value.computed_from) == {"exports", "imports"} for value in found)


@pytest.mark.parametrize("kind", SUMS)
def test_what_is_computed_from_a_number_without_a_fact_names_none(kind: str) -> None:
    assert computed(kind, "40") == []
