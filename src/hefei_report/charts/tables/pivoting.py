"""Turns a long table, whose rows say which series they belong to, into named series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
from hefei_report.records import dataclass

_LABEL, _VALUE, _VALUES, _PARTS, _NAME = "label", "value", "values", "parts", "name"
_DATA, _STATUS = "data", "status"


def in_series(node: Mapping, kind: Any, table: Table, frame: Frame, context: PlanContext) -> Mapping | None:
    """The figure's ``node`` with named series made from ``frame``, as its kind has them; None after a complaint."""
    named = record_of(schema_of(kind)[SERIES][1]) if SERIES in schema_of(kind) else None
    inner = record_of(schema_of(named)[_DATA][1]) if named and _DATA in schema_of(named) else None
    shape = next((shape for shape in _SHAPES if set(shape) <= schema_of(kind).keys()), None)
    if inner is None and shape is None:
        _report_no_series(table, context)
        return None
    missing = [key for key in (required_keys(inner) if inner else (_LABEL, _VALUE)) if key not in frame.names]
    for key in missing:
        report_missing(key, table, frame, context)
    if missing:
        return None
    if inner is None:
        return _pivoted(node, table, frame, shape or (), context)
    keys = tuple(schema_of(inner))
    rows = [_named(name, _NAME, _DATA, rows_of(part, inner, keys, node)) for name, part in _parts(frame)]
    return placed(node, table.key, SERIES, _list(rows, node))


# What kinds call their series, and the categories that these have values for: bars have parts instead.
_SHAPES = ((SERIES, "categories"), ("bars",), ("rows", "columns"))


def _report_no_series(table: Table, context: PlanContext) -> None:
    place = next((keyed.key.span for keyed in table.fields.columns if keyed.key.value == SERIES), table.anchor)
    hint = "choose one of them with 'where:', or draw lines or columns"
    context.diagnostics.error("unknown-key", "this kind of chart has no series", place, hint)


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


def _pivoted(node: Mapping, table: Table, frame: Frame, shape: Sequence[str], context: PlanContext) -> Mapping | None:
    """Categories, and for each series a value for each of them, missing where it has none; or bars with parts."""
    cells = _Cells.of(frame, context)
    if cells is None:
        return None
    if len(shape) == 1:
        bars = [_named(label, _LABEL, _PARTS, _list(cells.parts_of(label), node)) for label in cells.labels.values()]
        return placed(node, table.key, shape[0], _list(bars, node))
    rows = []
    for name in cells.series.values():
        gap = Scalar("", True, name.source, name.start, name.start)
        values = [cells.values.get((name.value, label), gap) for label in cells.labels]
        rows.append(_named(name, _NAME, _VALUES, _list(values, node)))
    with_series = placed(node, table.key, shape[0], _list(rows, node))
    categories = Scalar(shape[1], True, node.source, node.start, node.start)
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

    def parts_of(self, label: Scalar) -> list[Mapping]:
        """What stands for ``label``, by series."""
        pairs = ((name, self.values.get((name.value, label.value))) for name in self.series.values())
        return [_named(name, _LABEL, _VALUE, value) for name, value in pairs if value is not None]


def _told(value: Scalar, record: Record) -> Scalar:
    """``value`` with what its row says about it."""
    said = {
        name: cell for name in (*MARKS, _STATUS) if isinstance(cell := record.get(name), Scalar) and not cell.is_null
    }
    return marked(value, said) if said else value


def _named(name: Scalar, key: str, other: str, value: Node) -> Mapping:
    """``name`` under ``key``, and ``value`` under the ``other``."""
    keys = (Scalar(word, True, name.source, name.start, name.start) for word in (key, other))
    entries = tuple(Entry(word, node) for word, node in zip(keys, (name, value), strict=True))
    return Mapping(entries, name.source, name.start)


def _list(nodes: Sequence[Node], node: Mapping) -> SequenceNode:
    return SequenceNode(tuple(nodes), node.source, node.start)
