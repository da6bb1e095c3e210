"""Trace finds every number of a finished file in its manifest, and notices when a digit is not the built one."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pptx
import pytest

from hefei_report.proof.reading import NoManifest
from hefei_report.trace.reading import Unreadable
from hefei_report.trace.telling import listing
from hefei_report.trace.tracing import Traced, trace
from tests.conftest import Flagship
from tests.support.editing import (
    members,
    packed,
    pdf_digits,
    pdf_edits,
    slide_digits,
    slide_edits,
    with_overlay,
    with_part,
)
from tests.support.outlines import SMALL_FACTS, SMALL_OUTLINE, write_small_report
from tests.support.product import run
from tests.support.reading import pdf_pages, slide_texts

EDITS = 60
TRADE = "ppt/slides/slide3.xml"  # the small report's slide on trade
_DIGIT = re.compile(r"[0-9]")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of a small report."""
    folder = tmp_path_factory.mktemp("traced")
    write_small_report(folder)
    outcome = run("build", "briefing.yaml", folder=folder)
    assert outcome.status == 0, outcome.err
    return folder / "dist"


@pytest.fixture(scope="module")
def briefing(flagship: Flagship) -> bytes:
    return flagship.briefing.read_bytes()


@pytest.fixture(scope="module")
def deck(flagship: Flagship) -> bytes:
    return flagship.deck.read_bytes()


def wrong(traced: Traced) -> list[tuple[int, str, str]]:
    """What is not proven: leaf, numeral, why."""
    return [(one.leaf, one.text, one.why) for one in traced.orphans]


# ------------------------------------------------------------------------------------------- flagship


def test_every_numeral_of_the_flagships_briefing_is_proven(briefing: bytes, flagship: Flagship) -> None:
    traced = trace(briefing)
    assert wrong(traced) == []
    shown = sum(len(_DIGIT.findall(page)) for page in pdf_pages(flagship.briefing))
    assert shown > 4_000
    assert sum(len(_DIGIT.findall(one.text)) for one in traced.found) == shown == len(pdf_digits(briefing))


def test_every_numeral_of_the_flagships_deck_is_proven(deck: bytes, flagship: Flagship) -> None:
    traced = trace(deck)
    assert wrong(traced) == []
    slides = pptx.Presentation(str(flagship.deck)).slides
    written = sum(len(_DIGIT.findall(text)) for slide in slides for text in slide_texts(slide))
    in_text = sum(len(_DIGIT.findall(one.text)) for one in traced.found if not one.drawn)
    assert written < in_text == len(slide_digits(deck))  # with notes and alternative texts
    charted = [one for one in traced.found if one.at.startswith("fig-") and one.binding.startswith("fact:")]
    assert len(charted) > 40  # cells of charts with the facts that they print


def test_both_files_show_facts_citations_and_nothing_that_nobody_proved(briefing: bytes, deck: bytes) -> None:
    for content, least in ((briefing, 200), (deck, 200)):
        kinds = Counter(one.binding.partition(":")[0] for one in trace(content).found)
        assert kinds["fact"] > least
        assert kinds["cite"] > 100
        assert kinds["unproven"] == 0


@pytest.mark.parametrize("seed", [20251122])
def test_a_change_of_any_one_digit_of_the_briefing_is_noticed(briefing: bytes, seed: int) -> None:
    unnoticed = [edit.place for edit in pdf_edits(briefing, EDITS, seed) if not trace(edit.content).orphans]
    assert unnoticed == []


@pytest.mark.parametrize("seed", [20251122])
def test_a_change_of_any_one_digit_of_the_deck_is_noticed(deck: bytes, seed: int) -> None:
    unnoticed = [edit.place for edit in slide_edits(deck, EDITS, seed) if not trace(edit.content).orphans]
    assert unnoticed == []


# ---------------------------------------------------------------------------------------- other edits


def test_an_edited_number_is_named_beside_the_built_one(small: Path) -> None:
    deck = (small / "small-deck.pptx").read_bytes()
    edited = with_part(deck, TRADE, lambda part: part.replace(b"257.2", b"357.2"))
    ((leaf, text, why), *rest) = wrong(trace(edited))
    assert (leaf, text, rest) == (3, "357.2", [])
    assert why == "the build printed 257.2 here"


def test_a_number_in_another_sentence_is_not_taken_for_proven(small: Path) -> None:
    deck = (small / "small-deck.pptx").read_bytes()
    edited = with_part(deck, TRADE, lambda part: part.replace(b"Exports came to", b"Imports came to"))
    assert (3, "257.2", "the words around it were changed") in wrong(trace(edited))


