"""What a row says about its values, whatever its kind: the source that proves them, and their unit."""

from __future__ import annotations

import functools
from collections.abc import Mapping as Said
from dataclasses import field, replace
from typing import Any, get_args, get_origin

from hefei_report.charts.planning.data import Amount
from hefei_report.charts.tables.binding import record_of, row_class
from hefei_report.charts.tables.cells import Cell
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar, Sequence
from hefei_report.outline.schema import UNFIT, Binder, schema_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_SOURCE, _UNIT, _STATUS = "source", "unit", "status"


def marked(scalar: Scalar, said: Said[str, Scalar]) -> Cell:
    """``scalar`` with what its row says about it; what it says itself counts more."""
    cell = scalar
    if not isinstance(cell, Cell):
        cell = Cell(scalar.value, scalar.plain, scalar.source, scalar.start, scalar.end)
    found = {name: Text.of(word) for name, word in said.items()}
    return replace(
        cell,
        cited=cell.cited or found.get(_SOURCE),
        unit=cell.unit or found.get(_UNIT),
        status=cell.status or found.get(_STATUS),
    )


@dataclass(slots=True)
class Marking:
    """Takes ``source`` and ``unit`` out of rows and lays them upon their amounts; ``cited`` are the sources found."""

    binder: Binder
    cited: list[Text] = field(default_factory=list)

    def figure(self, kind: Any, node: Mapping) -> Mapping:
        """``node``, whose keys in the schema of ``kind`` may hold rows, with marked rows."""
        schema = schema_of(kind)
        entries = (
            Entry(entry.key, self._value(schema[entry.key.value][1], entry.value, {}))
            if entry.key.value in schema
            else entry
            for entry in node.entries
        )
        return Mapping(tuple(entries), node.source, node.start)

    def _value(self, annotation: Any, node: Node, said: Said[str, Scalar]) -> Node:
        row = _row_in(annotation)
        match node:
            case Mapping() if row is not None:
                return self._row(row, node, said)
            case Sequence():
                items = tuple(self._value(annotation, item, said) for item in node.items)
                return Sequence(items, node.source, node.start)
            case Cell(cited=Text() as source) if not said:
                self.cited.append(source)
            case Scalar() if said and _takes_amounts(annotation):
                return marked(node, said)
        return node

    def _row(self, row: type, node: Mapping, outer: Said[str, Scalar]) -> Mapping:
        schema = schema_of(row)
        own = {
            key: self._word(node, key) for key in (_SOURCE, _UNIT) if key not in schema and node.get(key) is not None
        }
        said = {**outer, **{key: word for key, word in own.items() if word is not None}}
        entries = tuple(
            Entry(entry.key, self._value(schema[entry.key.value][1], entry.value, said))
            if entry.key.value in schema
            else entry
            for entry in node.entries
            if entry.key.value not in own
        )
        return Mapping(entries, node.source, node.start)

    def _word(self, node: Mapping, key: str) -> Scalar | None:
        """What a row says under ``key``, None where it says nothing; anything but a text is reported."""
        value = node.get(key)
        if value is None or (isinstance(value, Scalar) and value.is_null):
            return None
        text = self.binder.value(Text, value, value.span)
        if text is UNFIT or not isinstance(value, Scalar):
            return None
        if key == _SOURCE:
            self.cited.append(Text.of(value))
        return value


@functools.cache
def _row_in(annotation: Any) -> type | None:
    """The class of rows, in a list or alone."""
    parts = get_args(annotation) if get_origin(annotation) is not tuple else ()
    alone = (row for part in (annotation, *parts) if (row := row_class(part)))
    return record_of(annotation) or next(alone, None)


@functools.cache
def _takes_amounts(annotation: Any) -> bool:
    return annotation is Amount or any(_takes_amounts(part) for part in get_args(annotation))
