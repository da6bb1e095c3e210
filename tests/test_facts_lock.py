"""A report may require that its facts are proven; the lock says whether they are, and no archive is needed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pptx
import pytest

from hefei_report.diagnostics import Diagnostics
from hefei_report.evidence.lock import Entry, Lock, Seen, State, read_lock
from hefei_report.evidence.places import KeptPlace
from tests.support.archived import FACTS, SOURCES, write_archive
from tests.support.product import Outcome, run
from tests.support.reading import pdf_pages, slide_texts

OUTLINE = """\
report: rivertown
title: Rivertown
date: 2025-11-22
facts: facts.yaml
sources: sources.yaml
evidence: {require: attested}
sections:
  - id: sec-trade
    title: Trade
    blocks:
      - text: "It kept {{ rest }}, with {{ told }} and {{ cars }} [@gazette; @bulletin; @memoir]."
"""


@pytest.fixture(scope="module")
def proven(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report whose facts are verified or attested; the archive is beside it."""
    folder = tmp_path_factory.mktemp("proven") / "report"
    folder.mkdir()
    for name, content in (("briefing.yaml", OUTLINE), ("facts.yaml", FACTS), ("sources.yaml", SOURCES)):
        (folder / name).write_text(content, encoding="utf-8")
    archive = write_archive(folder.parent / "texts")
    assert run("verify", "briefing.yaml", "--archive", archive, folder=folder).status == 0
    assert attest(folder, "told").status == 0
    return folder


@pytest.fixture
def report(proven: Path, tmp_path: Path) -> Path:
    """A copy of it, free to be spoilt."""
    shutil.copytree(proven.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "report"


def attest(folder: Path, *names: str, by: str = "A. Analyst", on: str = "2026-11-22") -> Outcome:
    return run("attest", "briefing.yaml", *names, "--by", by, "--on", on, folder=folder)


def edit(report: Path, name: str, before: str, after: str) -> None:
    text = (report / name).read_text(encoding="utf-8")
    assert text.count(before) == 1, text
    (report / name).write_text(text.replace(before, after), encoding="utf-8")


def check(report: Path) -> Outcome:
    return run("check", "briefing.yaml", folder=report)


def complaints(outcome: Outcome) -> list[str]:
    """The messages of all diagnostics."""
    heads = [line for line in outcome.err.splitlines() if "error[" in line or "warning[" in line]
    return [line.partition("]: ")[2] for line in heads]


# ------------------------------------------------------------------------------------- the demand


def test_proven_facts_are_all_that_a_release_asks_for(report: Path) -> None:
    outcome = check(report)
    assert (outcome.status, complaints(outcome)) == (0, [])


def test_without_the_demand_a_first_report_builds_at_once(report: Path) -> None:
    (report / "facts.lock").unlink()
    edit(report, "briefing.yaml", "evidence: {require: attested}\n", "")
    assert check(report).status == 0


@pytest.mark.parametrize(
    ("before", "after", "fact", "what"),
    [
        ("value: 12,", "value: 13,", "told", "value"),
        ("unit: wells", "unit: springs", "told", "unit"),
        ("value: 12,", "value: 12, qualifier: over,", "told", "qualifier"),
        ("value: 12,", "value: 12, period: 2024,", "told", "period"),
        ("value: 12,", "value: 12, geography: Rivertown,", "told", "geography"),
        ("value: 12,", "value: 12, measure: wells,", "told", "measure"),
        ("value: 12,", "value: 12, label: Wells, measure: '',", "told", "label, measure"),
        ("value: 12,", "value: 12, status: estimated,", "told", "status"),
        ("value: 12,", "value: 12, as-of: 2025-01-01,", "told", "as-of"),
        ("value: 12,", "value: 12, expires: 2035-01-01,", "told", "expires"),
        ("source: memoir", "source: gazette", "told", "source"),
        ("source: memoir", "source: [memoir, gazette]", "told", "source, locator, phrase"),
        ("phrase: twelve wells", "phrase: its twelve wells", "told", "phrase"),
        ("source: memoir", "source: memoir, locator: {page: '12'}", "told", "locator"),
        ("exports - machinery", "machinery - exports", "rest", "derived"),
        ("round: 0.1", "round: 1", "rest", "round"),
    ],
)
def test_an_edit_of_any_part_of_a_fact_stops_the_release(
    before: str, after: str, fact: str, what: str, report: Path
) -> None:
    edit(report, "facts.yaml", before, after)
    outcome = check(report)
    assert outcome.status == 1
    was = {"told": "attested", "rest": "recorded"}[fact]
    expected = f"the fact '{fact}' changed since it was {was}: {what}"
    assert expected.removesuffix(", locator, phrase") in "\n".join(complaints(outcome))
    [found] = [d for d in outcome.diagnostics if d.code == "unverified-fact"]
    assert (found.file, found.column) == ("facts.yaml", 3)
    assert f"  {fact}:" in (report / "facts.yaml").read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert "hefei-report verify" in found.hint


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A memoir on paper", "title: A novel on paper"),
        ("title: A memoir on paper", "title: A memoir on paper, URL: 'https://example.org/other'"),
        ("title: A memoir on paper", "title: A memoir on paper, DOI: 10.1000/182"),
        ("title: A memoir on paper", "title: A memoir on paper, author: [{literal: A. Stranger}]"),
    ],
)
def test_another_work_under_the_key_of_a_source_stops_the_release(before: str, after: str, report: Path) -> None:
    edit(report, "sources.yaml", before, after)
    outcome = check(report)
    assert outcome.status == 1
    said = "the source 'memoir' of 'told' changed since it was attested: its title, address or authors"
    assert complaints(outcome) == [said]
    assert "hefei-report verify" in outcome.diagnostics[0].hint
    assert attest(report, "told").status == 0
    assert check(report).status == 0


