"""What authors write as data becomes a chart that says the same, or a complaint at the line that is wrong."""

from __future__ import annotations

import textwrap
from decimal import Decimal

import pytest

from hefei_report.build import compose
from hefei_report.charts.kind import chart_kind, chart_kind_names
from hefei_report.charts.planning.scales import ticked_axis
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Bars,
    Break,
    ChartPlan,
    Events,
    Ink,
    Line,
    Markers,
    Ring,
    Rule,
    Status,
    facts_of,
    texts_of,
)
from hefei_report.document.drawing import Box
from hefei_report.document.model import Document, Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.figures.composing import compose as compose_picture
from hefei_report.figures.composing import preferred_height
from hefei_report.theme import load_theme
from hefei_report.workspace import MemoryWorkspace

OUTLINE = """\
report: charts
title: A report of one chart
date: 2025-11-22
language: {language}
facts: [facts.yaml]
sources: [sources.yaml]
sections:
  - id: sec-one
    title: One
    blocks:
"""
FACTS = """\
facts:
  exports: {value: "257.2", unit: billion yuan, label: Exports, source: history-2020}
  imports: {value: "1259", unit: 100 million yuan, label: Imports, source: history-2020}
  vehicles: {value: "1370000", unit: vehicles, label: Vehicles, source: statistics-2025}
  goal: {value: "2000000", unit: vehicles, status: target, source: statistics-2025}
  growth: {value: "10.6", unit: percent, source: statistics-2025}
  guess: {value: "13", unit: percent, status: estimated, source: statistics-2025}
  founded: {value: "2016-05-26", unit: date, source: history-2020}
  balance: {derived: exports - imports, unit: billion yuan, round: 0.1}
"""
SOURCES = """\
- {id: statistics-2025, type: webpage, title: Statistics, author: [{literal: Bureau}], issued: 2025-01-01}
- {id: history-2020, type: book, title: History, author: [{literal: Someone}], issued: 2020-01-01}
"""
HEAD = """\
figure:
  id: fig-one
  title: A finding
  caption: What it shows
  alt: A chart.
  source: "[@statistics-2025; @history-2020]"
"""


def composed(figure: str, files: dict[str, str], language: str = "en") -> tuple[Document | None, Diagnostics]:
    """A report whose only block is ``figure``."""
    block = textwrap.indent(textwrap.dedent(figure).strip(), " " * 8)
    outline = OUTLINE.format(language=language) + "      - " + block.lstrip() + "\n"
    workspace = MemoryWorkspace.of({"briefing.yaml": outline, "facts.yaml": FACTS, "sources.yaml": SOURCES, **files})
    diagnostics = Diagnostics()
    return compose(workspace, "briefing.yaml", diagnostics), diagnostics


def plan_of(figure: str, *, language: str = "en", **files: str) -> ChartPlan:
    """The plan of a figure that is right."""
    document, diagnostics = composed(figure, {name.replace("_", "."): text for name, text in files.items()}, language)
    assert [(d.code, d.message) for d in diagnostics if d.code != "unused-source"] == []
    assert document is not None
    (found,) = (block.plan for block in blocks_of(document) if isinstance(block, Figure))
    return found


def chart(fields: str, *, language: str = "en", **files: str) -> ChartPlan:
    """The plan of a figure with these fields."""
    body = textwrap.indent(textwrap.dedent(fields).strip(), "  ")
    return plan_of(HEAD + body, language=language, **files)


GANTT_HEADINGS = ("Before the works", "Works")  # of the example, which have no dates


def complaints(fields: str, **files: str) -> list[tuple[str, int, str]]:
    """Code, line (counted from the first of ``fields``) and hint of what is wrong with these fields."""
    body = textwrap.indent(textwrap.dedent(fields).strip(), "  ")
    _, diagnostics = composed(HEAD + body, {name.replace("_", "."): text for name, text in files.items()})
    first = OUTLINE.count("\n") + HEAD.count("\n")
    return [(d.code, d.span.line - first, d.hint) for d in diagnostics if d.code != "unused-source"]


