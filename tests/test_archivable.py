"""The briefing is fit for an archive by PDF/A-3a: it says what it is, and holds all it needs and was made from."""

from __future__ import annotations

import csv
import io
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pytest
from lxml import etree
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from hefei_report.briefing.attaching import Relationship
from hefei_report.briefing.chartdata import chart_csv
from hefei_report.briefing.enclosing import MOST_BYTES, enclosures
from hefei_report.briefing.objects import name, string
from hefei_report.briefing.pagelabels import PageLabels, roman
from hefei_report.briefing.profile import srgb_profile
from hefei_report.briefing.serializing import serialized
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.chartplan import (
    ChartPlan,
    Event,
    Events,
    Marker,
    Markers,
    Rule,
    Series,
    Status,
    Value,
)
from hefei_report.document.model import Document, Figure, InputFile, Medium
from hefei_report.document.walking import blocks_of
from hefei_report.trace.tracing import trace
from tests.conftest import Flagship
from tests.support.briefings import document, text, write
from tests.support.product import FLAGSHIP

_SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
_AWKWARD = "Ends & <means>: “合肥” \\ (half) of it"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    report = replace(document(), title=text(_AWKWARD), description="All of it; more.\tEnd", keywords=("R&D", "<b>"))
    return write(report, tmp_path_factory.mktemp("archivable")).path


def failures(path: Path) -> list[str]:
    return [str(failure) for failure in validation.validate_pdf(path, profile="3a").failures]


def embedded(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """The file specifications by the names under which viewers list them."""
    return {str(key): value for key, value in pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles).items()}


# ------------------------------------------------------------------------------------- what it says it is


def test_a_briefing_of_every_element_is_fit_for_an_archive(whole: Path) -> None:
    assert failures(whole) == []


def test_the_flagship_is_fit_for_an_archive(flagship: Flagship) -> None:
    assert failures(flagship.briefing) == []


def said(path: Path) -> dict[str, str]:
    """What the metadata stream says, by property."""
    with pikepdf.open(path) as pdf:
        tree = etree.fromstring(pdf.Root.Metadata.read_bytes())
    (described,) = tree.iter(f"{{{_SPACES['rdf']}}}Description")
    found = {}
    for element in described:
        prefix = next((key for key, space in _SPACES.items() if space == etree.QName(element).namespace), "")
        found[f"{prefix}:{etree.QName(element).localname}"] = "".join(map(str, element.itertext())).strip()
    return found


