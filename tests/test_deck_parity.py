"""Whatever an author puts into a chart, PowerPoint's own chart shows what our drawing of the same plan shows."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pptx
import pypdfium2
import pytest

from hefei_report.build import compose, publish
from hefei_report.deck.charts.workbook import column_name
from hefei_report.deck.lint import lint
from hefei_report.deck.lint.workbooks import Workbook, read_workbook
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import Axis, Band, ChartPlan, Ink, Status, texts_of
from hefei_report.document.model import Document, Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import NO_CACHE, DiskWorkspace
from tests.support.chartdata import NATIVE_KINDS, Figures
from tests.support.outlining import Outlined, section
from tests.support.tools import require_tool
from tests.support.wording import name
from tests.test_deck_charts import THEME, colour, near

FIGURES = 22
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|([#0][#,0.]*)')
kinds = pytest.mark.parametrize("kind", NATIVE_KINDS)
# The dots of these are points in the rows of a scatter, whose series and axes are not those of the plan.
_IN_ROWS = ("dumbbell", "lollipop", "dot")
read_as_planned = pytest.mark.parametrize("kind", [kind for kind in NATIVE_KINDS if kind not in _IN_ROWS])


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck of charts of one kind, with the plans that they come from by their descriptions."""

    path: Path
    document: Document
    plans: dict[str, ChartPlan]
    charts: dict[str, Any]  # those of PowerPoint's own, as python-pptx reads them
    pages: dict[str, int]


def build(kind: str, folder: Path) -> Deck:
    """A deck of figures of ``kind`` from plain to extreme."""
    made = Figures(len(kind))
    parts = (section(name(n), f"Part {name(n)}", made.figure(kind, n)) for n in range(FIGURES))
    outline = Outlined(tuple(parts), {"deck": {"agenda": False}}).write(folder / kind)
    diagnostics = Diagnostics(draft=True)
    document = compose(DiskWorkspace(outline.parent), outline.name, diagnostics)
    assert document is not None, [str(one) for one in diagnostics]
    deck = publish(document, (Medium.DECK,), NO_CACHE, diagnostics)[0]
    path = folder / f"{kind}.pptx"
    path.write_bytes(deck.content)
    plans = {block.alt: block.plan for block in blocks_of(document) if isinstance(block, Figure)}
    return Deck(path, document, plans, *read(path))