def codes(fields: str, **files: str) -> list[tuple[str, int]]:
    """The same without hints, which must be there."""
    found = complaints(fields, **files)
    assert all(hint for _, _, hint in found)
    return [(code, line) for code, line, _ in found]


# --------------------------------------------------------------------------------------------- the shelf


def test_the_shelf_holds_the_kinds_that_the_format_promises() -> None:
    assert chart_kind_names() == (
        "area",
        "bar",
        "bubble",
        "bump",
        "column",
        "combo",
        "donut",
        "dot",
        "dumbbell",
        "funnel",
        "gantt",
        "grouped-bar",
        "grouped-column",
        "heatmap",
        "histogram",
        "line",
        "lollipop",
        "map",
        "range",
        "scatter",
        "slope",
        "small-multiples",
        "stacked-100",
        "stacked-bar",
        "stacked-column",
        "timeline",
        "treemap",
        "waffle",
        "waterfall",
    )


@pytest.mark.parametrize("name", chart_kind_names())
@pytest.mark.parametrize("medium", Medium, ids=lambda medium: medium.value)
def test_the_example_of_every_kind_can_be_drawn_in_both_media(name: str, medium: Medium) -> None:
    plan = plan_of(chart_kind(name).example)
    theme, width = load_theme("hefei"), 453.5 if medium is Medium.BRIEFING else 870.0
    picture = compose_picture(plan, Box(width, preferred_height(plan, width, medium, theme)), medium, theme)
    assert plan.kind == name
    drawn = " ".join(words.text for words in picture.words)
    told = [text.partition("–")[0] for text in plan.categories] if name == "histogram" else plan.categories
    assert [text for text in told if text.partition(" ")[0] not in drawn] == []


@pytest.mark.parametrize("name", [name for name in chart_kind_names() if name != "timeline"])
def test_every_plan_holds_its_data_in_full_for_native_charts(name: str) -> None:
    plan = plan_of(chart_kind(name).example)
    assert plan.series
    assert all(len(series.values) == len(plan.categories) for series in plan.series)
    full = plan.series[:1] if name == "funnel" else plan.series  # the first stage is no part of another
    given = [slot for slot, category in enumerate(plan.categories) if category not in GANTT_HEADINGS]
    assert all(series.values[slot].number is not None for series in full for slot in given)


# ------------------------------------------------------------------------------------- facts and numbers


def test_facts_are_converted_into_the_figure_s_unit_without_changing_a_digit() -> None:
    plan = chart("""
        chart: column
        unit: billion yuan
        data:
          - {label: Exports, value: fact:exports}
          - {label: Imports, value: fact:imports}
    """)
    assert [(v.text, v.number, v.fact) for v in plan.series[0].values] == [
        ("257.2", Decimal("257.2"), "exports"),
        ("125.9", Decimal("125.9"), "imports"),
    ]
    assert plan.unit == "billion yuan"


def test_zeros_that_only_filled_a_number_up_are_dropped() -> None:
    plan = chart("""
        chart: column
        unit: million vehicles
        data: [{label: "2024", value: fact:vehicles}]
    """)
    assert plan.series[0].values[0].text == "1.37"


def test_without_a_unit_the_first_fact_gives_it() -> None:
    plan = chart("""
        chart: bar
        data: [{label: "2024", value: fact:vehicles}]
    """)
    assert plan.unit == "vehicles"
    assert plan.series[0].values[0].text == "1,370,000"


def test_a_fact_of_another_kind_is_refused_at_its_place() -> None:
    assert codes("""
        chart: column
        unit: billion yuan
        data:
          - {label: Exports, value: fact:exports}
          - {label: Vehicles, value: fact:vehicles}
          - {label: Founded, value: fact:founded}
    """) == [("wrong-unit", 5), ("bad-number", 6)]