def test_the_metadata_say_what_the_information_dictionary_says(whole: Path) -> None:
    told = said(whole)
    with pikepdf.open(whole) as pdf:
        info = {str(key): str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == told["dc:title"] == _AWKWARD
    assert info["/Author"] == told["dc:creator"] == "A. Analyst, 李明"
    assert info["/Subject"] == told["dc:description"] == "All of it; more. End"
    assert info["/Keywords"] == told["pdf:Keywords"] == "R&D, <b>"
    assert info["/Producer"] == told["pdf:Producer"]
    assert info["/Creator"] == told["xmp:CreatorTool"]
    assert info["/CreationDate"] == info["/ModDate"] == "D:20251122000000+00'00'"
    assert told["xmp:CreateDate"] == told["xmp:ModifyDate"] == "2025-11-22T00:00:00Z"
    assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("3", "A", "1")
    assert told["dc:language"] == "en"


def test_what_the_author_leaves_out_is_in_neither(tmp_path: Path) -> None:
    bare = replace(document(), authors=(), publisher="", subtitle=(), description="", keywords=())
    path = write(bare, tmp_path).path
    assert not {"dc:creator", "dc:description", "pdf:Keywords"} & set(said(path))
    with pikepdf.open(path) as pdf:
        assert not {"/Author", "/Subject", "/Keywords"} & set(pdf.docinfo.keys())


def test_its_colours_are_srgb_by_a_profile_inside(whole: Path) -> None:
    with pikepdf.open(whole) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        profile = intent.DestOutputProfile
        assert int(profile.N) == 3
        assert profile.read_bytes() == srgb_profile()


def test_the_profile_is_whole_and_white_is_white() -> None:
    profile = srgb_profile()
    assert struct.unpack(">I", profile[:4])[0] == len(profile)
    assert (profile[12:24], profile[36:40]) == (b"mntrRGB XYZ ", b"acsp")
    count = struct.unpack(">I", profile[128:132])[0]
    places = {}
    for tag in range(count):
        signature, start, length = struct.unpack(">4sII", profile[132 + 12 * tag : 144 + 12 * tag])
        places[signature] = profile[start : start + length]
        assert start % 4 == 0
        assert start + length <= len(profile)
    colours = [struct.unpack(">3i", places[tag][8:20]) for tag in (b"rXYZ", b"gXYZ", b"bXYZ")]
    white = struct.unpack(">3i", places[b"wtpt"][8:20])
    for channel in range(3):
        assert abs(sum(colour[channel] for colour in colours) - white[channel]) / 65536 < 0.001
    exponent, a, b, c, d = (value / 65536 for value in struct.unpack(">5i", places[b"gTRC"][12:32]))
    assert (a * 0.5 + b) ** exponent == pytest.approx(0.21404, abs=1e-4)  # IEC 61966-2-1: the light of a middle grey
    assert (a * d + b) ** exponent == pytest.approx(c * d, abs=1e-4)


def fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
            yield item


def test_every_font_is_inside(flagship: Flagship) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        found = list(fonts(pdf))
        assert found
        for font in found:
            holders = list(font.DescendantFonts) if "/DescendantFonts" in font else [font]
            assert all("/FontFile2" in holder.FontDescriptor for holder in holders), font.BaseFont


# ------------------------------------------------------------------------------------ what travels inside


def test_it_holds_the_outline_and_its_evidence_as_the_build_read_them(flagship: Flagship) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        associated = {str(file.UF): file for file in pdf.Root.AF}
        assert next(iter(associated)) == "hefei-manifest.json"
        assert str(associated["hefei-manifest.json"].AFRelationship) == "/Data"
        for path in ("briefing.yaml", "facts.yaml", "sources.yaml", "facts.lock"):
            assert str(associated[path].AFRelationship) == "/Source"
            assert associated[path].EF.F.read_bytes() == (FLAGSHIP.parent / path).read_bytes()
        assert [str(file.EF.F.Subtype) for file in associated.values()][:2] == [
            "/application/json",
            "/application/yaml",
        ]


def test_each_chart_has_its_data_beside_it(flagship: Flagship, flagship_document: Document) -> None:
    plans = [block for block in blocks_of(flagship_document, Medium.BRIEFING) if isinstance(block, Figure)]
    with pikepdf.open(flagship.briefing) as pdf:
        files = embedded(pdf)
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        held = {str(item.AF[0].UF): item.AF[0].EF.F.read_bytes() for item in figures}
        assert held == {f"{figure.id}.csv": chart_csv(figure.plan) for figure in plans}
        assert all(files[name_].objgen for name_ in held)


def test_every_file_inside_belongs_to_something(flagship: Flagship) -> None:
    with pikepdf.open(flagship.briefing) as pdf:
        holders = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/AF" in item]
        belonging = {str(file.UF) for item in holders for file in item.AF}
        assert belonging == set(embedded(pdf))
        names = [str(item) for item in list(pdf.Root.Names.EmbeddedFiles.Names)[::2]]
        assert names == sorted(names)


def held(*paths: str, content: bytes = b"x") -> tuple[list[str], Diagnostics]:
    """The names that the files at ``paths`` get inside a briefing, and what is said about them."""
    report = replace(document(), inputs=tuple(InputFile(path, "data", "", content) for path in paths))
    found = Diagnostics()
    return [file.name for file in enclosures(report, found).sources], found


def test_names_of_files_inside_are_safe_and_no_two_are_alike() -> None:
    names, found = held(
        "a/b.csv", "a-b.csv", "A-B.csv", "../x y.csv", ".hidden", "合肥.csv", "fig-1.csv", "a\\b:c|d.csv"
    )
    assert names == [
        "a-b.csv",
        "a-b-2.csv",
        "A-B-3.csv",
        "x-y.csv",
        "hidden",
        "合肥.csv",
        "fig-1-2.csv",
        "a-b-c-d.csv",
    ]
    assert list(found) == []


def test_names_of_files_inside_are_neither_devices_nor_too_long() -> None:
    names, _ = held(
        "CON.csv", "nul", "console.csv", "/".join(["数据"] * 200) + "/last.csv", "x." + "y" * 300, "a" + "-" * 90
    )
    assert names[:3] == ["file-CON.csv", "file-nul", "console.csv"]
    assert (names[3].endswith("数据-last.csv"), names[5]) == (True, "file")
    assert all(len(name_.encode()) <= 255 for name_ in names)


def test_no_file_of_the_author_is_taken_for_the_manifest() -> None:
    names, _ = held("old-manifest.json", "Old-MANIFEST.json")
    assert not any(name_.casefold().endswith("-manifest.json") for name_ in names)


def test_a_file_that_is_too_large_is_left_out_with_a_warning() -> None:
    names, found = held("large.csv", content=b"x" * (MOST_BYTES + 1))
    assert names == []
    (diagnostic,) = found
    assert diagnostic.code == "not-enclosed"
    assert "large.csv" in diagnostic.message


def test_many_files_are_enclosed_up_to_a_bound() -> None:
    names, found = held(*(f"{n}.csv" for n in range(6)), content=b"x" * MOST_BYTES)
    assert len(names) == 4
    assert len(list(found)) == 2


# ------------------------------------------------------------------------------------------ chart data


def table_of(plan: ChartPlan) -> list[list[str]]:
    return list(csv.reader(io.StringIO(chart_csv(plan).decode(), newline="")))


def test_chart_data_are_exact_and_say_what_is_estimated() -> None:
    exports = (Value(Decimal("257.20"), "257"), Value(None), Value(Decimal("1E+3"), "1,000", status=Status.ESTIMATED))
    plan = ChartPlan(
        kind="column",
        categories=("2023", "2024, first half", "2025 “f”"),
        series=(Series("Exports", exports), Series("Imports", (Value(Decimal(-1)),) * 3)),
        layers=(
            Markers(
                (
                    Marker(
                        2,
                        Value(Decimal(1100)),
                    ),
                )
            ),
            Rule(Decimal("5.5"), "average"),
        ),
        unit="billion yuan",
    )
    assert table_of(plan) == [
        [
            "category",
            "Exports (billion yuan)",
            "Exports: status",
            "Imports (billion yuan)",
            "target (billion yuan)",
            "average (billion yuan)",
        ],
        ["2023", "257.20", "actual", "-1", "", "5.5"],
        ["2024, first half", "", "actual", "-1", "", "5.5"],
        ["2025 “f”", "1000", "estimated", "-1", "1100", "5.5"],
    ]


def test_the_data_of_a_timeline_are_its_events() -> None:
    events = Events((Event(Decimal(2008), "2008", "BOE comes"), Event(Decimal(2020), "April 2020", "NIO, too")))
    plan = ChartPlan(kind="timeline", categories=("2008", "April 2020"), series=(), layers=(events,))
    assert table_of(plan) == [["date", "event"], ["2008", "BOE comes"], ["April 2020", "NIO, too"]]


def test_no_text_of_the_data_is_run_as_a_formula() -> None:
    names = ("=HYPERLINK(A1)", "@sum", "+cmd", "-5 to 0", "-5", "Exports – all", "'t Hooft")
    values = tuple(Value(Decimal(-number)) for number in range(len(names)))
    table = table_of(ChartPlan(kind="column", categories=names, series=(Series("=now", values),), layers=(), unit=""))
    told = ["'=HYPERLINK(A1)", "'@sum", "'+cmd", "'-5 to 0", "-5", "Exports – all", "'t Hooft"]
    assert [row_[0] for row_ in table] == ["category", *told]
    assert [row_[1] for row_ in table] == ["'=now", "0", "-1", "-2", "-3", "-4", "-5", "-6"]


# --------------------------------------------------------------------------------------------- the file


def test_small_objects_are_packed_and_every_stream_ends_on_its_own_line(flagship: Flagship) -> None:
    content = flagship.briefing.read_bytes()
    assert len(content) < 600_000
    assert content.startswith(b"%PDF-1.7\n%")
    assert b"/Type /ObjStm" in content
    assert b"trailer" not in content
    ends = [match.start() for match in re.finditer(rb"endstream\nendobj", content)]
    assert len(ends) > 40
    assert all(content[end - 1 : end] == b"\n" for end in ends)
    with pikepdf.open(flagship.briefing) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert all(page.Contents.Filter == "/FlateDecode" for page in pdf.pages)
    packed = [int(count) for count in re.findall(rb"/N (\d+)", content)]
    assert max(packed) == 200  # a viewer unpacks them all to read one


def test_the_end_of_a_line_that_a_stream_ends_with_is_not_taken_for_that_before_its_keyword() -> None:
    canvas = Canvas(io.BytesIO())
    canvas.showPage()
    document_ = canvas._doc
    document_.Outlines.prepare(document_, canvas)
    document_.Reference(pdfdoc.PDFStream(content=b"ends with CR\r", filters=[]))
    assert b"stream\nends with CR\r\r\nendstream\n" in serialized(document_)


def test_lengths_of_streams_are_those_of_their_data(whole: Path) -> None:
    content = whole.read_bytes()
    for match in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", content):
        assert content[match.end() + int(match[1]) :].lstrip(b"\r\n").startswith(b"endstream")


def test_the_file_is_identified_by_its_content(tmp_path: Path) -> None:
    def identifier(report: Document) -> bytes:
        with pikepdf.open(write(report, tmp_path).path) as pdf:
            one, two = pdf.trailer.ID
            assert bytes(one) == bytes(two)
            return bytes(one)

    same, again = identifier(document()), identifier(document())
    other = identifier(replace(document(), title=text("Another title")))
    assert same == again != other
    assert len(same) == 16


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("text/csv", b"/text#2Fcsv"),
        ("A B#(c)", b"/A#20B#23#28c#29"),
        ("é", b"/#C3#A9"),
        ("Plain-1.x+y", b"/Plain-1.x+y"),
    ],
)
def test_names_are_escaped(given: str, written: bytes) -> None:
    assert name(given) == written
    assert str(pikepdf.Object.parse(written))[1:] == given


