"""Pictures of the author's as media of a slide: as they are, and drawings with a twin in pixels."""

from __future__ import annotations

from pptx.slide import Slide

from hefei_report.deck.storyboard.plan import ImageItem
from hefei_report.deck.writing.package import DeckPackage
from hefei_report.deck.writing.shapes import Shaping, picture_shape
from hefei_report.document.picture import PictureForm

_TWIN_DPI = 200


def place_image(
    item: ImageItem, id_: int, slide: Slide, shaping: Shaping, package: DeckPackage
) -> tuple[str, tuple[bytes, ...]]:
    """The shape of a picture, and the files that show it.

    A drawing with letters is there as pixels only: machines without its fonts would set it in others.
    """
    picture, svg = item.picture, ""
    files: tuple[bytes, ...] = (picture.content,)
    match picture.form:
        case PictureForm.JPEG:
            pixels = package.relate_jpeg(slide, picture.content)
        case PictureForm.PNG:
            pixels = package.relate_png(slide, picture.content)
        case PictureForm.SVG:
            from hefei_report.images.rasterising import rasterised  # only decks with drawings need it

            twin = rasterised(picture, item.frame.width_pt, _TWIN_DPI)
            pixels = package.relate_png(slide, twin)
            svg = "" if picture.lettered else package.relate_svg(slide, picture.content)
            files = (twin, picture.content) if svg else (twin,)
    return picture_shape(item, id_, shaping, pixels, svg), files
