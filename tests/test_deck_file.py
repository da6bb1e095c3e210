"""The finished .pptx, read back by others: python-pptx, the Open XML SDK, LibreOffice, and our own lint."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.enum.text import PP_ALIGN

from hefei_report.deck import Deck, write_deck
from hefei_report.deck.lint import lint
from hefei_report.deck.openxml.escaping import speakable
from hefei_report.deck.openxml.names import DECORATIVE, P14, SVG, TABLE_STYLE, A, P, guid
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import ChartPlan
from hefei_report.document.drawing import Box, RenderedFigure
from hefei_report.document.model import Document, Medium, PageBreak, Paragraph, Run, WebLink
from hefei_report.theme import load_theme
from tests.support import decks
from tests.support.decks import EPOCH, at, bullets, document, figure, section, table, words
from tests.support.overflow import overflows, page_count, to_pdf
from tests.support.product import environment
from tests.support.tools import CHECKOUT, require_tool

SAMPLES = [decks.everything, decks.chinese, decks.long_words, decks.every_length]


def write(source: Document) -> Deck:
    """The deck of a document that has nothing wrong with it."""
    found = Diagnostics()
    deck = write_deck(source, load_theme("hefei"), decks.draw, found, EPOCH)
    assert list(found) == []
    return deck


@functools.cache
def sample(make: Callable[[], Document]) -> Deck:
    """The deck of a sample document, written once."""
    return write(make())


def opened(deck: Deck) -> Any:
    """The deck as python-pptx reads it."""
    return pptx.Presentation(io.BytesIO(deck.content))


def saved(deck: Deck, folder: Path) -> Path:
    """The deck on disk."""
    path = folder / "deck.pptx"
    path.write_bytes(deck.content)
    return path


def part(deck: Deck, name: str) -> etree._Element:
    """A part of the package as XML."""
    with zipfile.ZipFile(io.BytesIO(deck.content)) as archive:
        return etree.fromstring(archive.read(name))


def titled(deck: Deck, title: str) -> Any:
    """The slide whose title begins with ``title``."""
    found = [slide for slide in opened(deck).slides if slide.shapes.title.text_frame.text.startswith(title)]
    assert found, title
    return found[0]


# ------------------------------------------------------------------------------------- outside readers


@pytest.mark.parametrize("make", SAMPLES)
def test_the_open_xml_sdk_finds_no_error(make: Callable[[], Document], tmp_path: Path) -> None:
    program = [require_tool("ooxml-validator"), str(saved(sample(make), tmp_path))]
    result = subprocess.run(program, capture_output=True, text=True, check=False, timeout=120)
    assert '"ok": true' in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize("make", SAMPLES)
def test_our_own_lint_finds_nothing(make: Callable[[], Document]) -> None:
    assert lint(sample(make).content) == ()


@pytest.mark.parametrize("make", SAMPLES)
def test_libreoffice_shows_every_slide_and_no_text_leaves_its_shape(
    make: Callable[[], Document], tmp_path: Path
) -> None:
    path = saved(sample(make), tmp_path)
    printed = to_pdf(require_tool("soffice"), path, tmp_path)
    assert page_count(printed) == sample(make).slides
    assert overflows(path, printed) == []


def test_the_measure_of_overflow_would_find_one(tmp_path: Path) -> None:
    presentation = opened(write(document(section("1", "One", bullets("A point"), headline="Short"))))
    body = next(shape for shape in presentation.slides[1].placeholders if shape.placeholder_format.idx == 1)
    body.text_frame.paragraphs[0].runs[0].text = "a point that is made much too long " * 60
    path = tmp_path / "spoilt.pptx"
    presentation.save(str(path))
    (found,) = overflows(path, to_pdf(require_tool("soffice"), path, tmp_path))
    assert (found.slide, found.shape) == (2, "Body")
    assert found.points > 20


# ---------------------------------------------------------------------------------------- same bytes


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write(decks.everything()).content == sample(decks.everything).content


def test_the_bytes_depend_on_no_hash_seed_time_zone_or_folder(tmp_path: Path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(CHECKOUT)!r})\n"
        "import hashlib\n"
        "from hefei_report.deck import write_deck\n"
        "from hefei_report.diagnostics import Diagnostics\n"
        "from hefei_report.theme import load_theme\n"
        "from tests.support import decks\n"
        "deck = write_deck(decks.everything(), load_theme('hefei'), decks.draw, Diagnostics(), decks.EPOCH)\n"
        "print(hashlib.sha256(deck.content).hexdigest())\n"
    )
    digests = set()
    for seed, zone, folder in (("1", "UTC", CHECKOUT), ("2", "Asia/Shanghai", tmp_path)):
        variables = environment({"PYTHONHASHSEED": seed, "TZ": zone})
        result = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=folder, env=variables
        )
        digests.add(result.stdout.strip())
    assert len(digests) == 1


def test_another_date_gives_other_bytes() -> None:
    other = write_deck(decks.everything(), load_theme("hefei"), decks.draw, Diagnostics(), EPOCH + 86_400)
    assert other.content != sample(decks.everything).content


# ------------------------------------------------------------------------------------ what is written


def test_document_properties_say_what_it_is_and_when() -> None:
    properties = opened(sample(decks.everything)).core_properties
    assert properties.title == "Hefei: how an inland city became a technology hub"
    assert properties.author == "Regional Economics Desk"
    assert properties.keywords == "Hefei, industry"
    assert properties.language == "en-US"
    assert properties.created.isoformat() == "2025-11-22T08:26:40"


def test_everything_stands_in_placeholders_of_its_layout() -> None:
    for slide in opened(sample(decks.everything)).slides:
        known = {placeholder.placeholder_format.idx for placeholder in slide.slide_layout.placeholders}
        for shape in slide.shapes:
            if shape.is_placeholder:
                assert shape.placeholder_format.idx in known
            else:
                assert shape.name in ("Mark", "Draft")


def test_figures_are_pictures_with_a_vector_and_the_authors_description() -> None:
    drawn = replace(decks.everything(), deck=decks.DRAWN)
    slide = titled(write(drawn), "Cars are made by five companies")
    (picture,) = [shape for shape in slide.shapes if shape._element.tag == f"{{{P}}}pic"]
    properties = picture._element.find(f".//{{{P}}}cNvPr")
    assert properties.get("descr").startswith("Column chart 2 of cars")
    assert picture.image.content_type == "image/png"
    vector = picture._element.find(f".//{{{SVG}}}svgBlip")
    relationship = vector.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
    assert slide.part.related_part(relationship).blob.startswith(b"<svg")


def test_a_figure_is_drawn_at_exactly_the_size_at_which_it_stands() -> None:
    sizes: list[Box] = []

    def draw(plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
        sizes.append(box)
        return decks.draw(plan, box, medium)

    source = document(section("1", "One", figure(1)), deck=decks.DRAWN)
    deck = write_deck(source, load_theme("hefei"), draw, Diagnostics(), EPOCH)
    (picture,) = [shape for shape in opened(deck).slides[1].shapes if shape._element.tag == f"{{{P}}}pic"]
    assert [(picture.width / 12_700, picture.height / 12_700)] == [(box.width, box.height) for box in sizes]


def test_a_drawing_that_stands_twice_is_stored_once() -> None:
    told = section("1", "One", figure(1), PageBreak(span=at(2)), figure(2, "Another finding"))
    deck = write(document(told, deck=decks.DRAWN))
    with zipfile.ZipFile(io.BytesIO(deck.content)) as archive:
        assert sorted(name for name in archive.namelist() if "media" in name) == [
            "ppt/media/image1.png",
            "ppt/media/image2.svg",
        ]


def test_a_figure_that_could_not_be_drawn_does_not_break_the_deck() -> None:
    def draw(plan: ChartPlan, box: Box, medium: Medium) -> RenderedFigure:
        assert plan.series
        assert medium is Medium.DECK
        return RenderedFigure(box)

    source = document(section("1", "One", figure(1)), deck=decks.DRAWN)
    deck = write_deck(source, load_theme("hefei"), draw, Diagnostics(), EPOCH)
    assert len(opened(deck).slides) == deck.slides == 3


def test_tables_are_real_with_our_style_a_header_row_and_numbers_to_the_right() -> None:
    slide = titled(sample(decks.everything), "Who put money into what")
    (shape,) = [shape for shape in slide.shapes if shape.has_table]
    assert shape.table.first_row
    assert shape._element.find(f".//{{{A}}}tableStyleId").text == TABLE_STYLE
    assert [cell.text for cell in shape.table.rows[0].cells] == ["Company", "Year", "Million yuan", "What came of it"]
    assert shape.table.cell(1, 2).text_frame.paragraphs[0].alignment == PP_ALIGN.RIGHT
    line = shape.table.cell(1, 0).text_frame.paragraphs[0]
    assert line.line_spacing.pt >= 1.2 * line.runs[0].font.size.pt
    assert sum(column.width for column in shape.table.columns) == shape.width
    assert sum(row.height for row in shape.table.rows) == shape.height


def test_every_run_says_its_language() -> None:
    for make, expected in ((decks.everything, "en-US"), (decks.chinese, "zh-CN")):
        seen = set()
        for slide in opened(sample(make)).slides:
            for properties in slide._element.iter(f"{{{A}}}rPr"):
                assert properties.get("lang")
                assert properties.get("altLang")
                seen.add(properties.get("lang"))
        assert expected in seen
    slide = titled(sample(decks.everything), "The Hefei model")
    (run,) = [run for run in slide._element.iter(f"{{{A}}}r") if run.findtext(f"{{{A}}}t") == "合肥"]
    assert run.find(f"{{{A}}}rPr").get("lang") == "zh-CN"


def test_links_lead_to_the_web_and_to_slides_and_keep_the_colour_of_the_text() -> None:
    presentation = opened(sample(decks.everything))
    links = [link for slide in presentation.slides for link in slide._element.iter(f"{{{A}}}hlinkClick")]
    assert any(link.get("action") == "ppaction://hlinksldjump" for link in links)
    assert any(link.get("action") is None for link in links)
    assert all(b"hlinkClr" in etree.tostring(link) for link in links)
    assert {link.get("tooltip") for link in links} >= {"Reference 1", "Reference 2"}


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
        "https:nohost",
        "\\\\server\\share",
        "javascript://host/%0aalert(1)",
        "file://server/share",
        "ppaction://x",
    ],
)
def test_no_other_link_gets_into_a_deck(url: str) -> None:
    told = Paragraph(span=at(1), only=Medium.DECK, content=(Run("a link", target=WebLink(url)),))
    deck = write(document(section("1", "One", told), references=()))
    assert not list(opened(deck).slides[1]._element.iter(f"{{{A}}}hlinkClick"))
    assert "a link" in opened(deck).slides[1].placeholders[1].text_frame.text


def test_an_address_with_chinese_in_it_is_written_as_a_uri() -> None:
    told = Paragraph(span=at(1), only=Medium.DECK, content=(Run("the city", target=WebLink("https://例.cn/合肥?a b")),))
    slide = opened(write(document(section("1", "One", told)))).slides[1]
    (target,) = [rel.target_ref for rel in slide.part.rels.values() if rel.is_external]
    assert re.fullmatch(r"https://[A-Za-z0-9%./?=-]+", target)


def test_text_that_looks_like_markup_is_text() -> None:
    odd = "<a:t>&amp; \x0b\x00 {{ fact }} ]]>"
    told = section("1", "<b>One</b>", bullets(odd), table(3, title=odd), headline=odd)
    deck = write(document(told, title=words(odd), authors=(odd,), publisher=odd))
    assert "<a:t>&amp;" in opened(deck).slides[2].shapes.title.text_frame.text
    assert lint(deck.content) == ()


def test_footer_date_and_number_are_real_placeholders_with_a_field() -> None:
    slide = opened(sample(decks.everything)).slides[3]
    kinds = {shape.placeholder_format.type.name: shape for shape in slide.placeholders}
    assert kinds["FOOTER"].text_frame.text == "Hefei: how an inland city became a technology hub"
    assert kinds["DATE"].text_frame.text == "22\u00a0November 2025"
    assert kinds["SLIDE_NUMBER"]._element.find(f".//{{{A}}}fld").get("type") == "slidenum"
    own = write(document(section("1", "One", figure(1)), deck=replace(document().deck, footer="For the board only")))
    footers = [shape.text_frame.text for shape in opened(own).slides[1].placeholders if shape.has_text_frame]
    assert "For the board only" in footers


def test_speaker_notes_are_there_with_a_registered_master() -> None:
    slide = titled(sample(decks.everything), "A slide composed by the author")
    lines = [paragraph.text for paragraph in slide.notes_slide.notes_text_frame.paragraphs]
    assert lines[:2] == ["Pause here.", "Facts on this slide"]
    assert lines[2].startswith("257.2 billion yuan: Goods exports")
    assert part(sample(decks.everything), "ppt/presentation.xml").find(f"{{{P}}}notesMasterIdLst") is not None


def test_powerpoint_sections_hold_every_slide_once() -> None:
    root = part(sample(decks.everything), "ppt/presentation.xml")
    names = [entry.get("name") for entry in root.iter(f"{{{P14}}}section")]
    assert names[1:3] == ["In one page", "1 Trade and opening up"]
    assert all(re.fullmatch(r"\{[0-9A-F-]{36}\}", entry.get("id", "")) for entry in root.iter(f"{{{P14}}}section"))
    ids = [entry.get("id") for entry in root.iter(f"{{{P14}}}sldId")]
    assert ids == [entry.get("id") for entry in root.iter(f"{{{P}}}sldId")]


def test_marks_that_only_decorate_say_so() -> None:
    marks = [
        shape for slide in opened(sample(decks.everything)).slides for shape in slide.shapes if shape.name == "Mark"
    ]
    assert marks
    assert all(next(mark._element.iter(f"{{{DECORATIVE}}}decorative")).get("val") == "1" for mark in marks)


def test_text_does_not_shrink_by_itself() -> None:
    for layout in opened(sample(decks.everything)).slide_layouts:
        bodies = list(layout._element.iter(f"{{{A}}}bodyPr"))
        assert not any(body.find(f"{{{A}}}normAutofit") is not None for body in bodies)


def test_a_document_without_sections_is_still_a_deck() -> None:
    deck = write(document(references=()))
    assert deck.slides == 1
    assert lint(deck.content) == ()


def test_what_xml_may_hold_is_written_and_nothing_else() -> None:
    allowed = [*map(ord, "\t\n\r"), *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000)]
    assert speakable("".join(map(chr, range(0x110000)))) == "".join(map(chr, allowed))


def test_our_guids_are_uuids_of_the_standard() -> None:
    ours = uuid.UUID("5d0c2f0e-6a5b-5c0e-9d3c-6865666569a1")
    for name in ("slide number", "section 1 Häfen", "合肥"):
        assert guid(name) == f"{{{str(uuid.uuid5(ours, name)).upper()}}}"
