"""What a planned deck shows, slide by slide, in the order in which its file will hold it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from hefei_report.deck.storyboard.plan import (
    ChartItem,
    ImageItem,
    Item,
    MarkItem,
    Para,
    PictureItem,
    PlannedSlide,
    TableItem,
    TextItem,
    texts_of,
)
from hefei_report.document.chartvalues import Label
from hefei_report.proof.binding import inline_unit, parts_of, unit_of
from hefei_report.proof.charts import ChartLabels
from hefei_report.proof.inventory import Leaf, Picture, Unit
from hefei_report.records import dataclass


@dataclass(frozen=True, slots=True)
class SlideFiles:
    """What is in the files of a slide's pictures and charts, by place among the slide's items.

    ``digests`` are the SHA-256 of a picture's files, ``told`` the texts in a chart's with the facts that they print.
    """

    digests: dict[int, tuple[str, ...]] = field(default_factory=dict)
    told: dict[int, tuple[Label, ...]] = field(default_factory=dict)


def slide_leaf(slide: PlannedSlide, place: int, files: SlideFiles, names: tuple[str, ...]) -> Leaf:
    """The inventory of the slide at ``place`` (from 0); ``names`` are proper names whose digits count nothing."""
    return Leaf(place + 1, tuple(_units(slide, files, names)), tuple(_pictures(slide, files, names)))


def _units(slide: PlannedSlide, files: SlideFiles, names: tuple[str, ...]) -> Iterator[Unit]:
    """What the slide says, then its charts, which are parts of their own, then its notes."""
    for item in slide.items:
        yield from _item(item, slide.section, names)
    for number, item in enumerate(slide.items):
        if isinstance(item, ChartItem):
            labels = ChartLabels(item.plan, item.id)
            yield from (labels.unit(text, fact, names) for text, fact in files.told[number])
    for line in slide.notes:
        yield inline_unit(line, slide.section, names)


def _item(item: Item, section: str, names: tuple[str, ...]) -> Iterator[Unit]:
    at = item.id if isinstance(item, PictureItem | ChartItem | TableItem | ImageItem) else section
    match item:
        case PictureItem() | ChartItem() | TableItem() | ImageItem():
            yield inline_unit(item.alt_runs, at, names)
        case TextItem() | MarkItem():
            pass
    for text in texts_of(item):
        for para in text:
            yield _paragraph(para, at, names)


def _paragraph(para: Para, at: str, names: tuple[str, ...]) -> Unit:
    label = [*parts_of(piece.run for piece in para.label), ("\t", "")] if para.label else []
    return unit_of([*label, *parts_of(piece.run for piece in para.pieces)], at, names)


def _pictures(slide: PlannedSlide, files: SlideFiles, names: tuple[str, ...]) -> Iterator[Picture]:
    for number, item in enumerate(slide.items):
        if isinstance(item, PictureItem) and number in files.digests:
            yield Picture(files.digests[number], ChartLabels(item.plan, item.id).units(names), item.id)
        elif isinstance(item, ImageItem):
            yield Picture(files.digests[number], (), item.id)
