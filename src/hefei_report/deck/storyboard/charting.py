"""Which figures of a deck are charts of PowerPoint's own, and which are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hefei_report.deck.charts.native import native_chart
from hefei_report.deck.storyboard.plan import ChartItem, Item, PictureItem
from hefei_report.deck.storyboard.stage import Stage
from hefei_report.document.model import ChartForm, Document, Figure
from hefei_report.document.walking import blocks_of


def forms_of(document: Document) -> Mapping[str, ChartForm]:
    """How each figure of ``document`` appears on slides, by its id."""
    figures = (block for block in blocks_of(document) if isinstance(block, Figure))
    return {figure.id: figure.form or document.deck.charts for figure in figures}


def form_of(item: Item, forms: Mapping[str, ChartForm]) -> ChartForm:
    """How ``item`` appears; what is no figure is drawn as it is."""
    return forms.get(item.id, ChartForm.DRAWN) if isinstance(item, PictureItem) else ChartForm.DRAWN


def charted(items: Iterable[Item], forms: Mapping[str, ChartForm], stage: Stage) -> tuple[Item, ...]:
    """``items`` with charts instead of pictures wherever the author wants them and PowerPoint can show the same."""
    return tuple(_charted(item, form_of(item, forms), stage) for item in items)


def _charted(item: Item, form: ChartForm, stage: Stage) -> Item:
    if form is not ChartForm.NATIVE or not isinstance(item, PictureItem):
        return item
    frame, family = item.frame, stage.text_face.family
    chart = native_chart(item.plan, frame.width_pt, frame.height_pt, stage.grid.tokens, stage.palette, family)
    if chart is None:
        return item
    return ChartItem(item.role, item.frame, item.plan, item.alt, item.name, chart, item.id, item.alt_runs, item.span)
