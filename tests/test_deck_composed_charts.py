"""Kinds of chart that PowerPoint hasn't got are composed of what it has: they still say what the plan says."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree

from hefei_report.deck.charts.chartxml import chart_files
from hefei_report.deck.charts.formats import code_for
from hefei_report.deck.charts.model import NativeChart, ValueAxis
from hefei_report.deck.charts.native import native_chart
from hefei_report.deck.charts.workbook import column_name, workbook
from hefei_report.deck.lint import lint
from hefei_report.deck.lint.workbooks import read_workbook
from hefei_report.deck.openxml.archive import pack
from hefei_report.deck.openxml.colours import our_palette
from hefei_report.deck.openxml.scheme import PAPER
from hefei_report.document.chartplan import Area, Axis, Callout, ChartPlan, Dot, Dots, Ink, Status
from hefei_report.document.model import Figure
from hefei_report.document.walking import blocks_of
from hefei_report.theme import load_theme
from hefei_report.trace.tracing import trace
from tests.support.editing import members, with_part
from tests.support.manydecks import example, report
from tests.support.outlining import section, set_from
from tests.support.product import run
from tests.support.tools import require_tool

THEME = load_theme("hefei")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STEPS = [
    {"label": "Cash 2022", "value": 12, "total": True},
    {"label": "Losses", "value": -31.5},
    {"label": "State fund", "value": 58.25, "highlight": True},
    {"label": "Plant", "value": -60.75},
    {"label": "Cash 2023", "total": True},
    {"label": "Loan", "value": 40, "status": "estimated"},
    {"label": "Repaid", "value": -70.5},
    {"label": "Fees", "value": -10.25},
]
ROWS = [
    {"label": "Falling", "start": 3.5, "end": 1},
    {"label": "From below zero", "start": -4, "end": 6.5},
    {"label": "Begun", "start": 2, "end": None},
    {"label": "New", "start": None, "end": 7, "status": "estimated"},
    {"label": "The same", "start": 3, "end": 3},
]
BUBBLES = [
    {"label": "Small", "x": 11, "y": -12, "size": 2},
    {"label": "Large", "x": 40, "y": 30, "size": 200, "highlight": True},
    {"label": "Estimated", "x": 25, "y": 11, "size": 50, "status": "estimated"},
]
FIGURES: dict[str, dict[str, Any]] = {
    "waterfall": example("waterfall", 1),
    "waterfall-across-zero": example("waterfall", 2, data=STEPS),
    "scatter": example("scatter", 5),
    "bubble": example("bubble", 6),
    "bubble-edges": example("bubble", 7, data=BUBBLES),
    "dumbbell": example("dumbbell", 3),
    "dumbbell-gaps": example("dumbbell", 4, data=ROWS),
    "area": example("area", 8),
    "area-share": example("area", 9, share=True),
}


@pytest.fixture(scope="module")
def outline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with all of them."""
    told = (section(f"part-{name}", "A part", block) for name, block in FIGURES.items())
    return report(*told).write(tmp_path_factory.mktemp("composed"))


@pytest.fixture(scope="module")
def plans(outline: Path) -> dict[str, ChartPlan]:
    """Their plans by name."""
    figures = (block for block in blocks_of(set_from(outline).document) if isinstance(block, Figure))
    return {name: figure.plan for name, figure in zip(FIGURES, figures, strict=True)}


@pytest.fixture(scope="module")
def deck(outline: Path) -> bytes:
    """The deck as the command makes it."""
    assert run("build", outline.name, folder=outline.parent).status == 0
    return next((outline.parent / "dist").glob("*.pptx")).read_bytes()


def made(plan: ChartPlan, width: float = 620.0, height: float = 330.0) -> NativeChart:
    """A plan as a chart of PowerPoint's own."""
    chart = native_chart(plan, width, height, THEME.slide, our_palette(THEME))
    assert chart is not None
    return chart


