"""Every numeral in a text is bound to what proves it, or is said to be unproven."""

from __future__ import annotations

import pytest

from hefei_report.document.model import CrossLink, Inline, ReferenceLink, Run, WebLink
from hefei_report.proof.binding import inline_unit


def bound(*runs: Run, names: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The numerals of a text with their bindings."""
    inline: Inline = runs
    unit = inline_unit(inline, "sec-a", names)
    return [(unit.text[mark.start : mark.start + mark.length], mark.binding) for mark in unit.marks]


def test_a_printed_fact_binds_its_digits() -> None:
    assert bound(Run("Exports: "), Run("over 257.2 billion yuan", fact="exports")) == [("257.2", "fact:exports")]


def test_a_fact_in_words_is_bound_as_a_whole() -> None:
    assert bound(Run("made "), Run("four", fact="bets"), Run(" bets in 2024")) == [
        ("four", "fact:bets"),
        ("2024", "year"),
    ]


def test_marks_and_references_are_bound_to_what_they_lead_to() -> None:
    runs = (
        Run("see "),
        Run("Figure 3", target=CrossLink("fig-a")),
        Run(" "),
        Run("[12]", target=ReferenceLink("paper")),
    )
    assert bound(*runs) == [("3", "see:fig-a"), ("12", "cite:paper")]


def test_a_waived_number_is_bound_to_the_cited_sources() -> None:
    assert bound(Run("about "), Run("400 km", waiver="paper other")) == [("400", "waived:paper other")]


def test_years_and_names_are_what_they_are() -> None:
    found = bound(Run("In 2024 the G60 corridor and Area 51 grew"), names=("Area 51",))
    assert found == [("2024", "year"), ("60", "name"), ("51", "name")]


def test_a_number_in_a_cited_quotation_is_bound_to_its_source() -> None:
    runs = (Run("He said “about 30 of them” "), Run("[3, p. 4]", target=ReferenceLink("paper")))
    assert bound(*runs)[0] == ("30", "quoted:paper")
    assert bound(Run("He said “about 30 of them”")) == [("30", "unproven")]


@pytest.mark.parametrize("text", ["some 30 of them", "三百亿元", "½ of it"])
def test_a_number_that_nothing_proves_is_said_to_be_unproven(text: str) -> None:
    assert [binding for _, binding in bound(Run(text))] == ["unproven"]


def test_digits_that_touch_a_fact_make_another_number_of_it() -> None:
    assert bound(Run("1"), Run("257.2", fact="exports")) == [("1257.2", "unproven")]
    assert bound(Run("12", fact="a"), Run("34", fact="b")) == [("1234", "unproven")]


def test_a_link_to_the_web_proves_nothing() -> None:
    assert bound(Run("30 of them", target=WebLink("https://example.org"))) == [("30", "unproven")]


def test_a_text_without_numerals_has_none() -> None:
    assert bound(Run("Words alone, with an “M” and a dash –")) == []
