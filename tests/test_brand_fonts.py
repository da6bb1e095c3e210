"""A brand's fonts whose files are at hand set the briefing; what is wrong with one is told at its line."""

from __future__ import annotations

import io
import random
import re
import struct
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import page
import pikepdf
import pptx
import pytest
import yaml
from PIL import Image

from hefei_report.build import Publication, compose, publish
from hefei_report.cli.posting import drawn
from hefei_report.deck.lint import lint
from hefei_report.deck.storyboard.stage import our_stage
from hefei_report.diagnostics import Diagnostic, Diagnostics, Severity
from hefei_report.document.brandfonts import BrandFonts
from hefei_report.document.model import Document, Figure, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.publishing import look_of
from hefei_report.theme import fonts
from hefei_report.theme.fontfiles import UnusableFont, open_fonts
from hefei_report.theme.fonts import Family, Style
from hefei_report.trace.tracing import trace
from hefei_report.workspace import NO_CACHE, Cache, DiskWorkspace, assets_folder
from tests.support.manydecks import example
from tests.support.outlining import Outlined, section
from tests.support.variablefonts import with_weights

LIBERATION = {
    "lake.ttf": "liberation-sans/LiberationSans-Regular.ttf",
    "lake-bold.ttf": "liberation-sans/LiberationSans-Bold.ttf",
    "lake-italic.ttf": "liberation-sans/LiberationSans-Italic.ttf",
    "lake-bold-italic.ttf": "liberation-sans/LiberationSans-BoldItalic.ttf",
}
SERIF = {"hill.ttf": "source-serif-4/SourceSerif4-SemiBold.ttf"}
LAKE = {"family": "Lake", "source": "file", "files": [f"fonts/{name}" for name in LIBERATION]}
HILL = {"family": "Hill", "source": "file", "files": [{"path": "fonts/hill.ttf"}]}
BOTH = {"typography": {"fonts": [LAKE, HILL], "base": "Lake", "headings": "Hill"}}
WORDS = "Plain words, **bold ones**, *italic ones* and ***both***; 合肥 and H₂O."


def asset(name: str) -> bytes:
    return (assets_folder() / "fonts" / {**LIBERATION, **SERIF}[name]).read_bytes()


def composed(brand: Any, folder: Path, files: Mapping[str, bytes] | None = None) -> tuple[Any, list[Diagnostic]]:
    """The Document of a small report in a brand with fonts, and what was said of it."""
    given = {name: asset(name) for name in (*LIBERATION, *SERIF)} | dict(files or {})
    beside = {f"brand/fonts/{name}": content for name, content in given.items()}
    text = brand if isinstance(brand, str) else yaml.safe_dump(brand, sort_keys=False)
    blocks = (example("stacked-bar", 1), {"text": WORDS}, {"bullets": ["One.", "Two."]})
    files_ = {"brand/_brand.yml": text.encode(), **beside}
    outline = Outlined((section("one", "One", *blocks),), {"brand": "brand/_brand.yml"}, files=files_)
    diagnostics = Diagnostics()
    document = compose(DiskWorkspace(folder), outline.write(folder).name, diagnostics)
    return document, [one for one in diagnostics if one.code != "unused-source"]


def published(document: Document, cache: Cache = NO_CACHE) -> tuple[Publication, ...]:
    diagnostics = Diagnostics()
    done = publish(document, tuple(Medium), cache, diagnostics)
    assert not diagnostics.has_errors
    return done


def contents(brand: Any, folder: Path, files: Mapping[str, bytes] | None = None) -> list[bytes]:
    """The briefing and the deck."""
    return [one.content for one in published(composed(brand, folder, files)[0])[:2]]


def embedded(briefing: bytes) -> set[str]:
    """The names of the fonts in a file, without the mark of their choice of glyphs."""
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        return {
            str(one.FontName)[8:]
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }


def told(found: list[Diagnostic]) -> list[tuple[str, str, int]]:
    return [(one.code, one.span.file, one.span.line) for one in found]


# ----------------------------------------------------------------------------------------- in files


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, tuple[Publication, ...]]:
    """A report whose text and headings are in two fonts of the brand."""
    document, found = composed(BOTH, tmp_path_factory.mktemp("both"))
    assert found == []
    return document, published(document)


def test_text_and_charts_are_set_in_the_font_of_the_brand_and_what_it_lacks_in_ours(both: Any) -> None:
    used = embedded(both[1][0].content)
    assert {"LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic", "SourceSerif4-SemiBold"} <= used
    assert "NotoSansSC-Regular" in used
    assert "SourceSerif4-Regular" not in used


