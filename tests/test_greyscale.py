"""A briefing for printers without colours: nothing in it is coloured, and what colours tell apart is told apart."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path

import pikepdf
import pptx
import pytest

from hefei_report.build import compose as composed
from hefei_report.build import publish
from hefei_report.charts.kind import chart_kind_names
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import Ink
from hefei_report.document.drawing import Box
from hefei_report.document.model import Medium
from hefei_report.figures.composing import compose
from hefei_report.figures.picture import Dot, Picture, Polygon, Rect, Sector, Stroke, Words
from hefei_report.figures.setting import Setting
from hefei_report.figures.texturing import scanned, textured
from hefei_report.theme import load_theme, theme_names
from hefei_report.theme.checking import LEGIBLE, MARKS, VISIBLE
from hefei_report.theme.colourspace import lightness
from hefei_report.theme.fonts import Family
from hefei_report.theme.greyscale import in_greys
from hefei_report.theme.tokens import Texture, contrast
from hefei_report.workspace import NO_CACHE, DiskWorkspace
from tests.support.manydecks import example, picture
from tests.support.outlining import Outlined, section
from tests.support.pictures import jpeg, png, svg
from tests.support.plans import Chance

GREY = in_greys(load_theme("hefei"))
SETTING = Setting(GREY, Family.SANS, 8.0)
PRINTED = [name for name in theme_names() if not load_theme(name).deck_only]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A briefing in greys, with every kind of chart and picture, and the deck of the same report."""
    folder = tmp_path_factory.mktemp("grey")
    charts = [example(kind, number) for number, kind in enumerate(sorted(chart_kind_names()), 1)]
    pictures = [picture(90 + number, file) for number, file in enumerate(("a.png", "a.jpg", "a.svg"))]
    files = {"a.png": png("RGBA", (900, 600)), "a.jpg": jpeg(size=(900, 600)), "a.svg": svg()}
    told = {"callout": {"tone": "caution", "title": "Beware", "text": "Of colours."}}
    top = {"briefing": {"print": "greyscale"}}
    outline = Outlined((section("all", "All", told, *charts, *pictures),), top, files=files).write(folder)
    diagnostics = Diagnostics()
    document = composed(DiskWorkspace(folder), outline.name, diagnostics)
    assert document is not None, list(diagnostics)
    paths = folder / "briefing.pdf", folder / "deck.pptx"
    for path, done in zip(paths, publish(document, tuple(Medium), NO_CACHE, diagnostics), strict=False):
        path.write_bytes(done.content)
    assert not diagnostics.has_errors, list(diagnostics)
    return paths


def test_no_operator_of_any_page_asks_for_a_colour(printed: tuple[Path, Path]) -> None:
    coloured = {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}
    with pikepdf.open(printed[0]) as pdf:
        assert len(pdf.pages) > 5
        for page in pdf.pages:
            used = {str(instruction.operator) for instruction in pikepdf.parse_content_stream(page)}
            assert used & coloured == set()
            assert "g" in used


def test_every_picture_is_of_greys(printed: tuple[Path, Path]) -> None:
    with pikepdf.open(printed[0]) as pdf:
        images = [image for page in pdf.pages for image in page.get_images().values()]
        assert len(images) == 3
        assert {str(image.ColorSpace) for image in images} == {"/DeviceGray"}


def test_the_deck_of_the_same_report_keeps_its_colours(printed: tuple[Path, Path]) -> None:
    parts = [part for part in pptx.Presentation(str(printed[1])).part.package.iter_parts() if "theme1" in part.partname]
    assert load_theme("hefei").primary.lstrip("#").upper().encode() in parts[0].blob


def test_a_briefing_in_colours_has_coloured_operators(tmp_path: Path) -> None:
    outline = Outlined((section("all", "All", example("column", 1)),)).write(tmp_path)
    document = composed(DiskWorkspace(tmp_path), outline.name, Diagnostics())
    assert document is not None
    content = publish(document, (Medium.BRIEFING,), NO_CACHE, Diagnostics())[0].content
    (tmp_path / "a.pdf").write_bytes(content)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        used = {str(part.operator) for page in pdf.pages for part in pikepdf.parse_content_stream(page)}
    assert "rg" in used


# ------------------------------------------------------------------------------- what is told apart


@pytest.mark.parametrize("name", PRINTED)
def test_marks_differ_in_lightness_and_those_that_are_near_each_other_in_texture(name: str) -> None:
    theme = in_greys(load_theme(name))
    for first, second in combinations(MARKS, 2):
        apart = abs(lightness(theme.inks[first]) - lightness(theme.inks[second]))
        alike = theme.textures.get(first) is theme.textures.get(second)
        assert apart >= (15 if alike else 7), (first, second)


@pytest.mark.parametrize("name", PRINTED)
def test_every_text_and_mark_can_be_read_without_colours(name: str) -> None:
    theme = in_greys(load_theme(name))
    texts = (theme.ink, theme.quiet, theme.primary, theme.accent, theme.caution, theme.link)
    assert all(contrast(text, ground) >= LEGIBLE for text in texts for ground in (theme.paper, theme.panel))
    assert all(contrast(theme.inks[ink], theme.paper) >= VISIBLE for ink in MARKS if ink is not Ink.CONTEXT)


