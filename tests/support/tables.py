"""Reports of one chart with data files beside them, and workbooks as spreadsheet programs write them."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # has no types

from hefei_report.build import compose
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.model import Figure, plain
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import MemoryWorkspace
from tests.test_charts import FACTS, OUTLINE, SOURCES

HEAD = """\
figure:
  id: fig-one
  title: A finding
  caption: What it shows
  alt: A chart.
"""
CITED = '  source: "[@statistics-2025]"\n'
FIRST = OUTLINE.count("\n") + HEAD.count("\n")  # lines above the fields of a chart


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a chart: its figure unless something was wrong, and all complaints."""

    figure: Figure | None
    found: tuple[Diagnostic, ...]

    @property
    def plan(self) -> ChartPlan:
        """The plan of a chart that is right."""
        assert [(d.code, d.message, str(d.span)) for d in self.found] == []
        assert self.figure is not None
        return self.figure.plan

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The first series: categories with what is printed, '' for a gap."""
        return [(c, v.text) for c, v in zip(self.plan.categories, self.plan.series[0].values, strict=True)]

    @property
    def source(self) -> str:
        """The figure's source line."""
        assert self.figure is not None
        return plain(self.figure.source).replace("\N{NO-BREAK SPACE}", " ")

    @property
    def places(self) -> list[tuple[str, str, int, int]]:
        """Code, file, line and column of each complaint; in the outline, lines count from the chart's first."""
        assert all(d.hint for d in self.found)
        return [
            (d.code, d.span.file, d.span.line - (FIRST if d.span.file == "briefing.yaml" else 0), d.span.column)
            for d in self.found
        ]


def made(fields: str, *, cited: bool = True, language: str = "en", **files: str | bytes) -> Made:
    """A report of one chart; ``data_csv="..."`` is its file data.csv."""
    body = HEAD + textwrap.indent(textwrap.dedent(fields).strip(), "  ") + "\n" + (CITED if cited else "")
    block = textwrap.indent(body, " " * 8).strip()
    outline = OUTLINE.format(language=language) + "      - " + block + "\n"
    workspace = MemoryWorkspace.of({"briefing.yaml": outline, "facts.yaml": FACTS, "sources.yaml": SOURCES})
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        workspace.files[name.replace("_", ".")] = data
    diagnostics = Diagnostics()
    document = compose(workspace, "briefing.yaml", diagnostics)
    figures = [block for block in blocks_of(document) if isinstance(block, Figure)] if document else []
    found = tuple(d for d in diagnostics if d.code != "unused-source")
    return Made(figures[0] if figures else None, found)


def workbook(fill: Callable[[Any], None], **options: Any) -> bytes:
    """An XLSX file that ``fill`` writes with XlsxWriter."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    fill(book)
    book.close()
    return out.getvalue()


def sheet_of(*rows: tuple[Any, ...], name: str = "Data") -> bytes:
    """A workbook with one sheet of these rows."""

    def fill(book: Any) -> None:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return workbook(fill)
