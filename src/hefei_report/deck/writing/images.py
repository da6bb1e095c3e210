"""Pictures of the author's as media of a slide: as they are, and drawings with a twin in pixels."""

from __future__ import annotations

from hefei_report.deck.storyboard.plan import ImageItem
from hefei_report.deck.writing.shapes import Shaping, picture_shape
from hefei_report.deck.writing.slideparts import Leads, Medium
from hefei_report.document.picture import PictureForm

_TWIN_DPI = 200


def place_image(item: ImageItem, id_: int, shaping: Shaping, leads: Leads) -> tuple[str, tuple[bytes, ...]]:
    """The shape of a picture, and the files that show it.

    A drawing with letters is there as pixels only: machines without its fonts would set it in others.
    """
    picture, svg = item.picture, ""
    files: tuple[bytes, ...] = (picture.content,)
    match picture.form:
        case PictureForm.JPEG:
            pixels = leads.to(Medium(picture.content, "jpg"))
        case PictureForm.PNG:
            pixels = leads.to(Medium(picture.content, "png"))
        case PictureForm.SVG:
            from hefei_report.images.rasterising import rasterised  # only decks with drawings need it

            twin = rasterised(picture, item.frame.width_pt, _TWIN_DPI)
            pixels = leads.to(Medium(twin, "png"))
            svg = "" if picture.lettered else leads.to(Medium(picture.content, "svg"))
            files = (twin, picture.content) if svg else (twin,)
    return picture_shape(item, id_, shaping, pixels, svg), files
