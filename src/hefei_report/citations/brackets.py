"""Finds where a bracket closes, in one pass over a text, so that thousands of unclosed ones cost no more than one."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

_SIGN = re.compile(r"[\\`\[\]]")


@functools.lru_cache(maxsize=4)
def closings(text: str) -> Mapping[int, int]:
    """For each ``[`` that closes the place of its ``]``; what is escaped or in code counts for nothing."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    match = _SIGN.search(text)
    while match:
        position, character = match.start(), match[0]
        after = position + 1
        if character == "\\":
            after += 1
        elif character == "`":
            after = _after_code(text, position)
        elif character == "[":
            waiting.append(position)
        elif waiting:
            found[waiting.pop()] = position
        match = _SIGN.search(text, after)
    return found


def _after_code(text: str, start: int) -> int:
    """Behind the code that the backticks at ``start`` open, or behind these if nothing closes them."""
    end = start
    while text.startswith("`", end):
        end += 1
    close = text.find(text[start:end], end)
    return end if close < 0 else close + end - start
