"""The data of a figure as a table for readers: numbers as the chart prints them, each bound to what proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hefei_report.charts.telling.specials import breaks_told, statuses_told
from hefei_report.charts.telling.voice import Voice
from hefei_report.charts.telling.words import words_of
from hefei_report.document.chartcolumns import DataColumn, Role, columns_of
from hefei_report.document.chartplan import Status, Value
from hefei_report.document.labels import labels, status_word
from hefei_report.document.model import Align, Column, CrossLink, Figure, Inline, Run, Table, TableRow, plain
from hefei_report.document.naming import numbered_name
from hefei_report.document.notes import without_marks
from hefei_report.evidence.units import PERCENT, Unit
from hefei_report.outline.languages import in_chinese

_MISSING = "–"
_YEAR = re.compile(r"(1[5-9]|20|21)\d\d")
_FIRST_SHARE = 2.0  # of the column with names, where those of numbers have one


def data_table(figure: Figure, number: int) -> Table:
    """The table ``number`` with the data of ``figure``, called as its ``data_table`` says; it leads back to it."""
    words = labels(figure.plan.language)
    voice = Voice(figure.plan, f"chart:{figure.id}", words_of(figure.plan.language))
    columns = tuple(columns_of(figure.plan))
    back = Run(numbered_name(figure, words), target=CrossLink(figure.id))
    said = plain(figure.caption).casefold()
    cells = [tuple(_cells(column, voice)) for column in columns]
    return Table(
        id=figure.data_table,
        number=number,
        title=(back, Run(words.colon), *without_marks(figure.title)),
        caption=without_marks(figure.caption),
        columns=tuple(_column(column, voice, said, first=place == 0) for place, column in enumerate(columns)),
        rows=tuple(TableRow(row) for row in zip(*cells, strict=True)),
        note=_note(voice),
        source=figure.source,
        span=figure.span,
        only=figure.only,
    )


def _note(voice: Voice) -> Inline:
    """What single values are, said below the table, so that its numbers stand exactly under each other."""
    told = (*breaks_told(voice), *statuses_told(voice))
    return (*voice.listed(told, between=voice.words.stop), Run(voice.words.stop.rstrip())) if told else ()


def _column(column: DataColumn, voice: Voice, said: str, *, first: bool) -> Column:
    texts = all(isinstance(cell, str) for cell in column.cells)
    return Column(_head(column, voice, said), Align.LEFT if texts else Align.NUMBER, _FIRST_SHARE if first else 1.0)


def _head(column: DataColumn, voice: Voice, said: str) -> Inline:
    """The name of a series with its unit, unless that is a sign behind its numbers or ``said`` above the table."""
    name = voice.name(column.name) if column.name else (Run(voice.words.columns[_holds(column)]),)
    unit = "" if not column.unit or Unit.of(column.unit).base == PERCENT else column.unit
    if unit and column.role is Role.VALUE and not column.name:
        return voice.name(unit[:1].upper() + unit[1:])
    if not unit or (unit == voice.plan.unit and unit.casefold() in said):
        return name
    return voice.say(voice.words.in_brackets, value=name, unit=voice.name(unit))


def _holds(column: DataColumn) -> str:
    years = column.role is Role.CATEGORY and all(_YEAR.fullmatch(str(cell)) for cell in column.cells)
    return "year" if years else column.role.value


def _cells(column: DataColumn, voice: Voice) -> Iterator[Inline]:
    """The cells; what texts are stands in brackets behind them, what numbers are in the note."""
    statuses = column.statuses or (Status.ACTUAL,) * len(column.cells)
    for cell, status in zip(column.cells, statuses, strict=True):
        told = _cell(cell, column.unit, voice)
        if status is not Status.ACTUAL and isinstance(cell, str):
            word = status_word(status, voice.plan.language)
            told = voice.say(voice.words.in_brackets, value=told, unit=(Run(_small(word, voice)),))
        yield told


def _cell(cell: Value | str, unit: str, voice: Voice) -> Inline:
    if isinstance(cell, str):
        return voice.name(cell) if cell else ()
    return (Run(_MISSING),) if cell.number is None else voice.value(cell, unit)


def _small(word: str, voice: Voice) -> str:
    return word if in_chinese(voice.plan.language) else word[:1].lower() + word[1:]
