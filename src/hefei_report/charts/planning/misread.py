"""Says what to do about a text that should be a number: what people and programs write instead of plain digits."""

from __future__ import annotations

import re

from hefei_report.expressions import expression

_PLAIN = "write digits with a point, without separators or units: 257.2"
_DIGITS = r"[-+]?\d"

# What a text looks like, and the way out; the first that fits is told.
_HINTS = tuple(
    (expression(pattern, re.IGNORECASE), hint)
    for pattern, hint in (
        (
            r"|#?n/?a|nan|none|null|nil|[-–—*.…?]+|无|不详|缺",
            "leave the cell empty where data is missing (in an outline: null), or list the mark under 'missing:'",
        ),
        (r"[-+]?inf(inity)?|[-+]?∞", "every value is a finite number; leave the cell empty where data is missing"),
        (r"=.*", "a formula is not computed here: open the file in a spreadsheet program, and save its values"),
        (r"#.+[!?]", "the spreadsheet could not compute this cell; mend it there"),
        (rf"{_DIGITS}[\d.]*\s*[%％]", "leave out the sign, and say 'unit: percent'"),
        (r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", "leave out the separators of thousands"),
        (r"[-+]?\d{1,3}([  '’]\d{3})+([.,]\d+)?", "leave out the separators of thousands"),
        (r"[-+]?\d{1,3}(\.\d{3})+,\d+", "leave out the separators of thousands, and write a decimal point"),
        (r"[-+]?\d+,\d+", "write a decimal point instead of the comma"),
        (r"[−–]\s*\d[\d.]*", "write the hyphen '-' as the minus sign"),
        (r"(?=.*[０-９])[０-９.．]+", "write the digits 0 to 9 of ASCII"),
        (rf"[^\d\s]{{1,4}}\s*{_DIGITS}.*|{_DIGITS}[\d.]*\s*[^\d\s.,].*", "write digits alone; 'unit:' says of what"),
    )
)


def number_hint(text: str) -> str:
    """How to write what ``text`` probably means."""
    return next((hint for pattern, hint in _HINTS if pattern.fullmatch(text.strip())), _PLAIN)
