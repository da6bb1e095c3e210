"""Pages: the cover, and inner pages with running heads; blocks flow through reportlab's frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from hefei_report.briefing.cover import paint_cover
from hefei_report.briefing.flow import Block, gap
from hefei_report.briefing.inline import Piece, printable
from hefei_report.briefing.linebreaks import run_width
from hefei_report.briefing.sheet import Area, Sheet
from hefei_report.briefing.styles import Flush, TextStyle
from hefei_report.briefing.text import as_parts
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.labels import long_date
from hefei_report.document.model import Document, plain

_ROUNDING = 0.01  # points


class NewPage(Block):
    """What follows begins a page; at the top of one it has no effect."""

    def height(self, width: float) -> float:
        return 0.0

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        return


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

    def drawOn(self, sheet: Sheet, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802,N803  # reportlab's names
        self.block.paint(sheet, x, y + self.height, self.width)


class _Room(CondPageBreak):  # type: ignore[misc]  # reportlab is untyped
    """Begins a new page unless there is so much room left. It takes no space itself, nor the space around it."""

    _ZEROSIZE = True
    _SPACETRANSFER = True


def _flowables(blocks: Sequence[Block], width: float, page: float) -> Iterator[Flowable]:
    """``blocks`` for reportlab, with a page break before those that must stand together and wouldn't."""
    for index, block in enumerate(blocks):
        if isinstance(block, NewPage):
            yield _Room(page - _ROUNDING)
            continue
        if block.clings and not (index and blocks[index - 1].clings):
            yield _Room(min(_opening(blocks[index:], width), page - _ROUNDING))
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


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on the pages around their text."""

    document: Document
    typesetter: Typesetter

    def cover(self, sheet: Sheet) -> None:
        """The first page."""
        paint_cover(sheet, self.document, self.typesetter)
        self._draft(sheet)

    def below(self, sheet: Sheet) -> None:
        """What lies under the text of an inner page."""
        self._draft(sheet)

    def around(self, sheet: Sheet) -> None:
        """Running heads and page number, drawn when the text of the page stands and its section is known."""
        tokens, style = self.typesetter.tokens, self.typesetter.styles.running
        top = tokens.page_height - 3 * tokens.baseline
        half = (tokens.full_width - tokens.gutter) / 2
        self._line(sheet, printable(plain(self.document.title)), style, top, half, Flush.LEFT)
        if sheet.chapter_page != sheet.page:
            self._line(sheet, sheet.chapter, style, top, half, Flush.RIGHT)
        imprint = (self.document.publisher, long_date(self.document.date, self.document.language))
        self._line(sheet, "  ·  ".join(filter(None, imprint)), style, self._foot, 2 * half * 0.8, Flush.LEFT)
        self._number(sheet, replace(style, colour=self.typesetter.theme.ink))

    @property
    def _foot(self) -> float:
        return 2.5 * self.typesetter.tokens.baseline

    def _line(self, sheet: Sheet, text: str, style: TextStyle, y: float, room: float, flush: Flush) -> None:
        left = self.typesetter.tokens.margin_inner
        pieces = self._shortened(text, style, room)
        x = left if flush is Flush.LEFT else left + self.typesetter.tokens.full_width - _breadth(pieces)
        if pieces:
            sheet.set_pieces(x, y, as_parts(pieces))

    def _shortened(self, text: str, style: TextStyle, room: float) -> tuple[Piece, ...]:
        """``text``, cut at its end with an ellipsis if it is too long for a running head."""
        pieces = self.typesetter.words(text, style)
        while _breadth(pieces) > room and text:
            text = text[: int(len(text) * min(0.98, room / _breadth(pieces)))].rstrip()
            pieces = self.typesetter.words(text + "…", style)
        return pieces

    def _number(self, sheet: Sheet, style: TextStyle) -> None:
        """ "3 of 24", filled in when all pages are set."""
        page, tokens = sheet.page, self.typesetter.tokens

        def place() -> tuple[float, float, list[tuple[Piece, str]]]:
            text = self.typesetter.labels.page_of.format(page=page, pages=sheet.page - 1)
            pieces = self.typesetter.words(text, style)
            return tokens.margin_inner + tokens.full_width - _breadth(pieces), self._foot, as_parts(pieces)

        sheet.late_text(place)

    def _draft(self, sheet: Sheet) -> None:
        if not self.document.draft:
            return
        tokens, theme = self.typesetter.tokens, self.typesetter.theme
        style = replace(self.typesetter.styles.running, size=tokens.body, bold=True, colour=theme.paper)
        pieces = self.typesetter.words(self.typesetter.labels.draft, style)
        breadth, height = _breadth(pieces) + 2 * tokens.baseline, 1.5 * tokens.baseline
        left, top = (tokens.page_width - breadth) / 2, tokens.page_height
        sheet.fill(Area(left, top - height, left + breadth, top), theme.caution)
        sheet.set_pieces(left + tokens.baseline, top - height + 0.55 * tokens.baseline, as_parts(pieces))


def _breadth(pieces: Iterable[Piece]) -> float:
    return sum(run_width(piece.text, piece.face, piece.size) for piece in pieces)


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


class _Template(BaseDocTemplate):  # type: ignore[misc]  # reportlab is untyped
    """Draws on a sheet that is already there, and leaves it to the caller to end it."""

    def __init__(self, sheet: Sheet, **options: object) -> None:
        super().__init__("", **options)
        self._sheet = sheet
        self._doSave = False

    def _makeCanvas(self, filename: object = None, canvasmaker: object = None) -> Sheet:  # noqa: N802
        return self._sheet
