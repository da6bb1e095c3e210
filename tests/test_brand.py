"""A brand file colours both publications, so that they can still be read; what it can't do is told at its line."""

from __future__ import annotations

import io
import random
from pathlib import Path
from typing import Any

import pikepdf
import pptx
import pytest
import yaml

from hefei_report.build import compose, publish
from hefei_report.deck.lint import lint
from hefei_report.diagnostics import Diagnostic, Diagnostics, Severity
from hefei_report.document.brand import Brand
from hefei_report.document.chartplan import Ink
from hefei_report.document.model import Medium
from hefei_report.outline.nodes import Mapping, Scalar, parse
from hefei_report.outline.text import Text
from hefei_report.resolve.brand import read_brand
from hefei_report.theme import load_theme, theme_names
from hefei_report.theme.branding import branded, changes
from hefei_report.theme.checking import faults
from hefei_report.theme.naming import colour_named
from hefei_report.workspace import NO_CACHE, DiskWorkspace, MemoryWorkspace
from tests.support import templates
from tests.support.manydecks import example
from tests.support.outlining import Outlined, section
from tests.support.pictures import jpeg, png, svg

COLOURS = {
    "palette": {"forest": "#00693e", "brick": "#b5432a", "leaf": "forest", "lake": "rgb(59, 126, 161)"},
    "foreground": "#1b1f1e",
    "background": "#fff",
    "primary": "leaf",
    "secondary": {"light": "brick", "dark": "#ff9a7a"},
}
LOGO = {"images": {"wide": {"path": "logo.svg", "alt": "Northlake"}}, "medium": "wide"}
FILES = {"logo.svg": svg(), "logo.png": png("RGBA", (300, 200)), "logo.jpg": jpeg(size=(300, 200))}


def report(brand: Any, folder: Path, **top: Any) -> tuple[Any, list[Diagnostic]]:
    """The Document of a small report with a brand (YAML or its text), and what was said of it."""
    text = brand if isinstance(brand, str) else yaml.safe_dump(brand, sort_keys=False)
    files = {"brand/_brand.yml": text.encode(), **{f"brand/{name}": FILES[name] for name in FILES}}
    sections = (section("one", "One", example("stacked-bar", 1), {"bullets": ["A point.", "Another."]}),)
    outline = Outlined(sections, {"brand": "brand/_brand.yml", **top}, files={**files, "t.pptx": templates.chinese()})
    diagnostics = Diagnostics()
    document = compose(DiskWorkspace(folder), outline.write(folder).name, diagnostics)
    return document, list(diagnostics)


def told(found: list[Diagnostic]) -> list[tuple[str, str, int]]:
    """What was said of the brand: the code, and the file and line of it."""
    return [(one.code, one.span.file, one.span.line) for one in found if one.code != "unused-source"]


def brand_of(brand: Any, folder: Path, **top: Any) -> Brand:
    """The brand that a document carries; nothing is wrong with it."""
    document, found = report(brand, folder, **top)
    assert [one for one in found if one.severity is Severity.ERROR] == []
    assert document.brand is not None
    return document.brand  # type: ignore[no-any-return]  # the Document's, which is untyped above


def published(brand: Any, folder: Path, **top: Any) -> tuple[bytes, bytes]:
    """The briefing and the deck."""
    document, _ = report(brand, folder, **top)
    diagnostics = Diagnostics()
    done = publish(document, tuple(Medium), NO_CACHE, diagnostics)
    assert not [one for one in diagnostics if one.severity is Severity.ERROR or one.code.startswith("deck-")]
    return done[0].content, done[1].content


def theme_of(deck: bytes) -> bytes:
    """The theme of a deck's slides."""
    (link,) = [
        link for link in pptx.Presentation(io.BytesIO(deck)).slide_master.part.rels.values() if "theme" in link.reltype
    ]
    return bytes(link.target_part.blob)


# ------------------------------------------------------------------------------------------- reading


def test_colours_are_read_by_names_that_lead_to_names(tmp_path: Path) -> None:
    brand = brand_of({"meta": {"name": {"full": "Northlake Institute"}}, "color": COLOURS}, tmp_path)
    assert brand.name == "Northlake Institute"
    assert brand.light["primary"] == "#00693e" and brand.light["background"] == "#ffffff"
    assert brand.palette == ("#00693e", "#b5432a", "#3b7ea1")


def test_light_and_dark_variants_are_kept_apart(tmp_path: Path) -> None:
    brand = brand_of({"color": COLOURS}, tmp_path)
    assert (brand.light["secondary"], brand.dark["secondary"]) == ("#b5432a", "#ff9a7a")
    assert brand.light["primary"] == brand.dark["primary"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("#abc", "#aabbcc"),
        ("#A1B2C3", "#a1b2c3"),
        ("#a1b2c3ff", "#a1b2c3"),
        ("navy", "#000080"),
        ("rgb(1,2,3)", "#010203"),
    ],
)
def test_a_colour_is_understood_as_css_has_it(written: str, meant: str) -> None:
    assert colour_named(written, {}) == meant


