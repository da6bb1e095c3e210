"""Small capitals, superscripts and subscripts as in pandoc's Markdown: ``[BOE]{.smallcaps}``, ``19^th^``, ``CO~2~``.

The rules push "caps_open" and "caps_close" around what a bracket holds, and "script" for raised and lowered text.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from hefei_report.citations.brackets import closings

SMALL_CAPS = "smallcaps"
SCRIPTS = {"^": "super", "~": "sub"}
_DEEPEST = 3  # spans and links within one another; what is deeper stays as it is written
_CLASS = re.compile(r"\{\.(?P<name>[A-Za-z][\w-]{0,40})\}")
_SCRIPT = re.compile(r"\^(?P<super>[^\s^\[\]{}]{1,40})\^|(?<!~)~(?P<sub>[^\s~\[\]{}]{1,40})~(?!~)")


def span_rule(state: StateInline, silent: bool) -> bool:
    """A bracket with a class behind it; what it holds is read like any text."""
    if state.src[state.pos] != "[" or state.level >= _DEEPEST:
        return False
    close = closings(state.src).get(state.pos, state.posMax)
    match = _CLASS.match(state.src, close + 1, state.posMax) if close < state.posMax else None
    if match is None:
        return False
    if not silent:
        start, most = state.pos, state.posMax
        state.push("caps_open", "", 1).meta = {"class": match["name"], "at": match.start("name"), "start": start}
        state.pos, state.posMax = start + 1, close
        state.md.inline.tokenize(state)
        state.push("caps_close", "", -1)
        state.posMax = most
    state.pos = match.end()
    return True


def script_rule(state: StateInline, silent: bool) -> bool:
    """Raised or lowered text without spaces in it."""
    match = _SCRIPT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("script", "", 0)
        token.content = match["super"] or match["sub"]
        token.meta = {"at": state.pos, "length": match.end() - state.pos, "script": SCRIPTS[state.src[state.pos]]}
        # In CO~2~ and km^2^ the digits are part of a word, as they would be in CO2.
        token.meta["named"] = state.src[max(0, state.pos - 1) : state.pos].isalpha()
    state.pos = match.end()
    return True
