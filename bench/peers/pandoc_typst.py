"""Peer A, what most would pick: pyplot's charts, pandoc with citeproc to Typst and to PowerPoint, Typst to PDF.

A chart is drawn again only when its data or its colours changed, in a process of its own, as a Makefile would do it.
Usage: python pandoc_typst.py, in the folder of ``report.md``, ``charts.json``, ``sources.json`` and ``apa.csl``.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parent.parent.parent / "assets" / "fonts"
DRAWN = Path("charts") / "drawn.json"
TEMPLATE = """\
#set document(title: [$title$], author: "$for(author)$$author$$endfor$")
#set page(paper: "a4", margin: (left: 70.9pt, right: 189.9pt, top: 79pt, bottom: 72pt))
#set text(font: "Source Serif 4", size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 0.65em, first-line-indent: 14.5pt)
#set heading(numbering: "1")
#show heading: set text(font: "Source Sans 3", weight: "semibold", fill: rgb("$ink$"))
#show heading.where(level: 1): it => { pagebreak(weak: true); it }
#show heading.where(level: 2): set text(size: 10pt)
#show figure.caption: set text(font: "Source Sans 3", size: 9pt)
#let horizontalrule = line(length: 100%)
#page(margin: 70.9pt, align(horizon, text(font: "Source Sans 3", size: 30pt, fill: rgb("$ink$"))[
  $title$ \\ #text(size: 11pt)[$for(author)$$author$$endfor$ \\ $date$]]))
#set page(numbering: "1", header: text(font: "Source Sans 3", size: 8pt)[$title$])
#outline(depth: 1)
$body$
"""
FILTER = """\
function Div(division)
  if division.classes:includes("briefing") and FORMAT:match("pptx") then return {} end
end
"""


def draw_charts() -> None:
    """Draw what isn't drawn yet, or otherwise than it is asked now."""
    asked = {chart["id"]: chart for chart in json.loads(Path("charts.json").read_text(encoding="utf-8"))}
    drawn = json.loads(DRAWN.read_text(encoding="utf-8")) if DRAWN.exists() else {}
    stale = [id for id, chart in asked.items() if drawn.get(id) != chart]
    if stale:
        script = Path(__file__).with_name("charts.py")
        subprocess.run([sys.executable, str(script), "pdf,png", *stale], check=True)
        DRAWN.write_text(json.dumps(asked), encoding="utf-8")


def pandoc() -> str:
    """The program that pypandoc-binary brings, without importing it."""
    found = importlib.util.find_spec("pypandoc")
    assert found is not None and found.origin is not None
    return str(Path(found.origin).parent / "files" / "pandoc")


def convert(program: str, *options: str) -> None:
    cited = ("--citeproc", "--bibliography=sources.json", "--csl=apa.csl")
    subprocess.run([program, "report.md", "--lua-filter=media.lua", *cited, *options], check=True)


def main() -> None:
    Path("dist").mkdir(exist_ok=True)
    Path("briefing.typst").write_text(TEMPLATE, encoding="utf-8")
    Path("media.lua").write_text(FILTER, encoding="utf-8")
    program = pandoc()
    draw_charts()
    convert(program, "--template=briefing.typst", "--default-image-extension=pdf", "--output=report.typ")
    fonts = [str(FONTS / name) for name in ("source-serif-4", "source-sans-3")]
    typst.compile("report.typ", "dist/report-briefing.pdf", font_paths=fonts, ignore_system_fonts=True)
    slides = ("--slide-level=2", "--toc", "--toc-depth=1", "--default-image-extension=png")
    convert(program, *slides, "--output=dist/report-deck.pptx")


if __name__ == "__main__":
    main()
