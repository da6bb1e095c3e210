"""What pages are called: i, ii, iii before the first section, then 1, 2, 3, in print as in the viewer's own counter."""

from __future__ import annotations

from hefei_report.briefing.objects import array, dictionary, name
from hefei_report.records import dataclass

_HUNDREDS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_NUMERALS = (*_HUNDREDS, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """``number``, from 1, in small Roman numerals."""
    text = ""
    for value, letters in _NUMERALS:
        count, number = divmod(number, value)
        text += letters * count
    return text


@dataclass(slots=True)
class PageLabels:
    """``body`` is the page, from 1, on which the first section begins; 0 as long as none has."""

    body: int = 0

    def of(self, page: int) -> str:
        """What ``page`` is called."""
        return str(page - self.body + 1) if 0 < self.body <= page else roman(page)

    def tree(self) -> bytes:
        """The same for viewers (ISO 32000-1, 12.4.2); they count pages from 0."""
        ranges = {0: {"S": name("r")}}
        if self.body:
            ranges[self.body - 1] = {"S": name("D")}
        entries = (part for page, style in ranges.items() for part in (str(page).encode(), dictionary(style)))
        return dictionary({"Nums": array(entries)})