@pytest.mark.parametrize("given", ["plain", "a (b) \\ c", "合肥 “x”", "line\nend\rfeed", "", "\U0001f600"])
def test_strings_are_read_as_they_were_given(given: str) -> None:
    assert str(pikepdf.Object.parse(string(given))) == given


@pytest.mark.parametrize("letter", ["a", "合", "\U00020000", "("])
def test_no_string_is_longer_than_readers_must_take(letter: str) -> None:
    read = pikepdf.Object.parse(string(letter * 50_000))
    assert len(bytes(read)) <= 32_767
    assert str(read).endswith(f"{letter}...")
    assert len(str(read)) > 8_000


def test_pages_before_the_first_section_have_small_roman_numbers() -> None:
    labels = PageLabels()
    assert [labels.of(page) for page in (1, 2, 3)] == ["i", "ii", "iii"]
    labels.body = 4
    assert [labels.of(page) for page in (3, 4, 5)] == ["iii", "1", "2"]
    assert [roman(number) for number in (4, 9, 14, 40, 90, 499, 1994)] == [
        "iv",
        "ix",
        "xiv",
        "xl",
        "xc",
        "cdxcix",
        "mcmxciv",
    ]


def test_trace_proves_the_file_and_sees_a_changed_link_description(flagship: Flagship, tmp_path: Path) -> None:
    assert trace(flagship.briefing.read_bytes()).orphans == ()
    with pikepdf.open(flagship.briefing) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        told = next(link for link in links if "257.2" in str(link.Contents))
        told.Contents = pikepdf.String(str(told.Contents).replace("257.2", "752.2"))
        pdf.save(tmp_path / "edited.pdf")
    assert any("752.2" in one.text for one in trace((tmp_path / "edited.pdf").read_bytes()).orphans)


def test_what_is_associated_is_data_or_source() -> None:
    assert {kind.value for kind in Relationship} == {"Data", "Source"}
