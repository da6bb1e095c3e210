"""A picture of the author's as writers get it: checked, without metadata, in one of three forms."""

from __future__ import annotations

import hashlib
from dataclasses import field
from enum import Enum

from hefei_report.records import dataclass


class PictureForm(Enum):
    """What the content is; the value is the suffix of such files."""

    JPEG = "jpg"
    PNG = "png"
    SVG = "svg"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """``content`` is ``width`` by ``height`` pixels, or units of its own for a drawing (SVG); colours are sRGB.

    A ``lettered`` drawing holds text: other machines lack its fonts, so it is shown as pixels. ``path`` is where the
    author has it.
    """

    path: str
    form: PictureForm
    content: bytes = field(repr=False)
    width: float
    height: float
    lettered: bool = False

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.content).hexdigest()

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """The largest size of its proportions within ``width`` and ``height``, in their unit."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    def resolution(self, width: float) -> float:
        """Its pixels to the inch when it is ``width`` points wide; a drawing has as many as one likes."""
        return float("inf") if self.form is PictureForm.SVG else self.width / width * 72
