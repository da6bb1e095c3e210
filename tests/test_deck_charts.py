"""Charts on slides are PowerPoint's own, and say what the plan says: read back from the file by others."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree

from hefei_report.deck import write_deck
from hefei_report.deck.charts.chartxml import chart_files
from hefei_report.deck.charts.formats import code_for, same_code
from hefei_report.deck.charts.model import NativeChart
from hefei_report.deck.charts.native import native_chart
from hefei_report.deck.charts.workbook import column_name, workbook
from hefei_report.deck.lint import lint
from hefei_report.deck.lint.workbooks import read_workbook
from hefei_report.deck.openxml.archive import pack
from hefei_report.deck.openxml.colours import our_palette, scheme
from hefei_report.deck.openxml.scheme import INKS, SchemeColour
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import (
    Axis,
    Band,
    Bar,
    Bars,
    Callout,
    ChartPlan,
    Ink,
    Line,
    Marker,
    Markers,
    Point,
    Ring,
    Rule,
    Series,
    Status,
    Tick,
    Value,
    Wedge,
)
from hefei_report.theme import load_theme
from hefei_report.theme.tokens import contrast
from hefei_report.trace.tracing import trace
from tests.support import decks
from tests.support.decks import EPOCH, document, figure, section
from tests.support.editing import members, with_part
from tests.support.outlines import write_small_report
from tests.support.product import run
from tests.support.tools import require_tool

THEME = load_theme("hefei")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
ZERO = Decimal(0)


def value(number: str | None, ink: Ink = Ink.PRIMARY, status: Status = Status.ACTUAL) -> Value:
    """A value with its digits as its label."""
    return Value(None, "", ink) if number is None else Value(Decimal(number), f"{Decimal(number):,}", ink, status)


def bars(*rows: tuple[str, Ink, tuple[str | None, ...]], lying: bool = False, also: tuple[Any, ...] = ()) -> ChartPlan:
    """Columns, or lying bars, of named rows."""
    series = tuple(Series(name, tuple(value(n, ink) for n in numbers), ink) for name, ink, numbers in rows)
    drawn = tuple(
        Bar(slot, ZERO, v.number or ZERO, v, lane, len(series))
        for lane, one in enumerate(series)
        for slot, v in enumerate(one.values)
    )
    labels = tuple(str(2020 + slot) for slot in range(len(rows[0][2])))
    numbers = [v.number or ZERO for one in series for v in one.values]
    numbers += [m.value.number or ZERO for layer in also if isinstance(layer, Markers) for m in layer.markers]
    axis = Axis(min(ZERO, *numbers), max(numbers))
    x, y = (axis, Band(labels)) if lying else (Band(labels), axis)
    return ChartPlan("bar" if lying else "column", labels, series, (Bars(drawn), *also), "cars", x, y)


def stacked() -> ChartPlan:
    """Two bars of two parts."""
    rows = (("Hefei", Ink.ACCENT, ("9", "5")), ("Others", Ink.CONTEXT, ("8.5", "2")))
    series = tuple(Series(name, tuple(value(n, ink) for n in numbers), ink) for name, ink, numbers in rows)
    first, second = series
    low = tuple(Bar(slot, ZERO, v.number or ZERO, v, inside=True) for slot, v in enumerate(first.values))
    high = tuple(
        Bar(slot, low[slot].end, low[slot].end + (v.number or ZERO), v, inside=True)
        for slot, v in enumerate(second.values)
    )
    labels = ("BOE", "NIO")
    axis = Axis(ZERO, Decimal("17.5"))
    return ChartPlan("stacked-bar", labels, series, (Bars(low + high),), "billion", axis, Band(labels))


def line(*, uneven: bool = True) -> ChartPlan:
    """Two lines over years, one of them with a gap."""
    years = (2010, 2020, 2022, 2024) if uneven else (2021, 2022, 2023, 2024)
    rows = (
        ("Hefei", Ink.ACCENT, ("7.457", "9.37", None, "10.002")),
        ("Wuhan", Ink.CONTEXT, ("9.8", "12.3", "13.7", "13.8")),
    )
    series = tuple(
        Series(name, tuple(replace(value(n, ink), text="") for n in numbers), ink) for name, ink, numbers in rows
    )
    lines = tuple(
        Line(tuple(Point(Decimal(year), v) for year, v in zip(years, one.values, strict=True)), one.name, one.ink)
        for one in series
    )
    x = Axis(Decimal(years[0]), Decimal(years[-1]), tuple(Tick(Decimal(year), str(year)) for year in years))
    ticks = tuple(Tick(Decimal(n), str(n)) for n in (6, 8, 10, 12, 14))
    y = Axis(Decimal(6), Decimal(14), ticks, grid=True)
    return ChartPlan("line", tuple(map(str, years)), series, lines, "million people", x, y)


def ring() -> ChartPlan:
    """Two parts of a whole."""
    parts = (value("486", Ink.ACCENT), value("254", Ink.CONTEXT))
    whole = Decimal(740)
    wedges = tuple(
        Wedge(name, (v.number or ZERO) / whole, v) for name, v in zip(("Largest", "All others"), parts, strict=True)
    )
    return ChartPlan("donut", ("Largest", "All others"), (Series("", parts),), (Ring(wedges, "740", "cars"),), "cars")


STATUSES = (Status.ACTUAL, Status.PRELIMINARY, Status.ESTIMATED, Status.TARGET)
PLANS: dict[str, ChartPlan] = {
    "column": bars(("", Ink.PRIMARY, ("109", "255", "740", "1370"))),
    "gaps": bars(("", Ink.PRIMARY, ("109", None, "740", "1370.5"))),
    "bar": bars(("", Ink.PRIMARY, ("10.6", "5.4", "-3.5")), lying=True),
    "grouped": bars(("Hefei", Ink.ACCENT, ("3", "4")), ("Wuhan", Ink.CONTEXT, ("5", "6"))),
    "grouped-bar": bars(("Hefei", Ink.SECOND, ("3", "4")), ("Wuhan", Ink.FOURTH, ("5", "6")), lying=True),
    "target": bars(
        ("", Ink.CONTEXT, ("109", "255", "740")),
        also=(Markers((Marker(2, Value(Decimal(800), "Target 800", Ink.TEXT, Status.TARGET)),)),),
    ),
    "rule": bars(("", Ink.PRIMARY, ("10.6", "5.4")), also=(Rule(Decimal(5), "Target 5"),)),
    "rule-across": bars(("", Ink.PRIMARY, ("10.6", "5.4")), lying=True, also=(Rule(Decimal(5), "Target 5"),)),
    "stacked": stacked(),
    "line": line(),
    "even-line": line(uneven=False),
    "donut": ring(),
}


@cache
def native(name: str) -> NativeChart:
    """A plan as a chart of PowerPoint's own, on half a slide."""
    made = native_chart(PLANS[name], 560.0, 300.0, THEME.slide, our_palette(THEME))
    assert made is not None
    return made


