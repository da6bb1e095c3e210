"""YAML text becomes a tree of nodes that remember where they stand, so that every complaint has a place.

Scalars stay text: what ``NO``, ``12:30`` or ``1.10`` mean is decided by the field that takes them, not by
YAML 1.1's guesses. Keys are unique; depth, number of nodes and the growth through aliases are bounded.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.expressions import late_expressions
from hefei_report.records import dataclass

with late_expressions():
    import yaml

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_SCALAR = 50_000

_LINE_END = re.compile(r"\n")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the author, for turning offsets into lines and columns; in its file ``before`` lines precede it."""

    file: str
    text: str
    before: int = 0
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def span(self, offset: int, length: int = 1) -> Span:
        """The place of the character at ``offset``; a span never runs past the end of its line."""
        starts = self._starts
        if not starts:
            starts.extend([0, *(match.end() for match in _LINE_END.finditer(self.text))])
        if not 0 <= offset <= len(self.text):
            offset = min(max(offset, 0), len(self.text))
        line = bisect.bisect_right(starts, offset)
        if length > 1:
            end = starts[line] - 1 if line < len(starts) else len(self.text)
            length = min(length, end - offset)
        return Span(self.file, self.before + line, offset - starts[line - 1] + 1, max(1, length))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A piece of text. ``plain`` is True when it was written without quotes and not as a block.

    ``start`` and ``end`` are offsets of its notation (quotes, block header) in ``source``.
    """

    value: str
    plain: bool
    source: Source = field(repr=False, compare=False)
    start: int
    end: int

    @property
    def span(self) -> Span:
        length = self.end - self.start if "\n" not in self.source.text[self.start : self.end] else 1
        return self.source.span(self.start, length)

    @property
    def is_null(self) -> bool:
        """Whether it is YAML 1.2's null: nothing, ``~`` or ``null``, unquoted."""
        return self.plain and self.value in {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; ``start`` is the offset of its notation in ``source``."""

    items: tuple[Node, ...]
    source: Source = field(repr=False, compare=False)
    start: int

    @property
    def span(self) -> Span:
        return self.source.span(self.start)


@dataclass(frozen=True, slots=True)
class Entry:
    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values; ``start`` is the offset of its notation in ``source``."""

    entries: tuple[Entry, ...]
    source: Source = field(repr=False, compare=False)
    start: int

    @property
    def span(self) -> Span:
        return self.source.span(self.start)

    def get(self, key: str) -> Node | None:
        """The value under ``key``, or None."""
        return next((entry.value for entry in self.entries if entry.key.value == key), None)


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    """The text can't be read on; a diagnostic has been made."""


def parse(text: str, file: str, diagnostics: Diagnostics) -> Node | None:
    """The tree of one YAML document, or None when the text can't be read at all.

    Reports ``yaml-syntax``, ``duplicate-key`` and ``yaml-limit``. An empty text is an empty mapping.
    """
    return compose(Composer(Source(file, text), diagnostics))


def compose(composer: Composer) -> Node | None:
    """The tree of the text that ``composer`` has, or None after a diagnostic."""
    source, diagnostics = composer.source, composer.diagnostics
    try:
        return composer.document(iter(_LOADER(source.text).get_event, None))
    except _Refused:
        return None
    except yaml.MarkedYAMLError as problem:
        _report_syntax(problem, source, diagnostics)
    except yaml.reader.ReaderError as problem:
        message = f"a character that YAML does not allow: {_named(problem.character)}"
        diagnostics.error("yaml-syntax", message, source.span(int(problem.position)), "delete it")
    return None


def _named(character: Any) -> str:
    code = character if isinstance(character, int) else ord(str(character)[:1] or "\0")
    return f"U+{code:04X}"


_SYNTAX_HINT = "check the indentation and the quotes here and on the line above"
_SYNTAX_HINTS = {
    "could not find expected ':'": "a key needs a colon and a space after it",
    "mapping values are not allowed": "put the text in quotes if it contains ': '",
    "found character '\\t'": "indent with spaces, not with tabs",
    "cannot start any token": "put the text in quotes",
    "found unknown escape": "in double quotes a backslash must be doubled; or use single quotes",
    "end of stream": "what begins here is never closed",
    "did not find expected": "check the indentation and the brackets or quotes above",
}


def _report_syntax(problem: yaml.MarkedYAMLError, source: Source, diagnostics: Diagnostics) -> None:
    at_the_end = "end of stream" in (problem.problem or "")
    mark = (at_the_end and problem.context_mark) or problem.problem_mark or problem.context_mark
    what = ", ".join(part for part in (problem.context, problem.problem) if part)
    hint = next((hint for start, hint in _SYNTAX_HINTS.items() if start in what), _SYNTAX_HINT)
    diagnostics.error("yaml-syntax", what or "this is not YAML", source.span(_offset(mark)), hint)


def _offset(mark: Any) -> int:
    return int(mark.index) if mark is not None else 0


def _extent(event: Any) -> tuple[int, int]:
    """Where the notation of a value begins and ends."""
    return event.start_mark.index, event.end_mark.index


@dataclass(slots=True)
class Composer:
    """Builds nodes from parser events; the document begins at ``depth`` and brings ``count`` values."""

    source: Source
    diagnostics: Diagnostics
    depth: int = 1
    _anchors: dict[str, Node | None] = field(default_factory=dict)
    _sizes: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def document(self, events: Iterator[Any]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse("yaml-syntax", "only one YAML document is read", event, "delete the '---' line")
                root = self._node(next(events), events, self.depth)
        return root if root is not None else Mapping((), self.source, 0)

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        self.count += 1
        if depth > MAX_DEPTH:
            self._refuse("yaml-limit", f"nested more than {MAX_DEPTH} levels deep", event, "lift it some levels up")
        if self.count > MAX_NODES:
            hint = "split the file, or use fewer aliases"
            self._refuse("yaml-limit", f"more than {MAX_NODES:,} values", event, hint)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if event.tag is not None and event.tag != "!":
            self._refuse("yaml-syntax", f"the tag '{event.tag}' is not supported", event, "leave it out")
        before = self.count
        if event.anchor:
            self._anchors[event.anchor] = None
        node = self._content(event, events, depth)
        if event.anchor:
            self._anchors[event.anchor] = node
            self._sizes[event.anchor] = self.count - before + 1
        return node

    def _content(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        if isinstance(event, yaml.ScalarEvent):
            if len(event.value) > MAX_SCALAR:
                self._refuse("yaml-limit", f"a text of more than {MAX_SCALAR:,} characters", event, "split it")
            return Scalar(event.value, event.style is None or event.style == "", self.source, *_extent(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._items(events, depth)), self.source, _offset(event.start_mark))
        return Mapping(tuple(self._entries(events, depth)), self.source, _offset(event.start_mark))

    def _items(self, events: Iterator[Any], depth: int) -> Iterator[Node]:
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                return
            yield self._node(event, events, depth + 1)

    def _entries(self, events: Iterator[Any], depth: int) -> Iterator[Entry]:
        seen: dict[str, Scalar] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                return
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse("yaml-syntax", "a key must be a plain word", event, "write 'key: value'")
            elif key.value in seen:
                first = seen[key.value].span.line
                message = f"the key '{key.value}' is given twice"
                self.diagnostics.error(
                    "duplicate-key", message, key.span, f"it stands on line {first} already; keep one"
                )
            else:
                seen[key.value] = key
                yield Entry(key, value)

    def _alias(self, event: Any) -> Node:
        if event.anchor not in self._anchors:
            hint = "put the text in quotes if it begins with '*'"
            self._refuse("yaml-syntax", f"there is no anchor '&{event.anchor}' above", event, hint)
        node = self._anchors[event.anchor]
        if node is None:
            hint = "write the value out once more"
            self._refuse("yaml-limit", f"'*{event.anchor}' stands inside its own value", event, hint)
            raise AssertionError
        self.count += self._sizes[event.anchor]
        return node

    def _span(self, event: Any) -> Span:
        return self.source.span(_offset(event.start_mark))

    def _refuse(self, code: str, message: str, event: Any, hint: str = "") -> None:
        self.diagnostics.error(code, message, self._span(event), hint)
        raise _Refused
