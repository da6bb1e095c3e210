"""How authors cite: pandoc's ``[@key, p. 3; @other]`` and ``@key``, found in a text without any YAML or Markdown.

Keys are ASCII. A ``@`` counts after the start, white space, an opening bracket or quote, or a Chinese
character, so that e-mail addresses and handles in the middle of words stay text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_KEY = re.compile(
    r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&\-+?<>~/](?=[A-Za-z0-9_]))*))"
)
_OPENERS = frozenset("([{<\"'“‘«（［【《〈「『—–-/…·")
_CROSS = re.compile(r"(?:fig|tbl|sec)-", re.IGNORECASE)
MAX_BRACKET = 600


@dataclass(frozen=True, slots=True)
class Cite:
    """One cited key. ``start`` and ``length`` place it in the text (with its ``@``); ``suffix`` is what follows it."""

    key: str
    start: int
    length: int
    prefix: str = ""
    suffix: str = ""


def is_cross_reference(key: str) -> bool:
    """Whether ``key`` names a figure, table or section of our own."""
    return bool(_CROSS.match(key))


def narrative(text: str, at: int) -> Cite | None:
    """The citation or cross-reference that begins with the ``@`` at ``at``, or None when it is just an ``@``."""
    match = _KEY.match(text, at)
    if match is None or not _may_begin(text, at) or text.startswith("@", match.end()):
        return None
    return Cite(match["braced"] or match["bare"], at, match.end() - at)


def bracketed(text: str, at: int) -> tuple[tuple[Cite, ...], int] | None:
    """The citations in the bracket that opens at ``at``, and where it ends; None when it is no citation.

    A bracket is one only if every part between ``;`` (or ``；``) holds exactly one key.
    """
    close = _closing(text, at)
    if close is None or "@" not in text[at:close] or text.startswith("(", close + 1):
        return None
    cites: list[Cite] = []
    start = at + 1
    for part in re.split(r"[;；]", text[at + 1 : close]):
        cite = _part(text, start, start + len(part))
        if cite is None:
            return None
        cites.append(cite)
        start += len(part) + 1
    return tuple(cites), close + 1


def _part(text: str, start: int, end: int) -> Cite | None:
    found = [
        match
        for match in _KEY.finditer(text, start, end)
        if _may_begin(text, match.start()) and text[match.start() - 1] != "\\"
    ]
    if len(found) != 1:
        return None
    match = found[0]
    suffix = re.sub(r"^[,，]\s*", "", text[match.end() : end].strip())
    prefix = text[start : match.start()].strip()
    key = match["braced"] or match["bare"]
    return Cite(key, match.start(), match.end() - match.start(), prefix, suffix)


def _may_begin(text: str, at: int) -> bool:
    if at == 0:
        return True
    before = text[at - 1]
    if not (before.isspace() or before in _OPENERS or _is_wide(before)):
        return False
    word = re.split(r"\s", text[max(0, at - 300) : at])[-1]
    return not re.search(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S*$", word, re.IGNORECASE)


def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def _closing(text: str, at: int) -> int | None:
    depth = 0
    position = at
    while position < min(len(text), at + MAX_BRACKET):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return None