def test_a_briefing_in_the_fonts_of_a_brand_is_for_everyone_and_for_an_archive(both: Any, tmp_path: Path) -> None:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(both[1][0].content)
    reports = [page.validate_pdf(str(path), profile=profile) for profile in ("ua1", "3a")]
    assert [str(one) for one in reports if not one.is_compliant] == []


def test_every_numeral_is_still_proven(both: Any) -> None:
    for publication in both[1][:2]:
        assert trace(publication.content).orphans == ()


def test_the_font_itself_does_not_travel_whole_and_the_record_names_it(both: Any) -> None:
    document, (briefing, *_) = both
    with pikepdf.open(io.BytesIO(briefing.content)) as pdf:
        assert not [name for name in pdf.attachments if name.endswith(".ttf")]
    assert {one.path for one in document.inputs if one.role == "font"} == {
        f"brand/fonts/{name}" for name in (*LIBERATION, *SERIF)
    }


def test_slides_ask_for_the_font_by_name_and_are_measured_with_its_file(both: Any) -> None:
    document, (_, deck, _) = both
    assert lint(deck.content) == ()
    master = pptx.Presentation(io.BytesIO(deck.content)).slide_master
    (theme,) = [link.target_part.blob for link in master.part.rels.values() if "theme" in link.reltype]
    assert b'<a:majorFont><a:latin typeface="Hill"/>' in theme and b'<a:minorFont><a:latin typeface="Lake"/>' in theme
    stage = our_stage(look_of(Medium.DECK, document))
    assert stage.text_face.em_width("W", False, False) == fonts.width("W", 1.0, Style(Family.SLIDE))
    bold = fonts.width("W", 1.0, Style(Family.SERIF, bold=True))
    assert stage.heading_face.known and stage.heading_face.em_width("W", True, False) == bold


def test_a_chart_alone_is_in_the_font_and_colours_of_the_brand(tmp_path: Path) -> None:
    brand = {**BOTH, "color": {"primary": "#1d3c6e", "secondary": "#d0582a"}}
    document, _ = composed(brand, tmp_path)
    (figure,) = [block for block in blocks_of(document) if isinstance(block, Figure)]
    alone = drawn(figure, document, "pdf", Medium.BRIEFING, None, NO_CACHE, bare=False)
    assert embedded(alone) == {"LiberationSans", "LiberationSans-Bold"}
    assert b"#d0582a" in drawn(figure, document, "svg", Medium.DECK, None, NO_CACHE, bare=True)


def test_characters_that_the_font_lacks_are_set_in_ours(both: Any) -> None:
    style = Style(both[0].brand.text_files, bold=True)
    runs = [(face.postscript_name, text) for face, text in fonts.segments("5 ₹ ⇒ 合肥", style)]
    assert runs == [
        ("LiberationSans-Bold", "5 "),
        ("SourceSans3-SemiBold", "₹"),
        ("LiberationSans-Bold", " "),
        ("SourceSans3-SemiBold", "⇒"),
        ("LiberationSans-Bold", " "),
        ("NotoSansSC-Bold", "合肥"),
    ]


@pytest.mark.parametrize("form", ["pdf", "svg", "png"])
def test_a_chart_alone_is_in_greys_where_the_briefing_is(form: str, tmp_path: Path) -> None:
    document, _ = composed(BOTH, tmp_path)
    (figure,) = [block for block in blocks_of(document) if isinstance(block, Figure)]
    grey = replace(document, briefing=replace(document.briefing, greyscale=True))
    alone = drawn(figure, grey, form, Medium.BRIEFING, None, NO_CACHE, bare=False)
    assert alone != drawn(figure, document, form, Medium.BRIEFING, None, NO_CACHE, bare=False)
    if form == "svg":
        assert all(len({one[i : i + 2] for i in (1, 3, 5)}) == 1 for one in re.findall(r"#[0-9a-f]{6}", alone.decode()))
    if form == "png":
        red, green, blue = (one.tobytes() for one in Image.open(io.BytesIO(alone)).split())
        assert red == green == blue


