"""Footnotes on slides: in the strip under the slide where there is room, behind their marks' numbers; else the speaker
has them, and the slide is set without marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hefei_report.deck.storyboard.plan import (
    ChartItem,
    ImageItem,
    Item,
    MarkItem,
    PictureItem,
    PlannedRow,
    TableItem,
    Text,
    TextItem,
    runs_of,
)
from hefei_report.document.model import Inline, Run
from hefei_report.document.notes import is_mark, notes_in


def marks_on(items: Iterable[Item]) -> tuple[Run, ...]:
    """The marks of notes that ``items`` set, each once, in reading order."""
    return tuple(dict.fromkeys(mark for item in items for mark in notes_in(runs_of(item))))


def strip_lines(marks: Iterable[Run]) -> Iterator[Inline]:
    """The notes as lines that begin with their numbers."""
    return ((replace(mark, note=()), Run(" "), *mark.note) for mark in marks)


def spoken_lines(marks: Iterable[Run], label: str) -> Iterator[Inline]:
    """The notes as paragraphs for the speaker, who sees no marks."""
    return ((Run(label, bold=True), *mark.note) for mark in marks)


def unmarked(item: Item) -> Item:
    """``item`` without marks; it takes no more room than with them."""
    match item:
        case TextItem():
            return replace(item, text=_unmarked(item.text))
        case TableItem():
            return replace(item, rows=tuple(_row(row) for row in item.rows))
        case PictureItem() | ChartItem() | MarkItem() | ImageItem():
            return item


def _row(row: PlannedRow) -> PlannedRow:
    return replace(row, cells=tuple(_unmarked(cell) for cell in row.cells))


def _unmarked(text: Text) -> Text:
    return tuple(replace(para, pieces=tuple(piece for piece in para.pieces if not is_mark(piece.run))) for para in text)
