"""Reads CSV after RFC 4180: cells parted by commas, semicolons or tabs, in quotes where they hold one of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from hefei_report.charts.tables.cells import DataFile, RawRow, Unreadable
from hefei_report.diagnostics import Span
from hefei_report.outline.nodes import Scalar

_MARKS = (",", ";", "\t")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_HINT = "separate cells by commas, one record a line"


def read_commas(path: str, text: str) -> Iterator[RawRow]:
    """The rows of a CSV file that are not empty, one after the other. Raises Unreadable."""
    source = DataFile(path, text)
    mark = _mark(text)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=mark, strict=True)
    while True:
        start = lines.at
        try:
            texts = next(reader, None)
        except csv.Error as problem:
            raise Unreadable("bad-csv", f"'{path}' is not CSV: {problem}", _HINT) from None
        if texts is None:
            return
        texts = [cell.strip() for cell in texts]
        if any(texts):
            yield _Row(source, texts, start, lines.at, mark)


def _mark(text: str) -> str:
    """What parts the cells: the most frequent of the possible marks in the first line that has any."""
    for line in text.splitlines():
        bare = _QUOTED.sub("", line)
        if any(mark in bare for mark in _MARKS):
            return max(_MARKS, key=bare.count)
    return _MARKS[0]


class _Lines:
    """The lines of a text one by one; ``at`` is where the next one begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.at = 0

    def __iter__(self) -> Iterator[str]:
        while self.at < len(self._text):
            start, end = self.at, self._text.find("\n", self.at)
            self.at = len(self._text) if end < 0 else end + 1
            yield self._text[start : self.at]


class _Row:
    """The row between two offsets."""

    __slots__ = ("_end", "_mark", "_source", "_start", "texts")

    def __init__(self, source: DataFile, texts: list[str], start: int, end: int, mark: str) -> None:
        self._source, self.texts, self._start, self._end, self._mark = source, texts, start, end, mark

    @property
    def span(self) -> Span:
        """The place of its first character."""
        return self._source.span(self._start)

    def cell(self, place: int) -> Scalar:
        """The cell in a column, counted from 0."""
        if place >= len(self.texts):
            return Scalar("", True, self._source, self._start, self._start)
        start, end = self._stretch(place)
        return Scalar(self.texts[place], True, self._source, start, end)

    def _stretch(self, place: int) -> tuple[int, int]:
        """Where the text of a cell begins and ends, without its quotes."""
        text, at = self._source.text, self._start
        for _ in range(place):
            at = self._after(at) + 1
        end = self._after(at)
        raw = text[at:end]
        left = at + len(raw) - len(raw.lstrip())
        right = max(left, at + len(raw.rstrip()))
        quoted = right - left > 1 and text[left] == text[right - 1] == '"'
        return (left + 1, right - 1) if quoted else (left, right)

    def _after(self, at: int) -> int:
        """Where the mark stands that ends the cell beginning at ``at``."""
        quoted = _QUOTED.match(self._source.text, at, self._end)
        found = self._source.text.find(self._mark, quoted.end() if quoted else at, self._end)
        return self._end if found < 0 else found
