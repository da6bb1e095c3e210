"""The lint of finished decks finds what it is there for: each test breaks a good deck in one way."""

from __future__ import annotations

import functools
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from hefei_report.deck import write_deck
from hefei_report.deck.lint import lint
from hefei_report.deck.openxml.archive import pack
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Block, Medium, Paragraph, Run, WebLink
from hefei_report.theme import load_theme
from tests.support import decks
from tests.support.decks import EPOCH, at, document, figure, key_figures, section, table

Members = dict[str, bytes]
Spoil = Callable[[Members], Members]


@functools.cache
def good() -> Members:
    """A good deck's files: cover, agenda, a chart, a table, key figures, a link, references."""
    told = (Run("See "), Run("the yearbook", target=WebLink("https://example.org/yearbook")), Run(" for more"))
    linked = Paragraph(span=at(3), only=Medium.DECK, content=told)
    blocks: tuple[Block, ...] = (figure(1), table(4), key_figures(2), linked)
    sections = [section(str(n), f"Part {n}", block) for n, block in enumerate(blocks, 1)]
    deck = write_deck(document(*sections, deck=decks.DRAWN), load_theme("hefei"), decks.draw, Diagnostics(), EPOCH)
    return unpacked(deck.content)


@functools.cache
def charted() -> Members:
    """A slide of python-pptx's with a chart, whose axis ids are put right."""
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Exports"
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]  # untyped there
    data.categories = ["2023", "2024"]
    data.add_series("Hefei", (1.5, 2.5))
    data.add_series("Anhui", (3.5, 4.5))
    size = (Inches(1), Inches(2), Inches(6), Inches(4))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *size, data)
    frame._element._nvXxPr.cNvPr.set("descr", "Columns of the exports of Hefei and Anhui")
    for run in slide.shapes.title.text_frame.paragraphs[0].runs:
        run._r.get_or_add_rPr().set("lang", "en-US")
    out = io.BytesIO()
    presentation.save(out)
    members = unpacked(out.getvalue())
    return {**members, CHART_PART: re.sub(rb'val="-(\d+)"', rb'val="\1"', members[CHART_PART])}