def test_literal_numbers_keep_the_digits_of_the_author() -> None:
    plan = chart("""
        chart: column
        data: [{label: A, value: 206.0}, {label: B, value: 1234567}, {label: C, value: -3.5}]
    """)
    assert [v.text for v in plan.series[0].values] == ["206.0", "1,234,567", "\N{MINUS SIGN}3.5"]


def test_percentages_bear_their_sign() -> None:
    plan = chart("""
        chart: bar
        unit: percent
        data: [{label: Growth, value: fact:growth}]
    """)
    assert plan.series[0].values[0].text == "10.6%"


def test_a_label_that_is_far_more_precise_than_the_others_is_rounded_and_its_number_is_not() -> None:
    plan = chart("""
        chart: line
        data: [{x: 2019, value: 9.165}, {x: 2020, value: 9.369881}, {x: 2021, value: 9.465}]
    """)
    assert [v.text for v in plan.series[0].values] == ["9.165", "9.370", "9.465"]
    assert plan.series[0].values[1].number == Decimal("9.369881")


def test_small_numbers_keep_their_decimals_beside_whole_ones() -> None:
    plan = chart("""
        chart: bar
        data: [{label: A, value: 13}, {label: B, value: 6}, {label: C, value: 3.75}]
    """)
    assert [v.text for v in plan.series[0].values] == ["13", "6", "3.75"]


def test_the_status_of_a_fact_is_drawn_unless_the_author_says_otherwise() -> None:
    plan = chart("""
        chart: bar
        unit: percent
        data:
          - {label: A, value: fact:guess}
          - {label: B, value: fact:guess, status: preliminary}
          - {label: C, value: fact:growth}
    """)
    statuses = [v.status for v in plan.series[0].values]
    assert statuses == [Status.ESTIMATED, Status.PRELIMINARY, Status.ACTUAL]
    assert [(entry.text, entry.status) for entry in plan.legend] == [
        ("Preliminary", Status.PRELIMINARY),
        ("Estimate", Status.ESTIMATED),
    ]


def test_facts_in_labels_are_bound() -> None:
    plan = chart("""
        chart: bar
        data: [{label: "Exports ({{ exports }})", value: fact:exports, note: city}]
    """)
    assert plan.categories == ("Exports (257.2\N{NO-BREAK SPACE}billion\N{NO-BREAK SPACE}yuan) (city)",)


def test_every_fact_that_is_drawn_is_known_for_the_source_line() -> None:
    plan = chart("""
        chart: column
        unit: vehicles
        data: [{label: "2024", value: fact:vehicles, target: fact:goal}]
        reference: {label: Goal, value: fact:goal}
    """)
    assert facts_of(plan) == ("vehicles", "goal")


def test_words_of_the_legend_are_in_the_document_s_language() -> None:
    plan = chart(
        """
        chart: column
        data: [{label: "2025", value: 5, status: estimated}]
        """,
        language="zh",
    )
    assert [entry.text for entry in plan.legend] == ["估计"]


# ------------------------------------------------------------------------------------- columns and bars


def test_only_what_is_highlighted_gets_the_accent_and_the_rest_turns_grey() -> None:
    fields = "chart: column\ndata: [{label: A, value: 1}, {label: B, value: 2%s}]"
    plain = chart(fields % "")
    assert [v.ink for v in plain.series[0].values] == [Ink.PRIMARY, Ink.PRIMARY]
    chosen = chart(fields % ", highlight: true")
    assert [v.ink for v in chosen.series[0].values] == [Ink.CONTEXT, Ink.ACCENT]


def test_columns_stand_and_bars_lie() -> None:
    data = "data: [{label: A, value: 1}, {label: B, value: 2}]"
    column, bar = chart(f"chart: column\n{data}"), chart(f"chart: bar\n{data}")
    assert column.x == bar.y == Band(("A", "B"))
    assert column.y == bar.x == Axis(Decimal(0), Decimal(2))


