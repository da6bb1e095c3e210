"""Runs to pandoc's inlines, and its inlines to runs: what a style may set, in the few styles that a Run has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from hefei_report.document.model import SAFE_SCHEMES, Inline, ReferenceLink, Run, Target, WebLink

_STYLES: dict[str, dict[str, Any]] = {
    "Emph": {"italic": True},
    "Strong": {"bold": True},
    "Superscript": {"script": "super"},
    "Subscript": {"script": "sub"},
}
_TRANSPARENT = {"Underline", "SmallCaps", "Strikeout", "Note", "Para", "Plain"}  # styles that no face of ours has
_WRAPPED = {"Span", "Cite", "Div"}  # content comes second
_QUOTES = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}
_ENTRY = "#ref-"
_MOST_DEEP = 60


def runs_of(nodes: Iterable[Any]) -> Inline:
    """pandoc's inlines (or blocks of them) as runs. Raises ValueError for what is none."""
    alike = groupby(_parts(nodes, Run(""), 0), itemgetter(0))
    return tuple(replace(style, text="".join(text for _, text in parts)) for style, parts in alike)


def _parts(nodes: Iterable[Any], style: Run, depth: int) -> Iterator[tuple[Run, str]]:
    """Words and spaces, each with a run that says how it is set."""
    if depth > _MOST_DEEP:
        raise ValueError("inlines that are nested too deep")
    for node in nodes:
        try:
            kind, content = node["t"], node.get("c")
        except (TypeError, KeyError, AttributeError):
            raise ValueError("no inline of pandoc's") from None
        if kind == "Str":
            yield style, _string(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield style, " "
        elif kind in _STYLES:
            yield from _parts(content, replace(style, **_STYLES[kind]), depth + 1)
        elif kind in _TRANSPARENT:
            yield from _parts(content, style, depth + 1)
        elif kind in _WRAPPED:
            yield from _parts(content[1], style, depth + 1)
        elif kind == "Link":
            yield from _parts(content[1], replace(style, target=_target(_string(content[2][0]))), depth + 1)
        elif kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            yield style, opening
            yield from _parts(content[1], style, depth + 1)
            yield style, closing
        elif kind in ("Code", "Math", "RawInline") and isinstance(content, list):
            yield style, _string(content[-1])


def _string(content: Any) -> str:
    if isinstance(content, str):
        return content
    raise ValueError("a text of pandoc's that is none")


def _target(address: str) -> Target | None:
    """Where a link of pandoc's leads: to an entry, or to the web; None for what must not be a link."""
    if address.startswith(_ENTRY):
        return ReferenceLink(address.removeprefix(_ENTRY))
    safe = address.lower().startswith(SAFE_SCHEMES) and address.isprintable() and " " not in address
    return WebLink(address) if safe else None


def inlines_of(inline: Inline) -> list[dict[str, Any]]:
    """Runs as pandoc's inlines; links and codes are their text."""
    found: list[dict[str, Any]] = []
    for run in inline:
        parts = re.split(r"( )", run.text.replace("\n", " "))
        words: list[dict[str, Any]] = [
            {"t": "Space"} if part == " " else {"t": "Str", "c": part} for part in parts if part
        ]
        if run.italic:
            words = [{"t": "Emph", "c": words}]
        if run.bold:
            words = [{"t": "Strong", "c": words}]
        found += words
    return found
