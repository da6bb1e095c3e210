"""Gives sources from files that are no YAML the nodes that YAML would have had, at the place of their entry."""

from __future__ import annotations

from typing import Any

from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar, Sequence, Source


def node_of(value: Any, file: Source, start: int, end: int) -> Node:
    """A JSON value as a node; all of it stands from ``start`` to ``end`` of ``file``, where the entry's name is."""
    if isinstance(value, dict):
        pairs = ((Scalar(str(key), False, file, start, end), item) for key, item in value.items())
        return Mapping(tuple(Entry(key, node_of(item, file, start, end)) for key, item in pairs), file, start)
    if isinstance(value, list):
        return Sequence(tuple(node_of(item, file, start, end) for item in value), file, start)
    if value is None:
        return Scalar("", True, file, start, end)
    return Scalar(str(value).lower() if isinstance(value, bool) else str(value), False, file, start, end)
