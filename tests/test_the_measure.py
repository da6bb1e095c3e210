"""The measure of speed stays whole: every tool makes the work that it is timed at. No time is asserted."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import history, picture, tables
from bench.rounds import COLD, RESIDENT, WORD, Ledger, measure, measure_resident, tools_for
from bench.tools import NAMES, OURS, A, C
from bench.work import as_outline, work

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is looked at in /proc")

SECTIONS = 2


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """One round of everything, of a report of two sections."""
    pytest.importorskip("typst")
    measured = Ledger()
    measure(SECTIONS, 1, measured)
    measure_resident(SECTIONS, measured)
    return measured


def test_every_tool_makes_its_files(ledger: Ledger) -> None:
    assert {(tool, suffix) for tool, _, suffix in ledger.sizes if suffix in {".pdf", ".pptx"}} == {
        (tool, suffix) for tool in NAMES for suffix in (".pdf", ".pptx") if (tool, suffix) != (C, ".pptx")
    }


def test_each_promise_is_told_with_its_ratio(ledger: Ledger) -> None:
    ratios = tables.ratios(ledger, SECTIONS)
    assert set(ratios) == set(tables.PROMISES)
    assert None not in ratios.values()
    assert ratios["cold, both files, against A"] == pytest.approx(
        (ledger.wall(OURS, SECTIONS, COLD) or 0) / (ledger.wall(A, SECTIONS, COLD) or 1)
    )


def test_what_is_not_measured_is_said() -> None:
    assert tables.promised(Ledger(), (10, 50, 200)).count("not measured") == 12


def test_the_tables_name_every_tool_and_event(ledger: Ledger) -> None:
    told = tables.measured(ledger, (SECTIONS,)) + tables.resident(ledger, (SECTIONS,))
    assert all(name in told for name in (*(NAMES[tool] for tool in tools_for(SECTIONS)), COLD, WORD, RESIDENT))


def test_the_picture_is_the_same_for_the_same_figures(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("one.svg", "other.svg"):
        picture.draw(ledger, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "other.svg").read_bytes()


def test_a_run_renews_its_section_and_adds_to_the_history(ledger: Ledger, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n\n{history.BEGIN}\n\nold\n\n{history.END}\n\n| past |\n{history.HISTORY}\nafter\n")
    for change in ("first", "second"):
        history.write(readme, f"new {change}", history.row(change, ledger))
    text = readme.read_text()
    assert "old" not in text
    assert "new first" not in text
    assert "new second" in text
    assert text.index("| past |") < text.index("| first |")
    assert text.index("| first |") < text.index("| second |") < text.index("after")


def test_no_two_editions_of_the_work_are_alike() -> None:
    made = work(3)
    editions = {as_outline(made.with_a_word_changed(number)) for number in range(200)}
    editions |= {as_outline(made.with_a_number_changed(number)) for number in range(200)}
    assert len(editions | {as_outline(made), as_outline(made.in_the_other_look())}) == 402


def test_a_thousand_sections_have_titles_of_their_own() -> None:
    made = work(1_000)
    assert len({section.title for section in made.sections}) == 1_000
    assert made.sections[:10] == work(10).sections