@pytest.mark.parametrize("name", PRINTED)
def test_every_colour_of_the_theme_is_a_grey_and_scales_run_one_way(name: str) -> None:
    theme = in_greys(load_theme(name))
    found = re.findall(r"#[0-9a-fA-F]{6}", repr(theme))
    assert len(found) > 20
    assert all(colour[1:3] == colour[3:5] == colour[5:7] for colour in found)
    levels = [lightness(colour) for colour in theme.diverging]
    assert levels == sorted(levels, reverse=True)


# ------------------------------------------------------------------------------------------ textures

SQUARE = ((0.0, 0.0), (40.0, 0.0), (40.0, 40.0), (0.0, 40.0))


def drawn(*shapes: Polygon | Sector | Stroke | Dot, words: tuple[Words, ...] = ()) -> Picture:
    """What becomes of ``shapes``."""
    return textured(Picture(Box(100, 100), shapes, words), SETTING)


@pytest.mark.parametrize(("ink", "texture"), list(GREY.textures.items()))
def test_an_area_gets_stripes_of_paper_inside_its_edges(ink: Ink, texture: Texture) -> None:
    area, *stripes = drawn(Polygon(SQUARE, SETTING.fill(ink))).shapes
    assert isinstance(area, Polygon) and len(stripes) >= 5
    for stripe in stripes:
        assert isinstance(stripe, Stroke) and stripe.colour == GREY.paper
        (x1, y1), (x2, y2) = stripe.points
        assert (y1 == y2) is (texture is Texture.LEVEL) and (x1 == x2) is (texture is Texture.UPRIGHT)
        assert all(0 <= part <= 40 for point in stripe.points for part in point)


def test_an_area_in_a_plain_grey_has_no_stripes() -> None:
    assert len(drawn(Polygon(SQUARE, SETTING.fill(Ink.PRIMARY))).shapes) == 1


def test_a_tinted_area_keeps_what_its_status_made_of_it() -> None:
    assert len(drawn(Polygon(SQUARE, GREY.inks[Ink.FOURTH])).shapes) == 1


def test_stripes_go_round_words() -> None:
    words = Words(10, 18, "18%", 8, GREY.ink, False, Rect(10, 16, 30, 26))
    _, *stripes = drawn(Polygon(SQUARE, SETTING.fill(Ink.FOURTH)), words=(words,)).shapes
    assert all(not words.ink.meets(*stripe.points) for stripe in stripes if isinstance(stripe, Stroke))
    assert any(isinstance(stripe, Stroke) and stripe.points[0][1] == pytest.approx(20, abs=4) for stripe in stripes)


def test_stripes_of_a_bent_area_stay_in_it() -> None:
    horseshoe = (
        (0.0, 0.0),
        (30.0, 0.0),
        (30.0, 30.0),
        (20.0, 30.0),
        (20.0, 10.0),
        (10.0, 10.0),
        (10.0, 30.0),
        (0.0, 30.0),
    )
    parts = [(left, right) for left, right in scanned(horseshoe, 3.0) if left[1] > 10]
    assert len(parts) >= 10
    assert {(left[0], right[0]) for left, right in parts} == {(0.0, 10.0), (20.0, 30.0)}


def test_stripes_of_a_ring_s_part_are_between_its_circles() -> None:
    part = Sector((50.0, 50.0), 20.0, 40.0, 30.0, 150.0, SETTING.fill(Ink.THIRD))
    _, *stripes = drawn(part).shapes
    assert len(stripes) >= 5
    for stripe in stripes:
        assert isinstance(stripe, Stroke)
        assert all(18.9 <= math.dist((50, 50), point) <= 40.1 for point in stripe.points)


def test_lines_get_dashes_of_their_own_and_leaders_none() -> None:
    line, leader = (Stroke(((0.0, 0.0), (90.0, 9.0)), SETTING.fill(Ink.FOURTH), width) for width in (1.8, 0.5))
    found = drawn(line, leader).shapes
    assert isinstance(found[0], Stroke) and found[0].dashes is not None
    assert found[1] == leader


def test_dots_become_squares_or_diamonds_of_the_same_area() -> None:
    dots = (
        Dot((50.0, 50.0), 5.0, SETTING.fill(Ink.FOURTH)),
        Dot((50.0, 50.0), 5.0, GREY.paper, SETTING.fill(Ink.THIRD)),
    )
    for shape in drawn(*dots).shapes:
        assert isinstance(shape, Polygon)
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = shape.points
        area = abs(x1 * y2 - x2 * y1 + x2 * y3 - x3 * y2 + x3 * y4 - x4 * y3 + x4 * y1 - x1 * y4) / 2
        assert area == pytest.approx(math.pi * 25)


@pytest.mark.parametrize("seed", range(12))
def test_words_stand_where_they_stand_in_colours(seed: int) -> None:
    plan, box = Chance(seed).plan(), Box(453.5, 700.0)
    colour, grey = (compose(plan, box, Medium.BRIEFING, theme) for theme in (load_theme("hefei"), GREY))
    assert [(w.x, w.y, w.text, w.size) for w in grey.words] == [(w.x, w.y, w.text, w.size) for w in colour.words]