@cache
def deck() -> bytes:
    """A deck with all of them."""
    told = [
        section(str(n), f"A chart of {name}", replace(figure(n, f"The finding of {name}"), plan=plan))
        for n, (name, plan) in enumerate(PLANS.items(), 1)
    ]
    return write_deck(document(*told), THEME, decks.draw, Diagnostics(), EPOCH).content


@cache
def read(content: bytes) -> list[Any]:
    """The charts in a deck as python-pptx reads them, in order."""
    slides = pptx.Presentation(io.BytesIO(content)).slides
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def data(chart: Any) -> dict[str, list[Decimal | None]]:
    """The values of a chart's series by their names."""
    found: dict[str, list[Decimal | None]] = {}
    for plot in chart.plots:
        for series in plot.series:
            numbers = [None if v is None else Decimal(repr(v)) for v in series.values]
            found.setdefault(series.name, numbers)
    return found


@pytest.mark.parametrize("place", range(len(PLANS)), ids=list(PLANS))
def test_the_series_and_categories_of_a_chart_are_those_of_its_plan(place: int) -> None:
    plan, chart = list(PLANS.values())[place], read(deck())[place]
    shown = data(chart)
    for series in plan.series:
        assert shown[series.name or plan.unit] == [one.number for one in series.values]
    if plan.kind != "line":
        assert tuple(chart.plots[0].categories) == plan.categories


@pytest.mark.parametrize("name", list(PLANS))
def test_the_workbook_holds_the_numbers_of_the_plan_and_what_the_chart_shows(name: str) -> None:
    plan, chart = PLANS[name], native(name)
    book = read_workbook(workbook(chart.columns))
    assert book is not None and not book.formulas
    for series in plan.series:
        header = series.name or plan.unit
        number = next(n for n, column in enumerate(chart.columns) if column.header == header)
        cells = book.cells(f"Data!${column_name(number)}$2:${column_name(number)}${len(series.values) + 1}")
        assert cells is not None
        assert [Decimal(cell) if cell else None for cell in cells] == [one.number for one in series.values]
    root = etree.fromstring(chart_files(chart).chart)
    for reference in root.iter(f"{C}numRef", f"{C}strRef"):
        cells = book.cells(reference.findtext(f"{C}f") or "")
        assert cells is not None
        for point in reference.iter(f"{C}pt"):
            assert point.findtext(f"{C}v") == cells[int(point.get("idx", ""))]


