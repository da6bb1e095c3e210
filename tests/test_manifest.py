"""The manifest says what proves each figure and what the files were made from, and travels in both of them."""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pptx
import pytest
from lxml import etree

from hefei_report import __version__
from hefei_report.deck.lint import lint
from hefei_report.proof.inventory import MANIFEST_SUFFIX
from tests.conftest import Flagship
from tests.support.outlines import write_small_report
from tests.support.product import FLAGSHIP, run

NAMESPACE = "urn:hefei-report:manifest:1"


@pytest.fixture(scope="module")
def beside(flagship: Flagship) -> bytes:
    """The manifest that stands beside the flagship's files."""
    return flagship.briefing.with_name("hefei-manifest.json").read_bytes()


@pytest.fixture(scope="module")
def told(beside: bytes) -> Any:
    return json.loads(beside)


def attached(path: Path) -> pikepdf.Object:
    """The manifest, the first of a PDF's associated files."""
    with pikepdf.open(path) as pdf:
        file = pdf.Root.AF[0]
        names = map(str, pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles))
        named = [name for name in names if name.endswith(MANIFEST_SUFFIX)]
        assert named == [str(file.UF)]
        return pikepdf.Dictionary(
            {
                "/Relationship": file.AFRelationship,
                "/Kind": file.EF.F.Subtype,
                "/Size": file.EF.F.Params.Size,
                "/Dated": pikepdf.String(str(file.EF.F.Params.ModDate)),
                "/Name": pikepdf.String(str(file.UF)),
                "/Content": pikepdf.String(file.EF.F.read_bytes()),
            }
        )


def in_deck(content: bytes) -> str:
    """The manifest in a deck's custom XML part, reached from the presentation as PowerPoint reaches it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        related = etree.fromstring(archive.read("ppt/_rels/presentation.xml.rels"))
        (target,) = [one.get("Target") for one in related if str(one.get("Type")).endswith("/customXml")]
        name = posixpath.normpath(posixpath.join("ppt", str(target)))
        root = etree.fromstring(archive.read(name))
    assert root.tag == f"{{{NAMESPACE}}}manifest"
    return root.text or ""


def test_it_is_the_same_beside_the_files_and_in_both_of_them(flagship: Flagship, beside: bytes) -> None:
    assert bytes(attached(flagship.briefing)["/Content"]) == beside
    assert in_deck(flagship.deck.read_bytes()).encode() == beside


def test_in_the_briefing_it_is_an_associated_file_as_pdf_a_wants_it(flagship: Flagship, beside: bytes) -> None:
    file = attached(flagship.briefing)
    assert (str(file["/Relationship"]), str(file["/Kind"])) == ("/Data", "/application/json")
    assert (str(file["/Name"]), int(file["/Size"])) == ("hefei-manifest.json", len(beside))
    assert str(file["/Dated"]).startswith("D:20251122")


def test_the_deck_with_it_has_no_fault(flagship: Flagship) -> None:
    assert lint(flagship.deck.read_bytes()) == ()


def test_it_stays_in_a_deck_that_another_program_saves(flagship: Flagship, beside: bytes) -> None:
    out = io.BytesIO()
    pptx.Presentation(str(flagship.deck)).save(out)
    assert in_deck(out.getvalue()).encode() == beside


def test_it_holds_the_hashes_of_all_that_was_read(told: Any) -> None:
    files = {file["path"]: file for file in told["inputs"]}
    assert {file["role"] for file in files.values()} == {"outline", "facts", "sources", "data", "lock"}
    assert files["briefing.yaml"]["role"] == "outline"
    for name, file in files.items():
        assert file["sha256"] == hashlib.sha256((FLAGSHIP.parent / name).read_bytes()).hexdigest()


def test_it_names_the_versions_that_shape_the_files_and_nothing_of_the_machine(told: Any, beside: bytes) -> None:
    assert told["made_with"]["hefei-report"] == __version__
    assert {"reportlab", "python-pptx", "matplotlib"} <= set(told["made_with"])
    for secret in (str(FLAGSHIP.parent), str(Path.home()) + "/", "/tmp/"):
        assert secret.encode() not in beside


def test_it_says_of_a_fact_what_where_and_how_it_is_proven(told: Any) -> None:
    fact = told["facts"]["exports_2024"]
    assert fact["printed"].replace("\u00a0", " ") == "over 257.2 billion yuan"
    assert (fact["value"], fact["unit"], fact["qualifier"]) == ("257.2", "billion yuan", "over")
    assert (fact["period"], fact["place"], fact["status"], fact["state"]) == ("2024", "Hefei", "final", "verified")
    (evidence,) = fact["evidence"]
    assert (evidence["source"], evidence["locator"]) == ("urdupoint-2025", "paragraph 6")
    assert len(evidence["phrase_sha256"]) == 64
    assert told["sources"]["urdupoint-2025"]["number"] == 2


def test_it_shows_the_working_of_a_derived_fact_down_to_what_a_source_says(told: Any) -> None:
    fact = told["facts"]["new_three_share_2024"]
    assert fact["working"].replace("\u00a0", " ") == "34.84 billion yuan ÷ 257.2 billion yuan = 13.5%"
    assert fact["operands"] == ["new_three_2024", "exports_2024"]
    for entry in told["facts"].values():
        assert all(id_ in told["facts"] for id_ in entry["operands"])
        assert bool(entry["evidence"]) != bool(entry["formula"])


def test_it_says_where_each_fact_is_used(told: Any) -> None:
    places = {(use["medium"], use["at"]) for use in told["uses"]["exports_2024"]}
    assert ("briefing", "sec-summary") in places
    assert {medium for medium, _ in places} == {"briefing", "deck"}
    printed = {id_ for id_, fact in told["facts"].items() if fact["shown"]}
    assert printed - set(told["uses"]) == set()
    drawn = {use["at"] for uses in told["uses"].values() for use in uses}
    assert {"fig-population", "tbl-bets"} <= drawn


def test_a_medium_that_is_not_built_is_not_told_of(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    assert run("build", "briefing.yaml", "--to", "deck", folder=tmp_path).status == 0
    told = json.loads((tmp_path / "dist" / "small-manifest.json").read_bytes())
    assert list(told["media"]) == ["deck"]
