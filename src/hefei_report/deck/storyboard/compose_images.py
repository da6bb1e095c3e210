"""Composes the slides of pictures: alone, with takeaways, or from edge to edge."""

from __future__ import annotations

from collections.abc import Sequence

from hefei_report.deck.storyboard.compose_visuals import aside_items, headed, heading
from hefei_report.deck.storyboard.desk import Composition, Desk
from hefei_report.deck.storyboard.fitting import excess
from hefei_report.deck.storyboard.plan import Frame, ImageItem, Item, Role, TextItem
from hefei_report.deck.storyboard.scenes import Words
from hefei_report.deck.storyboard.setting import words
from hefei_report.document.model import Image, Inline
from hefei_report.document.naming import numbered_name
from hefei_report.proof.binding import NUMBERING

LEAST_RESOLUTION = 100  # pixels to the inch; a slide on a large screen has about 150
_LEAST_SHARE = 0.7  # of the visual's frame that the heading leaves to a picture


def image_slide(image: Image, told: Sequence[Words], desk: Desk, titled: bool, bleeding: bool) -> Composition:
    """A picture alone or with takeaways; ``titled``: the slide's title is the picture's.

    ``bleeding`` from edge to edge, its caption stands in the strip.
    """
    layout = "image" if bleeding and not told else "image-and-takeaways" if told else "captioned-image"
    credit = desk.credit_lines(image.note, image.source)
    ids = (image.id,) if image.id else ()
    slot = desk.layout(layout).slot(Role.VISUAL).frame
    if image.decorative:
        return Composition(layout, (_item(image, slot, desk), *aside_items(told, desk)), ids, credit)
    if layout == "image":
        return Composition(layout, (_item(image, slot, desk),), ids, (_named(image, titled, desk), *credit))
    text = heading(numbered_name(image, desk.labels), () if titled else image.title, image.caption)
    place = desk.layout(layout).slot(Role.HEADING).frame
    head, room = headed(text, place, slot)
    too_high = excess(text, place) - (1 - _LEAST_SHARE) * slot.height_pt
    desk.overfull("the caption of this picture", too_high, image.span, "shorten the title or the caption")
    items = (TextItem(Role.HEADING, head, text), _item(image, room, desk), *aside_items(told, desk))
    return Composition(layout, items, ids, credit)


def _named(image: Image, titled: bool, desk: Desk) -> Inline:
    """The number, and what the slide's title doesn't say."""
    told = image.caption or (() if titled else image.title)
    return (*words(numbered_name(image, desk.labels) + ("  " if told else ""), NUMBERING), *told)


def _item(image: Image, room: Frame, desk: Desk) -> Item:
    """The picture as large as ``room`` allows, in the middle of its width."""
    width, height = (round(side) for side in image.picture.fitted(room.w, room.h))
    frame = Frame(room.x + (room.w - width) // 2, room.y, width, height)
    found = image.picture.resolution(frame.width_pt)
    if found < LEAST_RESOLUTION:
        message = f"this picture has {found:.0f} pixels to the inch on its slide"
        hint = f"it needs {LEAST_RESOLUTION} to look sharp; use a larger file"
        desk.diagnostics.warning("coarse-picture", message, image.span, hint)
    name = numbered_name(image, desk.labels) if image.id else desk.labels.picture
    told = image.alt_runs or words(image.alt)
    return ImageItem(Role.VISUAL, frame, image.picture, image.alt, name, image.id, told, image.span)
