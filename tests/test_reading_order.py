"""A briefing read aloud says what the outline says: every word, once, in order, the notes after what they explain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hefei_report.document.model import Document
from tests.conftest import Flagship
from tests.support.outlining import Set
from tests.support.readingorder import differences, heard, normal, noted, told
from tests.support.specimens import SPECIMENS
from tests.support.structure import read_structure

ASIDE = frozenset({"TOC", "Note"})  # the contents say titles once more; notes are read on their own


def misread(path: Path, document: Document) -> list[str]:
    """Where the file says something else than the Document, or in another order."""
    tagged = read_structure(path)
    notes = [heard(note, without=frozenset({"Lbl"})) for note in tagged.root.find("Note")]
    found = differences(
        told(document),
        heard(tagged.root, without=ASIDE),
        [*document.authors, ", ".join(document.authors), "、".join(document.authors), document.publisher],
    )
    found += [f"belongs to nothing: {text!r}" for text in tagged.stray]
    return found if notes == noted(document) else [*found, f"notes: {notes[:3]} for {noted(document)[:3]}"]


@pytest.mark.parametrize("name", list(SPECIMENS))
def test_the_structure_says_what_the_outline_says(name: str, set_specimen: Callable[[str], Set]) -> None:
    done = set_specimen(name)
    assert misread(done.path, done.document) == []


def test_the_flagship_s_structure_says_what_its_outline_says(flagship: Flagship, flagship_document: Document) -> None:
    assert misread(flagship.briefing, flagship_document) == []


def test_the_comparison_notices_a_lost_a_doubled_and_a_moved_word() -> None:
    texts = ["One two three.", "Four five."]
    assert differences(texts, "1 One two three. • Four five. the end") == []
    assert differences(texts, "One three. Four five.")
    assert differences(texts, "One two three. three. Four five.")
    assert differences(texts, "Four five. One two three.")
    assert normal("soft\u00adly  spoken\nwords") == "softly spoken words"
