"""What authors write to say where rows come from: a file or a list, which of them, and in which order."""

from __future__ import annotations

from typing import Any

from hefei_report.diagnostics import Span
from hefei_report.outline.schema import Keyed
from hefei_report.outline.text import Text
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFields:
    """One row for all rows that share what stands in the columns ``by``.

    ``values`` says what becomes of the others: ``exports: sum``, ``cities: count``, or, under another name,
    ``low: min(exports)``.
    """

    span: Span
    by: tuple[Text, ...]
    values: tuple[Keyed[Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFields:
    """What may stand in the place of rows: those of a ``file`` (CSV, or a ``sheet`` of an XLSX file, whose ``header``
    is in that row), or ``rows`` in place.

    ``columns`` gives columns of the file the names of the chart's keys; others are known by their own names, and
    ``null`` leaves one out. ``missing`` lists what stands for a missing value besides an empty cell. What follows is
    done in this order: ``where`` chooses rows, ``group`` sums them up, ``derive`` computes columns, ``sort`` puts rows
    in order (``-value``: the largest first), ``top`` keeps the first of them, ``other`` names a row that sums up the
    others. A condition on a column that is made later chooses among what is there then.

        data:
          file: cities.csv
          columns: {label: City, value: Exports}
          where: Year = 2024
          sort: -value
          top: 5
          other: All others
    """

    span: Span
    file: Text | None = None
    sheet: Text | None = None
    header: int | None = None
    rows: Any = None  # a node: what rows hold is known to the kind of chart
    columns: tuple[Keyed[Text | None], ...] = ()
    missing: tuple[Text, ...] = ()
    where: tuple[Text, ...] = ()
    group: GroupFields | None = None
    derive: tuple[Keyed[Text], ...] = ()
    sort: tuple[Text, ...] = ()
    top: int | None = None
    other: Text | None = None