def read(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The charts of a deck by their descriptions, and on which page each is."""
    charts, pages = {}, {}
    for page, slide in enumerate(pptx.Presentation(io.BytesIO(path.read_bytes())).slides):
        for shape in slide.shapes:
            if shape.has_chart:
                alt = shape._element.nvGraphicFramePr.cNvPr.get("descr")
                charts[alt], pages[alt] = shape.chart, page
    return charts, pages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Deck]:
    """A deck of each kind."""
    folder = tmp_path_factory.mktemp("parity")
    return {kind: build(kind, folder) for kind in NATIVE_KINDS}


@pytest.fixture(scope="module")
def folder(made: dict[str, Deck]) -> Path:
    """Where the decks are, with ``again/`` and the PDFs that LibreOffice makes of them, all in one go each."""
    soffice = require_tool("soffice")
    folder = next(iter(made.values())).path.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    paths = [str(deck.path) for deck in made.values()]
    for form, out in (("pptx", folder / "again"), ("pdf", folder)):
        command = [soffice, profile, "--headless", "--convert-to", form, "--outdir", str(out), *paths]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
    return folder


def pairs(deck: Deck) -> Iterator[tuple[str, ChartPlan, Any]]:
    for alt, chart in deck.charts.items():
        yield alt, deck.plans[alt], chart


def values(chart: Any) -> dict[str, list[Decimal | None]]:
    """The values of a chart's series by their names: those that the chart itself holds."""
    found: dict[str, list[Decimal | None]] = {}
    for series in chart._chartSpace.iter(f"{C}ser"):
        cells = series.find(f"{C}val" if series.find(f"{C}val") is not None else f"{C}yVal")
        row: list[Decimal | None] = [None] * int(cells.find(f".//{C}ptCount").get("val"))
        for point in cells.iter(f"{C}pt"):
            row[int(point.get("idx"))] = Decimal(point.findtext(f"{C}v"))
        found.setdefault("".join(v.text for v in series.find(f"{C}tx").iter(f"{C}v")), row)
    return found


def book(chart: Any) -> Workbook:
    found = read_workbook(chart.part.chart_workbook.xlsx_part.blob)
    assert found is not None
    return found


# ------------------------------------------------------------------------------ what a chart prints


def printed(code: str, number: Decimal) -> str:
    """``number`` as a spreadsheet prints it by a number format of texts in quotation marks and one run of digits."""
    parts = code.split(";")
    part = parts[0] if number > 0 or len(parts) == 1 else parts[1] if number < 0 else parts[2]
    if part == "General":
        return f"{number.normalize():f}"

    def put(found: re.Match[str]) -> str:
        literal, escaped, digits = found.groups()
        if digits is None:
            return escaped if literal is None else literal
        run = digits.rstrip(",")  # each comma behind the digits divides by a thousand
        divided = abs(number).scaleb(-3 * (len(digits) - len(run)))
        places = Decimal(1).scaleb(-len(run.partition(".")[2]))
        return f"{divided.quantize(places, ROUND_HALF_UP):{',' if ',' in run else ''}f}"

    return _LITERAL.sub(put, part)


def shown(chart: Any) -> str:
    """All letters and digits that a chart shows: its labels, its ticks, its categories and its legend."""
    space = chart._chartSpace
    texts: list[str] = []
    for series in space.iter(f"{C}ser"):
        texts += _labels(series)
    for axis in space.iter(f"{C}valAx"):
        if axis.find(f"{C}delete").get("val") == "0" and axis.find(f"{C}tickLblPos").get("val") != "none":
            texts += [printed(axis.find(f"{C}numFmt").get("formatCode"), at) for at in ticks(axis)]
    for axis in space.findall(f".//{C}catAx")[:1]:
        if axis.find(f"{C}delete").get("val") == "0":
            texts += chart.plots[0].categories
    hidden = {int(entry.find(f"{C}idx").get("val")) for entry in space.iter(f"{C}legendEntry")}
    if chart.has_legend:
        names = ["".join(v.text for v in one.find(f"{C}tx").iter(f"{C}v")) for one in space.iter(f"{C}ser")]
        texts += [one for number, one in enumerate(names) if number not in hidden]
    for relation in chart.part.rels.values():
        if relation.reltype.endswith("/chartUserShapes"):
            texts += re.findall(r"<a:t>([^<]*)", relation.target_part.blob.decode())
    return "".join(texts)


def _labels(series: Any) -> Iterator[str]:
    own = {int(one.find(f"{C}idx").get("val")): one for one in series.iter(f"{C}dLbl")}
    every = series.find(f"{C}dLbls")
    if every is None:
        return
    cells = series.find(f"{C}val" if series.find(f"{C}val") is not None else f"{C}yVal")
    called = "".join(v.text for v in series.find(f"{C}tx").iter(f"{C}v"))
    for point in cells.iter(f"{C}pt"):
        label = own.get(int(point.get("idx")), every)
        if label.find(f"{C}tx") is not None:
            yield "".join(t.text for t in label.iter(f"{A}t"))
            continue
        if label.find(f"{C}showSerName").get("val") == "1":
            yield called
        if label.find(f"{C}showVal").get("val") == "1":
            yield printed(label.find(f"{C}numFmt").get("formatCode"), Decimal(point.findtext(f"{C}v")))


def ticks(axis: Any) -> Iterator[Decimal]:
    """Where an axis has its ticks."""
    low, high, step = (Decimal(axis.find(f".//{C}{part}").get("val")) for part in ("min", "max", "majorUnit"))
    while low <= high:
        yield low
        low += step


def characters(text: str) -> Counter[str]:
    return Counter(re.sub(r"\s|\u00a0", "", text))


# --------------------------------------------------------------------------------------------- tests


@kinds
def test_nearly_all_charts_are_powerpoints_own(kind: str, made: dict[str, Deck]) -> None:
    share = {"stacked-bar": 0.4, "donut": 0.6, "grouped-bar": 0.5, "dot": 0.5}.get(
        kind, 0.7
    )  # small parts, keys, lines across
    assert len(made[kind].plans) == FIGURES
    assert len(made[kind].charts) >= share * FIGURES


@read_as_planned
def test_chart_and_workbook_hold_the_series_of_the_plan(kind: str, made: dict[str, Deck]) -> None:
    for alt, plan, chart in pairs(made[kind]):
        held, cells = values(chart), book(chart)
        headers = [cells.cells(f"Data!${column_name(n)}$1") for n in range(60)]
        for series in plan.series:
            called = series.name or plan.unit or plan.kind
            numbers = [one.number for one in series.values]
            place = headers.index([called])
            column = cells.cells(f"Data!${column_name(place)}$2:${column_name(place)}${len(held[called]) + 1}") or []
            assert [Decimal(cell) if cell else None for cell in column] == held[called], alt
            if kind == "line":  # a row without a number interrupts a line, and a line may lack some of the others' rows
                assert [n for n in held[called] if n is not None] == [n for n in numbers if n is not None], alt
            else:
                assert held[called] == numbers, alt
        if isinstance(plan.x, Band) or isinstance(plan.y, Band) or kind == "donut":
            assert tuple(chart.plots[0].categories) == plan.categories


@kinds
def test_a_chart_prints_what_its_drawing_prints(kind: str, made: dict[str, Deck]) -> None:
    for alt, plan, chart in pairs(made[kind]):
        thinned = "".join(tick.text for axis in (plan.x,) if isinstance(axis, Axis) for tick in axis.ticks)
        wanted, found = characters("".join(texts_of(plan))), characters(shown(chart))
        assert wanted - found - characters(thinned) == Counter(), alt
        assert found - wanted == Counter(), alt


@read_as_planned
def test_axes_have_the_range_and_the_ticks_of_the_plan(kind: str, made: dict[str, Deck]) -> None:
    for alt, plan, chart in pairs(made[kind]):
        axis = plan.x if isinstance(plan.y, Band) else plan.y
        if not isinstance(axis, Axis):
            continue
        along = chart._chartSpace.findall(f".//{C}valAx")[-1 if isinstance(plan.x, Axis) and axis is plan.y else 0]
        low, high = (Decimal(along.find(f".//{C}{end}").get("val")) for end in ("min", "max"))
        assert high == axis.maximum, alt
        assert low == axis.minimum or (not axis.ticks and low < axis.minimum < 0), alt  # room for a label below
        if along.find(f"{C}majorUnit") is not None:
            assert list(ticks(along)) == [tick.at for tick in axis.ticks], alt


_WITHOUT_AREAS = ("line", "waterfall", "dumbbell", "slope", "bump", "lollipop", "dot")


@pytest.mark.parametrize("kind", [kind for kind in NATIVE_KINDS if kind not in _WITHOUT_AREAS])
def test_areas_have_the_colours_of_the_plan(kind: str, made: dict[str, Deck]) -> None:
    for alt, plan, chart in pairs(made[kind]):
        series = {
            "".join(v.text for v in one.find(f"{C}tx").iter(f"{C}v")): one for one in chart._chartSpace.iter(f"{C}ser")
        }
        tinted = kind == "area" and len(plan.series) == 1  # under a line in its colour
        filled = () if tinted else plan.series[:1] if kind == "funnel" else plan.series  # rates are no areas
        for row in filled:
            found = series[row.name or plan.unit or plan.kind]
            own = {int(point.find(f"{C}idx").get("val")): point for point in found.iter(f"{C}dPt")}
            for slot, one in enumerate(row.values):
                if one.number and one.status in (Status.ACTUAL, Status.DERIVED) and not row.line:
                    fill = colour(own.get(slot, found).find(f"{C}spPr/{A}solidFill/{A}schemeClr"))
                    assert near(fill, THEME.accent if one.ink is Ink.ACCENT else THEME.inks[one.ink]), alt


@kinds
def test_the_decks_are_valid(kind: str, made: dict[str, Deck]) -> None:
    assert lint(made[kind].path.read_bytes()) == ()
    validator = require_tool("ooxml-validator")
    command = [validator, str(made[kind].path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert json.loads(result.stdout)["errors"] == []


@kinds
def test_charts_that_libreoffice_saved_again_hold_the_same(kind: str, made: dict[str, Deck], folder: Path) -> None:
    slides = pptx.Presentation(str(folder / "again" / f"{kind}.pptx")).slides
    for alt, plan, chart in pairs(made[kind]):
        again = next(shape.chart for shape in slides[made[kind].pages[alt]].shapes if shape.has_chart)
        before, after = values(chart), values(again)
        for series in plan.series:
            called = series.name or plan.unit or plan.kind
            assert _rounded(after[called]) == _rounded(before[called]), alt


def _rounded(numbers: list[Decimal | None]) -> list[str]:
    """Numbers as binary ones of double precision hold them; missing ones at the end are none."""
    found = ["" if number is None else f"{float(number):.12g}" for number in numbers]
    while found and not found[-1]:
        found.pop()
    return found


@kinds
def test_libreoffice_shows_all_that_a_chart_says(kind: str, made: dict[str, Deck], folder: Path) -> None:
    pages = pypdfium2.PdfDocument(folder / f"{kind}.pdf")
    for alt, _, chart in pairs(made[kind]):
        page = pages[made[kind].pages[alt]].get_textpage().get_text_bounded()
        assert characters(shown(chart)) - characters(page) == Counter(), alt
