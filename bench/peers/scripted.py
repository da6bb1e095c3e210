"""Peer B, a straightforward script: pyplot, platypus and python-pptx, with citations and references made by hand.

Everything is made anew each time. Usage: python scripted.py, in the folder of ``report.json``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import charts  # type: ignore[import-not-found]  # the file beside this script
from pptx import Presentation
from pptx.util import Inches, Pt
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, Image, PageBreak, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.tableofcontents import TableOfContents

FONTS = Path(__file__).resolve().parent.parent.parent / "assets" / "fonts"
WIDTH = 334.5  # points: the column of text
HEIGHT = WIDTH * charts.SIZE[1] / charts.SIZE[0]


def marked(key: str, sources: dict[str, Any]) -> str:
    """``(Evans, 2020)``"""
    source = sources[key]
    return f"({source['author'][0]['family']}, {source['issued']['date-parts'][0][0]})"


def entry(source: dict[str, Any]) -> str:
    """A journal article as the APA has it."""
    author = source["author"][0]
    name = f"{author['family']}, {author['given'][0]}."
    where = f"<i>{source['container-title']}, {source['volume']}</i>, {source['page'].replace('-', '–')}"
    return f"{name} ({source['issued']['date-parts'][0][0]}). {source['title']}. {where}. {source['URL']}"


def cited(report: dict[str, Any]) -> list[str]:
    keys = {sentence["cites"] for section in report["sections"] for text in section["paragraphs"] for sentence in text}
    keys |= {part["source"] for section in report["sections"] for part in (section["chart"], section["table"]) if part}
    return sorted(keys - {""})


# -------------------------------------------------------------------------------------------- briefing


class Briefing(BaseDocTemplate):  # type: ignore[misc]  # untyped there
    """A4 pages that tell the contents of their headings."""

    def __init__(self, path: str, title: str) -> None:
        super().__init__(path, pagesize=A4, leftMargin=70.9, rightMargin=189.9, topMargin=79, bottomMargin=72)
        self.heading = title
        frame = Frame(70.9, 72, WIDTH, A4[1] - 151, leftPadding=0, rightPadding=0)
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self.decorate))

    def decorate(self, canvas: Any, _: Any) -> None:
        if canvas.getPageNumber() > 1:
            canvas.setFont("Sans", 8)
            canvas.drawString(70.9, A4[1] - 40, self.heading)
            canvas.drawRightString(A4[0] - 70.9, 40, str(canvas.getPageNumber()))

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  # platypus calls it so
        if getattr(flowable, "style", None) is not None and flowable.style.name == "heading":
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def register_fonts() -> None:
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "source-serif-4" / "SourceSerif4-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Serif-Italic", FONTS / "source-serif-4" / "SourceSerif4-Italic.ttf"))
    pdfmetrics.registerFont(TTFont("Sans", FONTS / "source-sans-3" / "SourceSans3-Regular.ttf"))
    pdfmetrics.registerFontFamily("Serif", normal="Serif", italic="Serif-Italic")


def write_briefing(report: dict[str, Any], sources: dict[str, Any], path: str) -> None:
    register_fonts()
    body = ParagraphStyle("body", fontName="Serif", fontSize=10, leading=14.5, alignment=TA_JUSTIFY, spaceAfter=6)
    ink = HexColor(f"#{report['ink']}")
    heading = ParagraphStyle("heading", fontName="Sans", fontSize=21, leading=26, textColor=ink, spaceAfter=12)
    small = ParagraphStyle("small", fontName="Sans", fontSize=9, leading=12, spaceAfter=6)
    cover = ParagraphStyle("cover", fontName="Sans", fontSize=30, leading=36, textColor=ink)
    contents = TableOfContents(levelStyles=[small])
    told: list[Any] = [Spacer(1, 250), Paragraph(report["title"], cover), Spacer(1, 20)]
    told += [Paragraph(report["author"], small), Paragraph("22 November 2025", small), PageBreak()]
    told += [Paragraph("Contents", cover), contents]
    for number, section in enumerate(report["sections"], 1):
        told += [PageBreak(), Paragraph(f"{number} {section['title']}", heading)]
        for text in section["paragraphs"]:
            told.append(Paragraph(" ".join(set_sentence(sentence, sources) for sentence in text), body))
        chart = section["chart"]
        told += [Paragraph(f"Figure {number}: {chart['title']}. {chart['caption']}, {chart['unit']}", small)]
        told += [Image(f"charts/{chart['id']}.png", WIDTH, HEIGHT)]
        told += [Paragraph(f"Source: {marked(chart['source'], sources)}", small)]
        if section["table"]:
            table = section["table"]
            told += [Paragraph(f"Table: {table['title']}", small)]
            told += [Table([table["header"], *table["rows"]], style=[("LINEBELOW", (0, 0), (-1, 0), 0.5, ink)])]
            told += [Paragraph(f"Source: {marked(table['source'], sources)}", small)]
    told += [PageBreak(), Paragraph("References", heading)]
    told += [Paragraph(entry(sources[key]), body) for key in cited(report)]
    Briefing(path, report["title"]).multiBuild(told)


def set_sentence(sentence: dict[str, str], sources: dict[str, Any]) -> str:
    words = sentence["words"].replace("&", "&amp;").replace("<", "&lt;")
    return f"{words.rstrip('.')} {marked(sentence['cites'], sources)}." if sentence["cites"] else words


# ------------------------------------------------------------------------------------------------ deck


def write_deck(report: dict[str, Any], sources: dict[str, Any], path: str) -> None:
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    cover = presentation.slides.add_slide(presentation.slide_layouts[0])
    cover.shapes.title.text = report["title"]
    cover.placeholders[1].text = f"{report['author']}\n22 November 2025"
    agenda = presentation.slides.add_slide(presentation.slide_layouts[1])
    agenda.shapes.title.text = "Contents"
    agenda.placeholders[1].text = "\n".join(section["title"] for section in report["sections"])
    for section in report["sections"]:
        chart, table = section["chart"], section["table"]
        slide = titled(presentation, chart["title"])
        slide.shapes.add_picture(f"charts/{chart['id']}.png", Inches(1.6), Inches(1.5), width=Inches(10))
        note(slide, f"{chart['caption']}, {chart['unit']}. Source: {marked(chart['source'], sources)}")
        if table:
            slide = titled(presentation, table["title"])
            rows = [table["header"], *table["rows"]]
            shape = slide.shapes.add_table(len(rows), 3, Inches(1), Inches(1.6), Inches(11), Inches(0.5 * len(rows)))
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    shape.table.cell(at, column).text = cell
            note(slide, f"Source: {marked(table['source'], sources)}")
    references = presentation.slides.add_slide(presentation.slide_layouts[1])
    references.shapes.title.text = "References"
    plain = (entry(sources[key]).replace("<i>", "").replace("</i>", "") for key in cited(report))
    references.placeholders[1].text = "\n".join(plain)
    presentation.save(path)


def titled(presentation: Any, title: str) -> Any:
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = title
    return slide


def note(slide: Any, text: str) -> None:
    frame = slide.shapes.add_textbox(Inches(1), Inches(7), Inches(11), Inches(0.4)).text_frame
    frame.text = text
    frame.paragraphs[0].font.size = Pt(12)


def main() -> None:
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    sources = {source["id"]: source for source in report["sources"]}
    for folder in ("charts", "dist"):
        Path(folder).mkdir(exist_ok=True)
    for section in report["sections"]:
        look = {"ink": f"#{report['ink']}", "accent": f"#{report['accent']}"}
        charts.draw(section["chart"] | look, Path("charts"), ("png",))
    write_briefing(report, sources, "dist/report-briefing.pdf")
    write_deck(report, sources, "dist/report-deck.pptx")


if __name__ == "__main__":
    main()