@pytest.mark.parametrize("name", [name for name, plan in PLANS.items() if plan.kind != "donut"])
def test_the_value_axis_has_the_range_and_the_ticks_of_the_plan(name: str) -> None:
    plan = PLANS[name]
    axis = plan.x if isinstance(plan.y, Band) else plan.y
    assert isinstance(axis, Axis)
    root: Any = etree.fromstring(chart_files(native(name)).chart)
    along = root.findall(f".//{C}valAx")[-1 if plan.kind == "line" else 0]
    low, high = (Decimal(along.find(f".//{C}{end}").get("val")) for end in ("min", "max"))
    assert high == axis.maximum
    assert low == axis.minimum if axis.minimum >= 0 or axis.ticks else low < axis.minimum  # room for a label
    step = along.find(f"{C}majorUnit")
    assert (Decimal(step.get("val")) if step is not None else None) == (Decimal(2) if axis.ticks else None)
    assert (along.find(f"{C}majorGridlines") is not None) is axis.grid


@pytest.mark.parametrize("name", ["column", "bar", "grouped", "grouped-bar", "stacked", "donut"])
def test_areas_have_the_colours_of_the_plan_by_the_theme(name: str) -> None:
    root: Any = etree.fromstring(chart_files(native(name)).chart)
    for series, plan_series in zip(root.iter(f"{C}ser"), PLANS[name].series, strict=False):
        own = {point.find(f"{C}idx").get("val"): point for point in series.iter(f"{C}dPt")}
        for slot, one in enumerate(plan_series.values):
            if one.number is not None:
                fill = own.get(str(slot), series).find(f"{C}spPr/{A}solidFill/{A}schemeClr")
                assert near(colour(fill), THEME.accent if one.ink is Ink.ACCENT else THEME.inks[one.ink])


def near(first: str, second: str) -> bool:
    """Whether two colours "#rrggbb" look the same: a grey of the theme's may be a shade away from ours."""
    channels = ((int(first[at : at + 2], 16), int(second[at : at + 2], 16)) for at in (1, 3, 5))
    return all(abs(one - other) <= 3 for one, other in channels)


