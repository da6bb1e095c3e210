"""Decks built again in one process: only what changed is made anew, and the file is that of a single build."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from hefei_report.deck import set_deck
from hefei_report.deck.lint import lint_members
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import ChartForm, CitationPlace, Document, Quote, Run
from hefei_report.document.sharing import shared
from hefei_report.memory import NO_MEMORY, Memory
from hefei_report.theme import load_theme
from hefei_report.theme.tokens import Theme
from tests.support import decks
from tests.support.decks import EPOCH, document, figure, quote, section, table
from tests.support.editing import members

THEME = load_theme("hefei")
PARTS = [section(str(n), f"Part {n}", figure(2 * n), table(3, f"Table of part {n}"), quote()) for n in range(1, 7)]


def built(source: Document, memory: Memory = NO_MEMORY, theme: Theme = THEME, manifest: bytes = b"{}") -> bytes:
    """The deck's file, with what ``memory`` kept."""
    memory.turn()
    return set_deck(source, theme, decks.draw, Diagnostics(), EPOCH, memory=memory).finish(manifest).content


def with_one_word_changed(source: Document) -> Document:
    """The third section has a quotation of somebody else."""
    third = source.sections[2]
    blocks = tuple(
        replace(block, attribution=(Run("Another one"),)) if isinstance(block, Quote) else block
        for block in third.blocks
    )
    sections = (*source.sections[:2], replace(third, blocks=blocks), *source.sections[3:])
    return shared(replace(source, sections=sections), source)


def test_a_deck_that_did_not_change_is_not_made_again() -> None:
    memory, source = Memory(), document(*PARTS)
    first = built(source, memory)
    assert memory.made["deck slide"] == memory.made["deck plan"] > 20
    assert built(source, memory) == first
    assert memory.made == {}


def test_an_edit_makes_the_slides_of_its_section_alone() -> None:
    memory, source = Memory(), document(*PARTS)
    built(source, memory)
    edited = with_one_word_changed(source)
    assert built(edited, memory) == built(edited)
    assert memory.made["deck section"] == 1
    assert memory.made["deck slide"] == 4, "its divider, and what it shows"
    assert "deck agenda" not in memory.made and "deck references" not in memory.made


def _another_date(source: Document) -> Document:
    return replace(source, date=source.date + dt.timedelta(days=1))


def _a_draft(source: Document) -> Document:
    return replace(source, draft=True)


def _another_title(source: Document) -> Document:
    return replace(source, title=(Run("Another title"),))


def _a_footer(source: Document) -> Document:
    return replace(source, deck=replace(source.deck, footer="For the board"))


def _sources_at_the_end(source: Document) -> Document:
    return replace(source, deck=replace(source.deck, citations=CitationPlace.END))


def _charts_drawn(source: Document) -> Document:
    return replace(source, deck=replace(source.deck, charts=ChartForm.DRAWN))


def _in_chinese(source: Document) -> Document:
    return replace(source, language="zh-Hans")


def _other_references(source: Document) -> Document:
    changed = tuple(replace(each, short=f"{each.short} (2nd ed.)") for each in source.references)
    return replace(source, references=changed)


def _other_facts(source: Document) -> Document:
    return replace(source, facts=tuple(replace(fact, label=f"{fact.label}, revised") for fact in source.facts))


def _the_first_section_last(source: Document) -> Document:
    return replace(source, sections=(*source.sections[1:], source.sections[0]))


def _without_the_second(source: Document) -> Document:
    return replace(source, sections=(source.sections[0], *source.sections[2:]))


def _with_a_register(source: Document) -> Document:
    return replace(source, deck=replace(source.deck, register=True, summary=True))


OF_ALL_SLIDES = [
    _another_date,
    _a_draft,
    _another_title,
    _a_footer,
    _sources_at_the_end,
    _charts_drawn,
    _in_chinese,
    _other_references,
    _other_facts,
    _the_first_section_last,
    _without_the_second,
    _with_a_register,
]


