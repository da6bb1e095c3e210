"""Reference lines, bands, notes and breaks: what authors set on the axes of a chart stands where they say."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.document.chartplan import (
    Area,
    Axis,
    Break,
    Callout,
    ChartPlan,
    Layer,
    Line,
    Rule,
    Zone,
    facts_of,
    has_literals,
)
from tests.support.tables import made
from tests.test_charts import chart, codes, complaints

LINE = """
    chart: line
    unit: billion yuan
    data:
      - {x: 2019, value: fact:exports}
      - {x: 2021, value: fact:exports}
      - {x: 2024, value: fact:exports}
"""
COLUMNS = """
    chart: column
    data: [{label: A, value: 10}, {label: B, value: -4, note: last}, {label: C, value: 7}]
"""
SCATTER = """
    chart: scatter
    x-title: Spending
    y-title: Income
    data: [{label: A, x: 1, y: 10}, {label: B, x: 5, y: 30}]
"""


def on(plan: ChartPlan, kind: type[Layer]) -> list[Layer]:
    return [layer for layer in plan.layers if isinstance(layer, kind)]


def with_keys(figure: str, keys: str) -> str:
    return figure.rstrip() + "\n" + "\n".join("    " + line.strip() for line in keys.strip().splitlines()) + "\n"


# ------------------------------------------------------------------------------------- reference lines


def test_several_reference_lines_bear_their_numbers_and_facts() -> None:
    plan = chart(with_keys(LINE, "reference: [{label: Imports, value: fact:imports}, {label: Goal, value: 300}]"))
    assert [(r.at, r.text, r.fact) for r in on(plan, Rule) if isinstance(r, Rule)] == [
        (Decimal("125.9"), "Imports 125.9", "imports"),
        (Decimal(300), "Goal 300", None),
    ]
    assert isinstance(plan.y, Axis)
    assert plan.y.minimum <= Decimal("125.9") < Decimal(300) <= plan.y.maximum
    assert has_literals(plan)
    assert "imports" in facts_of(plan)


@pytest.mark.parametrize("kind", ["column", "bar", "line", "area"])
def test_every_kind_with_a_value_axis_takes_what_stands_on_it(kind: str) -> None:
    key = "x" if kind in ("line", "area") else "label"
    plan = chart(f"""
        chart: {kind}
        reference: {{label: Goal, value: 12}}
        bands: [{{from: 2020, to: 2022, label: Plan}}, {{from: 3, to: 5, axis: y, label: Usual}}]
        annotations: [{{at: 2022, text: A note}}]
        breaks: [{{before: 2022, label: Census}}]
        data: [{{{key}: 2020, value: 10}}, {{{key}: 2022, value: 8}}, {{{key}: 2024, value: 4}}]
    """)
    assert [len(on(plan, layer)) for layer in (Rule, Zone, Callout, Break)] == [1, 2, 1, 1]


# ------------------------------------------------------------------------------------------------ bands


def test_a_band_over_time_reaches_from_its_start_to_its_end() -> None:
    plan = chart(with_keys(LINE, "bands: [{from: 2020, to: 2022, label: Plan}, {from: 2021}]"))
    assert on(plan, Zone) == [
        Zone(Decimal(2020), Decimal(2022), "Plan", across=True),
        Zone(Decimal(2021), Decimal(2024), "", across=True),
    ]
    assert isinstance(plan.layers[0], Zone)  # behind the data


def test_a_band_over_categories_takes_whole_slots() -> None:
    plan = chart(with_keys(COLUMNS, "bands: [{from: B, to: C, label: Late}, {to: A}]"))
    ends = [(zone.start, zone.end) for zone in on(plan, Zone) if isinstance(zone, Zone)]
    assert ends == [(Decimal("0.5"), Decimal("2.5")), (Decimal("-0.5"), Decimal("0.5"))]


def test_a_band_of_values_comes_from_facts_and_widens_the_axis() -> None:
    plan = chart(with_keys(LINE, "bands: [{axis: y, from: fact:imports, to: 400, label: Usual}, {axis: y, to: 200}]"))
    usual, low = (zone for zone in on(plan, Zone) if isinstance(zone, Zone))
    assert isinstance(plan.y, Axis)
    assert (usual.start, usual.end, usual.facts) == (Decimal("125.9"), Decimal(400), ("imports",))
    assert plan.y.maximum >= 400
    assert (low.start, low.end) == (plan.y.minimum, Decimal(200))
    assert "imports" in facts_of(plan)


def test_literal_ends_of_a_band_of_values_need_a_source_and_years_do_not() -> None:
    assert has_literals(chart(with_keys(LINE, "bands: [{axis: y, from: 100, to: 400}]")))
    assert not has_literals(chart(with_keys(LINE, "bands: [{from: 2019, to: 2021}]")))


# ------------------------------------------------------------------------------------------------ notes


def test_a_note_stands_beside_the_value_that_it_is_about() -> None:
    plan = chart(with_keys(COLUMNS, "annotations: [{at: B, text: Loss}, {at: C, y: 20, text: Higher up}]"))
    assert on(plan, Callout) == [
        Callout(Decimal(1), Decimal(-4), "Loss"),
        Callout(Decimal(2), Decimal(20), "Higher up"),
    ]
    assert isinstance(plan.y, Axis)
    assert plan.y.maximum == 20


def test_a_note_on_lying_bars_is_turned_with_them() -> None:
    plan = chart(with_keys(COLUMNS.replace("column", "bar"), "annotations: [{at: C, text: Here}]"))
    assert on(plan, Callout) == [Callout(Decimal(7), Decimal(2), "Here")]


def test_of_several_series_a_note_names_its_own_or_stands_at_the_highest() -> None:
    plan = chart("""
        chart: line
        series:
          - {name: Towns, data: [{x: 2010, value: 4}, {x: 2020, value: 8}]}
          - {name: Country, data: [{x: 2010, value: 3}, {x: 2020, value: 2}]}
        annotations: [{at: 2020, text: Low, series: Country}, {at: 2020, text: High}]
    """)
    assert [(c.x, c.y) for c in on(plan, Callout) if isinstance(c, Callout)] == [
        (Decimal(2020), Decimal(2)),
        (Decimal(2020), Decimal(8)),
    ]


def test_a_note_on_an_area_stands_on_its_upper_edge() -> None:
    plan = chart("""
        chart: area
        series:
          - {name: Towns, data: [{x: 2010, value: 4}, {x: 2020, value: 8}]}
          - {name: Country, data: [{x: 2010, value: 3}, {x: 2020, value: 2}]}
        annotations: [{at: 2020, text: All, series: Country}]
    """)
    assert on(plan, Callout) == [Callout(Decimal(2020), Decimal(10), "All")]


def test_a_note_on_a_line_of_another_unit_is_read_on_its_axis() -> None:
    plan = chart("""
        chart: combo
        unit: billion yuan
        line-unit: percent
        categories: ["2022", "2023"]
        columns: [{name: Exports, values: [221.8, 232.5]}]
        lines: [{name: Growth, values: [12.4, 4.8]}]
        annotations: [{at: "2023", series: Growth, text: Glut}]
    """)
    assert on(plan, Callout) == [Callout(Decimal(1), Decimal("4.8"), "Glut", secondary=True)]


def test_a_note_on_a_scatter_is_anchored_to_a_thing() -> None:
    plan = chart(with_keys(SCATTER, "annotations: [{at: B, text: Rich}]\nbands: [{from: 2, to: 4}]"))
    assert on(plan, Callout) == [Callout(Decimal(5), Decimal(30), "Rich")]
    assert on(plan, Zone) == [Zone(Decimal(2), Decimal(4), "", across=True)]


# ----------------------------------------------------------------------------------------------- breaks


def test_a_break_interrupts_areas_as_it_does_lines() -> None:
    keys = "breaks: [{before: 2021, label: Revised}]"
    for kind, layer in (("line", Line), ("area", Area)):
        plan = chart(with_keys(LINE.replace("line", kind), keys))
        (drawn,) = on(plan, layer)
        assert isinstance(drawn, Line | Area)
        assert drawn.breaks_before == (Decimal(2021),)
        assert on(plan, Break) == [Break(Decimal(2021), "Revised")]


# --------------------------------------------------------------------------------------------- mistakes


def test_whatever_is_not_on_an_axis_is_reported_at_its_line() -> None:
    figure = """
        chart: column
        bands:
          - {from: X, to: B}
          - {from: C, to: A}
          - {label: Nowhere}
          - {axis: y, from: low}
        annotations:
          - {at: Z, text: a}
          - {at: B, text: b, series: None}
        breaks:
          - {before: Q}
        data: [{label: A, value: 10}, {label: B, value: 4}, {label: C, value: 7}]
    """
    assert sorted(codes(figure), key=lambda found: found[1]) == [
        ("bad-value", 3),
        ("bad-value", 4),
        ("missing-key", 5),
        ("bad-number", 6),
        ("bad-value", 8),
        ("bad-value", 9),
        ("bad-value", 11),
    ]


def test_a_misspelt_category_is_recognized() -> None:
    found = complaints("""
        chart: column
        data: [{label: Shanghai, value: 10}, {label: Hefei, value: 4}]
        annotations: [{at: Shangai, text: Port}]
    """)
    assert [(code, hint) for code, _, hint in found] == [("bad-value", "did you mean 'Shanghai'?")]


def test_a_note_where_there_is_no_value_needs_its_own_height() -> None:
    assert codes("""
        chart: line
        data: [{x: 2019, value: 1}, {x: 2021, value: null}, {x: 2023, value: 3}]
        annotations:
          - {at: 2021, text: Missing}
          - {at: 2020, text: Between}
          - {at: 2020, y: 2, text: Anywhere}
    """) == [("missing-value", 4), ("missing-value", 5)]


def test_more_notes_than_a_reader_takes_in_are_refused() -> None:
    notes = ", ".join("{at: A, text: a}" for _ in range(7))
    assert codes(with_keys(COLUMNS, f"annotations: [{notes}]")) == [("too-many-parts", 3)]


def test_a_bubble_whose_size_is_missing_is_said_to_be_by_null() -> None:
    rows = "data: [{label: A, x: 1, y: 2, size: 3}, {label: B, x: 2, y: 3, size: null}]"
    plan = chart(f"chart: bubble\nx-title: X\ny-title: Y\nsize-title: S\n{rows}")
    assert [value.number for value in plan.series[2].values] == [3, None]
    unsaid = rows.replace(", size: null", "")
    assert codes(f"chart: bubble\nx-title: X\ny-title: Y\nsize-title: S\n{unsaid}") == [("missing-value", 5)]


def test_a_reference_line_may_be_proven_by_a_source_of_its_own() -> None:
    rows = "data: [{label: A, value: fact:exports}, {label: B, value: fact:exports}]"
    line = "reference: {value: 200, label: The norm, source: '@statistics-2025'}"
    kept = made(f"chart: column\n{line}\n{rows}", cited=False)
    assert kept.places == [] and "[1" in kept.source and "2]" in kept.source
    bare = "reference: {value: 200, label: The norm}"
    unproven = made(f"chart: column\n{bare}\n{rows}", cited=False)
    assert [code for code, *_ in unproven.places] == ["unproven-number"]
