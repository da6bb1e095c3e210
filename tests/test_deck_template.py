"""The template: built from the theme's tokens, the same bytes as the shipped one, and usable on its own."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.presentation import Presentation

from hefei_report.deck.openxml.names import A
from hefei_report.deck.storyboard.layouts import LAYOUT_NAMES, layouts
from hefei_report.deck.template.building import build_template, template_of, template_path
from hefei_report.theme import load_theme, theme_names
from hefei_report.theme.tokens import contrast
from tests.support.tools import require_tool

THEME = load_theme("hefei")


@pytest.fixture(scope="module")
def template() -> Presentation:
    return pptx.Presentation(io.BytesIO(build_template(THEME)))


@pytest.mark.parametrize("name", theme_names())
def test_the_shipped_template_is_what_the_script_builds_byte_for_byte(name: str) -> None:
    assert template_path(name).read_bytes() == build_template(load_theme(name))


def test_another_look_gives_another_template() -> None:
    assert build_template(replace(THEME, primary="#104010")) != build_template(THEME)


def test_a_theme_without_a_shipped_template_gets_one_built() -> None:
    other = replace(THEME, name="other")
    assert template_of(other) == build_template(other)


def test_the_open_xml_sdk_accepts_the_template() -> None:
    program = [require_tool("ooxml-validator"), str(template_path("hefei"))]
    result = subprocess.run(program, capture_output=True, text=True, check=False, timeout=120)
    assert '"ok": true' in result.stdout, result.stdout + result.stderr


def test_the_template_is_widescreen_and_has_every_layout_under_its_name(template: Presentation) -> None:
    assert (template.slide_width, template.slide_height) == (12_192_000, 6_858_000)
    assert [layout.name for layout in template.slide_layouts] == [each.name for each in layouts(THEME.slide).values()]
    assert len(template.slide_layouts) >= 10
    assert set(LAYOUT_NAMES) <= set(layouts(THEME.slide))


def test_every_layout_has_a_title_and_all_but_cover_and_closing_have_footer_date_and_number(
    template: Presentation,
) -> None:
    for layout in template.slide_layouts:
        kinds = [shape.placeholder_format.type.name for shape in layout.shapes if shape.is_placeholder]
        assert any(kind in ("TITLE", "CENTER_TITLE") for kind in kinds), layout.name
        if layout.name not in ("Title Slide", "Closing"):
            assert {"DATE", "FOOTER", "SLIDE_NUMBER"} <= set(kinds), layout.name


def test_the_placeholders_of_a_layout_have_numbers_of_their_own_and_stay_apart(template: Presentation) -> None:
    for layout in template.slide_layouts:
        placeholders = [shape for shape in layout.shapes if shape.is_placeholder]
        numbers = [placeholder.placeholder_format.idx for placeholder in placeholders]
        assert len(set(numbers)) == len(numbers), layout.name
        for first in placeholders:
            for second in placeholders:
                beside = first.left + first.width <= second.left or second.left + second.width <= first.left
                above = first.top + first.height <= second.top or second.top + second.height <= first.top
                assert first is second or beside or above, (layout.name, first.name, second.name)


def test_fonts_are_those_that_recipients_have(template: Presentation) -> None:
    theme = etree.fromstring(template.slide_masters[0].part.part_related_by(_relationship("theme")).blob)
    for kind in ("majorFont", "minorFont"):
        fonts = theme.find(f".//{{{A}}}{kind}")
        assert fonts is not None
        faces = [fonts.find(f"{{{A}}}{script}") for script in ("latin", "ea")]
        assert [face.get("typeface") for face in faces if face is not None] == ["Arial", "Microsoft YaHei"]


def test_text_colours_can_be_read() -> None:
    for colour in (THEME.ink, THEME.quiet, THEME.primary, THEME.caution):
        assert contrast(colour, THEME.paper) >= 4.5
        assert contrast(colour, THEME.panel) >= 4.5
    assert contrast(THEME.accent, THEME.paper) >= 4.5
    assert contrast(THEME.hairline, THEME.primary) >= 4.5


def test_the_notes_master_is_registered(template: Presentation) -> None:
    assert (
        template.part._element.find("{http://schemas.openxmlformats.org/presentationml/2006/main}notesMasterIdLst")
        is not None
    )


def test_people_can_make_slides_from_the_template_by_hand(template: Presentation, tmp_path: Path) -> None:
    for layout in template.slide_layouts:
        slide = template.slides.add_slide(layout)
        assert slide.shapes.title is not None
        slide.shapes.title.text = layout.name
    template.save(str(tmp_path / "made.pptx"))
    assert len(pptx.Presentation(str(tmp_path / "made.pptx")).slides) == len(template.slide_layouts)


def _relationship(kind: str) -> str:
    return f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
