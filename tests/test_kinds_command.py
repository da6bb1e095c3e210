"""``hefei-report kinds``: what there is to choose from, how it is written, and an outline that shows all of it."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from hefei_report.charts.guide.entries import entry_of
from hefei_report.charts.guide.gallery import OUTLINE, PAGE, PICTURES, figure_id, gallery, page
from hefei_report.charts.kind import chart_kind, chart_kind_names
from hefei_report.cli import main
from hefei_report.deck.charts.native import native_kinds
from hefei_report.outline.schema import schema_of
from tests.support.product import run
from tests.support.tables import made
from tests.support.tools import CHECKOUT


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["kinds", *arguments]) == 0
    return capsys.readouterr().out


def test_every_kind_is_listed_with_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    listed, _, slides = printed(capsys).partition("\n\n")
    assert slides.startswith("On slides")
    heads = [line.split() for line in listed.splitlines() if not line.startswith(" ")]
    assert [head[0] for head in heads] == list(chart_kind_names())
    assert [name for name in chart_kind_names() if len(entry_of(name).purpose.split()) < 4] == []


@pytest.mark.parametrize("name", chart_kind_names())
def test_all_about_a_kind_is_its_purpose_its_keys_and_its_example(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = printed(capsys, name)
    words = told.split()
    assert told.startswith(f"{name}: ")
    assert [key for key in schema_of(chart_kind(name).fields) if key not in words] == []
    assert [line for line in chart_kind(name).example.strip().splitlines() if line not in told] == []
    assert "``" not in told
    assert ":class:" not in told


def test_keys_say_what_they_take_in_words_of_authors(capsys: pytest.CaptureFixture[str]) -> None:
    lines = {" ".join(line.split()) for line in printed(capsys, "column").splitlines()}
    assert {"data list of row or text", "value number, fact:ID or null (required)", "highlight true or false"} <= lines


def test_a_table_in_the_place_of_rows_is_told_with_an_example_that_works(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys, "bar").partition("\ntable:\n")[2]
    written = told[told.index("    data:") : told.index("  file  ")]
    assert {"columns NAME: text, for each", "sort list of text"} <= {
        " ".join(line.split()) for line in told.splitlines()
    }
    cities = "City,Year,Exports\n" + "".join(f"{name},2024,{ord(name)}\n" for name in "ABCDEFG") + "A,2023,99\n"
    chart = made(f"chart: bar\n{textwrap.dedent(written)}", cities_csv=cities)
    assert chart.rows == [*((name, str(ord(name))) for name in "GFEDC"), ("All others", "131")]


def test_a_kind_that_there_is_not_is_refused_with_what_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kinds", "colum"]) == 2
    assert "did you mean 'column'" in capsys.readouterr().err


def test_the_gallery_shows_every_kind_in_both_media_without_a_complaint(tmp_path: Path) -> None:
    assert main(["kinds", "--gallery", str(tmp_path)]) == 0
    done = run("build", OUTLINE, "--strict", folder=tmp_path, changes={"HEFEI_REPORT_CACHE": ""})
    assert (done.status, done.diagnostics) == (0, ())
    assert f"{len(chart_kind_names())} figures" in done.out
    assert {"gallery-briefing.pdf", "gallery-deck.pptx"} <= {path.name for path in (tmp_path / "dist").iterdir()}


@pytest.mark.parametrize("name", chart_kind_names())
def test_every_kind_says_when_to_use_it_and_when_another_one(name: str) -> None:
    assert entry_of(name).advice.startswith("Use it ")
    assert entry_of(name).advice.count(". ") >= 1


def test_kinds_that_powerpoint_cannot_show_are_marked_as_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    told = printed(capsys).replace("\n ", " ")
    drawn = {line.split()[0] for line in told.splitlines() if line.endswith("(drawn)")}
    assert {"timeline", "waffle"} <= drawn
    assert not {"column", "line", "waterfall"} & drawn


def test_the_page_of_the_gallery_is_current_and_has_every_picture() -> None:
    folder = CHECKOUT / "docs"
    stale = "run 'make gallery'"
    assert (folder / PAGE).read_text(encoding="utf-8") == page(native_kinds()), stale
    assert {name: (folder / name).read_text(encoding="utf-8") for name in gallery()} == gallery(), stale
    wanted = {f"{name}-{medium}.png" for name in chart_kind_names() for medium in ("print", "slide")}
    assert {path.name for path in (folder / PICTURES).iterdir()} == wanted, stale
    assert [path.name for path in (folder / PICTURES).iterdir() if path.stat().st_size > 25_000] == []


def test_the_gallery_holds_the_examples_as_they_are_under_names_of_their_own() -> None:
    outline = gallery()[OUTLINE]
    for name in chart_kind_names():
        assert outline.count(f"id: {figure_id(name)}\n") == 1
        lines = [line.strip() for line in chart_kind(name).example.strip().splitlines()[2:]]
        assert [line for line in lines if line not in outline] == []