def test_a_new_number_is_an_orphan_in_chinese_too(small: Path) -> None:
    deck = (small / "small-deck.pptx").read_bytes()
    added = "Imports were lower by 12% 和三百亿".encode()
    edited = with_part(deck, TRADE, lambda part: part.replace(b"Imports were lower", added))
    assert {"12", "三百亿"} <= {text for _, text, _ in wrong(trace(edited))}


def test_a_number_that_was_taken_out_is_missed(small: Path) -> None:
    deck = (small / "small-deck.pptx").read_bytes()
    edited = with_part(deck, TRADE, lambda part: part.replace(b"257.2\xc2\xa0billion\xc2\xa0yuan", b"a lot"))
    assert "expected, not found" in {why for _, _, why in wrong(trace(edited))}


@pytest.mark.parametrize("sign", ["-", "\u2010", "\u2011", "\u2212", "\u2013", "~", "&lt;"])
def test_a_sign_before_a_number_is_noticed(small: Path, sign: str) -> None:
    deck = (small / "small-deck.pptx").read_bytes()
    signed = 0
    for name, part in members(deck).items():
        if name.startswith("ppt/slides/slide"):
            for cell in re.finditer(rb">(?:125\.9|257\.2)<|by 125\.9|over.257\.2", part):
                at = cell.end() - 6 if part[cell.end() - 1 : cell.end()] == b"<" else cell.end() - 5
                edited = part[:at] + sign.encode() + part[at:]
                assert wrong(trace(packed(members(deck) | {name: edited}))), (name, cell)
                signed += 1
    assert signed >= 4


@pytest.mark.parametrize("first", [True, False])
def test_a_sign_that_was_laid_over_a_page_is_noticed(small: Path, first: bool) -> None:
    briefing = (small / "small-briefing.pdf").read_bytes()
    assert (4, "-", "a sign that was not built") in wrong(trace(with_overlay(briefing, 3, "-", first=first)))


def test_a_picture_that_was_exchanged_is_noticed(tmp_path: Path) -> None:
    drawn = SMALL_OUTLINE.replace("chart: column", "chart: column\n          deck-chart: drawn")
    write_small_report(tmp_path, outline=drawn)
    assert run("build", "briefing.yaml", folder=tmp_path).status == 0
    deck = (tmp_path / "dist" / "small-deck.pptx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".svg"))
    edited = with_part(deck, name, lambda part: part.replace(b"</svg>", b"<g/></svg>"))
    assert "the picture was changed" in {why for _, _, why in wrong(trace(edited))}


def test_a_deck_that_another_program_saved_is_traced_as_before(small: Path, tmp_path: Path) -> None:
    saved = pptx.Presentation(str(small / "small-deck.pptx"))
    saved.save(str(tmp_path / "saved.pptx"))
    before, after = trace((small / "small-deck.pptx").read_bytes()), trace((tmp_path / "saved.pptx").read_bytes())
    assert wrong(after) == []
    assert after.found == before.found


def test_slides_may_be_moved_and_left_out(small: Path, tmp_path: Path) -> None:
    edited = pptx.Presentation(str(small / "small-deck.pptx"))
    listed = edited.slides._sldIdLst
    listed.append(listed[3])
    listed.remove(listed[1])
    for number, slide in enumerate(edited.slides, 1):
        for field in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}fld"):
            field.find("{http://schemas.openxmlformats.org/drawingml/2006/main}t").text = str(number)
    edited.save(str(tmp_path / "moved.pptx"))
    traced = trace((tmp_path / "moved.pptx").read_bytes())
    assert wrong(traced) == []
    assert traced.missing == (2,)


