"""Sketches the last slide: the author's closing words, and whom to ask."""

from __future__ import annotations

from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.fitting import fit
from hefei_report.deck.storyboard.plan import Item, Role, TextItem
from hefei_report.deck.storyboard.setting import first_flush, para, words
from hefei_report.deck.storyboard.sizes import SUBTITLE_SIZES
from hefei_report.deck.storyboard.sketches import Sketch
from hefei_report.document.model import Document


def closing_sketch(document: Document, desk: Desk) -> Sketch | None:
    """The closing slide, or None when the author wants none; a contact alone is headed by our own word for it."""
    closing, contact = document.deck.closing, [line for line in document.deck.contact if line]
    if not closing and not contact:
        return None
    place = document.deck.span or document.span
    items: tuple[Item, ...] = ()
    if contact:
        frame = desk.layout("closing").slot(Role.BODY).frame
        fitted = fit(lambda size: tuple(para(line, size, before=4.0) for line in contact), frame, SUBTITLE_SIZES)
        desk.overfull("the contact", fitted.excess, place, "shorten its lines, or give fewer")
        items = (TextItem(Role.BODY, frame, first_flush(fitted.text)),)
    return Sketch(Composition("closing", items), closing or words(desk.labels.contact), place)