def colour(element: etree._Element) -> str:
    """A colour of the theme as "#rrggbb"."""
    changes = {etree.QName(one).localname: int(one.get("val", "")) // 1000 for one in element}
    found = SchemeColour(element.get("val", ""), changes.get("lumMod", 100), changes.get("lumOff", 0))
    return found.rgb(scheme(THEME))


def test_labels_inside_bars_can_be_read_on_them() -> None:
    for ink, status in product((Ink.PRIMARY, Ink.SECOND, Ink.THIRD, Ink.FOURTH, Ink.FIFTH, Ink.ACCENT), STATUSES[:1]):
        plan = stacked()
        parts = tuple(replace(v, ink=ink, status=status) for v in plan.series[0].values)
        layer = plan.layers[0]
        assert isinstance(layer, Bars)
        drawn = Bars(tuple(replace(bar, value=parts[bar.slot]) if n < 2 else bar for n, bar in enumerate(layer.bars)))
        chart = native_chart(
            replace(plan, series=(Series("Hefei", parts, ink), plan.series[1]), layers=(drawn,)),
            560.0,
            300.0,
            THEME.slide,
            our_palette(THEME),
        )
        assert chart is not None
        label = chart.plots[0].series[0].labels[0]
        assert contrast(label.colour.rgb(scheme(THEME)), INKS[ink].rgb(scheme(THEME))) >= 4.5


def test_years_keep_their_distances_and_a_gap_stays_a_gap() -> None:
    chart = read(deck())[list(PLANS).index("line")]
    series = next(one for one in chart.plots[0].series if one.name == "Hefei")
    x = [float(v.text) for v in series._element.find(f"{C}xVal").iter(f"{C}v")]
    assert x == [2010, 2020, 2022, 2024]
    assert list(series.values) == [7.457, 9.37, None, 10.002]
    assert chart._chartSpace.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_a_line_over_an_axis_without_ticks_has_no_years_under_it() -> None:
    plan = line()
    assert isinstance(plan.x, Axis)
    bare = native_chart(replace(plan, x=replace(plan.x, ticks=())), 600.0, 300.0, THEME.slide, our_palette(THEME))
    assert bare is not None


def test_a_target_is_given_in_a_cell_and_its_mark_computed_from_it() -> None:
    given = next(column for column in native("target").columns if column.header == "Target")
    assert [cell.value for cell in given.cells] == [None, None, Decimal(800)]
    assert any("ISNUMBER" in cell.formula for column in native("target").columns for cell in column.cells)


def test_a_mark_and_what_is_under_it_end_at_the_target() -> None:
    under, mark = (column for column in native("target").columns if any(cell.formula for cell in column.cells))
    sums = [
        one.value + other.value
        for one, other in zip(under.cells, mark.cells, strict=True)
        if isinstance(one.value, Decimal) and isinstance(other.value, Decimal)
    ]
    assert sums == [Decimal(800)]


@pytest.mark.parametrize("name", list(PLANS))
def test_a_chart_without_room_stays_a_drawing(name: str) -> None:
    sizes = product((40.0, 90.0, 160.0, 250.0, 900.0), (30.0, 70.0, 120.0, 400.0))
    made = [native_chart(PLANS[name], *size, THEME.slide, our_palette(THEME)) for size in sizes]
    assert made[0] is None and made[-1] is not None
    for chart in filter(None, made):
        assert 0 <= chart.plot.x <= chart.plot.x + chart.plot.w <= 1.0001
        assert 0 <= chart.plot.y <= chart.plot.y + chart.plot.h <= 1.0001


@pytest.mark.parametrize("name", list(PLANS))
def test_a_chart_with_a_note_in_it_stays_a_drawing(name: str) -> None:
    noted = (*PLANS[name].layers, Callout(Decimal(1), Decimal(1), "The plant opens"))
    assert native_chart(replace(PLANS[name], layers=noted), 560.0, 300.0, THEME.slide, our_palette(THEME)) is None


@pytest.mark.parametrize(
    ("number", "text", "code"),
    [
        ("257.2", "257.2", '0.0;"−"0.0;0.0'),
        ("1370", "1,370", '#,##0;"−"#,##0;#,##0'),
        ("2024", "2024", '0;"−"0;0'),
        ("10.6", "10.6%", '0.0"%";"−"0.0"%";0.0"%"'),
        ("-3.5", "−3.5", '0.0;"−"0.0;0.0'),
        ("800", "Target 800", '"Target "0;"Target ""−"0;"Target "0'),
        ("9.370", "9.37", '0.00;"−"0.00;0.00'),
        ("2.5", "2", None),  # a spreadsheet rounds halves up
        ("3", "three", None),
        ("1500000", "1.5\u00a0million", '0.0,,"\u00a0million";"−"0.0,,"\u00a0million";0.0,,"\u00a0million"'),
        ("2000000000", "2 billion %", '0,,," billion %";"−"0,,," billion %";0,,," billion %"'),
        ("15000", "1.5\u4e07", None),
    ],
)
def test_number_formats_print_what_the_plan_prints(number: str, text: str, code: str | None) -> None:
    assert code_for(Decimal(number), text) == code


def test_numbers_below_a_thousand_print_alike_with_the_separators_of_larger_ones() -> None:
    pairs = [(Decimal(0), "0"), (Decimal(500), "500"), (Decimal(1000), "1,000")]
    assert same_code(pairs) == '#,##0;"−"#,##0;#,##0'
    assert same_code([(Decimal(2010), "2010"), (Decimal(10000), "10,000")]) is None


@pytest.mark.parametrize("name", list(PLANS))
def test_all_columns_of_a_workbook_reach_equally_far_and_gaps_are_no_wider_than_allowed(name: str) -> None:
    assert len({len(column.cells) for column in native(name).columns}) == 1
    assert all(0 <= plot.gap <= 500 for plot in native(name).plots)


def test_what_stands_in_a_ring_fits_the_hole_that_any_application_leaves() -> None:
    chart = native("donut")
    assert chart.words
    across = (chart.words[0].box.w * 560.0) / (chart.plot.w * 560.0)
    assert across <= 0.5001  # LibreOffice's, whatever the file says


def test_a_ring_of_one_part_has_no_seam() -> None:
    whole = value("486", Ink.ACCENT)
    layers = (Ring((Wedge("All", Decimal(1), whole),), "486", "cars"),)
    plan = replace(ring(), categories=("All",), series=(Series("", (whole,)),), layers=layers)
    made = native_chart(plan, 560.0, 300.0, THEME.slide, our_palette(THEME))
    assert made is not None and made.plots[0].series[0].look.edge is None


def test_a_single_column_is_as_wide_as_its_target_is_taken_to_be() -> None:
    target = Markers((Marker(0, Value(Decimal(310), "Target 310", Ink.TEXT, Status.TARGET)),))
    plan = bars(("", Ink.PRIMARY, ("486",)), also=(target,))
    made = native_chart(plan, 900.0, 300.0, THEME.slide, our_palette(THEME))
    assert made is not None and all(plot.gap <= 500 for plot in made.plots)


def test_a_category_that_looks_like_a_formula_stays_a_text() -> None:
    plan = bars(("", Ink.PRIMARY, ("1", "2")))
    labels = ('=HYPERLINK("http://x")', "+1-1")
    made = native_chart(replace(plan, categories=labels, x=Band(labels)), 560.0, 300.0, THEME.slide, our_palette(THEME))
    assert made is not None
    with zipfile.ZipFile(io.BytesIO(workbook(made.columns))) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    cells = [cell for cell in sheet.iter("{*}c") if "".join(map(str, cell.itertext())) in labels]
    assert [cell.get("t") for cell in cells] == ["inlineStr", "inlineStr"]
    assert not list(sheet.iter("{*}f"))


def test_the_same_charts_give_the_same_bytes() -> None:
    first, second = (chart_files(native(name)) for name in ("line", "line"))
    assert first == second


def test_a_deck_with_every_kind_has_no_findings_and_no_schema_errors(tmp_path: Path) -> None:
    path = tmp_path / "charts.pptx"
    path.write_bytes(deck())
    assert lint(deck()) == ()
    validator = require_tool("ooxml-validator")
    result = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False, timeout=300)
    assert '"ok": true' in result.stdout, result.stdout


