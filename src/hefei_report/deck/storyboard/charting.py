"""Which figures of a deck are charts of PowerPoint's own, and which are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hefei_report.deck.charts.native import native_chart
from hefei_report.deck.storyboard.plan import ChartItem, Item, PictureItem, PlannedSlide
from hefei_report.deck.storyboard.stage import Stage
from hefei_report.document.model import ChartForm, Document, Figure
from hefei_report.document.walking import blocks_of


def with_charts(slides: Iterable[PlannedSlide], document: Document, stage: Stage) -> Iterator[PlannedSlide]:
    """``slides`` with charts instead of pictures wherever the author wants them and PowerPoint can show the same."""
    figures = (block for block in blocks_of(document) if isinstance(block, Figure))
    forms = {figure.id: figure.form or document.deck.charts for figure in figures}
    for slide in slides:
        items = tuple(_charted(item, forms.get(_id(item), ChartForm.DRAWN), stage) for item in slide.items)
        yield replace(slide, items=items)


def _id(item: Item) -> str:
    return item.id if isinstance(item, PictureItem) else ""


def _charted(item: Item, form: ChartForm, stage: Stage) -> Item:
    if form is not ChartForm.NATIVE or not isinstance(item, PictureItem):
        return item
    frame, family = item.frame, stage.text_face.family
    chart = native_chart(item.plan, frame.width_pt, frame.height_pt, stage.grid.tokens, stage.palette, family)
    if chart is None:
        return item
    return ChartItem(item.role, item.frame, item.plan, item.alt, item.name, chart, item.id, item.alt_runs, item.span)