@cache
def read(content: bytes) -> list[Any]:
    """The charts in a deck as python-pptx reads them, in order."""
    slides = pptx.Presentation(io.BytesIO(content)).slides
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def numbers(reference: Any) -> list[Decimal | None]:
    """The cached numbers of a reference, None where there is none."""
    count = int(reference.find(f".//{C}ptCount").get("val"))
    found = {int(point.get("idx")): round(Decimal(point.findtext(f"{C}v")), 6) for point in reference.iter(f"{C}pt")}
    return trimmed([found.get(place) for place in range(count)])


def trimmed(row: list[Decimal | None]) -> list[Decimal | None]:
    """A row without what comes after its last number: all are as long as the longest one."""
    return row[: max((place for place, one in enumerate(row, 1) if one is not None), default=0)]


def told(chart: Any) -> dict[str, list[list[Decimal | None]]]:
    """All numbers of a chart's series by their names, each series with its x, y and sizes."""
    found: dict[str, list[list[Decimal | None]]] = {}
    for series in chart._chartSpace.iter(f"{C}ser"):
        name = series.findtext(f"{C}tx//{C}v") or ""
        for part in ("xVal", "val", "yVal", "bubbleSize"):
            reference = series.find(f"{C}{part}")
            if reference is not None and reference.find(f".//{C}ptCount") is not None:
                found.setdefault(name, []).append(numbers(reference))
    return found


def given(plan: ChartPlan, number: int) -> list[Decimal | None]:
    """The numbers of a series of a plan."""
    return trimmed([None if one.number is None else round(one.number, 6) for one in plan.series[number].values])


@pytest.mark.parametrize("name", list(FIGURES))
def test_every_number_of_the_plan_is_in_the_chart(name: str, plans: dict[str, ChartPlan], deck: bytes) -> None:
    chart = read(deck)[list(FIGURES).index(name)]
    ordered: Any = sorted if name.startswith("bubble") else list  # bubbles are told as they are drawn, large ones first
    shown = [ordered(row) for rows in told(chart).values() for row in rows]
    for number in range(len(plans[name].series)):
        assert ordered(given(plans[name], number)) in shown


@pytest.mark.parametrize("name", list(FIGURES))
def test_the_workbook_says_what_the_chart_shows_and_is_computed_from_the_given_numbers(
    name: str, plans: dict[str, ChartPlan]
) -> None:
    chart = made(plans[name])
    book = read_workbook(workbook(chart.columns))
    assert book is not None and not book.formulas
    for reference in etree.fromstring(chart_files(chart).chart).iter(f"{C}numRef", f"{C}strRef"):
        cells = book.cells(reference.findtext(f"{C}f") or "")
        assert cells is not None
        for point in reference.iter(f"{C}pt"):
            assert point.findtext(f"{C}v") == cells[int(point.get("idx", ""))]


@pytest.mark.parametrize("name", list(FIGURES))
def test_labels_repeat_their_cells(name: str, plans: dict[str, ChartPlan]) -> None:
    plan = plans[name]
    root: Any = etree.fromstring(chart_files(made(plan)).chart)
    fields = ["".join(field.itertext()) for field in root.iter(f"{A}fld") if field.get("type") == "CELLRANGE"]
    cached = [one.findtext(f"{C}v") for held in root.iter(f"{C15}dlblRangeCache") for one in held.iter(f"{C}pt")]
    assert fields and sorted(fields) == sorted(cached)
    texts = [v.text for series in plan.series for v in series.values if v.number is not None]
    assert set(fields) <= {*texts, *plan.categories, *differences(plan)}


@pytest.mark.parametrize("name", list(FIGURES))
def test_the_cells_that_labels_repeat_print_what_the_labels_say(name: str, plans: dict[str, ChartPlan]) -> None:
    chart = made(plans[name])
    printed = formats(workbook(chart.columns))
    for series in (one for plot in chart.plots for one in plot.series if one.said is not None):
        for label in series.labels:
            for line in (line for line in label.lines if line.field == "CELLRANGE"):
                value = chart.columns[series.said or 0].cells[label.index].value
                place = f"{column_name(series.said or 0)}{label.index + 2}"
                assert value == line.text or printed[place] == code_for(Decimal(value or 0), line.text)


