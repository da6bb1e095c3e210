"""Peer C: Typst alone, on charts that are ready; a PDF and no deck.

Usage: python typst_alone.py, in the folder of ``report.typ``, ``sources.bib``, ``apa.csl`` and ``charts/``.
"""

from __future__ import annotations

from pathlib import Path

import typst

FONTS = [
    str(Path(__file__).resolve().parent.parent.parent / "assets" / "fonts" / name)
    for name in ("source-serif-4", "source-sans-3")
]


def main() -> None:
    Path("dist").mkdir(exist_ok=True)
    typst.compile("report.typ", "dist/report-briefing.pdf", font_paths=FONTS, ignore_system_fonts=True)


if __name__ == "__main__":
    main()
