"""The storyboard: which slide holds what, settled as plain values before PowerPoint comes in."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations

import pytest

from hefei_report.deck import LAYOUT_NAMES, plan_deck
from hefei_report.deck.storyboard.fitting import columns
from hefei_report.deck.storyboard.linebreaking import text_height
from hefei_report.deck.storyboard.plan import (
    EMU_PER_POINT,
    ChartItem,
    Frame,
    ImageItem,
    MarkItem,
    Para,
    PictureItem,
    Piece,
    PlannedSlide,
    Role,
    Storyboard,
    TableItem,
    TextItem,
    Tint,
    emu,
    runs_of,
    texts_of,
)
from hefei_report.deck.storyboard.scenes import first_sentence
from hefei_report.deck.storyboard.setting import first_flush
from hefei_report.deck.storyboard.strip import short_name
from hefei_report.diagnostics import Diagnostics, Span
from hefei_report.document.model import (
    CitationPlace,
    CrossLink,
    DeckOptions,
    Document,
    List,
    ListItem,
    Medium,
    PageBreak,
    Paragraph,
    ReferenceLink,
    Run,
    Section,
    Slide,
    WebLink,
    plain,
)
from hefei_report.theme import load_theme
from tests.support import decks
from tests.support.decks import (
    at,
    bullets,
    cite,
    document,
    figure,
    image,
    key_figures,
    panel,
    quote,
    section,
    table,
    words,
)
from tests.support.product import environment

THEME = load_theme("hefei")


def plan(source: Document) -> Storyboard:
    """The storyboard of a document that has nothing wrong with it."""
    found = Diagnostics()
    board = plan_deck(source, THEME, found)
    assert list(found) == []
    return board


def complaints(source: Document) -> list[tuple[str, Span, str]]:
    """What planning a document complains about: code, place and message."""
    found = Diagnostics()
    plan_deck(source, THEME, found)
    return [(complaint.code, complaint.span, complaint.message) for complaint in found]


def content(board: Storyboard) -> list[PlannedSlide]:
    """The slides between front matter and references."""
    return [slide for slide in board.slides if slide.layout not in ("cover", "agenda", "divider", "references")]


def shown(slide: PlannedSlide) -> str:
    """All text on a slide."""
    return " ".join(run.text for item in slide.items for run in runs_of(item))


def text_in(slide: PlannedSlide, role: Role) -> str:
    """The text in the placeholder of ``role``, or ''."""
    items = [item for item in slide.items if isinstance(item, TextItem) and item.role is role]
    return " / ".join(plain(tuple(run for item in items for run in runs_of(item))) for item in items)


def sizes_in(slide: PlannedSlide, role: Role) -> set[float]:
    """The type sizes in the placeholder of ``role``."""
    items = [item for item in slide.items if isinstance(item, TextItem) and item.role is role]
    return {piece.size for item in items for entry in item.text for piece in entry.pieces}


# ------------------------------------------------------------------------------------------- the deck


def test_a_deck_is_cover_agenda_sections_and_references() -> None:
    told = [section(str(n), f"Part {n}", figure(2 * n), quote()) for n in (1, 2)]
    layouts = [slide.layout for slide in plan(document(*told)).slides]
    assert layouts == ["cover", "agenda", "divider", "chart", "quote", "divider", "chart", "quote", "references"]


def test_a_section_told_on_one_slide_has_no_divider() -> None:
    layouts = [slide.layout for slide in plan(document(section("1", "Short", figure(1)))).slides]
    assert layouts == ["cover", "chart", "references"]


def test_a_divider_says_what_follows_each_title_once() -> None:
    twelve = bullets(*(f"Point {n} " + "of some length, so that not all of them fit one slide " * 2 for n in range(12)))
    told = section("1", "Long", figure(1, "Output has multiplied"), PageBreak(span=at(1)), twelve)
    divider = next(slide for slide in plan(document(told)).slides if slide.layout == "divider")
    (aside,) = (item for item in divider.items if isinstance(item, TextItem) and item.role is Role.ASIDE)
    assert ["".join(piece.run.text for piece in para.pieces) for para in aside.text] == [
        "Output has multiplied",
        "Long",
    ]


def marks_of_progress(sections: int) -> list[list[MarkItem]]:
    """The bars at the foot of each divider in a deck of so many sections."""
    told = [section(str(n), f"Part {n}", figure(2 * n), quote()) for n in range(1, sections + 1)]
    dividers = [slide for slide in plan(document(*told)).slides if slide.layout == "divider"]
    assert len(dividers) == sections
    marks = [[item for item in slide.items if isinstance(item, MarkItem)] for slide in dividers]
    foot = max(mark.frame.y for mark in marks[0])
    return [[mark for mark in each if mark.frame.y == foot] for each in marks]


def test_dividers_say_how_far_the_deck_is_with_a_bar_for_each_section() -> None:
    for place, marks in enumerate(marks_of_progress(5)):
        assert [mark.tint is Tint.ACCENT for mark in marks] == [n == place for n in range(5)]


def test_a_deck_of_very_many_sections_has_one_bar_with_the_place_on_it() -> None:
    rows = marks_of_progress(250)
    assert {len(row) for row in rows} == {2}
    whole = {row[0].frame for row in rows}
    lefts = [row[1].frame.x for row in rows]
    (line,) = whole
    assert lefts[0] == line.x and rows[-1][1].frame.right == line.right
    assert lefts == sorted(set(lefts)), "each section stands further to the right"


@pytest.mark.parametrize("count", [7, 8, 29, 30, 31, 61])
def test_a_list_in_two_columns_is_cut_where_the_left_one_is_first_as_high_as_the_right(count: int) -> None:
    frame = Frame(0, 0, emu(4), emu(100))
    text = tuple(
        Para((Piece(Run("word " * (1 + 37 * n % 23)), 12.0),), level=n % 3 == 1, before=6.0) for n in range(count)
    )
    found = columns(text, frame)
    assert found is not None
    left, right = found
    assert (*left, text[len(left)], *right[1:]) == text
    assert text[len(left)].level == 0
    assert text_height(left, frame.width_pt) >= text_height(right, frame.width_pt)
    for cut in range(1, len(left)):
        shorter = text_height(text[:cut], frame.width_pt) < text_height(first_flush(text[cut:]), frame.width_pt)
        assert shorter or text[cut].level > 0


def test_the_agenda_can_be_left_out() -> None:
    told = (section("1", "One", figure(1)), section("2", "Two", figure(2)))
    without = document(*told, deck=DeckOptions(agenda=False))
    assert "agenda" not in [slide.layout for slide in plan(without).slides]


def test_the_agenda_leads_to_each_section() -> None:
    board = plan(document(section("1", "One", figure(1), quote()), section("2", "Two", figure(2))))
    assert board.slides[board.anchors[CrossLink("sec-1")]].title == "1 One"
    assert board.slides[board.anchors[CrossLink("sec-2")]].layout == "chart"


def test_powerpoint_sections_follow_the_sections_of_the_document() -> None:
    board = plan(document(section("1", "One", figure(1)), section("2", "Two", figure(2))))
    assert board.parts == ("Hefei: how an inland city became a technology hub", "1 One", "2 Two", "References")
    assert [slide.part for slide in board.slides] == sorted(slide.part for slide in board.slides)


def test_titles_are_never_the_same_twice() -> None:
    for source in (decks.everything(), decks.chinese(), decks.long_words()):
        titles = [slide.title for slide in plan(source).slides]
        assert all(titles)
        assert len(set(titles)) == len(titles)


def test_what_is_for_the_briefing_only_never_appears() -> None:
    board = plan(decks.everything())
    assert "SECRET" not in " ".join(shown(slide) for slide in board.slides)
    hidden = replace(section("2", "Hidden", figure(2)), only=Medium.BRIEFING)
    assert "Hidden" not in " ".join(
        shown(slide) for slide in plan(document(section("1", "One", quote()), hidden)).slides
    )


def test_what_is_for_the_deck_only_does() -> None:
    told = Paragraph(span=at(1), only=Medium.DECK, content=words("Only said aloud"))
    (slide,) = content(plan(document(section("1", "One", told))))
    assert text_in(slide, Role.BODY) == "Only said aloud"


def test_prose_is_not_dumped_where_there_is_better_material() -> None:
    prose = Paragraph(span=at(1), content=words("A long paragraph of prose."))
    board = plan(document(section("1", "One", prose, figure(1))))
    assert "prose" not in " ".join(shown(slide) for slide in board.slides)


def test_a_section_of_prose_alone_is_told_by_first_sentences() -> None:
    one = Paragraph(span=at(1), content=words("Exports grew by 7.8% in the U.S. market. Then they fell."))
    two = Paragraph(span=at(2), content=words("Imports fell."))
    (slide,) = content(plan(document(section("1", "One", one, two, headline="Trade is up"))))
    assert slide.title == "Trade is up"
    assert text_in(slide, Role.BODY) == "Exports grew by 7.8% in the U.S. market.Imports fell."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It rose. It fell.", "It rose."),
        ("It rose by 7.8 percent. Then", "It rose by 7.8 percent."),
        ("A. Smith said so. Then", "A. Smith said so."),
        ("出口增长。进口下降。", "出口增长。"),
        ("“It rose.” She left.", "“It rose.”"),
        ("One only", "One only"),
    ],
)
def test_a_first_sentence_is_found(text: str, sentence: str) -> None:
    assert plain(first_sentence(words(text))) == sentence


# ---------------------------------------------------------------------------------------------- titles


def test_the_headline_is_the_title_of_the_first_content_slide_and_a_figure_says_its_own_on_others() -> None:
    board = plan(document(section("1", "One", figure(1), figure(2, "Second finding"), headline="The finding")))
    assert [slide.title for slide in content(board)] == ["The finding", "Second finding"]
    first, second = content(board)
    assert "Output of cars" in text_in(first, Role.HEADING)
    assert "Second finding" not in text_in(second, Role.HEADING)
    assert text_in(second, Role.HEADING).startswith("Figure 2")


def test_a_callout_alone_on_a_slide_gives_it_its_title() -> None:
    (slide,) = content(plan(document(section("1", "One", panel()))))
    assert slide.title == "How the model works (insight)"
    assert "How the model works" not in text_in(slide, Role.PANEL)


def test_titles_shrink_to_twenty_points_and_then_are_reported_with_the_excess() -> None:
    long = "Hefei grew faster than every other city of its size for twenty years, and it exported more than most, "
    long += "which is why it takes more than two lines of large type"
    (slide,) = content(plan(document(section("1", "One", figure(1), headline=long))))
    assert 20 <= min(sizes_in(slide, Role.TITLE)) < 26
    spoken = section("1", "One", figure(1), headline="word " * 60)
    ((code, span, message),) = complaints(document(spoken))
    assert (code, span) == ("overfull", at(101))
    assert "pt too much" in message


def test_a_lonely_word_on_a_second_title_line_is_avoided_by_a_slightly_smaller_size() -> None:
    headline = "Others can copy the purchases; the university and its timing are harder"
    (slide,) = content(plan(document(section("1", "One", figure(1), headline=headline))))
    assert sizes_in(slide, Role.TITLE) <= {24.0, 25.0}


def test_the_kicker_names_the_sections_that_a_slide_stands_in() -> None:
    nested = section("1.1", "Inner", figure(1))
    (slide,) = content(plan(document(section("1", "Outer", sections=(nested,)))))
    assert text_in(slide, Role.KICKER) == "1.1  Outer · Inner"


# --------------------------------------------------------------------------------------------- layouts


def test_a_list_stands_beside_the_figure_it_follows() -> None:
    board = plan(document(section("1", "One", figure(1), bullets("a", "b"), figure(2))))
    assert [slide.layout for slide in content(board)] == ["chart-and-takeaways", "chart"]


def test_a_few_points_beside_a_figure_are_statements_between_rules_and_many_are_a_list() -> None:
    for count, rules in ((3, 2), (6, 0)):
        points = bullets(*(f"Point {number}" for number in range(count)))
        (slide,) = content(plan(document(section("1", "One", figure(1), points))))
        (aside,) = (item for item in slide.items if isinstance(item, TextItem) and item.role is Role.ASIDE)
        assert len(aside.text) == count
        assert all(bool(para.bullet) == (rules == 0) for para in aside.text)
        inside = [m.frame for m in slide.items if isinstance(m, MarkItem) and m.frame.y > aside.frame.y]
        assert len(inside) == rules


def test_a_list_stands_beside_the_figure_it_leads_to() -> None:
    board = plan(document(section("1", "One", bullets("a"), figure(1), bullets("b"), figure(2))))
    assert [(slide.layout, text_in(slide, Role.ASIDE)) for slide in content(board)] == [
        ("chart-and-takeaways", "a"),
        ("chart-and-takeaways", "b"),
    ]


def test_a_list_too_long_to_stand_beside_the_figure_gets_its_own_slide() -> None:
    long = bullets(*("a point that takes two lines or three in the narrow column" for _ in range(9)))
    board = plan(document(section("1", "One", figure(1), long)))
    assert [slide.layout for slide in content(board)] == ["chart", "text"]


def test_a_page_break_keeps_a_list_away_from_a_figure() -> None:
    board = plan(document(section("1", "One", figure(1), PageBreak(span=at(5)), bullets("a"))))
    assert [slide.layout for slide in content(board)] == ["chart", "text"]


def test_a_callout_stands_beside_the_text_next_to_it() -> None:
    board = plan(document(section("1", "One", bullets("a", "b"), panel())))
    assert [slide.layout for slide in content(board)] == ["text-and-callout"]


def test_key_figures_are_divided_evenly() -> None:
    board = plan(document(section("1", "One", key_figures(8))))
    counts = [sum(isinstance(item, MarkItem) for item in slide.items) for slide in content(board)]
    assert counts == [4, 4]
    for slide in content(board):
        numbers = [sizes_in(slide, role) for role in (Role.TILE_1, Role.TILE_4)]
        assert numbers[0] == numbers[1]


def test_long_tables_are_continued_with_their_header_and_no_row_is_lost() -> None:
    slides = content(plan(document(section("1", "One", table(80)))))
    tables = [item for slide in slides for item in slide.items if isinstance(item, TableItem)]
    assert len(slides) == len(tables) > 3
    assert [slide.title[-6:] for slide in slides][:2] == [f" (1/{len(slides)})"[-6:], f" (2/{len(slides)})"[-6:]]
    assert all(plain(tuple(p.run for p in part.rows[0].cells[0][0].pieces)) == "Company" for part in tables)
    firsts = [row.cells[0][0].pieces[0].run.text for part in tables for row in part.rows[1:]]
    assert firsts == [f"Investment {n}" for n in range(1, 80)] + ["Total"]


def test_table_columns_follow_the_authors_shares_but_never_break_a_word() -> None:
    wide = table(4)
    columns = tuple(replace(column, width=width) for column, width in zip(wide.columns, (1, 0.01, 1, 4), strict=True))
    (slide,) = content(plan(document(section("1", "One", replace(wide, columns=columns)))))
    (item,) = [item for item in slide.items if isinstance(item, TableItem)]
    assert item.widths[3] > 3 * item.widths[0]
    assert item.widths[1] > 25 * 12_700


def test_an_author_may_ask_for_layouts_by_name() -> None:
    two = replace(section("1", "One", figure(1), figure(2)), layout="two-charts")
    assert [slide.layout for slide in content(plan(document(two)))] == ["two-charts"]
    columns = replace(section("1", "One", bullets(*"abcdef")), layout="two-columns")
    assert [slide.layout for slide in content(plan(document(columns)))] == ["two-columns"]
    apart = replace(section("1", "One", figure(1), bullets("a")), layout="chart")
    assert [slide.layout for slide in content(plan(document(apart)))] == ["chart", "text"]
    beside = replace(section("1", "One", table(4), bullets("a")), layout="table-and-takeaways")
    assert [slide.layout for slide in content(plan(document(beside)))] == ["table-and-takeaways"]


def test_an_unknown_layout_is_reported_with_the_nearest_name() -> None:
    found = Diagnostics()
    plan_deck(document(replace(section("1", "One", figure(1)), layout="two-chart")), THEME, found)
    (complaint,) = found
    assert (complaint.code, complaint.hint) == ("unknown-layout", "did you mean 'two-charts'?")


def test_a_layout_that_does_not_suit_the_content_is_reported() -> None:
    wrong = replace(section("1", "One", bullets("a")), layout="chart")
    assert [code for code, _, _ in complaints(document(wrong))] == ["unused-layout"]


def test_every_layout_that_authors_may_name_can_come_out() -> None:
    composed = Slide(span=at(2), only=Medium.DECK, title=words("Composed"), body=(key_figures(3), bullets("a")))
    told: list[Section] = [
        section("1", "A", bullets("a"), PageBreak(span=at(3)), bullets("b"), panel()),
        section("2", "B", panel(), figure(1), PageBreak(span=at(4)), figure(2), quote(), table(3), key_figures(2)),
        section("3", "C", composed),
        replace(section("4", "D", bullets(*"abcd")), layout="two-columns"),
        replace(section("5", "E", figure(3), figure(4)), layout="two-charts"),
        replace(section("6", "F", table(3), bullets("a")), layout="table-and-takeaways"),
        section("7", "G", panel()),
        section("8", "H", image(5), PageBreak(span=at(5)), image(6), bullets("a")),
        replace(section("9", "I", image(7)), layout="image"),
    ]
    assert {slide.layout for slide in content(plan(document(*told)))} == set(LAYOUT_NAMES)


def test_a_picture_keeps_its_proportions_and_stays_in_its_place() -> None:
    alone = replace(section("3", "C", image(3)), layout="image")
    board = plan(document(section("1", "A", image(1)), section("2", "B", image(2), bullets("a")), alone))
    shown = [(slide, item) for slide in content(board) for item in slide.items if isinstance(item, ImageItem)]
    assert [slide.layout for slide, _ in shown] == ["captioned-image", "image-and-takeaways", "image"]
    for slide, item in shown:
        slot = board.stage.layouts[slide.layout].slot(Role.VISUAL).frame
        assert item.frame.w / item.frame.h == pytest.approx(1.5, rel=1e-4)
        assert slot.x <= item.frame.x and item.frame.right <= slot.right and item.frame.bottom <= slot.bottom


def test_an_entry_of_the_references_leads_back_to_the_first_slide_that_cites_it() -> None:
    board = plan(document(section("1", "One", bullets("A point"), quote()), section("2", "Two", figure(2), quote())))
    back = [(run.text, run.target) for item in board.slides[-1].items for run in runs_of(item) if run.text[0] == "["]
    assert [(text, board.slides[board.anchors[target]].layout) for text, target in back if target] == [
        ("[1]", "chart"),
        ("[2]", "chart"),
        ("[3]", "quote"),
    ]


def test_a_title_of_one_line_leaves_no_hole_above_the_body() -> None:
    long = "Hefei now makes more electric cars than most countries do, and exports a third of them to Europe and Asia"
    board = plan(document(section("1", "One", bullets("a"), headline=long), section("2", "Two", bullets("b"))))
    gaps = []
    for slide in content(board):
        told = {item.role: item for item in slide.items if isinstance(item, TextItem)}
        title, body = told[Role.TITLE], told[Role.BODY]
        gaps.append(body.frame.y - title.frame.y - EMU_PER_POINT * text_height(title.text, title.frame.width_pt))
    assert max(gaps) - min(gaps) < emu(0.1)
    assert max(gaps) < emu(0.35)


def test_a_title_that_its_number_makes_too_long_for_a_line_gets_smaller() -> None:
    headline = "Hefei is a city that thinks like a venture capitalist, with the patience of a big state"
    many = [bullets(*(f"Point {n} of a list that is told on several slides in a row" for n in range(60)))]
    titles = [slide.items[0] for slide in content(plan(document(section("1", "One", *many, headline=headline))))]
    assert len(titles) > 1 and len({item.text[0].pieces[0].size for item in titles if isinstance(item, TextItem)}) == 1


def test_points_that_begin_in_bold_are_rows_with_rules_between() -> None:
    leads = ("City or province.", "Announced or spent.", "Old or new.")
    items = tuple(ListItem((Run(lead, bold=True), Run(" And what is said of it."))) for lead in leads)
    slide = content(plan(document(section("1", "One", List(span=at(5), items=items)))))[0]
    body = next(item for item in slide.items if isinstance(item, TextItem) and item.role is Role.BODY)
    rules = [item.frame for item in slide.items if isinstance(item, MarkItem)]
    assert ["".join(piece.run.text for piece in para.label) for para in body.text] == list(leads)
    assert [plain(tuple(piece.run for piece in para.pieces)) for para in body.text] == ["And what is said of it."] * 3
    assert len(rules) == 2 and all(body.frame.y < rule.y < body.frame.bottom for rule in rules)


def test_a_number_leaves_its_unit_where_it_would_leave_half_a_line_empty() -> None:
    told = bullets("Output passed 1.37\xa0million\xa0vehicles in 2024", "It took 38\xa0years")
    slide = content(plan(document(section("1", "One", figure(1), told))))[0]
    assert "Output passed 1.37\xa0million vehicles in 2024" in shown(slide)
    assert "It took 38\xa0years" in shown(slide)


# ---------------------------------------------------------------------------------- geometry and size


def frames(slide: PlannedSlide) -> list[Frame]:
    """The frames of everything on a slide that must not overlap: marks are drawn on purpose where text is."""
    return [item.frame for item in slide.items if not isinstance(item, MarkItem)]


@pytest.mark.parametrize("source", [decks.everything, decks.chinese, decks.long_words, decks.every_length])
def test_nothing_overlaps_and_nothing_leaves_the_slide(source: object) -> None:
    assert callable(source)
    for slide in plan(source()).slides:
        for frame in (item.frame for item in slide.items):
            assert min(frame.x, frame.y) >= 0
            assert frame.right <= 12_192_000
            assert frame.bottom <= 6_858_000
        for first, second in combinations(frames(slide), 2):
            beside = first.right <= second.x or second.right <= first.x
            assert beside or first.bottom <= second.y or second.bottom <= first.y, slide.title


@pytest.mark.parametrize("source", [decks.everything, decks.chinese, decks.long_words, decks.every_length])
def test_the_title_is_always_at_the_same_place_and_body_text_never_below_its_floor(source: object) -> None:
    assert callable(source)
    slides = content(plan(source()))
    assert len({(item.frame.x, item.frame.y, item.frame.w) for slide in slides for item in slide.items[:1]}) == 1
    for slide in slides:
        for role in (Role.BODY, Role.BODY_2, Role.ASIDE, Role.PANEL):
            assert all(size >= 14 for size in sizes_in(slide, role)), slide.title


def test_twelve_long_bullets_go_over_two_slides() -> None:
    slides = [slide for slide in plan(decks.long_words()).slides if slide.title.startswith("Twelve items")]
    assert [slide.title[-5:] for slide in slides] == ["(1/2)", "(2/2)"]


def test_a_quote_that_fits_no_slide_is_reported_at_its_line() -> None:
    body = (Paragraph(span=at(91), content=words("and so on " * 400)),)
    ((code, span, _),) = complaints(document(section("1", "One", replace(quote(), body=body))))
    assert (code, span) == ("overfull", at(90))


def test_a_table_row_higher_than_a_slide_is_reported() -> None:
    tall = table(3)
    row = replace(tall.rows[0], cells=(words("word " * 900), *tall.rows[0].cells[1:]))
    codes = {code for code, _, _ in complaints(document(section("1", "One", replace(tall, rows=(row,)))))}
    assert codes == {"overfull"}


# -------------------------------------------------------------------------------- citations and notes


def strips(place: CitationPlace) -> list[str]:
    """The source strip of each content slide of a small document."""
    told = section("1", "One", figure(1), PageBreak(span=at(4)), key_figures(2))
    return [text_in(slide, Role.SOURCE) for slide in content(plan(document(told, deck=DeckOptions(place))))]


def test_a_slide_names_its_sources_and_those_of_the_facts_in_its_chart() -> None:
    chart, tiles = strips(CitationPlace.BOTH)
    assert chart == "Note: 2025 is a target.Sources: Hefei Bureau of Statistics [1]; Journal 2 (2002)\xa0[2]"
    assert tiles == "Sources: [1] Journal 1 (2001); [2] Journal 2 (2002); [3] Journal 3 (2003)"


def test_citations_at_the_end_leave_the_strip_to_notes_and_sources_of_figures() -> None:
    chart, tiles = strips(CitationPlace.END)
    assert "Hefei Bureau" in chart
    assert tiles == ""


def test_citations_on_the_slide_need_no_list_at_the_end() -> None:
    board = plan(document(section("1", "One", key_figures(2)), deck=DeckOptions(CitationPlace.SLIDE)))
    assert "references" not in [slide.layout for slide in board.slides]
    strip = [item for item in content(board)[0].items if isinstance(item, TextItem) and item.role is Role.SOURCE]
    assert any(run.target is not None for item in strip for run in runs_of(item))


def test_a_source_line_of_marks_alone_is_replaced_by_names() -> None:
    bare = replace(figure(1), source=(decks.cite(2), Run(", "), decks.cite(3)), note=())
    (slide,) = content(plan(document(section("1", "One", bare))))
    assert text_in(slide, Role.SOURCE) == "Sources: [2] Journal 2 (2002); [3] Journal 3 (2003)"


def test_many_sources_are_shortened_until_they_fit() -> None:
    marks = tuple(decks.cite(n) for n in range(1, 31))
    told = Paragraph(span=at(3), only=Medium.DECK, content=marks)
    (slide,) = content(plan(document(section("1", "One", told), references=decks.references(30))))
    assert "[30]" in text_in(slide, Role.SOURCE)


@pytest.mark.parametrize(
    ("short", "entry", "name"),
    [
        ("UrduPoint (2025)", "whatever", "UrduPoint (2025)"),
        ("", "Ali, M. (2025, January 3). China's Hefei. APP.", "Ali, M (2025)"),
        ("", "A title that goes on and on without an end in sight, or a year", "A title that goes on and on…"),
    ],
)
def test_a_source_has_a_short_name(short: str, entry: str, name: str) -> None:
    reference = replace(decks.references(1)[0], short=short, content=words(entry))
    assert short_name(reference, 30) == name


def test_every_citation_mark_leads_to_the_slide_with_its_entry() -> None:
    board = plan(decks.long_words())
    for number in (1, 20, 40):
        slide = board.slides[board.anchors[ReferenceLink(f"source-{number}")]]
        assert slide.layout == "references"
        assert f"[{number}]" in shown(slide)


def test_the_deck_lists_the_sources_of_its_own_slides_and_notes_only() -> None:
    noted = replace(section("1", "One", figure(1)), notes=((*words("Mind "), cite(5)),))
    board = plan(document(noted, section("2", "Two", bullets("a point")), references=decks.references(9)))
    listed = [slide for slide in board.slides if slide.layout == "references"]
    numbers = re.findall(r"\[(\d+)\]", " ".join(shown(slide) for slide in listed))
    assert numbers == ["1", "2", "5"]  # the figure's source line, the facts that it draws, the notes


def test_a_long_address_is_cut_to_its_site_and_still_leads_there() -> None:
    address = "example.org/a/rather/long/path/to/one/page/of/many.html"
    entry = (*words("A title. "), Run(address, target=WebLink("https://" + address)))
    reference = replace(decks.references(1)[0], content=entry)
    board = plan(document(section("1", "One", decks.cited_points(4)), references=(reference,)))
    runs = [run for item in board.slides[-1].items for run in runs_of(item) if isinstance(run.target, WebLink)]
    assert [(run.text, run.target) for run in runs] == [("example.org", WebLink("https://" + address))]


def test_speaker_notes_are_the_authors_and_then_the_facts_on_the_slide() -> None:
    told = replace(section("1", "One", figure(1)), notes=(words("Speak slowly."),))
    (slide,) = content(plan(document(told)))
    assert [plain(line) for line in slide.notes] == [
        "Speak slowly.",
        "Facts on this slide",
        "1.374 million: Cars made; 2024; Hefei; Journal 2 (2002) [2], paragraph 3",
    ]


def test_a_draft_says_so_on_every_slide() -> None:
    drafted = plan(document(section("1", "One", figure(1), quote()), draft=True))
    assert all(text_in(slide, Role.DRAFT) == "DRAFT" for slide in drafted.slides)
    final = plan(document(section("1", "One", figure(1), quote())))
    assert not any(text_in(slide, Role.DRAFT) for slide in final.slides)


def test_a_chinese_deck_speaks_chinese() -> None:
    board = plan(decks.chinese())
    assert board.slides[1].title == "议程"
    assert board.slides[-1].title == "参考文献"
    assert "2025年11月22日" in shown(board.slides[1])
    assert "（1/" in " ".join(slide.title for slide in board.slides)


def test_charts_are_planned_at_a_readable_size() -> None:
    for slide in plan(decks.everything()).slides:
        for item in slide.items:
            if isinstance(item, PictureItem | ChartItem):
                assert item.frame.width_pt > 400
                assert item.frame.height_pt > 240


def test_planning_a_deck_never_loads_python_pptx() -> None:
    program = (
        "import sys\n"
        "from hefei_report.deck import plan_deck\n"
        "from hefei_report.theme import load_theme\n"
        "from hefei_report.diagnostics import Diagnostics\n"
        "from tests.support import decks\n"
        "plan_deck(decks.everything(), load_theme('hefei'), Diagnostics())\n"
        "print(sorted({'pptx', 'lxml'} & set(sys.modules)))\n"
    )
    from tests.support.tools import CHECKOUT

    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=CHECKOUT, env=environment()
    )
    assert result.stdout.strip() == "[]"


def test_texts_are_found_in_tables_too() -> None:
    (slide,) = content(plan(document(section("1", "One", table(3)))))
    assert any(texts for item in slide.items if isinstance(item, TableItem) for texts in texts_of(item))
