"""A deck on a customer's own template: in its layouts, colours and fonts, or refused with a reason, never silently."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pptx
import pytest
from lxml import etree
from pptx.oxml.ns import qn

from hefei_report.deck import deck_theme, plan_deck, write_deck
from hefei_report.deck.lint import lint
from hefei_report.deck.storyboard.plan import Tint
from hefei_report.diagnostics import Diagnostics, Severity
from hefei_report.document.chartplan import Axis, Tick
from hefei_report.document.model import DeckOptions, Document, Figure, LayoutChoice, TemplateFile
from hefei_report.theme import load_theme
from hefei_report.theme.tokens import contrast
from tests.support import briefings, decks, templates
from tests.support.decks import EPOCH, at
from tests.support.overflow import overflows, page_count, to_pdf
from tests.support.product import FLAGSHIP, run
from tests.support.tools import require_tool

THEME = load_theme("hefei")
WHOLE = {"chinese": templates.chinese, "four-to-three": templates.four_to_three, "lacking": templates.lacking}


def on(content: bytes, *layouts: LayoutChoice, source: Document | None = None) -> Document:
    """A document with every kind of block, whose deck stands on the template ``content``."""
    options = DeckOptions(template=TemplateFile("brand.pptx", content, at(3), layouts))
    return replace(source or decks.everything(), deck=options)


def built(content: bytes, *layouts: LayoutChoice) -> tuple[bytes, Diagnostics]:
    """The deck on a template, and what was reported."""
    found = Diagnostics()
    deck = write_deck(on(content, *layouts), THEME, decks.draw, found, EPOCH)
    return deck.content, found


def refusal(content: bytes) -> str:
    """Why a template is refused, with the hint."""
    found = Diagnostics()
    plan_deck(on(content), THEME, found)
    (error,) = [each for each in found if each.severity is Severity.ERROR]
    assert error.code == "unusable-template"
    assert error.span == at(3)
    assert error.hint
    return error.message


def warnings(found: Diagnostics) -> str:
    """All that was said in warnings about a template."""
    return "\n".join(each.message for each in found if each.severity is Severity.WARNING)


# ------------------------------------------------------------------------------------------- decks


@pytest.fixture(scope="module", params=list(WHOLE))
def deck(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck with everything on each of three templates."""
    content, found = built(WHOLE[request.param]())
    assert not found.has_errors, list(found)
    path = tmp_path_factory.mktemp("corporate") / f"{request.param}.pptx"
    path.write_bytes(content)
    return path


def test_the_lint_finds_nothing(deck: Path) -> None:
    assert lint(deck.read_bytes()) == ()


def test_the_open_xml_sdk_finds_nothing(deck: Path) -> None:
    command = [require_tool("ooxml-validator"), str(deck)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert json.loads(result.stdout)["errors"] == []


def test_no_text_leaves_its_box_in_libreoffice(deck: Path, tmp_path: Path) -> None:
    printed = to_pdf(require_tool("soffice"), deck, tmp_path)
    assert page_count(printed) == len(pptx.Presentation(str(deck)).slides)
    assert overflows(deck, printed) == []


def test_sample_slides_and_their_parts_stay_behind() -> None:
    content, _ = built(templates.four_to_three())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = b"".join(archive.read(name) for name in archive.namelist())
    assert b"sample slide" not in texts
    assert b"Sample notes" not in texts
    assert b"Steve Canny" not in texts  # who made python-pptx's template


def test_the_same_template_gives_the_same_bytes() -> None:
    assert built(templates.chinese())[0] == built(templates.chinese())[0]


def test_slides_stand_on_the_layouts_of_the_template(deck: Path) -> None:
    names = {slide.slide_layout.name for slide in pptx.Presentation(str(deck)).slides}
    assert len(names) >= 2
    assert not names & {"Text", "Key Figures", "Chart"}


def test_titles_are_titles_of_the_template_at_its_places(deck: Path) -> None:
    for slide in pptx.Presentation(str(deck)).slides:
        title = slide.shapes.title
        assert title is not None
        assert title._element.spPr.find(qn("a:xfrm")) is None or slide.slide_layout.name == "Title Only"


def test_chinese_names_are_known(tmp_path: Path) -> None:
    content, found = built(templates.chinese())
    (tmp_path / "deck.pptx").write_bytes(content)
    slides = pptx.Presentation(str(tmp_path / "deck.pptx")).slides
    assert slides[0].slide_layout.name == "标题幻灯片"
    assert {"节标题", "标题和内容"} <= {slide.slide_layout.name for slide in slides}
    assert "has no layout for" in warnings(found)  # key figures, quotes and callouts: no office template has them


def test_a_potx_is_as_good_as_a_pptx() -> None:
    content, found = built(templates.as_potx(templates.chinese()))
    assert not found.has_errors
    assert content == built(templates.chinese())[0]


# -------------------------------------------------------------------------------- what is reported


def test_composed_layouts_are_named_at_the_template_s_line() -> None:
    _, found = built(templates.lacking())
    opening, content = [each for each in found if "has no layout for" in each.message]
    assert opening.span == content.span == at(3)
    assert "divider: these slides are composed with text boxes on 'Title Slide'" in opening.message + content.message
    assert "key-figures" in opening.message + content.message
    assert "layouts:" in opening.hint


def test_missing_places_at_the_foot_are_named() -> None:
    _, found = built(templates.lacking())
    said = warnings(found)
    assert "has no place for the slide's number in 'Title and Content'" in said
    assert "the date" in said
    assert "the footer" in said


def test_a_template_that_has_everything_is_not_spoken_of() -> None:
    _, found = built((Path(__file__).parents[1] / "assets" / "template" / "hefei.pptx").read_bytes())
    assert list(found) == []


def test_an_unknown_font_is_measured_wide_and_said() -> None:
    content = templates.edited(
        templates.chinese(),
        {"ppt/theme/theme1.xml": lambda xml: xml.replace(b'typeface="Arial"', b'typeface="Brandon"')},
    )
    _, found = built(content)
    assert "is set in Brandon, whose widths are not known here" in warnings(found)


def test_the_author_s_choice_of_a_layout_comes_first() -> None:
    content, found = built(templates.four_to_three(), LayoutChoice("key-figures", "Two Content", at(5)))
    names = [slide.slide_layout.name for slide in pptx.Presentation(io.BytesIO(content)).slides]
    assert "Two Content" in names
    assert "key-figures," not in warnings(found)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (LayoutChoice("key-figuers", "Two Content", at(5)), "there is no slide layout 'key-figuers'"),
        (LayoutChoice("text", "Two Contents", at(5)), "the template has no layout 'Two Contents'"),
    ],
)
def test_a_choice_that_is_misspelt_is_reported_at_its_line(choice: LayoutChoice, message: str) -> None:
    found = Diagnostics()
    plan_deck(on(templates.four_to_three(), choice), THEME, found)
    (error,) = [each for each in found if each.severity is Severity.ERROR]
    assert error.message == message
    assert error.span == at(5)
    assert "did you mean" in error.hint


