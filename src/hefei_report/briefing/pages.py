"""Pages: the blocks of a story flow through reportlab's frames, in the order in which they fill pages best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus.doctemplate import ActionFlowable

from hefei_report.briefing.flow import Block, NewPage, gap
from hefei_report.briefing.furniture import Furniture
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Document


def lay_out(blocks: Sequence[Block], document: Document, typesetter: Typesetter, sheet: Sheet) -> None:
    """Draw the cover and then ``blocks``, on as many pages as they take."""
    tokens, furniture = typesetter.tokens, Furniture(document, typesetter)
    size = (tokens.page_width, tokens.page_height)
    frame = Frame(tokens.margin_inner, tokens.margin_bottom, tokens.full_width, typesetter.body_height, 0, 0, 0, 0)
    cover = PageTemplate("cover", [frame], onPage=lambda canvas, _: furniture.cover(canvas), pagesize=size)
    inner = PageTemplate(
        "inner",
        [frame],
        onPage=lambda canvas, _: furniture.below(canvas),
        onPageEnd=lambda canvas, _: furniture.around(canvas),
        pagesize=size,
    )
    template = _Template(sheet, pageTemplates=[cover, inner], pagesize=size)
    body = _flowables(blocks, tokens.full_width, typesetter.body_height)
    template.build([NextPageTemplate("inner"), PageBreak(), *body])


def _flowables(blocks: Sequence[Block], width: float, page: float) -> Iterator[Flowable]:
    """``blocks`` for reportlab, with a page break before those that must stand together and wouldn't."""
    for index, block in enumerate(blocks):
        if isinstance(block, NewPage):
            yield _Room(page)
            continue
        if block.clings and not (index and blocks[index - 1].clings):
            yield _Room(min(_opening(blocks[index:], width), page))
        yield _Flowing(block)


def _opening(blocks: Sequence[Block], width: float) -> float:
    """How much room ``blocks`` need to begin: those that cling, and the opening of the first that doesn't."""
    total = 0.0
    for index, block in enumerate(blocks):
        total += gap(blocks[index - 1], block) if index else block.before
        if not block.clings:
            return total + block.opening(width)
        total += block.height(width)
    return total


class _Flowing(Flowable):  # type: ignore[misc]  # reportlab is untyped
    """A block among reportlab's flowables."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.block = block

    def getSpaceBefore(self) -> float:  # noqa: N802  # reportlab's name
        return self.block.before

    def getSpaceAfter(self) -> float:  # noqa: N802  # reportlab's name
        return self.block.after

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        self.width, self.height = width, self.block.height(width)
        return self.width, self.height

    def split(self, width: float, room: float) -> list[Flowable]:
        parts = self.block.divide(width, room)
        return [] if parts is None else [_Flowing(part) for part in parts]

    def drawOn(self, sheet: Sheet, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803  # reportlab's names
        self.block.paint(sheet, x, y + self.height, self.width)


class _Room(ActionFlowable):  # type: ignore[misc]  # reportlab is untyped
    """Begins a new page unless ``extent`` points are left on this one, or nothing stands on it yet."""

    def __init__(self, extent: float) -> None:
        super().__init__()
        self.extent = extent

    def apply(self, template: _Template) -> None:
        if not template.frame._atTop and template.room(0.0) < self.extent:
            template.handle_frameEnd()


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab is untyped
    """Draws on a sheet that is already there, and leaves it to the caller to end it."""

    def __init__(self, sheet: Sheet, **options: object) -> None:
        super().__init__("", **options)
        self._sheet = sheet
        self._doSave = False

    def _makeCanvas(self, filename: object = None, canvasmaker: object = None) -> Sheet:  # noqa: N802  # reportlab's name
        return self._sheet

    def room(self, before: float) -> float:
        """How many points are left on the page for what keeps ``before`` points of distance."""
        frame = self.frame
        distance = 0.0 if frame._atTop else max(before - frame._prevASpace, 0.0)
        return float(frame._y - frame._y1p - distance)

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Let the text after a figure fill the page that the figure doesn't fit on."""
        if len(flowables) > 1 and self._should_wait(flowables[0], flowables[1]):
            flowables[0], flowables[1] = flowables[1], flowables[0]
        super().handle_flowable(flowables)

    def _should_wait(self, first: Flowable, second: Flowable) -> bool:
        if not (isinstance(first, _Flowing) and isinstance(second, _Flowing)):
            return False
        width = self.frame._aW
        return (
            first.block.floats
            and second.block.fills
            and first.block.height(width) > self.room(first.block.before)
            and second.block.opening(width) <= self.room(second.block.before)
        )