@pytest.mark.parametrize("written", ["", "#12", "rgb(300,0,0)", "mauve-ish", "a", "b"])
def test_what_is_no_colour_is_none_and_names_in_a_circle_end(written: str) -> None:
    assert colour_named(written, {"a": "b", "b": "a"}) is None


def test_unknown_keys_warn_and_what_is_for_other_tools_is_passed_over(tmp_path: Path) -> None:
    text = (
        "meta: {name: N, link: https://example.org}\ncolour: {}\ncolor:\n  primry: red\ndefaults: {bootstrap: {x: 1}}\n"
    )
    _, found = report(text, tmp_path)
    assert told(found) == [("unknown-key", "brand/_brand.yml", 2), ("unknown-key", "brand/_brand.yml", 4)]
    assert all(one.severity is Severity.WARNING for one in found)


def test_mistakes_are_told_at_their_lines_all_at_once(tmp_path: Path) -> None:
    text = "color:\n  primary: reddish\n  palette: [a]\nlogo:\n  small: missing.svg\n  large: logo.gif\n"
    _, found = report(text, tmp_path)
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert told(errors) == [
        ("bad-colour", "brand/_brand.yml", 2),
        ("wrong-type", "brand/_brand.yml", 3),
        ("missing-file", "brand/_brand.yml", 6),
    ]


def test_a_brand_file_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    outline = Outlined((section("one", "One", {"text": "Words."}),), {"brand": "_brand.yaml"}).write(tmp_path)
    found = Diagnostics()
    compose(DiskWorkspace(tmp_path), outline.name, found)
    assert [(one.code, one.span.file) for one in found if one.severity is Severity.ERROR] == [
        ("missing-file", "specimen.yaml")
    ]


def test_nothing_is_fetched_and_nothing_outside_the_folder_is_read(tmp_path: Path) -> None:
    _, found = report({"logo": {"medium": "https://example.org/logo.png"}}, tmp_path / "a")
    assert told(found) == [("brand-logo", "brand/_brand.yml", 2)]
    _, found = report({"logo": {"medium": "../../secret.png"}}, tmp_path / "b")
    assert [one.severity for one in found if one.span.file == "brand/_brand.yml"] == [Severity.ERROR]


def test_colours_that_cannot_be_read_are_told_with_what_they_become(tmp_path: Path) -> None:
    _, found = report({"color": {"primary": "#ffd200", "background": "#333333"}}, tmp_path)
    said = [one.message for one in found if one.code == "brand-colour"]
    assert len(said) == 2 and all(one.severity is Severity.WARNING for one in found)
    assert any("primary colour #ffd200 can't be read (contrast 1." in one for one in said)
    assert any("background #333333 is no paper" in one for one in said)


def test_fonts_are_asked_for_by_name_on_slides_and_said_not_to_be_at_hand_for_pages(tmp_path: Path) -> None:
    brand = {"typography": {"base": "Calibri", "headings": {"family": "Glacial", "weight": "bold"}}}
    _, found = report(brand, tmp_path)
    assert [one.code for one in found if one.code != "unused-source"] == ["brand-font", "brand-font"]
    assert ["whose widths are not known" in one.message for one in found if one.code == "brand-font"] == [False, True]
    _, deck = published(brand, tmp_path)
    assert b'<a:majorFont><a:latin typeface="Glacial"/>' in theme_of(deck)
    assert b'<a:minorFont><a:latin typeface="Calibri"/>' in theme_of(deck)


# ------------------------------------------------------------------------------------------- colours


@pytest.mark.parametrize("base", theme_names())
@pytest.mark.parametrize("seed", range(40))
def test_whatever_colours_a_brand_has_text_can_be_read_and_marks_are_told_apart(base: str, seed: int) -> None:
    chance = random.Random(seed)

    def any_colour() -> str:
        return f"#{chance.randrange(1 << 24):06x}"

    roles = chance.sample(("primary", "secondary", "tertiary", "success", "danger", "link", "foreground"), 4)
    theme = branded(
        load_theme(base), "B", {role: any_colour() for role in roles}, [any_colour() for _ in range(seed % 7)]
    )
    assert list(faults(theme)) == []


def test_colours_that_can_be_read_stay_as_they_are_and_come_into_charts() -> None:
    colours = {"primary": "#1d3c6e", "secondary": "#d0582a", "foreground": "#1b1f1e", "info": "#3a9a8c"}
    theme = branded(load_theme("hefei"), "Northlake", colours)
    assert (theme.primary, theme.ink, theme.inks[Ink.PRIMARY]) == ("#1d3c6e", "#1b1f1e", "#1d3c6e")
    assert (theme.inks[Ink.ACCENT], theme.inks[Ink.SECOND]) == ("#d0582a", "#3a9a8c")
    assert list(changes(colours, theme)) == []


def test_a_red_beside_a_green_is_no_accent_since_many_readers_would_not_see_it() -> None:
    theme = branded(load_theme("hefei"), "Northlake", {"primary": "#00693e", "secondary": "#b5432a"})
    assert theme.inks[Ink.ACCENT] != "#b5432a"