# ------------------------------------------------------------------------------ colours and fonts


def test_drawn_charts_and_marks_take_the_template_s_colours() -> None:
    look = deck_theme(on(templates.chinese()), THEME)
    assert look.primary == f"#{templates.BRAND['accent1'].lower()}"
    assert look.ink == f"#{templates.BRAND['dk1'].lower()}"
    assert look.latin_slide == "Arial"


def test_what_is_text_can_be_read_on_the_ground() -> None:
    pale = templates.edited(
        templates.chinese(), {"ppt/theme/theme1.xml": lambda xml: xml.replace(b"7A0019", b"FFC72C")}
    )
    found = Diagnostics()
    plan_deck(on(pale), THEME, found)
    look = deck_theme(on(pale), THEME)
    assert all(contrast(colour, look.paper) >= 4.5 for colour in (look.ink, look.quiet, look.primary, look.accent))
    assert "accent1 (#ffc72c) has too little contrast" in warnings(found)


def test_tables_are_of_a_style_that_follows_the_template_s_theme() -> None:
    content, _ = built(templates.chinese())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles = etree.fromstring(archive.read("ppt/tableStyles.xml"))
        slides = [archive.read(name) for name in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
    ids = {style.get("styleId", "").encode() for style in styles}
    used = {id_ for slide in slides for id_ in re.findall(rb"<a:tableStyleId>(.*?)</a:tableStyleId>", slide)}
    assert used
    assert used <= ids
    assert styles.find(f".//{qn('a:srgbClr')}") is None


def test_no_colour_of_ours_is_in_the_slides() -> None:
    content, _ = built(templates.chinese())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        slides = [archive.read(name) for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    assert not any(b"srgbClr" in slide for slide in slides)


def test_native_charts_are_coloured_and_set_by_the_template_s_theme() -> None:
    content, _ = built(templates.chinese())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        charts = [archive.read(name) for name in archive.namelist() if re.fullmatch(r"ppt/charts/[^/]*\.xml", name)]
    assert charts
    assert not any(b"srgbClr" in chart for chart in charts)
    assert {name for chart in charts for name in re.findall(rb'<a:latin typeface="(.*?)"', chart)} == {b"+mn-lt"}


def line_figure() -> Figure:
    """A line over years, with ticks and a grid."""
    drawn = briefings.figure(1)
    x, y = (
        Axis(Decimal(low), Decimal(high), tuple(Tick(Decimal(place), str(place)) for place in (low, high)))
        for low, high in ((2019, 2024), (0, 300))
    )
    return replace(drawn, source=(), plan=replace(drawn.plan, x=x, y=y))


def test_what_is_quiet_in_a_chart_can_be_read_whatever_the_second_text_colour() -> None:
    pale = templates.edited(
        templates.chinese(), {"ppt/theme/theme1.xml": lambda xml: xml.replace(b"3C3F46", b"EEEEEE")}
    )
    source = replace(decks.everything(), sections=(decks.section("1", "One", line_figure()),))
    found = Diagnostics()
    content = write_deck(on(pale, source=source), THEME, decks.draw, found, EPOCH).content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (chart,) = [archive.read(name) for name in archive.namelist() if re.fullmatch(r"ppt/charts/[^/]*\.xml", name)]
    assert b'val="tx2"' not in chart
    assert not [each for each in found if "contrast" in each.message]


def test_light_text_is_chosen_on_a_dark_ground() -> None:
    dark = templates.edited(
        templates.chinese(),
        {
            "ppt/slideMasters/slideMaster1.xml": lambda xml: xml.replace(
                b'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2"', b'bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2"'
            )
        },
    )
    look = deck_theme(on(dark), THEME)
    assert look.paper == f"#{templates.BRAND['dk1'].lower()}"
    assert contrast(look.ink, look.paper) > 10
    assert contrast(look.quiet, look.paper) >= 4.5
    content, found = built(dark)
    assert not found.has_errors, list(found)
    assert lint(content) == ()


# ----------------------------------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: templates.with_macros(templates.chinese()), "it holds macros"),
        (lambda: templates.with_entities(templates.chinese()), "declares a document type"),
        (
            lambda: templates.with_linked_picture(templates.chinese()),
            "leads out of the file, to 'file:///etc/hostname'",
        ),
        (lambda: templates.with_active_drawing(templates.chinese()), "is more than a drawing"),
        (lambda: templates.with_broken_layout(templates.chinese()), "can't be read"),
        (templates.untitled, "none of its layouts has a title"),
        (templates.layoutless, "it has no layouts"),
        (lambda: b"", "it is no PowerPoint file"),
        (lambda: b"PK\x03\x04 not a zip", "it is damaged"),
        (lambda: templates.chinese()[:20_000], "it is damaged"),
        (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "PowerPoint's old format"),
        (
            lambda: bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "it is protected by a password",
        ),
    ],
)
def test_a_template_that_can_t_be_used_is_refused_with_the_reason(make: Callable[[], bytes], reason: str) -> None:
    assert reason in refusal(make())


