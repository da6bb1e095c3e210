"""The one module that reaches behind python-pptx: what it stands in for, and that it still fits."""

from __future__ import annotations

import io
import zipfile

import pptx
import pytest
from pptx.opc.package import OpcPackage

from hefei_report.deck import write_deck
from hefei_report.deck.openxml.archive import content_types, pack
from hefei_report.deck.template.building import build_template
from hefei_report.deck.writing.package import WRITTEN_FOR, DeckPackage
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import CrossLink, Medium, Paragraph, Run
from hefei_report.theme import load_theme
from tests.support import decks
from tests.support.decks import EPOCH, at, document, section
from tests.support.editing import members

THEME = load_theme("hefei")


def test_it_is_written_for_the_python_pptx_at_hand() -> None:
    assert pptx.__version__ == WRITTEN_FOR


def test_it_saves_the_parts_that_python_pptx_would_save() -> None:
    deck = write_deck(decks.everything(), THEME, decks.draw, Diagnostics(), EPOCH)
    again = io.BytesIO()
    pptx.Presentation(io.BytesIO(deck.content)).save(again)
    ours, theirs = members(deck.content), members(again.getvalue())
    assert sorted(ours) == sorted(theirs)
    assert all(ours[name] == theirs[name] for name in ours if name.startswith("ppt/slides/slide"))


def test_it_names_slides_notes_and_pictures_as_python_pptx_would() -> None:
    package = DeckPackage(build_template(THEME))
    slides = [package.add_slide("Text") for _ in range(3)]
    package.add_notes(slides[2])
    assert [slide.part.partname for slide in slides] == [f"/ppt/slides/slide{n}.xml" for n in (1, 2, 3)]
    assert slides[2].notes_slide.part.partname == "/ppt/notesSlides/notesSlide1.xml"
    opc = package.presentation.part.package
    assert isinstance(opc, OpcPackage)
    assert opc.next_partname("/ppt/slides/slide%d.xml") == "/ppt/slides/slide4.xml"


def test_its_pages_of_notes_are_those_that_python_pptx_makes() -> None:
    package = DeckPackage(build_template(THEME))
    ours = [package.add_notes(package.add_slide("Text")) for _ in range(2)]
    theirs = pptx.Presentation(io.BytesIO(build_template(THEME)))
    made = theirs.slides.add_slide(theirs.slide_layouts.get_by_name("Text")).notes_slide
    assert [page.part.blob for page in ours] == [made.part.blob] * 2


def test_an_unknown_layout_is_our_own_bug() -> None:
    with pytest.raises(KeyError):
        DeckPackage(build_template(THEME)).add_slide("No such layout")


def test_a_long_chain_of_links_from_slide_to_slide_can_be_saved() -> None:
    count = 1_200
    chain = [section(str(n), f"Section {n}", _link_to(n + 1 if n < count else 1, n)) for n in range(1, count + 1)]
    deck = write_deck(document(*chain, references=(), facts=()), THEME, decks.draw, Diagnostics(), EPOCH)
    assert deck.slides > count
    assert f"ppt/slides/slide{deck.slides}.xml" in members(deck.content)


def _link_to(number: int, line: int) -> Paragraph:
    target = CrossLink(f"sec-{number}")
    return Paragraph(span=at(line), only=Medium.DECK, content=(Run(f"See section {number}", target=target),))


def test_an_archive_depends_on_its_members_alone() -> None:
    one = pack({"b.xml": b"<b/>", "[Content_Types].xml": b"<t/>", "a.png": b"png"})
    two = pack({"a.png": b"png", "b.xml": b"<b/>", "[Content_Types].xml": b"<t/>"})
    assert one == two
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["[Content_Types].xml", "a.png", "b.xml"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_part_gets_a_content_type() -> None:
    types = content_types({"ppt/media/image1.svg": "image/svg+xml", "ppt/presentation.xml": "some/kind"}).decode()
    assert 'Extension="svg" ContentType="image/svg+xml"' in types
    assert 'PartName="/ppt/presentation.xml" ContentType="some/kind"' in types
