"""A figure that stands alone, in a post or another document: the drawing with its title above and its source below."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures import composing
from hefei_report.figures.picture import Dot, Picture, Point, Polygon, Rect, Sector, Shape, Stroke, Words
from hefei_report.figures.setting import PRINT_FLOOR, Setting, settings
from hefei_report.figures.sheet import Sheet, Spot, TextBlock
from hefei_report.records import dataclass
from hefei_report.theme.tokens import Theme

_TITLE, _SUBTITLE, _CLOSING = 1.5, 1.1, 0.9  # type sizes, of the labels'
_GAP = 0.9  # em between the texts and the drawing
_MARGIN = 1.5  # em around all


@dataclass(frozen=True, slots=True)
class Texts:
    """What is said around a figure; ``closing`` are the lines below it (note and source)."""

    title: str
    subtitle: str = ""
    closing: tuple[str, ...] = ()


def posted(plan: ChartPlan, texts: Texts | None, width: float, medium: Medium, theme: Theme) -> Picture:
    """``plan`` ``width`` points wide with its texts, as high as it asks for; without ``texts`` the drawing alone.

    Raises DoesNotFit when the width is too small.
    """
    if texts is None:
        box = Box(width, composing.preferred_height(plan, width, medium, theme))
        return composing.compose(plan, box, medium, theme)
    setting = next(iter(settings(medium, theme)))
    margin = setting.em(_MARGIN)
    inner = width - 2 * margin
    drawing = posted(plan, None, inner, medium, theme)
    above, below = _above(texts, inner, setting), _below(texts, inner, setting)
    heights = [_height(above) + setting.em(_GAP), drawing.box.height, setting.em(_GAP) + _height(below)]
    sheet = Sheet(Box(width, sum(heights) + 2 * margin), setting)
    _stack(above, sheet, margin, sheet.box.height - margin)
    _stack(below, sheet, margin, margin + _height(below))
    texted = sheet.picture()
    moved = moved_by(drawing, margin, margin + heights[2])
    head = _lines(above)
    return Picture(sheet.box, moved.shapes, (*texted.words[:head], *moved.words, *texted.words[head:]))


def _above(texts: Texts, width: float, setting: Setting) -> list[TextBlock]:
    sheet = Sheet(Box(width, 1e6), setting)
    title = sheet.block(texts.title, width, bold=True, size=setting.em(_TITLE), colour=setting.theme.ink)
    subtitle = sheet.block(texts.subtitle, width, size=setting.em(_SUBTITLE), colour=setting.theme.quiet)
    return [title, subtitle] if texts.subtitle else [title]


def _below(texts: Texts, width: float, setting: Setting) -> list[TextBlock]:
    sheet = Sheet(Box(width, 1e6), setting)
    size = max(setting.em(_CLOSING), PRINT_FLOOR)
    return [sheet.block(line, width, size=size, colour=setting.theme.quiet) for line in texts.closing]


def _height(blocks: list[TextBlock]) -> float:
    return sum(block.height + 0.25 * block.size for block in blocks)


def _lines(blocks: list[TextBlock]) -> int:
    return sum(sum(bool(line) for line in block.lines) for block in blocks)


def _stack(blocks: list[TextBlock], sheet: Sheet, left: float, top: float) -> None:
    for block in blocks:
        sheet.put(block, Spot(left, top, "left", "top"))
        top -= block.height + 0.25 * block.size


# ---------------------------------------------------------------------------------------------- moving


def moved_by(picture: Picture, across: float, up: float) -> Picture:
    """``picture`` so many points further to the right and higher; its box is left as it is."""

    def point(place: Point) -> Point:
        return place[0] + across, place[1] + up

    def shape(one: Shape) -> Shape:
        match one:
            case Polygon() | Stroke():
                return replace(one, points=tuple(map(point, one.points)))
            case Sector() | Dot():
                return replace(one, centre=point(one.centre))

    def words(one: Words) -> Words:
        ink = Rect(one.ink.left + across, one.ink.bottom + up, one.ink.right + across, one.ink.top + up)
        return replace(one, x=one.x + across, y=one.y + up, ink=ink)

    return Picture(picture.box, tuple(map(shape, picture.shapes)), tuple(map(words, picture.words)))
