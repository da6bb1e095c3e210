"""Turns a long table, whose rows say which series they belong to, into named series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from hefei_report.charts.kind import PlanContext
from hefei_report.charts.tables.binding import (
    MARKS,
    SERIES,
    Table,
    placed,
    record_of,
    report_missing,
    rows_of,
)
from hefei_report.charts.tables.cells import Record
from hefei_report.charts.tables.frame import Frame
from hefei_report.charts.tables.marks import marked
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar
from hefei_report.outline.nodes import Sequence as SequenceNode
from hefei_report.outline.schema import required_keys, schema_of

_LABEL, _VALUE, _VALUES, _CATEGORIES, _NAME = "label", "value", "values", "categories", "name"
_DATA, _STATUS = "data", "status"


def in_series(node: Mapping, kind: Any, table: Table, frame: Frame, context: PlanContext) -> Mapping | None:
    """The figure's ``node`` with ``series`` made from ``frame``, or None after a complaint."""
    named = record_of(schema_of(kind)[SERIES][1])
    inner = record_of(schema_of(named)[table.key][1]) if named and table.key in schema_of(named) else None
    needed = required_keys(inner) if inner else (_LABEL, _VALUE)
    missing = [key for key in needed if key not in frame.names]
    for key in missing:
        report_missing(key, table, frame, context)
    if missing:
        return None
    if inner:
        rows = [
            _series(name, _DATA, rows_of(part, inner, tuple(schema_of(inner)), node)) for name, part in _parts(frame)
        ]
        return placed(node, table.key, SERIES, _list(rows, node))
    return _pivoted(node, table, frame, context)


def _parts(frame: Frame) -> list[tuple[Scalar, Frame]]:
    """The rows of each series, in the order in which these come first."""
    found: dict[str, list[Record]] = {}
    names: dict[str, Scalar] = {}
    for record in frame.records:
        name = record[SERIES]
        if isinstance(name, Scalar):
            names.setdefault(name.value, name)
            found.setdefault(name.value, []).append(record)
    return [(names[name], replace(frame, records=tuple(records))) for name, records in found.items()]


def _pivoted(node: Mapping, table: Table, frame: Frame, context: PlanContext) -> Mapping | None:
    """Categories, and for each series a value for each of them, missing where it has none."""
    cells = _Cells.of(frame, context)
    if cells is None:
        return None
    rows = []
    for name in cells.series.values():
        gap = Scalar("", True, name.source, name.start, name.start)
        values = [cells.values.get((name.value, label), gap) for label in cells.labels]
        rows.append(_series(name, _VALUES, _list(values, node)))
    with_series = placed(node, table.key, SERIES, _list(rows, node))
    categories = Scalar(_CATEGORIES, True, node.source, node.start, node.start)
    entry = Entry(categories, _list(list(cells.labels.values()), node))
    return Mapping((*with_series.entries, entry), node.source, node.start)


@dataclass(slots=True)
class _Cells:
    """The values by series and label."""

    labels: dict[str, Scalar]
    series: dict[str, Scalar]
    values: dict[tuple[str, str], Scalar]

    @classmethod
    def of(cls, frame: Frame, context: PlanContext) -> _Cells | None:
        """From rows, or None after reporting two of them that say the same."""
        found = cls({}, {}, {})
        twice = False
        for record in frame.records:
            label, series, value = record[_LABEL], record[SERIES], record[_VALUE]
            if not (isinstance(label, Scalar) and isinstance(series, Scalar) and isinstance(value, Scalar)):
                continue
            known = found.values.get((series.value, label.value))
            if known is not None:
                message = f"there are two values for '{label.value[:40]}' in '{series.value[:40]}'"
                hint = f"the other stands in {known.span}; keep one, or add them up with 'group:'"
                context.diagnostics.error("duplicate-x", message, value.span, hint)
                twice = True
            found.labels.setdefault(label.value, label)
            found.series.setdefault(series.value, series)
            found.values[series.value, label.value] = _told(value, record)
        return None if twice else found


def _told(value: Scalar, record: Record) -> Scalar:
    """``value`` with what its row says about it."""
    said = {
        name: cell for name in (*MARKS, _STATUS) if isinstance(cell := record.get(name), Scalar) and not cell.is_null
    }
    return marked(value, said) if said else value


def _series(name: Scalar, key: str, value: Node) -> Mapping:
    keys = (Scalar(word, True, name.source, name.start, name.start) for word in (_NAME, key))
    entries = tuple(Entry(word, node) for word, node in zip(keys, (name, value), strict=True))
    return Mapping(entries, name.source, name.start)


def _list(nodes: Sequence[Node], node: Mapping) -> SequenceNode:
    return SequenceNode(tuple(nodes), node.source, node.start)
