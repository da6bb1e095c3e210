"""Footnotes as pandoc has authors write them: ``^[text]``, or ``[^id]`` with ``[^id]: text`` in the same text.

The rule pushes tokens of type "note"; ``meta`` has "text" and "text_at" of a note in place, "id" of one that is
defined elsewhere. Definitions are taken out of a text before its blocks are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_inline import StateInline

from hefei_report.citations.brackets import closings
from hefei_report.records import dataclass

_REFERENCE = re.compile(r"\[\^([^\]\[\s^]{1,60})\](?!\()")
_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\[\s^]{1,60})\]:[ \t]*", re.MULTILINE)
_END = re.compile(r"\n[ \t]*(?:\n|\Z)")
_NOT_A_LINE_END = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Definition:
    """What note ``id`` says: the characters ``start`` to ``end`` of a text; ``at`` is where the definition begins."""

    id: str
    at: int
    start: int
    end: int


def definitions(text: str) -> Iterator[Definition]:
    """The definitions in ``text``; each ends before an empty line or the next one."""
    found = list(_DEFINITION.finditer(text))
    for number, match in enumerate(found):
        following = found[number + 1].start() if number + 1 < len(found) else len(text)
        end = _END.search(text, match.end() - (text[match.end() - 1] == "\n"), following)
        stop = end.start() if end else following
        yield Definition(match[1], match.start(1) - 2, min(match.end(), stop), stop)


def without_definitions(text: str, found: tuple[Definition, ...]) -> str:
    """``text`` with spaces for what ``found`` takes up, so that all places stay what they are."""
    for definition in found:
        line = text.rfind("\n", 0, definition.at) + 1
        text = text[:line] + _NOT_A_LINE_END.sub(" ", text[line : definition.end]) + text[definition.end :]
    return text


def note_rule(state: StateInline, silent: bool) -> bool:
    """markdown-it's inline rule for notes; one that is never closed is a token of type "bad"."""
    reference = _REFERENCE.match(state.src, state.pos, state.posMax)
    if reference is None and not state.src.startswith("^[", state.pos):
        return False
    close = closings(state.src).get(state.pos + 1, state.posMax) if reference is None else reference.end() - 1
    bad = close >= state.posMax
    end = state.pos + 2 if bad else close + 1
    if not silent:
        token = state.push("bad" if bad else "note", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {"at": state.pos, "length": end - state.pos}
        if bad:
            token.meta["why"] = "unclosed-note"
        elif reference:
            token.meta["id"] = reference[1]
        else:
            token.meta |= {"text": state.src[state.pos + 2 : close], "text_at": state.pos + 2}
    state.pos = end
    return True
