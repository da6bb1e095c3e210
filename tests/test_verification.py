"""Facts are held against the archived texts of their sources: what agrees is verified, what doesn't is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.lock import Lock, State, read_lock
from tests.support.archived import BULLETIN, FACTS, GAZETTE, SOURCES, TEXTS, verified, write_archive
from tests.support.outlines import write_small_report
from tests.support.product import Outcome, run

OUTLINE = """\
report: rivertown
title: Rivertown
date: 2025-11-22
facts: facts.yaml
sources: sources.yaml
sections:
  - id: sec-trade
    title: Trade
    blocks:
      - text: "It exported {{ exports }} and kept {{ rest }}, with {{ told }} [@gazette; @bulletin; @memoir]."
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The folder of a report, with its archive in it."""
    folder = tmp_path / "report"
    folder.mkdir()
    for name, content in (("briefing.yaml", OUTLINE), ("facts.yaml", FACTS), ("sources.yaml", SOURCES)):
        (folder / name).write_text(content, encoding="utf-8")
    write_archive(folder / "texts")
    return folder


def verify(report: Path, *arguments: str) -> Outcome:
    return run("verify", "briefing.yaml", "--archive", "texts", *arguments, folder=report)


def edit(report: Path, name: str, before: str, after: str) -> None:
    """Replace what stands once in a file of the report."""
    text = (report / name).read_text(encoding="utf-8")
    assert text.count(before) == 1
    (report / name).write_text(text.replace(before, after), encoding="utf-8")


def one(fact: str, *, texts: dict[str, str] = TEXTS, lock: Lock | None = None) -> tuple[State, list[tuple[str, str]]]:
    """The state of the fact ``x`` as written, and the code and message of each complaint."""
    found, diagnostics = verified(f"facts:\n  x: {{{fact}}}\n", texts, lock)
    assert all(d.hint for d in diagnostics)
    return found.states["x"], [(d.code, d.message) for d in diagnostics]


# ------------------------------------------------------------------------------------- in one's head


def test_facts_are_found_in_both_languages_and_any_typography() -> None:
    found, diagnostics = verified()
    assert list(diagnostics) == []
    assert found.count() == {State.VERIFIED: 28, State.DERIVED: 1, State.UNVERIFIED: 1}


@pytest.mark.parametrize(
    ("written", "differs"),
    [
        ("value: '257.3', unit: billion yuan, qualifier: over", "value"),
        ("value: '257.2', unit: million yuan, qualifier: over", "scale"),
        ("value: '257.2', unit: billion yuan", "qualifier"),
        ("value: '257.2', unit: billion yuan, qualifier: nearly", "qualifier"),
        ("value: '257.2', unit: billion dollars, qualifier: over", "unit"),
        ("value: '257.20', unit: billion yuan, qualifier: over", "precision"),
        ("value: '257.3', unit: billion dollars", "value and unit and qualifier"),
    ],
)
def test_a_contradicted_fact_is_shown_with_both_values(written: str, differs: str) -> None:
    phrase = "goods worth over 257.2 billion yuan"
    fact = f"{written}, source: gazette, locator: {{paragraph: 3}}, phrase: {phrase}"
    found, diagnostics = verified(f"facts:\n  x: {{{fact}}}\n")
    assert found.states["x"] is State.CONTRADICTED
    [problem] = diagnostics
    assert problem.code == "contradicted-fact"
    assert "paragraph 3 says 'over 257.2 billion yuan', the fact says '" in problem.message
    assert f"they differ in {differs};" in problem.hint


def test_the_qualifier_counts_even_where_the_phrase_leaves_it_out() -> None:
    state, _ = one("value: '257.2', unit: billion yuan, source: gazette, phrase: 257.2 billion yuan abroad")
    assert state is State.CONTRADICTED


def test_a_phrase_never_matches_within_a_longer_number() -> None:
    state, [(_, message)] = one("value: '57.2', unit: billion yuan, source: gazette, phrase: 57.2 billion yuan")
    assert state is State.CONTRADICTED
    assert "paragraph 3 says 'over 257.2 billion yuan', the phrase says '57.2 billion yuan'" in message


def test_a_phrase_that_is_nowhere_is_missing() -> None:
    state, [(code, message)] = one("value: 3, unit: bridges, source: gazette, phrase: three fine bridges")
    assert (state, code) == (State.MISSING, "missing-phrase")
    assert "'three fine bridges' does not stand in the archived text" in message


def test_a_phrase_without_a_figure_is_missing_one() -> None:
    state, [(_, message)] = one("value: 3, unit: lines, source: gazette, phrase: line of metro")
    assert state is State.MISSING
    assert "no figure stands at its phrase, in paragraph 5" in message


def test_a_fact_without_a_phrase_can_not_be_found() -> None:
    state, [(code, _)] = one("value: 900, unit: trips, source: gazette")
    assert (state, code) == (State.MISSING, "missing-phrase")


def test_a_phrase_in_several_places_is_ambiguous_until_the_paragraph_is_named() -> None:
    texts = {"gazette": "There were 20 ships in May.\nThere were 20 ships in June.\n"}
    state, [(code, message)] = one("value: 20, unit: ships, source: gazette, phrase: 20 ships", texts=texts)
    assert (state, code) == (State.AMBIGUOUS, "ambiguous-phrase")
    assert "stands 2 times, in paragraphs 1, 2" in message
    named = "value: 20, unit: ships, source: gazette, phrase: 20 ships, locator: {paragraph: 2}"
    assert one(named, texts=texts) == (State.VERIFIED, [])
    labelled = "value: 20, unit: ships, source: gazette, phrase: 20 ships, label: Arrivals in June"
    assert one(labelled, texts=texts) == (State.VERIFIED, [])


def test_a_wrong_paragraph_is_told_with_the_right_one() -> None:
    fact = "value: '10.6', unit: percent, source: gazette, phrase: a rise of 10.6%, locator: {paragraph: 4}"
    state, [(code, message)] = one(fact)
    assert (state, code) == (State.CONTRADICTED, "contradicted-fact")
    assert "stands in paragraph 3, the fact says paragraph 4" in message


def test_a_corrected_source_is_told_with_what_it_says_now() -> None:
    texts = {**TEXTS, "gazette": GAZETTE.replace("257.2 billion yuan", "258.1 billion yuan")}
    fact = "value: '257.2', unit: billion yuan, qualifier: over, source: gazette, phrase: worth over 257.2 billion yuan"
    state, [(code, message)] = one(fact, texts=texts)
    assert (state, code) == (State.CONTRADICTED, "contradicted-fact")
    assert "says 'worth over 258.1 billion yuan', the phrase says 'worth over 257.2 billion yuan'" in message


@pytest.mark.parametrize(
    ("value", "said", "state"),
    [
        (4, "Germany, Thailand, Indonesia, and India", State.VERIFIED),
        (5, "Germany, Thailand, Indonesia, and India", State.CONTRADICTED),
        (3, "Thailand, Indonesia, and India", State.MISSING),
        (3, "Germany, Thailand, Indonesia", State.MISSING),
    ],
)
def test_a_whole_list_counts_its_members(value: int, said: str, state: State) -> None:
    assert one(f"value: {value}, unit: countries, source: gazette, phrase: '{said}'")[0] is state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("exports of 257.2 billion in May", State.VERIFIED),
        ("exports of 257.2 billion dollars in May", State.CONTRADICTED),
        ("exports of 257200000000 in May", State.CONTRADICTED),
    ],
)
def test_a_large_amount_may_leave_out_that_it_is_money(text: str, state: State) -> None:
    fact = f"value: '257.2', unit: billion yuan, source: gazette, phrase: {text}"
    assert one(fact, texts={"gazette": text})[0] is state


def test_in_a_table_the_scale_stands_in_its_head() -> None:
    texts = {"gazette": "Flow | Billion yuan\nExports | 257.2\n"}
    fact = "value: '257.2', unit: billion yuan, source: gazette, phrase: Exports | 257.2"
    assert one(fact, texts=texts)[0] is State.CONTRADICTED
    assert one(fact + ", locator: {table: Trade}", texts=texts)[0] is State.VERIFIED


def test_of_several_archived_sources_none_may_contradict_the_fact() -> None:
    fact = "value: '257.2', unit: billion yuan, qualifier: over"
    first = "{id: gazette, phrase: over 257.2 billion yuan}"
    assert one(f"{fact}, source: [{first}, {{id: bulletin, phrase: 超过2572亿元}}]")[0] is State.VERIFIED
    assert one(f"{fact}, source: [{first}, memoir]")[0] is State.VERIFIED
    other = {**TEXTS, "bulletin": BULLETIN.replace("2572", "2573")}
    assert (
        one(f"{fact}, source: [{first}, {{id: bulletin, phrase: 出口额超过2573亿元}}]", texts=other)[0]
        is State.CONTRADICTED
    )


def test_a_text_made_to_keep_a_search_busy_does_not_keep_it(tmp_path: Path) -> None:
    """The command is stopped, and the test fails, when a search goes over such a text again and again."""
    outline = write_small_report(tmp_path)
    phrases = ("2 3 4 5 6 7 8 9", "over over over 9", "a and a and a and b", "9,9,9,9,9,9,9")
    facts = [f"  f{at}: {{value: 9, unit: x, source: bulletin, phrase: '{words}'}}" for at, words in enumerate(phrases)]
    (tmp_path / "facts.yaml").write_text("facts:\n" + "\n".join(facts) + "\n", encoding="utf-8")
    text = "1" * 3000 + "\n" + "over " * 3000 + "\n" + "a and " * 2000 + "\n" + "1," * 3000
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "bulletin.txt").write_text(text, encoding="utf-8")
    outcome = run("verify", outline.name, "--archive", "kept", folder=tmp_path, timeout=10)
    assert outcome.status == 1
    assert [d.line for d in outcome.diagnostics] == [2, 3, 4, 5]


# --------------------------------------------------------------------------------- ends and directions


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Between 10 and 15 percent of firms closed", 15, "percent"),
        ("Between 10 and 15 percent of firms closed", 10, "percent"),
        ("between ten and fifteen percent of firms", 15, "percent"),
        ("It makes from 2.5 million to 3 million units", "2.5", "million units"),
        ("It makes from 2.5 million to 3 million units", 3, "million units"),
        ("It makes 2.5 million units to 3 million units", 3, "million units"),
        ("It is 10 to 15 percent of all", 15, "percent"),
        ("It is 10 percent to 15 percent of all", 15, "percent"),
        ("占全部的10至15%", 15, "percent"),
        ("占10%到15%", 10, "percent"),
        ("介于10%和15%之间", 15, "percent"),
        ("产量从250万辆到300万辆", 250, "10,000 vehicles"),
        ("Exports rose by 10 to 15 percent", 15, "percent"),
        ("Exports grew between 10 and 15 percent", 10, "percent"),
        ("stays of 10 to 15 years", 15, "years"),
        ("from 1900 to 2000 people came", 2000, "people"),
        ("gave $20 to 25 billion", 25, "billion dollars"),
        ("grew two to three times", 3, "times"),
        ("Output grew, and it takes from 10 to 15 people", 15, "people"),
    ],
)
def test_one_end_of_a_range_is_not_the_figure(text: str, value: object, unit: str) -> None:
    fact = f"value: '{value}', unit: '{unit}', source: gazette, phrase: '{text}'"
    assert contradicted(fact, text) == "value"


def contradicted(fact: str, text: str) -> str:
    """In what the fact differs from the text that is its source's; '' if it is verified."""
    texts = {"gazette": text + "\n"}
    _, diagnostics = verified(f"facts:\n  x: {{{fact}}}\n", texts)
    return "".join(d.hint.partition("they differ in ")[2].partition(";")[0] or d.message for d in diagnostics)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Exports rose from 200 to 257 billion yuan", 257, "billion yuan"),
        ("Exports rose from 200 billion to 257 billion yuan", 200, "billion yuan"),
        ("Exports grew last year, from 200 billion to 257 billion", 257, "billion yuan"),
        ("up 28.5 percent from 200 billion yuan to 257 billion yuan", 257, "billion yuan"),
        ("an increase from 10 percent to 15 percent", 15, "percent"),
        ("Exports rose 10.6% to 257.2 billion yuan", "257.2", "billion yuan"),
        ("Exports rose 57 billion to 257 billion yuan", 257, "billion yuan"),
        ("比例由10%下降到5%", 5, "percent"),
        ("比例下降，从10%到5%", 5, "percent"),
        ("出口额从200亿元增长到257亿元", 257, "100 million yuan"),
        ("It ran from 2023 to 2024", 2024, "year"),
        ("It doubled to 257 stations", 257, "stations"),
        ("It sold 20 million vehicles to 15 countries", 15, "countries"),
        ("It fell by 3 percent and 15 percent", 15, "percent"),
    ],
)
def test_what_something_rose_from_and_to_are_figures_of_their_own(text: str, value: object, unit: str) -> None:
    assert contradicted(f"value: '{value}', unit: '{unit}', source: gazette, phrase: '{text}'", text) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("Profit fell 7 percent", "Profit fell by about 7 percent", "Profit fell in 2024 by 7 percent"),
        *("a 7 percent decline in profit", "Profit was 7 percent lower than before", "Profit sharply down 7 percent"),
        *("利润下降7%", "利润下降了7%", "利润同比减少约7%", "a loss of 7 percent", "They cut costs by 7 percent"),
    ],
)
def test_a_fall_proves_no_rise(text: str) -> None:
    words = f"unit: percent, source: gazette, phrase: '{text}'"
    words += ", qualifier: about" if "about" in text or "约" in text else ""
    assert contradicted(f"value: 7, label: Change of profit, {words}", text) == "value"
    assert contradicted(f"value: -7, label: Change of profit, {words}", text) == ""
    assert contradicted(f"value: 7, label: Decline of profit, {words}", text) == ""
    assert contradicted(f"value: 7, label: Profit, measure: 利润降幅, {words}", text) == ""


