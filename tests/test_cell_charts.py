"""Waffles, treemaps, heatmaps and small multiples: what authors write becomes a plan that says the same."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hefei_report.briefing.chartdata import chart_csv
from hefei_report.charts.waffle import shared_out
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Cells,
    ChartPlan,
    Ink,
    Line,
    Panels,
    Ramp,
    Squares,
    Status,
    Tiles,
    facts_of,
    has_literals,
    texts_of,
)
from tests.test_charts import chart, codes

FIGURE = -5  # the line of the figure itself, counted as complaints are

# ---------------------------------------------------------------------------------------------- waffles

CARS = """
    chart: waffle
    unit: thousand vehicles
    data:
      - {label: Electric, value: 794, highlight: true}
      - {label: Hybrid, value: 301}
      - {label: Other, value: 274}
"""


def squares(plan: ChartPlan) -> Squares:
    (layer,) = plan.layers
    assert isinstance(layer, Squares)
    return layer


def counts(plan: ChartPlan) -> list[int]:
    return [group.count for group in squares(plan).groups]


def test_the_squares_of_a_waffle_add_up_to_a_hundred() -> None:
    plan = chart(CARS)
    assert counts(plan) == [58, 22, 20]
    assert squares(plan).meaning == "Each square: 1%"
    assert plan.categories == ("Electric", "Hybrid", "Other")
    assert [value.text for value in plan.series[0].values] == ["794", "301", "274"]


@pytest.mark.parametrize("numbers", [(1, 1, 1), (5, 0, 3), (1, 999), (2, 2, 2, 2, 2, 2, 2), (7,), (Decimal("0.1"), 3)])
def test_pieces_are_shared_out_by_the_largest_remainders(numbers: tuple[Decimal, ...]) -> None:
    found = shared_out([Decimal(number) for number in numbers], 100)
    exact = [Decimal(number) * 100 / sum(map(Decimal, numbers)) for number in numbers]
    assert sum(found) == 100
    assert all(abs(piece - share) < 1 for piece, share in zip(found, exact, strict=True))


def test_a_square_may_stand_for_so_many_units() -> None:
    plan = chart(CARS + "    square: 50")
    assert counts(plan) == [16, 6, 5]
    assert squares(plan).meaning == "Each square: 50,000\N{NO-BREAK SPACE}vehicles"


def test_percentages_leave_the_rest_of_a_hundred_squares_empty() -> None:
    plan = chart("""
        chart: waffle
        unit: percent
        data: [{label: Growth, value: fact:growth}]
        rest: Everything else
    """)
    assert counts(plan) == [11]
    assert (squares(plan).rest, squares(plan).rest_name) == (89, "Everything else")
    assert facts_of(plan) == ("growth",)
    assert not has_literals(plan)


def test_a_whole_can_be_a_fact() -> None:
    plan = chart("""
        chart: waffle
        unit: billion yuan
        whole: fact:exports
        data: [{label: Imports, value: fact:imports}]
    """)
    assert (counts(plan), squares(plan).rest) == ([49], 51)


def test_percentages_that_are_rounded_up_fill_all_squares() -> None:
    rows = "[{label: A, value: 33.5}, {label: B, value: 33.5}, {label: C, value: 33.5}]"
    plan = chart(f"chart: waffle\nunit: percent\ndata: {rows}")
    assert sum(counts(plan)) == 100
    assert squares(plan).rest == 0


def test_a_part_that_is_too_small_for_a_square_is_named_in_the_note() -> None:
    plan = chart("chart: waffle\ndata: [{label: Much, value: 999}, {label: Little, value: 1, status: estimated}]")
    assert counts(plan) == [100, 0]
    assert plan.remarks == ("Too small for a square: Little.",)
    assert [entry.status for entry in plan.legend] == [Status.ESTIMATED]


def test_a_waffle_speaks_chinese() -> None:
    assert squares(chart(CARS, language="zh")).meaning == "每格：1%"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("data: []", [("empty", FIGURE)]),
        ("data: [{label: A, value: 0}]", [("empty", FIGURE)]),
        ("data: [{label: A, value: 3}, {label: B, value: -1}]", [("bad-number", 2)]),
        ("unit: percent\ndata: [{label: A, value: 70}, {label: B, value: 60}]", [("wrong-total", FIGURE)]),
        ("whole: 5\ndata: [{label: A, value: 7}]", [("wrong-total", 2)]),
        ("square: 0\ndata: [{label: A, value: 7}]", [("bad-number", 2)]),
        ("square: 0.001\ndata: [{label: A, value: 7}]", [("bad-number", 2)]),
        ("square: 70\ndata: [{label: A, value: 7}]", [("bad-number", 2)]),
        (f"data: [{', '.join(f'{{label: P{n}, value: {n}}}' for n in range(1, 8))}]", [("too-many-parts", 2)]),
    ],
)
def test_what_can_t_be_squares_is_refused_at_its_line(fields: str, found: list[tuple[str, int]]) -> None:
    assert codes(f"chart: waffle\n{fields}") == found


# --------------------------------------------------------------------------------------------- treemaps

GOODS = """
    chart: treemap
    unit: billion yuan
    data:
      - {label: Food, value: 12.6, group: Other}
      - {label: Cars, value: 49.6, group: Machines}
      - {label: Chips, value: 9.3, group: Machines, status: estimated}
      - {label: Exports, value: "fact:exports", group: Other}
