"""What a deck may have besides its sections: the findings in brief, the register of facts, the last slide."""

from __future__ import annotations

from dataclasses import replace

from hefei_report.deck import plan_deck
from hefei_report.deck.storyboard.plan import PlannedSlide, Role, Storyboard, TableItem, TextItem, runs_of
from hefei_report.diagnostics import Diagnostics
from hefei_report.document.model import CrossLink, DeckOptions, Document, ReferenceLink, Run, WebLink, plain
from hefei_report.theme import load_theme
from tests.support.decks import at, bullets, cite, document, facts, figure, quote, section, words

THEME = load_theme("hefei")
TOLD = (
    section("1", "One", figure(1), headline="Exports doubled"),
    section("2", "Two", quote(), bullets("A point")),
    section("3", "Three", bullets("Another point"), headline="Science came first"),
)


def plan(source: Document) -> tuple[Storyboard, list[str]]:
    """The storyboard, and the codes of what is complained about."""
    found = Diagnostics()
    board = plan_deck(source, THEME, found)
    return board, [complaint.code for complaint in found]


def only(board: Storyboard, layout: str) -> PlannedSlide:
    """The slide with that layout, of which there is one."""
    found = [slide for slide in board.slides if slide.layout == layout]
    assert len(found) == 1
    return found[0]


def text(slide: PlannedSlide, role: Role) -> list[str]:
    """The paragraphs in the placeholder of ``role``."""
    items = [item for item in slide.items if isinstance(item, TextItem) and item.role is role]
    return [plain(tuple(p.run for p in (*para.label, *para.pieces))) for item in items for para in item.text]


def test_the_summary_tells_each_finding_and_leads_to_its_section() -> None:
    board, found = plan(document(*TOLD, deck=DeckOptions(summary=True)))
    slide = only(board, "summary")
    assert found == []
    assert text(slide, Role.BODY) == ["1Exports doubled", "3Science came first"]
    links = [run.target for item in slide.items for run in runs_of(item) if run.target]
    assert links == [CrossLink("sec-1"), CrossLink("sec-3")]
    assert [board.slides[board.anchors[link]].section for link in links] == ["sec-1", "sec-3"]
    layouts = [slide.layout for slide in board.slides]
    assert layouts.index("summary") == layouts.index("agenda") + 1


def test_a_summary_without_findings_is_reported_and_left_out() -> None:
    board, found = plan(document(section("1", "One", figure(1)), deck=DeckOptions(summary=True)))
    assert found == ["empty-summary"]
    assert "summary" not in [slide.layout for slide in board.slides]


def test_forty_findings_are_told_on_several_slides() -> None:
    told = [section(str(n), f"Part {n}", bullets("A"), headline=f"Finding of part {n} in words") for n in range(1, 41)]
    board, found = plan(document(*told, deck=DeckOptions(summary=True, agenda=False)))
    slides = [slide for slide in board.slides if slide.layout == "summary"]
    assert found == [] and len(slides) > 1
    assert sum(len(text(slide, Role.BODY)) for slide in slides) == 40
    assert slides[0].title == f"The findings in brief (1/{len(slides)})"


def test_the_register_gives_each_fact_with_its_source_and_place() -> None:
    board, found = plan(document(*TOLD, deck=DeckOptions(register=True)))
    table = next(item for item in only(board, "register").items if isinstance(item, TableItem))
    rows = [[plain(tuple(p.run for para in cell for p in para.pieces)) for cell in row.cells] for row in table.rows]
    assert found == []
    assert rows[0] == ["Figure", "What it measures", "When and where", "Source"]
    assert sorted(rows[1:]) == [
        ["1.374 million", "Cars made", "2024, Hefei", "[2]"],
        ["257.2 billion yuan", "Goods exports", "2024, Hefei", "[1]"],
    ]
    targets = {run.target for run in runs_of(table) if run.target}
    assert targets == {ReferenceLink("source-1"), ReferenceLink("source-2")}


def test_what_was_computed_is_told_with_its_working_on_a_line_of_its_own() -> None:
    computed = replace(facts()[0], working="300.0 - 42.8", references=("source-1",))
    board, found = plan(document(*TOLD, deck=DeckOptions(register=True), facts=(computed,)))
    table = next(item for item in only(board, "register").items if isinstance(item, TableItem))
    cells = ["".join(p.run.text for para in cell for p in para.pieces) for cell in table.rows[1].cells]
    assert found == []
    assert cells[1] == "Goods exports\n= 300.0 - 42.8"
    assert cells[3].startswith("[1]") and cells[3].endswith("calculation")


def test_a_long_register_goes_over_as_many_slides_as_it_needs() -> None:
    many = tuple(replace(facts()[0], id=f"f{n}", label=f"Goods exports of place {n}") for n in range(120))
    board, found = plan(document(*TOLD, deck=DeckOptions(register=True), facts=many))
    tables = [item for slide in board.slides for item in slide.items if isinstance(item, TableItem)]
    assert found == []
    assert sum(len(table.rows) - 1 for table in tables) == 120
    assert len({slide.title for slide in board.slides}) == len(board.slides)


def test_the_last_slide_says_whom_to_ask() -> None:
    contact = (words("Regional Economics Desk"), (Run("desk@example.org", target=WebLink("mailto:desk@example.org")),))
    board, found = plan(document(*TOLD, deck=DeckOptions(closing=words("What would change our mind"), contact=contact)))
    last = board.slides[-1]
    assert found == []
    assert (last.layout, last.title) == ("closing", "What would change our mind")
    assert text(last, Role.BODY) == ["Regional Economics Desk", "desk@example.org"]
    assert board.parts[-1] == "What would change our mind"


def test_a_contact_alone_is_headed_by_what_it_is() -> None:
    board, _ = plan(document(*TOLD, language="zh", deck=DeckOptions(contact=(words("desk@example.org"),))))
    assert board.slides[-1].title == "联系方式"


def test_a_source_cited_on_the_last_slide_only_is_among_the_references() -> None:
    closing = (*words("As others have said "), cite(3))
    told = section("1", "One", bullets("A point"))
    board, _ = plan(document(told, deck=DeckOptions(closing=closing)))
    assert ReferenceLink("source-3") in board.anchors


def test_a_contact_that_is_too_long_is_reported_where_it_is_written() -> None:
    found = Diagnostics()
    deck = DeckOptions(contact=tuple(words(f"Line {n}") for n in range(20)), span=at(7))
    plan_deck(document(*TOLD, deck=deck), THEME, found)
    assert [(complaint.code, complaint.span) for complaint in found] == [("overfull", at(7))]