def test_charts_that_libreoffice_saved_again_show_the_same(tmp_path: Path) -> None:
    soffice = require_tool("soffice")
    path = tmp_path / "charts.pptx"
    path.write_bytes(deck())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    again = tmp_path / "again"
    command = [soffice, profile, "--headless", "--convert-to", "pptx", "--outdir", str(again), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    before, after = read(deck()), read((again / "charts.pptx").read_bytes())
    assert len(before) == len(after) == len(PLANS)
    for plan, chart in zip(PLANS.values(), after, strict=True):
        shown = data(chart)
        for series in plan.series:
            expected = [one.number for one in series.values]
            found = shown[series.name or plan.unit]
            assert [None if n is None else round(n, 6) for n in found] == expected


# ----------------------------------------------------------------------------------------------- proof


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The deck of a small report with a chart."""
    folder = tmp_path_factory.mktemp("charted")
    write_small_report(folder)
    assert run("build", "briefing.yaml", folder=folder).status == 0
    return (folder / "dist" / "small-deck.pptx").read_bytes()


CHART, BOOK = "ppt/charts/chart1.xml", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"


def test_the_cells_of_a_chart_are_bound_to_facts(small: bytes) -> None:
    bound = {one.text: one.binding for one in trace(small).found if one.at == "fig-trade"}
    assert "fact:exports_2024" in bound.values() and "fact:imports_2024" in bound.values()
    assert trace(small).orphans == ()


def test_another_number_in_a_chart_is_noticed(small: bytes) -> None:
    shown = next(iter(etree.fromstring(members(small)[CHART]).iterfind(f".//{C}numCache//{C}v"))).text or ""
    edited = with_part(small, CHART, lambda part: part.replace(f"<c:v>{shown}<".encode(), f"<c:v>9{shown}<".encode()))
    assert trace(edited).orphans


@pytest.mark.parametrize("where", ["a cell of the chart", "another cell"])
def test_another_number_in_a_charts_workbook_is_noticed(small: bytes, where: str) -> None:
    shown = next(iter(etree.fromstring(members(small)[CHART]).iterfind(f".//{C}numCache//{C}v"))).text or ""

    def change(book: bytes) -> bytes:
        parts = members(book)
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        if where == "a cell of the chart":
            sheet = sheet.replace(f"<v>{shown}<", f"<v>9{shown}<")
        else:
            sheet = sheet.replace("</sheetData>", '<row r="9"><c r="A9"><v>777</v></c></row></sheetData>')
        return pack({**parts, "xl/worksheets/sheet1.xml": sheet.encode()})

    orphans = trace(with_part(small, BOOK, change)).orphans
    assert [one.why for one in orphans] == ["in a cell of a chart's workbook that was not built"]
