"""A resident builder prints parts again that are what they were, and sets anew what an edit can have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hefei_report.briefing import set_briefing
from hefei_report.briefing.embedding import Fonts, first_choice
from hefei_report.briefing.filledpage import FilledPage
from hefei_report.briefing.pages import _Press
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.model import (
    BriefingOptions,
    Document,
    FactEntry,
    NotePlace,
    Paper,
    Reference,
    Run,
    Section,
)
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.theme import load_theme
from hefei_report.theme.fonts import Family, Style, latin_face
from hefei_report.theme.greyscale import in_greys
from hefei_report.theme.shaping import letters
from hefei_report.theme.tokens import Theme
from tests.support.briefings import EPOCH, PROSE, Frames, at, cite, document, figure, paragraph, section, see, text

LONG = paragraph(PROSE * 3)


def chapter(name: str, *parts: str | Run, long: int = 4) -> Section:
    """A section of a page or so."""
    blocks = [paragraph(*parts)] if parts else []
    return section(f"sec-{name}", f"About {name}", *blocks, *[LONG] * long, number=str("abcdef".index(name) + 1))


SECTIONS = (
    chapter("a"),
    chapter("b", "As ", see("sec-d", "section 4"), " tells."),
    chapter("c", long=7),
    chapter("d"),
)


# What the pages of every section depend on, changed.
OF_ALL_PAGES: list[dict[str, Any]] = [
    {"title": (Run("Another title"),)},
    {"publisher": "Another publisher"},
    {"draft": True},
    {"theme": "midnight"},
    {"briefing": BriefingOptions(paper=Paper.LETTER)},
    {"briefing": BriefingOptions(notes=NotePlace.MARGIN)},
    {"briefing": BriefingOptions(duplex=True)},
    {"language": "de"},
    {"names": ("Hefei 1",)},
]


def report_of(*sections: Section) -> Document:
    """A report of ``sections`` and nothing behind them."""
    return replace(document(*sections), references=())


def with_text_of(section: Section, other: Section) -> Section:
    """``section`` as an edit of its text leaves it: its title is the very same."""
    return replace(section, blocks=other.blocks)


def backed(*sections: Section) -> Document:
    """A report of ``sections``, with so many sources and facts that each of their lists takes pages of its own."""
    sources = tuple(Reference(f"source-{k}", k, text(f"Institute {k}. {PROSE}"), "en", at(k)) for k in range(1, 13))
    facts = tuple(
        FactEntry(
            f"fact-{k}", f"{k} plants", "Plants that the city has", "2024", "Hefei", (f"source-{k}",), f"page {k}"
        )
        for k in range(1, 13)
    )
    return replace(document(*sections), references=sources, facts=facts)


def as_it_is(theme: Theme) -> Theme:
    return theme


class Printer:
    """Sets one briefing after the other with one memory, and knows how many pages it has drawn for the last one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.memory, self.drawn = Memory(), 0
        draw = _Press.print_page

        def counted(press: _Press, page: FilledPage) -> None:
            self.drawn += 1
            draw(press, page)

        monkeypatch.setattr(_Press, "print_page", counted)

    def print(self, report: Document, look: Callable[[Theme], Theme] = as_it_is) -> int:
        """How many pages were drawn for ``report``, whose file and complaints are those of a first build."""
        self.memory.turn()
        self.drawn = 0
        again = made(report, self.memory, look)
        drawn = self.drawn
        assert again == made(report, NO_MEMORY, look)
        return drawn


def made(report: Document, memory: Memory, look: Callable[[Theme], Theme]) -> tuple[bytes, list[Diagnostic]]:
    found = Diagnostics()
    theme = look(load_theme(report.theme))
    done = set_briefing(report, theme, Frames(), found, EPOCH, memory=memory)
    return done.finish(b"{}").content, list(found)


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    found = Printer(monkeypatch)
    assert found.print(report_of(*SECTIONS)) == 6  # the contents, and five pages of sections
    return found


def test_what_has_not_changed_is_not_set_again(printer: Printer) -> None:
    assert printer.print(report_of(*SECTIONS)) == 0


def test_an_edited_section_is_set_and_the_others_are_printed_again(printer: Printer) -> None:
    edited = with_text_of(SECTIONS[1], chapter("b", "As ", see("sec-d", "section 4"), " tells, in zigzag: 1,234."))
    assert printer.print(report_of(SECTIONS[0], edited, *SECTIONS[2:])) == 1


def test_behind_a_section_that_takes_a_page_more_all_pages_are_set(printer: Printer) -> None:
    longer = report_of(SECTIONS[0], with_text_of(SECTIONS[1], chapter("b", "As before.", long=7)), *SECTIONS[2:])
    assert printer.print(longer) == 2 + 2 + 1  # the contents get other page numbers, and are not set for them
    assert printer.print(longer) == 0


