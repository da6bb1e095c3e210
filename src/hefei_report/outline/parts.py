"""Reads the text of an outline section by section, so that sections whose lines are as they were stay the same nodes.

A part that is read by itself means what it means in its place, since nothing reaches from one into another: a line at
the column of the sections ends all that is open, but for a quotation or a bracket; and a part that leaves one of those
open, or takes an anchor from another, is no whole text. Where a part has anything wrong with it, or the text isn't laid
out in this way, the whole is read at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hefei_report.diagnostics import Diagnostics
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.outline.nodes import MAX_NODES, Composer, Entry, Mapping, Node, Scalar, Source, compose, parse
from hefei_report.outline.nodes import Sequence as SequenceNode
from hefei_report.records import dataclass

_COMMENT = r"[ ]*(?:#[^\n]*)?\n"
_LIST = re.compile(rf"^sections:{_COMMENT}(?:{_COMMENT})*(?=(?P<indent>[ ]+)- )", re.MULTILINE)
_AT_THE_MARGIN = re.compile(r"^(?=[^ \n])", re.MULTILINE)
# What has a meaning for the text as a whole: ends of documents, directives, and the line ends that only YAML knows.
_OF_THE_WHOLE = re.compile("^(?:---|\\.\\.\\.|%)|[\ufeff\x85\u2028\u2029]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Part:
    """The node of a part of the text, and how many values it brings. None if it can't be read by itself."""

    node: Node | None
    count: int


def parse_by_sections(text: str, file: str, diagnostics: Diagnostics, memory: Memory = NO_MEMORY) -> Node | None:
    """What :func:`parse` gives for an outline, with every place the same; parts that ``memory`` knows are its nodes."""
    starts = () if _OF_THE_WHOLE.search(text) else _starts(text)
    parts = list(_parts(text, starts, file, memory)) if starts else []
    if not parts or sum(part.count for part in parts) > MAX_NODES:
        return parse(text, file, diagnostics)
    return _joined([part.node for part in parts]) or parse(text, file, diagnostics)


def _starts(text: str) -> tuple[int, ...]:
    """Where the sections begin, and last what follows them; () where they aren't found."""
    opening = _LIST.search(text)
    if opening is None:
        return ()
    outside = _AT_THE_MARGIN.search(text, opening.end())
    end = outside.start() if outside else len(text)
    item = re.compile(rf"^[ ]{{{len(opening['indent'])}}}-(?=[ \n])", re.MULTILINE)
    return (*(match.start() for match in item.finditer(text, opening.end(), end)), end)


def _parts(text: str, starts: Sequence[int], file: str, memory: Memory) -> Iterator[_Part]:
    """What stands before the sections, each of them, and what follows."""
    line = 0
    for place, (start, end) in enumerate(zip((0, *starts), (*starts, len(text)), strict=True)):
        source = Source(file, text[start:end], line)
        depth = 2 if 0 < place < len(starts) else 1
        yield memory.once("part of an outline", (file, line, source.text, depth), lambda: _part(source, depth))  # noqa: B023  # called at once
        line += source.text.count("\n")


def _part(source: Source, depth: int) -> _Part:
    found = Diagnostics()
    composer = Composer(source, found, depth)
    node = compose(composer)
    return _Part(None if len(found) else node, composer.count)


def _joined(nodes: Sequence[Node | None]) -> Mapping | None:
    """One tree of what stands before the sections, each of them, and what follows; None if they are something else."""
    head, *lists, rest = nodes
    if not isinstance(head, Mapping) or not isinstance(rest, Mapping) or not head.entries:
        return None
    items = [each.items[0] for each in lists if isinstance(each, SequenceNode) and len(each.items) == 1]
    *before, own = head.entries
    keys = [entry.key.value for entry in (*head.entries, *rest.entries)]
    is_empty = own.key.value == "sections" and isinstance(own.value, Scalar) and own.value.is_null
    first = lists[0]
    if len(items) < len(lists) or not is_empty or len(set(keys)) < len(keys) or not isinstance(first, SequenceNode):
        return None
    sections = Entry(own.key, SequenceNode(tuple(items), first.source, first.start))
    return Mapping((*before, sections, *rest.entries), head.source, head.start)
