"""Draws single marks as what they are: solid for actual values; tinted, hatched or hollow for less certain ones."""

from __future__ import annotations

from hefei_report.document.chartplan import Ink, Status
from hefei_report.figures.picture import Dot, Point, Polygon, Rect, Stroke, hatching, rectangle
from hefei_report.figures.setting import Setting
from hefei_report.figures.sheet import Sheet
from hefei_report.theme.tokens import mixed

_TINT = 0.55


def draw_bar(sheet: Sheet, rect: Rect, ink: Ink, status: Status) -> None:
    """A bar: solid, tinted (preliminary), hatched (estimated) or hollow with a dashed edge (target)."""
    setting = sheet.setting
    solid = status in (Status.ACTUAL, Status.DERIVED)
    colour = setting.fill(ink) if solid else _outline(setting, ink)
    edge_width = setting.em(0.09)
    inner = _shrunk(rect, edge_width / 2)
    match status:
        case Status.ACTUAL | Status.DERIVED:
            sheet.draw(Polygon(rectangle(rect), fill=colour))
        case Status.PRELIMINARY:
            sheet.draw(Polygon(rectangle(inner), mixed(colour, setting.theme.paper, _TINT), colour, edge_width))
        case Status.ESTIMATED:
            sheet.draw(Polygon(rectangle(inner), tint(setting, ink), colour, edge_width))
            for start, end in hatching(inner, setting.em(0.42)):
                sheet.draw(Stroke((start, end), colour, setting.em(0.075)))
        case Status.TARGET:
            dashes = (setting.em(0.32), setting.em(0.2))
            sheet.draw(Polygon(rectangle(inner), setting.theme.paper, colour, edge_width, dashes))


def draw_vacant(sheet: Sheet, rect: Rect) -> None:
    """The place of a mark that isn't there, because it belongs to no part."""
    theme = sheet.setting.theme
    sheet.draw(Polygon(rectangle(rect), theme.panel, theme.hairline, sheet.setting.hair))


def draw_empty(sheet: Sheet, rect: Rect) -> None:
    """The place of a value that is missing: a pale edge, crossed out."""
    theme, width = sheet.setting.theme, sheet.setting.hair
    sheet.draw(Polygon(rectangle(rect.grown(-width / 2)), theme.paper, theme.hairline, width))
    sheet.draw(Stroke(((rect.left, rect.bottom), (rect.right, rect.top)), theme.hairline, width))


def _outline(setting: Setting, ink: Ink) -> str:
    """The colour of edges and hatches, for which the light grey of context would hardly be seen."""
    return setting.theme.quiet if ink is Ink.CONTEXT else setting.fill(ink)


def tint(setting: Setting, ink: Ink) -> str:
    """The colour between the hatches of an estimate."""
    return mixed(_outline(setting, ink), setting.theme.paper, 0.85)


def _shrunk(rect: Rect, by: float) -> Rect:
    by = min(by, (rect.right - rect.left) / 2, (rect.top - rect.bottom) / 2)
    return rect.grown(-by)


def text_inside(sheet: Sheet, ink: Ink, status: Status) -> str:
    """The colour of text in a bar that :func:`draw_bar` draws."""
    fill = sheet.setting.fill(ink)
    match status:
        case Status.ACTUAL | Status.DERIVED:
            return sheet.setting.on(fill)
        case _:
            return sheet.setting.theme.ink


def draw_dot(sheet: Sheet, centre: Point, ink: Ink, status: Status, size: float = 0.26) -> None:
    """A point of a line: filled for actual values, hollow for all others; ``size`` is its radius in em."""
    setting = sheet.setting
    colour = setting.fill(ink)
    if status in (Status.ACTUAL, Status.DERIVED):
        sheet.draw(Dot(centre, setting.em(size), colour, setting.theme.paper, setting.em(0.07)))
    else:
        sheet.draw(Dot(centre, setting.em(size - 0.04), setting.theme.paper, colour, setting.em(0.13)))


def target_tick(sheet: Sheet, start: Point, end: Point, ink: Ink) -> None:
    """A target beside an actual value: a strong short line, edged in white so that it shows on a bar, too."""
    setting = sheet.setting
    sheet.draw(Stroke((start, end), setting.theme.paper, setting.em(0.42)))
    sheet.draw(Stroke((start, end), setting.text(ink), setting.em(0.2)))


def dashed(sheet: Sheet, start: Point, end: Point, colour: str) -> None:
    """A thin dashed line: a reference, a break; edged in white so that it shows on bars, too."""
    setting = sheet.setting
    sheet.draw(Stroke((start, end), setting.theme.paper, setting.hair * 3.5))
    sheet.draw(Stroke((start, end), colour, setting.hair * 1.5, (setting.em(0.3), setting.em(0.22))))