"""


def tiles(plan: ChartPlan) -> Tiles:
    (layer,) = plan.layers
    assert isinstance(layer, Tiles)
    return layer


def test_tiles_come_by_size_in_groups_by_size() -> None:
    plan = chart(GOODS)
    groups = [(group.name, [tile.name for tile in group.tiles]) for group in tiles(plan).groups]
    assert groups == [("Other", ["Exports", "Food"]), ("Machines", ["Cars", "Chips"])]
    assert plan.categories == ("Other – Exports", "Other – Food", "Machines – Cars", "Machines – Chips")
    assert [value.number for value in plan.series[0].values] == [Decimal(n) for n in ("257.2", "12.6", "49.6", "9.3")]
    assert facts_of(plan) == ("exports",)


def test_each_group_has_a_colour_and_what_is_highlighted_the_accent() -> None:
    plan = chart(GOODS.replace("value: 49.6", "value: 49.6, highlight: true"))
    inks = [[tile.value.ink for tile in group.tiles] for group in tiles(plan).groups]
    assert inks == [[Ink.PRIMARY, Ink.PRIMARY], [Ink.ACCENT, Ink.FIFTH]]
    assert [entry.text for entry in plan.legend] == ["Estimate"]


def test_without_groups_what_is_not_highlighted_turns_grey() -> None:
    plan = chart("chart: treemap\ndata: [{label: A, value: 1}, {label: B, value: 2, highlight: true}]")
    assert [(tile.name, tile.value.ink) for group in tiles(plan).groups for tile in group.tiles] == [
        ("B", Ink.ACCENT),
        ("A", Ink.CONTEXT),
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("data: []", [("empty", FIGURE)]),
        (
            "data:\n  - {label: A, value: 0}\n  - {label: B, value: -2}\n  - {label: C, value: null}",
            [("bad-number", line) for line in (3, 4, 5)],
        ),
        ("data:\n  - {label: A, value: 1, group: X}\n  - {label: B, value: 2}", [("missing-key", 4)]),
        (
            f"data: [{', '.join(f'{{label: P{n}, value: 1, group: G{n}}}' for n in range(7))}]",
            [("too-many-parts", FIGURE)],
        ),
        (f"data: [{', '.join(f'{{label: P{n}, value: 1}}' for n in range(61))}]", [("too-many-parts", 2)]),
    ],
)
def test_what_can_t_be_tiles_is_refused_at_its_line(fields: str, found: list[tuple[str, int]]) -> None:
    assert codes(f"chart: treemap\n{fields}") == found


# --------------------------------------------------------------------------------------------- heatmaps

VACANCIES = """
    chart: heatmap
    unit: vacancies
    columns: [Shushan, Baohe]
    rows:
      - {name: Engineers, values: [40, 29], highlight: true}
      - {name: Nurses, values: [null, 10], status: estimated}