def test_a_briefing_that_another_program_saved_is_traced_as_before(small: Path, tmp_path: Path) -> None:
    with pikepdf.open(small / "small-briefing.pdf") as pdf:
        pdf.save(tmp_path / "saved.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert wrong(trace((tmp_path / "saved.pdf").read_bytes())) == []


def test_a_page_that_was_added_is_not_proven(small: Path, tmp_path: Path) -> None:
    with pikepdf.open(small / "small-briefing.pdf") as pdf, pikepdf.open(small / "small-briefing.pdf") as other:
        pdf.pages.append(other.pages[2])
        pdf.save(tmp_path / "longer.pdf")
        added = len(pdf.pages)
    assert {leaf for leaf, _, _ in wrong(trace((tmp_path / "longer.pdf").read_bytes()))} >= {added}


HEADED = {
    'title: "A small': 'title: "{{ exports_2024 }} in a small',
    "subtitle: Two": 'subtitle: "{{ imports_2024 }}"\npublisher: "Desk of {{ imports_2024 | number }}"\n#',
    "[A Desk]": '["The {{ exports_2024 | number }} Desk", Another]\ndeck: {footer: "Of {{ imports_2024 }}"}',
    "title: Trade": 'title: "Trade of {{ exports_2024 }}"',
    "title: In a table": 'title: "All {{ imports_2024 }} in a table"',
}


@pytest.mark.parametrize("footer", [True, False])
def test_facts_in_heads_and_feet_are_proven(tmp_path: Path, footer: bool) -> None:
    outline = SMALL_OUTLINE
    for before, after in HEADED.items():
        assert before in outline
        outline = outline.replace(before, after if footer else after.partition("\ndeck:")[0])
    write_small_report(tmp_path, outline=outline)
    outcome = run("build", "briefing.yaml", folder=tmp_path)
    assert outcome.status == 0, outcome.err
    for name in ("small-briefing.pdf", "small-deck.pptx"):
        traced = trace((tmp_path / "dist" / name).read_bytes())
        assert wrong(traced) == []
        heads = [one.binding for one in traced.found if "Desk" in one.before + one.after]
        assert set(heads) >= {"fact:exports_2024", "fact:imports_2024"}


def test_digits_in_the_period_of_a_key_figure_are_proven(tmp_path: Path) -> None:
    write_small_report(tmp_path)
    facts = SMALL_FACTS.replace("period: 2024", "period: first 9 months of 2024")
    (tmp_path / "facts.yaml").write_text(facts, encoding="utf-8")
    outcome = run("build", "briefing.yaml", folder=tmp_path)
    assert outcome.status == 0, outcome.err
    for name in ("small-briefing.pdf", "small-deck.pptx"):
        traced = trace((tmp_path / "dist" / name).read_bytes())
        assert wrong(traced) == []
        assert any(one.text == "9" and one.binding == "register:imports_2024" for one in traced.found)


def test_a_page_is_told_by_its_place_and_by_what_is_printed_on_it(small: Path, tmp_path: Path) -> None:
    path = small / "small-briefing.pdf"
    told = list(listing(trace(path.read_bytes())))
    assert [line for line in told if line.startswith("\n")][1:4] == [
        "\npage 2 (printed as ii)",
        "\npage 3 (printed as 1)",
        "\npage 4 (printed as 2)",
    ]
    with pikepdf.open(path) as pdf:
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(P=pikepdf.String("\x1b[31mred"))])
        pdf.save(tmp_path / "edited.pdf")
    assert not any("red" in line for line in listing(trace((tmp_path / "edited.pdf").read_bytes())))


def test_pages_that_were_taken_out_are_told(small: Path, tmp_path: Path) -> None:
    with pikepdf.open(small / "small-briefing.pdf") as pdf:
        for gone, told in ((4, "1 page of the build is not in this file: 5"), (2, "2 pages of the build are not")):
            del pdf.pages[gone]
            pdf.save(tmp_path / "shorter.pdf")
            outcome = run("trace", "shorter.pdf", folder=tmp_path)
            assert outcome.status == 0
            assert told in outcome.out
    outcome = run("trace", "shorter.pdf", "--json", folder=tmp_path)
    assert json.loads(outcome.out)["missing_leaves"] == [3, 5]


def edited_briefing(small: Path, edit: Callable[[pikepdf.Pdf], None]) -> list[tuple[int, str, str]]:
    """What is wrong with the small briefing after ``edit``."""
    with pikepdf.open(small / "small-briefing.pdf") as pdf:
        edit(pdf)
        out = io.BytesIO()
        pdf.save(out)
    return wrong(trace(out.getvalue()))


def free_text(pdf: pikepdf.Pdf, contents: str, drawn: str = "") -> None:
    """Lay a text over page 4, which looks like ``drawn``."""
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=[100, 100, 300, 120],
        Contents=contents,
        DA="/Helv 12 Tf",
        F=4,
    )
    if drawn:
        face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        look = pdf.make_stream(f"BT /Helv 12 Tf 2 4 Td ({drawn}) Tj ET".encode())
        look.Type, look.Subtype, look.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 200, 20]
        look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=face))
        note.AP = pikepdf.Dictionary(N=look)
    pdf.pages[3].Annots.append(pdf.make_indirect(note))


def test_a_number_in_a_comment_on_a_page_is_an_orphan(small: Path) -> None:
    assert edited_briefing(small, lambda pdf: free_text(pdf, "Well said")) == []
    ((leaf, text, why),) = edited_briefing(small, lambda pdf: free_text(pdf, "rather 4711"))
    assert (leaf, text, why) == (4, "4711", "in a comment that was not built")
    drawn = edited_briefing(small, lambda pdf: free_text(pdf, "", "rather 4711"))
    assert (4, "4711", "nothing proves it") in drawn
    assert [text for _, text, _ in edited_briefing(small, lambda pdf: free_text(pdf, "-"))] == ["-"]


