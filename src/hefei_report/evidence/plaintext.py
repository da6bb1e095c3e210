"""Texts are compared in one plain form, so that typography never decides whether a figure is found.

Full-width digits, no-break spaces, thousands separators, curly quotes and the many dashes differ between a page, its
copy and an analyst's keyboard. The plain form keeps lines: a paragraph is a line that isn't empty, counted from 1.
Positions and hashes in ``facts.lock`` are those of the plain form.
"""

from __future__ import annotations

import re
from functools import cached_property

from hefei_report.records import dataclass

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys([0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x0009], " ")
_INVISIBLE: dict[int, None] = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′"), "'") | dict.fromkeys(map(ord, "“”„‟″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣"), "-")
_PLAIN = {**_FULL_WIDTH, **_SPACES, **_INVISIBLE, **_QUOTES, **_DASHES}
# A no-break or narrow space within a number separates thousands; a plain one may separate two numbers.
_SPACED = re.compile(r"(?<![\d.])\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?!\d)")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")


def plain_line(text: str) -> str:
    """One line in plain form: no separators in numbers, single spaces, ASCII quotes and dashes."""
    joined = _SPACED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
    single = " ".join(joined.translate(_PLAIN).split())
    return _GROUPED.sub(lambda found: found[0].replace(",", ""), single)


@dataclass(frozen=True)
class PlainText:
    """A text by its paragraphs."""

    paragraphs: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> PlainText:
        return cls(tuple(plain for line in text.splitlines() if (plain := plain_line(line))))

    def __getitem__(self, number: int) -> str:
        """The paragraph with this number, counted from 1; '' when there is none."""
        return self.paragraphs[number - 1] if 0 < number <= len(self.paragraphs) else ""

    @cached_property
    def whole(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(self.paragraphs)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where in :attr:`whole` each paragraph begins."""
        found, at = [], 0
        for paragraph in self.paragraphs:
            found.append(at)
            at += len(paragraph) + 1
        return tuple(found)