def unpacked(content: bytes) -> Members:
    """The members of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# ------------------------------------------------------------------------------------------- spoiling


def replaced(name: str, old: str, new: str, count: int = 1) -> Spoil:
    """With ``old`` replaced in one file, once or (with -1) everywhere."""

    def spoil(members: Members) -> Members:
        assert old.encode() in members[name], (name, old)
        return {**members, name: members[name].replace(old.encode(), new.encode(), count)}

    return spoil


def without(name: str) -> Spoil:
    """Without one file."""
    return lambda members: {other: content for other, content in members.items() if other != name}


def with_file(name: str, content: bytes) -> Spoil:
    """With one file more, or another one."""
    return lambda members: {**members, name: content}


def both(*spoils: Spoil) -> Spoil:
    """With each of several changes."""
    return lambda members: functools.reduce(lambda done, spoil: spoil(done), spoils, members)


def cut_short(name: str, to: int) -> Spoil:
    """With a file that ends early."""
    return lambda members: {**members, name: members[name][:to]}


def copied(name: str, over: str) -> Spoil:
    """With one file in the place of another."""
    return lambda members: {**members, over: members[name]}


CHART, TABLE, TILES, LINKS = (f"ppt/slides/slide{n}.xml" for n in (3, 4, 5, 6))
RELS = "ppt/slides/_rels/slide{}.xml.rels"
PRESENTATION, TYPES, CORE = "ppt/presentation.xml", "[Content_Types].xml", "docProps/core.xml"
LAYOUT, MASTER = "ppt/slideLayouts/slideLayout2.xml", "ppt/slideMasters/slideMaster1.xml"
PNG, SVG = "ppt/media/image1.png", "ppt/media/image2.svg"
TABLE_ALT = "Who put money into what. Direct investments of city funds"
CHART_PART = "ppt/charts/chart1.xml"
WORKBOOK = "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"
LAYOUT_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideLayout"
DARK = '<a:solidFill><a:srgbClr val="12405A"/></a:solidFill>'
PALE = '<a:solidFill><a:srgbClr val="AAAAAA"/></a:solidFill>'

PACKAGE_FAULTS: list[tuple[str, Spoil]] = [
    ("duplicate-member", with_file("PPT/Presentation.xml", b"<a/>")),
    ("phantom-part", without("docProps/app.xml")),
    ("no-content-type", with_file("ppt/media/image9.gif", b"GIF")),
    ("wrong-content-type", replaced(TYPES, "presentationml.slide+xml", "presentationml.slideLayout+xml")),
    ("dangling-relationship", without(PNG)),
    ("external-part", replaced(RELS.format(3), 'Target="../media/image1.png"', 'Target="x.png" TargetMode="External"')),
    ("unsafe-link", replaced(RELS.format(6), "https://example.org/yearbook", "file:///etc/passwd")),
    ("unsafe-link", replaced(RELS.format(6), "https://example.org/yearbook", "javascript:alert(1)")),
    ("orphan-part", with_file("ppt/media/image9.png", b"\x89PNG")),
    ("duplicate-relationship", replaced(RELS.format(3), 'Id="rId2"', 'Id="rId1"')),
    ("unknown-relationship", replaced(CHART, 'r:embed="rId', 'r:embed="rId9')),
    ("document-type", replaced(CHART, "<p:sld ", '<!DOCTYPE p:sld [<!ENTITY e "x">]><p:sld ')),
    ("not-xml", cut_short(CHART, 3000)),
    ("no-presentation", replaced("_rels/.rels", "/officeDocument", "/other", -1)),
]
PRESENTATION_FAULTS: list[tuple[str, Spoil]] = [
    ("duplicate-slide-id", replaced(PRESENTATION, '<p:sldId id="257"', '<p:sldId id="256"')),
    ("slide-id", replaced(PRESENTATION, 'id="257"', 'id="17"', -1)),
    ("slide-twice", replaced(PRESENTATION, 'r:id="rId8"', 'r:id="rId7"')),
    ("sections", replaced(PRESENTATION, '<p14:sldId id="257"', '<p14:sldId id="999"')),
    ("sections", replaced(PRESENTATION, '<p14:sldId id="257"/>', "")),
    ("duplicate-section-name", replaced(PRESENTATION, 'name="2 Part 2"', 'name="1 Part 1"')),
    ("notes-master", replaced(PRESENTATION, "p:notesMasterIdLst", "p:other", -1)),
    ("no-slide-size", replaced(PRESENTATION, "p:sldSz", "p:other")),
    ("slide-number", replaced(PRESENTATION, "<p:presentation ", '<p:presentation firstSlideNum="5" ')),
    ("slide-number", replaced(CHART, "<a:t>3</a:t></a:fld>", "<a:t>4</a:t></a:fld>")),
    ("duplicate-layout-id", replaced(MASTER, 'id="2147483650"', 'id="2147483649"')),
    ("duplicate-layout-id", replaced(PRESENTATION, 'sldMasterId id="2147483648"', 'sldMasterId id="2147483649"')),
    ("layout-id", replaced(MASTER, 'id="2147483650"', 'id="300"')),
    ("duplicate-layout-name", replaced(LAYOUT, 'name="Agenda"', 'name="Title Slide"')),
    ("bad-date", replaced(CORE, "2025-11-22T", "22.11.2025 ", -1)),
    ("bad-date", replaced(CORE, "2025-11-22T", "2025-13-45T", -1)),
    ("no-document-title", replaced(CORE, "dc:title", "dc:other", -1)),
]
SLIDE_FAULTS: list[tuple[str, Spoil]] = [
    ("duplicate-shape-id", replaced(CHART, 'id="3" name=', 'id="2" name=')),
    ("duplicate-shape-id", replaced(LAYOUT, '<p:cNvPr id="3"', '<p:cNvPr id="2"')),
    ("no-layout", replaced(RELS.format(3), "/slideLayout", "/other", -1)),
    (
        "no-layout",
        replaced(
            RELS.format(3),
            "<Relationship ",
            f'<Relationship Id="rId99" Type="{LAYOUT_LINK}" Target="../slideLayouts/slideLayout1.xml"/><Relationship ',
        ),
    ),
    ("placeholder-not-in-layout", replaced(CHART, 'type="body" idx="13"', 'type="body" idx="77"')),
    ("duplicate-placeholder", replaced(CHART, 'type="ftr" idx="11"', 'type="ftr" idx="10"')),
    ("background", replaced(CHART, "<p:cSld>", f"<p:cSld><p:bg><p:bgPr>{DARK}</p:bgPr></p:bg>")),
    ("background", replaced(MASTER, "<a:effectLst/></p:bgPr>", "</p:bgPr>")),
    ("negative-size", replaced(TILES, '<a:ext cx="', '<a:ext cx="-')),
    ("off-slide", replaced(CHART, '<a:off x="548640"', '<a:off x="9548640"')),
    ("no-fallback", replaced(CHART, '<a:blip r:embed="rId', '<a:blip r:link="rId')),
]
READING_FAULTS: list[tuple[str, Spoil]] = [
    ("no-title", replaced(CHART, '<p:ph type="title"/>', '<p:ph type="body" idx="13"/>')),
    ("same-title", copied(TABLE, CHART)),
    ("title-not-first", replaced(CHART, '<p:ph type="body" idx="13"/>', '<p:ph type="title"/>')),
    ("no-alternative-text", replaced(CHART, 'descr="Column chart 1 of', 'descr="" title="')),
    ("no-alternative-text", replaced(TABLE, TABLE_ALT, "table.png")),
    ("empty-shape", replaced(CHART, "<a:t>22\u00a0November 2025</a:t>", "<a:t/>")),
    ("no-language", replaced(CHART, 'lang="en-US" altLang', "altLang")),
    ("bad-language", replaced(CHART, 'lang="en-US" altLang', 'lang="english (US)" altLang')),
    ("bad-language", replaced(LAYOUT, 'lang="en-US"', 'lang="en_US"')),
    ("wrong-language", replaced(CHART, "<a:t>2025 is a target.</a:t>", "<a:t>二〇二五年是目标</a:t>")),
    ("tiny-text", replaced(CHART, 'sz="900"', 'sz="600"')),
    ("unclear-link", replaced(LINKS, "<a:t>the yearbook</a:t>", "<a:t>click here</a:t>")),
    ("unclear-link", replaced(LINKS, "<a:t>the yearbook</a:t>", "<a:t>这里</a:t>")),
    ("unclear-link", replaced(LINKS, "<a:t>the yearbook</a:t>", f"<a:t>https://example.org/{'x' * 70}</a:t>")),
    (
        "contrast",
        replaced(
            LINKS, "<a:t>See </a:t>", f"<a:t/></a:r><a:r><a:rPr lang='en-US' sz='1400'>{PALE}</a:rPr><a:t>See </a:t>"
        ),
    ),
    ("contrast", replaced("ppt/theme/theme1.xml", "<a:dk1><a:srgbClr val=", '<a:dk1><a:srgbClr val="DDDDDD" n=')),
    ("contrast", replaced(LINKS, "<p:cSld>", f"<p:cSld><p:bg><p:bgPr>{DARK}<a:effectLst/></p:bgPr></p:bg>")),
    ("contrast", replaced(LINKS, "<p:spPr/>", f"<p:spPr>{DARK}</p:spPr>")),
    ("contrast", replaced(TABLE, 'anchor="b"/>', f'anchor="b">{DARK}</a:tcPr>')),
    (
        "contrast",
        replaced(
            "ppt/tableStyles.xml",
            '<a:schemeClr val="accent1"/></a:tcTxStyle>',
            '<a:schemeClr val="bg2"/></a:tcTxStyle>',
        ),
    ),
]
TABLE_FAULTS: list[tuple[str, Spoil]] = [
    ("table-without-header", replaced(TABLE, 'firstRow="1"', 'firstRow="0"')),
    ("table-grid", replaced(TABLE, "<a:tblGrid>", '<a:tblGrid><a:gridCol w="1"/>')),
    ("table-merge", replaced(TABLE, "<a:tc>", '<a:tc gridSpan="2">')),
    ("table-merge", replaced(TABLE, "<a:tc>", '<a:tc vMerge="1">')),
    ("table-merge", replaced(TABLE, "<a:tc>", '<a:tc rowSpan="99">')),
    ("table-size", replaced(TABLE, '<a:gridCol w="', '<a:gridCol w="-')),
]
MEDIA_FAULTS: list[tuple[str, Spoil]] = [
    ("broken-picture", cut_short(PNG, 400)),
    ("broken-picture", with_file(PNG, b"GIF89a")),
    ("broken-drawing", with_file(SVG, b"<html xmlns='http://www.w3.org/1999/xhtml'/>")),
    ("not-xml", cut_short(SVG, 200)),
    ("active-drawing", replaced(SVG, "</svg>", "<script/></svg>")),
    ("active-drawing", replaced(SVG, "<rect", '<rect href="https://example.org"')),
    ("active-drawing", replaced(SVG, "<rect", '<rect onload="alert(1)"')),
    ("active-drawing", replaced(SVG, "<rect", '<rect style="fill:url(https://example.org/x)"')),
    ("active-drawing", replaced(SVG, "</svg>", "<style>@import 'x.css'</style></svg>")),
]


@pytest.mark.parametrize(
    ("rule", "spoil"),
    [*PACKAGE_FAULTS, *PRESENTATION_FAULTS, *SLIDE_FAULTS, *READING_FAULTS, *TABLE_FAULTS, *MEDIA_FAULTS],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_deck_is_found_out(rule: str, spoil: Spoil) -> None:
    assert rule in {finding.rule for finding in lint(pack(spoil(good())))}


def test_the_deck_that_they_all_break_is_good() -> None:
    assert lint(pack(good())) == ()


def test_a_colour_of_the_theme_is_judged_as_what_it_is_changed_to() -> None:
    def rules(change: str) -> set[str]:
        fill = f'<a:solidFill><a:schemeClr val="bg1">{change}</a:schemeClr></a:solidFill>'
        run = f"<a:t/></a:r><a:r><a:rPr lang='en-US' sz='1400'>{fill}</a:rPr><a:t>See </a:t>"
        return {finding.rule for finding in lint(pack(replaced(LINKS, "<a:t>See </a:t>", run)(good())))}

    assert rules("") == rules('<a:lumMod val="80000"/>') == {"contrast"}
    assert rules('<a:lumMod val="30000"/>') == set()
    assert rules('<a:lumMod val="30000"/><a:lumOff val="50000"/>') == {"contrast"}


def test_the_first_row_under_a_header_is_of_the_first_band() -> None:
    style = '<a:band2H><a:tcTxStyle><a:schemeClr val="bg1"/></a:tcTxStyle>'
    pale = both(
        replaced("ppt/tableStyles.xml", "<a:band2H>", style),
        replaced(TABLE, 'firstRow="1"', 'firstRow="1" bandRow="1"'),
    )(good())
    cells = [row.cells[0].text for row in next(table_of(pack(pale))).rows]
    told = {finding.what for finding in lint(pack(pale)) if finding.rule == "contrast"}
    assert [any(cell[:20] in what for what in told) for cell in cells[:4]] == [False, False, True, False]


def table_of(content: bytes) -> Iterator[Any]:
    """The tables of a deck."""
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        yield from (shape.table for shape in slide.shapes if shape.has_table)


def test_a_part_that_stands_twice_is_found() -> None:
    out = io.BytesIO(pack(good()))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("docProps/app.xml", good()["docProps/app.xml"])
    assert "duplicate-member" in {finding.rule for finding in lint(out.getvalue())}


# --------------------------------------------------------------------------------------------- charts


def in_workbook(spoil: Spoil) -> Spoil:
    """With a change inside the chart's workbook."""
    return lambda members: {**members, WORKBOOK: pack(spoil(unpacked(members[WORKBOOK])))}


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
CHART_FAULTS: list[tuple[str, Spoil]] = [
    ("axis-id", replaced(CHART_PART, '<c:axId val="', '<c:axId val="-', -1)),
    ("unknown-axis", replaced(CHART_PART, '<c:crossAx val="', '<c:crossAx val="9')),
    ("duplicate-series", replaced(CHART_PART, '<c:idx val="1"/>', '<c:idx val="0"/>')),
    ("duplicate-series", replaced(CHART_PART, '<c:order val="1"/>', '<c:order val="0"/>')),
    ("point-count", replaced(CHART_PART, '<c:ptCount val="2"/>', '<c:ptCount val="1"/>')),
    ("point-count", replaced(CHART_PART, '<c:ptCount val="2"/>', '<c:ptCount val="5"/>')),
    ("no-number", replaced(CHART_PART, "<c:v>1.5</c:v>", "<c:v>NaN</c:v>")),
    ("no-workbook", replaced(CHART_PART, "c:externalData", "c:other", -1)),
    ("broken-workbook", cut_short(WORKBOOK, 900)),
    ("broken-workbook", in_workbook(without("xl/workbook.xml"))),
    ("broken-workbook", in_workbook(cut_short(SHEET, 300))),
    ("stale-workbook", replaced(CHART_PART, "<c:v>1.5</c:v>", "<c:v>1.6</c:v>")),
    ("stale-workbook", in_workbook(replaced(STRINGS, "Hefei", "Bengbu"))),
    ("unknown-cells", replaced(CHART_PART, "Sheet1!$B$1", "Nowhere!$B$1")),
    ("live-workbook", in_workbook(replaced(SHEET, "<v>1.5</v>", "<f>WEBSERVICE(A1)</f><v>1.5</v>"))),
    ("live-workbook", in_workbook(replaced(SHEET, "<v>1.5</v>", "<f>[1]Other!A1+0.5</f><v>1.5</v>"))),
]


def test_two_axes_of_the_same_id_are_found() -> None:
    part = charted()[CHART_PART]
    first, second = re.findall(rb'<c:axId val="(\d+)"/>', part)[:2]
    spoilt = {**charted(), CHART_PART: part.replace(b'"' + second + b'"', b'"' + first + b'"')}
    assert "duplicate-axis" in {finding.rule for finding in lint(pack(spoilt))}


@pytest.mark.parametrize(("rule", "spoil"), CHART_FAULTS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_broken_chart_is_found_out(rule: str, spoil: Spoil) -> None:
    assert rule in {finding.rule for finding in lint(pack(spoil(charted())))}


def test_the_chart_that_they_all_break_is_good() -> None:
    assert [finding for finding in lint(pack(charted())) if "chart" in finding.where] == []


# -------------------------------------------------------------------------------- decks of other hands


def test_of_a_deck_that_python_pptx_makes_only_what_is_true_is_said() -> None:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "A title"
    slide.placeholders[1].text_frame.text = "A point"
    out = io.BytesIO()
    presentation.save(out)
    # Its runs have no language, and the document no title: both are so.
    assert {finding.rule for finding in lint(out.getvalue())} == {"no-language", "no-document-title"}
