"""Makes a Document of as many parts of an earlier one as it can, so that later stages know unchanged parts by identity.

Places in the author's files (``Span``) may differ: they move whenever a line is added above, and matter for complaints
only. :func:`moves` tells where they went.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Hashable, Iterator
from decimal import Decimal
from enum import Enum
from itertools import takewhile
from operator import is_
from typing import Any, TypeVar, cast

from hefei_report.diagnostics import Span

T = TypeVar("T")

_PLAIN = (str, bytes, bool, int, type(None), Enum, dt.date)


def shared(new: T, old: object) -> T:
    """A value equal to ``new`` but for places, which is ``old`` itself where that is, and else holds its equal parts.

    Equal is stricter than ``==``: 1.0, 1 and True differ, and so do Decimals with other digits.
    """
    return cast("T", _shared(new, old))


def moves(new: object, kept: object) -> dict[Span, Span] | None:
    """For each place in ``kept`` (what :func:`shared` gave for ``new``) the one in ``new``.

    None when a place of ``kept`` stands for two of ``new``.
    """
    found: dict[Span, Span] = {}
    for before, after in _places(kept, new):
        if found.setdefault(before, after) != after:
            return None
    return found


def _shared(new: Any, old: Any) -> Any:
    if new is old or type(new) is not type(old):
        return new
    if isinstance(new, Span):
        return old
    if type(new) is tuple:
        return _shared_tuple(new, old)
    if dataclasses.is_dataclass(new):
        return _shared_parts(new, old)
    return old if _equal(new, old) else new


def _shared_parts(new: Any, old: Any) -> Any:
    changed, as_before = {}, True
    for name in _parts_of(cast("Hashable", type(new))):
        mine, earlier = getattr(new, name), getattr(old, name)
        kept = _shared(mine, earlier)
        as_before = as_before and kept is earlier
        if kept is not mine:
            changed[name] = kept
    if as_before:
        return old
    return dataclasses.replace(new, **changed) if changed else new


def _shared_tuple(new: tuple[Any, ...], old: tuple[Any, ...]) -> tuple[Any, ...]:
    """Part for part where there are as many; else those before and behind what was added or taken out."""
    if len(new) == len(old):
        parts = tuple(map(_shared, new, old))
        return old if all(map(is_, parts, old)) else parts
    start = tuple(_as_before(new, old))
    limit = min(len(new), len(old)) - len(start)
    end = tuple(_as_before(new[::-1][:limit], old[::-1][:limit]))[::-1]
    between = _matched(new[len(start) : len(new) - len(end)], old[len(start) : len(old) - len(end)])
    return (*start, *between, *end)


def _as_before(new: tuple[Any, ...], old: tuple[Any, ...]) -> Iterator[Any]:
    """The parts of ``old`` that ``new`` begins with."""
    pairs = ((_shared(mine, earlier), earlier) for mine, earlier in zip(new, old, strict=False))
    return (kept for kept, _ in takewhile(lambda pair: pair[0] is pair[1], pairs))


def _matched(new: tuple[Any, ...], old: tuple[Any, ...]) -> Iterator[Any]:
    """Parts that have names are told apart by them."""
    named = {part.id: part for part in old if getattr(part, "id", "")}
    return (_shared(part, named.get(getattr(part, "id", None))) for part in new)


def _equal(new: Any, old: Any) -> bool:
    """Whether two values of one type, which are no parts of the model's, are the same to the last digit."""
    if isinstance(new, _PLAIN):
        return bool(new == old)
    if isinstance(new, Decimal):
        return bool(new.as_tuple() == old.as_tuple())
    if isinstance(new, float):
        return repr(new) == repr(old)
    if isinstance(new, dict):
        return list(new) == list(old) and all(_shared(new[key], old[key]) is old[key] for key in new)
    if isinstance(new, frozenset):
        return bool(new == old) and all(isinstance(part, str) for part in new)
    return False


def _places(kept: Any, new: Any) -> Iterator[tuple[Span, Span]]:
    if isinstance(kept, Span) and isinstance(new, Span):
        yield kept, new
    elif isinstance(kept, tuple) and isinstance(new, tuple):
        for before, after in zip(kept, new, strict=True):
            yield from _places(before, after)
    elif dataclasses.is_dataclass(kept):
        for name in _parts_of(cast("Hashable", type(kept))):
            yield from _places(getattr(kept, name), getattr(new, name))


@functools.cache
def _parts_of(kind: Hashable) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cast("Any", kind)))
