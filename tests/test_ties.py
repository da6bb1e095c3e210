"""No line ends between a number and its unit, a label and its number, initials and a name."""

from __future__ import annotations

import pytest

from hefei_report.document.model import Paragraph, Run, plain
from hefei_report.document.notes import notes_in
from hefei_report.proof.binding import inline_unit
from hefei_report.resolve.ties import tied
from tests.test_resolve import composed, paragraph, text_block

TIED = [
    "400~km",
    "12~percent",
    "5~per cent",
    "12~US dollars",
    "3~billion~yuan",
    "3.5~million~people",
    "Figure~3",
    "Figures 3 and 4",
    "p.~6",
    "pp.~6–7",
    "para.~6",
    "No.~5",
    "no 5",
    "§~4",
    "14~November 2025",
    "1~May",
    "10 Marketing jobs",
    "J.~K.~Smith",
    "Dr.~Li",
    "so~– but",
    "so~— but",
    "3 minor ones",
    "5 metropolitan",
    "the map 4",
]


@pytest.mark.parametrize("expected", TIED)
def test_what_is_read_at_once_is_kept_together_in_english(expected: str) -> None:
    typed = expected.replace("~", " ")
    assert plain(tied((Run(typed),), "en")).replace("\u00a0", "~") == expected


@pytest.mark.parametrize(
    "expected", ["图~3", "第~6~页", "400~km", "12~%", "2024~年 5~月", "3~亿元", "共 3 家", "甲 – 乙"]
)
def test_what_is_read_at_once_is_kept_together_in_chinese(expected: str) -> None:
    typed = expected.replace("~", " ")
    assert plain(tied((Run(typed),), "zh")).replace("\u00a0", "~") == expected


def test_a_tie_reaches_over_runs_and_leaves_code_and_all_lengths_alone() -> None:
    runs = (Run("about 400", fact="x"), Run(" km "), Run("5 km", code=True), Run(" and 5"), Run(" km", bold=True))
    found = tied(runs, "en")
    assert [run.text for run in found] == ["about 400", "\u00a0km ", "5 km", " and 5", "\u00a0km"]
    assert tied(found, "en") == found


def test_authors_texts_are_tied_in_notes_and_waivers_too() -> None:
    runs = paragraph('See Figure 3^[In {{ "400 km" | as-written }} [@paper, p. 3].].')
    assert plain(runs) == "See Figure\u00a03\u00a01."
    [mark] = notes_in(runs)
    assert plain(mark.note) == "In 400\u00a0km\u00a0[1,\u00a0p.\u00a03]."


def test_a_tie_changes_nothing_about_what_proves_a_number() -> None:
    for text in ("in 20 November 2024 [@paper]", "Phase 2 of it", "a Boeing 737", "of Model 3"):
        runs = paragraph(text)
        assert {mark.binding for mark in inline_unit(runs, "").marks} <= {"name", "year", "cite:paper"}


def test_a_declared_name_with_a_tie_in_it_stays_a_name() -> None:
    document, _ = composed(text_block("It is Bench 5 kg of theirs.") + "evidence: {names: [Bench 5 kg]}\n")
    [block] = document.sections[0].blocks
    assert isinstance(block, Paragraph)
    unit = inline_unit(block.content, "", document.names)
    assert [mark.binding for mark in unit.marks] == ["name"]
