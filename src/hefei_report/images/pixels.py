"""JPEG and PNG: decoded once to see that they are whole, turned upright, in sRGB, without metadata."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from PIL import Image, ImageCms, ImageOps

from hefei_report.document.picture import PictureFile, PictureForm
from hefei_report.images.problems import Unusable

MOST_PIXELS = 50_000_000
_QUALITY = 92  # of a JPEG that has to be written anew
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
_WRITTEN_ANEW = ("RGB", "RGBA", "L")
_ORIENTATION = 0x0112  # EXIF


def read_pixels(path: str, form: PictureForm, content: bytes) -> PictureFile:
    """The picture, as small as it may be shown: a JPEG keeps its data where it can. Raises Unusable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata that are damaged: they are left out anyway
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=[form.name])
            _bounded(path, image)
            image.load()
            kept = _stripped(content) if form is PictureForm.JPEG and _is_plain(image) else b""
            upright = _upright(image)
            clean = kept or _written(upright, form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many(path) from None
    except (*_BROKEN, ImageCms.PyCMSError):
        hint = "save it again, or export it anew"
        raise Unusable("broken-picture", f"'{path}' is damaged or incomplete", hint) from None
    return PictureFile(path, form, clean, float(upright.width), float(upright.height))


def _bounded(path: str, image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise _too_many(path)


def _too_many(path: str) -> Unusable:
    return Unusable(
        "file-too-large", f"'{path}' has too many pixels", f"at most {MOST_PIXELS:,} are read; scale it down"
    )


def _is_plain(image: Image.Image) -> bool:
    """Whether a JPEG can stay as it is: grey or RGB, upright, without a colour profile of its own."""
    turned = image.getexif().get(_ORIENTATION, 1) not in (0, 1)
    return image.mode in ("L", "RGB") and not turned and not image.info.get("icc_profile")


def _upright(image: Image.Image) -> Image.Image:
    """``image`` as it is meant to be seen: turned as its metadata say, in sRGB, 8 bits a channel."""
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    clear = turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info
    if turned.mode == "I" or turned.mode.startswith("I;"):  # 16 bits of grey
        turned = turned.point(lambda value: value / 257).convert("L")
    if profile and turned.mode in ("RGB", "RGBA", "CMYK"):
        turned = _in_srgb(turned, profile)
    if turned.mode not in _WRITTEN_ANEW or (clear and turned.mode != "RGBA"):
        turned = turned.convert("RGBA" if clear else "RGB")
    return turned


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    own, ours = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(image, own, ours, outputMode=mode) or image


def _written(image: Image.Image, form: PictureForm) -> bytes:
    """``image`` as a file without metadata."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    out = io.BytesIO()
    if form is PictureForm.JPEG:
        bare.convert("L" if bare.mode == "L" else "RGB").save(out, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        bare.save(out, "PNG", compress_level=9)
    return out.getvalue()


def _stripped(content: bytes) -> bytes:
    """A JPEG without its application data and comments (ITU-T T.81, B.1.1.3): those hold places, names, thumbnails.

    Adobe's segment stays: it says how colours are coded. What follows the end of the image is cut off.
    """
    out, at = [content[:2]], 2
    while content[at : at + 1] == b"\xff" and content[at + 1] != 0xDA:
        kind = content[at + 1]
        if kind == 0xFF:  # a byte that fills
            at += 1
            continue
        length = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if not (0xE0 <= kind <= 0xEF or kind == 0xFE) or kind == 0xEE:
            out.append(content[at : at + length])
        at += length
    end = content.rfind(b"\xff\xd9")
    if content[at : at + 2] != b"\xff\xda" or end < at:
        raise ValueError("no image data")
    return b"".join((*out, content[at : end + 2]))


def flattened(content: bytes, ground: str, *, grey: bool = False) -> tuple[bytes, tuple[int, int], str]:
    """The pixels of a PNG on a ground ("#rrggbb"), row by row, its size, and the mode: "L" or "RGB"."""
    with Image.open(io.BytesIO(content), formats=["PNG"]) as opened:
        image = opened.convert("RGBA") if opened.mode not in ("L", "RGB") else opened.copy()
    if image.mode == "RGBA":
        under = Image.new("RGBA", image.size, ground)
        image = Image.alpha_composite(under, image).convert("RGB")
    if grey:
        image = image.convert("L")
    return image.tobytes(), image.size, image.mode


def greyed(content: bytes) -> bytes:
    """A clean JPEG without its colours."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
        return content if image.mode == "L" else _written(image.convert("L"), PictureForm.JPEG)


def mode_of(content: bytes) -> str:
    """The mode of a clean JPEG: "L" or "RGB"."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
        return image.mode
