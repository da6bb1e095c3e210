"""The flagship's deck, read back by python-pptx, the Open XML SDK and LibreOffice: valid, complete, nothing cut."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation

from hefei_report.document.model import Document, Figure, Medium, plain
from hefei_report.document.walking import blocks_of
from tests.conftest import Flagship
from tests.support.overflow import overflows, page_count, to_pdf
from tests.support.reading import shapes_of, slide_texts, squeezed
from tests.support.tools import require_tool


@pytest.fixture(scope="module")
def presentation(flagship: Flagship) -> Presentation:
    return pptx.Presentation(str(flagship.deck))


@pytest.fixture(scope="module")
def printed(flagship: Flagship, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The deck as LibreOffice prints it."""
    return to_pdf(require_tool("soffice"), flagship.deck, tmp_path_factory.mktemp("printed"))


def test_the_deck_is_a_talk_of_some_length(presentation: Presentation) -> None:
    assert len(presentation.slides) >= 16
    assert (presentation.slide_width, presentation.slide_height) == (12_192_000, 6_858_000)


def sdk_errors(deck: Path) -> list[object]:
    """What the Open XML SDK complains about."""
    command = [require_tool("ooxml-validator"), str(deck)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    verdict = json.loads(result.stdout)
    assert verdict["ok"] == (verdict["errors"] == [])
    return list(verdict["errors"])


def test_the_open_xml_sdk_finds_no_error(flagship: Flagship) -> None:
    assert sdk_errors(flagship.deck) == []


def test_the_open_xml_sdk_would_find_an_error(flagship: Flagship, tmp_path: Path) -> None:
    spoilt = pptx.Presentation(str(flagship.deck))
    spoilt.slides[0].shapes[0]._element.set("colour", "red")
    spoilt.save(str(tmp_path / "spoilt.pptx"))
    assert len(sdk_errors(tmp_path / "spoilt.pptx")) == 1


def test_libreoffice_shows_as_many_slides(presentation: Presentation, printed: Path) -> None:
    assert page_count(printed) == len(presentation.slides)


def test_no_text_leaves_its_box(flagship: Flagship, printed: Path) -> None:
    assert overflows(flagship.deck, printed) == []


def test_every_slide_has_a_title_of_its_own(presentation: Presentation) -> None:
    titles = [slide.shapes.title.text_frame.text if slide.shapes.title else "" for slide in presentation.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_every_figure_is_there_with_its_description(presentation: Presentation, flagship_document: Document) -> None:
    described = {
        squeezed(str(shape._element._nvXxPr.cNvPr.get("descr", "")))
        for slide in presentation.slides
        for shape in shapes_of(slide.shapes)
    }
    figures = [block for block in blocks_of(flagship_document, Medium.DECK) if isinstance(block, Figure)]
    assert len(figures) >= 10
    assert [figure.id for figure in figures if squeezed(figure.alt) not in described] == []


def test_every_picture_is_described_and_no_description_is_a_file_name(presentation: Presentation) -> None:
    for number, slide in enumerate(presentation.slides, 1):
        for shape in shapes_of(slide.shapes):
            if shape.shape_type is not None and "PICTURE" in shape.shape_type.name:
                described = str(shape._element._nvXxPr.cNvPr.get("descr", ""))
                assert len(described) > 20, f"slide {number}"
                assert not re.search(r"\.(png|svg|jpe?g)$", described), f"slide {number}"


def test_every_source_that_the_deck_cites_stands_on_a_slide(
    presentation: Presentation, flagship_document: Document
) -> None:
    said = [text for slide in presentation.slides for text in slide_texts(slide)]
    said += [slide.notes_slide.notes_text_frame.text for slide in presentation.slides if slide.has_notes_slide]
    cited = {int(number) for text in said for mark in re.findall(r"\[([\d,\s]+)\]", text) for number in mark.split(",")}
    assert len(cited) >= 20
    whole = squeezed("".join("".join(slide_texts(slide)) for slide in presentation.slides))
    entries = {entry.number: squeezed(plain(entry.content))[:40] for entry in flagship_document.references}
    assert [number for number in sorted(cited) if entries[number] not in whole] == []


def test_every_slide_after_the_cover_has_its_number_in_a_real_placeholder(presentation: Presentation) -> None:
    bare = []
    for number, slide in enumerate(presentation.slides, 1):
        kinds = {placeholder.placeholder_format.type for placeholder in slide.placeholders}
        if number > 1 and PP_PLACEHOLDER.SLIDE_NUMBER not in kinds:
            bare.append(number)
    assert bare == []


def test_speaker_notes_name_the_facts_of_their_slides(presentation: Presentation, flagship_document: Document) -> None:
    notes = [
        slide.notes_slide.notes_text_frame.text
        for slide in presentation.slides
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame
    ]
    assert len(notes) >= 10
    named = squeezed("".join(notes))
    used = [fact for fact in flagship_document.facts if squeezed(fact.text) in named]
    assert len(used) >= 50


def test_empty_placeholders_are_not_left_behind(presentation: Presentation) -> None:
    empty = [
        (number, placeholder.name)
        for number, slide in enumerate(presentation.slides, 1)
        for placeholder in slide.placeholders
        if placeholder.has_text_frame and not placeholder.text_frame.text.strip()
    ]
    assert empty == []
