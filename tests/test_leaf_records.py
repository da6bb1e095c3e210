"""What the manifest says of a page or slide that has not changed is not made again, and says the same."""

from __future__ import annotations

import json
from typing import Any

from hefei_report.briefing.printed import PageNotes
from hefei_report.briefing.recording import Recorder
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.proof.inventory import Leaf, Mark, Picture, Unit
from hefei_report.proof.leafrecords import LeafRecords


def _unit(*bindings: str) -> Unit:
    return Unit("7 " * len(bindings), tuple(Mark(2 * at, 1, binding) for at, binding in enumerate(bindings)), "sec-a")


FIRST = Leaf(1, (_unit("fact:a", "citation"), Unit("")), tips=("0a",))
SECOND = Leaf(2, (_unit("citation"),), (Picture(("ff",), (_unit("fact:b", "fact:a"),), "fig-a"),))


def _said(memory: Memory, *leaves: Leaf) -> tuple[list[Any], list[str], list[Any]]:
    records = LeafRecords(memory)
    said = [json.loads(records.record(leaf)) for leaf in leaves]
    return said, records.bindings, [records.facts(leaf) for leaf in leaves]


def test_bindings_are_numbered_as_they_are_met() -> None:
    said, bindings, facts = _said(NO_MEMORY, FIRST, SECOND)
    assert bindings == ["fact:a", "citation", "fact:b"]
    assert said[0]["units"] == [["sec-a", "7 7 ", 0, 1, 0, 2, 1, 1]]
    assert said[1]["pictures"][0]["labels"] == [["sec-a", "7 7 ", 0, 1, 2, 2, 1, 0]]
    assert facts[1] == (("b", "sec-a"), ("a", "sec-a"))


def test_a_leaf_that_has_not_changed_is_recorded_once() -> None:
    memory = Memory()
    first = _said(memory, FIRST, SECOND)
    memory.turn()
    assert _said(memory, FIRST, SECOND) == first
    assert memory.made == {}


def test_it_is_recorded_anew_when_its_bindings_get_other_numbers() -> None:
    memory = Memory()
    _said(memory, FIRST, SECOND)
    memory.turn()
    edited = Leaf(1, (_unit("waived"), *FIRST.units))
    assert _said(memory, edited, SECOND) == _said(NO_MEMORY, edited, SECOND)


def test_a_page_with_the_notes_of_an_earlier_build_is_the_same_leaf_unless_something_came_later() -> None:
    memory, notes = Memory(), PageNotes((_unit("fact:a"),), tips=("0a",))

    def leaf(*later: Unit) -> Leaf:
        recorder = Recorder()
        recorder.note_again(3, notes)
        for unit in later:
            recorder.note(3, unit)
        (found,) = recorder.leaves(memory)
        return found

    assert leaf() is leaf()
    assert leaf(_unit("citation")).units == (*notes.units, _unit("citation"))
    assert leaf().units == notes.units