def test_sections_before_one_that_is_added_or_taken_out_stay(printer: Printer) -> None:
    assert printer.print(report_of(*SECTIONS, chapter("e"))) == 2  # the contents, and the section
    assert printer.print(report_of(*SECTIONS)) == 0


def test_a_link_s_tip_is_set_anew_when_what_it_leads_to_is_called_otherwise(printer: Printer) -> None:
    renamed = replace(SECTIONS[3], title=(Run("On something else"),))
    assert printer.print(report_of(*SECTIONS[:3], renamed)) == 3  # the contents, the link's page, the section


def test_a_link_to_what_is_gone_is_none(printer: Printer) -> None:
    assert printer.print(report_of(*SECTIONS[:3])) == 2


@pytest.mark.parametrize("change", OF_ALL_PAGES, ids=str)
def test_what_holds_for_all_pages_sets_them_all_anew(printer: Printer, change: dict[str, Any]) -> None:
    changed = replace(report_of(*SECTIONS), **change)
    assert printer.print(changed) >= 6
    assert printer.print(changed) == 0
    assert printer.print(report_of(*SECTIONS)) == 0  # what was before is still known


def test_a_briefing_in_greys_has_pages_of_its_own(printer: Printer) -> None:
    assert printer.print(report_of(*SECTIONS), in_greys) == 6


def test_a_section_comes_to_stand_on_the_last_page_of_one_that_has_not_changed(printer: Printer) -> None:
    short = section("sec-c", "About c", paragraph("It is soon over."), number="3")
    assert printer.print(report_of(*SECTIONS[:2], short, SECTIONS[3])) == 3  # the contents, the shared page, section 4
    assert printer.print(report_of(*SECTIONS)) == 1  # section 4 where it was before


def test_references_are_set_anew_when_other_pages_cite_and_the_register_when_other_pages_state(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printer = Printer(monkeypatch)
    sections = [chapter("a", "It grew ", cite("source-1", 1), "."), chapter("b", Run("2 plants", fact="fact-2"), ".")]
    first = backed(*sections)
    assert printer.print(first) == 3 + 1 + 1  # references, and the register
    assert printer.print(first) == 0
    reworded = with_text_of(sections[0], chapter("a", "It grew fast ", cite("source-1", 1), "."))
    assert printer.print(replace(first, sections=(reworded, sections[1]))) == 1
    cited = with_text_of(sections[1], chapter("b", Run("2 plants", fact="fact-2"), ", ", cite("source-1", 1)))
    assert printer.print(replace(first, sections=(sections[0], cited))) == 1 + 1
    stated = with_text_of(sections[0], chapter("a", "It grew ", cite("source-1", 1), Run("2 plants", fact="fact-2")))
    assert printer.print(first) == 1  # its references again
    assert printer.print(replace(first, sections=(stated, sections[1]))) == 1 + 1
    assert printer.print(replace(first, facts=first.facts[:-1])) == 1


def test_complaints_are_told_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    printer = Printer(monkeypatch)
    wide = report_of(SECTIONS[0], chapter("b", "W" * 200), SECTIONS[3])
    for _ in range(3):
        printer.print(wide)
    assert made(wide, printer.memory, as_it_is)[1]


def test_figures_and_notes_are_printed_again_with_their_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    printer = Printer(monkeypatch)
    noted = Run("1", script="super", note=(Run("Customs changed its records."),))
    drawn = section("sec-b", "About b", paragraph("It grew", noted, "."), LONG, figure(1), LONG, LONG, number="2")
    first = report_of(SECTIONS[0], drawn, SECTIONS[2])
    whole = printer.print(first)
    assert printer.print(report_of(chapter("a", "An edit."), drawn, SECTIONS[2])) < whole - 2
    renumbered = replace(drawn, blocks=(*drawn.blocks[:2], figure(1, title="Exports doubled"), *drawn.blocks[3:]))
    printer.print(report_of(SECTIONS[0], renumbered, SECTIONS[2]))


def test_codes_of_another_file_are_taken_over_unless_they_mean_something_else() -> None:
    face = latin_face(Style(Family.SERIF))
    before, now = Fonts(), Fonts()
    before.of(face).string(letters(face).shaped("fine"))
    used = before.used()
    assert used is not None
    now.of(face).admit({(999, "other"): next(iter(used[face].values()))})
    assert not now.admit(used)
    assert Fonts().admit(used)


def test_codes_that_are_no_first_choices_are_not_kept() -> None:
    face = latin_face(Style(Family.SERIF))
    glyph = face.glyph_of("f")
    fonts = Fonts()
    fonts.of(face).admit({(999, "other"): first_choice(face, glyph, "f")})
    fonts.of(face).string(letters(face).shaped("f"))
    assert fonts.used() is None
