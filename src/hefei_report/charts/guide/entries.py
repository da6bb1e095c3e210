"""What a kind of chart is for and what authors may write in it, as its file says: docstrings, fields and example."""

from __future__ import annotations

import dataclasses
import functools
import inspect
import re
import sys
import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal, Union, get_args, get_origin

from hefei_report.charts.kind import chart_kind
from hefei_report.charts.planning.data import Amount
from hefei_report.charts.tables.fields import GroupFields, TableFields
from hefei_report.outline.nodes import Node
from hefei_report.outline.schema import Keyed, Name, required_keys, schema_of
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

_MARKUP = re.compile(r"``|:(?:class|func|mod):`~?([^`]*)`")
_NAMES: dict[Any, str] = {
    Text: "text",
    Name: "name",
    str: "text",
    bool: "true or false",
    int: "whole number",
    Decimal: "number",
    Amount: "number, fact:ID or null",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key that authors may write: what it takes ("text", "list of row"), and whether it must be there."""

    name: str
    takes: str
    required: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A group of keys that are written together: "row", what it is, and its keys."""

    name: str
    about: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of chart: what it is for ("upright columns, for ..."), when to choose it, and how it is written.

    ``records`` are the kind's own keys, then those of what stands within them, and of a table in the place of rows.
    """

    kind: str
    purpose: str
    advice: str
    records: tuple[Record, ...]
    example: str


@functools.cache
def entry_of(kind: str) -> Entry:
    """What the file of ``kind`` says. Raises KeyError when there is no such kind."""
    found = chart_kind(kind)
    about = inspect.cleandoc(sys.modules[found.plan.__module__].__doc__ or "")
    first, _, advice = about.partition("\n")
    purpose = first.partition(": ")[2].rstrip(".")
    records = tuple(_record(cls) for cls in (*_classes(found.fields), TableFields, GroupFields))
    return Entry(kind, _plain(purpose), _plain(_unwrapped(advice)), records, found.example.strip())


def _classes(cls: type) -> Iterator[type]:
    """``cls`` and every dataclass that its fields take, each once."""
    seen: dict[type, None] = {}
    waiting = [cls]
    while waiting:
        one = waiting.pop(0)
        if one in seen:
            continue
        seen[one] = None
        waiting += [inner for _, annotation in schema_of(one).values() for inner in _within(annotation)]
    yield from seen


def _within(annotation: Any) -> Iterator[type]:
    if annotation not in _NAMES and dataclasses.is_dataclass(annotation):
        yield typing.cast(type, annotation)
    elif get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from _within(part)


def _record(cls: type) -> Record:
    required = required_keys(cls)
    keys = tuple(Key(key, _takes(annotation), key in required) for key, (_, annotation) in schema_of(cls).items())
    return Record(_name(cls), _plain(_unwrapped(inspect.getdoc(cls) or "")), keys)


def _takes(annotation: Any) -> str:
    """What an annotation lets authors write, in their words."""
    if annotation in _NAMES:
        return _NAMES[annotation]
    if annotation == Node or annotation is Any:
        return "anything"
    parts = get_args(annotation)
    match get_origin(annotation):
        case origin if origin in (Union, types.UnionType):
            return " or ".join(_takes(part) for part in parts if part is not type(None))
        case origin if origin is Literal:
            return ", ".join(map(str, parts))
        case origin if origin is tuple and get_origin(parts[0]) is Keyed:
            return f"NAME: {_takes(get_args(parts[0])[0])}, for each"
        case origin if origin is tuple:
            return f"list of {_takes(parts[0])}"
        case _:
            return _name(annotation)


def _name(cls: Any) -> str:
    """What a dataclass is called among authors: "line row" for LineRow, '' for a kind's own fields."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    return name.removesuffix("fields").strip()


def _plain(text: str) -> str:
    """Without the marks of docstrings."""
    return _MARKUP.sub(lambda mark: mark[1] or "'" if mark[0].startswith(":") else "'", text)


def _unwrapped(text: str) -> str:
    """Paragraphs as single lines; what is indented (a table, an example) keeps its lines."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(re.sub(r"\n(?=\S)", " ", paragraph) for paragraph in paragraphs)