def test_a_changed_tooltip_of_a_fact_is_an_orphan(small: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if "257.2" in str(link.Contents)]
        links[0].Contents = str(links[0].Contents).replace("257.2", "252.7")

    assert {(text, why) for _, text, why in edited_briefing(small, edit)} >= {
        ("252.7", "in the tooltip of a link that was not built")
    }


def test_a_picture_that_was_added_to_a_page_is_noticed(small: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(bytes(range(3)))
        image.Type, image.Subtype, image.ColorSpace = pikepdf.Name.XObject, pikepdf.Name.Image, pikepdf.Name.DeviceRGB
        image.Width, image.Height, image.BitsPerComponent = 1, 1, 8
        name = pdf.pages[3].add_resource(image, pikepdf.Name.XObject)
        pdf.pages[3].contents_add(f"q 100 0 0 100 50 50 cm {name} Do Q".encode())

    assert edited_briefing(small, edit) == [(4, "", "a picture that was not built")]


def test_a_number_in_the_layout_of_a_slide_is_an_orphan(small: Path, tmp_path: Path) -> None:
    edited = pptx.Presentation(str(small / "small-deck.pptx"))
    box = edited.slides[3].shapes.add_textbox(0, 0, 900_000, 900_000)
    box.text_frame.text = "4711 in all"
    edited.slides[2].slide_layout.shapes._spTree.append(box._element)
    edited.save(str(tmp_path / "laid.pptx"))
    traced = trace((tmp_path / "laid.pptx").read_bytes())
    assert (3, "4711", "in the layout of a slide that was not built") in wrong(traced)


# --------------------------------------------------------------------------------------------- Chinese


def test_chinese_publications_are_traced_too(tmp_path: Path) -> None:
    outline = SMALL_OUTLINE.replace("language: en", "language: zh").replace(
        "合肥 is its Chinese name.", "合肥的出口额为{{ exports_2024 }}。"
    )
    write_small_report(tmp_path, outline=outline)
    outcome = run("build", "briefing.yaml", folder=tmp_path)
    assert outcome.status == 0, outcome.err
    for name in ("small-briefing.pdf", "small-deck.pptx"):
        traced = trace((tmp_path / "dist" / name).read_bytes())
        assert wrong(traced) == []
        assert any(one.text == "2,572" and one.binding == "fact:exports_2024" for one in traced.found)


# ------------------------------------------------------------------------------- what can't be traced


def without_manifest(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.Names["/EmbeddedFiles"]
        out = io.BytesIO()
        opened.save(out)
    return out.getvalue()


def test_a_file_without_a_manifest_is_refused(small: Path, tmp_path: Path) -> None:
    (tmp_path / "bare.pdf").write_bytes(without_manifest((small / "small-briefing.pdf").read_bytes()))
    pptx.Presentation().save(str(tmp_path / "bare.pptx"))
    for name in ("bare.pdf", "bare.pptx"):
        outcome = run("trace", tmp_path / name, folder=tmp_path)
        assert (outcome.status, outcome.out) == (1, "")
        assert "carries no manifest" in outcome.err


def bomb() -> bytes:
    """An archive of half a megabyte that unpacks to a gigabyte and more."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", b" " * 300_000_000)
    return out.getvalue()


LAUGHS = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'


def hostile(deck: bytes, pdf: bytes) -> dict[str, bytes]:
    return {
        "empty": b"",
        "neither.txt": b"hello",
        "only-a-head.pdf": b"%PDF-1.7\n",
        "cut.pdf": pdf[: len(pdf) // 3],
        "noise.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 400,
        "cut.pptx": deck[: len(deck) // 2],
        "only-a-head.pptx": b"PK\x03\x04" + b"\0" * 100,
        "bomb.pptx": bomb(),
        "laughs.pptx": with_part(deck, "ppt/slides/slide2.xml", lambda _: LAUGHS),
        "torn.pptx": with_part(deck, "ppt/slides/slide2.xml", lambda part: part[:200]),
        "no-manifest.pptx": with_part(deck, "customXml/item1.xml", lambda _: b"<x/>"),
        "damaged-manifest.pptx": with_part(
            deck, "customXml/item1.xml", lambda part: part.replace(b'"units"', b'"unit"')
        ),
        "other-manifest.pptx": with_part(
            deck, "customXml/item1.xml", lambda part: part.replace(b'"version":1', b'"version":9')
        ),
        "lying-manifest.pptx": with_part(
            deck,
            "customXml/item1.xml",
            lambda part: re.sub(rb'("units":\[\["[^"]*","[^"]*",)\d+', rb"\g<1>99999", part),
        ),
        "deep-manifest.pptx": with_part(
            deck, "customXml/item1.xml", lambda part: re.sub(rb">\{.*\}", b">" + b"[" * 100_000, part, flags=re.DOTALL)
        ),
    }


def test_damaged_and_hostile_files_are_refused_with_a_word(small: Path) -> None:
    deck, pdf = (small / "small-deck.pptx").read_bytes(), (small / "small-briefing.pdf").read_bytes()
    for name, content in hostile(deck, pdf).items():
        with pytest.raises((Unreadable, NoManifest)) as refused:
            trace(content)
        assert len(str(refused.value)) > 10, name


def test_the_command_gives_no_traceback_for_a_damaged_file(small: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.pptx").write_bytes((small / "small-deck.pptx").read_bytes()[:4_000])
    outcome = run("trace", "cut.pptx", folder=tmp_path)
    assert (outcome.status, outcome.out) == (1, "")
    assert "Traceback" not in outcome.err
    assert "can't be traced" in outcome.err


def test_what_is_no_file_is_wrong_usage(tmp_path: Path) -> None:
    assert run("trace", "nowhere.pdf", folder=tmp_path).status == 2
    assert run("trace", tmp_path, folder=tmp_path).status == 2
    assert run("trace", folder=tmp_path).status == 2


# ------------------------------------------------------------------------------------------ the command


def test_the_command_lists_every_numeral_and_ends_with_nought(small: Path) -> None:
    outcome = run("trace", small / "small-briefing.pdf", folder=small)
    assert outcome.status == 0, outcome.err
    assert "257.2" in outcome.out
    assert "exports_2024: over 257.2" in outcome.out.replace("\u00a0", " ")
    assert "none is without proof" in outcome.out


def test_an_orphan_ends_it_with_one(small: Path, tmp_path: Path) -> None:
    deck = (small / "small-deck.pptx").read_bytes()
    edited = with_part(deck, TRADE, lambda part: part.replace(b"257.2", b"357.2"))
    (tmp_path / "edited.pptx").write_bytes(edited)
    outcome = run("trace", "edited.pptx", folder=tmp_path)
    assert outcome.status == 1
    assert "slide 3: the build printed 257.2 here" in outcome.out
    assert run("trace", "edited.pptx", "357.2", folder=tmp_path).status == 1
    assert run("trace", "edited.pptx", "125.9", folder=tmp_path).status == 0


def test_a_number_is_told_with_all_that_proves_it(small: Path) -> None:
    outcome = run("trace", small / "small-deck.pptx", "257.2", folder=small)
    assert outcome.status == 0, outcome.err
    told = outcome.out.replace("\u00a0", " ")
    for words in (
        "exports_2024",
        "Goods exports",
        "2024",
        "Hefei",
        "[1] ",
        "A statistical bulletin",
        "paragraph 6",
        "SHA-256 ",
    ):
        assert words in told, words
    assert run("trace", small / "small-deck.pptx", "exports_2024", folder=small).status == 0
    assert run("trace", small / "small-deck.pptx", "99999", folder=small).status == 1


def test_a_forged_manifest_is_found_out_by_ones_own(small: Path, tmp_path: Path) -> None:
    forged = (small / "small-deck.pptx").read_bytes()
    for name in (TRADE, "customXml/item1.xml"):
        forged = with_part(forged, name, lambda part: part.replace(b"257.2", b"357.2"))
    (tmp_path / "forged.pptx").write_bytes(forged)
    own = small / "small-manifest.json"
    assert run("trace", "forged.pptx", "--manifest", own, folder=tmp_path).status == 1
    assert run("trace", small / "small-deck.pptx", "--manifest", own, folder=tmp_path).status == 0
    assert run("trace", "forged.pptx", "--manifest", "nowhere.json", folder=tmp_path).status == 2
    assert run("trace", "forged.pptx", "--manifest", "forged.pptx", folder=tmp_path).status == 1


def test_json_tells_the_same_to_machines(small: Path) -> None:
    outcome = run("trace", small / "small-deck.pptx", "257.2", "--json", folder=small)
    told = json.loads(outcome.out)
    assert {one["text"] for one in told["numerals"]} == {"257.2"}
    assert told["facts"]["exports_2024"]["period"] == "2024"
    assert told["facts"]["exports_2024"]["evidence"][0]["locator"] == "paragraph 6"
    assert told["orphans"] == []