def formats(book: bytes) -> dict[str, str]:
    """The number formats of the cells of a workbook, as a spreadsheet reads them."""
    parts = members(book)
    styles = etree.fromstring(parts["xl/styles.xml"])
    codes = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(f"{S}numFmt")}
    used = [codes.get(one.get("numFmtId"), "") for one in styles.iterfind(f"{S}cellXfs/{S}xf")]
    cells = etree.fromstring(parts["xl/worksheets/sheet1.xml"]).iter(f"{S}c")
    return {one.get("r", ""): used[int(one.get("s", "0"))] for one in cells}


def differences(plan: ChartPlan) -> list[str]:
    """What the rows of a dumbbell differ by, as it is printed."""
    rows = [row for layer in plan.layers for row in getattr(layer, "dumbbells", ())]
    return [row.difference for row in rows if row.difference]


@pytest.mark.parametrize("name", list(FIGURES))
def test_a_chart_without_room_stays_a_drawing(name: str, plans: dict[str, ChartPlan]) -> None:
    sizes = [(width, height) for width in (40.0, 160.0, 250.0, 900.0) for height in (30.0, 120.0, 400.0)]
    charts = [native_chart(plans[name], *size, THEME.slide, our_palette(THEME)) for size in sizes]
    assert charts[0] is None and charts[-1] is not None
    for chart in filter(None, charts):
        assert 0 <= chart.plot.x <= chart.plot.x + chart.plot.w <= 1.0001
        assert 0 <= chart.plot.y <= chart.plot.y + chart.plot.h <= 1.0001


@pytest.mark.parametrize("name", list(FIGURES))
def test_what_a_chart_cannot_show_is_drawn_and_not_left_out(name: str, plans: dict[str, ChartPlan]) -> None:
    note = Callout(Decimal(1), Decimal(1), "The plant opens")
    noted = replace(plans[name], layers=(*plans[name].layers, note))
    assert native_chart(noted, 620.0, 330.0, THEME.slide, our_palette(THEME)) is None


# ------------------------------------------------------------------------------------------- waterfalls


def stacks(chart: NativeChart) -> list[tuple[Decimal, Decimal]]:
    """From where to where the seen columns of each step reach, as an application stacks them."""
    bars = next(plot for plot in chart.plots if plot.stacked)
    found = []
    for row in range(len(chart.columns[0].cells)):
        ends: list[Decimal] = []
        up = down = Decimal(0)
        for series in bars.series:
            value = chart.columns[series.column].cells[row].value
            if isinstance(value, Decimal) and value:
                before = up if value > 0 else down
                up, down = (up + value, down) if value > 0 else (up, down + value)
                ends += [before, before + value] if series.look.fill is not None else []
        found.append((min(ends, default=Decimal(0)), max(ends, default=Decimal(0))))
    return found


@pytest.mark.parametrize("name", ["waterfall", "waterfall-across-zero"])
def test_the_columns_of_a_waterfall_reach_from_where_it_was_to_where_it_is(
    name: str, plans: dict[str, ChartPlan]
) -> None:
    expected, level = [], Decimal(0)
    for one in plans[name].series[0].values:
        start = Decimal(0) if one.total else level
        level = start + (one.number or 0)
        expected.append((min(start, level), max(start, level)))
    assert stacks(made(plans[name])) == expected


def test_a_change_that_crosses_zero_has_one_colour_on_both_sides(plans: dict[str, ChartPlan]) -> None:
    chart = made(plans["waterfall-across-zero"])
    slot = plans["waterfall-across-zero"].categories.index("State fund")
    looks = []
    for series in chart.plots[-1].series:
        value = chart.columns[series.column].cells[slot].value
        if value and series.look.fill is not None:
            looks.append(next((one.look for one in series.points if one.index == slot), series.look))
    assert len(looks) == 2 and looks[0] == looks[1]
    assert looks[0] is not None and looks[0].fill == our_palette(THEME).inks[Ink.ACCENT]


def test_whoever_edits_a_step_of_a_waterfall_moves_all_that_follow(plans: dict[str, ChartPlan]) -> None:
    book = computed(made(plans["waterfall-across-zero"]), {"B3": -11.5})
    assert book["B6"] == -2  # the level that is added up
    assert [book[f"C{row}"] for row in range(2, 8)] == [12, 0.5, 58.75, -2, -2, 38]