def test_an_author_may_say_which_colour_is_the_accent(tmp_path: Path) -> None:
    brand = {"color": COLOURS, "defaults": {"hefei-report": {"accent": "lake"}}}
    light = brand_of(brand, tmp_path).light
    assert branded(load_theme("hefei"), "B", light).inks[Ink.ACCENT] == "#3b7ea1"


def test_a_theme_in_a_brand_has_another_name_so_that_no_template_is_taken_for_its_own() -> None:
    assert branded(load_theme("hefei"), "", {}).name not in theme_names()


# -------------------------------------------------------------------------------------- publications


@pytest.mark.parametrize("file", ["logo.svg", "logo.png", "logo.jpg"])
def test_both_publications_show_the_logo_with_its_alternative_text(file: str, tmp_path: Path) -> None:
    logo = {"large": {"path": file, "alt": "Logo of the lake"}}
    briefing, deck = published({"color": COLOURS, "logo": logo}, tmp_path)
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        assert len(pdf.pages[0].get_images()) == 1
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        alts = [str(element.Alt) for element in elements]
    assert "Logo of the lake" in alts
    assert lint(deck) == ()
    slides = pptx.Presentation(io.BytesIO(deck))
    assert [shape.name for shape in slides.slide_master.shapes].count("Logo") == 1
    cover = next(layout for layout in slides.slide_layouts if layout.name == "Title Slide")
    names = [shape.name for shape in cover.shapes]
    assert names.index("Ground of the logo") < names.index("Logo")  # it is made for paper, and a cover is dark


def test_a_logo_for_dark_grounds_needs_no_ground_of_its_own_on_covers(tmp_path: Path) -> None:
    brand = {"logo": {"medium": {"light": "logo.png", "dark": "logo.svg"}}}
    cover = pptx.Presentation(io.BytesIO(published(brand, tmp_path)[1])).slide_layouts[0]
    assert [shape.name for shape in cover.shapes if "ogo" in shape.name] == ["Logo"]


def test_the_colours_are_in_both_files(tmp_path: Path) -> None:
    briefing, deck = published({"color": COLOURS}, tmp_path)
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        fills = [part for part in pikepdf.parse_content_stream(pdf.pages[0]) if str(part.operator) == "rg"]
        used = {tuple(round(255 * float(operand)) for operand in part.operands) for part in fills}
    assert (0x00, 0x69, 0x3E) in used
    assert b'<a:accent1><a:srgbClr val="00693E"/>' in theme_of(deck)


def test_a_deck_on_a_template_keeps_the_template_s_colours(tmp_path: Path) -> None:
    plain = published({}, tmp_path / "a", deck={"template": "t.pptx"})[1]
    coloured = published({"color": COLOURS, "logo": LOGO}, tmp_path / "b", deck={"template": "t.pptx"})[1]
    assert theme_of(plain) == theme_of(coloured)


def test_a_brand_goes_with_dark_slides_and_with_a_briefing_in_greys(tmp_path: Path) -> None:
    brand = {"color": COLOURS, "logo": LOGO}
    briefing, deck = published(brand, tmp_path, deck={"theme": "midnight"}, briefing={"print": "greyscale"})
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        used = {str(part.operator) for page in pdf.pages for part in pikepdf.parse_content_stream(page)}
        assert not used & {"rg", "RG"}
    assert lint(deck) == ()


def test_the_same_brand_gives_the_same_bytes(tmp_path: Path) -> None:
    brand = {"color": COLOURS, "logo": LOGO}
    assert published(brand, tmp_path / "a") == published(brand, tmp_path / "b")


KEYS = (
    "meta name logo images small path alt light dark color palette primary link typography base family defaults accent"
    " fonts files weight style source headings"
)
SCALARS = (
    "red",
    "#123",
    "primary",
    "logo.png",
    "../x.png",
    "/etc/passwd",
    "http://x/y.png",
    "",
    None,
    5,
    True,
    "a" * 300,
)


def anything(chance: random.Random, depth: int = 0) -> Any:
    """A value that may stand anywhere in a brand file, but seldom where it belongs."""
    if depth > 4 or chance.random() < 0.35:
        return chance.choice(SCALARS)
    if chance.random() < 0.85:
        return {chance.choice(KEYS.split()): anything(chance, depth + 1) for _ in range(chance.randint(0, 5))}
    return [anything(chance, depth + 1) for _ in range(chance.randint(0, 3))]


def test_whatever_stands_in_a_brand_file_ends_in_diagnostics() -> None:
    named = parse("brand: b.yml", "o.yaml", Diagnostics())
    assert isinstance(named, Mapping)
    brand = named.get("brand")
    assert isinstance(brand, Scalar)
    for seed in range(300):
        chance = random.Random(seed)
        top = {key: anything(chance, 1) for key in ("meta", "logo", "color", "typography", "defaults")}
        files = {"b.yml": yaml.safe_dump(top).encode(), "logo.png": b"no picture"}
        read_brand(Text.of(brand), "hefei", MemoryWorkspace(files), Diagnostics())
