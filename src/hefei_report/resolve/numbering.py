"""Blocks are bound to their kinds, and sections, figures and tables get their numbers, before any text is read.

Figures and tables count through the whole briefing; those that only the deck shows count on after them, so
that neither publication has a gap.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from hefei_report.blocks.kind import BlockKind, block_kind, block_kind_names
from hefei_report.diagnostics import Diagnostics, Span, did_you_mean
from hefei_report.document.model import Medium
from hefei_report.memory import NO_MEMORY, Memory, Same
from hefei_report.outline.model import RawBlock, SectionFields
from hefei_report.outline.schema import UNFIT, Binder
from hefei_report.outline.text import Text
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class BoundBlock:
    """A block with its kind and its typed fields."""

    kind: BlockKind
    fields: Any
    only: Medium | None


@dataclass(frozen=True, slots=True)
class Target:
    """What a cross-reference can point at: kind "figure", "table" or "section", its number, where it is shown."""

    kind: str
    number: str
    only: Medium | None
    span: Span


@dataclass(slots=True)
class Numbering:
    """All blocks bound, by the identity of their raw block, and all targets by id."""

    targets: dict[str, Target] = field(default_factory=dict)
    _bound: dict[int, BoundBlock | None] = field(default_factory=dict)

    def bound(self, raw: RawBlock) -> BoundBlock | None:
        """The block bound to its kind; None when that failed."""
        return self._bound[id(raw)]


def number_everything(
    sections: tuple[SectionFields, ...], diagnostics: Diagnostics, memory: Memory = NO_MEMORY
) -> Numbering:
    """Bind every block and number every section, figure and table; duplicate ids are reported."""
    numbering = Numbering()
    _number_sections(sections, "", None, numbering, diagnostics)
    found: list[tuple[Text, str, Medium | None]] = []
    for section in _all(sections):
        only = _medium(section.only)
        _bind(section.blocks, only, numbering, found, diagnostics, memory)
    found.sort(key=lambda item: item[2] is Medium.DECK)
    counts = {"figure": 0, "table": 0}
    for id_, kind, only in found:
        counts[kind] += 1
        _register(id_, Target(kind, str(counts[kind]), only, id_.span), numbering, diagnostics)
    return numbering


def _number_sections(
    sections: tuple[SectionFields, ...],
    outer: str | None,
    only: Medium | None,
    numbering: Numbering,
    diagnostics: Diagnostics,
) -> None:
    count = 0
    for section in sections:
        medium = _medium(section.only) or only
        number = ""
        if section.numbered and outer is not None:
            count += 1
            number = f"{outer}{count}"
        _register(section.id, Target("section", number, medium, section.id.span), numbering, diagnostics)
        _number_sections(section.sections, f"{number}." if number else None, medium, numbering, diagnostics)


def _bind(
    blocks: tuple[RawBlock, ...],
    outer: Medium | None,
    numbering: Numbering,
    found: list[tuple[Text, str, Medium | None]],
    diagnostics: Diagnostics,
    memory: Memory,
) -> None:
    for raw in blocks:
        only = _medium(raw.only) or outer
        key = (Same(raw), only, diagnostics.draft)
        bound = memory.told("block", key, diagnostics, functools.partial(_bound, raw, only))
        numbering._bound[id(raw)] = bound
        if bound is None:
            continue
        if bound.kind.numbered and bound.fields.id is not None:
            found.append((bound.fields.id, bound.kind.numbered, only))
        inner = getattr(bound.fields, "blocks", ())
        _bind(inner, Medium.DECK, numbering, found, diagnostics, memory)


def _bound(raw: RawBlock, only: Medium | None, diagnostics: Diagnostics) -> BoundBlock | None:
    if raw.kind.value not in block_kind_names():
        hint = did_you_mean(raw.kind.value, block_kind_names())
        diagnostics.error("unknown-kind", f"there is no kind of block '{raw.kind.value[:40]}'", raw.kind.span, hint)
        return None
    kind = block_kind(raw.kind.value)
    fields = Binder(diagnostics).value(kind.fields, raw.node, raw.kind.span)
    return None if fields is UNFIT else BoundBlock(kind, fields, only)


def _register(id_: Text, target: Target, numbering: Numbering, diagnostics: Diagnostics) -> None:
    if not id_.value:
        return
    prefix = {"figure": "fig-", "table": "tbl-", "section": "sec-"}[target.kind]
    if not id_.value.startswith(prefix):
        hint = f"call it '{prefix}{id_.value}', so that '@{prefix}{id_.value}' can point at it"
        diagnostics.error("bad-name", f"the id of a {target.kind} begins with '{prefix}'", id_.span, hint)
    first = numbering.targets.setdefault(id_.value, target)
    if first is not target:
        hint = f"it stands in {first.span} already; ids are unique in the whole outline"
        diagnostics.error("duplicate-id", f"the id '{id_.value}' is given twice", id_.span, hint)


def _all(sections: tuple[SectionFields, ...]) -> Iterator[SectionFields]:
    for section in sections:
        yield section
        yield from _all(section.sections)


def _medium(name: str | None) -> Medium | None:
    return Medium(name) if name else None
