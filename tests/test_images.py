"""Pictures of authors: what comes into both publications is what they see, and nothing else that was in the file."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pptx
import pytest
from PIL import Image, ImageCms

from hefei_report.build import compose, publish
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Medium
from hefei_report.document.picture import PictureFile, PictureForm
from hefei_report.images.problems import Unusable
from hefei_report.images.reading import read_picture
from hefei_report.trace.tracing import trace
from hefei_report.workspace import NO_CACHE, DiskWorkspace
from tests.support.outlining import Outlined, section, text
from tests.support.pictures import PLACE, jpeg, png, svg

TOLD = {"id": "fig-a", "title": "A disc", "alt": "A blue disc.", "source": "[@gazette]"}


def refused(path: str, content: bytes) -> str:
    """The code of the complaint about a picture."""
    with pytest.raises(Unusable) as caught:
        read_picture(path, content)
    assert caught.value.hint and path in str(caught.value)
    return caught.value.code


def opened(picture: PictureFile) -> Any:
    """The pixels that are shown."""
    return Image.open(io.BytesIO(picture.content))


@dataclass(frozen=True, slots=True)
class Published:
    """Both publications and their record, and the codes of what was complained about."""

    briefing: bytes
    deck: bytes
    manifest: bytes
    complaints: list[str]

    def pictures(self) -> list[Any]:
        """The pictures on the slides."""
        slides = pptx.Presentation(io.BytesIO(self.deck)).slides
        return [shape for slide in slides for shape in slide.shapes if hasattr(shape, "image")]


def published(folder: Path, files: dict[str, bytes], *images: dict[str, Any]) -> Published:
    """A report with ``images`` in both media."""
    blocks = [text("Something to read [@gazette] and [@bulletin] and [@tongji]."), *({"image": one} for one in images)]
    outline = Outlined((section("a", "Pictures", *blocks),), files=files).write(folder)
    found = Diagnostics()
    document = compose(DiskWorkspace(folder), outline.name, found)
    sound = document is not None and not found.has_errors
    made = publish(document, (Medium.BRIEFING, Medium.DECK), NO_CACHE, found) if document and sound else ()
    briefing, deck, manifest = (one.content for one in made) if made else (b"", b"", b"")
    return Published(briefing, deck, manifest, [one.code for one in found])


# ------------------------------------------------------------------------------------------ what is read


def test_a_jpeg_keeps_its_data_and_loses_what_tells_of_its_making() -> None:
    content = jpeg()
    picture = read_picture("a.jpg", content)
    scan = content[content.index(b"\xff\xda") :]
    assert PLACE.encode() in content and PLACE.encode() not in picture.content
    assert picture.content.endswith(scan)
    assert opened(picture).tobytes() == Image.open(io.BytesIO(content)).tobytes()


def test_a_jpeg_that_lies_on_its_side_is_turned_upright() -> None:
    picture = read_picture("a.jpg", jpeg(size=(900, 600), orientation=6))
    assert (picture.width, picture.height) == opened(picture).size == (600, 900)
    assert opened(picture).getpixel((300, 10))[0] > 180  # the bar at the left has come to the top
    assert PLACE.encode() not in picture.content


def test_bytes_that_fill_a_jpeg_hide_nothing_behind_them() -> None:
    content = jpeg()
    at = content.index(b"\xff\xe1")
    picture = read_picture("a.jpg", content[:at] + b"\xff\xff" + content[at:])
    assert PLACE.encode() not in picture.content
    assert opened(picture).tobytes() == Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "P", "I;16", "RGB"])
def test_a_picture_without_clear_parts_is_given_none(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (60, 40)).save(out, "PNG")
    assert "A" not in opened(read_picture("a.png", out.getvalue())).mode


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="2in" height="1in" viewBox="0 0 100 60"', (192, 96)),
        ('width="2in" viewBox="0 0 100 60"', (100, 60)),
        ('width="100%" height="100%" viewBox="0 0 100 60"', (100, 60)),
        ('width="254mm" height="127mm"', (960, 480)),
        ('viewBox="0 0 0 60" width="30" height="20"', (30, 20)),
    ],
)
def test_a_drawing_is_as_large_as_it_says_or_as_its_view(attributes: str, size: tuple[float, float]) -> None:
    picture = read_picture("a.svg", svg().replace(b'viewBox="0 0 100 60"', attributes.encode()))
    assert (picture.width, picture.height) == pytest.approx(size)


def test_a_drawing_without_a_size_is_refused() -> None:
    assert refused("a.svg", svg().replace(b"0 0 100 60", b"0 0 0 60")) == "broken-picture"


def test_a_style_sheet_outside_of_a_drawing_is_refused() -> None:
    sheet = '<?xml-stylesheet href="https://example.org/x.css" type="text/css"?>'
    assert refused("a.svg", svg(before=sheet)) == "unsafe-picture"


def test_a_png_with_clear_parts_keeps_them_and_nothing_else() -> None:
    said = png("RGBA")
    with_text = said[:33] + _chunk(b"tEXt", b"Comment\0" + PLACE.encode()) + said[33:]
    picture = read_picture("a.png", with_text)
    assert opened(picture).mode == "RGBA" and opened(picture).getpixel((899, 0))[3] == 0
    assert PLACE.encode() not in picture.content


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "RGB"])
def test_pngs_of_every_depth_are_read(mode: str) -> None:
    out = io.BytesIO()
    source = Image.new("RGB", (40, 20), "#808080").convert("I" if mode == "I;16" else mode)
    (source.point(lambda value: value * 257).convert("I;16") if mode == "I;16" else source).save(out, "PNG")
    shown = opened(read_picture("a.png", out.getvalue())).convert("L").getpixel((5, 5))
    assert shown in ((0, 255) if mode == "1" else range(126, 131) if mode != "P" else (153,))


@pytest.mark.parametrize("mode", ["CMYK", "RGB"])
def test_colours_that_are_not_those_of_screens_become_them(mode: str) -> None:
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() if mode == "RGB" else None
    Image.new(mode, (60, 40), (0, 255, 255, 0) if mode == "CMYK" else "red").save(out, "JPEG", icc_profile=profile)
    shown = opened(read_picture("a.jpg", out.getvalue()))
    assert shown.mode == "RGB" and "icc_profile" not in shown.info
    red, green, blue = shown.getpixel((30, 20))
    assert red > 230 and green < 30 and blue < 30


def test_a_drawing_keeps_its_shapes_and_loses_what_editors_note() -> None:
    noted = (
        '<metadata><cc:Work xmlns:cc="x">me</cc:Work></metadata><title>mine</title>'
        '<i:view xmlns:i="inkscape" i:path="/home/me"/><rect width="9" height="9" fill="url(#a)"/>'
    )
    old = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    picture = read_picture("a.svg", svg(noted, before=old))
    assert b"<rect width" in picture.content and (picture.width, picture.height) == (100, 60)
    assert not any(word in picture.content for word in (b"me<", b"mine", b"/home/me", b"DOCTYPE"))


# --------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
        '<rect width="9" height="9" onclick="alert(1)"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<image href="http://example.org/a.png"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<use href="http://example.org/a.svg#b"/>',
        '<use xmlns:l="http://www.w3.org/1999/xlink" l:href="file:///etc/passwd#a"/>',
        '<rect fill="url(http://example.org/a#b)"/>',
        "<style>@import 'http://example.org/a.css';</style>",
        "<style>rect { fill: u\\72l(http://example.org/a) }</style>",
        '<rect style="background:url( //example.org/a )"/>',
        '<a href="#b"><rect width="1"/></a>',
        '<rect><set attributeName="href" to="javascript:alert(1)"/></rect>',
        '<g id="a"><use href="#a"/></g>',
    ],
)
def test_a_drawing_that_acts_or_fetches_is_refused(body: str) -> None:
    assert refused("a.svg", svg(body)) == "unsafe-picture"


def test_entities_are_refused() -> None:
    laughs = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert refused("a.svg", svg("<text>&b;</text>", before=laughs)) == "unsafe-picture"
    outside = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert refused("a.svg", svg("<text>&a;</text>", before=outside)) == "unsafe-picture"


def test_a_document_type_that_declares_anything_is_refused() -> None:
    assert refused("a.svg", svg(before='<!DOCTYPE svg [<!ATTLIST rect fill CDATA "red">]>')) == "unsafe-picture"


def test_a_drawing_that_repeats_itself_a_billion_times_is_refused() -> None:
    levels = "".join(f'<g id="n{n}">{f"""<use href="#n{n - 1}"/>""" * 10}</g>' for n in range(1, 12))
    assert refused("a.svg", svg(f'<g id="n0"><rect width="1" height="1"/></g>{levels}')) == "unsafe-picture"


def test_a_drawing_of_too_many_parts_or_depths_is_refused() -> None:
    assert refused("a.svg", svg("<g/>" * 60_000)) == "file-too-large"
    assert refused("a.svg", svg("<g>" * 200 + "</g>" * 200)) == "file-too-large"


def test_a_small_file_of_very_many_pixels_is_refused_before_it_is_unpacked() -> None:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 40_000, 40_000, 8, 0, 0, 0, 0))
    bomb = b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(bytes(10_000_000))) + _chunk(b"IEND", b"")
    assert len(bomb) < 20_000
    assert refused("a.png", bomb) == "file-too-large"


@pytest.mark.parametrize(("path", "content"), [("a.png", png()), ("a.jpg", jpeg()), ("a.svg", svg())])
def test_a_file_that_ends_too_early_is_refused(path: str, content: bytes) -> None:
    assert refused(path, content[: len(content) // 2]) == "broken-picture"


@pytest.mark.parametrize(
    ("path", "content"), [("a.png", jpeg()), ("a.jpg", svg()), ("a.svg", png()), ("a.gif", b"GIF")]
)
def test_a_file_of_another_kind_than_its_name_says_is_refused(path: str, content: bytes) -> None:
    assert refused(path, content) == "wrong-format"


# -------------------------------------------------------------------------------------- what is published


def test_a_picture_stands_in_both_publications_with_its_texts(tmp_path: Path) -> None:
    made = published(
        tmp_path, {"a.jpg": jpeg(size=(1800, 1200))}, {"file": "a.jpg", "caption": "Seen from above", **TOLD}
    )
    assert made.complaints == []
    clean = read_picture("a.jpg", jpeg(size=(1800, 1200))).content
    with pikepdf.open(io.BytesIO(made.briefing)) as pdf:
        streams = [x.read_raw_bytes() for page in pdf.pages for x in page.get_images().values()]
    shown = made.pictures()
    assert streams == [clean]
    assert [shape.image.blob for shape in shown] == [clean]
    assert [shape._element.nvPicPr.cNvPr.get("descr") for shape in shown] == ["A blue disc."]
    assert shown[0].crop_left == shown[0].crop_top == 0
    assert shown[0].width / shown[0].height == pytest.approx(1.5, rel=1e-4)


def test_the_manifest_binds_a_picture_by_its_bytes(tmp_path: Path) -> None:
    made = published(tmp_path, {"a.jpg": jpeg(size=(1800, 1200))}, {"file": "a.jpg", **TOLD})
    digest = hashlib.sha256(read_picture("a.jpg", jpeg(size=(1800, 1200))).content).hexdigest()
    assert made.manifest.count(digest.encode()) == 2  # on its page and on its slide


@pytest.mark.parametrize("path", ["a.jpg", "./a.jpg", ".//./a.jpg"])
def test_the_file_as_it_was_does_not_travel_in_the_briefing(tmp_path: Path, path: str) -> None:
    made = published(tmp_path, {"a.jpg": jpeg(size=(1800, 1200))}, {"file": path, **TOLD})
    with pikepdf.open(io.BytesIO(made.briefing)) as pdf:
        assert not [name for name in pdf.attachments if name.endswith(".jpg")]


def test_a_drawing_with_letters_is_there_as_pixels_only(tmp_path: Path) -> None:
    files = {"a.svg": svg(), "b.svg": svg(letters="Exports 257.2")}
    lettered = {**TOLD, "id": "fig-b", "file": "b.svg"}
    made = published(tmp_path, files, {"file": "a.svg", **TOLD}, lettered)
    parts = [part.partname for part in pptx.Presentation(io.BytesIO(made.deck)).part.package.iter_parts()]
    assert made.complaints == []
    assert sum(name.endswith(".svg") for name in parts) == 1
    assert sum(name.startswith("/ppt/media/") and name.endswith(".png") for name in parts) == 2


def test_a_decoration_has_no_number_and_no_words(tmp_path: Path) -> None:
    made = published(
        tmp_path, {"a.png": png(size=(1800, 1200))}, {"file": "a.png", "decorative": True}, {"file": "a.png", **TOLD}
    )
    found = made.pictures()
    assert made.complaints == []
    assert [shape.name for shape in found] == ["Picture", "Figure 1"]
    assert [bool(shape._element.xpath(".//*[local-name()='decorative']")) for shape in found] == [True, False]


def test_a_coarse_picture_is_a_warning_in_both_publications(tmp_path: Path) -> None:
    made = published(tmp_path, {"a.png": png(size=(300, 200))}, {"file": "a.png", "width": "full", **TOLD})
    assert made.complaints == ["coarse-picture", "coarse-picture"]


@pytest.mark.parametrize("key", ["id", "title", "alt", "source"])
def test_a_picture_without_name_words_or_source_is_refused(tmp_path: Path, key: str) -> None:
    told = {name: value for name, value in TOLD.items() if name != key}
    assert published(tmp_path, {"a.png": png(size=(1800, 1200))}, {"file": "a.png", **told}).complaints[:1] == [
        "missing-key"
    ]


def test_a_picture_outside_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    made = published(tmp_path / "report", {}, {"file": "../a.png", **TOLD})
    assert made.complaints == ["path-outside-folder"]


def test_an_unsafe_drawing_is_reported_at_its_line(tmp_path: Path) -> None:
    made = published(tmp_path, {"a.svg": svg("<script>alert(1)</script>")}, {"file": "a.svg", **TOLD})
    assert made.complaints == ["unsafe-picture"]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_the_forms_are_told_by_the_suffixes_of_files() -> None:
    assert read_picture("A.JPEG", jpeg()).form is PictureForm.JPEG


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    files = {
        "a.png": png("RGBA", (1800, 1200)),
        "b.jpg": jpeg(size=(1800, 1200), orientation=8),
        "c.svg": svg(letters="a"),
    }
    images = [{**TOLD, "file": file, "id": f"fig-{file[0]}"} for file in files]
    first, second = (published(tmp_path / name, files, *images) for name in ("one", "two"))
    assert first.complaints == []
    assert (first.briefing, first.deck, first.manifest) == (second.briefing, second.deck, second.manifest)


def test_a_picture_that_was_put_in_the_place_of_another_is_found(tmp_path: Path) -> None:
    made = published(tmp_path, {"a.jpg": jpeg(size=(1800, 1200))}, {"file": "a.jpg", **TOLD})
    other = read_picture("b.jpg", jpeg("L", size=(1800, 1200))).content
    deck, briefing = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.deck)) as old, zipfile.ZipFile(deck, "w") as new:
        for name in old.namelist():
            new.writestr(name, other if name.endswith(".jpg") else old.read(name))
    with pikepdf.open(io.BytesIO(made.briefing)) as pdf:
        for page in pdf.pages:
            for image in page.get_images().values():
                image.write(other, filter=pikepdf.Name.DCTDecode)
        pdf.save(briefing)
    for sound, spoilt in ((made.deck, deck.getvalue()), (made.briefing, briefing.getvalue())):
        assert trace(sound).orphans == ()
        assert [orphan.why for orphan in trace(spoilt).orphans] == ["a picture that was not built"]