@pytest.mark.parametrize("text", ["Loss of 5 million yuan", "a net loss of 5 million yuan", "亏损500万元"])
def test_a_loss_is_less_than_nothing(text: str) -> None:
    words = f"unit: million yuan, source: gazette, phrase: '{text}'"
    assert contradicted(f"value: -5, label: Result, {words}", text) == ""
    assert contradicted(f"value: 5, label: Result, {words}", text) == "value"
    assert contradicted(f"value: 5, label: Net loss, {words}", text) == ""


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Profit fell to 7 percent", 7, "percent"),
        ("7 decline to answer", 7, "people"),
        ("Profit rose 7 percent; trade fell", 7, "percent"),
        ("利润减少至7%", 7, "percent"),
    ],
)
def test_what_fell_to_a_figure_did_not_fall_by_it(text: str, value: int, unit: str) -> None:
    words = f"value: {value}, unit: {unit}, label: Share, source: gazette, phrase: '{text}'"
    assert contradicted(words, text) == ""


# ---------------------------------------------------------------------------------- found once more


def moved(text: str) -> str:
    return "A lead that the editors added.\n\n" + text


def test_a_fact_is_found_again_where_its_words_stand_after_the_text_moved() -> None:
    texts = {"gazette": "At first 20 ships came, and then more.\nIn the end 20 ships left, and then fewer.\n"}
    fact = "value: 20, unit: ships, source: gazette, phrase: 20 ships"
    pinned, _ = verified(f"facts:\n  x: {{{fact}, locator: {{paragraph: 2}}}}\n", texts)
    assert pinned.lock.entries["x"].seen[0].place.paragraph == 2
    later = {"gazette": moved(texts["gazette"])}
    state, _ = one(fact, texts=later)
    assert state is State.AMBIGUOUS
    found, diagnostics = verified(f"facts:\n  x: {{{fact}}}\n", later, pinned.lock)
    assert (found.states["x"], len(diagnostics)) == (State.VERIFIED, 0)
    assert found.lock.entries["x"].seen[0].place.paragraph == 3