@pytest.mark.parametrize("change", OF_ALL_SLIDES)
def test_whatever_a_slide_depends_on_makes_it_anew(change: Callable[[Document], Document]) -> None:
    memory, source = Memory(), document(*PARTS)
    before = built(source, memory)
    changed = shared(change(source), source)
    assert built(changed, memory) == built(changed) != before
    assert built(source, memory) == before, "and back again"


def test_another_theme_makes_every_slide_anew() -> None:
    memory, source, other = Memory(), document(*PARTS), load_theme("midnight")
    before = built(source, memory)
    count = memory.made["deck plan"]
    assert built(source, memory, other) == built(source, theme=other) != before
    assert memory.made["deck slide"] == count


def test_what_is_wrong_is_told_again_each_time() -> None:
    memory = Memory()
    source = document(replace(PARTS[0], layout="no-such-layout"), *PARTS[1:])

    def complaints(memory: Memory) -> list[str]:
        memory.turn()
        found = Diagnostics()
        set_deck(source, THEME, decks.draw, found, EPOCH, memory=memory).finish()
        return [each.code for each in found]

    assert complaints(memory) == complaints(memory) == complaints(NO_MEMORY) == ["unknown-layout"]


def _without_alternative_text(members: dict[str, bytes]) -> dict[str, bytes]:
    name = "ppt/slides/slide4.xml"
    assert b'descr="' in members[name]
    return {**members, name: re.sub(rb'descr="[^"]*"', b'descr=""', members[name])}


def _a_broken_chart(members: dict[str, bytes]) -> dict[str, bytes]:
    return {**members, "ppt/charts/chart2.xml": members["ppt/charts/chart2.xml"].replace(b"<c:v>", b"<c:v>9", 1)}


def _no_workbook(members: dict[str, bytes]) -> dict[str, bytes]:
    return {name: part for name, part in members.items() if name != "ppt/embeddings/Microsoft_Excel_Sheet2.xlsx"}


def _pale_layouts(members: dict[str, bytes]) -> dict[str, bytes]:
    theme = "ppt/theme/theme1.xml"
    return {**members, theme: re.sub(rb"(<a:dk1>).*?(</a:dk1>)", rb'\1<a:srgbClr val="FFFFFF"/>\2', members[theme])}


def _no_xml(members: dict[str, bytes]) -> dict[str, bytes]:
    return {**members, "ppt/slides/slide5.xml": members["ppt/slides/slide5.xml"][:-5]}


def _slides_swapped(members: dict[str, bytes]) -> dict[str, bytes]:
    main = members["ppt/presentation.xml"]
    first, second = re.findall(rb"<p:sldId [^>]*>", main)[3:5]
    swapped = main.replace(first, b"<!>").replace(second, first).replace(b"<!>", second)
    return {**members, "ppt/presentation.xml": swapped}


FAULTS = [_without_alternative_text, _a_broken_chart, _no_workbook, _pale_layouts, _no_xml, _slides_swapped]


@pytest.mark.parametrize("fault", FAULTS)
def test_the_lint_finds_in_a_deck_that_it_knows_what_it_finds_in_one_that_it_does_not(
    fault: Callable[[dict[str, bytes]], dict[str, bytes]],
) -> None:
    memory, sound = Memory(), members(built(document(*PARTS)))
    assert lint_members(sound, memory) == ()
    broken = fault(sound)
    found = set(lint_members(broken))
    assert found
    assert set(lint_members(broken, memory)) == found
    assert set(lint_members(broken, memory)) == found, "what it has found before it finds again"
    assert lint_members(sound, memory) == ()


def test_a_slide_that_did_not_change_is_not_linted_again() -> None:
    memory, source = Memory(), document(*PARTS)
    built(source, memory)
    assert memory.made["lint slide"] == memory.made["deck slide"]
    built(with_one_word_changed(source), memory)
    assert memory.made["lint slide"] == 1, "the other slides of its section came out the same"