def test_a_chart_alone_from_a_dark_deck_stands_on_the_deck_s_ground(tmp_path: Path) -> None:
    document, _ = composed(BOTH, tmp_path)
    (figure,) = [block for block in blocks_of(document) if isinstance(block, Figure)]
    dark = replace(document, deck=replace(document.deck, theme="midnight"))
    pixels = Image.open(io.BytesIO(drawn(figure, dark, "png", Medium.DECK, None, NO_CACHE, bare=False)))
    assert pixels.getpixel((0, 0)) == tuple(bytes.fromhex(look_of(Medium.DECK, dark).paper[1:]))
    svg = drawn(figure, dark, "svg", Medium.DECK, None, NO_CACHE, bare=False)
    assert look_of(Medium.DECK, dark).ink.encode() in svg


# ---------------------------------------------------------------------------------- one after another


def test_reports_in_other_fonts_leave_no_trace_in_the_next_one(tmp_path: Path) -> None:
    swapped = {"typography": {"fonts": [LAKE, HILL], "base": "Hill"}}
    none: dict[str, Any] = {}
    alone = [contents(brand, tmp_path / "a") for brand in (BOTH, swapped, none)]
    again = [contents(brand, tmp_path / "b") for brand in (none, swapped, BOTH)]
    assert alone == again[::-1]
    assert len({briefing for briefing, _ in alone}) == 3


def test_however_many_fonts_came_before_a_text_stays_in_one_piece() -> None:
    for number in range(40):
        (face,) = open_fonts("a.ttf", asset("lake.ttf") + bytes([number]))
        files = BrandFonts("A", face.file, face.file, face.file, face.file)
        for bold, italic in ((False, False), (False, True), (True, False), (True, True)):
            fonts.face_for("Q", Style(files, bold, italic))
        fonts.face_for("Q", Style(Family.SERIF))
    assert len(list(fonts.segments("QUARTERLY ŽŘŤ ѢѪ ǼǾ", Style(Family.SERIF)))) == 1


def test_a_font_of_the_same_name_with_other_letters_is_drawn_anew(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    narrow, _ = composed(BOTH, tmp_path / "a")
    serif, _ = composed(BOTH, tmp_path / "b", {"lake.ttf": asset("hill.ttf")})
    first = published(narrow, cache)
    assert [one.content for one in published(serif, cache)] == [one.content for one in published(serif)]
    assert [one.content for one in published(narrow, cache)] == [one.content for one in first]


# ------------------------------------------------------------------------------------------- choosing


def test_the_faces_are_found_by_what_the_files_say_and_by_what_the_author_says(tmp_path: Path) -> None:
    brand = composed(BOTH, tmp_path / "a")[0].brand
    files = brand.text_files
    assert [Path(one.path).name for one in (files.regular, files.bold, files.italic, files.bold_italic)] == [
        *LIBERATION
    ]
    said = [{"path": "fonts/lake-bold.ttf", "weight": "light"}, {"path": "fonts/lake.ttf", "weight": 700}]
    turned = {"typography": {"fonts": [{**LAKE, "files": said}], "base": {"family": "lake", "weight": 300}}}
    files = composed(turned, tmp_path / "b")[0].brand.text_files
    assert [Path(one.path).name for one in (files.regular, files.bold)] == ["lake-bold.ttf", "lake.ttf"]


def test_headings_take_the_face_of_the_weight_that_is_asked_for(tmp_path: Path) -> None:
    brand = {"typography": {"fonts": [LAKE], "base": "Lake", "headings": {"weight": "normal"}}}
    document, found = composed(brand, tmp_path)
    assert found == []
    assert document.brand.heading_files.bold.path == "brand/fonts/lake.ttf"


def test_a_face_that_lacks_is_told_and_the_regular_one_stands_in(tmp_path: Path) -> None:
    brand = {"typography": {"fonts": [{**LAKE, "files": ["fonts/lake.ttf"]}], "base": "Lake"}}
    document, found = composed(brand, tmp_path)
    assert [(one.code, one.severity) for one in found] == [("brand-font", Severity.WARNING)]
    assert "no bold and no italic" in found[0].message
    assert embedded(published(document)[0].content) >= {"LiberationSans"}


def test_a_font_that_varies_gives_its_regular_and_its_bold(tmp_path: Path) -> None:
    content = with_weights(asset("lake.ttf"), 400, 900)
    assert [one.weight for one in open_fonts("a.ttf", content)] == [400, 700]
    assert [one.weight for one in open_fonts("a.ttf", content, weight=1000)] == [900]
    brand = {"typography": {"fonts": [{**LAKE, "files": ["fonts/varies.ttf"]}], "base": "Lake"}}
    briefing, _ = contents(brand, tmp_path, {"varies.ttf": content})
    with pikepdf.open(io.BytesIO(briefing)) as pdf:
        programs = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and "/Length1" in one]
        assert not [one for one in programs if b"gvar" in one.read_bytes()[:400]]