"""


def cells(plan: ChartPlan) -> Cells:
    (layer,) = plan.layers
    assert isinstance(layer, Cells)
    return layer


def places(plan: ChartPlan) -> list[list[float | None]]:
    return [[None if cell.at is None else float(cell.at) for cell in row] for row in cells(plan).rows]


def test_a_heatmap_places_each_value_on_one_scale_between_round_ends() -> None:
    plan = chart(VACANCIES)
    assert [tick.text for tick in cells(plan).scale.ticks] == ["0", "10", "20", "30", "40"]
    assert places(plan) == [[1.0, 0.725], [None, 0.25]]
    assert cells(plan).ramp is Ramp.SEQUENTIAL
    assert cells(plan).highlights == (True, False)
    assert (plan.x, plan.y) == (Band(("Shushan", "Baohe")), Band(("Engineers", "Nurses")))
    assert [(entry.text, entry.shape) for entry in plan.legend] == [("Estimate", "box"), ("No data", "empty")]


def test_the_data_of_a_heatmap_is_its_table() -> None:
    assert chart_csv(chart(VACANCIES)).decode().splitlines() == [
        "category,Shushan (vacancies),Shushan: status,Baohe (vacancies),Baohe: status",
        "Engineers,40,actual,29,actual",
        "Nurses,,estimated,10,estimated",
    ]


@pytest.mark.parametrize(
    ("values", "midpoint", "ends", "found"),
    [
        ("[-5, 10]", "", (-10, 10), [0.25, 1.0]),
        ("[90, 110]", "midpoint: 100", (90, 110), [0.0, 1.0]),
        ("[110, 120]", "midpoint: 100", (80, 120), [0.75, 1.0]),
        ("[7, 7]", "midpoint: 7", (6, 8), [0.5, 0.5]),
    ],
)
def test_shades_go_equally_far_both_ways_from_a_midpoint(
    values: str, midpoint: str, ends: tuple[int, int], found: list[float]
) -> None:
    plan = chart(f"chart: heatmap\n{midpoint}\ncolumns: [A, B]\nrows: [{{name: R, values: {values}}}]")
    assert cells(plan).ramp is Ramp.DIVERGING
    assert [float(end) for end in (cells(plan).scale.minimum, cells(plan).scale.maximum)] == list(ends)
    assert places(plan) == [found]


def test_years_over_a_heatmap_are_an_axis() -> None:
    plan = chart("chart: heatmap\ncolumns: ['2020', '2022', '2024']\nrows: [{name: R, values: [1, 2, 3]}]")
    assert isinstance(plan.x, Axis)
    assert [tick.text for tick in plan.x.ticks] == ["2020", "2022", "2024"]
    uneven = chart("chart: heatmap\ncolumns: ['2020', '2021', '2024']\nrows: [{name: R, values: [1, 2, 3]}]")
    assert isinstance(uneven.x, Band)


def test_a_heatmap_comes_from_a_file_and_from_facts() -> None:
    file = "area,2023,2024\nCity,1,2\nProvince,,4\n"
    plan = chart("chart: heatmap\ndata: data.csv\nx: area\ny: ['2023', '2024']", data_csv=file)
    assert plan.categories == ("City", "Province")
    assert [[cell.value.text for cell in row] for row in cells(plan).rows] == [["1", "2"], ["", "4"]]
    bound = chart("chart: heatmap\nunit: percent\ncolumns: [A]\nrows: [{name: R, values: ['fact:growth']}]")
    assert facts_of(bound) == ("growth",)
    assert "10.6%" in texts_of(bound)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("columns: [A]", [("empty", FIGURE)]),
        ("columns: [A, B]\nrows: [{name: R, values: [null, null]}]", [("empty", FIGURE)]),
        ("columns: [A, B]\nrows: [{name: R, values: [1]}]", [("wrong-length", 3)]),
        ("columns: [A, B]\nrows: [{name: R, values: [1, much]}]", [("bad-number", 3)]),
        (
            f"columns: {[f'C{n}' for n in range(41)]}\nrows: [{{name: R, values: {[1] * 41}}}]",
            [("too-many-parts", FIGURE)],
        ),
    ],
)
def test_what_can_t_be_a_heatmap_is_refused_at_its_line(fields: str, found: list[tuple[str, int]]) -> None:
    assert codes(f"chart: heatmap\n{fields}") == found


# -------------------------------------------------------------------------------------- small multiples

CITIES = """
    chart: small-multiples
    of: line
    unit: percent
    panels:
      - {title: City, data: [{x: 2020, value: 4.3}, {x: 2024, value: "fact:growth"}]}
      - {title: Port, data: [{x: 2021, value: -3}, {x: 2024, value: 7}]}
