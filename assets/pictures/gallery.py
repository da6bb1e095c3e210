"""Writes docs/gallery.md with its outline and pictures, from the examples of all charts: `make gallery`."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image

from assets.pictures.draw import as_pdf
from hefei_report.build import compose, publish
from hefei_report.charts.guide.entries import entry_of
from hefei_report.charts.guide.gallery import OUTLINE, PAGE, PICTURES, figure_id, gallery, page
from hefei_report.charts.kind import chart_kind_names
from hefei_report.cli.posting import drawn
from hefei_report.deck.charts.native import native_kinds
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document, Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.workspace import MemoryWorkspace, user_cache

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
WIDTH = 560  # pixels of a picture
MOST_BYTES = 24_000
ACROSS, CELL = 6, (260, 230)  # pictures in a row of the README's, and the room of each in pixels


def main() -> None:
    """Write the page, the outline and two pictures of each kind."""
    (DOCS / PICTURES).mkdir(parents=True, exist_ok=True)
    for old in (DOCS / PICTURES).glob("*.png"):
        old.unlink()
    files = gallery()
    for name, text in {**files, PAGE: page(native_kinds())}.items():
        (DOCS / name).write_text(text, encoding="utf-8")
    document = compose(MemoryWorkspace.of(files), OUTLINE, Diagnostics(), cache=user_cache())
    assert document is not None
    draw_prints(document)
    draw_slides(document)
    draw_all()


def draw_prints(document: Document) -> None:
    """Each figure as it stands on a page."""
    figures = {block.id: block for block in blocks_of(document) if isinstance(block, Figure)}
    for kind in chart_kind_names():
        figure = figures[figure_id(kind)]
        content = drawn(figure, document, "png", Medium.BRIEFING, None, user_cache(), bare=False)
        keep(Image.open(io.BytesIO(content)), f"{kind}-print.png")


def draw_slides(document: Document) -> None:
    """The first slide of each kind, found by what it says of it."""
    found = Diagnostics()
    deck = publish(document, [Medium.DECK], user_cache(), found)[0]
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / deck.name
        file.write_bytes(deck.content)
        with pypdfium2.PdfDocument(as_pdf(file, Path(scratch))) as slides:
            texts = ["".join(slide.get_textpage().get_text_range().split()).casefold() for slide in slides]
            for kind in chart_kind_names():
                purpose = "".join(entry_of(kind).purpose.split()).casefold()
                number = next(place for place, text in enumerate(texts) if purpose[:40] in text)
                picture = slides[number].render(scale=2 * WIDTH / slides[number].get_width()).to_pil()
                keep(picture, f"{kind}-slide.png")


def draw_all() -> None:
    """Every kind in print on one picture, for the README."""
    kinds = chart_kind_names()
    rows = -(-len(kinds) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * CELL[0], rows * CELL[1]), "white")
    for place, kind in enumerate(kinds):
        picture = Image.open(DOCS / PICTURES / f"{kind}-print.png").convert("RGB")
        picture.thumbnail((CELL[0] - 12, CELL[1] - 12), Image.Resampling.LANCZOS)
        sheet.paste(picture, (place % ACROSS * CELL[0] + 6, place // ACROSS * CELL[1] + 6))
    sheet.quantize(64, dither=Image.Dither.NONE).save(DOCS / f"{PICTURES}.png", optimize=True)


def keep(picture: Image.Image, name: str) -> None:
    """``picture`` small, in as many colours as its size allows."""
    height = round(picture.height * WIDTH / picture.width)
    small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    for colours in (64, 32, 16, 8):
        out = io.BytesIO()
        small.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    (DOCS / PICTURES / name).write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
