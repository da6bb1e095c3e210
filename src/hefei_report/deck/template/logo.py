"""The logo of a brand on our own template: at the top right, on covers larger, on a ground that it can stand on."""

from __future__ import annotations

from hefei_report.deck.openxml.escaping import quoteattr
from hefei_report.deck.storyboard.grid import COLUMNS, Grid
from hefei_report.deck.storyboard.plan import EMU_PER_POINT, Frame, emu
from hefei_report.deck.template.drawingml import RECTANGLE, mark, transform
from hefei_report.document.brand import Brand, Logo
from hefei_report.document.picture import PictureForm
from hefei_report.records import dataclass

_SMALL = (1.8, 0.3)  # inches: the most width and height on content slides
_LARGE = (3.0, 0.75)  # on covers
_TOP, _COVER_TOP = 0.08, 0.62
_PAD = 0.1  # around a logo on a ground of its own
_DPI = 300
LOGO = "rId99"  # the relationship to the file in each part that shows it


@dataclass(frozen=True, slots=True)
class PlacedLogo:
    """A logo in a template: its pixels as PNG or JPEG, the ending of its file, and its shapes."""

    pixels: bytes
    suffix: str
    shapes: tuple[str, ...]


def logo_of_slides(brand: Brand | None, grid: Grid, *, dark: bool) -> PlacedLogo | None:
    """The logo of all content slides, over the title at the right."""
    return _on_ground(brand, _SMALL, (_right(grid), emu(_TOP)), dark=dark)


def logo_of_covers(brand: Brand | None, grid: Grid) -> PlacedLogo | None:
    """The logo of covers, whose ground is dark in any theme."""
    return _on_ground(brand, _LARGE, (_right(grid), emu(_COVER_TOP)), dark=True)


def _right(grid: Grid) -> int:
    x, width = grid.columns(0, COLUMNS)
    return x + width


def _on_ground(
    brand: Brand | None, most: tuple[float, float], corner: tuple[int, int], *, dark: bool
) -> PlacedLogo | None:
    """The logo for a ground, or the one for the other ground on a plate."""
    if brand is None:
        return None
    own = brand.dark_logo if dark else brand.logo
    if own is not None and not (dark and own == brand.logo):  # one that is for any ground is made for paper
        return _placed(own, most, corner, "")
    other = brand.logo if dark else brand.dark_logo
    return None if other is None else _placed(other, most, corner, "lt1" if dark else "dk1")


def _placed(logo: Logo, most: tuple[float, float], corner: tuple[int, int], plate: str) -> PlacedLogo:
    """``logo`` with its upper right corner there; ``plate`` is the colour of a ground of its own, '' for none."""
    wide, high = (round(length) for length in logo.picture.fitted(*(emu(length) for length in most)))
    pad = emu(_PAD) if plate else 0
    frame = Frame(corner[0] - wide - pad, corner[1] + pad, wide, high)
    shapes: tuple[str, ...] = (_picture(frame, logo.alt),)
    if plate:
        ground = Frame(frame.x - pad, frame.y - pad, wide + 2 * pad, high + 2 * pad)
        colour = f'<a:solidFill><a:schemeClr val="{plate}"/></a:solidFill>'
        shapes = (mark("Ground of the logo", ground, colour), *shapes)
    return PlacedLogo(_pixels(logo, wide), "jpg" if logo.picture.form is PictureForm.JPEG else "png", shapes)


def _picture(frame: Frame, alt: str) -> str:
    """A picture whose file is the relationship :data:`LOGO` of its part."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{{id}}" name="Logo" descr={quoteattr(alt)}/><p:cNvPicPr>'
        '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{LOGO}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{transform(frame)}{RECTANGLE}</p:spPr></p:pic>"
    )


def _pixels(logo: Logo, wide: int) -> bytes:
    if logo.picture.form is not PictureForm.SVG:
        return logo.picture.content
    from hefei_report.images.rasterising import rasterised  # only decks with drawings need it

    return rasterised(logo.picture, wide / EMU_PER_POINT, _DPI)