"""


def panels(plan: ChartPlan) -> Panels:
    (layer,) = plan.layers
    assert isinstance(layer, Panels)
    return layer


def test_all_panels_have_the_same_axes() -> None:
    first, second = (panel.plan for panel in panels(chart(CITIES)).panels)
    assert (first.x, first.y) == (second.x, second.y)
    assert isinstance(first.x, Axis)
    assert isinstance(first.y, Axis)
    assert [tick.text for tick in first.x.ticks] == ["2020", "2021", "2024"]
    assert [tick.text for tick in first.y.ticks] == ["\N{MINUS SIGN}5%", "0%", "5%", "10%", "15%"]


def test_the_data_of_all_panels_is_one_table() -> None:
    plan = chart(CITIES)
    assert chart_csv(plan).decode().splitlines() == [
        "category,City (percent),Port (percent)",
        "2020,4.3,",
        "2021,,-3",
        "2024,10.6,7",
    ]
    assert facts_of(plan) == ("growth",)
    assert has_literals(plan)
    assert {"City", "Port", "10.6%", "2021"} <= set(texts_of(plan))


def test_a_panel_stands_out_from_grey_ones_by_its_title_or_a_rule() -> None:
    def inks(highlight: str) -> list[Ink]:
        lines = [panel.plan.layers[0] for panel in panels(chart(CITIES + f"    highlight: {highlight}")).panels]
        return [line.ink for line in lines if isinstance(line, Line)]

    assert inks("City") == inks("value > 10") == [Ink.ACCENT, Ink.CONTEXT]
    assert inks("[City, Port]") == [Ink.ACCENT, Ink.ACCENT]
    assert codes(CITIES + "    highlight: Harbour") == [("bad-value", 7)]


def test_free_scales_are_admitted_in_the_note() -> None:
    plan = chart(CITIES + "    scales: free")
    first, second = (panel.plan for panel in panels(plan).panels)
    assert first.y != second.y
    assert plan.remarks == ("Each chart has a scale of its own.",)
    assert chart(CITIES).remarks == ()


def test_what_all_panels_say_is_said_once() -> None:
    series = (
        "series: [{name: Here, highlight: true, data: [{x: 2020, value: 1}, {x: 2021, value: 2, status: estimated}]}, "
        "{name: There, data: [{x: 2020, value: 3}, {x: 2021, value: 4}]}]"
    )
    rows = "\n".join(f"  - {{title: {title}, {series}}}" for title in "AB")
    plan = chart(f"chart: small-multiples\nof: line\npanels:\n{rows}")
    assert [(entry.text, entry.ink) for entry in plan.legend[:2]] == [("Here", Ink.ACCENT), ("There", Ink.CONTEXT)]
    assert [entry.text for entry in plan.legend] == ["Here", "There", "Estimate"]
    lines = [layer for panel in panels(plan).panels for layer in panel.plan.layers if isinstance(layer, Line)]
    assert {line.name for line in lines} == {""}
    assert [[point.value.text for point in line.points] for line in lines] == [["", "2"], ["", "4"]] * 2
    assert [series.name for series in plan.series] == ["A – Here", "A – There", "B – Here", "B – There"]


def test_many_small_columns_are_read_on_an_axis() -> None:
    data = f"data: [{', '.join(f'{{label: c{n}, value: {n}}}' for n in range(1, 6))}]"
    plan = chart(f"chart: small-multiples\nof: column\npanels: [{{title: A, {data}}}, {{title: B, {data}}}]")
    first = panels(plan).panels[0].plan
    assert isinstance(first.y, Axis)
    assert [tick.text for tick in first.y.ticks] == ["0", "2", "4", "6"]
    assert "3" not in texts_of(first)


def test_rows_may_name_their_panels_also_in_a_file() -> None:
    rows = "year,city,growth\n2020,City,4.3\n2020,Port,3\n2024,City,6.1\n2024,Port,7\n"
    columns = "columns: {x: year, panel: city, value: growth}"
    plan = chart(f"chart: small-multiples\nof: line\nunit: percent\ndata: {{file: data.csv, {columns}}}", data_csv=rows)
    assert [panel.title for panel in panels(plan).panels] == ["City", "Port"]
    assert plan.categories == ("2020", "2024")
    assert [[value.text for value in series.values] for series in plan.series] == [["4.3%", "6.1%"], ["3%", "7%"]]
    bars = chart(
        "chart: small-multiples\nof: bar\ndata: [{panel: A, label: x, value: 1}, {panel: B, label: x, value: 2}]"
    )
    assert [panel.plan.kind for panel in panels(bars).panels] == ["bar", "bar"]


PANEL_A = "\n  - {title: A, data: [{label: x, value: 1}]}"
PANEL_B = PANEL_A.replace("title: A", "title: B")


@pytest.mark.parametrize(
    ("panels", "found"),
    [
        ("[{title: A, data: [{label: x, value: 1}]}]", [("too-many-parts", FIGURE)]),
        (PANEL_A + "\n  - {title: B, dta: 3}", [("unknown-key", 5)]),
        (PANEL_A + "\n  - {data: [{label: x, value: 1}]}", [("missing-key", 5)]),
        (PANEL_A + "\n  - {title: B, data: [{label: y, value: 1}]}", [("bad-value", 5)]),
        (PANEL_A + "\n  - {title: B, data: [{label: x, value: so}]}", [("bad-number", 5)]),
        (PANEL_A + "\n  - {title: B, data: []}", [("empty", FIGURE)]),
        ("\ndata: [{panel: A, value: 1}, {panel: B, label: x, value: 1}]", [("missing-key", 4)]),
        (PANEL_A + PANEL_B + "\n  - A", [("wrong-type", 6)]),
        (
            PANEL_A.replace("1}", "'fact:exports'}") + PANEL_B.replace("1}", "'fact:growth'}"),
            [("wrong-unit", 5)],
        ),
    ],
)
def test_what_can_t_be_panels_is_refused_at_its_line(panels: str, found: list[tuple[str, int]]) -> None:
    assert codes(f"chart: small-multiples\nof: bar\npanels: {panels}") == found
