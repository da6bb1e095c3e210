"""Puts the tables with the data of figures into an appendix of the briefing, behind the author's sections."""

from __future__ import annotations

import functools
from dataclasses import replace

from hefei_report.charts.telling.tabling import data_table
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, Figure, Medium, Run, Section, Table
from hefei_report.document.walking import blocks_of
from hefei_report.memory import NO_MEMORY, Memory, Same

APPENDIX = "figure-data"  # ids of authors' sections begin with "sec-"


def with_data_tables(document: Document, memory: Memory = NO_MEMORY) -> Document:
    """``document`` with a table for each figure of its briefing that wants one, numbered behind all others."""
    shown = blocks_of(document, Medium.BRIEFING)
    figures = [block for block in shown if isinstance(block, Figure) and block.data_table]
    if not figures:
        return document
    first = 1 + max((block.number for block in blocks_of(document) if isinstance(block, Table)), default=0)
    tables = tuple(
        memory.once("data table", (Same(figure), number), functools.partial(data_table, figure, number))
        for number, figure in enumerate(figures, first)
    )
    key = (tuple(map(Same, tables)), document.language, document.span)
    section = memory.once("data tables", key, lambda: _appendix(document, tables))
    return replace(document, sections=(*document.sections, section))


def _appendix(document: Document, tables: tuple[Table, ...]) -> Section:
    return Section(
        id=APPENDIX,
        number="",
        level=1,
        title=(Run(labels(document.language).figure_data),),
        blocks=tables,
        span=document.span,
        only=Medium.BRIEFING,
    )
