"""Where content may stand on a template's slides: one grid for all of them, between titles and what is at the foot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hefei_report.deck.corporate.matching import CONTENT, Match, great
from hefei_report.deck.corporate.values import Brand, Sheet
from hefei_report.deck.storyboard.grid import Grid, Lines
from hefei_report.deck.storyboard.plan import EMU_PER_INCH, Frame, emu, emu_from_points
from hefei_report.records import dataclass
from hefei_report.theme.tokens import SlideTokens

OPENING = ("cover", "divider", "closing")
_GAP = emu(0.1)
_STRIP_LINES = 3.1  # of notes and sources
_LEAST_BODY = 0.35  # of the slide's height: with less, a layout that leaves so little doesn't count
_FULL_TYPE = 7.5  # inches of a slide's height for which our sizes of type are made
_LEAST_TITLE = emu(0.78)  # two lines of the smallest title
_FEET = ("dt", "ftr", "sldNum")


@dataclass(frozen=True, slots=True)
class _Area:
    left: int
    top: int
    right: int
    bottom: int


def grid_of(brand: Brand, matches: Iterable[Match], tokens: SlideTokens, pitch: float) -> Grid:
    """The grid of all content slides, so that what they show always begins and ends at the same places.

    The sides are those of most layouts; it begins below the lowest title, and ends above the highest foot.
    ``pitch`` is the distance of lines, in type sizes.
    """
    slide = brand.slide
    sheets = [match.sheet for match in matches if match.key not in OPENING]
    areas = [_area(sheet, slide) for sheet in sheets]
    sides = Counter((area.left, area.right) for area in areas)
    left, right = max(sides, key=lambda side: (sides[side], side[1] - side[0]))
    top, bottom = areas[0].top, areas[0].bottom
    for area in areas[1:]:
        if min(bottom, area.bottom) - max(top, area.top) >= _LEAST_BODY * slide.h:
            top, bottom = max(top, area.top), min(bottom, area.bottom)
    common = _Area(left, top, right, bottom)
    tokens = _tokens(brand, tokens)
    strip = emu_from_points(_STRIP_LINES * pitch * tokens.source)
    title = title_frame(sheets[0])
    lines = Lines(
        kicker=_line(max(0, title.y - emu(0.24)), emu(0.22)),
        title=_line(title.y, title.h),
        body=_line(common.top, common.bottom - strip - _GAP - common.top),
        strip=_line(common.bottom - strip, strip),
        footer=_line(common.bottom + _GAP // 2, emu(0.22)),
        progress=_line(common.bottom - _GAP, emu(0.05)),
    )
    return Grid(tokens, lines, left / EMU_PER_INCH, (slide.w - right) / EMU_PER_INCH)


def title_frame(sheet: Sheet) -> Frame:
    """Where the title's text stands: in the template's frame, which is made high enough for two lines."""
    title = sheet.title
    if title is None:
        raise AssertionError("layouts without a title match nothing")
    return replace(title.frame, h=max(title.frame.h, _LEAST_TITLE))


def _line(top: int, height: int) -> tuple[float, float]:
    return top / EMU_PER_INCH, height / EMU_PER_INCH


def _area(sheet: Sheet, slide: Frame) -> _Area:
    """The room of one layout: as wide as its placeholders, from under its title to what stands at its foot."""
    title = title_frame(sheet)
    content = [holder.frame for holder in great(sheet, slide) if holder.frame.y >= title.y + title.h // 2] or [title]
    feet = [holder.outer.y for holder in sheet.holders if holder.kind in _FEET and holder.outer.y > 0.7 * slide.h]
    feet += [mark.y for mark in sheet.marks if mark.y > 0.8 * slide.h and mark.h < 0.2 * slide.h]
    tops = [h.frame.y for h in sheet.holders if h.kind in CONTENT and h.frame.y >= title.bottom - _GAP]
    return _Area(
        min(frame.x for frame in content),
        max(title.bottom + _GAP // 2, min(tops, default=title.bottom + _GAP)),
        max(frame.right for frame in content),
        min(feet, default=round(0.95 * slide.h)) - _GAP // 2,
    )


def _tokens(brand: Brand, tokens: SlideTokens) -> SlideTokens:
    """Our measures for slides of that size: type grows smaller on smaller slides, since all are shown as large."""
    inches = brand.slide.h / EMU_PER_INCH
    scale = min(1.0, max(0.78, inches / _FULL_TYPE))
    return replace(
        tokens,
        width=brand.slide.w / EMU_PER_INCH,
        height=inches,
        gutter=tokens.gutter * min(1.0, brand.slide.w / emu(tokens.width)),
        body=float(round(tokens.body * scale)),
        body_floor=float(round(tokens.body_floor * scale)),
        source=max(9.0, round(tokens.source * scale)),
        footer=9.0,
        chart_label=float(round(tokens.chart_label * scale)),
        chart_floor=max(10.0, round(tokens.chart_floor * scale)),
    )


def sizes_down(first: float, last: float) -> tuple[float, ...]:
    """Sizes of type to try, in points: large ones in steps of two, small ones in steps of one."""
    found = [first]
    while found[-1] > last:
        found.append(max(last, found[-1] - (2.0 if found[-1] > 28 else 1.0)))
    return tuple(found)
