"""A resident builder keeps what didn't change, and its files are those of a fresh build."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import Medium, Paragraph, Run
from hefei_report.document.sharing import moves, shared
from hefei_report.memory import Memory, Same


def paragraph(text: str, line: int) -> Paragraph:
    return Paragraph(span=Span("o.yaml", line, 1), only=Medium.DECK, content=(Run(text),))


def test_what_was_made_is_found_again_under_the_same_key_only() -> None:
    memory = Memory()
    made: list[str] = []

    def make(key: str) -> int:
        made.append(key)
        return len(made)

    def ask(key: str) -> int:
        return memory.once("stage", key, lambda: make(key))

    assert [ask("a"), ask("b"), ask("a"), ask("b")] == [1, 2, 1, 2]
    assert made == ["a", "b"]


def test_a_complaint_is_told_each_time() -> None:
    memory = Memory()

    def make(diagnostics: Diagnostics) -> None:
        diagnostics.warning("overfull", "too long", Span("o.yaml", 3, 1))

    for _ in range(2):
        found = Diagnostics()
        memory.told("stage", "a", found, make)
        assert [each.code for each in found] == ["overfull"]


def test_what_no_recent_build_asked_for_is_let_go() -> None:
    memory = Memory()
    for build in range(5):
        for number in range(1_000):
            memory.once("stage", (build, number), lambda: "value")
        memory.turn()
    assert len(memory) <= 3_000


def test_what_is_inside_lives_as_long_as_what_is_around_it() -> None:
    memory = Memory()
    made: list[str] = []

    def outer() -> None:
        memory.once("inner", "x", lambda: made.append("x"))

    for build in range(6):
        memory.once("outer", "y", outer)
        for number in range(1_500):  # enough that something must go
            memory.once("filler", (build, number), lambda: "value")
        memory.turn()
    outer()
    assert made == ["x"]


def test_sameness_is_identity() -> None:
    one, other = (1, 2), tuple(iter((1, 2)))
    assert Same(one) == Same(one) and Same(one) != Same(other)


def test_unchanged_parts_stay_the_same_objects_wherever_their_lines_went() -> None:
    old = (paragraph("first", 1), paragraph("second", 2), paragraph("third", 3))
    new = (paragraph("first", 1), paragraph("new", 2), paragraph("second", 3), paragraph("third", 4))
    kept = shared(new, old)
    assert [part.content for part in kept] == [part.content for part in new]
    assert kept[0] is old[0] and kept[2] is old[1] and kept[3] is old[2]


def test_a_place_that_stands_for_two_is_told() -> None:
    old = (paragraph("first", 1), paragraph("second", 2))
    moved = (paragraph("first", 1), paragraph("second", 9))
    assert moves(moved, shared(moved, old)) == {
        Span("o.yaml", 1, 1): Span("o.yaml", 1, 1),
        Span("o.yaml", 2, 1): Span("o.yaml", 9, 1),
    }
    new = (paragraph("first", 1), paragraph("between", 2), paragraph("second", 3))
    assert moves(new, shared(new, old)) is None


def test_numbers_are_the_same_to_the_last_digit() -> None:
    @dataclasses.dataclass(frozen=True)
    class Holder:
        value: object

    for one, other in ((Decimal("1.0"), Decimal("1.00")), (1, True), (1, Decimal(1)), (0.0, -0.0), ((), None)):
        new = Holder(other)
        assert shared(new, Holder(one)) is new
    old = Holder(Decimal("1.50"))
    assert shared(Holder(Decimal("1.50")), old) is old
