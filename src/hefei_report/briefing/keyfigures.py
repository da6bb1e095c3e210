"""Key figures: numbers in large type, three tiles in a row over the full width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.briefing.columns import Cell, Row
from hefei_report.briefing.flow import Block, Stack
from hefei_report.briefing.linebreaks import natural_width
from hefei_report.briefing.pieced import PiecedText
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.structure import Node, Numbering
from hefei_report.briefing.styles import TextStyle
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.diagnostics import Span
from hefei_report.document.model import Inline, KeyFigure, KeyFigures, Run

_TILES = 3
_SHRINK = 0.9  # from one type size to the next smaller one, for a number that is too wide


def key_figure_rows(figures: KeyFigures, typesetter: Typesetter) -> tuple[Block, ...]:
    """The tiles, as many rows as it takes."""
    starts = range(0, len(figures.items), _TILES)
    with typesetter.structure.element(Node("L", numbering=Numbering.NONE)):
        return tuple(_row(figures.items[start : start + _TILES], typesetter, figures.span) for start in starts)


def _row(items: Sequence[KeyFigure], typesetter: Typesetter, span: Span) -> Row:
    tokens = typesetter.tokens
    width = (tokens.full_width - tokens.gutter * (_TILES - 1)) / _TILES
    style = _value_style(items, typesetter, width)
    beside = all(natural_width(_value_line(item, style, typesetter)) <= width for item in items)
    tiles = [_Tile(_texts(item, style, beside, typesetter, span), typesetter) for item in items]
    cells = [Cell(index * (width + tokens.gutter), width, tile) for index, tile in enumerate(tiles)]
    return Row(cells, whole=typesetter.body_height, before=tokens.baseline, after=1.25 * tokens.baseline)


def _value_style(items: Sequence[KeyFigure], typesetter: Typesetter, width: float) -> TextStyle:
    """The largest type in which every number of the row fits its tile, down to that of the running text."""
    style = typesetter.styles.key_value
    widest = max(natural_width(PiecedText(typesetter.pieces(item.value, style))) for item in items)
    size = style.size
    while widest * size / style.size > width and size * _SHRINK >= typesetter.tokens.body:
        size *= _SHRINK
    return replace(style, size=size)


def _value_line(item: KeyFigure, style: TextStyle, typesetter: Typesetter) -> PiecedText:
    """The number and its unit in one line."""
    value: Inline = (*item.value, Run(" ")) if item.unit else item.value
    return PiecedText((*typesetter.pieces(value, style), *typesetter.pieces(item.unit, typesetter.styles.key_unit)))


def _texts(item: KeyFigure, style: TextStyle, beside: bool, typesetter: Typesetter, span: Span) -> list[Block]:
    """The texts of a tile, from the number down, an item of a list; ``beside`` sets the unit in the number's line."""
    with typesetter.element("LI"), typesetter.element("LBody"):
        return list(_lines(item, style, beside, typesetter, span))


def _lines(item: KeyFigure, style: TextStyle, beside: bool, typesetter: Typesetter, span: Span) -> Iterator[Block]:
    styles = typesetter.styles
    if beside:
        yield typesetter.text(_value_line(item, style, typesetter).pieces, style, span)
    else:
        yield typesetter.text(item.value, style, span)
        yield typesetter.text(item.unit, styles.key_unit, span)
    yield typesetter.text(item.label, styles.key_label, span)
    if item.detail:
        yield typesetter.text(item.detail, styles.tiny, span)


class _Tile(Stack):
    """The texts of one key figure under a rule."""

    def __init__(self, texts: Sequence[Block], typesetter: Typesetter) -> None:
        super().__init__(texts)
        self._theme = typesetter.theme
        self._above = 0.4 * typesetter.tokens.baseline

    def height(self, width: float) -> float:
        return super().height(width) + self._above

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        sheet.rule(x, x + width, top, 1.0, self._theme.primary)
        super().paint(sheet, x, top - self._above, width)
