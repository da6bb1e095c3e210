"""Where facts come from: bibliographic records in CSL's words, read from the author's source files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.outline.nodes import Mapping, Node, Scalar, Sequence
from hefei_report.outline.schema import Binder, Name, bind
from hefei_report.outline.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in CSL's parts; ``literal`` for institutions and names that have no such parts."""

    SHORTHAND = "literal"
    span: Span
    family: Text | None = None
    given: Text | None = None
    literal: Text | None = None


@dataclass(frozen=True, slots=True)
class CslDate(Text):
    """A date: "2025", "2025-03" or "2025-03-06", or CSL-JSON's ``{date-parts: [[2025, 3, 6]]}`` or ``{raw: ...}``."""

    @classmethod
    def bind_node(cls, node: Node, anchor: Span, binder: Binder) -> Any:
        if isinstance(node, Scalar):
            return cls(node.value, node)
        parts = node.get("date-parts") if isinstance(node, Mapping) else None
        first = parts.items[0] if isinstance(parts, Sequence) and parts.items else None
        numbers = first.items if isinstance(first, Sequence) else ()
        digits = [number for number in numbers if isinstance(number, Scalar) and number.value.isdigit()]
        if digits and len(digits) == len(numbers) <= 3:
            return cls("-".join(f"{int(number.value):02d}" for number in digits), digits[0])
        other = (node.get("raw") or node.get("literal")) if isinstance(node, Mapping) else None
        if isinstance(other, Scalar):
            return cls(other.value, other)
        hint = "write 2025-03-06, or {date-parts: [[2025, 3, 6]]}"
        return binder.complain("bad-date", "this is no date", node.span, hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One CSL item. Dates are "2025", "2025-03" or "2025-03-06"; what is unknown is absent.

    Variables are those of the CSL specification 1.0.2, appendix IV, as far as reports need them.
    """

    span: Span
    id: Name
    title: Text
    type: str = "webpage"
    author: tuple[Person, ...] = ()
    editor: tuple[Person, ...] = ()
    container_title: Text | None = None
    publisher: Text | None = None
    publisher_place: Text | None = None
    genre: Text | None = None
    volume: Text | None = None
    issue: Text | None = None
    page: Text | None = None
    number: Text | None = None
    edition: Text | None = None
    issued: CslDate | None = None
    accessed: CslDate | None = None
    URL: Text | None = None
    DOI: Text | None = None
    ISBN: Text | None = None
    language: Text | None = None
    note: Text | None = None


def read_sources(nodes: tuple[Node, ...], diagnostics: Diagnostics) -> dict[str, Source]:
    """All sources of the author's files by key. A file is a list of items, or has them under ``references:``."""
    found: dict[str, Source] = {}
    for node in nodes:
        for source in _items(node, diagnostics):
            first = found.setdefault(source.id.value, source)
            if first is not source:
                message = f"the source '{source.id.value}' is given twice"
                hint = f"it stands in {first.id.span} already; keep one"
                diagnostics.error("duplicate-id", message, source.id.span, hint)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _SourceFile:
    """A file of sources."""

    SHORTHAND = "references"
    span: Span
    references: tuple[Source, ...] = ()


def _items(node: Node, diagnostics: Diagnostics) -> tuple[Source, ...]:
    file = bind(node, _SourceFile, diagnostics)
    return file.references if file else ()
