"""Changes every inline text of a Document at once; what has none stays the very same object."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

from hefei_report.diagnostics import Span
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.model import Inline, Run, plain
from hefei_report.document.picture import PictureFile

T = TypeVar("T")


def rewritten(element: T, change: Callable[[Inline], Inline]) -> T:
    """``element`` (a Document, or any part of one) with ``change`` applied to every inline text in it, notes first.

    It follows the fields of the elements, so that a new kind of element needs nothing here. Plans of charts hold
    finished words.
    """
    return cast(T, _rewritten(element, change))


def _rewritten(value: Any, change: Callable[[Inline], Inline]) -> Any:
    if isinstance(value, tuple) and value:
        if isinstance(value[0], Run):
            return change(_with_changed_notes(value, change))
        parts = tuple(_rewritten(part, change) for part in value)
        return parts if any(new is not old for new, old in zip(parts, value, strict=True)) else value
    changed = {}
    for name in _parts(value.__class__):
        old = getattr(value, name)
        new = _rewritten(old, change)
        if new is not old:
            changed[name] = new
    if "alt_runs" in changed:  # the words of an alternative text follow its runs
        changed["alt"] = plain(changed["alt_runs"]).strip()
    return dataclasses.replace(value, **changed) if changed else value


@functools.cache
def _parts(kind: type) -> tuple[str, ...]:
    """The fields of a kind of element in which inline texts may be."""
    if not dataclasses.is_dataclass(kind) or issubclass(kind, ChartPlan | PictureFile | Span):
        return ()
    return tuple(field.name for field in dataclasses.fields(kind))


def _with_changed_notes(inline: Inline, change: Callable[[Inline], Inline]) -> Inline:
    if not any(run.note for run in inline):
        return inline
    notes = [change(run.note) if run.note else run.note for run in inline]
    if all(new is run.note for new, run in zip(notes, inline, strict=True)):
        return inline
    return tuple(dataclasses.replace(run, note=new) for new, run in zip(notes, inline, strict=True))
