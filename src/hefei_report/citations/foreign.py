"""What readers of files that are no YAML share: bounds, and the nodes that YAML would have had."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from hefei_report.diagnostics import Diagnostics
from hefei_report.outline.nodes import Entry, Mapping, Node, Scalar, Sequence, Source

E = TypeVar("E")

_MOST_CHARACTERS = 5_000_000
_MOST_ENTRIES = 20_000


def entries_within_bounds(
    file: Source, entries: Callable[[str], Iterable[E]], diagnostics: Diagnostics
) -> list[E] | None:
    """The ``entries`` of the text of ``file``, or None after a diagnostic where it holds too much."""
    found = list(entries(file.text)) if len(file.text) <= _MOST_CHARACTERS else None
    if found is not None and len(found) <= _MOST_ENTRIES:
        return found
    most = f"{_MOST_CHARACTERS:,} characters" if found is None else f"{_MOST_ENTRIES:,} entries"
    hint = "export only what the report cites"
    diagnostics.error("file-too-large", f"'{file.file}' has more than {most}", file.span(0), hint)
    return None


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