@pytest.mark.parametrize("name", list(FIGURES))
def test_the_formulas_of_a_workbook_give_what_stands_beside_them(name: str, plans: dict[str, ChartPlan]) -> None:
    chart = made(plans[name])
    book = computed(chart, {})
    formulas = 0
    for number, column in enumerate(chart.columns):
        for row, cell in enumerate(column.cells, 2):
            formulas += bool(cell.formula)
            if isinstance(cell.value, Decimal):
                assert book[f"{column_name(number)}{row}"] == pytest.approx(float(cell.value))
    assert formulas or not name.startswith(("waterfall", "dumbbell"))


class _Empty(float):
    """A cell without a value, which sums take for zero."""


def _either(test: bool, yes: Any, no: Any) -> Any:
    return yes if test else no


def _of(which: Callable[[list[float]], float], *cells: Any) -> float:
    """The largest or the smallest number: empty cells don't count."""
    return which([cell for cell in cells if _is_number(cell)])


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _all(*tests: bool) -> bool:
    return all(tests)


def _is_number(one: Any) -> bool:
    return isinstance(one, int | float) and not isinstance(one, _Empty)


def computed(chart: NativeChart, typed: dict[str, float]) -> dict[str, Any]:
    """The cells of a chart's workbook after somebody typed some of them, computed as a spreadsheet does."""
    cells = {
        f"{column_name(number)}{row}": cell
        for number, column in enumerate(chart.columns)
        for row, cell in enumerate(column.cells, 2)
    }
    found: dict[str, Any] = dict(typed)

    def at(place: str) -> Any:
        if place not in found:
            cell = cells.get(place)
            formula = cell.formula.replace("$", "") if cell else ""
            plain = float(cell.value) if cell and isinstance(cell.value, Decimal) else _Empty()
            found[place] = eval(re.sub(r"\b[A-Z]{1,2}\d+\b", r"at('\g<0>')", formula), words) if formula else plain
        return found[place]

    words = {
        "at": at,
        "MAX": partial(_of, max),
        "MIN": partial(_of, min),
        "IF": _either,
        "ISNUMBER": _is_number,
        "ABS": abs,
        "SIGN": _sign,
        "AND": _all,
    }
    return {place: at(place) for place in cells}


