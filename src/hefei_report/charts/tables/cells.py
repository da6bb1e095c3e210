"""Cells of data files as nodes, so that the one binder reads them and every complaint names file, row and column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from hefei_report.diagnostics import Span
from hefei_report.outline.nodes import Node, Scalar, Source
from hefei_report.outline.text import Text
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class DataFile(Source):
    """A file of data. Its cells are printed as they stand: nothing in them is markup."""


@dataclass(frozen=True, slots=True)
class SheetRow(DataFile):
    """A row of a worksheet, its cells parted by tabs. A place in it is that of a cell: row and column, from 1."""

    row: int = 1

    def span(self, offset: int, length: int = 1) -> Span:
        """The place of the cell that holds the character at ``offset``."""
        return Span(self.file, self.row, 1 + self.text.count("\t", 0, max(0, offset)))


@dataclass(frozen=True, slots=True)
class Cell(Scalar):
    """A value of a row that knows more than its own text.

    ``cited`` is the source that its row names, ``unit`` its own unit, ``status`` its own status. ``made_from`` are the
    ids of the facts that it was computed from, () when some of what it was computed from are no facts. ``rest`` says
    that it sums up rows that are not shown, ``problem`` why nothing can be read here.
    """

    cited: Text | None = None
    unit: Text | None = None
    status: Text | None = None
    made_from: tuple[str, ...] = ()
    rest: bool = False
    problem: str = ""


class RawRow(Protocol):
    """A row as its file has it. Its place and its cells are made when somebody asks: most rows of a large file go."""

    @property
    def texts(self) -> Sequence[str]:
        """What stands in its cells, without white space at the ends."""
        ...

    @property
    def span(self) -> Span:
        """Where it begins."""
        ...

    def cell(self, place: int) -> Scalar:
        """The cell in a column, counted from 0; an empty one beyond the last."""
        ...


# The values of a row by the names of their columns, and by the keys that the author gave these.
Record = Mapping[str, Node]


class Unreadable(Exception):
    """A file that can't be read as a table; ``code`` and ``hint`` go into the diagnostic."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.hint = code, hint


def remade(scalar: Scalar, value: str, made_from: tuple[str, ...] = (), *, rest: bool = False) -> Cell:
    """A computed value in the place of ``scalar``."""
    return Cell(value, True, scalar.source, scalar.start, scalar.end, made_from=made_from, rest=rest)
