"""What an edit leaves alone of a briefing's structure is taken over from the file before, down to the bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hefei_report.briefing import set_briefing
from hefei_report.briefing.structure import Written
from hefei_report.briefing.tagging import StructureWriter
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import Document, Run, Section
from hefei_report.document.sharing import shared
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.theme import load_theme
from tests.support.briefings import EPOCH, PROSE, Frames, document, figure, paragraph, section, see

Print = Callable[[Document], list[str]]


def chapter(name: str, *parts: str | Run) -> Section:
    """A section of a page or so, with a figure and so with a file."""
    number = "abcdef".index(name) + 1
    long = [paragraph(PROSE * 3)] * 4
    drawn = replace(figure(number), id=f"fig-{name}")
    return section(f"sec-{name}", f"About {name}", paragraph(*parts), drawn, *long, number=str(number))


SECTIONS = (chapter("a", "First."), chapter("b", "As ", see("sec-c", "section 3"), " tells."), chapter("c", "Third."))


@pytest.fixture
def print_again(monkeypatch: pytest.MonkeyPatch) -> Print:
    """Sets one briefing after the other with one memory: the roles of the branches that were written."""
    memory, roles, last = Memory(), list[str](), list[Document]()
    write = StructureWriter._newly_written

    def noted(writer: StructureWriter, branch: Any, parent: bytes) -> Written:
        roles.append(branch.top.role)
        return write(writer, branch, parent)

    def print_(report: Document) -> list[str]:
        memory.turn()
        roles.clear()
        last[:] = [shared(report, last[0] if last else None)]
        again, written = made(last[0], memory), list(roles)
        assert again == made(report, NO_MEMORY)
        return written

    monkeypatch.setattr(StructureWriter, "_newly_written", noted)
    print_(report_of(*SECTIONS))
    return print_


def report_of(*sections: Section) -> Document:
    return replace(document(*sections), references=())


def made(report: Document, memory: Memory) -> bytes:
    theme = load_theme(report.theme)
    return set_briefing(report, theme, Frames(), Diagnostics(), EPOCH, memory=memory).finish(b"{}").content


def test_only_the_elements_of_an_edited_section_are_written(print_again: Print) -> None:
    edited = chapter("b", "As ", see("sec-c", "section 3"), " has told.")
    assert print_again(report_of(SECTIONS[0], edited, SECTIONS[2])) == ["Document", "Sect"]


def test_elements_whose_objects_get_other_numbers_are_written_anew(print_again: Print) -> None:
    linked = chapter("a", "As ", see("sec-c", "section 3"), " tells.")  # so there is a link more in the file
    assert print_again(report_of(linked, *SECTIONS[1:])) == ["Document", "Div", *["Sect"] * 4]


def test_nothing_but_the_root_is_written_where_nothing_has_changed(print_again: Print) -> None:
    assert print_again(report_of(*SECTIONS)) == ["Document"]