def converted(path: Path, kind: str, folder: Path) -> None:
    """``path`` opened and saved again by LibreOffice."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [require_tool("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


# -------------------------------------------------------------------------------------------- dumbbells


def test_the_lines_between_dumbbells_end_at_their_dots_wherever_these_are_moved(plans: dict[str, ChartPlan]) -> None:
    chart = made(plans["dumbbell"])
    for typed in ({}, {"B2": 8.25, "C2": 9.75}, {"B2": 9.5, "C2": 8.5}):
        book = computed(chart, typed)
        one, other = _joined(chart, book)
        assert one == pytest.approx(book["B2"], abs=0.1) and other == pytest.approx(book["C2"], abs=0.1)
        assert min(book["B2"], book["C2"]) < min(one, other) <= max(one, other) < max(book["B2"], book["C2"])


def _joined(chart: NativeChart, book: dict[str, Any]) -> tuple[float, float]:
    """From where to where the line in the accent reaches."""
    accent = our_palette(THEME).inks[Ink.ACCENT]
    series = next(one for one in chart.plots[0].series if one.line.stroke and one.line.stroke.colour == accent)
    column = column_name(series.x)
    return book[f"{column}2"], book[f"{column}3"]


def test_dots_without_a_value_are_left_out(plans: dict[str, ChartPlan], deck: bytes) -> None:
    plan = plans["dumbbell-gaps"]
    shown = told(read(deck)[list(FIGURES).index("dumbbell-gaps")])
    for number, series in enumerate(plan.series):
        heights = [None if one is None else row for row, one in enumerate(given(plan, number), 1)]
        assert shown[series.name] == [given(plan, number), heights]


def test_dumbbells_keep_their_colours_and_what_is_estimated_is_hollow(plans: dict[str, ChartPlan]) -> None:
    palette = our_palette(THEME)
    start, end = (
        next(one for one in made(plans["dumbbell"]).plots[0].series if one.said == column) for column in (1, 2)
    )
    assert start.line.symbol is not None and start.line.symbol.look.fill == palette.inks[Ink.FIFTH]
    assert [point.symbol.look.fill for point in end.points if point.symbol] == [palette.inks[Ink.ACCENT]]
    gaps = next(one for one in made(plans["dumbbell-gaps"]).plots[0].series if one.said == 2)
    assert [point.symbol.look.fill for point in gaps.points if point.symbol] == [PAPER]


# ------------------------------------------------------------------------------------ dots and bubbles


@pytest.mark.parametrize("name", ["scatter", "bubble", "bubble-edges"])
def test_every_dot_has_its_values_and_its_name(name: str, plans: dict[str, ChartPlan]) -> None:
    plan, chart = plans[name], made(plans[name])
    rows = zip(*(column.cells for column in chart.columns[: len(plan.series) + 1]), strict=False)
    shown = sorted(tuple(str(cell.value) for cell in row) for row in rows if row[0].value)
    numbers_ = zip(plan.categories, *([one.number for one in series.values] for series in plan.series), strict=True)
    assert shown == sorted(tuple(map(str, row)) for row in numbers_)
    series = chart.plots[0].series[0]
    named = {chart.columns[0].cells[label.index].value for label in series.labels}
    assert named == {
        dot.name for layer in plan.layers if isinstance(layer, Dots) for dot in layer.dots if shown_at(dot)
    }
    for label in series.labels:
        assert [one.text for one in label.lines] == [chart.columns[0].cells[label.index].value]


def shown_at(dot: Dot) -> bool:
    """Whether a dot has a place."""
    return dot.x.number is not None


@pytest.mark.parametrize("name", ["scatter", "bubble"])
def test_the_axes_of_dots_have_the_range_the_ticks_and_the_titles_of_the_plan(
    name: str, plans: dict[str, ChartPlan]
) -> None:
    plan, chart = plans[name], made(plans[name])
    assert chart.axes is not None and isinstance(plan.x, Axis) and isinstance(plan.y, Axis)
    for axis, of in ((chart.axes.across, plan.x), (chart.axes.along, plan.y)):
        assert isinstance(axis, ValueAxis) and axis.step == of.ticks[1].at - of.ticks[0].at
        assert (axis.minimum, axis.maximum) == (of.minimum, of.maximum)
    texts = "".join(text for text, _ in chart_files(chart).told)
    assert plan.x.title in texts and plan.y.title in texts


def test_a_bubble_at_the_edge_has_room_and_no_tick_beyond_the_plan_is_named(plans: dict[str, ChartPlan]) -> None:
    plan, chart = plans["bubble-edges"], made(plans["bubble-edges"])
    assert chart.axes is not None and isinstance(plan.x, Axis) and isinstance(chart.axes.across, ValueAxis)
    assert chart.axes.across.maximum == plan.x.maximum + (chart.axes.across.step or 0)
    assert (chart.axes.across.code or "").startswith(f'[>{plan.x.maximum}]"";')


def test_the_bubbles_in_front_are_the_small_ones_and_areas_are_in_proportion(plans: dict[str, ChartPlan]) -> None:
    chart = made(plans["bubble-edges"])
    sizes = [cell.value for cell in chart.columns[3].cells if isinstance(cell.value, Decimal)]
    assert sizes == sorted(sizes, reverse=True) == [200, 50, 2]
    assert b'<c:sizeRepresents val="area"/>' in chart_files(chart).chart


# ----------------------------------------------------------------------------------------------- areas


def test_areas_keep_the_distances_of_uneven_years(plans: dict[str, ChartPlan]) -> None:
    root: Any = etree.fromstring(chart_files(made(plans["area"])).chart)
    assert root.find(f".//{C}dateAx/{C}baseTimeUnit").get("val") == "days"
    cells = root.find(f".//{C}areaChart/{C}ser/{C}cat/{C}numRef/{C}numCache")
    dates = [date(1899, 12, 30) + timedelta(int(point.findtext(f"{C}v"))) for point in cells.iter(f"{C}pt")]
    assert cells.findtext(f"{C}formatCode") == "yyyy"
    assert [f"{one:%Y-%m-%d}" for one in dates] == [f"{year}-01-01" for year in plans["area"].categories]


def test_the_names_of_areas_stay_in_their_middle_when_a_part_is_edited(plans: dict[str, ChartPlan]) -> None:
    chart = made(plans["area"])
    middles = [one for one in chart.plots[1].series if one.said is not None]
    towns, country = (f"{column_name(one.column)}5" for one in middles)
    book = computed(chart, {"B5": 6.0, "C5": 4.0})
    assert (book[towns], book[country]) == (3, 8)
    assert [line.text for one in middles for line in one.labels[0].lines] == ["Towns ", "8.7", "Country ", "1.3"]


def test_a_single_area_is_a_tint_under_a_line_on_the_same_cells(plans: dict[str, ChartPlan]) -> None:
    chart = made(only_towns(plans["area"]))
    area, line = chart.plots[0].series[0], chart.plots[1].series[0]
    assert area.column == line.column and not chart.plots[0].stacked
    assert area.look.fill is not None and area.look.fill.opaque < 50
    assert line.line.stroke is not None and line.line.stroke.colour == our_palette(THEME).inks[Ink.PRIMARY]


def only_towns(plan: ChartPlan) -> ChartPlan:
    """The plan with the lowest of its areas alone."""
    return replace(plan, series=plan.series[:1], layers=plan.layers[:1])


@pytest.mark.parametrize("change", [{"number": None, "text": ""}, {"status": Status.ESTIMATED}])
def test_areas_with_gaps_or_estimates_stay_drawn(change: dict[str, Any], plans: dict[str, ChartPlan]) -> None:
    plan = plans["area"]
    layers, series = [], []
    for area, row in zip(plan.layers, plan.series, strict=True):
        assert isinstance(area, Area)
        value = replace(row.values[1], **change)
        point = replace(area.points[1], value=value)
        layers.append(replace(area, points=(area.points[0], point, *area.points[2:])))
        series.append(replace(row, values=(row.values[0], value, *row.values[2:])))
    changed = replace(plan, layers=tuple(layers), series=tuple(series))
    assert native_chart(changed, 620.0, 330.0, THEME.slide, our_palette(THEME)) is None


# ------------------------------------------------------------------------------------------------ files


def test_their_deck_has_no_findings_no_schema_errors_and_no_orphans(deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    assert lint(deck) == ()
    assert trace(deck).orphans == ()
    validator = require_tool("ooxml-validator")
    result = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False, timeout=300)
    assert '"ok": true' in result.stdout, result.stdout


def test_libreoffice_saves_the_same_numbers_again(deck: bytes, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck)
    converted(path, "pptx", tmp_path / "again")
    before, after = read(deck), read((tmp_path / "again" / "deck.pptx").read_bytes())
    assert len(before) == len(after) == len(FIGURES)
    for one, other in zip(before, after, strict=True):
        assert told(one) == told(other)


@pytest.mark.parametrize("place", range(len(FIGURES)), ids=list(FIGURES))
def test_another_number_in_any_cell_of_their_workbooks_is_noticed(place: int, deck: bytes) -> None:
    name = f"ppt/embeddings/Microsoft_Excel_Sheet{place + 1}.xlsx"
    book = members(deck)[name]
    sheet = members(book)["xl/worksheets/sheet1.xml"]
    cells = [one.get("r", "") for one in etree.fromstring(sheet).iter(f"{S}c") if one.findtext(f"{S}v")]
    for cell in (cells[0], cells[len(cells) // 2], cells[-1]):
        orphans = trace(with_part(deck, name, partial(_changed, cell))).orphans
        assert [one.why for one in orphans] == ["in a cell of a chart's workbook that was not built"], cell


def _changed(cell: str, book: bytes) -> bytes:
    parts = members(book)
    root = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    for value in (one.find(f"{S}v") for one in root.iter(f"{S}c") if one.get("r") == cell):
        if value is not None:
            value.text = "9876.5"
    return pack({**parts, "xl/worksheets/sheet1.xml": etree.tostring(root)})