def test_a_single_target_says_what_it_is_and_several_share_a_legend() -> None:
    one = chart("chart: column\ndata: [{label: A, value: 1, target: 3}, {label: B, value: 2}]")
    two = chart("chart: column\ndata: [{label: A, value: 1, target: 3}, {label: B, value: 2, target: 4}]")
    markers = next(layer.markers for layer in one.layers if isinstance(layer, Markers))
    assert [(m.slot, m.value.text, m.value.status) for m in markers] == [(0, "Target 3", Status.TARGET)]
    assert one.legend == ()
    assert [(entry.text, entry.shape) for entry in two.legend] == [("Target", "tick")]
    assert isinstance(two.y, Axis)
    assert two.y.maximum == 4


def test_a_reference_line_bears_its_number() -> None:
    plan = chart("""
        chart: bar
        unit: percent
        data: [{label: A, value: 1}]
        reference: {label: Goal, value: 5}
    """)
    assert [layer.text for layer in plan.layers if isinstance(layer, Rule)] == ["Goal 5%"]
    assert isinstance(plan.x, Axis)
    assert plan.x.maximum == 5


def test_groups_stand_side_by_side_with_a_legend() -> None:
    plan = chart("""
        chart: column
        categories: ["2023", "2024"]
        series:
          - {name: Imports, values: [118, null]}
          - {name: Exports, values: [230, 257.2], highlight: true}
    """)
    assert [(s.name, s.ink) for s in plan.series] == [("Imports", Ink.CONTEXT), ("Exports", Ink.ACCENT)]
    assert [entry.text for entry in plan.legend] == ["Imports", "Exports"]
    bars = next(layer.bars for layer in plan.layers if isinstance(layer, Bars))
    assert [(b.slot, b.lane, b.value.number) for b in bars if b.value.number is None] == [(1, 0, None)]


def test_many_grouped_values_are_read_on_an_axis() -> None:
    series = "\n".join(f"  - {{name: S{n}, values: [1, 2, 3, 4, 5]}}" for n in range(4))
    plan = chart(f"chart: column\ncategories: [a, b, c, d, e]\nseries:\n{series}")
    assert isinstance(plan.y, Axis)
    assert [tick.text for tick in plan.y.ticks] == ["0", "2", "4", "6"]
    assert not any(text.isdigit() for text in texts_of(plan) if text not in ("0", "2", "4", "6"))
    assert plan.series[0].values[0].text == "1"


def test_a_series_with_too_few_values_is_refused() -> None:
    assert codes("""
        chart: bar
        categories: [a, b]
        series:
          - {name: One, values: [1]}
    """) == [("wrong-length", 4)]


@pytest.mark.parametrize("kind", ["column", "bar", "line", "stacked-bar"])
def test_a_chart_without_data_is_refused(kind: str) -> None:
    assert [code for code, _ in codes(f"chart: {kind}")] == ["empty"]


# ----------------------------------------------------------------------------------------------- lines


def lines_of(plan: ChartPlan) -> list[Line]:
    return [layer for layer in plan.layers if isinstance(layer, Line)]


def test_years_are_numbers_and_gaps_between_them_stay_visible() -> None:
    plan = chart("chart: line\ndata: [{x: 2024, value: 4}, {label: 2020, value: 3}, {x: 2010, value: 1}]")
    assert [point.x for point in lines_of(plan)[0].points] == [2010, 2020, 2024]
    assert plan.categories == ("2010", "2020", "2024")
    assert isinstance(plan.x, Axis)
    assert [tick.text for tick in plan.x.ticks] == ["2010", "2020", "2024"]


def test_months_lie_between_the_years() -> None:
    plan = chart("chart: line\ndata: [{x: 2020-01, value: 1}, {x: 2020-07, value: 2}, {x: 2021-01, value: 3}]")
    assert [float(point.x) for point in lines_of(plan)[0].points] == pytest.approx([2020, 2020.5, 2021], abs=0.01)


def test_names_are_categories_in_the_author_s_order() -> None:
    plan = chart("chart: line\ndata: [{x: spring, value: 1}, {x: autumn, value: 2}]")
    assert plan.x == Band(("spring", "autumn"))