def test_another_work_under_the_key_of_a_source_is_verified_anew(report: Path, tmp_path: Path) -> None:
    edit(report, "sources.yaml", "title: The Rivertown Gazette", "title: The Seatown Gazette")
    changed = [message for message in complaints(check(report)) if "'gazette'" in message]
    assert "the source 'gazette' of 'cars' changed since it was verified: its title, address or authors" in changed
    assert attest(report, "cars").status == 1
    assert run("verify", "briefing.yaml", folder=report).out.split()[:2] == ["verified", "7"]
    assert run("verify", "briefing.yaml", "--archive", tmp_path / "texts", folder=report).status == 0
    assert check(report).status == 0


def test_what_does_not_tell_which_work_a_source_is_changes_no_proof(report: Path) -> None:
    edit(report, "sources.yaml", "title: A memoir on paper", "title: A memoir on paper, publisher: Rivertown Press")
    assert check(report).status == 0


def test_a_fact_behind_a_derived_one_counts(report: Path) -> None:
    edit(report, "facts.yaml", "phrase: or 206.54 billion yuan", "phrase: 206.54 billion yuan")
    outcome = check(report)
    assert complaints(outcome) == ["the fact 'machinery' changed since it was verified: phrase"]
    assert outcome.status == 1


def test_an_edit_of_a_fact_that_nothing_uses_is_worth_a_warning(report: Path) -> None:
    edit(report, "facts.yaml", "phrase: handled 900 trips", "phrase: it handled 900 trips")
    outcome = check(report)
    assert [(d.severity, d.code) for d in outcome.diagnostics] == [("warning", "unverified-fact")]
    assert outcome.status == 0


def test_what_is_attested_is_not_verified(report: Path) -> None:
    edit(report, "briefing.yaml", "require: attested", "require: verified")
    assert complaints(check(report)) == ["the fact 'told' is attested, not verified"]


def test_a_contradicted_fact_stops_the_release_without_the_archive(report: Path, tmp_path: Path) -> None:
    edit(report, "facts.yaml", '"740000"', '"750000"')
    verified = run("verify", "briefing.yaml", "--archive", tmp_path / "texts", folder=report)
    assert verified.status == 1
    assert complaints(check(report)) == ["the archived source of 'cars' says something else"]


def test_a_fact_that_is_new_has_no_proof(report: Path) -> None:
    edit(report, "facts.yaml", "  told:", "  new: {value: 3, unit: parks, source: memoir}\n  told:")
    edit(report, "briefing.yaml", "{{ told }}", "{{ new }}")
    outcome = check(report)
    assert complaints(outcome) == ["nothing proves the fact 'new' yet"]
    assert "hefei-report attest new --by NAME" in outcome.diagnostics[0].hint


def test_a_report_without_a_lock_is_told_once_what_to_do(report: Path) -> None:
    (report / "facts.lock").unlink()
    outcome = check(report)
    [found] = outcome.diagnostics
    assert (found.file, found.line, found.code) == ("briefing.yaml", 6, "missing-lock")
    assert "hefei-report verify" in found.hint


