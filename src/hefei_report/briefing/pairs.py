"""Two figures side by side over the full width: titles begin on one line, drawings on another, both are as high."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.figure import FigureParts, figure_parts
from hefei_report.briefing.flow import Block, Note, Stack, stacked_height
from hefei_report.briefing.measures import on_grid
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Figure


def paired_figures(left: Figure, right: Figure, typesetter: Typesetter, depth: int) -> Block:
    """Two figures, each half as wide as the page's text; ``depth`` is their level in the bookmarks."""
    extent = (typesetter.tokens.full_width - typesetter.tokens.gutter) / 2
    return PairBlock(
        [figure_parts(figure, typesetter, extent, depth, below=True) for figure in (left, right)], typesetter
    )


class PairBlock(Stack):
    """Two figures that float as one; together they are a whole number of lines high."""

    def __init__(self, pair: Sequence[FigureParts], typesetter: Typesetter) -> None:
        self.pair, self.typesetter = tuple(pair), typesetter
        step, full = typesetter.tokens.baseline, typesetter.tokens.full_width
        least = stacked_height(self._rows(0.0), full)
        rows = self._rows(on_grid(least, step) - least)
        super().__init__(rows, before=self.pair[0].head.before, after=step, whole=typesetter.body_height)
        self.sink, self.floats, self.apart = self.pair[0].head.sink, True, True

    def _rows(self, more: float) -> tuple[Block, ...]:
        """Titles, drawings ``more`` points higher than the higher one asks for, and notes."""
        height = max(part.frame.box.height for part in self.pair) + more
        drawings = [part.frame.grown(height - part.frame.box.height) for part in self.pair]
        rows = [self._row([part.head for part in self.pair]), self._row(drawings)]
        if any(part.closing for part in self.pair):
            rows.append(self._row([Stack(part.closing) for part in self.pair]))
            rows[-1].before = self.typesetter.tokens.baseline / 2
        return tuple(rows)

    def _row(self, blocks: Sequence[Block]) -> Row:
        extent, cells = self.pair[0].frame.box.width, []
        for place, (part, block) in enumerate(zip(self.pair, blocks, strict=True)):
            left = place * (extent + self.typesetter.tokens.gutter)
            cells.append(Cell(left, extent, _Of(part.figure.id, block)))
        return Row(cells, whole=self.typesetter.body_height)


class _Of(Block):
    """What belongs to the figure ``id``, wherever it stands."""

    def __init__(self, id: str, block: Block) -> None:
        self.id, self.block = id, block

    def height(self, width: float) -> float:
        return self.block.height(width)

    def notes(self, width: float) -> tuple[Note, ...]:
        return self.block.notes(width)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        with sheet.record.standing_in(self.id):
            self.block.paint(sheet, x, top, width)
