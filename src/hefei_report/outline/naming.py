"""Finds what an outline calls its report, so that many outlines can be compared before the first is built."""

from __future__ import annotations

import re

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.outline.nodes import Mapping, Scalar, Source, parse

# 'report: a-word' as the first key of a document, after comments at most: then the rest need not be parsed.
_AT_THE_START = re.compile(r"(?:[ ]*(?:#.*)?\n)*report:[ ]+(?P<name>[A-Za-z][\w-]*)[ ]*(?:[ ]#.*)?(?:\n(?=\S)|\n?\Z)")


def report_named(text: str, file: str) -> tuple[str, Span] | None:
    """The value of ``report:`` in the outline ``text`` with its place; None when there is none that can be read."""
    first = _AT_THE_START.match(text)
    if first is not None:
        return first["name"], Source(file, text).span(first.start("name"), len(first["name"]))
    node = parse(text, file, Diagnostics())
    found = node.get("report") if isinstance(node, Mapping) else None
    return (found.value, found.span) if isinstance(found, Scalar) else None
