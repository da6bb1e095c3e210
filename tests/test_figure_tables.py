"""The data of a figure as a table in the briefing's appendix, on request: the same numbers, bound, linked both ways."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from hefei_report.briefing.chartdata import chart_csv
from hefei_report.charts.guide.gallery import OUTLINE, gallery
from hefei_report.charts.kind import chart_kind, chart_kind_names
from hefei_report.document.model import CrossLink, Document, Figure, Medium, Table, plain
from hefei_report.document.walking import blocks_of, sections_of
from tests.support.product import run
from tests.test_charts import composed

FIGURE = """
figure:
  id: fig-one
  chart: column
  title: A finding
  caption: What it shows
  alt: Some columns.
  unit: billion yuan
  table: true
  data:
    - {label: "2023", value: 200.5, target: 210}
    - {label: "2024", value: "fact:exports", status: estimated}
    - {label: "2025", value: null}
  source: "[@statistics-2025; @history-2020]"
"""


def document_of(figure: str, language: str = "en") -> Document:
    document, found = composed(figure, {}, language)
    assert [(each.code, each.message) for each in found if each.code != "unused-source"] == []
    assert document is not None
    return document


def table_of(document: Document) -> Table:
    (found,) = (block for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Table))
    return found


def texts(table: Table) -> list[list[str]]:
    head = [plain(column.header) for column in table.columns]
    return [head, *([plain(cell) for cell in row.cells] for row in table.rows)]


@pytest.mark.parametrize(
    ("language", "rows", "note"),
    [
        (
            "en",
            [["Year", "Billion yuan", "Target"], ["2023", "200.5", "210"], ["2024", "257.2", "–"]],
            "Estimated: 2024.",
        ),
        ("zh", [["年份", "Billion yuan", "目标"], ["2023", "200.5", "210"], ["2024", "257.2", "–"]], "估计：2024。"),
    ],
)
def test_a_table_prints_the_numbers_of_the_chart_and_says_below_what_they_are(
    language: str, rows: list[list[str]], note: str
) -> None:
    table = table_of(document_of(FIGURE, language))
    assert texts(table)[:3] == rows
    assert plain(table.note) == note
    assert texts(table)[3][1:] == ["–", "–"]
    assert table.source == next(
        each.source for each in blocks_of(document_of(FIGURE, language)) if isinstance(each, Figure)
    )


def test_facts_in_a_table_are_bound_and_all_other_numbers_are_the_chart_s() -> None:
    runs = [run for row in table_of(document_of(FIGURE)).rows for cell in row.cells for run in cell]
    assert [run.text for run in runs if run.fact == "exports"] == ["257.2"]
    assert {run.role for run in runs if any(map(str.isdigit, run.text)) and not run.fact} == {"chart:fig-one"}


def test_figure_and_table_lead_to_each_other_and_only_the_briefing_has_the_table() -> None:
    document = document_of(FIGURE)
    table = table_of(document)
    assert [run.target for run in table.title if run.target] == [CrossLink("fig-one")]
    assert plain(table.title) == "Figure 1: A finding"
    assert [block.data_table for block in blocks_of(document) if isinstance(block, Figure)] == [table.id]
    assert [plain(section.title) for section in sections_of(document, Medium.BRIEFING)][-1] == "Data of the figures"
    assert len(list(sections_of(document, Medium.DECK))) == 1


def test_without_a_wish_there_is_no_table() -> None:
    document = document_of(FIGURE.replace("  table: true\n", ""))
    assert [block for block in blocks_of(document) if isinstance(block, Table)] == []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gallery whose figures all have tables but for the waffle."""
    folder = tmp_path_factory.mktemp("tables")
    for name, text in gallery().items():
        wanted = text.replace("\ndeck:", "\nbriefing: {figure-tables: appendix}\ndeck:")
        wanted = wanted.replace("chart: waffle\n", "chart: waffle\n          table: false\n")
        (folder / name).write_text(wanted, encoding="utf-8")
    done = run("build", OUTLINE, "--strict", folder=folder)
    assert (done.status, done.diagnostics) == (0, ())
    return folder


def test_every_figure_of_a_document_may_have_one_and_every_number_of_them_is_proven(built: Path) -> None:
    done = run("trace", "dist/gallery-briefing.pdf", folder=built)
    assert done.status == 0, done.out
    assert "Table 5: …»1,370«" in run("trace", "dist/gallery-briefing.pdf", "1,370", folder=built).out


@pytest.mark.parametrize("name", chart_kind_names())
def test_table_and_file_of_every_kind_hold_the_same_rows(name: str) -> None:
    document = document_of(chart_kind(name).example.replace(f"chart: {name}\n", f"chart: {name}\n  table: true\n"))
    (figure,) = (block for block in blocks_of(document) if isinstance(block, Figure))
    rows = list(csv.reader(io.StringIO(chart_csv(figure.plan).decode())))
    kept = [place for place, head in enumerate(rows[0]) if not head.endswith("status")]
    shown = texts(table_of(document))
    assert len(shown) == len(rows)
    assert len(shown[0]) == len(kept)
    assert [row[0].lstrip("'") for row in rows[1:]] == [row[0] for row in shown[1:]]
    assert all(any(row[1:]) for row in shown[1:])
    numbers = [float(row[place]) for row in rows[1:] for place in kept[1:] if row[place] and _is_number(row[place])]
    told = [
        cell.split(" (")[0].replace(",", "").replace("−", "-").rstrip("%°") for row in shown[1:] for cell in row[1:]
    ]
    rounded = 0.5 if name in ("funnel", "stacked-100") else 0.0  # shares are printed as the chart does
    assert numbers == pytest.approx([float(text) for text in told if _is_number(text)], rel=0, abs=rounded)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
