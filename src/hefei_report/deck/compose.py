"""Composes scenes into slides: which layout, what stands where, at what size, on how many slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hefei_report.deck.compose_visuals import (
    aside_text,
    figure_slide,
    key_figure_slides,
    quote_slides,
    table_slides,
    two_figures_slide,
)
from hefei_report.deck.compose_words import panel_slides, text_slides, words_beside_panel
from hefei_report.deck.desk import Composition, Desk
from hefei_report.deck.scenes import Scene
from hefei_report.deck.tables import table_pages
from hefei_report.document.model import Figure, KeyFigures, Panel, Quote, Table

_APART = ("text", "two-columns", "callout")  # layouts that keep callouts away from texts


def settled(scene: Scene, desk: Desk) -> tuple[Scene, ...]:
    """``scene``, or the scenes it falls into when its words don't fit beside its visual."""
    if not scene.visuals or (len(scene.visuals) == 1 and not scene.words):
        return (scene,)
    match scene.visuals:
        case (Figure(),) if scene.layout != "chart" and aside_text(scene.words, desk):
            return (scene,)
        case (Table() as table,) if (
            scene.layout != "table" and aside_text(scene.words, desk) and _fits_beside_words(table, desk)
        ):
            return (scene,)
        case (KeyFigures() as figures,) if len(figures.items) <= 3 and aside_text(scene.words, desk, below=True):
            return (scene,)
        case (Figure(), Figure()):
            visuals = [replace(scene, words=())]
        case _:
            visuals = [replace(scene, visuals=(visual,), words=()) for visual in scene.visuals]
    told = [replace(scene, visuals=())] if scene.words else []
    return tuple(told + visuals if scene.words_first else visuals + told)


def _fits_beside_words(table: Table, desk: Desk) -> bool:
    found, too_wide = table_pages(table, desk.grid.visual(0, 8))
    return len(found) == 1 and not found[0].excess and not too_wide


def compose(scene: Scene, desk: Desk, title_is_its_own: bool) -> Iterator[Composition]:
    """The slides of a settled scene. ``title_is_its_own``: the slide's title says what the visual's own would."""
    match scene.visuals:
        case ():
            yield from _told(scene, desk, title_is_its_own)
        case (Figure() as figure,):
            yield figure_slide(figure, scene.words, desk, title_is_its_own)
        case (Figure() as left, Figure() as right):
            yield two_figures_slide(left, right, desk)
        case (Table() as table,):
            yield from table_slides(table, scene.words, desk, title_is_its_own)
        case (KeyFigures() as figures,):
            yield from key_figure_slides(figures, scene.words, desk)
        case (Quote() as quote,):
            yield from quote_slides(quote, desk)
        case _:
            raise AssertionError("a settled scene has one visual or two figures")


def _told(scene: Scene, desk: Desk, title_is_its_own: bool) -> Iterator[Composition]:
    """Slides of words: callouts beside the text they belong to where both fit, else on slides of their own."""
    panels = [block for block in scene.words if isinstance(block, Panel)]
    texts = [block for block in scene.words if not isinstance(block, Panel)]
    if len(panels) == 1 and texts and scene.layout not in _APART:
        beside = words_beside_panel(texts, panels[0], desk)
        if beside is not None:
            yield beside
            return
    if scene.words and isinstance(scene.words[0], Panel):
        yield from panel_slides(panels, desk, not title_is_its_own)
        yield from text_slides(texts, desk, scene.layout)
    else:
        yield from text_slides(texts, desk, scene.layout)
        yield from panel_slides(panels, desk, not title_is_its_own)
