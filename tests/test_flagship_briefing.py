"""The flagship's briefing, read back by PDFium, poppler and pikepdf: whole, complete, and every link lands."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from hefei_report.document.celllayers import Squares
from hefei_report.document.chartplan import (
    Area,
    Bars,
    Break,
    Callout,
    Connectors,
    Dots,
    Dumbbells,
    Events,
    Line,
    Markers,
    Ring,
    Rule,
    Slopes,
    Zone,
    texts_of,
)
from hefei_report.document.model import (
    Document,
    Figure,
    Medium,
    Table,
    plain,
)
from hefei_report.document.progresslayers import Funnel, Race, Schedule
from hefei_report.document.walking import blocks_of, sections_of, shown_in
from tests.conftest import Flagship
from tests.support.reading import PdfReader, squeezed
from tests.support.tools import require_tool

FIVE_ARTICLES = {"urdupoint", "beijing-review", "prnewswire", "business-orbital", "scmp"}


@pytest.fixture(scope="module")
def reader(flagship: Flagship) -> PdfReader:
    return PdfReader(flagship.briefing)


@pytest.fixture(scope="module")
def texts(reader: PdfReader) -> list[str]:
    """Each page's text without white space."""
    return [squeezed(reader.text(page)) for page in range(len(reader))]


def figures(document: Document) -> list[Figure]:
    return [block for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Figure)]


def tables(document: Document) -> list[Table]:
    return [block for block in blocks_of(document, Medium.BRIEFING) if isinstance(block, Table)]


# ------------------------------------------------------------------------------------------- extent


def test_the_build_prints_no_warning(flagship: Flagship) -> None:
    assert "warning[" not in flagship.printed
    assert "0 warnings" in flagship.printed


def test_the_briefing_is_a_publication_of_some_length(reader: PdfReader, flagship_document: Document) -> None:
    assert len(reader) >= 16
    assert len([s for s in sections_of(flagship_document) if s.level == 1]) >= 8
    assert len(figures(flagship_document)) >= 10
    assert len(flagship_document.facts) >= 50


def test_each_of_the_five_articles_is_cited(flagship_document: Document, texts: list[str]) -> None:
    keys = [reference.key for reference in flagship_document.references]
    assert {article for article in FIVE_ARTICLES if not any(article in key for key in keys)} == set()
    whole = "".join(texts)
    for reference in flagship_document.references:
        assert squeezed(plain(reference.content))[:40] in whole, reference.key


def test_the_whole_text_of_every_figure_is_there(flagship_document: Document, texts: list[str]) -> None:
    lost = []
    for figure in figures(flagship_document):
        page = texts[page_of(figure, texts)]
        lost += [(figure.id, text) for text in texts_of(figure.plan) if squeezed(text) not in page]
        lost += [
            (figure.id, plain(line)) for line in (figure.caption, figure.note) if squeezed(plain(line)) not in page
        ]
    assert lost == []


def page_of(figure: Figure, texts: list[str]) -> int:
    """The page on which ``figure`` stands; contents name it without its caption, its data come after it."""
    told = (f"Figure{figure.number}", squeezed(plain(figure.title)), squeezed(plain(figure.caption)))
    return next(number for number, text in enumerate(texts) if all(part in text for part in told))


def test_figures_are_vectors(flagship: Flagship, flagship_document: Document, reader: PdfReader) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        pictures = [name for page in pdf.pages for name in page.get_images()]
        assert pictures == []
        painted = [count_paths(page) for page in pdf.pages]
    texts = [squeezed(reader.text(number)) for number in range(len(reader))]
    wanted = [0] * len(painted)
    for figure in figures(flagship_document):
        wanted[page_of(figure, texts)] += shapes_in(figure)
    assert min(map(shapes_in, figures(flagship_document))) >= 2
    assert [(n, painted[n], least) for n, least in enumerate(wanted) if painted[n] < least] == []


def shapes_in(figure: Figure) -> int:
    """The least number of paths that draw ``figure``: each bar, point, wedge, event and target is one."""
    found = 0
    for layer in figure.plan.layers:
        match layer:
            case Bars(marks) | Ring(marks) | Events(marks) | Markers(marks):
                found += len(marks)
            case Connectors(marks) | Dumbbells(marks) | Slopes(marks) | Dots(marks):
                found += len(marks)
            case Area():
                found += 1
            case Line(points, markers=markers):
                found += len(points) if markers else 1
            case Rule() | Break() | Zone():
                found += 1
            case Funnel(marks) | Race(marks) | Schedule(marks):
                found += len(marks)
            case Squares(groups, rest=rest):
                found += sum(group.count for group in groups) + rest
            case Callout():
                pass
            case _:  # what has no marks that are counted one by one
                found += 1
    return found


def count_paths(page: pikepdf.Page) -> int:
    """How many paths are filled or stroked on a page, forms included."""
    operators = {"f", "f*", "F", "S", "s", "B", "B*", "b", "b*"}
    return sum(str(instruction.operator) in operators for instruction in pikepdf.parse_content_stream(page))


# ---------------------------------------------------------------------------------- fonts and readers


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every font object of a PDF that is not the child of another."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/CIDSystemInfo" not in item:
            yield item


def test_every_font_is_embedded(flagship: Flagship) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        found = list(fonts_of(pdf))
        assert found
        for font in found:
            holder = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            descriptor = holder.get("/FontDescriptor")
            assert descriptor is not None, str(font.get("/BaseFont"))
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()), str(font.get("/BaseFont"))


