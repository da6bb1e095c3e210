"""What is known of a deck survives the process: the lint looks only at what an edit changed, and misses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from hefei_report.deck import lint as lint_room
from hefei_report.deck import set_deck
from hefei_report.deck.lint import Finding, Verdicts, keeping, lint_members
from hefei_report.deck.lint.parts import Package
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document
from hefei_report.workspace import Cache
from tests.support import decks
from tests.support.decks import EPOCH, document
from tests.support.editing import members
from tests.test_deck_resident import FAULTS, PARTS, THEME, built, with_one_word_changed

Fault = Callable[[dict[str, bytes]], dict[str, bytes]]


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path)


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the slides that the lint looks at."""
    names: list[str] = []
    look = lint_room._looked_at

    def noted(name: str, *rest: object) -> tuple[str, tuple[Finding, ...]]:
        names.append(name)
        return look(name, *rest)  # type: ignore[arg-type]  # they are passed on

    monkeypatch.setattr(lint_room, "_looked_at", noted)
    return names


def in_a_new_process(source: Document, cache: Cache) -> bytes:
    """The deck's file, with what ``cache`` kept."""
    return set_deck(source, THEME, decks.draw, Diagnostics(), EPOCH, cache=cache).finish(b"{}").content


def linted(parts: dict[str, bytes], cache: Cache) -> tuple[Finding, ...]:
    return lint_members(parts, verdicts=Verdicts(cache, "a report"))


def test_a_new_process_looks_only_at_the_slide_that_an_edit_changed(cache: Cache, looked_at: list[str]) -> None:
    source = document(*PARTS)
    in_a_new_process(source, cache)
    assert len(looked_at) > 20
    looked_at.clear()
    edited = with_one_word_changed(source)
    made = in_a_new_process(edited, cache)
    assert len(looked_at) == 1, "the other slides of its section came out the same"
    assert made == built(edited)


def test_masters_and_layouts_are_not_read_again_unless_a_slide_that_changed_stands_on_them(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = members(built(document(*PARTS)))
    linted(sound, cache)
    read: list[str] = []
    parsed = Package._parsed

    def noted(package: Package, name: str) -> etree._Element:
        read.append(name)
        return parsed(package, name)

    monkeypatch.setattr(Package, "_parsed", noted)
    linted(sound, cache)
    assert not [name for name in read if "slideLayout" in name or "slideMaster" in name]


def test_the_last_deck_is_kept_and_none_before_it(cache: Cache, looked_at: list[str]) -> None:
    source = document(*PARTS)
    for deck in (source, document(PARTS[0]), source):
        looked_at.clear()
        in_a_new_process(deck, cache)
    assert len(looked_at) > 15


@pytest.mark.parametrize("fault", FAULTS)
def test_the_lint_finds_in_a_deck_that_was_sound_what_it_finds_in_one_that_it_does_not_know(
    fault: Fault, cache: Cache
) -> None:
    sound = members(built(document(*PARTS)))
    assert linted(sound, cache) == ()
    broken = fault(sound)
    found = lint_members(broken)
    assert found
    assert linted(broken, cache) == found
    assert linted(broken, cache) == found, "what it has found before it finds again"
    assert linted(sound, cache) == ()


def test_another_lint_trusts_no_earlier_verdict(
    cache: Cache, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = members(built(document(*PARTS)))
    looked_at.clear()
    linted(sound, cache)
    everything = list(looked_at)
    assert everything
    looked_at.clear()
    monkeypatch.setattr(keeping, "_lint", lambda: "another")
    linted(sound, cache)
    assert looked_at == everything


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"null", b'{"a": [1], "b": "text", "c": {}}'])
def test_a_cache_that_somebody_else_wrote_is_as_good_as_none(content: bytes, cache: Cache) -> None:
    sound = members(built(document(*PARTS)))
    cache.put(keeping.digest_of(("deck verdicts", "a report")), content)
    assert linted(sound, cache) == ()
    assert linted(FAULTS[0](sound), cache) == lint_members(FAULTS[0](sound))
