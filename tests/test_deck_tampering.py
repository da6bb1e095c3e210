"""A deck with every kind of chart is proven to its last digit, the same wherever it is built, and no edit escapes."""

from __future__ import annotations

import itertools
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from hefei_report.charts.kind import chart_kind_names
from hefei_report.trace.tracing import trace
from tests.support import templates
from tests.support.editing import members, packed
from tests.support.manydecks import example, key_figures, picture, report
from tests.support.outlining import Outlined, section, table
from tests.support.pictures import svg
from tests.support.product import run
from tests.support.wording import name

TEXT = rb"<a:t>([^<]*[0-9][^<]*)</a:t>"
PLACES = {  # in which parts, and what stands there
    "text of a slide": (r"ppt/slides/slide\d+\.xml", TEXT),
    "cell of a table": (r"ppt/slides/slide\d+\.xml", rb"<a:tc>(?:(?!</a:tc>).)*?" + TEXT),
    "notes": (r"ppt/notesSlides/notesSlide\d+\.xml", TEXT),
    "description": (r"ppt/slides/slide\d+\.xml", rb'descr="([^"]*[0-9][^"]*)"'),
    "label of a chart": (r"ppt/charts/chart\d+\.xml", TEXT),
    "number of a chart": (r"ppt/charts/chart\d+\.xml", rb"<c:numCache>.*?<c:v>([^<]*[0-9][^<]*)</c:v>"),
    "text of a chart": (r"ppt/charts/chart\d+\.xml", rb"<c:strCache>.{0,80}<c:v>([^<]*[0-9][^<]*)</c:v>"),
    "number of a workbook": (r"xl/worksheets/sheet1\.xml", rb"<v>([^<]*[0-9][^<]*)</v>"),
    "text of a workbook": (r"xl/worksheets/sheet1\.xml", rb"<t[^>]*>([^<]*[0-9][^<]*)</t>"),
}


def everything() -> Outlined:
    """A report with every kind of chart, a table, key figures, notes, a picture, a register, on a brand's template."""
    kinds = enumerate(sorted(chart_kind_names()))
    charts = (section(name(n), f"On {name(n)}", example(kind, n), headline=f"Of {name(n)}") for n, kind in kinds)
    figures = "Exports were over {{ exports }}, imports {{ imports }}"
    rows = [["Exports", "{{ exports }}"], ["Imports", "{{ imports }}"]]
    words = {"title": "Told in notes", "blocks": [{"bullets": [figures]}], "notes": f"{figures}."}
    rest = (
        section("zx", "Cells", table("cells", ["What", "How much"], rows)),
        section("zy", "Words", {"slide": words}, key_figures(3)),
        section("zz", "Pictures", picture(90, "a.svg")),
    )
    options = {"charts": "native", "register": True, "summary": True, "template": "brand.pptx"}
    files = {"a.svg": svg(), "brand.pptx": templates.four_to_three()}
    return replace(report(*charts, *rest, deck=options), files=files)


def build(outline: Path, folder: Path, changes: dict[str, str | None] | None = None) -> dict[str, bytes]:
    """What is made of ``outline``, by the suffixes of the files."""
    folder.mkdir(parents=True)
    outcome = run("build", outline, folder=folder, changes=changes)
    assert outcome.status == 0, outcome.err
    return {path.suffix: path.read_bytes() for path in (folder / "dist").iterdir()}


@pytest.fixture(scope="module")
def outline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return everything().write(tmp_path_factory.mktemp("everything") / "report")


@pytest.fixture(scope="module")
def deck(outline: Path) -> bytes:
    return build(outline, outline.parents[1] / "built")[".pptx"]


def tampered(deck: bytes, place: str) -> list[tuple[str, bytes]]:
    """The deck with one digit changed at such a place, once in each part that has any."""
    part, shown = PLACES[place]
    found = []
    for outer, content in members(deck).items():
        if outer.endswith(".xlsx"):
            inner = members(content)
            edits = ((n, packed(inner | {n: new})) for n in inner for new in _changed(n, inner[n], part, shown))
        else:
            edits = ((outer, new) for new in _changed(outer, content, part, shown))
        found += [(f"{outer} {n}", packed(members(deck) | {outer: new})) for n, new in edits]
    return found


def _changed(part: str, content: bytes, wanted: str, shown: bytes) -> list[bytes]:
    """``content`` with the first digit of the last such text changed, if ``part`` is one of those that are wanted."""
    hits = list(re.finditer(shown, content, re.DOTALL)) if re.fullmatch(wanted, part) else []
    hits = [hit for hit in hits if not re.fullmatch(rb"[0-9]{1,2}", hit[1])]  # numbers of slides and sections
    if not hits:
        return []
    digit = re.search(rb"[0-9]", hits[-1][1])
    assert digit is not None
    at = hits[-1].start(1) + digit.start()
    return [content[:at] + str((int(content[at : at + 1]) + 1) % 10).encode() + content[at + 1 :]]


def test_every_number_of_every_kind_of_chart_is_proven(deck: bytes) -> None:
    assert trace(deck).orphans == ()


@pytest.mark.parametrize("place", PLACES)
def test_a_digit_that_somebody_changed_is_found_wherever_it_stands(place: str, deck: bytes) -> None:
    edits = tampered(deck, place)
    assert edits
    missed = [where for where, edited in itertools.islice(edits, 12) if not trace(edited).orphans]
    assert missed == []


def test_the_deck_is_the_same_wherever_and_by_whomever_it_is_built(outline: Path, deck: bytes, tmp_path: Path) -> None:
    cold = {"HEFEI_REPORT_CACHE": str(tmp_path / "cache"), "PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"}
    warm = cold | {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LC_ALL": "C", "HOME": str(tmp_path)}
    first = build(outline, tmp_path / "cold", dict(cold))
    elsewhere = shutil.copytree(outline.parent, tmp_path / "elsewhere" / "deep")
    again = build(elsewhere / outline.name, tmp_path / "warm", dict(warm))
    assert first == again
    assert first[".pptx"] == deck
