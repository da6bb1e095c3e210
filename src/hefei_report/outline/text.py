"""A text of the author that knows where each of its characters stands in the file."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import field

from hefei_report.diagnostics import Span
from hefei_report.outline.nodes import Scalar
from hefei_report.records import dataclass

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_ESCAPING = {'"': "\\", "'": "''"}  # by the quote around a text, what stands in it for something else
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Text:
    """``value`` as YAML read it; :meth:`at` gives the place of any character of it.

    ``start`` is the offset of ``value`` in the scalar's whole value (see :meth:`slice`).
    """

    value: str
    scalar: Scalar = field(repr=False, compare=False)
    start: int = 0

    @classmethod
    def of(cls, scalar: Scalar) -> Text:
        return cls(scalar.value, scalar)

    @property
    def span(self) -> Span:
        """The place of the whole text: of its notation, or of its first character if it is a part."""
        return self.at(0, len(self.value)) if self.start or self.value != self.scalar.value else self.scalar.span

    def at(self, offset: int, length: int = 1) -> Span:
        """The place of ``length`` characters from ``offset``."""
        scalar = self.scalar
        index = min(self.start + offset, len(scalar.value) - 1)
        if index < 0:
            return scalar.span
        raw = scalar.source.text[scalar.start : scalar.end]
        return scalar.source.span(scalar.start + _position(raw, scalar.value, scalar.plain, index), length)

    def slice(self, start: int, end: int) -> Text:
        """The part from ``start`` to before ``end``, with its places."""
        return Text(self.value[start:end], self.scalar, self.start + start)

    def stripped(self) -> Text:
        """Without white space at both ends."""
        left = len(self.value) - len(self.value.lstrip())
        return self.slice(left, left + len(self.value.strip()))

    def __bool__(self) -> bool:
        return bool(self.value) and not self.value.isspace()


def _position(raw: str, value: str, plain: bool, index: int) -> int:
    """The offset in the notation ``raw`` of the character ``index`` of a scalar's value.

    Without escapes notation and value differ in white space alone, so the words of one are the words of the other.
    """
    if raw[:1] in _ESCAPING and _ESCAPING[raw[0]] in raw[1:-1]:
        return _positions(raw, value, plain)[index]
    starts, places = _words(value, 0), _words(raw, _content_start(raw, plain))
    if len(places) < len(starts):  # a cell of a table, whose notation is another's
        return _positions(raw, value, plain)[index]
    word = bisect.bisect_right(starts, index) - 1
    begin, place = (starts[word], places[word]) if word >= 0 else (0, _content_start(raw, plain))
    return min(place + index - begin, max(0, len(raw) - 1))


@functools.lru_cache(maxsize=16)  # texts are asked for place after place
def _words(text: str, start: int) -> list[int]:
    """Where the words of ``text`` from ``start`` on begin."""
    return [match.start() for match in _WORD.finditer(text, start)]


@functools.lru_cache(maxsize=16)
def _positions(raw: str, value: str, plain: bool) -> list[int]:
    """For each character of a scalar's value its offset in the notation ``raw``.

    Walks notation and value side by side: white space in the notation (indentation, folds) that the value
    hasn't got is skipped, escapes count as one character.
    """
    at = _content_start(raw, plain)
    double = raw.startswith('"')
    out: list[int] = []
    for character in value:
        if not character.isspace():
            while at < len(raw) and raw[at].isspace():
                at += 1
        elif double:
            at = _skip_fold(raw, at)
        out.append(min(at, max(0, len(raw) - 1)))
        at += _notation_length(raw, at, double)
    return out


def _content_start(raw: str, plain: bool) -> int:
    """Where the text begins: after the quote, or on the line after a block's header."""
    if plain or not raw:
        return 0
    if raw[0] in "|>":
        return raw.find("\n") + 1
    return 1


def _skip_fold(raw: str, at: int) -> int:
    """Past a backslash that only continues the line in double quotes."""
    while raw.startswith("\\\n", at):
        at += 2
        while at < len(raw) and raw[at] in " \t":
            at += 1
    return at


def _notation_length(raw: str, at: int, double: bool) -> int:
    """How many characters of the notation stand for the one at ``at``."""
    if double and raw.startswith("\\", at):
        return _ESCAPE_LENGTHS.get(raw[at + 1 : at + 2], 2)
    return 2 if raw.startswith("'") and raw.startswith("''", at) else 1