def test_a_missing_value_is_a_gap() -> None:
    plan = chart("chart: line\ndata: [{x: 2019, value: 1}, {x: 2020, value: null}, {x: 2021, value: 3}]")
    assert [point.value.number for point in lines_of(plan)[0].points] == [1, None, 3]


def test_lines_of_different_years_share_the_categories() -> None:
    plan = chart("""
        chart: line
        highlight: City
        series:
          - {name: City, data: [{x: 2019, value: 1}, {x: 2021, value: 3}]}
          - {name: Nation, data: [{x: 2020, value: 2}]}
    """)
    assert plan.categories == ("2019", "2020", "2021")
    assert [[v.number for v in s.values] for s in plan.series] == [[1, None, 3], [None, 2, None]]
    assert [(line.name, line.ink) for line in lines_of(plan)] == [("City", Ink.ACCENT), ("Nation", Ink.CONTEXT)]


def test_a_break_interrupts_the_line_and_is_drawn() -> None:
    plan = chart("""
        chart: line
        breaks: [{before: 2019, label: Revised}]
        data: [{x: 2018, value: 1}, {x: 2019, value: 3}]
    """)
    assert [(b.at, b.text) for b in plan.layers if isinstance(b, Break)] == [(Decimal(2019), "Revised")]
    assert lines_of(plan)[0].breaks_before == (Decimal(2019),)


def test_a_break_outside_the_axis_is_refused() -> None:
    assert codes("""
        chart: line
        breaks:
          - {before: 1999}
        data: [{x: 2018, value: 1}, {x: 2019, value: 3}]
    """) == [("bad-value", 3)]


def test_ranks_have_the_first_on_top_and_whole_ticks() -> None:
    plan = chart("""
        chart: line
        unit: rank
        invert: true
        data: [{x: 2020, value: 5}, {x: 2021, value: 2}, {x: 2022, value: 1}]
    """)
    assert isinstance(plan.y, Axis)
    assert plan.y.inverted
    assert plan.y.minimum == 1
    assert all(tick.at == int(tick.at) for tick in plan.y.ticks)


def test_two_values_for_one_year_are_refused() -> None:
    assert [code for code, _ in codes("chart: line\ndata: [{x: 2020, value: 1}, {x: 2020, value: 2}]")] == [
        "duplicate-x"
    ]


def test_more_lines_than_colours_ask_for_a_highlight() -> None:
    series = "\n".join(f"  - {{name: S{n}, data: [{{x: 2020, value: {n}}}, {{x: 2021, value: 3}}]}}" for n in range(7))
    assert [code for code, _ in codes(f"chart: line\nseries:\n{series}")] == ["too-many-parts"]
    assert len(lines_of(chart(f"chart: line\nhighlight: S3\nseries:\n{series}"))) == 7


def test_a_long_line_labels_its_ends_and_extremes_only() -> None:
    rows = ", ".join(f"{{x: {2000 + n}, value: {v}}}" for n, v in enumerate((5, 6, 7, 9, 8, 7, 6, 4, 2, 3, 4, 5, 6)))
    labelled = [p.value.text for p in lines_of(chart(f"chart: line\ndata: [{rows}]"))[0].points]
    assert [text for text in labelled if text] == ["5", "9", "2", "6"]


# ------------------------------------------------------------------------------------------------- CSV

CSV = "year,residents,guests\n2010,7.457,1\n2020,9.37,\n\n2024,10.002,3\n"


def test_data_can_come_from_a_file() -> None:
    plan = chart("chart: line\ndata: pop.csv\nx: year\ny: residents", pop_csv=CSV)
    assert [(p.x, p.value.text) for p in lines_of(plan)[0].points] == [
        (Decimal(2010), "7.457"),
        (Decimal(2020), "9.37"),
        (Decimal(2024), "10.002"),
    ]
    two = chart("chart: column\ndata: pop.csv\nx: year\ny: [residents, guests]", pop_csv="\N{BYTE ORDER MARK}" + CSV)
    assert [s.name for s in two.series] == ["residents", "guests"]
    assert [v.number for v in two.series[1].values] == [1, None, 3]


