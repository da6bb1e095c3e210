"""Puts the tables with the data of figures into an appendix of the briefing, behind the author's sections."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.charts.telling.tabling import data_table
from hefei_report.document.labels import labels
from hefei_report.document.model import Document, Figure, Medium, Run, Section, Table
from hefei_report.document.walking import blocks_of

APPENDIX = "figure-data"  # ids of authors' sections begin with "sec-"


def with_data_tables(document: Document) -> Document:
    """``document`` with a table for each figure of its briefing that wants one, numbered behind all others."""
    shown = blocks_of(document, Medium.BRIEFING)
    figures = [block for block in shown if isinstance(block, Figure) and block.data_table]
    if not figures:
        return document
    first = 1 + max((block.number for block in blocks_of(document) if isinstance(block, Table)), default=0)
    section = Section(
        id=APPENDIX,
        number="",
        level=1,
        title=(Run(labels(document.language).figure_data),),
        blocks=tuple(data_table(figure, first + place) for place, figure in enumerate(figures)),
        span=document.span,
        only=Medium.BRIEFING,
    )
    return replace(document, sections=(*document.sections, section))
