"""Authors' texts are CommonMark with additions: ``{{ fact }}``, ``[@citation]``, ``@fig-x``, ``^[note]`` and spans.

markdown-it-py does the parsing; here are the additions as its inline rules, its options, and one amendment:
emphasis next to Chinese punctuation works (CommonMark alone leaves ``**合肥。**下一句`` unbolded). Raw HTML is
text. Rules push tokens of type "fact", "cite" and "bad"; ``meta["at"]`` is the offset in the parsed text. Those of
:mod:`.notemarkup` and :mod:`.spanmarkup` are added here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from hefei_report.citations.keys import bracketed, is_wide, narrative
from hefei_report.resolve.notemarkup import note_rule
from hefei_report.resolve.spanmarkup import script_rule, span_rule

_FACT = re.compile(r"\{\{\s*(?P<id>[^{}|\n]*?)\s*(?:\|\s*(?P<filter>[^{}\n]*?)\s*)?\}\}")
_WITHOUT_MARKUP = re.compile(r"[^\0\r\n!&*@\[\]\\^_`{}~<]*")  # none of our rules, and none of CommonMark's, begins here


@functools.cache
def parser() -> MarkdownIt:
    """The parser of authors' texts."""
    md = _EveryLink("commonmark", {"html": False, "linkify": False, "typographer": False, "maxNesting": 30})
    md.disable(["html_inline", "html_block", "autolink", "reference"])
    inline = _ChineseInline()
    inline.ruler.disable(["html_inline", "autolink"])
    inline.ruler.before("link", "citation", _citation_rule)
    inline.ruler.before("citation", "fact", _fact_rule)
    inline.ruler.after("fact", "narrative", _narrative_rule)
    inline.ruler.before("fact", "note", note_rule)
    inline.ruler.after("note", "span", span_rule)
    inline.ruler.after("span", "script", script_rule)
    md.inline = inline
    return md


def inline_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` as one piece of inline text. They are shared, and must not change."""
    if _WITHOUT_MARKUP.fullmatch(text):
        return (Token("text", "", 0, content=text),) if text else ()
    return _parsed(text)


@functools.lru_cache(maxsize=256)  # some texts are asked for their marks before they are read
def _parsed(text: str) -> tuple[Token, ...]:
    tokens = parser().parseInline(text)
    return tuple(tokens[0].children or []) if tokens else ()


class _EveryLink(MarkdownIt):
    """Passes every link on, so that resolve can say what is wrong with one instead of leaving it unlinked."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  # markdown-it's name
        return bool(url)


def _fact_rule(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos):
        return False
    match = _FACT.match(state.src, state.pos, state.posMax)
    if not silent:
        if match:
            meta = {"id": match["id"], "filter": match["filter"] or "", "id_at": match.start("id")}
            _push(state, "fact", meta | {"filter_at": match.start("filter")}, match.end() - state.pos)
        else:
            _push(state, "bad", {"why": "unclosed-fact"}, 2)
    state.pos = match.end() if match else state.pos + 2
    return True


def _citation_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[" or (state.pos and state.src[state.pos - 1] == "!"):
        return False
    found = bracketed(state.src[: state.posMax], state.pos)
    if found is None:
        return False
    cites, end = found
    if not silent:
        _push(state, "cite", {"cites": cites, "bracketed": True}, end - state.pos)
    state.pos = end
    return True


def _narrative_rule(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "@-":
        return False
    found = narrative(state.src[: state.posMax], state.pos)
    if found is None:
        return False
    cites, end = found
    if not silent:
        _push(state, "cite", {"cites": cites, "bracketed": False}, end - state.pos)
    state.pos = end
    return True


def _push(state: StateInline, type_: str, meta: dict[str, Any], length: int) -> None:
    token = state.push(type_, "", 0)
    token.content = state.src[state.pos : state.pos + length]
    token.meta = meta | {"at": state.pos, "length": length}


class _ChineseState(StateInline):
    """Emphasis delimiters by CommonMark's rules, with Chinese punctuation counted as letters."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803  # markdown-it's names
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        left = not isWhiteSpace(ord(after)) and (
            not _stops(after) or isWhiteSpace(ord(before)) or _is_punctuation(before) or is_wide(before)
        )
        right = not isWhiteSpace(ord(before)) and (
            not _stops(before) or isWhiteSpace(ord(after)) or _is_punctuation(after) or is_wide(after)
        )
        can_open = left and (canSplitWord or not right or _is_punctuation(before))
        can_close = right and (canSplitWord or not left or _is_punctuation(after))
        return Scanned(can_open, can_close, end - start)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _stops(character: str) -> bool:
    return _is_punctuation(character) and not is_wide(character)


class _ChineseInline(ParserInline):
    """The inline parser on the amended state."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _ChineseState(src, md, env, tokens)
        self.tokenize(state)
        rules: Sequence[Any] = self.ruler2.getRules("")
        for rule in rules:
            rule(state)
        return state.tokens