def test_a_demand_that_is_none_is_told(report: Path) -> None:
    edit(report, "briefing.yaml", "require: attested", "require: sworn")
    assert [d.code for d in check(report).diagnostics] == ["bad-value"]


# ---------------------------------------------------------------------------------------- a draft


def test_a_draft_with_unproven_facts_is_built_and_marked_on_every_page_and_slide(report: Path) -> None:
    edit(report, "facts.yaml", "value: 12,", "value: 13,")
    edit(report, "briefing.yaml", "sections:\n", "deck: {agenda: true}\nsections:\n")
    assert run("build", "briefing.yaml", folder=report).status == 1
    assert not (report / "dist").exists()
    outcome = run("build", "briefing.yaml", "--draft", folder=report)
    assert outcome.status == 0, outcome.err
    assert [(d.severity, d.code) for d in outcome.diagnostics] == [("warning", "unverified-fact")]
    pages = pdf_pages(report / "dist" / "rivertown-briefing.pdf")
    slides = [slide_texts(slide) for slide in pptx.Presentation(str(report / "dist" / "rivertown-deck.pptx")).slides]
    assert len(pages) > 2 and len(slides) > 2
    assert [number for number, page in enumerate(pages, 1) if "DRAFT" not in page] == []
    assert [number for number, texts in enumerate(slides, 1) if "DRAFT" not in texts] == []


def test_a_draft_needs_no_lock(report: Path) -> None:
    (report / "facts.lock").unlink()
    outcome = run("build", "briefing.yaml", "--draft", folder=report)
    assert outcome.status == 0, outcome.err
    assert [d.code for d in outcome.diagnostics] == ["missing-lock"]


# -------------------------------------------------------------------------------------- the file


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("state: verified", "state: perfect", 1),
        lambda text: text.replace("    fact: ", "    facts: ", 1),
        lambda text: text.replace("lock: 2", "lock: 99"),
        lambda text: text.replace("lock: 2", "<<<<<<< ours\nlock: 2"),
        lambda text: text.replace("paragraph: 3", "paragraph: three", 1),
        lambda _: "",
        lambda _: "[]",
        lambda _: "\0",
        lambda text: text + text,
    ],
)
def test_a_damaged_lock_is_a_diagnostic_for_every_command(damage: object, report: Path) -> None:
    assert callable(damage)
    lock = report / "facts.lock"
    lock.write_text(damage(lock.read_text(encoding="utf-8")), encoding="utf-8")
    before = lock.read_bytes()
    for outcome in (check(report), run("verify", "briefing.yaml", folder=report), attest(report, "told")):
        assert outcome.status == 1
        assert {d.code for d in outcome.diagnostics} == {"damaged-lock"}, outcome.err
        assert {d.file for d in outcome.diagnostics} == {"facts.lock"}
        assert all(d.hint for d in outcome.diagnostics)
        assert "Traceback" not in outcome.err
    assert lock.read_bytes() == before


@pytest.mark.parametrize("name", ["null", "Null", "NULL", "true", "a/b:c", "来源", "3", "-"])
def test_a_lock_reads_back_as_it_was_whatever_names_it_holds(name: str) -> None:
    seen = Seen(name, "0" * 64, KeptPlace(1, 2, "3", "4"))
    lock = Lock("null", {"null": Entry(State.VERIFIED, "1", "2", "3 4", seen=(seen,))})
    diagnostics = Diagnostics()
    assert read_lock(lock.render(), "null", diagnostics) == lock
    assert not list(diagnostics)


def test_a_lock_that_is_not_even_text_is_a_diagnostic(report: Path) -> None:
    (report / "facts.lock").write_bytes(b"\xff\xfe\x00")
    assert [d.code for d in check(report).diagnostics] == ["damaged-lock"]


def test_the_lock_of_another_report_is_no_proof(report: Path) -> None:
    edit(report, "briefing.yaml", "report: rivertown", "report: seatown")
    outcome = check(report)
    assert [(d.file, d.code) for d in outcome.diagnostics] == [("facts.lock", "foreign-lock")]


def test_a_folder_in_place_of_the_lock_is_told(report: Path) -> None:
    (report / "facts.lock").unlink()
    (report / "facts.lock").mkdir()
    outcome = attest(report, "told")
    assert outcome.status == 1
    assert "Traceback" not in outcome.err


