"""Reads a picture file that nobody vouches for: bounded, of the kind that its name says, and whole."""

from __future__ import annotations

from pathlib import PurePosixPath

from hefei_report.document.picture import PictureFile, PictureForm
from hefei_report.images.problems import Unusable

MOST_BYTES = 20_000_000
_SUFFIXES = {
    ".jpg": PictureForm.JPEG,
    ".jpeg": PictureForm.JPEG,
    ".png": PictureForm.PNG,
    ".svg": PictureForm.SVG,
}
_BEGINNINGS = ((b"\xff\xd8\xff", PictureForm.JPEG), (b"\x89PNG\r\n\x1a\n", PictureForm.PNG))
_EXPORT = "export it as PNG, JPEG or SVG"


def read_picture(path: str, content: bytes) -> PictureFile:
    """The picture in ``content``, the file at ``path``, without what doesn't belong to it. Raises Unusable."""
    form = _SUFFIXES.get(PurePosixPath(path.lower()).suffix)
    if form is None:
        raise Unusable("wrong-format", f"'{path}' is no picture that can be used", _EXPORT)
    if len(content) > MOST_BYTES:
        raise Unusable("file-too-large", f"'{path}' is too large", f"at most {MOST_BYTES:,} bytes are read")
    found = _found(content)
    if found is not form:
        said = f"it is a {found.name} file" if found else "it is none"
        raise Unusable("wrong-format", f"'{path}' is not what its name says: {said}", _EXPORT)
    if form is PictureForm.SVG:
        from hefei_report.images.drawings import read_drawing

        return read_drawing(path, content)
    from hefei_report.images.pixels import read_pixels  # Pillow is loaded only where there are pictures

    return read_pixels(path, form, content)


def _found(content: bytes) -> PictureForm | None:
    """What the content is by how it begins."""
    for beginning, form in _BEGINNINGS:
        if content.startswith(beginning):
            return form
    return PictureForm.SVG if b"<svg" in content[:4_000] or b":svg" in content[:4_000] else None