def test_poppler_sees_embedded_subsets_with_unicode_only(flagship: Flagship) -> None:
    listing = subprocess.run([require_tool("pdffonts"), flagship.briefing], capture_output=True, text=True, check=True)
    rows = listing.stdout.splitlines()[2:]
    assert len(rows) >= 4
    for row in rows:
        name, embedded, subset, unicode = row.split()[0], *row.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), row
        assert re.match(r"[A-Z]{6}\+", name), row


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [("pdfinfo", ("-dests",)), ("pdftotext", ("-layout",)), ("pdftoppm", ("-r", "40", "-png")), ("qpdf", ("--check",))],
)
def test_outside_readers_open_it_without_a_complaint(
    tool: str, arguments: tuple[str, ...], flagship: Flagship, tmp_path: Path
) -> None:
    target = {"pdftotext": ["-"], "pdftoppm": [str(tmp_path / "page")]}.get(tool, [])
    result = subprocess.run(
        [require_tool(tool), *arguments, flagship.briefing, *target], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_pdfium_draws_every_page(flagship: Flagship) -> None:
    document = pypdfium2.PdfDocument(str(flagship.briefing))
    blank = [number for number, page in enumerate(document, 1) if page.render(scale=0.3).to_numpy().min() > 200]
    assert blank == []


# ------------------------------------------------------------------------------------------- links


def test_every_section_figure_and_table_has_a_bookmark_on_its_page(
    reader: PdfReader, texts: list[str], flagship_document: Document
) -> None:
    marks = [(squeezed(title), page) for title, page in reader.outline()]
    wanted = [plain(s.title) for s in sections_of(flagship_document) if shown_in(s, Medium.BRIEFING)]
    wanted += [plain(figure.title) for figure in figures(flagship_document)]
    wanted += [plain(table.title) for table in tables(flagship_document)]
    for title in wanted:
        pages = [page for mark, page in marks if squeezed(title) in mark]
        assert pages, f"no bookmark for {title}"
        assert any(squeezed(title) in texts[page] for page in pages), title


MARK = re.compile(r"\[\d[^\[\]]{0,80}\]")
PLAIN = re.compile(r"\d+")  # in "[1, 3]"
WITH_LOCATORS = re.compile(r"(?:^\[|;\s*)(\d+)")  # in "[1, paras 2 and 7; 3]"


def citation_marks(reader: PdfReader, pages: range) -> Iterator[tuple[int, int, int]]:
    """Every cited number that is printed: page, index of its last digit, number."""
    for page in pages:
        for mark in MARK.finditer(reader.text(page)):
            numbers = WITH_LOCATORS if re.search(r"[a-z]", mark[0]) else PLAIN
            for number in numbers.finditer(mark[0]):
                yield page, mark.start() + number.end() - 1, int(number[number.lastindex or 0])


def references_begin(reader: PdfReader) -> int:
    """The page on which the list of references stands."""
    return next(page for title, page in reversed(reader.outline()) if title.strip().endswith("References"))


def test_every_citation_mark_is_a_link_that_lands_on_its_reference(
    reader: PdfReader, flagship_document: Document
) -> None:
    first = references_begin(reader)
    entries = {reference.number: squeezed(plain(reference.content)) for reference in flagship_document.references}
    marks = list(citation_marks(reader, range(first)))
    assert len(marks) >= 60
    astray = []
    for page, index, number in marks:
        landing = reader.click(page, *reader.middle(page, index))
        found = squeezed(reader.words_below(landing, 30)) if landing else ""
        if landing is None or landing.page < first or entries[number][:24] not in found:
            astray.append((page + 1, number, landing, found[:60]))
    assert astray == []
    assert {number for _, _, number in marks} == set(entries)


def test_every_link_leads_somewhere(flagship: Flagship) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        named = {str(name) for name in names_of(pdf)}
        for number, page in enumerate(pdf.pages, 1):
            for link in page.get("/Annots", []):
                if link.get("/Subtype") != "/Link":
                    continue
                action = link.get("/A", pikepdf.Dictionary())
                if "/URI" in action:
                    assert re.match(r"https?://|mailto:", str(action["/URI"])), f"page {number}"
                    continue
                target = link.get("/Dest", action.get("/D"))
                assert target is not None, f"page {number}"
                assert isinstance(target, pikepdf.Array) or str(target) in named, f"page {number}: {target}"


def names_of(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The named destinations, from the tree or the dictionary."""
    if "/Dests" in pdf.Root:
        names = list(pdf.Root.Dests.keys())
        yield from (*names, *(name.lstrip("/") for name in names))
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        yield from (str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests))


# ----------------------------------------------------------------------------------------- metadata


def test_the_file_says_what_it_is(flagship: Flagship, flagship_document: Document) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        assert str(pdf.docinfo["/Title"]) == plain(flagship_document.title)
        assert str(pdf.docinfo["/Author"]) == ", ".join(flagship_document.authors)
        assert str(pdf.Root["/Lang"]).split("-")[0] == flagship_document.language
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_every_inner_page_bears_its_label(reader: PdfReader) -> None:
    bare = [n for n in range(1, len(reader)) if reader.last_line(n)[-1:] != [reader.label(n)]]
    assert bare == []