# ---------------------------------------------------------------------------------------- attesting


def test_an_attestation_says_who_and_when(report: Path) -> None:
    lock = read_lock((report / "facts.lock").read_text(encoding="utf-8"), "rivertown", Diagnostics())
    assert lock is not None
    entry = lock.entries["told"]
    assert (entry.by, str(entry.on)) == ("A. Analyst", "2026-11-22")


@pytest.mark.parametrize("name", ['O"Neil: [a] {b} # c', "王小明", "'", "- a", "\\n"])
def test_any_name_is_kept_as_it_is(name: str, report: Path) -> None:
    assert attest(report, "told", by=name).status == 0
    lock = read_lock((report / "facts.lock").read_text(encoding="utf-8"), "rivertown", Diagnostics())
    assert lock is not None
    assert lock.entries["told"].by == name


def test_the_day_of_an_attestation_is_today_unless_it_is_told(report: Path) -> None:
    changes = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert run("attest", "briefing.yaml", "told", "--by", "A", folder=report, changes=changes).status == 0
    assert "    on: 2023-11-14\n" in (report / "facts.lock").read_text(encoding="utf-8")


def test_all_that_nobody_has_proven_can_be_attested_at_once(report: Path) -> None:
    (report / "facts.lock").unlink()
    outcome = attest(report, "--remaining")
    assert outcome.out == "29 facts attested by A. Analyst\n"
    assert check(report).status == 0


def test_what_changed_is_attested_by_its_name_only(report: Path) -> None:
    edit(report, "facts.yaml", "value: 12,", "value: 13,")
    assert attest(report, "--remaining").out == "0 facts attested by A. Analyst\n"
    assert check(report).status == 1
    assert attest(report, "told").status == 0
    assert check(report).status == 0


def test_what_an_archive_verified_is_not_attested_over_an_edit(report: Path) -> None:
    edit(report, "facts.yaml", '"740000"', '"750000"')
    outcome = attest(report, "cars")
    assert outcome.status == 1
    assert "'cars' changed since it was verified by its archived source; run 'hefei-report verify'" in outcome.err
    assert check(report).status == 1


def test_what_the_archive_contradicts_can_not_be_attested(report: Path, tmp_path: Path) -> None:
    edit(report, "facts.yaml", '"740000"', '"750000"')
    run("verify", "briefing.yaml", "--archive", tmp_path / "texts", folder=report)
    outcome = attest(report, "cars", "told")
    assert outcome.status == 1
    assert "the fact is contradicted" in outcome.err


def test_what_is_verified_needs_no_attestation(report: Path) -> None:
    before = (report / "facts.lock").read_bytes()
    outcome = attest(report, "cars")
    assert outcome.out == "cars is verified by its archived source already\n0 facts attested by A. Analyst\n"
    assert (report / "facts.lock").read_bytes() == before


def test_derived_facts_are_vouched_for_by_those_they_are_made_of(report: Path) -> None:
    outcome = attest(report, "rest")
    assert outcome.status == 1
    assert "'rest' is computed from other facts" in outcome.err


def test_an_edited_derived_fact_is_recorded_anew_by_verifying(report: Path) -> None:
    edit(report, "facts.yaml", "round: 0.1", "round: 1")
    assert check(report).status == 1
    verified = run("verify", "briefing.yaml", folder=report)
    assert verified.status == 0
    assert "derived in another way than before: rest\n" in verified.out
    assert check(report).status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("attest", "briefing.yaml", "--by", "A"),
        ("attest", "briefing.yaml", "told"),
        ("attest", "briefing.yaml", "told", "--by", " "),
        ("attest", "briefing.yaml", "told", "--by", "A\nB"),
        ("attest", "briefing.yaml", "told", "--by", "A", "--on", "yesterday"),
        ("attest", "briefing.yaml", "told", "--by", "A", "--remaining"),
        ("attest", "briefing.yaml", "tolld", "--by", "A"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_two(arguments: tuple[str, ...], report: Path) -> None:
    outcome = run(*arguments, folder=report)
    assert outcome.status == 2
    assert "Traceback" not in outcome.err
    assert outcome.err


def test_names_may_stand_on_both_sides_of_an_option(report: Path) -> None:
    (report / "facts.lock").unlink()
    outcome = run("attest", "briefing.yaml", "told", "--by", "A", "cars", "trips", folder=report)
    assert outcome.out == "3 facts attested by A\n"
