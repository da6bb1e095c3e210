"""How authors cite: pandoc's ``[see @key, p. 3; -@other]`` and ``@key [p. 3]``, found in a text without any Markdown.

Keys are ASCII unless they stand in braces. A ``@`` counts after the start, white space, an opening bracket or
quote, or a Chinese character, so that e-mail addresses and handles in the middle of words stay text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from hefei_report.citations.brackets import closings
from hefei_report.citations.locators import Locator, split
from hefei_report.records import dataclass

_KEY = re.compile(
    r"(?P<dash>-?)@(?:\{(?P<braced>[^{}\s]+)\}"
    r"|(?P<bare>[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&\-+?<>~/](?=[A-Za-z0-9_]))*))"
)
_OPENERS = frozenset("*([{<\"'“‘«（［【《〈「『—–-/…·")
_CROSS = re.compile(r"(?:fig|tbl|sec)-", re.IGNORECASE)
_BRACKET_AFTER_KEY = re.compile(r"\s?\[")
MAX_BRACKET = 1000


@dataclass(frozen=True, slots=True)
class Cite:
    """One cited key.

    ``start`` and ``length`` place it in the text (with its ``@``), ``prefix_at`` and ``suffix_at`` the words before
    and after it, which are Markdown. ``suppressed``: the author's name is in the sentence already (``-@key``).
    """

    key: str
    start: int = 0
    length: int = 0
    prefix: str = ""
    locator: Locator | None = None
    suffix: str = ""
    suppressed: bool = False
    prefix_at: int = 0
    suffix_at: int = 0


def is_cross_reference(key: str) -> bool:
    """Whether ``key`` names a figure, table or section of our own."""
    return bool(_CROSS.match(key))


def narrative(text: str, at: int) -> tuple[tuple[Cite, ...], int] | None:
    """What the ``@`` or ``-@`` at ``at`` cites as part of the sentence, and where it ends; None if it is just a sign.

    A bracket behind the key belongs to it: ``@key [p. 3]``, or ``@key [p. 3; @other]``.
    """
    match = _KEY.match(text, at)
    if match is None or not _may_begin(text, at) or text.startswith("@", match.end()):
        return None
    cite = _cite(match, "", at, "", match.end())
    if is_cross_reference(cite.key):
        return (cite,), match.end()
    return _with_bracket(match, text) or ((cite,), match.end())


def _with_bracket(match: re.Match[str], text: str) -> tuple[tuple[Cite, ...], int] | None:
    opening = _BRACKET_AFTER_KEY.match(text, match.end())
    close = _closing(text, opening.end() - 1) if opening else None
    if opening is None or close is None or text.startswith(("(", "["), close + 1):
        return None
    (start, end), *others = _parts(text, opening.end(), close)
    if list(_keys(text, start, end)) or not text[start:end].strip():
        return None
    cites = [_cite(match, "", match.start(), text[start:end], start)]
    for part in others:
        cite = _part(text, *part)
        if cite is None or is_cross_reference(cite.key):
            return None
        cites.append(cite)
    return tuple(cites), close + 1


def bracketed(text: str, at: int) -> tuple[tuple[Cite, ...], int] | None:
    """The citations in the bracket that opens at ``at``, and where it ends; None when it is no citation.

    A bracket is one only if every part between ``;`` (or ``；``) holds exactly one key.
    """
    close = _closing(text, at)
    if close is None or "@" not in text[at:close] or text.startswith("(", close + 1):
        return None
    cites = [_part(text, start, end) for start, end in _parts(text, at + 1, close)]
    found = tuple(cite for cite in cites if cite is not None)
    return (found, close + 1) if len(found) == len(cites) else None


def _part(text: str, start: int, end: int) -> Cite | None:
    """The citation between ``start`` and ``end``, or None unless there is exactly one."""
    found = list(_keys(text, start, end))
    if len(found) != 1:
        return None
    match = found[0]
    return _cite(match, text[start : match.start()], start, text[match.end() : end], match.end())


def _keys(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in _KEY.finditer(text, start, end):
        if match.start() == start or (_may_begin(text, match.start()) and text[match.start() - 1] != "\\"):
            yield match


def _cite(match: re.Match[str], prefix: str, prefix_at: int, rest: str, rest_at: int) -> Cite:
    locator, end = split(rest)
    suffix = rest[end:].rstrip()
    return Cite(
        key=match["braced"] or match["bare"],
        start=match.start() + len(match["dash"]),
        length=match.end() - match.start() - len(match["dash"]),
        prefix=prefix.strip(),
        locator=locator,
        suffix=suffix,
        suppressed=bool(match["dash"]),
        prefix_at=prefix_at + len(prefix) - len(prefix.lstrip()),
        suffix_at=rest_at + end,
    )


def _may_begin(text: str, at: int) -> bool:
    if at == 0:
        return True
    before = text[at - 1]
    if not (before.isspace() or before in _OPENERS or is_wide(before)):
        return False
    word = re.split(r"\s", text[max(0, at - 300) : at])[-1]
    return not re.search(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S*$", word, re.IGNORECASE)


def is_wide(character: str) -> bool:
    """Whether ``character`` is as wide as a Chinese one: a letter or a sign that needs no space around it."""
    return unicodedata.east_asian_width(character) in "WF"


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between the semicolons that stand in no bracket, brace or code of their own."""
    depth = 0
    begin = position = start
    while position < end:
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "`":
            position = max(position, text.find("`", position + 1, end))
        elif character in "[{":
            depth += 1
        elif character in "]}":
            depth -= 1
        elif character in ";；" and depth <= 0:
            yield begin, position
            begin = position + 1
        position += 1
    yield begin, end


def _closing(text: str, at: int) -> int | None:
    close = closings(text).get(at)
    return close if close is not None and close < at + MAX_BRACKET else None