def test_a_bad_cell_is_reported_at_its_line_of_the_file() -> None:
    _, diagnostics = composed(
        HEAD + "  chart: line\n  data: pop.csv\n  x: year\n  y: residents",
        {"pop.csv": 'year,residents\n2010,7.4\n"20\n20",8\n2021,"8,1"\n'},
    )
    assert [(d.code, d.span.file, d.span.line) for d in diagnostics if d.code == "bad-number"] == [
        ("bad-number", "pop.csv", 5)
    ]


def test_a_comma_in_a_number_of_a_file_is_reported_as_a_cell_too_many() -> None:
    _, diagnostics = composed(
        HEAD + "  chart: line\n  data: pop.csv\n  x: year\n  y: residents",
        {"pop.csv": "year,residents\n2010,7\n2011,7,500\n2012,8\n"},
    )
    found = [(d.code, d.span.file, d.span.line) for d in diagnostics if d.code != "unused-source"]
    assert found == [("bad-csv", "pop.csv", 3)]


@pytest.mark.parametrize(
    ("fields", "content", "expected"),
    [
        ("data: none.csv\nx: year\ny: residents", CSV, ("missing-file", 2)),
        ("data: ../pop.csv\nx: year\ny: residents", CSV, ("path-outside-folder", 2)),
        ("data: pop.csv\ny: residents", CSV, ("missing-key", 2)),
        ("data: pop.csv\nx: year\ny: resident", CSV, ("unknown-column", 4)),
        ("data: pop.csv\nx: year\ny: residents", "year,residents\n", ("empty", 2)),
        ("data: pop.csv\nx: year\ny: residents", 'year,residents\n2010,"7', ("bad-csv", 2)),
        ("data: pop.csv\nx: year\ny: residents", "year,residents\n" + "2010,7\n" * 20_001, ("too-many-rows", 2)),
    ],
)
def test_a_file_that_cannot_be_used_is_reported(fields: str, content: str, expected: tuple[str, int]) -> None:
    assert codes(f"chart: line\n{fields}", pop_csv=content) == [expected]


# --------------------------------------------------------------------------------------- parts of a whole


def test_a_ring_s_shares_add_up_to_exactly_one() -> None:
    plan = chart(
        "chart: donut\ncentre: Three\ndata: [{label: A, value: 1}, {label: B, value: 1}, {label: C, value: 1}]"
    )
    (ring,) = (layer for layer in plan.layers if isinstance(layer, Ring))
    assert sum(wedge.share for wedge in ring.wedges) == 1
    assert ring.centre == "Three"


def test_a_ring_of_too_many_or_negative_parts_is_refused() -> None:
    rows = "\n".join(f"  - {{label: P{n}, value: {n}}}" for n in range(1, 8))
    (found,) = complaints(f"chart: donut\ndata:\n{rows}")
    assert found[0] == "too-many-parts"
    assert "6" in found[2]
    rows = "  - {label: A, value: 1}\n  - {label: B, value: -1}\n  - {label: C, value: -2}"
    assert codes(f"chart: donut\ndata:\n{rows}") == [("bad-number", 4), ("bad-number", 5)]


def test_more_parts_or_groups_than_there_are_colours_are_refused() -> None:
    parts = [f"  - {{label: P{n}, value: {n}}}" for n in range(1, 9)]
    for count in (7, 8):
        found = codes("chart: stacked-bar\ndata:\n" + "\n".join(parts[:count]))
        assert [code for code, _ in found] == ["too-many-parts"]
    series = "\n".join(f"  - {{name: S{n}, values: [1, 2]}}" for n in range(7))
    assert [code for code, _ in codes(f"chart: column\ncategories: [a, b]\nseries:\n{series}")] == ["too-many-parts"]
    six = chart("chart: stacked-bar\ndata:\n" + "\n".join(parts[:6]))
    assert len({row.ink for row in six.series}) == 6


