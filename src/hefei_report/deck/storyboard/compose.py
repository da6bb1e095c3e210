"""Composes scenes into slides: which layout, what stands where, at what size, on how many slides."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hefei_report.deck.storyboard.compose_images import image_slide
from hefei_report.deck.storyboard.compose_visuals import (
    aside_text,
    figure_slide,
    key_figure_slides,
    quote_slides,
    table_slides,
    two_figures_slide,
)
from hefei_report.deck.storyboard.compose_words import panel_slides, text_slides, words_beside_panel
from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.scenes import Scene, Words
from hefei_report.deck.storyboard.tables import table_pages
from hefei_report.document.model import Figure, Image, KeyFigures, List, Panel, Paragraph, Quote, Table

_APART = ("text", "two-columns", "callout")  # layouts that keep callouts away from texts


def settled(scene: Scene, desk: Desk) -> tuple[Scene, ...]:
    """``scene``, or the scenes it falls into when not all of it goes on one slide."""
    if not scene.visuals:
        return _words_apart(scene, desk)
    if len(scene.visuals) == 1 and not scene.words:
        return (scene,)
    match scene.visuals:
        case (Figure(),) if scene.layout != "chart" and aside_text(scene.words, desk):
            return (scene,)
        case (Image(),) if scene.layout != "image" and aside_text(scene.words, desk):
            return (scene,)
        case (Table() as table,) if scene.layout != "table" and _fits_with_words(table, scene, desk):
            return (scene,)
        case (KeyFigures() as figures,) if len(figures.items) <= 3 and aside_text(scene.words, desk, below=True):
            return (scene,)
        case (Figure(), Figure()):
            visuals = [replace(scene, words=())]
        case _:
            visuals = [replace(scene, visuals=(visual,), words=()) for visual in scene.visuals]
    told = list(_words_apart(replace(scene, visuals=()), desk)) if scene.words else []
    return tuple(told + visuals if scene.words_first else visuals + told)


def _fits_with_words(table: Table, scene: Scene, desk: Desk) -> bool:
    found, too_wide = table_pages(table, desk.grid.visual(0, 8))
    whole = len(found) == 1 and not found[0].excess and not too_wide
    return whole and bool(aside_text(scene.words, desk))


def _words_apart(scene: Scene, desk: Desk) -> tuple[Scene, ...]:
    """Words without a visual: a callout stays with the text beside it where both fit on a slide."""
    groups: list[tuple[Words, ...]] = []
    for is_panel, run in itertools.groupby(scene.words, lambda block: isinstance(block, Panel)):
        blocks = tuple(run)
        parts = [(panel,) for panel in blocks] if is_panel else [blocks]
        if groups and _go_together(groups[-1], parts[0], scene, desk):
            groups[-1] += parts.pop(0)
        groups += parts
    return tuple(replace(scene, words=group, span=group[0].span) for group in groups) or (scene,)


def _go_together(first: tuple[Words, ...], second: tuple[Words, ...], scene: Scene, desk: Desk) -> bool:
    """Whether a callout and a text, in either order, fit beside each other."""
    panels, texts = _sorted_out((*first, *second))
    apart = scene.layout in _APART or len(panels) != 1 or not texts
    return not apart and words_beside_panel(texts, panels[0], desk) is not None


def _sorted_out(blocks: Sequence[Words]) -> tuple[list[Panel], list[Paragraph | List]]:
    """The callouts and the texts among ``blocks``."""
    panels = [block for block in blocks if isinstance(block, Panel)]
    return panels, [block for block in blocks if not isinstance(block, Panel)]


def compose(scene: Scene, desk: Desk, title_is_its_own: bool) -> Iterator[Composition]:
    """The slides of a settled scene. ``title_is_its_own``: the slide's title says what the visual's own would."""
    match scene.visuals:
        case ():
            yield from _told(scene, desk, title_is_its_own)
        case (Figure() as figure,):
            yield figure_slide(figure, scene.words, desk, title_is_its_own)
        case (Figure() as left, Figure() as right):
            yield two_figures_slide(left, right, desk)
        case (Image() as image,):
            yield image_slide(image, scene.words, desk, title_is_its_own, scene.layout == "image")
        case (Table() as table,):
            yield from table_slides(table, scene.words, desk, title_is_its_own)
        case (KeyFigures() as figures,):
            yield from key_figure_slides(figures, scene.words, desk)
        case (Quote() as quote,):
            yield from quote_slides(quote, desk)
        case _:
            raise AssertionError("a settled scene has one visual or two figures")


def _told(scene: Scene, desk: Desk, title_is_its_own: bool) -> Iterator[Composition]:
    """Slides of words: a text, a callout, or one beside the other."""
    panels, texts = _sorted_out(scene.words)
    if panels and texts:
        beside = words_beside_panel(texts, panels[0], desk)
        if beside is None:
            raise AssertionError("a settled scene has a callout beside its text only where both fit")
        yield beside
    elif panels:
        yield from panel_slides(panels, desk, not title_is_its_own)
    elif texts:
        yield from text_slides(texts, desk, scene.layout)
    else:
        yield Composition("title-only", ())
