"""A chart is the same whether its numbers stand in the outline or in a table among others, whatever they are."""

from __future__ import annotations

import functools

import pytest

from hefei_report.charts.kind import chart_kind_names
from hefei_report.diagnostics import Severity
from tests.support.charting import Charted, charted
from tests.support.extremes import SCENARIOS, Extremes
from tests.support.outlining import Block
from tests.support.tabling import FORMS, Tabling, tellable

FIGURES = 2 * len(SCENARIOS)  # of each kind
# Events have no numbers, and the numbers of a histogram have no rows.
WITHOUT_ROWS = {"timeline", "histogram"}
kinds = pytest.mark.parametrize("kind", sorted(set(chart_kind_names()) - WITHOUT_ROWS))


def figures(kind: str) -> list[Block]:
    made = Extremes(len(kind))
    return [tellable(made.figure(kind, number)) for number in range(FIGURES)]


@functools.cache
def in_place(kind: str) -> Charted:
    """Figures of ``kind`` as their author writes them out."""
    return charted(figures(kind))


def complaints(made: Charted) -> set[tuple[str, str]]:
    """What is wrong, wherever it is."""
    return {(one.code, one.message) for one in made.found if one.severity is Severity.ERROR}


@kinds
@pytest.mark.parametrize("form", FORMS)
def test_a_chart_from_a_table_is_the_chart_of_its_rows(kind: str, form: str) -> None:
    tabling = Tabling(len(kind))
    tables = {one["figure"]["id"]: tabling.tabled(one, form) for one in figures(kind)}
    found = [table for table in tables.values() if table is not None]
    made = charted([table.figure for table in found], {k: v for table in found for k, v in table.files.items()})
    assert complaints(made) - complaints(in_place(kind)) == set()
    known = {id: plan for id, plan in in_place(kind).plans.items() if tables[id] is not None}
    assert made.plans.keys() == known.keys()
    assert [id for id, plan in made.plans.items() if plan != known[id]] == []
    assert len(known) >= FIGURES * 0.4