def test_a_paragraph_that_moved_is_told_so_that_readers_find_it() -> None:
    before, _ = verified()
    _, diagnostics = verified(texts={**TEXTS, "bulletin": moved(BULLETIN)}, lock=before.lock)
    assert {d.code for d in diagnostics} == {"contradicted-fact"}
    assert {d.hint for d in diagnostics} == {"write 'locator: {paragraph: 3}'", "write 'locator: {paragraph: 4}'"}


def test_without_the_archive_a_fact_stays_as_it_was_proven() -> None:
    before, _ = verified()
    after, diagnostics = verified(texts={}, lock=before.lock)
    assert (after, len(diagnostics)) == (before, 0)


def test_without_the_archive_an_edited_fact_is_unverified() -> None:
    before, _ = verified()
    after, _ = verified(FACTS.replace('"257.2", unit', '"257.9", unit', 1), texts={}, lock=before.lock)
    assert after.states["exports"] is State.UNVERIFIED
    assert after.states["cars"] is State.VERIFIED


# --------------------------------------------------------------------------------------- the command


def test_verifying_writes_the_lock_and_says_how_many_are_proven(report: Path) -> None:
    outcome = verify(report)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.split() == ["verified", "28", "derived", "1", "unverified", "1"]
    lock = read_lock((report / "facts.lock").read_text(encoding="utf-8"), "rivertown", Diagnostics())
    assert lock is not None
    assert len(lock.entries) == 29


