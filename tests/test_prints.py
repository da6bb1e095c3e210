"""A resident builder prints parts again that are what they were, and sets anew what an edit can have changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hefei_report.briefing import set_briefing
from hefei_report.briefing.embedding import Fonts, first_choice
from hefei_report.briefing.filledpage import FilledPage
from hefei_report.briefing.pages import _Press
from hefei_report.briefing.typesetter import Typesetter
from hefei_report.diagnostics import Diagnostic, Diagnostics
from hefei_report.document.brand import Brand, Logo
from hefei_report.document.model import (
    BriefingOptions,
    Document,
    FactEntry,
    NotePlace,
    PageBreak,
    Paper,
    Reference,
    Run,
    Section,
)
from hefei_report.document.picture import PictureFile, PictureForm
from hefei_report.document.sharing import shared
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.theme import load_theme
from hefei_report.theme.fonts import Family, Style, latin_face
from hefei_report.theme.greyscale import in_greys
from hefei_report.theme.shaping import letters
from hefei_report.theme.tokens import Theme
from tests.support.briefings import EPOCH, PROSE, Frames, at, cite, document, figure, paragraph, section, see, text
from tests.support.pictures import png

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
    """Sets one briefing after the other with one memory, and knows how many pages it has drawn for the last one.

    ``covers`` counts its covers, which are no such pages.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.memory, self.drawn, self.covers = Memory(), 0, 0
        self.last: Document | None = None
        draw, draw_cover = _Press.print_page, _Press.print_cover

        def cover_counted(press: _Press, typesetter: Typesetter) -> None:
            self.covers += 1
            draw_cover(press, typesetter)

        monkeypatch.setattr(_Press, "print_cover", cover_counted)

        def counted(press: _Press, page: FilledPage) -> None:
            self.drawn += 1
            draw(press, page)

        monkeypatch.setattr(_Press, "print_page", counted)

    def print(self, report: Document, look: Callable[[Theme], Theme] = as_it_is) -> int:
        """How many pages were drawn for ``report``, whose file and complaints are those of a first build."""
        self.memory.turn()
        report = self.last = shared(report, self.last)
        self.drawn = self.covers = 0
        again = made(report, self.memory, look)
        drawn, covers = self.drawn, self.covers
        assert again == made(report, NO_MEMORY, look)
        self.covers = covers
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
    edited = chapter("b", "As ", see("sec-d", "section 4"), " tells, in zigzag: 1,234.")
    assert printer.print(report_of(SECTIONS[0], edited, *SECTIONS[2:])) == 1


def test_behind_a_section_that_takes_a_page_more_all_pages_are_set(printer: Printer) -> None:
    longer = report_of(SECTIONS[0], chapter("b", "As before.", long=7), *SECTIONS[2:])
    assert printer.print(longer) == 2 + 2 + 1  # the contents get other page numbers, and are not set for them
    assert printer.print(longer) == 0


def test_a_section_that_its_author_has_divided_is_printed_again_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    printer = Printer(monkeypatch)
    divided = section("sec-b", "About b", *[LONG] * 4, PageBreak(span=at(1)), *[LONG] * 4, number="2")
    report = report_of(SECTIONS[0], divided, SECTIONS[3])
    assert printer.print(report) > 3
    assert printer.print(report) == 0


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
    assert printer.print(report_of(*SECTIONS[:2], short, SECTIONS[3])) == 2  # the shared page, section 4
    assert printer.print(report_of(*SECTIONS)) == 3  # section 3 as it was, and section 4 where it was


CITING = chapter("a", "It grew ", cite("source-1", 1), ".")
BOTH = chapter("a", Run("2 plants", fact="fact-2"), cite("source-1", 1), ".")
STATING = chapter("b", Run("2 plants", fact="fact-2"), ".")


@pytest.mark.parametrize(
    ("edited", "pages"),
    [
        pytest.param(backed(chapter("a", "It grew fast ", cite("source-1", 1)), STATING), 1, id="a-word"),
        pytest.param(backed(CITING, chapter("b", Run("2 plants", fact="fact-2"), cite("source-1", 1))), 2, id="citing"),
        pytest.param(
            backed(chapter("a", Run("2 plants", fact="fact-2"), cite("source-1", 1)), STATING), 2, id="stating"
        ),
        pytest.param(replace(backed(CITING, STATING), facts=backed().facts[:-1]), 1, id="a-fact-less"),
        pytest.param(replace(backed(CITING, STATING), report="hefei-2"), 1, id="another-name"),
    ],
)
def test_references_and_register_are_set_anew_when_other_pages_cite_and_state_and_when_they_are_others(
    edited: Document, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Printer(monkeypatch)
    assert printer.print(backed(CITING, STATING)) == 3 + 1 + 1  # contents and sections, references, register
    assert printer.print(edited) == pages


@pytest.mark.parametrize(
    "change",
    [
        {"subtitle": (Run("Another subtitle"),)},
        {"authors": ("B. Analyst",)},
        {"date": dt.date(2026, 1, 1)},
        {"sections": (*SECTIONS, section("sec-e", "About e", figure(1), number="5"))},
        {"brand": Brand("Anhui", logo=Logo(PictureFile("logo.png", PictureForm.PNG, png(), 900.0, 600.0), "Anhui"))},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_cover_is_drawn_anew_when_what_is_on_it_has_changed(printer: Printer, change: dict[str, Any]) -> None:
    edited = chapter("a", "An edit.")
    printer.print(report_of(edited, *SECTIONS[1:]))
    assert printer.covers == 0
    printer.print(replace(report_of(*SECTIONS), **change))
    assert printer.covers == 1


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
