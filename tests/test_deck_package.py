"""The one module that reaches behind python-pptx: what it stands in for, and that it still fits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.opc.package import OpcPackage

from hefei_report.deck import set_deck, write_deck
from hefei_report.deck.lint.parts import Package
from hefei_report.deck.openxml.archive import content_types, pack
from hefei_report.deck.template.building import build_template
from hefei_report.deck.writing.keeping import packed, skeleton_key, skeleton_of, unpacked
from hefei_report.deck.writing.opening import WRITTEN_FOR, opened
from hefei_report.deck.writing.package import DeckPackage
from hefei_report.deck.writing.slideparts import (
    ChartParts,
    Leads,
    SlideAt,
    SlideParts,
    WebAddress,
    notes_xml,
    slide_xml,
)
from hefei_report.deck.writing.slideparts import (
    Medium as Picture,
)
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import CrossLink, Document, Medium, Paragraph, Run
from hefei_report.memory import Memory
from hefei_report.theme import load_theme
from hefei_report.workspace import NO_CACHE, Cache
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


def test_it_names_slides_and_notes_as_python_pptx_would() -> None:
    deck = write_deck(decks.everything(), THEME, decks.draw, Diagnostics(), EPOCH)
    reopened = pptx.Presentation(io.BytesIO(deck.content))
    opc = reopened.part.package
    assert isinstance(opc, OpcPackage)
    assert opc.next_partname("/ppt/slides/slide%d.xml") == f"/ppt/slides/slide{deck.slides + 1}.xml"
    noted = [slide for slide in reopened.slides if slide.has_notes_slide]
    names = [slide.notes_slide.part.partname for slide in noted]
    assert names == [f"/ppt/notesSlides/notesSlide{n}.xml" for n in range(1, len(noted) + 1)] != []


def test_its_slides_and_pages_of_notes_are_those_that_python_pptx_makes() -> None:
    theirs = pptx.Presentation(io.BytesIO(build_template(THEME)))
    made = theirs.slides.add_slide(theirs.slide_layouts.get_by_name("Text"))
    for placeholder in list(made.shapes):
        made.shapes._spTree.remove(placeholder._element)
    frame = made.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "Say this."
    package = DeckPackage(opened(build_template(THEME)))
    package.add_slide(SlideParts("Text", slide_xml(""), (), notes_xml("<a:p><a:r><a:t>Say this.</a:t></a:r></a:p>")))
    members = package.members()
    assert members["ppt/slides/slide1.xml"] == made.part.blob
    assert members["ppt/slides/_rels/slide1.xml.rels"] == made.part.rels.xml
    assert members["ppt/notesSlides/notesSlide1.xml"] == made.notes_slide.part.blob
    assert members["ppt/notesSlides/_rels/notesSlide1.xml.rels"] == made.notes_slide.part.rels.xml
    assert members["ppt/_rels/presentation.xml.rels"] == theirs.part.rels.xml
    assert members["ppt/presentation.xml"] == theirs.part.blob


def test_a_slide_leads_to_a_thing_once_and_to_each_chart_anew() -> None:
    leads, chart = Leads(), ChartParts(b"<c/>", b"book", b"")
    picture, page = Picture(b"png", "png"), WebAddress("https://a.example/?b=1&c=2")
    ids = [leads.to(one) for one in (picture, chart, page, Picture(b"png", "png"), chart, SlideAt(0))]
    assert ids == ["rId2", "rId3", "rId4", "rId2", "rId5", "rId6"]
    package = DeckPackage(opened(build_template(THEME)))
    package.add_slide(SlideParts("Text", slide_xml(""), leads.all()))
    told = Package(package.members()).relationships("ppt/slides/slide1.xml")
    assert [(one.id, one.target) for one in told] == [
        ("rId1", told[0].target),
        ("rId2", "ppt/media/image1.png"),
        ("rId3", "ppt/charts/chart1.xml"),
        ("rId4", "https://a.example/?b=1&c=2"),
        ("rId5", "ppt/charts/chart2.xml"),
        ("rId6", "ppt/slides/slide1.xml"),
    ]


def test_a_slide_that_is_no_xml_is_our_own_bug() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        slide_xml("<p:sp>")


def test_an_unknown_layout_is_our_own_bug() -> None:
    with pytest.raises(KeyError):
        DeckPackage(opened(build_template(THEME))).add_slide(SlideParts("No such layout", slide_xml("")))


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


def test_an_archive_is_the_one_that_pythons_own_writer_writes() -> None:
    parts = {"[Content_Types].xml": b"<t/>", "a.png": b"png", "b/c.xml": b"<b/>" * 5_000, "d.xml": b""}
    theirs = io.BytesIO()
    with zipfile.ZipFile(theirs, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=6)
    assert pack(parts) == theirs.getvalue()


def test_a_member_that_did_not_change_is_not_compressed_again() -> None:
    memory, parts = Memory(), {"[Content_Types].xml": b"<t/>", "a.xml": b"<a/>", "b.xml": b"<b/>"}
    first = pack(parts, memory=memory)
    assert memory.made == {"deck deflated": 3}
    memory.turn()
    assert pack(parts, memory=memory) == first
    assert memory.made == {}
    assert pack({**parts, "b.xml": b"<c/>"}, memory=memory) == pack({**parts, "b.xml": b"<c/>"})
    assert memory.made == {"deck deflated": 1}


def test_every_part_gets_a_content_type() -> None:
    types = content_types({"ppt/media/image1.svg": "image/svg+xml", "ppt/presentation.xml": "some/kind"}).decode()
    assert 'Extension="svg" ContentType="image/svg+xml"' in types
    assert 'PartName="/ppt/presentation.xml" ContentType="some/kind"' in types


def test_a_known_template_is_the_same_as_one_that_is_opened(tmp_path: Path) -> None:
    template, cache = build_template(THEME), Cache(tmp_path)
    assert skeleton_of(template, cache) == skeleton_of(template, cache) == opened(template)


def test_another_template_is_opened_and_other_properties_are_written(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    dark = build_template(load_theme("midnight"))
    skeleton_of(build_template(THEME), cache)
    assert skeleton_of(dark, cache) == opened(dark)
    source = document(section("1", "One"))
    for said in (source, replace(source, title=(Run("Another title"),)), replace(source, keywords=("exports",))):
        assert written(said, cache) == written(said, cache) == written(said, NO_CACHE)


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda _: b"[]", lambda good: good[:-9], lambda _: b'{"parts": 1}'])
def test_a_skeleton_that_somebody_else_wrote_is_not_used(spoil: Callable[[bytes], bytes], tmp_path: Path) -> None:
    template, cache = build_template(THEME), Cache(tmp_path)
    assert unpacked(packed(opened(template))) == opened(template)
    assert unpacked(spoil(packed(opened(template)))) is None
    cache.put(skeleton_key(template), spoil(packed(opened(template))))
    assert skeleton_of(template, cache) == opened(template)


def written(source: Document, cache: Cache) -> bytes:
    return set_deck(source, THEME, decks.draw, Diagnostics(), EPOCH, cache=cache).finish().content