def test_verifying_twice_gives_the_same_lock(report: Path) -> None:
    verify(report)
    first = (report / "facts.lock").read_bytes()
    verify(report)
    assert (report / "facts.lock").read_bytes() == first


def test_the_lock_is_sorted_and_one_edit_changes_the_lines_of_one_fact(report: Path) -> None:
    verify(report)
    before = (report / "facts.lock").read_text(encoding="utf-8").splitlines()
    names = [line.strip(" :") for line in before if line.startswith("  ") and not line.startswith("   ")]
    assert names == sorted(names)
    edit(report, "facts.yaml", "cars_rank: {value: 4,", "cars_rank: {period: 2024, value: 4,")
    verify(report)
    after = (report / "facts.lock").read_text(encoding="utf-8").splitlines()
    changed = [at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    assert changed == [before.index("  cars_rank:") + 2, before.index("  cars_rank:") + 3]


def test_the_lock_holds_no_words_of_a_source(report: Path) -> None:
    verify(report)
    lines = (report / "facts.lock").read_text(encoding="utf-8").lower().splitlines()
    lock = "\n".join(line for line in lines if line.startswith("   "))  # ids of facts are the author's words
    words = {word.strip(".,;()“”").lower() for word in GAZETTE.split() if len(word) > 4 and word.isalpha()}
    assert sorted(word for word in words if word in lock) == []
    assert not any("\u4e00" <= character <= "\u9fff" for character in lock)


def test_what_is_wrong_is_told_at_its_source_and_ends_with_one(report: Path) -> None:
    edit(report, "facts.yaml", "handled 900 trips", "handled 950 trips")
    edit(report, "facts.yaml", "seven plants}", "seven fine plants}")
    outcome = verify(report)
    assert outcome.status == 1
    assert [d.code for d in outcome.diagnostics] == ["missing-phrase", "contradicted-fact"]
    assert all(d.file == "facts.yaml" and d.hint for d in outcome.diagnostics)
    assert outcome.out.split()[:2] == ["verified", "26"]
    states = (report / "facts.lock").read_text(encoding="utf-8")
    assert states.count("state: contradicted") == states.count("state: missing") == 1


def test_the_result_can_be_had_as_json(report: Path) -> None:
    edit(report, "facts.yaml", "handled 900 trips", "handled 950 trips")
    outcome = verify(report, "--json")
    result = json.loads(outcome.out)
    assert result["counts"] == {"verified": 27, "derived": 1, "unverified": 1, "contradicted": 1}
    assert (result["facts"]["trips"], result["facts"]["told"]) == ("contradicted", "unverified")
    [problem] = result["diagnostics"]
    assert (problem["code"], problem["file"]) == ("contradicted-fact", "facts.yaml")
    assert problem["line"] > 0 and problem["hint"]


def test_a_facts_file_with_mistakes_leaves_the_lock_as_it_is(report: Path) -> None:
    verify(report)
    before = (report / "facts.lock").read_bytes()
    edit(report, "facts.yaml", '"740000"', "many")
    outcome = verify(report)
    assert outcome.status == 1
    assert "facts.lock was not written" in outcome.out
    assert (report / "facts.lock").read_bytes() == before


def test_the_archive_stands_beside_the_outline_unless_another_is_named(report: Path) -> None:
    (report / "texts").rename(report / ".archive")
    assert run("verify", "briefing.yaml", folder=report).out.split()[:2] == ["verified", "28"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("verify", "nowhere.yaml"),
        ("verify", "briefing"),
        ("verify", "briefing.yaml", "--archive", "nowhere"),
        ("verify", "--on"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_two(arguments: tuple[str, ...], report: Path) -> None:
    outcome = run(*arguments, folder=report)
    assert outcome.status == 2
    assert outcome.err
    assert "Traceback" not in outcome.err


def test_an_archived_text_that_is_too_large_is_told(report: Path) -> None:
    with (report / "texts" / "gazette.txt").open("ab") as out:
        out.truncate(21_000_000)
    outcome = verify(report)
    assert [(d.file, d.code) for d in outcome.diagnostics] == [("sources.yaml", "file-too-large")]
