"""Pictures of the author's: set like figures, as large as their place and their proportions allow."""

from __future__ import annotations

from dataclasses import replace
from typing import Self

from hefei_report.briefing.captions import caption, closing_lines
from hefei_report.briefing.figure import FigureBlock, FigureParts, Framed
from hefei_report.briefing.flow import Block, Stack, stacked_height
from hefei_report.briefing.inline import printable
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.marking import Artifact
from hefei_report.briefing.measures import on_grid
from hefei_report.briefing.picturedata import picture_data
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.drawing import Box
from hefei_report.document.model import Image, Width
from hefei_report.records import dataclass

LEAST_RESOLUTION = 150  # pixels to the inch; below that, print looks coarse
_LEAST_HEIGHT = 72.0  # points
_DECORATION = Artifact("Layout")


@dataclass
class PictureFrame(Framed):
    """The place of a picture, which stands in the middle of it; ``node`` is None for what only decorates."""

    image: Image
    box: Box
    typesetter: Typesetter
    node: Node | None

    def height(self, width: float) -> float:
        return self.box.height

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        wide, high = self.image.picture.fitted(self.box.width, self.box.height)
        left, upper = x + (self.box.width - wide) / 2, top - (self.box.height - high) / 2
        area = Area(left, upper - high, left + wide, upper)
        if self.node is not None:
            self.node.box = area
        theme = self.typesetter.theme
        data = picture_data(self.image.picture, wide, theme.paper, grey=theme.grey)
        with sheet.within(self.node or _DECORATION):
            sheet.picture(area, data)

    def grown(self, by: float) -> Self:
        return replace(self, box=Box(self.box.width, self.box.height + by))


def image_block(image: Image, typesetter: Typesetter, depth: int) -> Block:
    """``image`` with its texts; ``depth`` is its level in the bookmarks. One that only decorates has no texts."""
    full = image.width is Width.FULL
    extent = typesetter.tokens.full_width if full else typesetter.tokens.column_width
    if image.decorative:
        return _Decoration(_frame(image, typesetter, extent, 0.0, None), typesetter)
    with typesetter.element("Div"):
        head = caption(image, typesetter, extent, depth, typesetter.structure.add(Node("Caption")))
        node = typesetter.structure.add(Node("Figure", alt=printable(image.alt)))
        closing = closing_lines(image, typesetter)
    taken = head.height(extent) + (stacked_height(closing, extent) if full else 0.0)
    return FigureBlock(FigureParts(image, head, closing, _frame(image, typesetter, extent, taken, node)), typesetter)


def _frame(image: Image, typesetter: Typesetter, extent: float, taken: float, node: Node | None) -> PictureFrame:
    """The picture's place; one that would leave its page, where texts have ``taken`` points, is smaller."""
    room = max(_LEAST_HEIGHT, typesetter.body_height - taken - 4 * typesetter.tokens.baseline)
    wide, high = image.picture.fitted(extent, room)
    found = image.picture.resolution(wide)
    if found < LEAST_RESOLUTION:
        message = f"this picture has {found:.0f} pixels to the inch at its size in the briefing"
        hint = f"it needs {LEAST_RESOLUTION} to look sharp; use a larger file, or 'width: column'"
        typesetter.diagnostics.warning("coarse-picture", message, image.span, hint)
    return PictureFrame(image, Box(extent, high), typesetter, node)


class _Decoration(Stack):
    """A picture that only decorates: a whole number of lines high, with space around it."""

    def __init__(self, frame: PictureFrame, typesetter: Typesetter) -> None:
        step = typesetter.tokens.baseline
        grown = frame.grown(on_grid(frame.box.height, step) - frame.box.height)
        super().__init__((grown,), before=step, after=step, whole=typesetter.body_height)
        self.apart = True
