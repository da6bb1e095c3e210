"""The columns of a chart's workbook: what the plan's data are, with formats that print them as the plan does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from decimal import Decimal

from hefei_report.deck.charts.formats import same_code
from hefei_report.deck.charts.model import Cell, Column, Plotted
from hefei_report.deck.charts.workbook import column_name
from hefei_report.document.chartplan import ChartPlan, Series, Value
from hefei_report.records import dataclass

EMPTY = Cell(None)


@dataclass(slots=True)
class Sheet:
    """The columns and series of a chart as they come."""

    columns: list[Column]
    series: list[Plotted] = field(default_factory=list)

    def add(self, *columns: Column) -> int:
        """Add columns; returns the number of the first."""
        self.columns += columns
        return len(self.columns) - len(columns)


def categories_column(plan: ChartPlan) -> Column:
    """The categories, without a header: there is nothing that they were called."""
    return Column("", tuple(Cell(label) for label in plan.categories))


def value_column(series: Series, plan: ChartPlan) -> Column:
    """The values of a series; one without a name is named after what it is measured in."""
    return Column(series.name or plan.unit or plan.kind, cells_of(series.values), code_of(series.values))


def cells_of(values: Iterable[Value]) -> tuple[Cell, ...]:
    """A cell for each value."""
    return tuple(Cell(value.number, fact=value.fact) for value in values)


def code_of(values: Iterable[Value]) -> str:
    """The number format that all of ``values`` share, or the general one."""
    pairs = [(value.number, value.text) for value in values if value.number is not None and value.text]
    return same_code(pairs) or "General"


def constant_column(header: str, number: Decimal, rows: int, place: int, fact: str | None = None) -> Column:
    """The same number ``rows`` times: whoever changes the first changes all. ``place`` is the number of the column."""
    first = f"{column_name(place)}$2"
    cells = (Cell(number, fact=fact), *(Cell(number, first, fact) for _ in range(rows - 1)))
    return Column(header, cells)


def evenly_long(columns: Sequence[Column]) -> tuple[Column, ...]:
    """``columns`` with empty cells down to the longest one's last row: LibreOffice draws no series that ends sooner."""
    rows = max((len(column.cells) for column in columns), default=0)
    return tuple(replace(one, cells=one.cells + (EMPTY,) * (rows - len(one.cells))) for one in columns)
