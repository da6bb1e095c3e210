"""Picture files for tests: sound ones of each form, made when they are asked for."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

PLACE = "31.8206 N, 117.2272 E"  # what metadata might give away


def pixels(mode: str = "RGB", size: tuple[int, int] = (900, 600)) -> Image.Image:
    """A disc on a ground, which is clear where ``mode`` has clear pixels; a bar marks the left side."""
    image = Image.new(mode, size, 0 if mode == "RGBA" else "white")
    pen = ImageDraw.Draw(image)
    pen.ellipse((size[0] // 4, size[1] // 4, 3 * size[0] // 4, 3 * size[1] // 4), fill="#12405a")
    pen.rectangle((0, 0, size[0] // 20, size[1]), fill="#d9581b")
    return image


def png(mode: str = "RGB", size: tuple[int, int] = (900, 600)) -> bytes:
    """The picture as a PNG."""
    out = io.BytesIO()
    pixels(mode, size).save(out, "PNG")
    return out.getvalue()


def jpeg(mode: str = "RGB", size: tuple[int, int] = (900, 600), orientation: int = 0) -> bytes:
    """The picture as a JPEG, whose metadata say where it was taken, and how to turn it if ``orientation`` isn't 0."""
    image = pixels(mode, size)
    exif = image.getexif()
    exif[0x010E] = PLACE
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90, exif=exif, comment=PLACE.encode())
    return out.getvalue()


def svg(body: str = '<circle cx="50" cy="30" r="20" fill="#12405a"/>', letters: str = "", before: str = "") -> bytes:
    """A drawing of 100 by 60 units; ``before`` stands before its root."""
    text = f'<text x="10" y="30" font-size="10">{letters}</text>' if letters else ""
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60">{body}{text}</svg>'.encode()
