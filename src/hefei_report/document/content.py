"""Tells what a part of a Document says, so that another process can know an unchanged part again.

Places in the author's files (``Span``) don't count: they move whenever a line is added above.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import operator
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from hefei_report.diagnostics import Span

_PLAIN = frozenset({str, int, bool, float, type(None), Decimal, dt.date})


def content_digest(value: object) -> str:
    """The hexadecimal hash of ``value``: the same for equal ones only, digits and types included, wherever they stand.

    Raises TypeError for a value with parts that no Document has.
    """
    return hashlib.sha256(repr(_content(value)).encode("utf-8", "surrogatepass")).hexdigest()


def _content(value: Any) -> Any:
    """``value`` in plain values and tuples."""
    kind = type(value)
    return value if kind in _PLAIN else _reader(cast("Hashable", kind))(value)


@functools.cache
def _reader(kind: Hashable) -> Callable[[Any], Any]:
    assert isinstance(kind, type)
    if kind is Span:
        return _nothing
    if kind is tuple:
        return _contents
    if kind is bytes:
        return _bytes
    if issubclass(kind, Enum):
        return repr
    if issubclass(kind, Mapping):
        return _pairs
    if dataclasses.is_dataclass(kind):
        return _fields_reader(kind)
    raise TypeError(f"no Document has a {kind.__name__} in it")


def _fields_reader(kind: Any) -> Callable[[Any], Any]:
    said, names = kind.__name__, [field.name for field in dataclasses.fields(kind)]
    if len(names) < 2:  # an attrgetter would give no tuple
        return lambda value: (said, *[_content(getattr(value, name)) for name in names])
    read = operator.attrgetter(*names)
    return lambda value: (said, *map(_content, read(value)))


def _contents(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(map(_content, values))


def _pairs(values: Mapping[Any, Any]) -> tuple[Any, ...]:
    return tuple((_content(key), _content(value)) for key, value in values.items())


def _bytes(value: bytes) -> tuple[str, str]:
    return ("bytes", hashlib.sha256(value).hexdigest())


def _nothing(_: Span) -> None:
    return None