def test_a_template_that_inflates_to_a_gigabyte_is_refused_before_it_does() -> None:
    content = templates.inflating(1_000)
    assert len(content) < 2_000_000
    assert "inflate to far more" in refusal(content)


def test_any_truncation_and_any_flipped_byte_is_a_diagnostic_or_harmless() -> None:
    whole = templates.chinese()
    for number in range(40):
        place = int.from_bytes(hashlib.sha256(bytes([number])).digest()[:4]) % len(whole)
        for content in (whole[:place], whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]):
            plan_deck(on(content), THEME, Diagnostics())  # it never raises


@pytest.mark.parametrize("make", [templates.chinese, templates.four_to_three])
def test_a_template_whose_parts_do_not_hold_together_is_a_diagnostic_or_harmless(make: Callable[[], bytes]) -> None:
    whole, refused = make(), 0
    short = decks.document(decks.section("1", "One", decks.figure(1)))
    for seed in range(35):
        found = Diagnostics()
        write_deck(on(templates.mangled(whole, seed), source=short), THEME, decks.draw, found, EPOCH)  # it never raises
        refused += found.has_errors
    assert 3 < refused < 32


def test_a_colour_of_the_palette_is_always_one_of_the_scheme() -> None:
    board = plan_deck(on(templates.four_to_three()), THEME, Diagnostics())
    assert set(board.stage.palette.tints) == set(Tint)


# --------------------------------------------------------------------------------------- flagship


def test_the_flagship_stands_on_a_template_and_all_its_numbers_are_proven(tmp_path: Path) -> None:
    shutil.copytree(FLAGSHIP.parent, tmp_path / "spec")
    (tmp_path / "spec" / "brand.pptx").write_bytes(templates.four_to_three())
    outline = tmp_path / "spec" / FLAGSHIP.name
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace("\ndeck:\n", "\ndeck:\n  template: brand.pptx\n", 1), encoding="utf-8")
    outcome = run("build", outline, "--to", "deck", "--output-dir", "out", folder=tmp_path)
    assert outcome.status == 0, outcome.err
    assert {each.code for each in outcome.diagnostics} <= {"template-differs", "template-contrast"}
    traced = run("trace", "out/hefei-deck.pptx", "--manifest", "out/hefei-manifest.json", folder=tmp_path)
    assert traced.status == 0, traced.out[-2000:]
    manifest = json.loads((tmp_path / "out" / "hefei-manifest.json").read_bytes())
    assert ("brand.pptx", "template") in {(each["path"], each["role"]) for each in manifest["inputs"]}


def test_a_template_outside_the_outline_s_folder_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "brand.pptx").write_bytes(templates.chinese())
    folder = tmp_path / "report"
    shutil.copytree(FLAGSHIP.parent, folder)
    outline = folder / FLAGSHIP.name
    text = outline.read_text(encoding="utf-8")
    outline.write_text(text.replace("\ndeck:\n", "\ndeck:\n  template: ../brand.pptx\n", 1), encoding="utf-8")
    outcome = run("check", outline, folder=tmp_path)
    assert outcome.status == 1
    assert "path-outside-folder" in {each.code for each in outcome.diagnostics}
