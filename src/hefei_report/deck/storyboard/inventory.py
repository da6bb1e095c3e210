"""What a planned deck shows, slide by slide, in the order in which its file will hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hefei_report.deck.storyboard.plan import (
    ImageItem,
    Item,
    MarkItem,
    Para,
    PictureItem,
    PlannedSlide,
    Storyboard,
    TableItem,
    TextItem,
    texts_of,
)
from hefei_report.proof.binding import inline_unit, parts_of, unit_of
from hefei_report.proof.charts import ChartLabels
from hefei_report.proof.inventory import Leaf, Picture, Unit

# The SHA-256 of the files of each picture, by slide (from 0) and place among the slide's items.
Digests = Mapping[tuple[int, int], tuple[str, ...]]


def deck_leaves(storyboard: Storyboard, digests: Digests, names: tuple[str, ...]) -> tuple[Leaf, ...]:
    """The inventory of a deck; ``names`` are proper names whose digits count nothing."""
    return tuple(
        Leaf(place + 1, tuple(_units(slide, names)), tuple(_pictures(slide, place, digests, names)))
        for place, slide in enumerate(storyboard.slides)
    )


def _units(slide: PlannedSlide, names: tuple[str, ...]) -> Iterator[Unit]:
    for item in slide.items:
        yield from _item(item, slide.section, names)
    for line in slide.notes:
        yield inline_unit(line, slide.section, names)


def _item(item: Item, section: str, names: tuple[str, ...]) -> Iterator[Unit]:
    at = item.id if isinstance(item, PictureItem | TableItem | ImageItem) else section
    match item:
        case PictureItem() | TableItem() | ImageItem():
            yield inline_unit(item.alt_runs, at, names)
        case TextItem() | MarkItem():
            pass
    for text in texts_of(item):
        for para in text:
            yield _paragraph(para, at, names)


def _paragraph(para: Para, at: str, names: tuple[str, ...]) -> Unit:
    label = [*parts_of(piece.run for piece in para.label), ("\t", "")] if para.label else []
    return unit_of([*label, *parts_of(piece.run for piece in para.pieces)], at, names)


def _pictures(slide: PlannedSlide, place: int, digests: Digests, names: tuple[str, ...]) -> Iterator[Picture]:
    for number, item in enumerate(slide.items):
        if isinstance(item, PictureItem) and (place, number) in digests:
            yield Picture(digests[place, number], ChartLabels(item.plan, item.id).units(names), item.id)
        elif isinstance(item, ImageItem):
            yield Picture(digests[place, number], (), item.id)
