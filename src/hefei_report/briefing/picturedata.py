"""A picture as an image XObject of PDF (ISO 32000-1, 8.9.5): a JPEG with its own data, all else as pixels on the paper.

Clear parts are laid on the paper's colour, so no page has transparency (ISO 19005-3, 6.2.10). Drawings become pixels
for print: PDF has no SVG, and what turns it into PDF's operators knows too little of it.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import field

from hefei_report.briefing.objects import name
from hefei_report.document.picture import PictureFile, PictureForm
from hefei_report.records import dataclass

_PRINT_DPI = 300  # of a drawing
_SPACES = {"L": "DeviceGray", "RGB": "DeviceRGB"}  # the output intent says that they are sRGB's


@dataclass(frozen=True, slots=True)
class PictureData:
    """The ``content`` of the stream and the ``entries`` of its dictionary."""

    content: bytes = field(repr=False)
    entries: dict[str, bytes]

    @property
    def sha256(self) -> str:
        """The digest of the data as they lie in the file."""
        return hashlib.sha256(self.content).hexdigest()


def picture_data(picture: PictureFile, width: float, paper: str, *, grey: bool = False) -> PictureData:
    """``picture`` to be shown ``width`` points wide on ``paper`` ("#rrggbb"); one in ``grey`` has no colours."""
    from hefei_report.images.pixels import flattened, greyed, mode_of  # only briefings with pictures need Pillow

    if picture.form is PictureForm.JPEG:
        size = (int(picture.width), int(picture.height))
        content = greyed(picture.content) if grey else picture.content
        return PictureData(content, _entries(size, mode_of(content), "DCTDecode"))
    pixels, size, mode = flattened(_png(picture, width), paper, grey=grey)
    return PictureData(zlib.compress(pixels, 9), _entries(size, mode, "FlateDecode"))


def _png(picture: PictureFile, width: float) -> bytes:
    if picture.form is PictureForm.PNG:
        return picture.content
    from hefei_report.images.rasterising import rasterised

    return rasterised(picture, width, _PRINT_DPI)


def _entries(size: tuple[int, int], mode: str, packed: str) -> dict[str, bytes]:
    return {
        "Type": name("XObject"),
        "Subtype": name("Image"),
        "Width": b"%d" % size[0],
        "Height": b"%d" % size[1],
        "ColorSpace": name(_SPACES[mode]),
        "BitsPerComponent": b"8",
        "Filter": name(packed),
    }
