"""The cover: the title low on the page, under a landscape drawn from the document's own data."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hefei_report.briefing.flow import Block, Stack
from hefei_report.briefing.landscape import paint_landscape, ridges
from hefei_report.briefing.sheet import Area, Sheet
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.document.labels import long_date
from hefei_report.document.model import Document, Run

_GROUND = 0.57  # part of the page that the landscape takes when the title leaves it that much
_LEAST_GROUND = 0.2
_SIZES = (1.0, 0.87, 0.76, 0.66, 0.57, 0.5)  # of the display size, for longer and longer titles


@dataclass(frozen=True, slots=True)
class _Texts:
    """What stands below the horizon: the title with its subtitle, and the lines at the foot of the page."""

    title: Block
    foot: Block
    height: float  # of all of it, with the space around, in points


def paint_cover(sheet: Sheet, document: Document, typesetter: Typesetter) -> None:
    """Draw the whole cover page."""
    tokens, theme = typesetter.tokens, typesetter.theme
    texts = _fitted(document, typesetter)
    horizon = max(tokens.page_height * (1 - _GROUND), texts.height)
    ground = Area(0.0, horizon, tokens.page_width, tokens.page_height)
    sheet.fill(ground, theme.primary)
    right = tokens.margin_inner + tokens.full_width
    paint_landscape(sheet, ground, ridges(document), right, theme)
    left, width = tokens.margin_inner, tokens.full_width
    _publisher(document, typesetter).paint(sheet, left, tokens.page_height - tokens.margin_top + tokens.baseline, width)
    texts.title.paint(sheet, left, horizon - 3 * tokens.baseline, width)
    texts.foot.paint(sheet, left, tokens.margin_bottom + texts.foot.height(width), width)


def _publisher(document: Document, typesetter: Typesetter) -> Block:
    style = replace(typesetter.styles.cover_line, bold=True, colour=typesetter.theme.paper)
    runs = (Run(document.publisher),) if document.publisher else ()
    return typesetter.text(runs, style, document.span)


def _fitted(document: Document, typesetter: Typesetter) -> _Texts:
    """The texts with the title as large as leaves the landscape its place; a title too long for that is cut."""
    most = typesetter.tokens.page_height * (1 - _LEAST_GROUND)
    for size in _SIZES:
        texts = _texts(document, typesetter, size)
        if texts.height <= most:
            return texts
    excess = texts.height - most
    typesetter.overfull(
        document.span, "the title is higher than its place on the cover", excess, "shorten it; it was cut"
    )
    width = typesetter.tokens.full_width
    parts = texts.title.divide(width, texts.title.height(width) - excess)
    return replace(texts, title=parts[0] if parts else Stack(()), height=most)


def _texts(document: Document, typesetter: Typesetter, size: float) -> _Texts:
    styles, tokens, width = typesetter.styles, typesetter.tokens, typesetter.tokens.full_width
    display = replace(
        styles.cover_title, size=styles.cover_title.size * size, leading=styles.cover_title.leading * size
    )
    blocks: list[Block] = [typesetter.text(document.title, display, document.span, balanced=True)]
    if document.subtitle:
        style = replace(styles.cover_subtitle, before=0.75 * tokens.baseline)
        blocks.append(typesetter.text(document.subtitle, style, document.span))
    lines = [
        line
        for line in (
            (", " if document.language != "zh" else "、").join(document.authors),
            long_date(document.date, document.language),
        )
        if line
    ]
    foot = Stack([typesetter.text((Run(line),), styles.cover_line, document.span) for line in lines])
    title = Stack(blocks)
    height = title.height(width) + foot.height(width) + tokens.margin_bottom + 6 * tokens.baseline
    return _Texts(title, foot, height)