def test_headings_whose_font_is_not_at_hand_are_set_in_the_text_s(tmp_path: Path) -> None:
    brand = {"typography": {"fonts": [LAKE, {"family": "Far", "source": "google"}], "base": "Lake", "headings": "Far"}}
    document, found = composed(brand, tmp_path)
    assert [one.code for one in found] == ["brand-font"]
    assert "slides ask for 'Far', whose widths are not known" in found[0].message
    assert embedded(published(document)[0].content) <= {
        *("LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic", "LiberationSans-BoldItalic"),
        *("NotoSansSC-Regular", "SourceSans3-Regular", "SourceSans3-SemiBold"),
    }


# ------------------------------------------------------------------------------------------- mistakes


def licensed(bits: int) -> bytes:
    """The font with other rights (OS/2 fsType)."""
    content = bytearray(asset("lake.ttf"))
    for entry in range(12, 12 + 16 * int.from_bytes(content[4:6], "big"), 16):
        if content[entry : entry + 4] == b"OS/2":
            (place,) = struct.unpack(">I", content[entry + 8 : entry + 12])
            content[place + 8 : place + 10] = bits.to_bytes(2, "big")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "wrong-format"),
        (b"no font at all", "wrong-format"),
        (b"wOF2" + bytes(80), "wrong-format"),
        (b"OTTO" + bytes(80), "wrong-format"),
        (asset("lake.ttf")[:20_000], "damaged-file"),
        (b"\x00\x01\x00\x00" + bytes(80), "damaged-file"),
        (licensed(0x0002), "font-licence"),
        (licensed(0x0108), "font-licence"),
        (licensed(0x0200), "font-licence"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_at_its_line(content: bytes, code: str, tmp_path: Path) -> None:
    files = ["fonts/bad.ttf", "fonts/lake.ttf"]
    document, found = composed(
        {"typography": {"fonts": [{**LAKE, "files": files}], "base": "Lake"}}, tmp_path, {"bad.ttf": content}
    )
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert told(errors) == [(code, "brand/_brand.yml", 6)] and errors[0].hint
    assert document is not None


@pytest.mark.parametrize("bits", [0x0000, 0x0004, 0x0008, 0x0006])
def test_a_font_that_may_be_embedded_is(bits: int) -> None:
    assert len(open_fonts("a.ttf", licensed(bits))) == 1


def test_mistakes_are_told_all_at_once(tmp_path: Path) -> None:
    text = (
        "typography:\n  fonts:\n    - family: Lake\n      source: file\n      files:\n"
        "        - {path: fonts/lake.ttf, weight: fat}\n        - {path: fonts/lake-bold.ttf, style: curly}\n"
        "        - path: fonts/none.ttf\n        - path: ../../secret.ttf\n        - path: https://example.org/a.ttf\n"
        "  base: Lake\n"
    )
    _, found = composed(text, tmp_path)
    assert {(one.code, one.span.line) for one in found} >= {
        ("bad-font", 6),
        ("bad-font", 7),
        ("missing-file", 8),
        ("brand-font", 10),
    }
    assert [one.severity for one in found if one.span.line == 9] == [Severity.ERROR]


def test_whatever_is_in_a_font_file_ends_in_a_face_or_in_words_for_the_author() -> None:
    whole, opened = asset("hill.ttf"), 0
    told_of: list[tuple[bool, bool]] = []
    for seed in range(60):
        chance, content = random.Random(seed), bytearray(whole)
        for _ in range(chance.choice((1, 5, 50, 500))):
            content[chance.randrange(len(content) if seed % 2 else 400)] = chance.randrange(256)
        try:
            opened += len(open_fonts("a.ttf", bytes(content)))
        except UnusableFont as problem:
            told_of.append((bool(problem.hint), "a.ttf" in str(problem)))
    assert opened and told_of and set(told_of) == {(True, True)}


def test_fonts_of_a_brand_that_nothing_is_set_in_are_not_read(tmp_path: Path) -> None:
    mono = {"family": "Mono", "source": "file", "files": ["fonts/none.ttf"]}
    brand = {"typography": {"fonts": [LAKE, mono], "base": "Lake", "monospace": "Mono"}}
    assert composed(brand, tmp_path)[1] == []
