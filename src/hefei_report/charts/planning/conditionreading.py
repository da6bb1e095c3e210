"""Reads conditions as authors write them, by recursive descent, and says at which character one can't be read.

A name stands at the left (several words are one name), a value or another name at the right; text in quotes is always
a value. ``and`` binds closer than ``or``; parentheses group.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from hefei_report.charts.planning.conditions import Both, Cell, Column, Comparison, Condition
from hefei_report.diagnostics import Diagnostics, did_you_mean
from hefei_report.expressions import expression
from hefei_report.outline.text import Text
from hefei_report.records import dataclass

MAX_LENGTH, _MAX_DEPTH = 1000, 20
_TOKEN = expression(
    r"""(?P<quoted>"[^"]*"|'[^']*') | (?P<sign>!=|<>|<=|>=|==|=|<|>|≠|≤|≥) | (?P<bracket>[()\[\],]) |"""
    r"""(?P<word>[^\s()\[\],=<>!"'≠≤≥]+)""",
    re.VERBOSE,
)
_SIGNS = {"==": "=", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">="}
_WORDS = frozenset({"and", "or", "in", "not"})
_HINT = "write a name, one of = != < <= > >= in, and a value: year >= 2020 and province = Anhui"


def read_condition(text: Text, names: Collection[str], diagnostics: Diagnostics) -> Condition | None:
    """The condition that ``text`` is, over rows with values under ``names``; None after a complaint at its place."""
    try:
        return _Reader(text, frozenset(names), _tokens(text)).whole()
    except _Unreadable as problem:
        place = text.at(problem.at, problem.length) if text.value.strip() else text.span
        diagnostics.error(problem.code, problem.message, place, problem.hint)
    return None


class _Unreadable(Exception):
    """What can't be read, and where in the condition."""

    def __init__(self, message: str, at: int, length: int = 1, hint: str = _HINT, code: str = "bad-condition") -> None:
        super().__init__(message)
        self.message, self.at, self.length, self.hint, self.code = message, at, length, hint, code


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int

    @property
    def end(self) -> int:
        return self.at + len(self.text)


def _tokens(text: Text) -> list[_Token]:
    if len(text.value) > MAX_LENGTH:
        raise _Unreadable(f"this condition is longer than {MAX_LENGTH} characters", 0)
    found: list[_Token] = []
    at = 0
    while at < len(text.value):
        match = _TOKEN.match(text.value, at)
        if match:
            found.append(_Token(match.lastgroup or "", match[0], at))
        elif not text.value[at].isspace():
            raise _Unreadable(f"'{text.value[at]}' is not possible in a condition", at)
        at = match.end() if match else at + 1
    return found


@dataclass(slots=True)
class _Reader:
    """Reads tokens from left to right, by recursive descent."""

    text: Text
    names: frozenset[str]
    tokens: list[_Token]
    at: int = 0
    depth: int = 0

    def whole(self) -> Condition:
        condition = self._any()
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            raise _Unreadable(f"'{token.text[:40]}' is too much here", token.at, len(token.text))
        return condition

    def _any(self) -> Condition:
        parts = [self._all()]
        while self._takes("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Both(tuple(parts), any=True)

    def _all(self) -> Condition:
        parts = [self._one()]
        while self._takes("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _one(self) -> Condition:
        if not self._takes("("):
            return self._comparison()
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _Unreadable("this condition is nested too deep", self._place())
        condition = self._any()
        self._close(")")
        self.depth -= 1
        return condition

    def _comparison(self) -> Comparison:
        name = self._name()
        if self._takes("not"):
            if not self._takes("in"):
                raise _Unreadable("'in' is missing behind 'not'", self._place())
            return Comparison(name, "!=", self._list())
        if self._takes("in"):
            return Comparison(name, "=", self._list())
        token = self._next("a comparison such as '='")
        if token.kind != "sign":
            raise _Unreadable(f"'{token.text[:40]}' compares nothing", token.at, len(token.text))
        return Comparison(name, _SIGNS.get(token.text, token.text), (self._value(columns=True),))

    def _name(self) -> Text:
        phrase = self._phrase("a name")
        inner = phrase.slice(1, len(phrase.value) - 1) if phrase.value[0] in "\"'" else phrase
        if inner.value not in self.names:
            hint = did_you_mean(inner.value, self.names)
            message = f"there is no column '{inner.value[:40]}'"
            start = inner.start - self.text.start
            raise _Unreadable(message, start, len(inner.value), hint, "unknown-column")
        return inner

    def _value(self, *, columns: bool = False) -> Cell | Column:
        phrase = self._phrase("a value").value
        if phrase[0] in "\"'":
            return phrase[1:-1]
        if columns and phrase in self.names:
            return Column(phrase)
        return None if phrase == "null" else phrase

    def _list(self) -> tuple[Cell | Column, ...]:
        closing = "]" if self._takes("[") else ")" if self._takes("(") else ""
        if not closing:
            raise _Unreadable("a list is needed behind 'in'", self._place(), hint="write in [Anhui, Jiangsu]")
        values = [self._value()]
        while self._takes(","):
            values.append(self._value())
        self._close(closing)
        return tuple(values)

    def _phrase(self, wanted: str) -> Text:
        """The words up to the next sign or word of the language, as one text; or what stands in quotes."""
        first = self._next(wanted)
        if first.kind not in ("word", "quoted") or first.text in _WORDS:
            raise _Unreadable(f"{wanted} is needed before '{first.text}'", first.at, len(first.text))
        last = first
        while first.kind == "word" and self._is_word():
            last = self._next(wanted)
        return self.text.slice(first.at, last.end)

    def _is_word(self) -> bool:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        return token is not None and token.kind == "word" and token.text not in _WORDS

    def _takes(self, text: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at].text == text:
            self.at += 1
            return True
        return False

    def _next(self, wanted: str) -> _Token:
        if self.at >= len(self.tokens):
            raise _Unreadable(f"{wanted} is missing at the end", self._place())
        self.at += 1
        return self.tokens[self.at - 1]

    def _close(self, bracket: str) -> None:
        if not self._takes(bracket):
            raise _Unreadable(f"'{bracket}' is missing", self._place(), hint="close what was opened")

    def _place(self) -> int:
        """Where the next token stands; the last character at the end."""
        return self.tokens[self.at].at if self.at < len(self.tokens) else max(0, len(self.text.value.rstrip()) - 1)
