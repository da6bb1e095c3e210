"""Panels: short texts set apart on a tinted ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from hefei_report.briefing.flow import Block, Breadth, Note, Stack, divide_blocks, once, stacked_height, stacked_notes
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.measures import lines_within, on_grid
from hefei_report.briefing.prose import list_blocks, paragraph_block
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.chartplan import Ink
from hefei_report.document.model import List, Panel, Paragraph, Tone
from hefei_report.theme.tokens import Theme

_BAR = 2.5  # points, the coloured edge of a panel
_OPENING_LINES = 5


def panel_block(panel: Panel, typesetter: Typesetter, measure: float) -> Block:
    """``panel`` with its title, paragraphs and lists, ``measure`` points wide."""
    inner = measure - _BAR - 1.5 * typesetter.tokens.baseline
    with typesetter.element("Aside"):
        blocks = _blocks(panel, typesetter, inner)
    return PanelBlock(blocks, typesetter, panel.tone, measure)


def _blocks(panel: Panel, typesetter: Typesetter, inner: float) -> list[Block]:
    """The title, then the paragraphs and lists, ``inner`` points wide."""
    styles = typesetter.styles
    blocks: list[Block] = []
    if panel.title:
        style = replace(styles.panel_title, colour=tone_colour(typesetter.theme, panel.tone))
        blocks.append(typesetter.text(panel.title, style, panel.span, clings=True))
    for element in panel.body:
        match element:
            case Paragraph():
                blocks.append(paragraph_block(element, typesetter, styles.panel, inner))
            case List():
                blocks += list_blocks(element, typesetter, styles.panel, inner)
            case _:
                assert_never(element)
    return blocks


class PanelBlock(Block):
    """Blocks on a tinted ground with an edge in the colour of their tone, ``extent`` points wide."""

    def __init__(self, blocks: Sequence[Block], typesetter: Typesetter, tone: Tone, extent: float) -> None:
        self.blocks, self.typesetter, self.tone, self.extent = tuple(blocks), typesetter, tone, extent
        self._step = typesetter.tokens.baseline
        self.before = self.after = self._step
        self.sink = 0.25 * self._step
        self.breadth, self.apart = Breadth.COLUMN, True
        self._padding = 0.75 * typesetter.tokens.baseline
        self._inner = extent - _BAR - 2 * self._padding
        self._indivisible = typesetter.body_height / 2

    @once
    def height(self, width: float) -> float:
        return on_grid(self._least_height, self._step)

    @property
    def _least_height(self) -> float:
        """What its texts ask for; the ground is a whole number of lines high."""
        return stacked_height(self.blocks, self._inner) + 2 * self._padding

    @once
    def notes(self, width: float) -> tuple[Note, ...]:
        return tuple(stacked_notes(self.blocks, self._inner, self._padding))

    def opening(self, width: float) -> float:
        height = self.height(width)
        return height if height <= self._indivisible else min(height, _OPENING_LINES * self.typesetter.tokens.baseline)

    def divide(self, width: float, room: float) -> tuple[Block, Block] | None:
        if self.height(width) <= self._indivisible:
            return None
        inside = lines_within(room, self._step) * self._step - 2 * self._padding
        cut = divide_blocks(self.blocks, self._inner, inside, self.typesetter.body_height)
        return None if cut is None else (self._part(cut[0]), self._part(cut[1]))

    def _part(self, blocks: Sequence[Block]) -> PanelBlock:
        return PanelBlock(blocks, self.typesetter, self.tone, self.extent)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        theme, height = self.typesetter.theme, self.height(width)
        bottom, padding = top - height, self._padding + (height - self._least_height) / 2
        sheet.fill(Area(x, bottom, x + self.extent, top), theme.panel)
        sheet.fill(Area(x, bottom, x + _BAR, top), tone_colour(theme, self.tone))
        Stack(self.blocks).paint(sheet, x + _BAR + self._padding, top - padding, self._inner)


def tone_colour(theme: Theme, tone: Tone) -> str:
    """The colour that says what a panel is for."""
    return {Tone.NOTE: theme.primary, Tone.INSIGHT: theme.inks[Ink.SECOND], Tone.CAUTION: theme.caution}[tone]
