"""Finds where a bracket closes, in one pass over a text, so that thousands of unclosed ones cost no more than one."""

from __future__ import annotations

import functools
from collections.abc import Mapping


@functools.lru_cache(maxsize=4)
def closings(text: str) -> Mapping[int, int]:
    """For each ``[`` that closes the place of its ``]``; what is escaped or in code counts for nothing."""
    found: dict[int, int] = {}
    waiting: list[int] = []
    position = 0
    while position < len(text):
        character = text[position]
        if character == "\\":
            position += 1
        elif character == "`":
            position = _after_code(text, position) - 1
        elif character == "[":
            waiting.append(position)
        elif character == "]" and waiting:
            found[waiting.pop()] = position
        position += 1
    return found


def _after_code(text: str, start: int) -> int:
    """Behind the code that the backticks at ``start`` open, or behind these if nothing closes them."""
    end = start
    while text.startswith("`", end):
        end += 1
    close = text.find(text[start:end], end)
    return end if close < 0 else close + end - start