def test_one_bar_bears_the_names_of_its_parts() -> None:
    plan = chart("""
        chart: stacked-bar
        unit: billion yuan
        data:
          - {label: Machinery, value: 206.54, highlight: true}
          - {label: Others, value: 50.66}
    """)
    (layer,) = plan.layers
    assert isinstance(layer, Bars)
    assert [(b.name, b.start, b.end) for b in layer.bars] == [
        ("Machinery", Decimal(0), Decimal("206.54")),
        ("Others", Decimal("206.54"), Decimal("257.20")),
    ]
    assert plan.legend == ()
    assert [s.ink for s in plan.series] == [Ink.ACCENT, Ink.CONTEXT]


def test_several_bars_share_a_legend_and_may_lack_parts() -> None:
    plan = chart("""
        chart: stacked-bar
        bars:
          - {label: BOE, parts: [{label: City, value: 9}, {label: Banks, value: 8.5}]}
          - {label: NIO, parts: [{label: State, value: 2}, {label: City, value: 5}]}
    """)
    assert [entry.text for entry in plan.legend] == ["City", "Banks", "State"]
    assert plan.categories == ("BOE", "NIO")
    assert [[v.number for v in s.values] for s in plan.series] == [[9, 5], [Decimal("8.5"), None], [None, 2]]


def test_shares_fill_the_bar_to_a_hundred_percent() -> None:
    plan = chart("""
        chart: stacked-bar
        share: true
        data: [{label: A, value: 3}, {label: B, value: 1}, {label: C, value: 0.03}]
    """)
    assert [s.values[0].text for s in plan.series] == ["74%", "25%", "0.7%"]
    assert isinstance(plan.x, Axis)
    assert plan.x.maximum == 100


# --------------------------------------------------------------------------------------------- timeline


def events_of(plan: ChartPlan) -> list[tuple[str, str]]:
    return [(event.date, event.text) for layer in plan.layers if isinstance(layer, Events) for event in layer.events]


def test_events_are_set_in_the_order_of_time_with_written_dates() -> None:
    plan = chart("""
        chart: timeline
        events:
          - {date: 2020-04-29, text: Third}
          - {date: late 1970s, at: 1978, text: First}
          - {date: 2011-08, text: Second, highlight: true}
    """)
    assert events_of(plan) == [("late 1970s", "First"), ("August 2011", "Second"), ("29\u00a0April 2020", "Third")]


def test_dates_are_written_in_the_document_s_language() -> None:
    plan = chart("chart: timeline\nevents: [{date: 2011-08, text: 巢湖}]", language="zh")
    assert events_of(plan) == [("2011年8月", "巢湖")]


def test_a_date_in_words_must_say_its_year() -> None:
    assert complaints("chart: timeline\nevents:\n  - {date: late 1970s, text: First}") == [
        ("bad-date", 3, "write 2008, 2008-09 or 2008-09-15; for a date in words add the year, as in 'at: 1978'")
    ]
    assert codes("chart: timeline\nevents:\n  - {date: 2011-13, text: First}") == [("bad-date", 3)]


# ------------------------------------------------------------------------------------------------ scales


@pytest.mark.parametrize(
    ("numbers", "ticks"),
    [
        ((3, 97), ["0", "25", "50", "75", "100"]),
        ((7457, 10002), ["7,000", "8,000", "9,000", "10,000", "11,000"]),
        ((54, 56), ["54.0", "54.5", "55.0", "55.5", "56.0"]),
        ((5, 5), ["4", "6"]),
        ((-3, 12), ["\N{MINUS SIGN}5", "0", "5", "10", "15"]),
    ],
)
def test_ticks_are_few_and_round(numbers: tuple[int, ...], ticks: list[str]) -> None:
    from hefei_report.evidence.numbers import plain_number

    axis = ticked_axis([Decimal(n) for n in numbers], plain_number)
    assert [tick.text for tick in axis.ticks] == ticks
    assert axis.minimum <= min(numbers)
    assert axis.maximum >= max(numbers)
