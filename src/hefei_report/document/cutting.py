"""Cuts texts without losing what their runs are, nor a part of a number."""

from __future__ import annotations

import re
from dataclasses import replace

from hefei_report.document.model import Inline, Run

_NUMBER = re.compile(r"\d[\d.,]*")


def cut(inline: Inline, at: int) -> tuple[Inline, Inline]:
    """``inline`` in two parts, the first of ``at`` characters."""
    first: list[Run] = []
    second: list[Run] = []
    for run in inline:
        if at > 0:
            first.append(replace(run, text=run.text[:at]))
        if len(run.text) > max(at, 0):
            second.append(replace(run, text=run.text[max(at, 0) :]))
        at -= len(run.text)
    return tuple(first), tuple(second)


def whole_numbers(text: str, at: int) -> str:
    """The first ``at`` characters of ``text``, or as many fewer as belong to a number that would be cut."""
    inside = (number.start() for number in _NUMBER.finditer(text) if number.start() < at < number.end())
    return text[: next(inside, at)]
