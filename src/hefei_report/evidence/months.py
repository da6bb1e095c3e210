"""The months in English, as we print them, and as texts and programs shorten them."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# A pattern of a month as a text may have it: "March", "Mar", "Sept".
MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|Sept"
_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}


def month_number(word: str) -> int:
    """3 for what begins like "March": "Mar.", "MARCH". Raises KeyError for what begins like none."""
    return _NUMBERS[word[:3].lower()]
