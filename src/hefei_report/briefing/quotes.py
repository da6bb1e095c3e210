"""Someone's words: set off in italics, or pulled out large under a rule, as what a reader should remember."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.briefing.flow import Block, Breadth, Note, Stack, lowered
from hefei_report.briefing.landmarks import Area
from hefei_report.briefing.sheet import Sheet
from hefei_report.briefing.styles import TextStyle
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.model import Quote, Run

_INDENT = 20.0  # points
_DASH = "— "
_RULE_LENGTH, _RULE = 48.0, 2.5  # points
_BELOW_RULE = 0.75  # of a baseline step


def quote_block(quote: Quote, typesetter: Typesetter, measure: float) -> Block:
    """``quote`` with, below, who said it where; ``measure`` points wide."""
    styles, tokens = typesetter.styles, typesetter.tokens
    indent = 0.0 if quote.pull else _INDENT
    texts = _texts(quote, typesetter, styles.pull if quote.pull else styles.quote, indent, measure - indent)
    said = PullQuote(texts, typesetter) if quote.pull else Stack(texts, whole=typesetter.body_height / 2)
    said.before = said.after = (1.5 if quote.pull else 1.0) * tokens.baseline
    said.breadth, said.apart = Breadth.COLUMN, True
    return said


def _texts(quote: Quote, typesetter: Typesetter, style: TextStyle, indent: float, measure: float) -> list[Block]:
    """The words and their attribution, which stay together."""
    with typesetter.element("BlockQuote"):
        texts: list[Block] = [
            typesetter.text(said.content, style, said.span, indent=indent, measure=measure, balanced=quote.pull)
            for said in quote.body
        ]
    for text in texts[1:]:
        text.before = typesetter.tokens.baseline / 2
    if quote.attribution:
        said_by = (Run(_DASH), *quote.attribution)
        style = typesetter.styles.attribution
        texts.append(typesetter.text(said_by, style, quote.span, indent=indent, measure=measure))
    for text in texts[:-1]:
        text.clings = text is texts[-2]
    return texts


class PullQuote(Stack):
    """Words in large type under a short thick rule."""

    def __init__(self, texts: Sequence[Block], typesetter: Typesetter) -> None:
        super().__init__(texts, whole=typesetter.body_height / 2)
        self.sink = 0.25 * typesetter.tokens.baseline
        self._typesetter = typesetter
        self._above = _BELOW_RULE * typesetter.tokens.baseline

    def height(self, width: float) -> float:
        return super().height(width) + self._above

    def notes(self, width: float) -> tuple[Note, ...]:
        return lowered(super().notes(width), self._above)

    def paint(self, sheet: Sheet, x: float, top: float, width: float) -> None:
        sheet.fill(Area(x, top - _RULE, x + _RULE_LENGTH, top), self._typesetter.theme.accent)
        super().paint(sheet, x, top - self._above, width)
