"""Draws the README's pictures from the flagship in dist/: `make pictures` (needs LibreOffice for the slides)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from PIL import Image

HERE = Path(__file__).resolve().parent
DIST = HERE.parent.parent / "dist"
GAP = 12
# File name: (page or slide numbers side by side, width of each in pixels).
PAGES = {"pages.png": ((1, 4, 8), 420), "page.png": ((7,), 760)}
SLIDES = {"slides.png": ((5, 14, 16, 11), 520)}


def main() -> None:
    """Write every picture beside this file."""
    draw(DIST / "hefei-briefing.pdf", PAGES, columns=3)
    with tempfile.TemporaryDirectory() as scratch:
        draw(as_pdf(DIST / "hefei-deck.pptx", Path(scratch)), SLIDES, columns=2)


def draw(file: Path, pictures: Mapping[str, tuple[tuple[int, ...], int]], columns: int) -> None:
    """The pictures of one PDF file, as contact sheets of so many columns."""
    with pypdfium2.PdfDocument(file) as document:
        for name, (numbers, width) in pictures.items():
            leaves = [_leaf(document, number, width) for number in numbers]
            _sheet(leaves, min(columns, len(leaves))).save(HERE / name, optimize=True)


def _leaf(document: pypdfium2.PdfDocument, number: int, width: int) -> Image.Image:
    page = document[number - 1]
    picture: Image.Image = page.render(scale=width / page.get_width()).to_pil()
    return picture.convert("RGB")


def _sheet(leaves: list[Image.Image], columns: int) -> Image.Image:
    width, height = leaves[0].size
    rows = -(-len(leaves) // columns)
    size = (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    sheet = Image.new("RGB", size, "#d5dade")
    for position, leaf in enumerate(leaves):
        row, column = divmod(position, columns)
        sheet.paste(leaf, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet.quantize(128, dither=Image.Dither.NONE)


def as_pdf(deck: Path, folder: Path) -> Path:
    """``deck`` as LibreOffice prints it, in ``folder``."""
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("LibreOffice is needed to draw slides")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder / f"{deck.stem}.pdf"


if __name__ == "__main__":
    main()
