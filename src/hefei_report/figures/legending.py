"""Sets the legend, for what can't be labelled where it is: entries in rows from the top left."""

from __future__ import annotations

from hefei_report.document.chartplan import LegendEntry
from hefei_report.figures.fitting import DoesNotFit
from hefei_report.figures.marking import draw_bar, draw_dot, draw_empty, target_tick
from hefei_report.figures.picture import Rect, Stroke
from hefei_report.figures.sheet import Sheet, Spot, TextBlock

_KEY = 1.0  # width of a key, in em
_GAP = 0.35  # between key and text
_BETWEEN = 1.5  # between entries


def lay_legend(entries: tuple[LegendEntry, ...], sheet: Sheet, top: float) -> float:
    """Set ``entries`` from ``top`` downwards and return where the next thing may begin, in points."""
    if not entries:
        return top
    em = sheet.setting.em
    lead = em(_KEY + _GAP)
    x, bottom = 0.0, top
    for entry in entries:
        block = sheet.block(entry.text, sheet.box.width - lead)
        if x and x + lead + block.width > sheet.box.width:
            x, top = 0.0, bottom - em(0.35)
        _lay_entry(entry, block, sheet, x, top)
        bottom = min(bottom, top - block.height)
        x += lead + block.width + em(_BETWEEN)
    if bottom < 0:
        raise DoesNotFit(-bottom, "no room for the legend")
    return bottom - em(0.9)


def _lay_entry(entry: LegendEntry, block: TextBlock, sheet: Sheet, x: float, top: float) -> None:
    em = sheet.setting.em
    rect = sheet.put(block, Spot(x + em(_KEY + _GAP), top, up="top"))
    middle = rect.top - block.ascent + em(0.33)
    draw_key(entry, sheet, x, middle)


def draw_key(entry: LegendEntry, sheet: Sheet, x: float, middle: float) -> None:
    """The small sample before an entry's text, one em wide from ``x``."""
    em = sheet.setting.em
    match entry.shape:
        case "line":
            ends = ((x, middle), (x + em(_KEY), middle))
            sheet.draw(Stroke(ends, sheet.setting.fill(entry.ink), em(0.2), round_ends=True))
        case "dot":
            draw_dot(sheet, (x + em(_KEY / 2), middle), entry.ink, entry.status)
        case "tick":
            target_tick(sheet, (x, middle), (x + em(_KEY), middle), entry.ink)
        case "empty":
            draw_empty(sheet, Rect(x, middle - em(0.4), x + em(0.8), middle + em(0.4)))
        case _:
            square = Rect(x, middle - em(0.4), x + em(0.8), middle + em(0.4))
            draw_bar(sheet, square, entry.ink, entry.status)
