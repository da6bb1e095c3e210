"""The PowerPoint writer: a Document to a native 16:9 deck."""

from __future__ import annotations

from dataclasses import dataclass

from hefei_report.deck.storyboard.layouts import LAYOUT_NAMES
from hefei_report.deck.storyboard.planning import plan_deck
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.drawing import Draw
from hefei_report.document.model import Document
from hefei_report.theme.tokens import Theme

__all__ = ["LAYOUT_NAMES", "Deck", "plan_deck", "write_deck"]


@dataclass(frozen=True, slots=True)
class Deck:
    """A finished deck: the bytes of the .pptx file, and how many slides it has."""

    content: bytes
    slides: int


def write_deck(document: Document, theme: Theme, draw: Draw, diagnostics: Diagnostics, epoch: int) -> Deck:
    """The deck of ``document``. ``epoch``, in seconds since 1970 (UTC), is its date of creation.

    What doesn't fit its slide, and layouts that don't exist, are reported to ``diagnostics`` at the author's
    lines; the deck is written all the same. The same input gives the same bytes.
    """
    from hefei_report.deck.writing.writer import write_storyboard

    storyboard = plan_deck(document, theme, diagnostics)
    return Deck(write_storyboard(storyboard, document, theme, draw, epoch), len(storyboard.slides))
